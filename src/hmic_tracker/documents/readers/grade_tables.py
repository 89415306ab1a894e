"""Tables: our grades by year, and how many forces got each grade.

A row is recognised by its shape: a name, then one cell for each column. Where cells were lost on
the way from page to text, the numbers are kept as printed and no column is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers.grades_of_two import names_both
from hmic_tracker.documents.wording.grade_words import REMARK, GradeWords
from hmic_tracker.documents.wording.labels import starts_label
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

PERIOD: Final = re.compile(r"(?<![\d/])((?:19|20)\d\d(?:/\d{2,4})?)(?![\d/])", re.ASCII)
_GRADING: Final = re.compile(r"\b(?:grad(?:e|ing)|judge?ment)s?\b", re.I)
_YEARS: Final = re.compile(
    r"(?: ?(?:(?:inspection|visit|assessment|published|in|of) ?|[A-Z][a-z]{2,8} )*"
    r"(?:19|20)\d\d(?:/\d{2,4})?(?: (?:inspection|visit|assessment|judge?ment|grade))?){2,6}"
)
"""Nothing but years, each with what was then: "November 2028  November 2030"."""
_FIRST_COLUMN: Final = re.compile(r"(?:framework|area|strand|theme|category|inspection)s?\b", re.I)


def read(context: ReaderContext, block: Block) -> int:
    """Read a table with its head; it mentions the frameworks of its rows."""
    if context.at < context.no_table_until or any(block.cells):
        return 0
    below = context.blocks[context.at + 1 : context.at + 2]
    periods = _head(block, context.grade_words) or _years_alone(block, below, context.grade_words)
    if not periods:
        return 0
    blocks, end = context.blocks, context.at + 1
    table = _Table(context.grade_words, periods, block.text)
    while end < len(blocks) and (
        blocks[end].role == "furniture" or table.takes(end, blocks[end], blocks[end + 1 : end + 2])
    ):
        end += 1
    table.finish()
    if not table.rows:
        context.no_table_until = end  # else very many heads in a row would take quadratic time
        return 0
    context.mark(context.at, "label")
    for row in table.rows:
        context.names.mention(row.name)
        _mark_row(context, row)
    for at in range(context.at, end):
        if at not in context.pieces:
            word = "~" if blocks[at].role == "furniture" else "label"
            context.mark(at, word)
    return end - context.at


class _Row(NamedTuple):
    """A row: the blocks it is of, its name and cells, and why nothing may be taken from it."""

    name: str
    blocks: tuple[int, ...]
    label: str
    remark: int | None = None
    doubt: str = ""


def _mark_row(context: ReaderContext, row: _Row) -> None:
    word = "?" if row.doubt else "national" if ">" in row.label else "grades"
    for place, at in enumerate(row.blocks):
        context.mark(at, "" if place else word, label="" if place else row.label, doubt=row.doubt)
    if row.remark is not None:
        context.mark(row.remark, "remark")


def _head(block: Block, words: GradeWords) -> tuple[str, ...]:
    """Return the periods that a table's head names; none where a block is no such head."""
    text = block.text
    if block.marker[:1].isdigit() or len(text) > 2 * SHORT or text.endswith((".", ":")):
        return ()
    periods = tuple(dict.fromkeys(PERIOD.findall(text)))
    if len(periods) == 1 and names_both(text):
        return ()  # the year is the former column's
    if not periods or not (_GRADING.search(text) or words.cells_at_end(text, 9)[1]):
        return ()
    return periods if _FIRST_COLUMN.match(text) or len(periods) > 1 else ()


def _years_alone(block: Block, below: Sequence[Block], words: GradeWords) -> tuple[str, ...]:
    """Return the years of a head without a name for its first column: "2028  2030".

    Directly below stands a row with a name and a grade for each of them.
    """
    periods = tuple(dict.fromkeys(PERIOD.findall(block.text[:SHORT])))
    if len(periods) < 2 or not _YEARS.fullmatch(block.text[:SHORT]) or not below:
        return ()
    name, cells = words.cells_at_end(below[0].text, len(periods))
    graded = len(cells) == len(periods) and any(cell.grade for cell in cells)
    return periods if name and graded and not below[0].gap else ()


class _Table:
    """A table being read, block by block. `_name` is that of the row being gathered."""

    def __init__(self, words: GradeWords, periods: tuple[str, ...], head: str) -> None:
        self._words = words
        self._periods = periods
        self._columns = self._columns_in(head)
        self._name: str | None = None
        self._blocks: list[int] = []
        self._cells: list[str] = []
        self.rows: list[_Row] = []

    def takes(self, at: int, block: Block, following: Sequence[Block]) -> bool:
        """Read one more block, if it belongs to the table."""
        text = block.text.replace("\t", " ")
        if len(text) > 3 * SHORT or block.marker[:1].isdigit() or starts_label(text):
            return False
        if REMARK.fullmatch(text):
            self.finish()
            if self.rows:
                self.rows[-1] = self.rows[-1]._replace(remark=at)
            return bool(self.rows)
        if not self.rows and self._name is None and not self._columns:
            rest, cells = self._words.cells_at_end(text, 9)
            self._columns = () if rest or len(cells) < 2 else self._columns_in(text)
            if self._columns:
                return True
        name, cells_here = self._split(text)
        if name:
            return self._begins(name, cells_here, at, following)
        return self._goes_on(cells_here, at)

    def finish(self) -> None:
        """End the row that is being gathered."""
        name, cells, blocks = self._name, self._cells, tuple(self._blocks)
        self._name, self._cells, self._blocks = None, [], []
        if name is None or not cells:
            return
        periods = " ".join(self._periods)
        if self._columns:
            label = f"{self._periods[0]} {'>'.join(self._columns)}"
            self.rows.append(_Row(name, blocks, label))
            return
        fits = len(cells) == len(self._periods) and all(map(self._words.cell, cells))
        doubt = ""
        if not fits:
            years = " and ".join(self._periods)
            doubt = f"{name}: '{' '.join(cells)}' doesn't say which of {years} it belongs to"
        self.rows.append(_Row(name, blocks, periods, doubt=doubt))

    def _begins(
        self, name: str, cells: tuple[str, ...], at: int, following: Sequence[Block]
    ) -> bool:
        if not cells:
            text = following[0].text.replace("\t", " ") if following else ""
            next_name, next_cells = self._split(text) if following else ("", ())
            if next_name or not next_cells:
                return False
        bare = name.rstrip(" :–—-")
        if len(bare) > SHORT or not bare or name.endswith((".", ";")):
            return False
        self.finish()
        self._name = bare
        if cells:
            return self._goes_on(cells, at)
        self._blocks.append(at)
        return True

    def _goes_on(self, cells: tuple[str, ...], at: int) -> bool:
        """Add cells to the row; more than the table has columns belong to something else."""
        most = len(self._columns or self._periods)
        if self._name is None:
            return False
        self._blocks.append(at)
        if len(self._cells) + len(cells) > most:
            surplus = " ".join([*self._cells, *cells])
            problem = f"{self._name}: {surplus} are more cells than columns"
            self.rows.append(_Row(self._name, tuple(self._blocks), "", doubt=problem))
            self._name, self._cells, self._blocks = None, [], []
            return True
        self._cells.extend(cells)
        return True

    def _split(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Part a row into its name and its cells as printed."""
        if not self._columns:
            name, grades = self._words.cells_at_end(text, len(self._periods))
            return name, tuple(cell.printed for cell in grades)
        tokens = text.split()
        first = len(tokens)
        while first and tokens[first - 1].isdecimal() and len(tokens[first - 1]) < 4:
            first -= 1
        return " ".join(tokens[:first]), tuple(tokens[first:])

    def _columns_in(self, text: str) -> tuple[str, ...]:
        """Return the grades a table's head ends with, where they are at least two, each once."""
        cells = self._words.cells_at_end(text, 9)[1]
        grades = tuple(cell.grade for cell in cells if cell.grade)
        return grades if 1 < len(grades) == len(set(grades)) == len(cells) else ()

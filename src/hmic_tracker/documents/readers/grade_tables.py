"""The tables of a report: our grades by year, and how many forces got each grade.

A row is known by its shape: a name, then one cell for each column. Where cells were lost on the
way from page to text, the numbers are kept as printed and no column is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hmic_tracker.documents.readers.grade_words import Cell, GradeWords
from hmic_tracker.documents.sources.lines import ITEM_START, SHORT, Block
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.records import replace

PERIOD: Final = re.compile(r"(?<![\d/])((?:19|20)\d\d(?:/\d{2,4})?)(?![\d/])", re.ASCII)
_GRADING: Final = re.compile(r"\b(?:grad(?:e|ing)|judge?ment)s?\b", re.I)
_FIRST_COLUMN: Final = re.compile(r"(?:framework|area|strand|theme|category|inspection)s?\b", re.I)
_REMARK: Final = re.compile(r"\(([^()]{1,200})\)")


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A row of our own grades: one cell for each of the periods, in their order."""

    name: str
    periods: tuple[str, ...]
    cells: tuple[Cell, ...]
    line: int
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class NationalRow:
    """A row of the national picture: numbers as printed under the grades of the table's head."""

    name: str
    period: str
    grades: tuple[str, ...]
    printed: tuple[int, ...]
    line: int
    remark: str | None = None


Row = GradeRow | NationalRow


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows in the report's order, and the lines of the blocks that they came from."""

    rows: tuple[Row, ...]
    lines: frozenset[int]
    warnings: tuple[ImportWarning, ...]


def read_tables(blocks: list[Block], words: GradeWords) -> Tables:
    """Finds and reads every table."""
    rows: list[Row] = []
    lines: set[int] = set()
    warnings: list[ImportWarning] = []
    at = 0
    while at < len(blocks):
        periods = _head(blocks[at], words)
        if not periods:
            at += 1
            continue
        table = _Table(words, periods, blocks[at].text)
        end = at + 1
        while end < len(blocks) and table.takes(blocks[end], blocks[end + 1 : end + 2]):
            end += 1
        table.finish()
        if table.rows:
            lines.update(block.line for block in blocks[at:end])
            rows.extend(table.rows)
            warnings.extend(table.warnings)
        at = end
    return Tables(tuple(rows), frozenset(lines), tuple(warnings))


def _head(block: Block, words: GradeWords) -> tuple[str, ...]:
    """The periods a table's head names; none where a block is no such head."""
    text = block.text
    if block.number is not None or len(text) > 2 * SHORT or text.endswith((".", ":")):
        return ()
    periods = tuple(dict.fromkeys(PERIOD.findall(text)))
    if not periods or not (_GRADING.search(text) or words.cells_at_end(text, 9)[1]):
        return ()
    return periods if _FIRST_COLUMN.match(text) or len(periods) > 1 else ()


class _Table:
    """A table being read, block by block. `_name` is the row whose cells are still coming."""

    def __init__(self, words: GradeWords, periods: tuple[str, ...], head: str) -> None:
        self._words = words
        self._periods = periods
        self._columns = self._columns_in(head)
        self._name: str | None = None
        self._line = 0
        self._cells: list[str] = []
        self.rows: list[Row] = []
        self.warnings: list[ImportWarning] = []

    def takes(self, block: Block, following: list[Block]) -> bool:
        """Reads one more block, if it belongs to the table."""
        text = block.text
        if len(text) > 3 * SHORT or block.number is not None or ITEM_START.match(text):
            return False
        if remark := _REMARK.fullmatch(text):
            self.finish()
            if self.rows:
                self.rows[-1] = replace(self.rows[-1], remark=remark[1].strip())
            return bool(self.rows)
        if not self.rows and self._name is None and not self._columns:
            rest, cells = self._words.cells_at_end(text, 9)
            self._columns = () if rest or len(cells) < 2 else self._columns_in(text)
            if self._columns:
                return True
        name, cells_here = self._split(text)
        if name:
            return self._begins(name, cells_here, block, following)
        return self._goes_on(cells_here)

    def finish(self) -> None:
        """Ends the row whose cells were still coming."""
        name, cells, self._name, self._cells = self._name, self._cells, None, []
        if name is None or not cells:
            return
        if self._columns:
            numbers = tuple(map(int, cells))
            row = NationalRow(name, self._periods[0], self._columns, numbers, self._line)
            self.rows.append(row)
            return
        found = [cell for cell in map(self._words.cell, cells) if cell]
        if len(found) == len(self._periods):
            self.rows.append(GradeRow(name, self._periods, tuple(found), self._line))
            return
        years = " and ".join(self._periods)
        said = f"{name}: '{' '.join(cells)}' doesn't say which of {years} it belongs to"
        self.warnings.append(ImportWarning(self._line, said))

    def _begins(
        self, name: str, cells: tuple[str, ...], block: Block, following: list[Block]
    ) -> bool:
        if not cells and not (following and self._is_cells(following[0].text)):
            return False
        bare = name.rstrip(" :–—-")
        if len(bare) > SHORT or not bare or name.endswith((".", ";")):
            return False
        self.finish()
        self._name, self._line = bare, block.line
        return self._goes_on(cells) if cells else True

    def _goes_on(self, cells: tuple[str, ...]) -> bool:
        """More cells for the row; more than the table has columns belong to something else."""
        most = len(self._columns or self._periods)
        if self._name is None:
            return False
        if len(self._cells) + len(cells) > most:
            said = f"{self._name}: {' '.join([*self._cells, *cells])} are more cells than columns"
            self.warnings.append(ImportWarning(self._line, said))
            self._name, self._cells = None, []
            return True
        self._cells.extend(cells)
        return True

    def _is_cells(self, text: str) -> bool:
        name, cells = self._split(text)
        return not name and bool(cells)

    def _split(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A row's name and its cells as printed."""
        if not self._columns:
            name, found = self._words.cells_at_end(text, len(self._periods))
            return name, tuple(cell.printed for cell in found)
        tokens = text.split()
        first = len(tokens)
        while first and tokens[first - 1].isdecimal() and len(tokens[first - 1]) < 4:
            first -= 1
        return " ".join(tokens[:first]), tuple(tokens[first:])

    def _columns_in(self, text: str) -> tuple[str, ...]:
        """The grades a table's head ends with, where it names at least two, each once."""
        cells = self._words.cells_at_end(text, 9)[1]
        grades = tuple(cell.grade for cell in cells if cell.grade)
        return grades if 1 < len(grades) == len(set(grades)) == len(cells) else ()

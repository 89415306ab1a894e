"""Pages of lines and tables as one flow of blocks, in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.blocks import Block, Line, Place
from hmic_tracker.documents.sources.lines import blocks_from_lines
from hmic_tracker.documents.sources.pdf_cells import join_lines, vocabulary
from hmic_tracker.documents.sources.pdf_forms import without_forms
from hmic_tracker.documents.sources.pdf_furniture import margins, text_size
from hmic_tracker.documents.sources.pdf_lines import PrintedLine, lines_in_order, printed_line
from hmic_tracker.documents.sources.pdf_open_table import OpenTable
from hmic_tracker.documents.sources.pdf_spacing import LARGE, as_lines
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_tables import PageTable
    from hmic_tracker.documents.sources.pdf_words import Word

_LONGEST: Final = 200
"""Letters of a heading."""


class ReadPage(NamedTuple):
    """What was read of a page: its number from 1, its words by line, tables, and sloping words.

    `picture` says that it is one, with hardly a word beside it; `breaks` are where parts of the
    text begin that nothing else parts, in points from the bottom.
    """

    number: int
    rows: list[list[Word]]
    tables: list[PageTable]
    sloping: str = ""
    picture: bool = False
    breaks: tuple[float, ...] = ()

    @property
    def inside(self) -> frozenset[Word]:
        """The words that stand in tables."""
        return frozenset(word for table in self.tables for word in table.words)

    def printed(self) -> list[PrintedLine]:
        """The lines of the page from the top, right across it."""
        inside = self.inside
        return [
            printed_line(row)._replace(ruled=any(word in inside for word in row))
            for row in self.rows
        ]


def blocks_of_pages(pages: Sequence[ReadPage]) -> tuple[Block, ...]:
    """The blocks of a document."""
    pages = without_forms(pages)
    printed = [page.printed() for page in pages]
    size = text_size(printed)
    flow = _Flow(size, vocabulary(word for page in pages for row in page.rows for word in row))
    for page, lines, reasons in zip(pages, printed, margins(printed, size), strict=True):
        flow.add_page(page, lines, reasons)
    flow.finish()
    return tuple(flow.blocks)


@dataclass(slots=True)
class _Flow:
    """Gathers blocks; lines wait until a table shows that none goes on after it.

    `size` is that of the text's letters; `known` are the document's words.
    """

    size: float
    known: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _table: OpenTable | None = None
    _place: Place = field(default_factory=Place)
    _breaks: tuple[float, ...] = ()

    def add_page(
        self, page: ReadPage, lines: Sequence[PrintedLine], reasons: dict[int, str]
    ) -> None:
        """Add a page: its head, its lines and tables from top to bottom, its foot."""
        self._place, self._breaks = Place(1, page.number), page.breaks
        for at in sorted(reasons):
            if reasons[at] == "page head":
                self._add_furniture(lines[at].text, reasons[at])
        rows = [row for at, row in enumerate(page.rows) if at not in reasons]
        inside = page.inside
        for table in page.tables:
            self._add_rows([row for row in rows if row[0].y > table.y], inside)
            rows = [row for row in rows if row[0].y <= table.y]
            self._add_table(table, rows)
        self._add_rows(rows, inside)
        for at in sorted(reasons):
            if reasons[at] != "page head":
                self._add_furniture(lines[at].text, reasons[at])
        if page.sloping:
            self._add_furniture(page.sloping, "sloping")

    def finish(self) -> None:
        """Make blocks of what waits."""
        if self._table is not None:
            self.blocks += self._table.blocks
            self._table = None
        sizes = {line.place: line.size for line in self._lines}
        for block in blocks_from_lines(self._lines):
            large = sizes[block.place] > LARGE * self.size
            is_heading = large and block.role == "paragraph" and len(block.text) <= _LONGEST
            self.blocks.append(block._replace(role="heading") if is_heading else block)
        self._lines = []

    def _next_place(self, lines: int = 1) -> Place:
        """The place of what comes next, which takes some lines of the page."""
        place = self._place
        self._place = place._replace(line=place.line + lines)
        return place

    def _add_furniture(self, text: str, reason: str) -> None:
        place = self._next_place()
        if self._table is not None:
            self._table.blocks.append(Block("furniture", clean(text), place, reason=reason))
        else:
            self._lines.append(Line(text, place, furniture=reason))

    def _add_rows(self, rows: list[list[Word]], inside: frozenset[Word]) -> None:
        """Add the lines of a page that are in no table."""
        outside = [[word for word in row if word not in inside] for row in rows]
        if lines := lines_in_order([row for row in outside if row]):
            if self._table is not None:
                self.finish()
            first = self._next_place(len(lines))
            self._lines += as_lines(lines, first, self.size, self._breaks)

    def _add_table(self, table: PageTable, rows: Sequence[Sequence[Word]]) -> None:
        """Add a table; `rows` are the lines of words from its top on."""
        if self._table is None or not self._table.goes_on_in(table):
            self.finish()
            self._table = OpenTable(table.columns)
        tops = [row.y for row in table.rows]
        places = []
        for top, bottom in zip(tops, [*tops[1:], None], strict=True):
            lines = [row for row in rows if table.words.intersection(row) and row[0].y <= top]
            lines = [row for row in lines if bottom is None or row[0].y > bottom]
            places.append(self._next_place(len(lines)))
        joined = [
            row._replace(cells=tuple(join_lines(cell, self.known) for cell in row.cells))
            for row in table.rows
        ]
        self._table.add(joined, places)

"""The tree of a page as blocks, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.blocks import Block, Place
from hmic_tracker.documents.sources.grades_above import are_grades, texts_of_lines
from hmic_tracker.documents.sources.html_blocks import BlockWriter, Frame
from hmic_tracker.documents.sources.html_furniture import (
    NO_TEXT,
    furniture_reason,
    is_contents,
    is_note_mark,
)
from hmic_tracker.documents.sources.html_markers import BULLET, markers
from hmic_tracker.documents.sources.html_tables import (
    Row,
    Span,
    is_layout,
    row_cells,
    rows_of,
    widest,
)
from hmic_tracker.documents.sources.html_tree import HEADINGS, INLINE, Element
from hmic_tracker.light_typing import Final

LINE_ATTRIBUTE: Final = "data-tracker-line"
NUMBER_PREFIX: Final = "tracker-number:"
"""An empty `a` with an id of NUMBER_PREFIX, a level, ":" and a marker numbers its paragraph."""

_BOLD: Final = re.compile(r"font-weight:(?:bold|[6-9]00)")


@dataclass(slots=True)
class Walker:
    """Goes through a tree and gathers its blocks.

    What other sources have put into a page counts only where they say so: LINE_ATTRIBUTE where it
    is `lined`, NUMBER_PREFIX and the notes of mammoth where it is `numbered`.
    """

    lined: bool = False
    numbered: bool = False
    out: BlockWriter = field(default_factory=BlockWriter)
    _lists: int = 0
    _heading: int = 0

    def walk(self, root: Element) -> None:
        """Gather the blocks of a tree."""
        self._children(root)
        self.out.flush()

    def _children(self, element: Element) -> None:
        self._all_of(element.children)

    def _all_of(self, parts: Sequence[Element | str]) -> None:
        for part in parts:
            if isinstance(part, str):
                self.out.add_text(part)
            else:
                self._element(part)

    def _element(self, element: Element) -> None:
        tag = element.tag
        self._see_line(element)
        if tag in {"head", "title", "meta", "time"}:
            self._property(element)
        elif tag in NO_TEXT or is_note_mark(element):
            self.out.properties.see_script(element)
        elif tag in {"br", "hr"}:
            self.out.end_line()
        elif not self.out.reason and (reason := furniture_reason(element)):
            self._furniture(element, reason)
        elif tag in INLINE:
            self._inline(element)
        else:
            self._block(element)

    def _property(self, element: Element) -> None:
        if element.tag == "time":
            self.out.properties.see_time(element, self.out.pending)
            self._inline(element)
        else:
            self.out.properties.see_head(element)

    def _inline(self, element: Element) -> None:
        bold = self.out.bold
        if self.numbered and element.tag == "a":
            self._see_number(element.get("id"))
        if element.tag in {"b", "strong"} or _BOLD.search(element.get("style").replace(" ", "")):
            self.out.bold = True
        self._children(element)
        self.out.bold = bold

    def _block(self, element: Element) -> None:
        self.out.flush()
        tag, frame, reason = element.tag, self.out.frame, self.out.reason
        if tag in HEADINGS or element.get("role") == "heading":
            self._heading = _level(element)
            self._framed(element, Frame("heading", self._heading, frame.take_marker()))
        elif tag in {"ul", "ol"}:
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag in {"dt", "dd", "summary", "caption"}:
            self._framed(element, self._named(tag))
        elif tag == "pre":
            self.out.preformatted = True
            self._children(element)
            self.out.flush()
            self.out.preformatted = False
        else:
            self._inline(element)
            self.out.flush()
        self.out.frame, self.out.reason = frame, reason

    def _named(self, tag: str) -> Frame:
        if tag == "summary":
            return Frame("heading", min(self._heading + 1, 6))
        return Frame(strong=tag != "dd", gap=tag != "dd")

    def _framed(self, element: Element, frame: Frame) -> None:
        """Gather the text of an element as blocks of one kind."""
        outer, self.out.frame = self.out.frame, frame
        self._inline(element)
        self.out.flush()
        self.out.frame = outer

    def _list(self, element: Element) -> None:
        if not self.out.reason and is_contents(element):
            self.out.reason = "contents"
        self._lists += 1
        numbers = markers(element)
        first = True
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                self.out.flush()
                self._see_line(child)
                self._framed(child, self._item(child, next(numbers), gap=first))
                first = False
            elif isinstance(child, str):
                self.out.add_text(child)
            else:
                self._element(child)
        self.out.flush()
        self._lists -= 1

    def _item(self, item: Element, marker: str, *, gap: bool) -> Frame:
        if self.numbered and item.get("id").startswith(("footnote-", "endnote-")):
            return Frame(marker=marker)
        return Frame("bullet", self._lists, marker, gap=gap)

    def _furniture(self, element: Element, reason: str) -> None:
        if element.tag in INLINE and not any(child.tag not in INLINE for child in element.elements):
            walker = Walker(out=BlockWriter(in_cell=True))
            walker.walk(element)
            for block in walker.out.blocks:
                self.out.add_aside(block.printed, reason)
            return
        self.out.flush()
        frame, self.out.frame, self.out.reason = self.out.frame, Frame(), reason
        self._children(element)
        self.out.flush()
        self.out.frame, self.out.reason = frame, ""

    def _table(self, table: Element) -> None:
        rows = rows_of(table)
        if self.out.reason or is_layout(table, rows):
            self._inline(table)
            self.out.flush()
            return
        row_elements = {id(row.element) for row in rows}
        width, spans = widest(rows), dict[int, Span]()
        waiting, grades_above = iter(rows), False
        gap = True
        for part in _outside_cells(table):
            if id(part) in row_elements:
                row = next(waiting)
                self._all_of(_astray(row))  # as browsers do, before the table
                self.out.flush()
                if grades_above:
                    self._lines_of_row(row, width)
                else:
                    self._row(row, spans, width, gap=gap)
                    grades_above = gap and are_grades(self.out.blocks[-1:])
                gap = False
            else:
                self._all_of([part])
                self.out.flush()

    def _row(self, row: Row, spans: dict[int, Span], width: int, *, gap: bool) -> None:
        """A row, and after it what its cells hold that is no text of theirs."""
        self._see_line(row.element)
        inner = [(cell, self._cell(cell)) for cell in row.cells]
        cells = row_cells([(cell, _joined(blocks)) for cell, blocks in inner], spans, width)
        text = "\t".join(filter(None, cells))
        own = [block for _, blocks in inner for block in blocks if block.role != "furniture"]
        if text:
            strong = bool(own) and all(block.strong for block in own)
            head = row.head or (gap and strong and width > 1)
            self.out.add(Block("row", text, Place(), 0, "", cells, head, strong, gap))
        for block in (block for _, blocks in inner for block in blocks):
            if block.role in {"furniture", "row"}:
                self.out.add(block)

    def _lines_of_row(self, row: Row, width: int) -> None:
        """A row below the grades of a scale: each line of its cells has an area of its own."""
        self._see_line(row.element)
        every = [self._cell(cell, in_cell=False) for cell in row.cells]
        inner = [texts_of_lines(blocks) for blocks in every]
        for at in range(max(map(len, inner), default=0)):
            texts = [
                (cell, "".join(lines[at : at + 1]))
                for cell, lines in zip(row.cells, inner, strict=True)
            ]
            cells = row_cells(texts, {}, width)
            text = "\t".join(filter(None, cells))
            if text:
                self.out.add(Block("row", text, Place(), cells=cells, gap=False))

    def _cell(self, cell: Element, *, in_cell: bool = True) -> list[Block]:
        writer = BlockWriter(in_cell=in_cell, properties=self.out.properties)
        Walker(self.lined, self.numbered, writer).walk(cell)
        return writer.blocks

    def _see_line(self, element: Element) -> None:
        line = element.get(LINE_ATTRIBUTE) if self.lined else ""
        if line.isdecimal() and len(line) < 9:
            self.out.flush()
            self.out.line = int(line)

    def _see_number(self, name: str) -> None:
        if name.startswith(NUMBER_PREFIX):
            level, _, marker = name.removeprefix(NUMBER_PREFIX).partition(":")
            self.out.frame.marker = marker
            if self.out.frame.role != "heading":
                self.out.frame.role, self.out.frame.level = "bullet", int(level)
                above = self.out.blocks[-1].role if self.out.blocks else ""
                self.out.frame.gap = above != "bullet"


def _outside_cells(table: Element) -> list[Element | str]:
    """The rows of a table, its caption, and what else stands in it by mistake."""
    parts: list[Element | str] = []
    for child in table.children:
        if isinstance(child, Element) and child.tag in {"thead", "tbody", "tfoot"}:
            parts += _outside_cells(child)
        elif isinstance(child, Element) or child.strip():
            parts.append(child)
    return parts


def _astray(row: Row) -> list[Element | str]:
    """What stands in a row and in none of its cells."""
    cells = {id(cell) for cell in row.cells}
    return [child for child in row.element.children if id(child) not in cells]


def _joined(blocks: list[Block]) -> str:
    """The text of a cell: its numbers stay, its bullets don't."""
    return " ".join(
        block.text if block.marker == BULLET else block.printed
        for block in blocks
        if block.role not in {"furniture", "row"}
    )


def _level(element: Element) -> int:
    if element.tag in HEADINGS:
        return int(element.tag[1])
    level = element.get("aria-level")
    return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 0

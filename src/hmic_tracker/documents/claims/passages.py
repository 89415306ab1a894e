"""A document as passages and tables, each with its place in words, whatever the file was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hmic_tracker.documents.claims.claim_types import Spot
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.claims.text_tables import LABEL, TextTable, text_tables
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block, Document

Style = str
"""How places are told: "lines" of a text, "pages" of a PDF, "parts" of a file without lines."""
_LONGEST_HEADING: Final = 40
_WRAPPED: Final = 50
"""Letters of a line that is so long that the next may go on with it."""
_NO_HEADING: Final = re.compile(r"[.;!,]$|^[a-z]")
_MARKDOWN: Final = re.compile(r"(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)|&nbsp;|^> ")


class Passage(NamedTuple):
    """A paragraph, bullet or heading: its text without the marker, and the headings above it.

    It is `printed` otherwise where words were put in that it leaves out.
    """

    text: str
    spot: Spot
    role: str
    marker: str = ""
    gap: bool = True
    printed: str = ""


class TableRow(NamedTuple):
    """The cells of a row; those of a text's row keep the ends of its lines."""

    cells: tuple[str, ...]
    spot: Spot


class PaperTable(NamedTuple):
    """A table: its heads, its rows, and what is written over it."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    caption: str
    number: int


Piece = Passage | PaperTable


_NUMBER: Final = re.compile(r"(?P<number>\d{1,2})(?:\.\d{1,2})*[.)]? (?=[A-Z])")
"""The number of a chapter before its heading."""
_FEWEST_NUMBERS: Final = 3


def pieces_of(document: Document, style: Style) -> list[Piece]:
    """Return the passages and tables of a document in their order."""
    has_heads = any(block.head for block in document.blocks)  # of tables with marks, no spaces
    tables = text_tables(document.text) if style == "lines" and not has_heads else []
    pieces: list[Piece] = []
    for piece in _Pieces(document, style, tables):
        before = pieces[-1] if pieces else None
        if isinstance(piece, Passage) and isinstance(before, Passage) and _goes_on(before, piece):
            role = "paragraph" if before.role == "heading" else before.role
            pieces[-1] = before._replace(text=f"{before.text} {piece.text}", role=role)
        else:
            pieces.append(piece)
    return pieces


def without_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, their headings without the numbers where these count them: "4 Progress"."""
    numbered = [
        (at, match)
        for at, piece in enumerate(pieces)
        if isinstance(piece, Passage)
        and piece.role == "heading"
        and (match := _NUMBER.match(piece.text))
        and not DATE.match(piece.text)
    ]
    counts = [int(match["number"]) for _, match in numbered]
    if len(counts) < _FEWEST_NUMBERS or any(b - a not in {0, 1} for a, b in pairwise(counts)):
        return list(pieces)
    ends = {at: match.end() for at, match in numbered}
    return [
        piece._replace(text=piece.text[ends[at] :])
        if at in ends and isinstance(piece, Passage)
        else piece
        for at, piece in enumerate(pieces)
    ]


def _goes_on(before: Passage, piece: Passage) -> bool:
    """Whether a line that was taken for a passage of its own goes on with the one before it."""
    if piece.gap or piece.marker or piece.role != "paragraph" or len(before.text) < _WRAPPED:
        return False
    if before.role == "bullet" and " page " in f" {piece.spot.words}":
        return True  # a PDF's lines that end with a sentence
    return piece.text[:1].islower() or not before.text.endswith((".", "!", "?", ":", ";"))


class _Pieces:
    """Goes over the blocks once; rows that follow each other are a table."""

    def __init__(self, document: Document, style: Style, tables: list[TextTable]) -> None:
        self.blocks = [b for b in document.blocks if b.role != "furniture" or _is_total(b)]
        self.style, self.tables = style, tables
        self.run, self.number, self.order = 0, 0, 0
        self.heading, self.under, self.stated = "", 0, ""

    def __iter__(self) -> Iterator[Piece]:
        at, waiting = 0, list(self.tables)
        while at < len(self.blocks):
            block = self.blocks[at]
            line = block.place.line
            while waiting and waiting[0].last < line:
                yield from self._text_table(waiting.pop(0))
            if self.style == "lines" and waiting and waiting[0].first <= line <= waiting[0].last:
                at += 1
                continue
            if block.role == "row" and not self._is_alone(at):
                end = at
                while end < len(self.blocks) and self.blocks[end].role == "row":
                    end += 1
                yield from self._table(self.blocks[at:end])
                at = end
                continue
            yield self._passage(block)
            at += 1
        for table in waiting:
            yield from self._text_table(table)

    def _is_alone(self, at: int) -> bool:
        """Whether a row has no other beside it: it is a line with a gap, and no table."""
        around = (*self.blocks[max(0, at - 1) : at], *self.blocks[at + 1 : at + 2])
        inside = any(t.first <= self.blocks[at].place.line <= t.last for t in self.tables)
        return not inside and all(block.role != "row" or self._in_table(block) for block in around)

    def _in_table(self, block: Block) -> bool:
        return any(table.first <= block.place.line <= table.last for table in self.tables)

    def _passage(self, block: Block) -> Passage:
        text = _MARKDOWN.sub("", block.text).strip()
        if block.role != "bullet" or not block.marker:
            self.run += 1
        self.order += 1
        is_heading = block.role == "heading" or (
            block.role in {"paragraph", "row"} and len(text) < 80 and not _NO_HEADING.search(text)
        )
        self.under += 1
        words = self._place(block)
        if is_heading:
            self.heading, self.under = text, 0
        self.stated = text
        spot = Spot(words, self.order, self.run, block.place.line)
        role = "heading" if is_heading else block.role
        return Passage(text, spot, role, block.marker, block.gap or self.style == "parts")

    def _place(self, block: Block) -> str:
        if self.style != "parts" or block.place.sheet:
            return str(block.place)
        return f"paragraph {self.under}" + (f" of “{_short(self.heading)}”" if self.heading else "")

    def _labels(self, table: TextTable) -> Iterator[Passage]:
        """Yield what is said behind each label as a passage of its own."""
        for (label, words), line in table.rows:
            self.order += 1
            self.run += 1
            spot = Spot(f"line {line}", self.order, self.run, line)
            yield Passage(f"{label}: {words}" if label else words, spot, "paragraph")

    def _text_table(self, table: TextTable) -> Iterator[Piece]:
        if table.is_labels:
            yield from self._labels(table)
            return
        self.number += 1
        self.run += 1
        rows = []
        for cells, line in table.rows:
            self.order += 1
            rows.append(TableRow(cells, Spot(f"line {line}", self.order, self.run, line)))
        yield PaperTable(table.heads, tuple(rows), f"{self.heading}. {self.stated}", self.number)

    def _table(self, blocks: Sequence[Block]) -> Iterator[PaperTable]:
        """Yield the tables of rows that follow each other: another head begins another."""
        pairs = list(enumerate(pairwise(blocks), 1))
        starts = [n for n, (last, b) in pairs if (b.head and not last.head) or _is_apart(last, b)]
        for start, end in zip([0, *starts], [*starts, len(blocks)], strict=True):
            yield self._one_table(blocks[start:end])

    def _one_table(self, blocks: Sequence[Block]) -> PaperTable:
        self.number += 1
        self.run += 1
        heads = [block for block in blocks if block.head]
        if not heads:
            has_figures = [_is_body(block.cells) for block in blocks]
            first = has_figures.index(True) if True in has_figures else 1
            heads = list(blocks[: max(1, min(first, 2))])
            if len(heads) > 1 and not heads[0].cells[0].strip() and heads[1].cells[0].strip():
                heads = heads[:1]  # a matrix: names along the top and down the side
            if self.style == "pages":  # columns were found row by row: a ragged row has lost some
                width = 0 if has_figures[0] else len(heads[-1].cells)  # no names on this page
                blocks = [b for b in blocks if b in heads or len(b.cells) == width]
        body = [block for block in blocks if block not in heads]
        if heads and len(body) > 1 and _goes_on_heads(heads, body[0]):
            heads.append(body.pop(0))
        rows = []
        for number, block in enumerate(body, len(heads) + 1):
            self.order += 1
            place = self._row_place(block, number)
            spot = Spot(place, self.order, self.run, self._line(block, number))
            rows.append(TableRow(tuple(map(_plain, block.cells)), spot))
        caption = f"{self.heading}. {self.stated}"
        return PaperTable(_combined([b.cells for b in heads]), tuple(rows), caption, self.number)

    def _line(self, block: Block, number: int) -> int:
        return block.place.line if self.style == "lines" else number

    def _row_place(self, block: Block, number: int) -> str:
        if block.place.sheet or self.style == "lines":
            return str(block.place)
        page = f"page {block.place.page}, " if block.place.page else ""
        return f"{page}table {self.number}, row {number}"


def _is_total(block: Block) -> bool:
    """Whether a line was taken for none of the content because it looks like a page's foot."""
    return block.reason == "page mark" and block.text.lower().startswith("total")


def _plain(cell: str) -> str:
    return " ".join(_MARKDOWN.sub("", cell).replace("\xa0", " ").split())


def _combined(heads: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names of the columns, of one row or of several above each other."""
    width = max((len(cells) for cells in heads), default=0)
    names = []
    rows = [*map(_filled, heads[:-1]), *heads[-1:]]
    for column in range(width):
        parts = [_plain(cells[column]) for cells in rows if column < len(cells)]
        names.append(" ".join(dict.fromkeys(part for part in parts if part)))
    return tuple(names)


def _filled(cells: Sequence[str]) -> list[str]:
    """The upper row of two: a kind of items stands over the columns behind it too."""
    filled: list[str] = []
    for cell in cells:
        over = filled[-1] if filled and not cell.strip() and KINDS.search(filled[-1]) else cell
        filled.append(over)
    return filled


def _is_apart(last: Block, block: Block) -> bool:
    """Whether a row begins a table of its own: with space above and other columns."""
    return block.gap and not last.gap and len(block.cells) != len(last.cells)


def _is_body(cells: Sequence[str]) -> bool:
    return bool(cells and LABEL.fullmatch(cells[0])) or any(map(_is_value, cells[1:]))


def _goes_on_heads(heads: Sequence[Block], block: Block) -> bool:
    """Whether a row behind the heads names the columns under them: it repeats their first cell."""
    above = heads[0].cells
    is_under = block.cells[:1] in {above[:1], ("",)} and block.cells != above
    return is_under and not _is_body(block.cells)


def _is_value(cell: str) -> bool:
    plain = cell.strip()
    return bool(
        re.fullmatch(r"(?!(?:19|20)\d\d$)\d+(?: (?:of|/) ?\d+)?%?", plain) or DATE.fullmatch(plain)
    )


def _short(heading: str) -> str:
    cut = heading[:_LONGEST_HEADING]
    return cut if len(heading) <= _LONGEST_HEADING else cut.rsplit(" ", 1)[0] + "…"

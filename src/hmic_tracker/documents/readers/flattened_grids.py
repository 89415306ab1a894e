"""Tables whose cells became lines, each known by its place in the row.

The heads stand first, some with names of the office's own, then the rows: a number, and as many
cells as there are heads. The items' text may go on over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from hmic_tracker.documents.readers.flattened_tables import mark_between, may_be_due
from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import WORDS, bare_label
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_alone, field_of_head
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading
from hmic_tracker.documents.wording.status_cells import is_lasting, is_nothing, status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

LONGEST_HEAD: Final = 60
MOST_HEADS: Final = 9
MOST_LINES: Final = 12
"""Lines of a row besides those that each have a column of their own."""
_MOST_ROWS: Final = 2000
_MANY: Final = 20
"""Rows that aren't read again from heads between them, where they are no items."""
_SHORTEST_TEXT: Final = 15
_BY: Final = frozenset({"by", "before", "within", "due", "from"})
"""What may stand on a line of its own above a day in one cell with it, besides a field's name."""
_OF_LAW: Final = re.compile(
    r"(?:regulation|section|article|standard)s?(?: (?:no\.?|number))?", re.I
)
"""The head of numbers that are those of a law's parts."""
_PART_OF_LAW: Final = re.compile(r"\d{1,3}(?: ?\(\w{1,4}\)){1,3}")
_SUMMARY: Final = re.compile(r"summary(?: of .{3,30})?", re.I)
"""The head of texts beside them."""
_OF_DAY: Final = re.compile(r"\bdate\b", re.I)
FIELDS: Final = frozenset({"owner", "due", "revised", "status", "update", "evidence", "response"})
_LONG: Final = ("text", "update", "response", "evidence")
"""Fields whose cells may have several lines."""
_ANSWER: Final = re.compile(r"(?:yes|no|y|n)\W*", re.I)

Cell = list[int]
"""The places of the lines of a cell."""


class _Row(NamedTuple):
    """A row: where its number stands, its cells by column, and where it ends."""

    start: int
    cells: list[Cell]
    end: int


class Table(NamedTuple):
    """The heads of a table: the names and the fields of its columns, and where the rows begin.

    `printed` are the heads with that of the numbers.
    """

    names: list[str]
    fields: list[str]
    first: int
    printed: list[str]


def read(context: ReaderContext, _block: Block) -> int:
    """Read a table from its heads on."""
    if context.at in context.pieces or context.at < context.no_grid_until:
        return 0
    table = _heads(context)
    rows = _rows(context, table) if table else []
    if not table or not rows or not _are_items(context, table, rows):
        context.no_grid_until = rows[-1].end if len(rows) > _MANY else context.no_grid_until
        return 0
    for at in range(context.at, table.first):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "label")
    kind = _kind_above(context, kind_of(table.names[table.fields.index("text")]))
    for row in rows:
        _mark_row(context, table, row, kind)
    for row, below in pairwise(rows):
        for at in range(row.end, below.start):
            if context.blocks[at].text in table.printed:
                context.mark(at, "~")  # the heads again, on a new page
        mark_between(context, row.end, below.start)
    end = rows[-1].end
    for at in range(context.at, end):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "-")
    return end - context.at


def _kind_above(context: ReaderContext, kind: SourceKind) -> SourceKind:
    """Return the kind of a table's items: what is named above its heads where they name none."""
    above = context.blocks[context.at - 1] if context.at else None
    heading = kind_heading(above.text) if above and kind == RECOMMENDATION else None
    return heading.row if heading and heading.row.word != "good" else kind


def _heads(context: ReaderContext) -> Table | None:
    """Return the heads from the current block to the number of the first row."""
    places: list[int] = []
    for at in islice(context.free_after(context.at - 1), MOST_HEADS + 2):
        block = context.blocks[at]
        if at in context.tables:
            return None
        if len(places) == 1 and block.gap and _OF_LAW.fullmatch(block.text):
            return None  # the name of the table is above its heads
        if places and _is_number(block):
            return named_columns(context, places, at)
        if len(block.text) > LONGEST_HEAD or block.marker or block.role == "row":
            return None
        if block.text.endswith((".", ";", ":")) or is_code(block.text):
            return None
        places.append(at)
    return None


def named_columns(context: ReaderContext, places: list[int], first: int) -> Table | None:
    """Return the columns of a table with items: their text and something else that is known."""
    printed = [context.blocks[at].text for at in places]
    of_law = bool(_OF_LAW.fullmatch(printed[0]))
    names = printed[1:] if of_law or field_of_head(printed[0]) == "label" else printed
    fields = list(map(field_of_head, names))
    if of_law and "text" not in fields:
        fields = [
            "text" if _SUMMARY.fullmatch(n) else f for n, f in zip(names, fields, strict=True)
        ]
    if "text" not in fields:
        kinds = [n for n, name in enumerate(names) if not fields[n] and kind_heading(name)]
        fields = ["text" if n in kinds[:1] else field for n, field in enumerate(fields)]
    if "text" not in fields or not FIELDS & {*fields}:
        return None
    text = fields.index("text")
    fields = [f if f in FIELDS or n == text else "" for n, f in enumerate(fields)]
    return Table(names, fields, first, printed)


def _rows(context: ReaderContext, table: Table) -> list[_Row]:
    """Return the rows: each ends where the next one's number stands, the last when it is full.

    There are none where one of them doesn't fit.
    """
    rows: list[_Row] = []
    start: int | None = table.first
    while start is not None and len(rows) < _MOST_ROWS:
        row = _row(context, table, start)
        if row is None:
            context.no_grid_until = start if len(rows) > _MANY else context.no_grid_until
            return []
        rows.append(row)
        start = _next_start(context, table, row.end)
    return rows


def _row(context: ReaderContext, table: Table, start: int) -> _Row | None:
    """Return the row that begins at a number, None where its lines don't fit the columns."""
    most = len(table.fields) + MOST_LINES
    cells, ends = [], list[int]()
    for cell in islice(cells_after(context, start), most):
        cells.append(cell)
        ends.append(cell[-1] + 1)
    fewest = len(table.fields)
    fitting = [
        _Row(start, row, ends[count - 1])
        for count in range(fewest, len(cells) + 1)
        if (row := _by_column(context, table, cells[:count]))
    ]
    before_next = (row for row in fitting if _next_start(context, table, row.end) is not None)
    return next(before_next, next(iter(fitting), None))


def cells_after(context: ReaderContext, start: int) -> Iterator[Cell]:
    """Yield the cells after a number: each a line, a day with the "No later than" above it."""
    opened: Cell = []
    for at in context.free_after(start):
        block = context.blocks[at]
        if block.role == "row":
            return
        if not opened and (block.text.casefold() in _BY or field_alone(block.text) == "due"):
            opened = [at]
            continue
        yield [*opened, at]
        opened = []


def _by_column(context: ReaderContext, table: Table, cells: Sequence[Cell]) -> list[Cell] | None:
    """Return the cells of each column, where one of them has those that are too many."""
    more = len(cells) - len(table.fields)
    wide = [n for field in _LONG for n, name in enumerate(table.fields) if name == field]
    for n in wide if more else [0]:
        joined = [at for cell in cells[n : n + more + 1] for at in cell]
        row = [*cells[:n], joined, *cells[n + more + 1 :]]
        if more and any(_is_number(context.blocks[at]) for at in joined):
            continue  # the next row's
        if all(
            fits_column(name, field, text_of_cell(context, cell))
            for name, field, cell in zip(table.names, table.fields, row, strict=True)
        ):
            return row
    return None


def text_of_cell(context: ReaderContext, cell: Cell) -> str:
    """Return what stands in a cell."""
    return " ".join(context.blocks[at].text for at in cell)


def fits_column(name: str, field: str, text: str) -> bool:
    """Return whether a column may have a cell."""
    if field == "text":
        return len(text) > _SHORTEST_TEXT
    if field in {"due", "revised"} or (not field and _OF_DAY.search(name)):
        return (may_be_due(text) or is_lasting(text)) and len(text) <= LONGEST_HEAD
    if field == "status":
        return len(text) <= LONGEST_HEAD and (is_nothing(text) or status_cell(text) is not None)
    return field != "owner" or (len(text) <= LONGEST_HEAD and not text.endswith("."))


def _next_start(context: ReaderContext, table: Table, end: int) -> int | None:
    """Return the number of the next row, which a heading may stand above; None at the end."""
    headings = 0
    for at in islice(context.free_after(end - 1), 2 + len(table.printed)):
        block = context.blocks[at]
        if _is_number(block):
            return at
        if block.text not in table.printed:
            headings += 1
        if headings > 1 or heading_of(block) is None:
            return None
    return None


def _is_number(block: Block) -> bool:
    is_number = is_code(block.text) or _PART_OF_LAW.fullmatch(block.text)
    return block.role == "paragraph" and not block.marker and bool(is_number)


def _are_items(context: ReaderContext, table: Table, rows: Sequence[_Row]) -> bool:
    """Return whether most rows ask for something, and each has a number of its own."""
    text = table.fields.index("text")
    texts = [text_of_cell(context, row.cells[text]) for row in rows]
    numbers = {context.blocks[row.start].text for row in rows}
    asking = sum(asks(one) or is_order(one) for one in texts)
    apart = len(numbers) == len(rows) or bool(_OF_LAW.fullmatch(table.printed[0]))
    return apart and 2 * asking > len(rows)


def kind_of(name: str) -> SourceKind:
    """Return the kind of items that the head of their column names."""
    heading = kind_heading(name)
    return heading.row if heading and heading.row.word in {"afi", "cause"} else RECOMMENDATION


def _mark_row(context: ReaderContext, table: Table, row: _Row, kind: SourceKind) -> None:
    """Mark the number of a row, its text, and its other cells by their columns."""
    printed = context.blocks[row.start].text
    label = printed if _PART_OF_LAW.fullmatch(printed) else bare_label(printed)
    context.mark(row.start, "label")
    text = table.fields.index("text")
    first, *rest = row.cells[text]
    context.mark(first, kind.word, text=context.offset(first), label=label, kind=kind.kind)
    for at in rest:
        context.mark(at, "", text=0)
    for n, cell in enumerate(row.cells):
        if n != text:
            above = label if n < text else ""
            mark_cell(context, table.names[n], table.fields[n], cell, above)


def mark_cell(context: ReaderContext, name: str, field: str, cell: Cell, label: str) -> None:
    """Mark a cell as its column's field, or as a note under the column's name.

    `label` is that of its item where the text stands below it.
    """
    text = text_of_cell(context, cell)
    if is_nothing(text) or (not field and _ANSWER.fullmatch(text)):
        for at in cell:
            context.mark(at, "-")
        return
    word = WORDS.get(field, field) or "note"
    lead, values = (cell[:-1], cell[-1:]) if word == "due" else ([], cell)
    for at in lead:
        context.mark(at, "label")
    for place, at in enumerate(values):
        kind = name if word == "note" and not place else ""
        context.mark(at, "" if place else word, label="" if place else label, kind=kind)

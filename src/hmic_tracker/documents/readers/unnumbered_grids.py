"""Tables whose cells became lines, without numbers: each row begins with an item's text.

The heads stand first, line below line, then the rows with as many cells as there are heads.
"""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.flattened_grids import (
    FIELDS,
    LONGEST_HEAD,
    MOST_HEADS,
    MOST_LINES,
    Cell,
    Table,
    cells_after,
    fits_column,
    kind_of,
    mark_cell,
    named_columns,
    text_of_cell,
)
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST_HEADS: Final = 3
_FEWEST_FIELDS: Final = 2
"""Columns whose fields are known, besides that of the text."""
_MOST_ROWS: Final = 2000
_UNREAD: Final = "its row has not as many lines as the table has columns"


def read(context: ReaderContext, block: Block) -> int:
    """Read a table from its heads on."""
    if context.at in context.pieces or field_of_head(block.text[:LONGEST_HEAD]) != "text":
        return 0
    table = _heads(context)
    if table is None or len(FIELDS & {*table.fields}) < _FEWEST_FIELDS:
        return 0
    rows: list[tuple[list[Cell] | None, Cell]] = []
    start: int | None = table.first
    while start is not None and len(rows) < _MOST_ROWS and _asks(context.blocks[start]):
        group = _group(context, table, start)
        rows.append((_by_column(context, table, group), [at for cell in group for at in cell]))
        start = next(context.free_after(rows[-1][1][-1]), None)
    if not any(row for row, _ in rows):
        return 0
    _mark(context, table, rows)
    return rows[-1][1][-1] + 1 - context.at


def _heads(context: ReaderContext) -> Table | None:
    """Return the heads from the current block to the first row, the text's the first of them."""
    places: list[int] = []
    for at in islice(context.free_after(context.at - 1), MOST_HEADS + 1):
        block = context.blocks[at]
        if len(places) >= _FEWEST_HEADS and _asks(block):
            return named_columns(context, places, at)
        if len(block.text) > LONGEST_HEAD or block.marker or block.role == "row":
            return None
        if block.text.endswith((".", ";", ":")) or is_code(block.text) or _asks(block):
            return None
        places.append(at)
    return None


def _asks(block: Block) -> bool:
    """Return whether a line is the text of an item: the first cell of a row."""
    if block.marker or block.role in {"row", "furniture"} or len(block.text) <= LONGEST_HEAD // 2:
        return False
    return asks(block.text) or is_order(block.text)


def _group(context: ReaderContext, table: Table, start: int) -> list[Cell]:
    """Return the cells of a row: the lines from its text to the next empty one.

    Where an empty line is between all heads, it is as many cells as there are heads.
    """
    is_loose = context.blocks[next(context.free_after(context.at))].gap
    most = len(table.fields) if is_loose else MOST_HEADS + MOST_LINES
    group: list[Cell] = []
    for cell in islice(cells_after(context, start - 1), most):
        if group and context.blocks[cell[0]].gap and not is_loose:
            break
        group.append(cell)
    return group


def _by_column(context: ReaderContext, table: Table, cells: list[Cell]) -> list[Cell] | None:
    """Return the cells of each column; those that are too many go on in one of the others."""
    more = len(cells) - len(table.fields)
    if more < 0:
        return None
    others = [n for n, field in enumerate(table.fields) if field in {"", "update", "response"}]
    for n in [*others, table.fields.index("text")] if more else [0]:
        joined = [at for cell in cells[n : n + more + 1] for at in cell]
        row = [*cells[:n], joined, *cells[n + more + 1 :]]
        columns = zip(table.names, table.fields, row, strict=True)
        if all(fits_column(name, f, text_of_cell(context, cell)) for name, f, cell in columns):
            return row
    return None


def _mark(context: ReaderContext, table: Table, rows: list[tuple[list[Cell] | None, Cell]]) -> None:
    """Mark the heads, and each row's text and cells; a row that doesn't fit is left to a person."""
    for at in range(context.at, table.first):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "label")
    text = table.fields.index("text")
    kind = kind_of(table.names[text])
    for row, places in rows:
        first, *rest = row[text] if row else places[:1]
        context.mark(first, kind.word, text=context.offset(first), kind=kind.kind)
        for at in rest:
            context.mark(at, "", text=0)
        for n, cell in enumerate(row or ()):
            if n != text:
                mark_cell(context, table.names[n], table.fields[n], cell, "")
        for at in places[1:] if row is None else ():
            context.mark(at, "?", doubt=_UNREAD)

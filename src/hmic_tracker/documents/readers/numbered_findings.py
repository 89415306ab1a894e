"""Tables whose cells became lines, where each row begins with a finding that has its number.

The heads stand first, that of the findings above that of what should be done; any cell but the
first may go on over several lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hmic_tracker.documents.readers.flattened_grids import (
    FIELDS,
    LONGEST_HEAD,
    MOST_HEADS,
    MOST_LINES,
    Cell,
    Table,
    fits_column,
    kind_of,
    mark_cell,
    named_columns,
    text_of_cell,
)
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST_HEADS: Final = 4
_FEWEST_FIELDS: Final = 2
"""Columns whose fields are known, besides that of the text."""
_MOST_ROWS: Final = 2000


def read(context: ReaderContext, _block: Block) -> int:
    """Read a table from its heads on."""
    if context.at in context.pieces:
        return 0
    table = _heads(context)
    if table is None or len(FIELDS & {*table.fields}) < _FEWEST_FIELDS:
        return 0
    rows = list(_rows(context, table))
    if not all(rows):
        return 0
    for at in range(context.at, table.first):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "label")
    for row in rows:
        _mark_row(context, table, row)
    end = rows[-1][-1][-1] + 1
    for at in range(table.first, end):
        if at not in context.pieces:
            context.mark(at, "~")
    return end - context.at


def _heads(context: ReaderContext) -> Table | None:
    """Return the heads from the current block to the first row, which has the number 1."""
    places: list[int] = []
    for at in islice(context.free_after(context.at - 1), MOST_HEADS + 1):
        block = context.blocks[at]
        if _number(block) == 1:
            table = named_columns(context, places, at) if len(places) >= _FEWEST_HEADS else None
            is_whole = table is not None and len(table.fields) == len(places)
            return table if table and is_whole and table.fields[0] != "text" else None
        if len(block.text) > LONGEST_HEAD or block.marker or block.role == "row":
            return None
        if at in context.tables or block.text.endswith((".", ";", ":")) or is_code(block.text):
            return None
        places.append(at)
    return None


def _number(block: Block) -> int:
    """Return the number that a block begins with, 0 where it has none."""
    number = block.marker.rstrip(".)")
    return int(number) if number.isdecimal() and len(number) < 4 else 0


def _rows(context: ReaderContext, table: Table) -> Iterator[list[Cell]]:
    """Yield the cells of each row by their columns, none where its lines don't fit."""
    start: int | None = table.first
    number = 1
    while start is not None and number <= _MOST_ROWS:
        places = [start]
        start = None
        for at in islice(context.free_after(places[0]), len(table.fields) + MOST_LINES):
            if _number(context.blocks[at]) == number + 1:
                start = at
                break
            places.append(at)
        fewest = len(places) if start else len(table.fields)
        counts = range(fewest, len(places) + 1)
        fitting = (row for n in counts if (row := _by_column(context, table, places[:n])))
        yield next(fitting, [])
        number += 1


def _by_column(context: ReaderContext, table: Table, places: Cell) -> list[Cell]:
    """Return the cells of each column: of the last that fits, those that are too many."""
    more = len(places) - len(table.fields)
    if more < 0 or any(context.blocks[at].role == "row" for at in places):
        return []
    order = ("owner", "due", "update", "response", "evidence", "", "text")
    wide = [n for field in order for n, name in enumerate(table.fields) if n and name == field]
    for n in wide if more else [0]:
        cells = [[at] for at in places]
        row = [*cells[:n], places[n : n + more + 1], *cells[n + more + 1 :]]
        if _fits(context, table, row):
            return row
    return []


def _fits(context: ReaderContext, table: Table, row: list[Cell]) -> bool:
    """Return whether each cell may be its column's, and the text asks for something."""
    text = text_of_cell(context, row[table.fields.index("text")])
    columns = zip(table.names, table.fields, row, strict=True)
    fits = all(fits_column(name, f, text_of_cell(context, cell)) for name, f, cell in columns)
    return fits and (asks(text) or is_order(text))


def _mark_row(context: ReaderContext, table: Table, row: list[Cell]) -> None:
    """Mark a row: its number is the item's, though its finding stands between them."""
    text = table.fields.index("text")
    kind = kind_of(table.names[text])
    label = context.blocks[row[0][0]].marker.rstrip(".)")
    for n, cell in enumerate(row):
        if n != text:
            above = label if n < text else ""
            mark_cell(context, table.names[n], table.fields[n], cell, above)
            continue
        first, *rest = cell
        context.mark(first, kind.word, text=context.offset(first), label=label, kind=kind.kind)
        for at in rest:
            context.mark(at, "", text=0)

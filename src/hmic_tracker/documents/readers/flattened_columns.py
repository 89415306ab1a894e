"""Tables whose cells became lines, all of whose columns have a name that is known.

The heads stand first, line below line, in any order; then rows of as many lines. A cell may be
empty or have several lines: what a line is shows then from what its column has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from hmic_tracker.documents.readers.flattened_grids import (
    FIELDS,
    LONGEST_HEAD,
    MOST_HEADS,
    kind_of,
    mark_cell,
)
from hmic_tracker.documents.readers.flattened_tables import mark_between
from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.laid_columns import Layer, Row, Span, is_item
from hmic_tracker.documents.readers.table_cells import bare_label
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading, source_kind
from hmic_tracker.documents.wording.status_cells import is_status_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MOST_LINES: Final = 20_000
_SAMPLE: Final = 8
"""Rows that show whether lines are a table."""
_FEWEST_HEADS: Final = 2
_SHORT: Final = frozenset({"label", "owner", "due", "revised", "status"})
"""Fields whose cells are known by what they look like."""
_UNREAD: Final = "its row has not as many lines as the table has columns"
_NO_ORDER: Final = "nothing in it says that anybody should do something"


class _Table(NamedTuple):
    """The heads, their names and fields, the places of the lines below them, and the rows."""

    heads: Sequence[int]
    names: list[str]
    fields: list[str]
    places: list[int]
    rows: list[Row]


def read(context: ReaderContext, _block: Block) -> int:
    """Read a table from its heads on, or from the line above them that names what is in it."""
    if context.at in context.pieces or context.at not in context.tables:
        return 0
    table = _table_at(context, context.at)
    if table is None:
        return 0
    _mark_table(context, table)
    end = table.places[table.rows[-1].end - 1] + 1
    for at in range(table.heads[0], end):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "-")
    return end - context.at


def places_of_tables(context: ReaderContext) -> dict[int, tuple[int, int]]:
    """Return where reading each table begins, with the places of its first head and of its end."""
    tables: dict[int, tuple[int, int]] = {}
    last = 0
    for at in context.free_after(-1):
        if at >= last and (table := _table_at(context, at)):
            last = table.places[table.rows[-1].end - 1] + 1
            tables[at] = table.heads[0], last
    return tables


def _table_at(context: ReaderContext, at: int) -> _Table | None:
    """Return the table whose heads begin at a place or on the line below it."""
    names = _names(context, at)
    for count in range(len(names), _FEWEST_HEADS - 1, -1):
        for first in range(min(2, count - _FEWEST_HEADS + 1)):
            if table := _table(context, names[first:count]):
                return table
    return None


def _names(context: ReaderContext, start: int) -> list[int]:
    """Return the places of the lines that name columns, from one on."""
    names: list[int] = []
    for at in islice(context.free_after(start - 1), MOST_HEADS + 1):
        block = context.blocks[at]
        is_name = len(block.text) <= LONGEST_HEAD and not block.marker and block.role != "row"
        if not is_name or block.text.endswith((";", ":")) or not _field(block.text):
            break
        if is_status_alone(block.text):
            break  # a cell: "Complete"
        names.append(at)
    return names


def _field(name: str) -> str:
    """Return the field of a column, that of the text for a name of a kind of items."""
    return field_of_head(name) or ("text" if kind_heading(name) else "")


def _table(context: ReaderContext, heads: Sequence[int]) -> _Table | None:
    """Return the table below some heads, None where they are not its own or it has no items."""
    names = [context.blocks[at].text for at in heads]
    fields = [_field(name) for name in names]
    known = [field for field in fields if field in FIELDS or field in {"label", "text"}]
    if known.count("text") != 1 or len(known) < _FEWEST_HEADS or len({*known}) < len(known):
        return None
    if fields == ["owner", "text"]:
        return None  # bodies, each above what it is to do
    fields = [field if field in {*known, "kind"} else "" for field in fields]
    places = _places(context, heads[-1], _SAMPLE * (len(fields) + 1))
    tables = []
    is_loose = any(context.blocks[at].gap for at in heads[1:])
    for columns in _readings(fields):
        sample = Layer(names, columns, [context.blocks[at] for at in places], is_loose)
        if _has_items(sample, _rows(sample)):
            below = _places(context, heads[-1], _MOST_LINES)
            layer = sample._replace(lines=[context.blocks[at] for at in below])
            tables.append(_Table(heads, names, columns, below, _rows(layer)))
    return max(tables, key=_share_read, default=None)


def _places(context: ReaderContext, last: int, most: int) -> list[int]:
    """Return the places of the lines below the last head, up to the row of another table."""
    lines = islice(context.free_after(last), most)
    return list(takewhile(lambda at: context.blocks[at].role != "row", lines))


def _readings(fields: list[str]) -> list[list[str]]:
    """Return what the columns may be: one of progress may have nothing but statuses."""
    if "status" in fields or "update" not in fields:
        return [fields]
    return [["status" if field == "update" else field for field in fields], fields]


def _share_read(table: _Table) -> float:
    """Return how many of a table's rows are whole."""
    return sum(row.is_full for row in table.rows) / len(table.rows)


def _rows(layer: Layer) -> list[Row]:
    """Return the rows, between which the heads may come again, and a heading stand."""
    rows: list[Row] = []
    at = 0
    while at < len(layer.lines):
        start = at + _between(layer, at)
        row = layer.row(start) if layer.begins_row(start) else None
        if row is None:
            break
        rows.append(row)
        at = row.end
    return rows[: _end_of_table(rows)]


def _end_of_table(rows: Sequence[Row]) -> int:
    """Return how many rows are the table's own: a list of texts below it is none of it."""
    end = len(rows)
    while end and sum(begin < last for begin, last in rows[end - 1].cells) == 1:
        end -= 1
    is_last = end + 1 == len(rows) and end > 0 and rows[end].start == rows[end - 1].end
    return len(rows) if is_last else end


def _between(layer: Layer, at: int) -> int:
    """Return how many lines before the next row are none of its: the heads again, a heading."""
    if layer.heads_again(at):
        return len(layer.names)
    is_heading = not layer.begins_row(at) and heading_of(layer.lines[at]) is not None
    return 1 if is_heading else 0


def _has_items(layer: Layer, rows: Sequence[Row]) -> bool:
    """Return whether most rows are whole, most texts ask for something, and a cell tells it."""
    n = layer.fields.index("text")
    full = sum(row.is_full for row in rows)
    asking = sum(is_item(_text(layer.lines, row.cells[n])) for row in rows)
    short = _SHORT & {*layer.fields}
    one_is_enough = full == len(rows) and ("owner" not in short or not layer.is_loose)
    is_sure = len(short) > 1 or full > 1 or one_is_enough
    return bool(rows and short and is_sure and 2 * full >= len(rows) and 2 * asking > len(rows))


def _text(lines: Sequence[Block], span: Span) -> str:
    return " ".join(line.text for line in lines[slice(*span)])


def _mark_table(context: ReaderContext, table: _Table) -> None:
    """Mark the heads, the rows, and what stands between them."""
    for at in table.heads:
        context.mark(at, "label")
    end = 0
    for row in table.rows:
        between = table.places[end : row.start]
        if len(between) > 1:
            for at in between:
                context.mark(at, "~")  # the heads again, on a new page
        elif between:
            mark_between(context, between[0], table.places[row.start])
        _mark_row(context, table, row)
        end = row.end


def _mark_row(context: ReaderContext, table: _Table, row: Row) -> None:
    """Mark a row's text and its cells; the lines that may be several columns' are left open."""
    cells = [table.places[slice(*span)] for span in row.cells]
    n = table.fields.index("text")
    first, *rest = cells[n]
    label, kind = "", kind_of(table.names[n])
    for field, cell in zip(table.fields, cells, strict=True):
        if field == "label" and cell:
            printed = context.blocks[cell[0]].text
            named = label_of(printed)
            label = bare_label(printed)
            kind = named.row if named and named.row else kind
        elif field == "kind" and cell:
            kind = source_kind(context.blocks[cell[0]].text) or kind
    above = label or str(context.blocks[first].place)
    for at in table.places[row.start : row.end]:
        column = next((c for c, cell in enumerate(cells) if at in cell), -1)
        if column < 0:
            context.mark(at, "?", doubt=_UNREAD)
        elif table.fields[column] in {"label", "kind"}:
            context.mark(at, "label")
        elif at == first:
            _mark_text(context, first, rest, label, kind)
        elif column != n and at == cells[column][0]:
            name, field = table.names[column], table.fields[column]
            mark_cell(context, name, field, cells[column], above if column < n else "")


def _mark_text(
    context: ReaderContext, first: int, rest: Sequence[int], label: str, kind: SourceKind
) -> None:
    """Mark the lines of an item's text."""
    whole = " ".join(context.blocks[at].text for at in (first, *rest))
    doubt = "" if is_item(whole) or kind.word != "rec" else _NO_ORDER
    context.mark(
        first, kind.word, text=context.offset(first), label=label, kind=kind.kind, doubt=doubt
    )
    for at in rest:
        context.mark(at, "", text=0)

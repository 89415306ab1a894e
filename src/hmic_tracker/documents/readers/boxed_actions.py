"""Boxes of auditors: "Agreed action" across a table, its text below, and names beside values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import (
    FIELDS,
    WORDS,
    bare_label,
    cell_spans,
    mark_text,
    number_of_finding,
    printed_cells,
)
from hmic_tracker.documents.readers.table_forms import pair_field
from hmic_tracker.documents.wording.field_words import field_named, field_of_head
from hmic_tracker.documents.wording.labels import is_code, label_of
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LONGEST_NAME: Final = 60
_SHORTEST_TEXT: Final = 15
_LONGEST_FIELD: Final = 40
"""Letters of a field's name before its value."""


def read_boxes(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read boxes: the name of an item across all columns, its text below, and then its fields."""
    names = [place for place, at in enumerate(rows) if _is_name(context.blocks[at].cells)]
    parts = [_box(context, rows[place:end]) for place, end in pairwise((*names, len(rows)))]
    boxes = [box for box in parts if box]
    number = number_of_finding(context.blocks[rows[0]].cells) if len(boxes) == 1 else ""
    for box in boxes:
        _mark_box(context, box, number)
    return bool(boxes)


def _is_name(cells: Sequence[str]) -> bool:
    """Return whether a row is an item's name and nothing else: "Agreed Action", "R4"."""
    printed = {cell for cell in cells if cell}
    if len(cells) < 2 or len(printed) != 1:
        return False
    name = next(iter(printed))
    if len(name) > _LONGEST_NAME:
        return False
    is_kind = field_named(name) == "text" or kind_heading(name) is not None
    label = label_of(name)
    return is_kind or (label is not None and label.row is not None and label.end >= len(name))


def _box(context: ReaderContext, rows: Sequence[int]) -> list[int]:
    """Return the rows of a box up to those of the next, none where it has no text and fields."""
    cells = [context.blocks[at].cells for at in rows]
    texts = [n for n, row in enumerate(cells) if n and _text_at(row) is not None]
    fields = [n for n, row in enumerate(cells) if n and (_pairs(row) or _values_in(row))]
    if not texts or texts[0] != 1 or not fields or fields[0] < texts[0]:
        return []
    between = cells[1 : fields[0]]
    return list(rows) if all(len(printed_cells(row)) < 3 for row in between) else []


def _text_at(cells: Sequence[str]) -> int | None:
    """Return the column of a text that stands alone or beside its number, None where none does."""
    printed = printed_cells(cells)
    if not printed or len(printed) > 2 or (len(printed) > 1 and not is_code(printed[0])):
        return None
    is_field = bool(_pairs(cells) or _values_in(cells))
    is_text = len(printed[-1]) >= _SHORTEST_TEXT and " " in printed[-1] and not is_field
    return cells.index(printed[-1]) if is_text else None


def _pairs(cells: Sequence[str]) -> list[int]:
    """Return the columns whose cell names a field of an item for the cell beside it."""
    columns = [n for n in range(len(cells) - 1) if pair_field(cells, n) in FIELDS]
    return [n for n in columns if n == 0 or cells[n] != cells[n - 1]]


def _values_in(cells: Sequence[str]) -> list[tuple[int, str]]:
    """Return the columns and fields of a row's cells that each have a name and a value: "Lead: X".

    None where a cell has no name, or none is that of a field.
    """
    values: list[tuple[int, str]] = []
    for n, cell in enumerate(cells):
        name, colon, value = cell.partition(":")
        if not cell or (n and cell == cells[n - 1]):
            continue
        if not colon or not value.strip() or len(name) > _LONGEST_FIELD:
            return []
        values.append((n, field_named(name) or field_of_head(name)))
    return values if any(field in FIELDS for _, field in values) else []


def _heads_steps(cells: Sequence[str]) -> bool:
    """Return whether a row names the columns of somebody's own steps: "Our steps", "By", "RAG"."""
    printed = printed_cells(cells)
    known = [name for name in printed[1:] if field_named(name) in FIELDS]
    return len(printed) > 2 and len(known) > 1 and field_named(printed[0]) not in FIELDS


def _heads(cells: Sequence[str]) -> bool:
    """Return whether a row names fields whose values are in the row below it."""
    printed = printed_cells(cells)
    return len(printed) > 1 and all(field_named(name) in FIELDS for name in printed)


def _mark_box(context: ReaderContext, box: Sequence[int], number: str) -> None:
    """Mark the rows of a box: its name, its texts, and its fields below them.

    `number` is the finding's, for an action that has none of its own.
    """
    name = context.blocks[box[0]].cells[0]
    label, heading = label_of(name), kind_heading(name)
    named = label.row if label and label.row else heading.row if heading else None
    kind = named if named and named.kind != "action" else context.kind or RECOMMENDATION
    context.mark(box[0], "label")
    number, has_fields, has_steps = bare_label(name) if label else number, False, False
    names: Sequence[str] = ()
    for at in box[1:]:
        cells = context.blocks[at].cells
        text = None if has_fields else _text_at(cells)
        has_steps = has_steps or (has_fields and _heads_steps(cells))
        if has_steps and len(printed_cells(cells)) > 2:
            continue
        if text is not None:
            _mark_text(context, at, text, kind, number)
            number = ""
        elif names and not _pairs(cells):
            _mark_values(context, at, names)
            names = ()
        elif _heads(cells):
            context.mark(at, "label")
            names, has_fields = cells, True
        elif values := _values_in(cells):
            _mark_named(context, at, values)
            has_fields = True
        elif pairs := _pairs(cells):
            _mark_pairs(context, at, pairs)
            has_fields = True


def _mark_text(context: ReaderContext, at: int, column: int, kind: SourceKind, number: str) -> None:
    """Mark an item's text, the number before it, and what repeats it in further columns."""
    block, spans = context.blocks[at], cell_spans(context.blocks[at])
    label = next((cell for cell in block.cells[:column] if cell), "")
    if label:
        context.mark(at, "label", 0, spans[column][0])
    mark_text(context, at, spans[column], kind, bare_label(label), number)
    if spans[column][1] < len(block.printed):
        context.mark(at, "~", spans[column][1])


def _mark_values(context: ReaderContext, at: int, names: Sequence[str]) -> None:
    """Mark the values of fields that the row above names, each once."""
    block, before = context.blocks[at], ""
    for name, cell, span in zip(names, block.cells, cell_spans(block), strict=False):
        if cell:
            field = field_named(name)
            word = WORDS.get(field, field) if field in FIELDS and cell != before else "~"
            context.mark(at, word, *span)
        before = cell


def _mark_named(context: ReaderContext, at: int, values: Sequence[tuple[int, str]]) -> None:
    """Mark the values of cells that each begin with a field's name, and what repeats them."""
    block, done = context.blocks[at], 0
    for n, field in values:
        start, end = cell_spans(block)[n]
        if start > done:
            context.mark(at, "~", done, start)
        begins = start + block.cells[n].index(":") + 1
        word = WORDS.get(field, field) if field in FIELDS else "-"
        context.mark(at, word, start, end, text=begins if word != "-" else start)
        done = end
    if done < len(block.printed):
        context.mark(at, "~", done)


def _mark_pairs(context: ReaderContext, at: int, columns: Sequence[int]) -> None:
    """Mark the names of fields and the values beside them."""
    block, spans, done = context.blocks[at], cell_spans(context.blocks[at]), 0
    for n in columns:
        if spans[n][0] > done:
            context.mark(at, "-", done, spans[n][0])
        field = pair_field(block.cells, n)
        context.mark(at, "label", spans[n][0], spans[n + 1][0])
        context.mark(at, WORDS.get(field, field), *spans[n + 1])
        done = spans[n + 1][1]
    if done < len(block.printed):
        context.mark(at, "-", done)

"""Tables without a head: a label beside its text, or names of fields beside their values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.readers.form_actions import ActionRows, is_head_of_actions
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import (
    FIELDS,
    WORDS,
    bare_label,
    cell_spans,
    mark_text,
)
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_named, field_of_head
from hmic_tracker.documents.wording.labels import is_code, label_of
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SHORTEST_TEXT: Final = 15
_MOST_CELLS: Final = 3
"""Cells of a form's first row; one of more, above a head, is a row of the table before."""


def read_labelled(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read rows of a label and a text that asks for something, without a head."""
    items = [at for at in rows if _label_and_text(context.blocks[at].cells)]
    if not items:
        return False
    for at in items:
        cells, spans = context.blocks[at].cells, cell_spans(context.blocks[at])
        label, text = _label_and_text(cells) or (0, 0)
        named = label_of(cells[label])
        row = (named.row if named else None) or context.kind or RECOMMENDATION
        context.mark(at, "label", 0, spans[text][0])
        start, end = spans[text][0], spans[text][1]
        context.mark(at, row.word, start, end, label=bare_label(cells[label]), kind=row.kind)
        if end < len(context.blocks[at].printed):
            context.mark(at, "-", end)
    return True


def read_column(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read a table of one column whose head names a kind of items, and whose rows are these."""
    cells = {at: {*context.blocks[at].cells} - {""} for at in rows}
    heading = kind_heading("".join(cells[rows[0]])) if len(cells[rows[0]]) == 1 else None
    if heading is None or any(len(texts) != 1 for texts in cells.values()):
        return False
    texts = {at: "".join(cells[at]) for at in rows[1:]}
    if not texts or not all(asks(text) or is_order(text) for text in texts.values()):
        return False
    context.mark(rows[0], "list", label=heading.row.word)
    for at, text in texts.items():
        begins = context.blocks[at].printed.find(text)
        mark_text(context, at, (0, begins + len(text)), heading.row, "")
        if begins + len(text) < len(context.blocks[at].printed):
            context.mark(at, "~", begins + len(text))
    return True


def read_forms(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read a form for each item: its label beside its text, and below it names beside values."""
    cells = {at: context.blocks[at].cells for at in rows}
    heads = [
        at
        for at, below in pairwise(rows)
        if _is_labelled(cells[at])
        and not _is_labelled(cells[below])
        and any(pair_field(cells[below], n) in FIELDS for n in (0, 2))
        and not (len(set(cells[at])) > _MOST_CELLS and is_head_of_actions(cells[below]))
    ]
    if not heads:
        return False
    first = rows.index(heads[0])
    actions: ActionRows | None = None
    for place, at in enumerate(rows[first:], first):
        if at in heads:
            _mark_head(context, at)
            actions = None
        elif is_head_of_actions(cells[at]):
            actions = ActionRows(context, rows[place:])
            context.mark(at, "label")
        elif actions and at in actions.rows:
            actions.mark(at)
        else:
            _mark_pairs(context, at)
    return True


def _is_labelled(cells: Sequence[str]) -> bool:
    if len(cells) < 2 or len(cells[1]) < _SHORTEST_TEXT:
        return False
    named = label_of(cells[0])
    return named is not None and named.row is not None and named.end >= len(cells[0])


def _mark_head(context: ReaderContext, at: int) -> None:
    """Mark the label and the text of a form, and what repeats them across its columns."""
    block = context.blocks[at]
    spans, named = cell_spans(block), label_of(block.cells[0])
    row = (named.row if named else None) or RECOMMENDATION
    context.mark(at, "label", 0, spans[1][0])
    mark_text(context, at, spans[1], row, bare_label(block.cells[0]))
    if spans[1][1] < len(block.printed):
        context.mark(at, "~", spans[1][1])


def _mark_pairs(context: ReaderContext, at: int) -> None:
    """Mark the fields of a form's row."""
    block = context.blocks[at]
    spans, done = cell_spans(block), 0
    for n in (0, 2):
        field = pair_field(block.cells, n)
        if field in FIELDS and spans[n][0] >= done:
            if spans[n][0] > done:
                context.mark(at, "-", done, spans[n][0])
            context.mark(at, "label", spans[n][0], spans[n + 1][0])
            context.mark(at, WORDS.get(field, field), *spans[n + 1])
            done = spans[n + 1][1]
    if done < len(block.printed):
        context.mark(at, "-", done)


def pair_field(cells: Sequence[str], n: int) -> str:
    """Return the field that a form's cell names for the cell beside it, "" where it names none."""
    if len(cells) <= n + 1 or not cells[n] or not cells[n + 1] or cells[n] == cells[n + 1]:
        return ""
    return field_named(cells[n]) or field_of_head(cells[n])


def _label_and_text(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of a row's label and text, where it is no more than that."""
    filled = [n for n, cell in enumerate(cells) if cell]
    if len(filled) < 2 or not is_code(cells[filled[0]]):
        return None
    text = cells[filled[1]]
    whole = len(text) > 15 and (asks(text) or is_order(text))
    return (filled[0], filled[1]) if whole else None

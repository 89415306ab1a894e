"""A small table below an item: the names of its fields, and a row with their values."""

from __future__ import annotations

from hmic_tracker.documents.readers.action_fields import MARK_OF_FIELD
from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_named, folded_head
from hmic_tracker.documents.wording.status_cells import is_nothing
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 2
_KNOWN: Final = frozenset({*MARK_OF_FIELD, "priority"})


def read(context: ReaderContext, block: Block) -> int:
    """Read the row with the names and the one below it, directly below an item."""
    below = context.following
    if block.role != "row" or not context.after_item or below is None or below.role != "row":
        return 0
    fields = list(map(_field_of, block.cells))
    if len(fields) < _FEWEST or len(fields) != len(below.cells) or not _KNOWN.issuperset(fields):
        return 0
    values = dict(zip(fields, below.cells, strict=True))
    due = values.get("due", "")
    if not values.get("owner") or not (due_of_cell(due) or is_nothing(due)):
        return 0
    at = next(context.free_after(context.at))
    context.mark(context.at, "label")
    for field, (start, end) in zip(fields, cell_spans(below), strict=True):
        if end > start:
            context.mark(at, MARK_OF_FIELD.get(field, "-"), start, end)
    return at - context.at + 1


def _field_of(name: str) -> str:
    """Return the field of a column; below an item a date is the day it is due."""
    return "due" if folded_head(name) == "date" else field_named(name)

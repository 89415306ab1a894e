"""Rows of a plan that was copied line by line: an item's text again, and what was agreed below."""

from __future__ import annotations

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.field_words import starts_field
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT, known_again
from hmic_tracker.documents.wording.status_cells import response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SHORTEST: Final = 50
"""Letters of a text that is known again under another heading."""


def read(context: ReaderContext, block: Block) -> int:
    """Read a row one of whose cells is the text of an item above, and its response below it."""
    if block.role != "row" or context.former or context.framework:
        return 0
    again = [n for n, cell in enumerate(block.cells) if _is_known(context, cell)]
    if len(again) != 1:
        return 0
    for n, (start, end) in enumerate(cell_spans(block)):
        if n == again[0]:
            context.mark_item(context.at, RECOMMENDATION, start=start, text=start, end=end)
        elif block.cells[n]:
            context.mark(context.at, "-", start, end)
    return 1 + _read_response(context)


def _is_known(context: ReaderContext, cell: str) -> bool:
    """Return whether a cell is an item's text, and long enough to be no other's."""
    known = known_again(cell)
    return len(known) >= _SHORTEST and known in context.item_texts


def _read_response(context: ReaderContext) -> int:
    """Mark the row below that says whether the item was accepted, and why; return the blocks."""
    at = next(context.free_after(context.at), None)
    row = context.blocks[at] if at is not None else None
    if at is None or row is None or row.role != "row":
        return 0
    given = [n for n, cell in enumerate(row.cells) if response_cell(cell) and len(cell) < SHORT]
    if len(given) != 1:
        return 0
    for n, (start, end) in enumerate(cell_spans(row)):
        if row.cells[n]:
            context.mark(at, "response" if n == given[0] else "-", start, end)
    below = next(context.free_after(at), None)
    if below is None or given[0] != len(row.cells) - 1 or not _is_reason(context.blocks[below]):
        return at - context.at
    context.mark(below, "", text=0)
    return below - context.at


def _is_reason(block: Block) -> bool:
    """Return whether a line goes on with the response above it."""
    other = block.gap or block.marker or block.role == "row"
    return not (other or starts_field(block.text) or label_of(block.text))

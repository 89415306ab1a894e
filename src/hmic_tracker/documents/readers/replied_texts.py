"""What was asked for, known by the reply below it: "Reply text", "We agree with your …"."""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.status_cells import response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SHORTEST_TEXT: Final = 25


def read(context: ReaderContext, block: Block) -> int:
    """Read a paragraph that asks for something, the name of a reply below it, and the reply."""
    if context.former or block.marker or block.role in {"heading", "row"}:
        return 0
    if len(block.text) < _SHORTEST_TEXT or label_of(block.text):
        return 0
    if not (asks(block.text) or is_order(block.text)):
        return 0
    below = list(islice(context.free_after(context.at), 2))
    name, reply = (context.blocks[n] for n in below) if len(below) > 1 else (block, block)
    if len(name.text) > SHORT or name.marker or field_named(name.text) != "response":
        return 0
    if reply.marker or reply.role == "row" or response_cell(reply.text) is None:
        return 0
    context.mark_item(context.at, kind_at_hand(context))
    context.mark(below[0], "label")
    context.mark(below[1], "response")
    return below[1] - context.at + 1

"""Records of an action plan: what is asked for, "Accepted" below it, what will be done, fields."""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.labels import is_label_alone, label_of
from hmic_tracker.documents.wording.patterns import SHORT, known_again
from hmic_tracker.documents.wording.status_cells import response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MOST_PARAGRAPHS: Final = 4
"""Paragraphs of what will be done, between the response and the fields."""
_MOST_ABOVE: Final = 5
"""Blocks of a record above what is asked for: its number and name, the issue, the risk."""
_MOST_WORDS: Final = 4
"""Words of a response: "Partially accepted"."""
_SHORTEST: Final = 25
_FIELDS: Final = frozenset({"owner", "due"})


def read(context: ReaderContext, block: Block) -> int:
    """Read what is asked for, with the response and what will be done, up to the first field."""
    if context.former or block.role in {"heading", "row"} or block.marker[:1].isdigit():
        return 0
    if len(block.text) < _SHORTEST or label_of(block.text) or not _asks(block):
        return 0
    places = list(islice(context.free_after(context.at), _MOST_PARAGRAPHS + 2))
    end = _first_field(context, places)
    if end < 1 or not _is_response(context.blocks[places[0]]):
        return 0
    label = _label_above(context) or _number_of_record(context)
    begins = context.offset(context.at)
    context.mark_item(context.at, kind_at_hand(context), text=begins, label=label)
    context.mark(places[0], "response")
    for at in places[1:end]:
        context.mark(at, "update", text=context.offset(at))
    return places[end] - context.at


def _asks(block: Block) -> bool:
    return asks(block.text) or is_order(block.text)


def _first_field(context: ReaderContext, places: list[int]) -> int:
    """Return which of the blocks is the first field, 0 where something else comes first."""
    for n, at in enumerate(places):
        block = context.blocks[at]
        if block.gap or block.role == "row" or is_label_alone(block.text):
            return 0
        field = field_at(block.text)
        if field:
            return n if field[0] in _FIELDS else 0
    return 0


def _is_response(block: Block) -> bool:
    """Return whether a line is the response to what stands above it, and nothing else."""
    few = len(block.text.split()) <= _MOST_WORDS
    return few and not block.marker and response_cell(block.text) is not None


def _label_above(context: ReaderContext) -> str:
    """Return the label of the same text further up in the document, which has it twice."""
    known = known_again(context.blocks[context.at].text[:SHORT])
    return next((t[known] for t in context.labels_above.values() if known in t), "")


def _number_of_record(context: ReaderContext) -> str:
    """Return the number that the record begins with, above what is asked for: "3. Stores"."""
    for at in range(context.at, max(-1, context.at - _MOST_ABOVE - 1), -1):
        block = context.blocks[at]
        if block.marker[:1].isdigit() and len(block.text) < SHORT:
            return block.marker.strip("().:")
        if block.gap:
            return ""
    return ""

"""Paragraphs below an item that tell what was done about it, and end in how it stands."""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of, is_dot
from hmic_tracker.documents.readers.revisits import mark_state
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import starts_field
from hmic_tracker.documents.wording.labels import code_of, label_of
from hmic_tracker.documents.wording.outcomes import outcome_at_end
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MOST_PARAGRAPHS: Final = 6
_ITEM_WORDS: Final = frozenset({"rec", "afi", "", "stem"})


def read(context: ReaderContext, block: Block) -> int:
    """Read the paragraphs from the one directly below an item to the one that has its status."""
    if context.former or not context.after_item or not block.gap or _is_other(block):
        return 0
    if _is_one_of_list(context):
        return 0
    end = _end(context)
    if end is None:
        return 0
    outcome = outcome_at_end(context.blocks[end].text, context.item_label)
    for at in range(context.at, end):
        if at not in context.pieces and context.blocks[at].role != "furniture":
            context.mark(at, "update")
    if outcome:
        mark_state(context, end, *outcome, "update")
    context.after_item = False
    return end - context.at + 1


def _end(context: ReaderContext) -> int | None:
    """Return the paragraph whose last sentences say how the item above stands."""
    for at in islice(context.free_after(context.at - 1), _MOST_PARAGRAPHS):
        below = context.blocks[at]
        if _is_other(below):
            return None
        if outcome_at_end(below.text, context.item_label):
            return at
    return None


def _is_other(block: Block) -> bool:
    """Return whether a block is no paragraph that may be about the item above."""
    if block.role in {"heading", "row"} or block.text.endswith(":") or is_dot(block):
        return True
    is_listed = bool(block.marker) and "." not in block.marker.strip(".")
    if is_listed and (asks(block.text) or is_order(block.text)):
        return True
    is_labelled = label_of(block.text) or code_of(block.text) or starts_field(block.text)
    return bool(is_labelled or kind_heading(block.text) or heading_of(block))


def _is_one_of_list(context: ReaderContext) -> bool:
    """Return whether another item stands directly above the one at hand: "this" may be either."""
    above = (
        {piece.mark.word for piece in context.pieces[at]}
        for at in range(context.at - 1, -1, -1)
        if context.pieces.get(at) and context.blocks[at].role != "furniture"
    )
    items = [words for words in islice(above, 4) if not words <= {"label", "~"}]
    first = next((n for n, words in enumerate(items) if words & {"rec", "afi"}), len(items))
    return first + 1 < len(items) and bool(items[first + 1] & _ITEM_WORDS)

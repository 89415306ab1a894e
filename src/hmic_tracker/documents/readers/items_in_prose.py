"""Items that minutes and letters have within a sentence, and nowhere else."""

from __future__ import annotations

from hmic_tracker.documents.wording.items_in_prose import ProseItem, items_in_prose
from hmic_tracker.documents.wording.own_business import is_for_members
from hmic_tracker.documents.wording.patterns import known_again
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SHORTEST: Final = 40
"""Letters of a paragraph that has more than an item in it."""


def read(context: ReaderContext, block: Block) -> int:
    """Read the items of a paragraph that the document has nowhere else."""
    if context.former or block.role in {"heading", "row"} or len(block.text) < _SHORTEST:
        return 0
    items = [item for item in items_in_prose(block.text) if _is_new(context, block, item)]
    if not items:
        return 0
    offset, done = context.offset(context.at), 0
    for item in items:
        start, end = item.start + offset, item.end + offset
        context.mark(context.at, "-", done, start)
        context.mark_item(context.at, item.row, start=start, text=start, end=end, label=item.label)
        done = end
    if done < len(block.printed):
        context.mark(context.at, "-", done)
    context.after_item = False
    return 1


def _is_new(context: ReaderContext, block: Block, item: ProseItem) -> bool:
    """Return whether an item isn't the committee's own, and stands nowhere on lines of its own."""
    text = block.text[item.start : item.end]
    is_known = known_again(text) in context.item_texts or context.begins_block(text)
    return not is_known and not is_for_members(text, is_paper=True)

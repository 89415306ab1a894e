"""A table of bodies and what each has to do, a cell a line: "Responsible body", "Priority action".

The body stands above its action, so that it is no owner of the action before.
"""

from __future__ import annotations

from hmic_tracker.documents.readers.items import sub_points
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_alone, starts_field
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def read(context: ReaderContext, block: Block) -> int:
    """Read such a table from its two heads on."""
    if context.former or block.marker or field_alone(block.text) != "owner":
        return 0
    second = next(context.free_after(context.at), None)
    heading = kind_heading(context.blocks[second].text) if second is not None else None
    if second is None or heading is None or context.blocks[second].gap:
        return 0
    pair = _pair(context, second)
    if pair is None:
        return 0
    context.mark(context.at, "label")
    context.begin_list(heading.row, single=False)
    context.mark(second, "list", label=heading.row.word)
    end = second
    while pair is not None:
        body, text = pair
        context.mark(body, "label")
        context.mark_item(text, heading.row, text=context.offset(text))
        end = text + sub_points(context, text, context.blocks[text].text)
        pair = _pair(context, end)
    return end - context.at + 1


def _pair(context: ReaderContext, at: int) -> tuple[int, int] | None:
    """Return the places of the next body and of what it has to do, None where there are none."""
    free = context.free_after(at)
    body, text = next(free, None), next(free, None)
    if body is None or text is None:
        return None
    name, action = context.blocks[body], context.blocks[text]
    if action.gap or not (asks(action.text) or is_order(action.text)):
        return None
    return (body, text) if _may_be_body(name) else None


def _may_be_body(block: Block) -> bool:
    """Return whether a line may name a body."""
    text = block.text
    if block.marker or block.role == "row" or not 2 < len(text) <= SHORT or asks(text):
        return False
    named = text[:1].isupper() and not text.endswith((".", ":", ";", "?"))
    return named and not (label_of(text) or kind_heading(text) or starts_field(text))

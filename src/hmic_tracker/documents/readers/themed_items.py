"""Items with a theme behind their label, their text below it, and why it is there below that."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.items import sub_points
from hmic_tracker.documents.readers.labelled_texts import label_at
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import field_alone, starts_field
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_THEME: Final = re.compile(r" ?[–—-] ?[a-z][^.:;?]{2,80}")
"""What an item is about, behind its label: "Recommendation 3 – governance of companies"."""
_GROUNDS: Final = re.compile(
    r"why (?:we|this|it|i)\b.{0,70}|(?:our )?(?:reasons?|rationale|grounds|justification)"
    r"(?: (?:for|behind|why)\b.{0,60})?",
    re.I,
)
"""The heading of what speaks for an item, between the item and its fields."""
_FEWEST_TIMES: Final = 2
_MOST_BLOCKS: Final = 12


def read(context: ReaderContext, block: Block) -> int:
    """Read "Recommendation 3 – governance of companies", and what it asks for below."""
    label = label_at(context, block)
    below = next(context.free_after(context.at), None)
    if label is None or label.row is None or below is None or context.former:
        return 0
    # the dash may be part of what stands between the label and the text
    begins = len(block.text[: label.end].rstrip(" –—-"))
    text = context.blocks[below]
    if not _THEME.fullmatch(block.text[begins:]) or asks(block.text[label.end :]):
        return 0
    if text.marker or text.role != "paragraph" or label_of(text.text) or not asks(text.text):
        return 0
    if context.kind and context.kind.word != label.row.word:
        context.kind = None
    context.mark(context.at, "label")
    context.mark_item(below, label.row, label=label.printed)
    return below - context.at + 1 + sub_points(context, below, text.text)


def read_grounds(context: ReaderContext, block: Block) -> int:
    """Read why an item is there, up to its fields: each item has the same heading for it."""
    is_heading = len(block.text) <= SHORT and _GROUNDS.fullmatch(block.text.rstrip(":"))
    if not is_heading or not context.after_item or block.marker or block.role == "row":
        return 0
    if context.times(block.text) < _FEWEST_TIMES:
        return 0
    places: list[int] = []
    for at in islice(context.free_after(context.at), _MOST_BLOCKS):
        below = context.blocks[at]
        if starts_field(below.text) or field_alone(below.text):
            break
        if label_of(below.text) or kind_heading(below.text) or below.role in {"heading", "row"}:
            return 0
        places.append(at)
    else:
        return 0
    for at in (context.at, *places):
        context.mark(at, "-")
    context.after_item = True
    return (places[-1] if places else context.at) - context.at + 1

"""Items that begin with what they are for, and ask for something in the paragraphs below that."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import RECOMMENDATION, sub_points
from hmic_tracker.documents.readers.labelled_texts import label_at
from hmic_tracker.documents.wording.advice import SHOULD, asks, first_sentence
from hmic_tracker.documents.wording.labels import BARE_NUMBER, Label, label_of
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_INTENT: Final = re.compile(
    r"(?:the )?(?:intent(?:ion)?|aim|purpose|objective|reason) (?:of|for|behind) (?:this|the) "
    r"(?:safety )?recommendation (?:is|was)\b",
    re.I,
)
_GOES_ON: Final = re.compile(
    r"(?:this|the) (?:safety )?recommendation\b"
    r"|(?:this|these|it|they|the \w+) (?:\w+ ){0,3}?(?:should|must|needs? to)\b",
    re.I,
)
"""What goes on with an item: "This recommendation may also apply to …"."""


def read(context: ReaderContext, block: Block) -> int:
    """Read "1 The intent of this recommendation is …" and what it asks for below that."""
    label = _label(context, block)
    if label is None or context.former:
        return 0
    intent = context.at if label.end < len(block.text) else next(context.free_after(context.at), -1)
    begins = label.end if intent == context.at else 0
    if intent < 0 or not _INTENT.match(context.blocks[intent].text[begins:]):
        return 0
    parts = _parts_below(context, intent)
    if not parts:
        return 0
    if intent != context.at:
        context.mark(context.at, "label")
    begins += context.offset(intent)
    context.mark_item(intent, label.row or RECOMMENDATION, text=begins, label=label.printed)
    last = intent
    for part in parts:
        context.mark(part, "")
        last = part + sub_points(context, part, context.blocks[part].text)
    last = _mark_rest(context, last)
    context.listed += 1
    return last - context.at + 1


def _label(context: ReaderContext, block: Block) -> Label | None:
    """Return the number or the label before an intent, or on the line above it."""
    if label := label_at(context, block):
        return label
    if block.marker[:1].isdigit() and _INTENT.match(block.text):
        return Label(None, block.marker.strip("().:"), 0)
    bare = BARE_NUMBER.match(block.text)
    return Label(None, bare[1], bare.end()) if bare else None


def _parts_below(context: ReaderContext, at: int) -> list[int]:
    """Return the paragraphs below an intent up to the one that asks for something."""
    parts: list[int] = []
    for n in context.free_after(at):
        block = context.blocks[n]
        if _ends(block):
            return []
        parts.append(n)
        if asks(block.text) or SHOULD.search(first_sentence(block.text)):
            return parts
    return []


def _mark_rest(context: ReaderContext, at: int) -> int:
    """Mark the paragraphs that go on with an item, and return the last of them."""
    for n in context.free_after(at):
        text = context.blocks[n].text
        if _ends(context.blocks[n]) or not _GOES_ON.match(text):
            break
        context.mark(n, "")
        at = n + sub_points(context, n, text)
    return at


def _ends(block: Block) -> bool:
    """Return whether a block is no paragraph of an item: a label, a heading, a note's number."""
    text = block.text
    if block.role != "paragraph" or block.marker or _INTENT.match(text):
        return True
    if label_of(text) or kind_heading(text) or BARE_NUMBER.match(text):
        return True
    return heading_of(block) is not None

"""Sentences of a paragraph that recommend something, with the paragraph's number or without."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.items import RECOMMENDATION, sub_points
from hmic_tracker.documents.wording.advice import recommending_sentences
from hmic_tracker.documents.wording.labels import (
    BARE_NUMBER,
    trailing_label,
)
from hmic_tracker.documents.wording.own_business import is_for_members, is_own_resolution
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SAFETY: Final = re.compile(
    r"(?P<stem>on [^,.]{6,24},? (?:the |we |i )?[A-Za-z ]{0,60}?recommended (?:to [^.;]{3,160}? )?)"
    r"(?P<that>that [^.]{10,}\.?)",
    re.I,
)
_WHO_DOES: Final = re.compile(
    r"that (?:the )?[A-Z][\w’&-]*(?: (?:of|for|and|the|[A-Z][\w’&-]*)){0,12} "
    r"(?=[a-z])(?!(?:should|must|shall|will|would|be|is|are|was|were|has|have|had|as|in|on|to|or"
    r"|with|at|by|its?)\b)"
)
"""Who is to do what follows in "recommended that Harbour Trains apply …"."""


def read_sentences(context: ReaderContext, block: Block) -> int:
    """Read the sentences of a paragraph that recommend something, and its number as their label."""
    if context.former or block.role in {"heading", "row"} or len(block.text) < 25:
        return 0
    if context.is_paper and context.kind is None:
        return 0  # what a paper recommends is for its own board
    bare = BARE_NUMBER.match(block.text)
    begin = bare.end() if bare else 0
    text = block.text[begin:]
    spans = recommending_sentences(text[:5000])
    if not spans or _is_for_members(context, text[spans[0][0] :]):
        return 0
    label = block.marker.strip("().:") if block.marker[:1].isdigit() else ""
    offset, done = context.offset(context.at) + begin, 0
    if bare:
        label, done = bare[1], begin
        context.mark(context.at, "label", 0, begin)
    for start, end in spans:
        if start + offset > done and start:
            context.mark(context.at, "-", done, start + offset)
            done = start + offset
        text_end = end + offset
        behind = trailing_label(text[start:end])
        begins = start + offset if start else offset
        shown = behind[0] if behind else label if len(spans) == 1 else ""
        context.mark_item(
            context.at, RECOMMENDATION, start=done, text=begins, end=text_end, label=shown
        )
        done = text_end
    if done < len(block.printed):
        context.mark(context.at, "-", done)
    context.after_item = True
    return 1 + (sub_points(context, context.at, block.text) if done >= len(block.printed) else 0)


def _is_for_members(context: ReaderContext, sentence: str) -> bool:
    """Return whether a sentence recommends something to those who meet to decide."""
    _, that, rest = sentence.partition(" that ")
    what = f"that {rest}" if that else sentence
    if sentence.endswith(":") and is_own_resolution(sentence, is_paper=context.is_paper):
        return True
    return is_for_members(what, is_paper=context.is_paper)


def read_dated(context: ReaderContext, block: Block) -> bool:
    """Read "On 12 March 2031 the Commission recommended to the Director that … (021/31)"."""
    label = None if context.former else trailing_label(block.text)
    match = _SAFETY.fullmatch(block.text[: label[1]].rstrip()) if label else None
    if not match or not label:
        return False
    offset = context.offset(context.at)
    begins, ends = offset + match.start("that"), offset + label[1]
    if " to " not in match["stem"] and (who := _WHO_DOES.match(match["that"])):
        begins += who.end()
    context.mark(context.at, "stem", 0, begins, text=offset)
    context.mark_item(
        context.at, RECOMMENDATION, start=begins, text=begins, end=ends, label=label[0]
    )
    context.mark(context.at, "label", ends)
    return True

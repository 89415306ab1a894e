"""Paragraphs: counts in sentences. What looks like more than prose is marked as not understood."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.headings import is_dot
from hmic_tracker.documents.wording.advice import SHOULD, asks_one_body, body_recommends, is_order
from hmic_tracker.documents.wording.bullets import counts_in_prose, has_count
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import DATE, KIND, SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MOST_BULLETS: Final = 30
"""Bullets that one stem may have."""
_LABEL: Final = re.compile(rf"{KIND} ?\d", re.I)
_RECOMMENDED: Final = re.compile(r"\brecommended (?:to [^.]{3,120} )?that\b", re.I)
_NAMED_BODY: Final = re.compile(
    r"(?!(?:The|This|That|It|There|What|Who|We|They|You|He|She|Each|Every|More|Some) )"
    r"(?P<name>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,4}) (?:also |now )?(?:must|needs to|has to) "
    r"(?!be\b|have\b)"
)
"""What begins with a name, of the body that the document is about, and tells it to do something."""
_OPENING: Final = 20
"""Blocks of which some have that name."""
_RESPONSE: Final = re.compile(
    r"\b(?:respon(?:d|se)|reply|answer)\b.{0,120}\bwithin (?:\d+|\w+) (?:days|weeks|months)\b", re.I
)
_COMPLY: Final = re.compile(
    r"\b(?:require you to|you are required to|you must) (?:remedy|comply|put right)\b"
    rf".{{0,200}}?\b(?:by|before|not later than|no later than|on or before) {DATE.pattern}",
    re.I,
)
"""The day by which all that a notice requires is to be done."""
_COMPLY_BELOW: Final = re.compile(
    r"\b(?:require you to|you are required to|you must) (?:remedy|comply|put right)\b"
    r".{0,200}?\b(?:by|before|not later than|no later than|on or before):?$",
    re.I,
)
"""The same where the day stands on the line below."""


def read(context: ReaderContext, block: Block) -> int:
    """Read any block, and a notice's day by which to comply below its line."""
    text = block.text
    if _COMPLY_BELOW.search(text[-4 * SHORT :]) and _is_day(context.following):
        at = next(iter(context.free_after(context.at)))
        context.mark(context.at, "-")
        context.mark(at, "due", label="all")
        return at - context.at + 1
    if block.marker[:1].isdigit() and not is_dot(block) and block.gap and not context.open_item:
        context.kind = context.kind if context.listed == 0 and context.kind else None
    if context.stem and _goes_with_status(context, block):
        context.mark(context.at, "update")
        return 1
    context.stem = ""
    context.after_item = False
    if context.open_item or context.listed:
        context.open_item = "prose" if text.endswith(":") else context.open_item
    if (context.has_items and _RESPONSE.search(text[:2000])) or _COMPLY.search(text[:2000]):
        context.mark(context.at, "due", label="all")
    elif context.framework is not None and not is_dot(block) and counts_in_prose(text):
        context.mark(context.at, "count")
    elif given := list(context.grade_words.in_sentences(text[: 50 * SHORT])):
        known = [context.mention_known(name) for name, _ in given]
        context.mark(context.at, "graded" if any(known) else "-")
    elif doubt := _doubt(context, block):
        context.mark(context.at, "?", doubt=doubt)
    else:
        context.mark(context.at, "-")
    return True


def _goes_with_status(context: ReaderContext, block: Block) -> bool:
    """Return whether a paragraph goes with the status above it, and the next point follows."""
    above = {piece.mark.word for piece in context.pieces.get(context.at - 1, ())}
    signs = {context.blocks[at].marker for at in context.item_places[-1:]} - {""}
    is_next = context.following is not None and context.following.marker in signs
    return above == {"status"} and not block.gap and is_next


def _is_day(block: Block | None) -> bool:
    return block is not None and bool(DATE.fullmatch(block.text.rstrip(".")))


def _doubt(context: ReaderContext, block: Block) -> str:
    """Return why a paragraph may be more than prose."""
    text = block.text
    if context.kind and context.kind.word == "good" and (block.marker or not context.listed):
        context.listed += 1
        return "good practice, which is not taken in; mark it good to keep it"
    bare = text.lstrip("“\"‘'")
    if _LABEL.match(bare) or (label_of(bare) and block.role != "heading"):
        return "speaks of items, and is none itself"
    if _RECOMMENDED.search(text):
        return "of another report"
    is_duty = asks_one_body(text) or _tells_named_body(context, text)
    if SHOULD.search(text) or is_duty or body_recommends(text):
        return "says that something should be done, under no heading of recommendations"
    if context.is_bullet(block) and len(text) > 15 and is_order(text) and not context.former:
        return "begins as if it told somebody what to do"
    if (named := field_at(text)) and named[0] == "due" and context.has_items:
        return "the date of which item?"
    if block.marker and _is_below_unread_stem(context):
        return "stands below what somebody should do"
    if is_dot(block) and _looks_like_content(context, text):
        return "looks like a status or a count"
    return ""


def _tells_named_body(context: ReaderContext, text: str) -> bool:
    """Return whether a paragraph tells the body to do something that the document begins with."""
    match = _NAMED_BODY.match(text)
    opening = (block.text[: 3 * SHORT] for block in context.blocks[: min(_OPENING, context.at)])
    return match is not None and any(match["name"] in above for above in opening)


def _is_below_unread_stem(context: ReaderContext) -> bool:
    """Return whether a bullet is one of those below "The partnership should:", not understood."""
    for at in range(context.at - 1, max(-1, context.at - 1 - _MOST_BULLETS), -1):
        above = context.blocks[at]
        if above.role == "furniture":
            continue
        words = {piece.mark.word for piece in context.pieces.get(at, ())}
        if above.text.endswith(":"):
            return words == {"?"} and bool(SHOULD.search(above.text))
        if not above.marker or not words <= {"?", "-"}:
            return False
    return False


def _looks_like_content(context: ReaderContext, text: str) -> bool:
    name = re.split(r" [-–—] |: |[–—]", text[: 3 * SHORT], maxsplit=1)[0]
    about_known = len(name) < len(text) and context.names.find(name) is not None
    return len(text) <= 3 * SHORT and (has_count(text) or about_known)

"""Replies printed below a report: each part is headed by the number of an item above."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.headings import is_surely_heading
from hmic_tracker.documents.readers.revisits import mark_state
from hmic_tracker.documents.wording.field_words import field_alone, starts_field
from hmic_tracker.documents.wording.labels import plain_label
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import NAMES
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_REPLY: Final = re.compile(
    r"(?:(?:our|the|formal|detailed|[A-Z][\w’'-]+) ){0,4}(?:response|reply|answer)s?"
    r"(?: (?:from|of|by|to|on behalf of) .{2,80})?",
    re.I,
)
"""What heads a reply as a whole."""
_HEADINGS: Final = frozenset({"section", "framework", "list", "-"})
_SALUTATION: Final = re.compile(r"dear .{2,60}", re.I)
_CLOSING: Final = re.compile(r"(?:yours|kind regards|with best wishes|signed)\b.{0,60}", re.I)
_PART: Final = re.compile(
    r"(?:(?:our |the )?(?:response|reply|answer) (?:to|on) )?(?:your |the )?"
    rf"(?:(?:{NAMES}|matter|point|issue|item|question|finding) (?:no\.? |number )?|(?=R\d))"
    r"\(?(?P<label>[a-z]|[ivx]{2,4}|[A-Z]{0,3}\d{1,3}(?:\.\d{1,2})?[a-z]?)\)?[.:]?",
    re.I,
)
"""What heads a part of it: "Concern a)", "Response to recommendation 2"."""
_STATE: Final = re.compile(
    r"\b(?:this|these|the|our|all)(?: \w+){0,2} (?:is|are|has|have|was|were)"
    r"(?: (?:now|also|all|already|been|being|therefore)){0,3} "
    r"(?P<state>(?:not (?:yet )?|fully |partly |partially |largely )?(?:completed?|implemented"
    r"|closed|done|in progress|under ?way|on-?going))\b(?! (?:by|with|to)\b)",
    re.I,
)
_REFUSED: Final = re.compile(
    r"(?:^|[.;] )(?:(?:therefore|accordingly),? )?(?P<state>no action (?:is|will be)(?: being)?"
    r" (?:proposed|taken|planned)|we (?:do|did|can)(?: not|not) (?:accept|agree (?:to|with))\b)",
    re.I,
)
_MOST_PARAGRAPHS: Final = 12
_FARTHEST: Final = 400
"""Blocks between the heading of a reply and a part of it."""
_LAST: Final = 600
"""Letters of a paragraph's end that may say how an item stands."""


def read(context: ReaderContext, block: Block) -> int:
    """Read what a reply says of one item, to the next part or the end of the letter."""
    if not context.has_items or block.role == "row" or len(block.text) > SHORT:
        return 0
    label = label_of_part(block)
    item = label_of_item(context, label) if label and is_in_reply(context) else ""
    if not item:
        return 0
    answer = _answer_below(context)
    if not answer:
        return 0
    context.begin_section(None)
    context.mark(context.at, "section")
    for place, at in enumerate(answer):
        _mark_answer(context, at, item, is_last=place == len(answer) - 1)
    return answer[-1] - context.at + 1


def label_of_part(block: Block) -> str:
    """Return the label that a line names as the heading of a part of a reply, "" if none."""
    if len(block.text) > SHORT:
        return ""
    match = _PART.fullmatch(block.text)
    return match["label"] if match else ""


def label_of_item(context: ReaderContext, label: str) -> str:
    """Return the label of the one item above that a part names, as printed there; "" if none."""
    same = context.labels_above.get(plain_label(label), {})
    return next(iter(same.values())) if len(same) == 1 else ""


def is_in_reply(context: ReaderContext) -> bool:
    """Return whether a line between the items and the current block heads a reply."""
    for at in range(context.at - 1, max(-1, context.at - _FARTHEST), -1):
        words = {piece.mark.word for piece in context.pieces.get(at, ())}
        if words & {"rec", "afi", "cause"}:
            return False
        if words & _HEADINGS and _heads_reply(context, at):
            return True
    return False


def _heads_reply(context: ReaderContext, at: int) -> bool:
    """Return whether a line heads a reply as a whole, and is no name of a response to one item."""
    block, below = context.blocks[at], context.blocks[at + 1]
    if len(block.text) > SHORT or not (block.gap and below.gap):
        return False
    return bool(_REPLY.fullmatch(block.text) or _SALUTATION.fullmatch(block.text))


def _answer_below(context: ReaderContext) -> list[int]:
    """Return the places of the paragraphs that answer, up to the next part or the closing."""
    places: list[int] = []
    for at in islice(context.free_after(context.at), _MOST_PARAGRAPHS):
        block = context.blocks[at]
        if block.role in {"row", "heading"} or label_of_part(block):
            break
        if _CLOSING.fullmatch(block.text) or is_surely_heading(block.text):
            break
        if starts_field(block.text) or field_alone(block.text):
            return []  # an item with its fields
        places.append(at)
    return places


def _mark_answer(context: ReaderContext, at: int, item: str, *, is_last: bool) -> None:
    """Mark a paragraph of an answer; the last may end with how the item stands."""
    block, offset = context.blocks[at], context.offset(at)
    begins = max(0, len(block.text) - _LAST)
    refused = _REFUSED.search(block.text[begins:]) if is_last else None
    if refused:
        start = offset + begins + refused.start("state")
        if start > offset:
            context.mark(at, "update", 0, start, label=item)
        context.mark(at, "status", start if start > offset else 0, label=item, says="Not accepted")
        return
    states = list(_STATE.finditer(block.text[begins:])) if is_last else []
    if states:
        start, end = (begins + place for place in states[-1].span("state"))
        mark_state(context, at, start, end, "update", item)
    else:
        context.mark(at, "update", label=item)

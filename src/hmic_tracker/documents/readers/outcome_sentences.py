"""What came of an item, in a sentence of its own: "Limited progress has been made in …"."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.outcomes import PROMISED
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.status_cells import status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ITEM: Final = r"(?:recommendation|requirement|area for (?:improvement|development)|action)"
_JUDGED: Final = r"(?:(?:we|inspectors) (?:considered|judged|concluded|found) that )?"
_MADE: Final = re.compile(
    r"(?:(?:the|this) \w+ has made )?(?P<status>(?:very )?[a-z]{2,14} progress)"
    r"(?: ha[sd] been made| was made)? (?:in |on |against |towards |with )"
    rf"(?:(?:addressing|meeting|implementing) )?(?:the|this) {_ITEM}\.?",
    re.I,
)
_IS: Final = re.compile(
    rf"{_JUDGED}(?:the|this) {_ITEM} (?:ha[sd]|was|is)(?: now)?"
    r"(?: (?P<not>not(?: yet)?))?(?: been)? "
    r"(?P<status>(?:(?:not|not yet|fully|largely|partly|partially) )?"
    r"(?:addressed|met|implemented|completed?|achieved))\.?",
    re.I,
)
_NAMED: Final = re.compile(
    rf"{_ITEM} (?P<status>(?:(?:now|not|not yet|fully|largely|partly|partially) )?"
    r"(?:implemented|completed?|achieved|met|closed|discharged|superseded|withdrawn))\.?",
    re.I,
)
_CLOSED: Final = re.compile(
    rf"(?:on {DATE.pattern},? )?(?:the )?[A-Z][\w ]{{2,40}}? (?:has )?"
    rf"(?:approved|agreed(?: to)?|confirmed) (?P<status>the closure) of (?:the|this) {_ITEM}\b",
    re.I,
)
"""Who looks after what was recommended says that it is done."""
_NEAR: Final = 12
"""Blocks from an item's status to what is said of it."""
_LONGEST: Final = 160


def read_named(context: ReaderContext, block: Block) -> bool:
    """Read "Recommendation implemented" below an item, which heads no list of such."""
    match = _NAMED.fullmatch(block.text[:_LONGEST])
    follows = context.following
    if match is None or context.former or block.marker or follows is None:
        return False
    if context.open_item not in {"rec", "afi"} or asks(follows.text):
        return False
    start = match.start("status")
    context.mark(context.at, "label", 0, start)
    context.mark(context.at, "status", start)
    return True


def read_promise(context: ReaderContext, block: Block) -> bool:
    """Read a paragraph below an item and its status that says when all will be done."""
    is_open = context.open_item in {"rec", "afi"} and not context.former
    if not is_open or block.role == "row" or asks(block.text) or not PROMISED.search(block.text):
        return False
    if not _has_status(context):
        return False
    context.mark(context.at, "response", text=context.offset(context.at))
    return True


def _has_status(context: ReaderContext) -> bool:
    """Return whether the item above has a status or a response on a line of its own."""
    for at in range(context.at - 1, max(-1, context.at - _NEAR), -1):
        words = {piece.mark.word for piece in context.pieces.get(at, ())}
        if words & {"status", "response"}:
            return True
        if words & {"rec", "afi", "section", "framework", "list"}:
            break
    return False


def read(context: ReaderContext, block: Block) -> bool:
    """Read the outcome of the item above, which other paragraphs may stand between."""
    if context.former or not context.has_items:
        return False
    closed = _CLOSED.match(block.text[:_LONGEST])
    match = closed
    if not closed and len(block.text) <= _LONGEST:
        match = _MADE.fullmatch(block.text) or _IS.fullmatch(block.text)
    if not match:
        return False
    denied = match.groupdict().get("not")
    says = "Closed" if closed else f"{denied} {match['status']}" if denied else ""
    if not status_cell(says or match["status"]):
        return False
    offset = context.offset(context.at)
    start, end = offset + match.start("status"), offset + match.end("status")
    if start:
        context.mark(context.at, "-", 0, start)
    context.mark(context.at, "status", start, end, says=says)
    if end < len(block.printed):
        context.mark(context.at, "-", end)
    return True

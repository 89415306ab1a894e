"""What inspectors saw of each standard, in lists of strengths and of areas for improvement."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.headings import STRENGTHS, is_dot
from hmic_tracker.documents.wording.advice import asks, body_recommends, is_order
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SUMMARY: Final = "of a summary, whose items are in the tables of the detailed findings"
_DETAILS: Final = re.compile(
    r"(?:\d{1,2}\.? )?(?:detailed findings|findings in detail)"
    r"(?:(?: and|,|:) (?:the )?(?:action plans?|recommendations))?",
    re.I,
)
_PLAN: Final = re.compile(
    r"(?:(?:section|part|appendix) \w{1,2}[.:]? |\d{1,2}\.? )?(?:(?:agreed|management|audit) )?"
    r"action plan",
    re.I,
)
_HEADS_SUMMARY: Final = re.compile(
    r"(?:\d{1,2}\.? )?(?:(?:executive|audit|management) )?summary", re.I
)
_MOST_ABOVE: Final = 40
"""Blocks from an observation to the heading of the strengths above it."""


def read(context: ReaderContext, block: Block) -> bool:
    """Read a bullet of areas for improvement beside strengths that asks nobody for anything.

    It is no item where the report has recommendations, which say what should be done about it.
    """
    if context.kind is None or context.kind.word != "afi" or context.stem or not is_dot(block):
        return False
    text = block.text
    if _is_summary(context):
        context.mark(context.at, "?", doubt=_SUMMARY)
        return True
    if asks(text) or is_order(text) or body_recommends(text):
        return False
    if not _is_beside_strengths(context) or not _has_recommendations(context):
        return False
    context.mark(context.at, "?", doubt="an observation, beside strengths and recommendations")
    return True


def _is_summary(context: ReaderContext) -> bool:
    """Return whether the detailed findings are below, in tables that have the items.

    Below a summary's heading the action plan is enough.
    """
    if context.details is None:
        context.details = (_heads_items(context, _DETAILS), _heads_items(context, _PLAN))
    details, plan = context.details
    if context.at < details:
        return True
    above = context.blocks[max(0, context.at - _MOST_ABOVE) : context.at]
    return context.at < plan and any(_HEADS_SUMMARY.fullmatch(block.text) for block in above)


def _heads_items(context: ReaderContext, heading: re.Pattern[str]) -> int:
    """Return the place of the last such heading with an item in a table below it, -1 for none."""
    rows = [
        at
        for at, pieces in context.pieces.items()
        if context.blocks[at].role == "row"
        and any(piece.mark.word == "rec" and piece.mark.label for piece in pieces)
    ]
    last = max(rows, default=0)
    places = (n for n in range(last - 1, -1, -1) if heading.fullmatch(context.blocks[n].text))
    return next(places, -1)


def _has_recommendations(context: ReaderContext) -> bool:
    """Return whether an item so far is a recommendation."""
    pieces = (context.pieces.get(at, ()) for at in context.item_places)
    return any(piece.mark.word == "rec" for marked in pieces for piece in marked)


def _is_beside_strengths(context: ReaderContext) -> bool:
    """Return whether the list at hand stands directly below a list of strengths."""
    headings = 0
    for at in range(context.at - 1, max(-1, context.at - _MOST_ABOVE), -1):
        block = context.blocks[at]
        if block.role == "furniture" or block.marker:
            continue
        if STRENGTHS.fullmatch(block.text.rstrip(":")):
            return headings == 1
        headings += 1
        if headings > 1 or not kind_heading(block.text):
            return False
    return False

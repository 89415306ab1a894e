"""The day of publication at a document's end: a line, a paragraph's last sentence or a foot."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.headers import date_alone
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.publication import PUBLISHED_AT_END, PUBLISHED_NAME
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LAST: Final = 12
"""Blocks at a document's end."""
_FEET: Final = frozenset({"page head", "page foot", "web page's own"})
_LONGEST: Final = 4000
"""Letters of a paragraph that are looked at."""


def mark_published_at_end(context: ReaderContext, free: Sequence[int]) -> bool:
    """Mark the day of publication that the end gives; return whether there is one.

    A foot of a page is looked at where no line of the text has it.
    """
    ending = [at for at in free[-_LAST:] if at not in context.pieces]
    if any(_mark_sentence(context, at) or _mark_below_name(context, at) for at in ending[::-1]):
        return True
    feet = [at for at, block in enumerate(context.blocks) if block.reason in _FEET]
    days = {
        match["day"]
        for at in feet
        for match in PUBLISHED_AT_END.finditer(context.blocks[at].printed[:_LONGEST])
    }
    return len(days) == 1 and any(_mark_sentence(context, at) for at in feet[::-1])


def _mark_sentence(context: ReaderContext, at: int) -> bool:
    """Mark "Published 14 March 2032" in a block that asks for nothing."""
    block = context.blocks[at]
    matches = list(PUBLISHED_AT_END.finditer(block.printed[:_LONGEST]))
    if not matches or block.role == "row" or asks(block.text) or label_of(block.text):
        return False
    start, end = matches[-1].span()
    other = "~" if block.role == "furniture" else "-"
    if start:
        context.mark(at, other, 0, start)
    context.mark(at, "published", start, end)
    if end < len(block.printed):
        context.mark(at, other, end)
    return True


def _mark_below_name(context: ReaderContext, at: int) -> bool:
    """Mark a day on the line below "Published"."""
    above = context.blocks[at - 1] if at else None
    if above is None or not date_alone(context.blocks[at].printed) or kind_heading(above.text):
        return False
    if not PUBLISHED_NAME.fullmatch(above.text):
        return False
    context.mark(at, "published")
    return True

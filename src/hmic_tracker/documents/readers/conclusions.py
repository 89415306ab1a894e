"""Chapters of numbered paragraphs that conclude, of which some recommend: committees' reports."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.advice import POINTER, recommends_anywhere
from hmic_tracker.documents.wording.labels import BARE_NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_HEADING: Final = re.compile(
    r"(?:(?:summary|list) of )?(?:our |the )?(?:(?:main|key|principal) )?"
    r"(?:conclusions?(?:,| and| &)(?: and)? recommendations?|recommendations and conclusions)",
    re.I,
)
_NEAR: Final = 4
_SHORTEST: Final = 60
_MOST_MISSING: Final = 3
"""How far a number may be from the one above it in the same chapter."""
_MOST_LETTERS: Final = 6000


def read_heading(context: ReaderContext, block: Block) -> bool:
    """Read the heading of such a chapter: "Conclusions and recommendations"."""
    if block.role == "row" or not _HEADING.fullmatch(block.text.rstrip(":")):
        return False
    below = islice(context.after(context.at), _NEAR)
    if not any(_number_of(near) and len(near.text) > _SHORTEST for near in below):
        return False
    context.begin_section(None)
    context.concluded = 0
    context.mark(context.at, "section")
    return True


def read(context: ReaderContext, block: Block) -> bool:
    """Read a paragraph of the chapter that recommends something, as a whole."""
    number = _number_of(block)
    if context.concluded is None or not number or context.former:
        return False
    goes_on = not context.concluded or 0 < number - context.concluded <= _MOST_MISSING
    context.concluded = number if goes_on else None
    if not goes_on:
        return False
    if not recommends_anywhere(block.text[:_MOST_LETTERS]):
        return False
    bare = BARE_NUMBER.match(block.text)
    offset = context.offset(context.at)
    begins = offset + bare.end() if bare and not block.marker else offset
    pointer = POINTER.search(block.text, max(0, len(block.text) - _SHORTEST))
    end = offset + pointer.start() if pointer else None
    context.mark_item(context.at, RECOMMENDATION, text=begins, end=end, label=str(number))
    if end:
        context.mark(context.at, "label", end)
    return True


def _number_of(block: Block) -> int:
    """Return the number of a paragraph, 0 where it has none."""
    bare = None if block.marker else BARE_NUMBER.match(block.text)
    number = bare[1] if bare else block.marker.rstrip(".)")
    return int(number) if block.role != "row" and number.isdecimal() else 0

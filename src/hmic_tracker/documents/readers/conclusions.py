"""Chapters of numbered paragraphs that conclude, of which some recommend: committees' reports."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers import prose
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.advice import recommends_anywhere
from hmic_tracker.documents.wording.labels import BARE_NUMBER, name_alone
from hmic_tracker.documents.wording.pointers import POINTER, sort_of_pointer
from hmic_tracker.documents.wording.source_kinds import kind_heading
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


def is_heading(text: str) -> bool:
    """Return whether a line is the heading of such a chapter: "Conclusions and recommendations"."""
    return bool(_HEADING.fullmatch(text.rstrip(":")))


def read_heading(context: ReaderContext, block: Block) -> bool:
    """Read the heading of a chapter whose paragraphs have numbers."""
    if block.role == "row" or not is_heading(block.text):
        return False
    below = islice(context.after(context.at), _NEAR)
    if not any(number_of_paragraph(near) and len(near.text) > _SHORTEST for near in below):
        return False
    context.begin_section(None)
    context.concluded = 0
    context.mark(context.at, "section")
    return True


def read(context: ReaderContext, block: Block) -> int:
    """Read a paragraph of the chapter that recommends something, as a whole."""
    number = number_of_paragraph(block)
    if not number or context.former:
        return 0
    more = _more_of(context)
    text = " ".join((block.text, *(context.blocks[n].text for n in more)))
    sort = sort_of_pointer(text)
    if not sort and not _goes_on(context, number):
        return 0
    if sort:
        context.concluded = number
    if sort == "conclusion" or (not sort and _has_recommendation_below(context)):
        return prose.read(context, block)
    if not sort and not recommends_anywhere(text[:_MOST_LETTERS]):
        return 0
    bare = None if block.marker else BARE_NUMBER.match(block.text)
    begins = context.offset(context.at) + (bare.end() if bare else 0)
    last = more[-1] if more else context.at
    end = _end_of(context, last)
    _mark(context, begins, more, end, str(number))
    return last - context.at + 1


def _has_recommendation_below(context: ReaderContext) -> bool:
    """Return whether what a paragraph leads to is below it by its name: "Recommendation: …"."""
    for below in islice(context.after(context.at), _NEAR):
        if number_of_paragraph(below):
            return False
        heading, named = kind_heading(below.text), name_alone(below.text)
        row = named.row if named else heading.row if heading else None
        if row and row.word == "rec":
            return True
    return False


def _goes_on(context: ReaderContext, number: int) -> bool:
    """Whether a paragraph's number goes on from the one above it in the same chapter."""
    if context.concluded is None:
        return False
    goes_on = not context.concluded or 0 < number - context.concluded <= _MOST_MISSING
    context.concluded = number if goes_on else None
    return goes_on


def _more_of(context: ReaderContext) -> list[int]:
    """Return the blocks that a paragraph goes on in, up to the bracket that says what it is."""
    more: list[int] = []
    for n in (context.at, *islice(context.free_after(context.at), _NEAR)):
        below = context.blocks[n]
        if n != context.at and (
            below.marker or below.role != "paragraph" or number_of_paragraph(below)
        ):
            return []
        more.append(n)
        if sort_of_pointer(below.text):
            return more[1:]
    return []


def _end_of(context: ReaderContext, at: int) -> int | None:
    """Return where the bracket behind a text begins, None where it has none."""
    text = context.blocks[at].text
    pointer = POINTER.search(text, max(0, len(text) - _SHORTEST))
    return context.offset(at) + pointer.start() if pointer else None


def _mark(
    context: ReaderContext, begins: int, more: list[int], end: int | None, label: str
) -> None:
    """Mark an item, the blocks that it goes on in, and the bracket behind it."""
    last = more[-1] if more else context.at
    context.mark_item(
        context.at, RECOMMENDATION, text=begins, end=None if more else end, label=label
    )
    for n in more:
        context.mark(n, "", 0, end if n == last else None, text=0)
    if end:
        context.mark(last, "label", end)


def number_of_paragraph(block: Block) -> int:
    """Return the number of a paragraph, 0 where it has none."""
    bare = None if block.marker else BARE_NUMBER.match(block.text)
    number = bare[1] if bare else block.marker.rstrip(".)")
    return int(number) if block.role != "row" and number.isdecimal() else 0

"""Chapters numbered 1A, 1B, 2A: each is of a framework, and its headings have no number."""

from __future__ import annotations

import re
from itertools import pairwise

from hmic_tracker.documents.readers.headings import heading_of, is_plain_heading
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.patterns import APPENDIX, LONGEST_NAME, SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LETTERED: Final = re.compile(r"(?P<number>\d{1,2})(?P<letter>[A-Z])[.:]? (?P<name>[A-Z].{2,})")
_NUMBERED: Final = re.compile(r"\d{1,2}[.:]? [A-Z].{2,}")
_FEWEST: Final = 2


def collect_lettered_chapters(context: ReaderContext) -> None:
    """Keep the headings of such chapters, where two or more come in the order of their numbers.

    Of one that comes twice the last is kept: the other is in a list of contents.
    """
    places: dict[tuple[int, str], tuple[int, int]] = {}
    for at, block in enumerate(context.blocks):
        match = None if at in context.pieces else _match(block)
        if match and kind_heading(match["name"]) is None and not asks(match["name"]):
            key = (int(match["number"]), match["letter"])
            places.pop(key, None)
            places[key] = (at, match.start("name"))
    if len(places) >= _FEWEST and list(places) == sorted(places) and _are_whole(list(places)):
        context.lettered.update(places.values())


def _are_whole(keys: list[tuple[int, str]]) -> bool:
    """Return whether the letters of each number follow each other, from any on."""
    pairs = pairwise(keys)
    return all(b[1] == "A" if b[0] > a[0] else ord(b[1]) == ord(a[1]) + 1 for a, b in pairs)


def _match(block: Block) -> re.Match[str] | None:
    is_heading = block.role in {"heading", "paragraph"} and (block.gap or block.role == "heading")
    if not is_heading or block.marker or len(block.text) > SHORT or block.text[-1:] in ".;:,?":
        return None
    match = _LETTERED.fullmatch(block.text)
    return match if match and len(match["name"]) <= LONGEST_NAME else None


def read(context: ReaderContext, block: Block) -> bool:
    """Read the heading of such a chapter."""
    start = context.lettered.get(context.at)
    if start is None:
        return False
    context.former = False
    context.begin_section(context.names.mention(block.text[start:]))
    context.in_lettered = True
    context.mark(context.at, "framework", text=start)
    return True


def read_part(context: ReaderContext, block: Block) -> bool:
    """Read a heading within such a chapter: what is below it is of the chapter's framework.

    One with a number, and one that every report has at its end, is none of it.
    """
    name = heading_of(block)
    is_numbered = _NUMBERED.fullmatch(block.text) and len(block.text) <= SHORT
    if not context.in_lettered or block.marker or not (name or is_numbered):
        return False
    is_end = name and (is_plain_heading(name) or APPENDIX.match(block.text))
    context.in_lettered = not (is_end or is_numbered)
    if not context.in_lettered:
        context.begin_section(None)
        context.mark(context.at, "section")
        return True
    context.begin_section(context.framework)
    context.mark(context.at, "-")
    return True

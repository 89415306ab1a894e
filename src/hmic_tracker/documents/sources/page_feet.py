"""Heads and feet of pages that have several lines: each comes again beside the next one."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.wording.field_words import starts_field
from hmic_tracker.documents.wording.labels import starts_label
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

_OF_PAGE: Final = frozenset({"page head", "page mark"})
_FEWEST: Final = 2
_FEWEST_OF_HEAD: Final = 3
"""Below the head of two pages a chapter's name may stand, and be on the second again."""
_MOST_LINES: Final = 4
"""Lines of a head or a foot beyond the one at the page's number."""
_STOPS: Final = (".", ":", ";", "!", "?", ",")


def mark_further_lines(lines: Sequence[Line], reasons: list[str], keys: Sequence[str]) -> None:
    """Mark the lines that stand, each time, directly beside the same line of a page's own.

    `keys` are the lines' texts without their figures.
    """
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if not reasons[at]:
            places.setdefault(key, []).append(at)
    often = [again for again in places.values() if len(again) >= _FEWEST]
    for _ in range(_MOST_LINES):
        more = [at for again in often for at in _places_beside(lines, reasons, keys, again)]
        for at in more:
            reasons[at] = "page head"
        if not more:
            break


def _places_beside(
    lines: Sequence[Line], reasons: Sequence[str], keys: Sequence[str], again: Sequence[int]
) -> list[int]:
    """Return where a line has the same line of a page's own above it or below it, if mostly."""
    text = lines[again[0]].text.strip()
    if len(text) > SHORT or text.endswith(_STOPS) or starts_label(text) or "\t" in text:
        return []
    if kind_heading(text) or starts_field(text) or "   " in text:
        return []
    for step, fewest in ((1, _FEWEST), (0, _FEWEST_OF_HEAD)):
        near = {at: _beside(lines, reasons, keys, at + 2 * step - 1, at + step) for at in again}
        others = {key for key in near.values() if key}
        places = [at for at, key in near.items() if key and not reasons[at]]
        if len(others) == 1 and len(places) >= fewest and 2 * len(places) > len(again):
            return places
    return []


def _beside(
    lines: Sequence[Line], reasons: Sequence[str], keys: Sequence[str], at: int, lower: int
) -> str:
    """Return the line at a place where it is a page's own, with no empty line between the two."""
    if not 0 <= at < len(lines) or lower >= len(lines) or lines[lower].gap:
        return ""
    return keys[at] if reasons[at] in _OF_PAGE else ""

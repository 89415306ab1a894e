"""Paragraphs set in from the margin, whose lines have less room than those of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

_FEWEST: Final = 4
"""Lines set in alike that surely go on, before their width is known."""
_NARROWEST: Final = 45
_ENDED: Final = (".", ":", ";", "!", "?", "”", "’", '"', ")")


class Wrap(NamedTuple):
    """The width of a text's lines, None where they are paragraphs, and the lines that go on."""

    width: int | None
    full: frozenset[int]


def lines_set_in(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of lines set in whose first word had no room on the line above.

    How much room there was, others that are set in alike show: those that a small letter follows.
    """
    sure: dict[int, list[int]] = {}
    pairs = [
        (at, above, below)
        for at, (above, below) in enumerate(pairwise(lines), 1)
        if above.indent == below.indent > 0
        and not (below.gap or above.furniture or below.furniture)
        and not clean(above.text).endswith(_ENDED)
    ]
    for _, above, below in pairs:
        if below.text.strip()[:1].islower():
            sure.setdefault(above.indent, []).append(len(clean(above.text)))
    widths = {indent: max(lengths) for indent, lengths in sure.items() if len(lengths) >= _FEWEST}
    return frozenset(
        at
        for at, above, below in pairs
        if widths.get(above.indent, 0) >= _NARROWEST
        and _has_no_room(clean(above.text), clean(below.text), widths[above.indent])
    )


def _has_no_room(above: str, below: str, width: int) -> bool:
    """Return whether a line's first word would have made the line above too long."""
    return len(above) <= width and len(above) + len(below.split(" ", 1)[0]) >= width

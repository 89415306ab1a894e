"""Numbers of pages that stand alone in the middle or at the right of a printed page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.wording.furniture import BARE_NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

_INDENT: Final = 12
"""Columns that a page's number stands further in than the lines above and below it."""
_FEWEST: Final = 3
_MOST_SKIPPED: Final = 2
"""By how much a number may be larger than the one before: a page without one is between them."""


def places_of_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the places of three or more such numbers of which each goes on from the last."""
    places = [at for at in range(len(lines)) if _is_alone(lines, at)]
    numbers = [int(lines[at].text.strip()) for at in places]
    goes_on = all(0 < after - before <= _MOST_SKIPPED for before, after in pairwise(numbers))
    return set(places) if len(places) >= _FEWEST and goes_on else set()


def _is_alone(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is a number, far from the margin that the lines about it have."""
    line = lines[at]
    if not line.gap or not BARE_NUMBER.fullmatch(line.text.strip()):
        return False
    near = [lines[n].indent for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return all(line.indent >= indent + _INDENT for indent in near)

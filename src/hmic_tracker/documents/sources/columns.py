"""Two columns that share the lines of a text file, as programs print a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.light_typing import Final

_GUTTER: Final = re.compile(r"(?<=\S) {3,}(?=\S)")
_LEAST_LINES: Final = 8
_LEAST_SHARE: Final = 0.45
"""How many of a page's lines have text on both sides of the gutter."""


def in_reading_order(page: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return a page's lines with its left column before its right; as they are where it has one.

    Each line has its number. Lines across both columns part what is above them from what is below.
    """
    gutter = _gutter([text for _, text in page])
    if gutter is None:
        return list(page)
    ordered: list[tuple[int, str]] = []
    left: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    for number, text in page:
        if _crosses(text, gutter):
            ordered += [*left, *right, (number, text)]
            left, right = [], []
        else:
            left.append((number, text[:gutter].rstrip()))
            right.append((number, text[gutter:]))
    return [*ordered, *left, *right]


def _gutter(lines: Sequence[str]) -> int | None:
    """Return the column at which the right half begins in most lines."""
    full = [line for line in lines if line.strip()]
    starts: dict[int, int] = {}
    for line in full:
        if "\t" in line:
            return None
        for match in _GUTTER.finditer(line):
            starts[match.end()] = starts.get(match.end(), 0) + 1
    if len(full) < _LEAST_LINES or not starts:
        return None
    column = max(starts, key=lambda end: (starts[end], -end))
    # A line of the right column alone begins there too.
    alone = sum(len(line) - len(line.lstrip()) == column for line in full)
    both = starts[column]
    if both < _LEAST_LINES // 2 or (both + alone) < _LEAST_SHARE * len(full) or column < 25:
        return None
    return column


def _crosses(text: str, gutter: int) -> bool:
    """Return whether a line has letters where the gutter is."""
    return len(text) > gutter and bool(text[max(0, gutter - 2) : gutter].strip())

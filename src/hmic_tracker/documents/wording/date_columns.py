"""Whether a column's dates have the day first or the month: its values settle it together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.light_typing import Final, Literal

Order = Literal["", "day", "month", "unclear"]
"""Which comes first; "" where no value asks, "unclear" where it may be either."""

_NUMBERS: Final = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)"
    r"(?P<year>\d{4}|\d{2})(?![\d./-])"
)


def order_of(cells: Iterable[str]) -> Order:
    """Return the order of a column's dates. Dots part days from months, never months from days."""
    days = months = unclear = 0
    for first, second, sign in _pairs(cells):
        if sign == "." or first > 12 >= second:
            days += 1
        elif second > 12 >= first:
            months += 1
        elif first != second:
            unclear += 1
    if days and months:
        return "unclear"
    return "day" if days else "month" if months else "unclear" if unclear else ""


def settled(text: str, order: Order) -> str | None:
    """Return a date with its month first as an ISO day, other texts as they are.

    None where it may be either.
    """
    match = _NUMBERS.search(text)
    if match is None or order == "day" or match["sign"] == ".":
        return text
    first, second = int(match["first"]), int(match["second"])
    if order == "unclear" and first <= 12 and second <= 12 and first != second:
        return None
    if second > 12 or order == "month":
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        try:
            return date(year, first, second).isoformat()
        except ValueError:
            return text
    return text


def _pairs(cells: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for cell in cells:
        if match := _NUMBERS.search(cell):
            yield int(match["first"]), int(match["second"]), match["sign"]

"""The days of an item that a paper may give: when it is due, was due, and was completed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import IMPORTS, effective_entries
from hmic_tracker.domain.words import COMPLETED
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item


def dates_of(item: Item) -> Iterator[str]:
    """Yield every date that an item has: dues, days behind them, deferral and history."""
    if item.deferred_until:
        yield item.deferred_until
    for due in dues_of(item):
        yield due
        if last := deadline(due):
            yield (last + timedelta(days=1)).isoformat()
    for entry in item.history:
        yield entry.on.isoformat()


def done_days(item: Item) -> tuple[str, ...]:
    """Return the days on which an item became completed by hand, in order."""
    return tuple(
        dict.fromkeys(
            entry.on.isoformat()
            for entry in effective_entries(item.history)
            if not entry.begins and entry.event not in IMPORTS
            for change in entry.changes
            if change.field == "status" and change.new in COMPLETED
        )
    )


def days_of_done(item: Item) -> Iterator[str]:
    """Yield every day on which an item may have become completed, those of imports too."""
    for entry in effective_entries(item.history):
        for change in entry.changes:
            if change.field == "status" and change.new in COMPLETED:
                yield entry.on.isoformat()


def dues_of(item: Item) -> Iterator[str]:
    """Yield when an item is due, and when it was before its date moved."""
    if item.due:
        yield item.due
    for entry in item.history:
        for change in entry.changes:
            if change.field == "due":
                yield from (day for day in (change.old, change.new) if isinstance(day, str))


def same_due(one: str, other: str) -> bool:
    """Whether two dues say the same: a month is its last day, or any form of the month itself.

    A month without a year is that of any, and so is a day of one.
    """
    if one.startswith("--"):
        is_month = other[len("2008-") : len("2008-09")] == one[2:4]
        if len(one) == len("--09") or not is_month:
            return is_month
        last = deadline(other)
        return last is not None and f"{last.day:02}" == one[5:]
    if len(one) == len(other):
        return one == other
    month, day = sorted((one, other), key=len)
    return deadline(month) == deadline(day)

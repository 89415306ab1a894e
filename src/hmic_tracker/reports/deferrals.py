"""What is deferred on a day, until when, by whom and why; and what has come back since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hmic_tracker.domain.dates import OPEN_END, last_day
from hmic_tracker.domain.deferrals import ANNOUNCED_DAYS, deferral_entry
from hmic_tracker.domain.rules import days_overdue, is_counted, is_open
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.item_rows import ItemRow


class Deferral(NamedTuple):
    """An open item that a board agreed to leave `until` a day, or without an end.

    `on` is the day of that, where the history says it, `reason` why, where it may be told.
    `days_left` is None without an end, and negative once it has ended. `days_late` is by how many
    days the item is overdue now that it is back, or will be on the day when it is.
    """

    row: ItemRow
    until: str
    by: str | None
    on: date | None
    reason: str | None
    days_left: int | None
    days_late: int


class Deferrals(NamedTuple):
    """What is deferred on a day, the first to end first, and what has come back within 30 days.

    Of `exempt` items that are deferred only the number is told; `filter` asks for all.
    """

    now: tuple[Deferral, ...] = ()
    ended: tuple[Deferral, ...] = ()
    exempt: int = 0
    filter: str = ""

    @property
    def total(self) -> int:
        """How many items are deferred."""
        return len(self.now) + self.exempt

    @property
    def ending(self) -> tuple[Deferral, ...]:
        """Those that end within 30 days."""
        return tuple(
            one for one in self.now if one.days_left is not None and one.days_left <= ANNOUNCED_DAYS
        )


def has_deferral(item: Item) -> bool:
    """Whether there is something to tell of an item's deferral, one that has ended included."""
    return item.deferred_until is not None and is_open(item) and is_counted(item)


def deferrals(rows: Iterable[ItemRow], today: date, text: str = "") -> Deferrals:
    """What of some rows is deferred; what may not be printed of their items is not in them."""
    mine = [row for row in rows if has_deferral(row.item)]
    each = [deferral_of(row, today) for row in mine if not is_hidden(row.item)]
    since = [
        one for one in each if one.days_left is not None and -ANNOUNCED_DAYS <= one.days_left < 0
    ]
    return Deferrals(
        now=tuple(sorted((one for one in each if one.row.is_deferred), key=end_of)),
        ended=tuple(sorted(since, key=end_of)),
        exempt=sum(is_hidden(row.item) and row.is_deferred for row in mine),
        filter=text,
    )


def deferral_of(row: ItemRow, today: date) -> Deferral:
    """The deferral of a row's item, seen from a day."""
    item, until = row.item, row.item.deferred_until or OPEN_END
    ends, entry = last_day(until), deferral_entry(row.item)
    back = min(ends, date.max - timedelta(days=1)) + timedelta(days=1)
    return Deferral(
        row=row,
        until=until,
        by=item.deferred_by,
        on=entry.on if entry else None,
        reason=entry.reason if entry else None,
        days_left=None if until == OPEN_END else (ends - today).days,
        days_late=days_overdue(item, max(today, back)),
    )


def end_of(one: Deferral) -> date:
    """The last day of a deferral."""
    return last_day(one.until)

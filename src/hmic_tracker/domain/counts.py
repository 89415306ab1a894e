"""Counts that add up: total = completed + open, each item once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.inspection_parts import key_of
from hmic_tracker.domain.items import Item, effective_entries
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.rules import (
    is_born_of,
    is_completed,
    is_counted,
    is_deferred,
    is_from_report,
    is_open,
    is_overdue,
    was_unnamed,
)
from hmic_tracker.domain.words import COMPLETED, PROGRESS, SIDE_EXITS, Progress
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import ReportedCount
    from hmic_tracker.domain.plan import Plan


class Counts(NamedTuple):
    """How many items, and how they stand; `progress` counts the open ones by progress word.

    `latest_due` is of open items that aren't exempt, whose dates are not told: `dates_withheld` is
    whether one of these has a date.
    """

    total: int
    completed: int
    verified: int
    open: int
    overdue: int
    progress: dict[Progress, int]
    latest_due: str | None
    dates_withheld: bool = False
    deferred: int = 0

    @property
    def unverified(self) -> int:
        """Completed, and nobody has checked them."""
        return self.completed - self.verified

    @property
    def in_time(self) -> int:
        """Open, neither overdue nor deferred."""
        return self.open - self.overdue - self.deferred


class Difference(NamedTuple):
    """A source that counts more completed than the items do, until a person settles it.

    `candidates` are the ids it may mean, `left` those of them that are in no count any more;
    `missing` is how many of them it says are completed.
    """

    reported: ReportedCount
    missing: int
    candidates: tuple[str, ...]
    left: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """Those it may mean that are counted as open."""
        return tuple(item_id for item_id in self.candidates if item_id not in self.left)

    @property
    def certain(self) -> bool:
        """It can mean no others: all of them are completed."""
        return self.missing >= len(self.candidates)

    @property
    def uncounted_completed(self) -> int:
        """At most how many more would be counted as completed."""
        return min(self.missing, len(self.counted))


class Surplus(NamedTuple):
    """A source that counts fewer items than came by it; `items` are the ids of those."""

    reported: ReportedCount
    items: tuple[str, ...]


def surpluses(plan: Plan, today: date) -> list[Surplus]:
    """Where a corrected document counts fewer items than it had when they came by it."""
    more = []
    for inspection in plan.inspections:
        mine = [i for i in plan.items if i.inspection == inspection.id and is_counted(i)]
        rows = {key_of(row): row for row in reversed(inspection.reported) if row.on <= today}
        for key, row in reversed(rows.items()):
            total = sum(one.total for one in inspection.reported if key_of(one) == key)
            ids = tuple(
                item.id
                for item in mine
                if (item.framework, item.kind) == (row.framework, row.kind)
                and is_born_of(item, key.document, row.on)
            )
            if len(ids) > total:
                more.append(Surplus(row, ids))
    return more


def count(items: Iterable[Item], today: date) -> Counts:
    """The counts over items; good practice and side exits are in none."""
    counted = [item for item in items if is_counted(item)]
    still_open = [item for item in counted if is_open(item)]
    dated = [(item.deadline, item.due) for item in still_open if item.deadline and not item.exempt]
    return Counts(
        total=len(counted),
        completed=sum(is_completed(item) for item in counted),
        verified=sum(item.status in {"verified", "closed"} for item in counted),
        open=len(still_open),
        deferred=sum(is_deferred(item, today) for item in still_open),
        overdue=sum(is_overdue(item, today) for item in still_open),
        progress={
            word: sum(item.reported_progress == word for item in still_open) for word in PROGRESS
        },
        latest_due=max(dated)[1] if dated else None,
        dates_withheld=any(item.exempt and item.due for item in still_open),
    )


def differences(plan: Plan, today: date) -> list[Difference]:
    """Where a source's count of completed items still differs from the items.

    The latest count of each inspection, framework and kind on or before today is held against the
    inspection's items as they stood on its day. It is settled when as many are completed as the
    source says, either by an entry dated back to that day or by now. That one was superseded, say,
    settles nothing: nobody said that it was completed. `plan` is the plan with its whole history.
    """
    latest: dict[tuple[str, str, str], ReportedCount] = {}
    for inspection in plan.inspections:
        for reported in sorted(inspection.reported, key=lambda r: r.on):
            if reported.on <= today:
                latest[inspection.id, reported.framework, reported.kind] = reported
    each = (_difference(plan, key[0], reported, today) for key, reported in latest.items())
    return sorted((one for one in each if one), key=lambda one: one.reported.on)


def _difference(
    plan: Plan, inspection: str, reported: ReportedCount, today: date
) -> Difference | None:
    mine = [
        item
        for item in plan.items
        if item.part_of is None
        and (item.framework, item.kind) == (reported.framework, reported.kind)
        and item.inspection in {inspection, None}
    ]
    # What people added beside a report's own items is not what its count speaks of.
    mine = [item for item in mine if is_from_report(item)] or mine
    then = _items_as_of(mine, reported.on)
    now = _items_as_of(mine, today)
    # What was completed by this count alone, until texts came, is what the count still speaks of.
    unnamed = {item.id for item in now if was_unnamed(item)}
    counted_then = {item.id: item for item in then if is_counted(item)}
    known_then = (item for item in counted_then.values() if item.id not in unnamed)
    known_now = (item for item in now if is_counted(item) or item.id in counted_then)
    missing = reported.completed - max(
        sum(map(is_completed, known_then)), sum(map(_was_completed, known_now))
    )
    were_open = {i for i, item in counted_then.items() if is_open(item) or i in unnamed}
    uncounted = {item.id for item in now if not is_counted(item) and not _was_completed(item)}
    left = tuple(item.id for item in now if item.id in were_open & uncounted)
    still_open = {item.id for item in now if is_open(item) and is_counted(item)}
    candidates = tuple(item.id for item in now if item.id in still_open or item.id in left)
    return Difference(reported, missing, candidates, left) if missing > 0 and still_open else None


def _was_completed(item: Item) -> bool:
    """Completed, or it was when it left the counts."""
    if item.status not in SIDE_EXITS:
        return is_completed(item)
    changes = (change for entry in effective_entries(item.history) for change in entry.changes)
    words = [change.new for change in changes if change.field == "status"]
    return next((word for word in reversed(words) if word not in SIDE_EXITS), None) in COMPLETED


def _items_as_of(items: list[Item], day: date) -> list[Item]:
    return [past for item in items if (past := item_as_of(item, day))]

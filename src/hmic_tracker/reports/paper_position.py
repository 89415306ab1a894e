"""What a first page says beside its numbers: who is late, what waits, what a source counted.

Of exempt items it has numbers alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.inspection_parts import key_of
from hmic_tracker.domain.items import effective_entries
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.paper_exceptions import completed_on
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.movement import Moved
    from hmic_tracker.reports.paper_exceptions import RequestedDate


class Lateness(NamedTuple):
    """How late the overdue items are: the `worst` of those that may be named, by so many days.

    `owners` has how many each post has, nobody (None) last; `exempt` are in no other number.
    """

    number: int
    owners: tuple[tuple[str | None, int], ...]
    exempt: int
    days: int
    worst: tuple[str, ...]


class Waiting(NamedTuple):
    """For how many days the completed item has waited longest that nobody checked; how many do."""

    days: int
    longest: int


class SourceCount(NamedTuple):
    """What a document counted as completed, of so many items of a kind, on its own day."""

    document: str
    on: date
    completed: int
    total: int


class Extension(NamedTuple):
    """Items that ask for the same date for the same reason; None where none may be printed."""

    ids: tuple[str, ...]
    until: str
    reason: str | None


class Reopened(NamedTuple):
    """An item that is open again: whether a check sent it back, and the reason to be printed."""

    id: str
    title: str
    is_sent_back: bool
    reason: str | None


def lateness(overdue: Sequence[ItemRow]) -> Lateness:
    """How late the overdue items are, and whose."""
    named = [row for row in overdue if not is_hidden(row.item)]
    days = max((row.days_overdue for row in named), default=0)
    return Lateness(
        number=len(overdue),
        owners=owners_of(row.item for row in named),
        exempt=len(overdue) - len(named),
        days=days,
        worst=tuple(row.item.id for row in named if row.days_overdue == days),
    )


def owners_of(items: Iterable[Item]) -> tuple[tuple[str | None, int], ...]:
    """How many of some items each has, the most first and nobody (None) last."""
    owners = Counter(item.owner for item in items)
    return tuple(sorted(owners.items(), key=lambda one: (one[0] is None, -one[1], one[0] or "")))


def in_time_by_move(items: Iterable[Item], today: date) -> tuple[str, ...]:
    """The ids of items in time that would be overdue by the date that they had first."""
    return tuple(
        item.id
        for item in items
        if item.deadline and item.original_due and deadline(item.original_due) < today
    )


def waiting(rows: Iterable[ItemRow], today: date) -> Waiting | None:
    """How long the completed items have waited that nobody checked; None where there are none."""
    waits = Counter(
        (today - day).days
        for row in rows
        if row.item.status == "done" and is_counted(row.item) and not is_hidden(row.item)
        if (day := completed_on(row.item))
    )
    longest = max(waits, default=None)
    return None if longest is None else Waiting(longest, waits[longest])


def source_counts(plan: Plan, unsettled: Iterable[Difference]) -> tuple[SourceCount, ...]:
    """What each document that counts otherwise counted of that kind, in all its frameworks."""
    wanted = {(one.reported.kind, one.reported.document, one.reported.on) for one in unsettled}
    counts = []
    for kind, document, on in sorted(wanted, key=lambda one: (one[2], one[1], one[0])):
        rows = {
            (inspection.id, key_of(row)): row
            for inspection in plan.inspections
            for row in inspection.reported
            if (row.kind, row.document, row.on) == (kind, document, on)
        }
        completed = sum(row.completed for row in rows.values())
        total = sum(row.total for row in rows.values())
        counts.append(SourceCount(document, on, completed, total))
    return tuple(counts)


def extensions(requested: Iterable[RequestedDate]) -> tuple[Extension, ...]:
    """The dates asked for, each once with the items that ask for it for one reason."""
    terms: dict[tuple[str, str | None], list[str]] = {}
    for one in requested:
        if not is_hidden(one.row.item):
            terms.setdefault((one.requested, one.reason), []).append(one.row.item.id)
    return tuple(Extension(tuple(ids), *term) for term, ids in terms.items())


def reopened(moved: Iterable[Moved]) -> tuple[Reopened, ...]:
    """What is open again, and by what entry."""
    again = []
    for item in (one.item for one in moved if not is_hidden(one.item)):
        entries = [
            entry
            for entry in effective_entries(item.history)
            if any(change.field == "status" for change in entry.changes)
        ]
        last = entries[-1] if entries else None
        is_sent_back = last is not None and last.event == "rejected"
        again.append(Reopened(item.id, item.title, is_sent_back, last.reason if last else None))
    return tuple(again)

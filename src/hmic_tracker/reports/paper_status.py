"""How each framework stands, as a paper gives it: so many like this, so many like that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from datetime import date

from hmic_tracker.domain.date_requests import REFUSED
from hmic_tracker.domain.frameworks import Framework, in_tree_order
from hmic_tracker.domain.rules import is_counted, is_deferred, is_move, is_open, is_overdue
from hmic_tracker.domain.words import KINDS, OPEN, Kind, Progress, Status
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Source
    from hmic_tracker.domain.items import Entry, FieldChange, Item
    from hmic_tracker.domain.plan import Plan


class StatusGroup(NamedTuple):
    """So many items of one framework and kind that stand alike; a completed one has no due.

    Those `undated` had a date that was taken away. Of exempt ones the status alone is known.
    """

    number: int
    status: Status
    progress: Progress
    due: str | None
    overdue: bool
    exempt: bool = False
    undated: bool = False
    deferred_until: str | None = None


class KindStatus(NamedTuple):
    """How the items of a kind stand in a framework (None: in none), the completed first."""

    framework: Framework | None
    kind: Kind
    total: int
    alike: tuple[StatusGroup, ...]


class Update(NamedTuple):
    """What was said of an item on a day, and why where it says so."""

    item: Item
    on: date
    note: str | None
    reason: str | None


def status_by_framework(
    current: Plan, today: date, undated: Container[str] = ()
) -> tuple[KindStatus, ...]:
    """How every framework and kind with counted items stands, in tree order.

    `undated` are the ids of open items whose date was taken away.
    """
    known = {f.slug: f for f in current.frameworks}
    counted = filter(is_counted, current.items)
    groups = group_by_key(counted, lambda item: (known.get(item.framework or ""), item.kind))
    return tuple(
        KindStatus(place, kind, len(mine), _alike(mine, today, undated))
        for place in (*in_tree_order(current.frameworks), None)
        for kind in KINDS
        if (mine := groups.get((place, kind)))
    )


def kinds_in_detail(status: Iterable[KindStatus]) -> tuple[KindStatus, ...]:
    """The kinds with open items that aren't overdue.

    What is completed is in the counts, and the table of what is overdue has all the rest.
    """
    return tuple(
        one
        for one in status
        if any(group.status in OPEN and not group.overdue for group in one.alike)
    )


def updates_since(items: Iterable[Item], since: date | None) -> tuple[Update, ...]:
    """What was said of items after a day, the oldest first; all without a day.

    The reasons of moved dates stand with the dates, and so do those of dates asked for. Why an
    entry was corrected is none.
    """
    updates = [
        Update(item, entry.on, entry.note, _reason(entry))
        for item in items
        for entry in item.history
        if (since is None or entry.on > since) and (entry.note or entry.reason)
        if entry.note or not any(map(_is_with_a_date, entry.changes))
        if entry.corrects is None
    ]
    return tuple(sorted(updates, key=lambda update: update.on))


def _is_with_a_date(change: FieldChange) -> bool:
    """Whether its reason stands in a table of dates: it was moved, taken away or asked for.

    So has that of a deferral its own.
    """
    is_given = change.field in {"requested_due", "deferred_until"} and change.new is not None
    return is_given or is_move(change) or (change.field, change.new) == ("due", None)


def _reason(entry: Entry) -> str | None:
    refused = entry.event == REFUSED and entry.reason
    return f"the date asked for was refused: {entry.reason}" if refused else entry.reason


def sources_of(current: Plan) -> tuple[Source, ...]:
    """The documents that the plan was made from, the oldest first, each once.

    One that was read for two inspections, or came again corrected, is the same to a reader.
    """
    sources = {(s.on or date.min, s.title): s for one in current.inspections for s in one.sources}
    return tuple(sources[key] for key in sorted(sources))


def _alike(items: Iterable[Item], today: date, undated: Container[str]) -> tuple[StatusGroup, ...]:
    groups = Counter(_one(item, today, item.id in undated) for item in items)
    order = sorted(groups, key=lambda one: (one.status in OPEN, one.due or "9"))
    return tuple(one._replace(number=groups[one]) for one in order)


def _one(item: Item, today: date, undated: bool) -> StatusGroup:
    if is_hidden(item) and is_open(item):
        return StatusGroup(0, item.status, "none", None, overdue=False, exempt=True)
    due = item.due if is_open(item) else None
    late = is_overdue(item, today)
    group = StatusGroup(0, item.status, item.reported_progress, due, late, undated=undated)
    until = item.deferred_until if is_deferred(item, today) else None
    return group._replace(deferred_until=until)

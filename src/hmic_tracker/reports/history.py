"""What was entered: the history of one item, of an inspection, or of the plan."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.items import Entry
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.domain.words import folded
from hmic_tracker.reports.grouping import group_by_key

INSPECTION: Final = "inspection"
"""What an entry is about that is no item's but an inspection's."""


class Entered(NamedTuple):
    """An entry with the id of what it belongs to: an item, or else its subject."""

    item_id: str
    entry: Entry
    subject: str | None = None


class EntryGroup(NamedTuple):
    """Entries of one command that say the same of several items; `ids` is "AFI-11..18"."""

    ids: str
    entry: Entry
    subject: str | None = None


class HistoryReport(NamedTuple):
    """Entries in the order in which they were recorded; `names` are of the plan's frameworks."""

    item_id: str | None
    entries: tuple[Entered, ...]
    groups: tuple[EntryGroup, ...]
    damaged: tuple[Damage, ...]
    names: Mapping[str, str] = {}


def history_report(
    plan: Plan,
    ids: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
    subject: str | None = None,
) -> HistoryReport:
    """The entries recorded since a day, true by a day, made by a person; all where not given.

    Those of some `ids` are items', or of what the subject says.
    """
    entries = [
        one
        for one in _all_entries(plan)
        if (ids is None or (one.item_id in ids and one.subject == subject))
        and (since is None or one.entry.recorded.date() >= since)
        and (until is None or one.entry.on <= until)
        and (by is None or folded(one.entry.by) == folded(by))
    ]
    entries.sort(key=lambda e: (e.entry.recorded, id_key(e.item_id), e.entry.n))
    groups = tuple(
        EntryGroup(format_id_ranges([one.item_id for one in same]), same[0].entry, same[0].subject)
        for same in group_by_key(entries, _shown).values()
    )
    names = {framework.slug: framework.name for framework in plan.frameworks}
    about = format_id_ranges(ids) if ids else None
    return HistoryReport(about, tuple(entries), groups, plan.damaged, names)


def _all_entries(plan: Plan) -> Iterator[Entered]:
    for item in plan.items:
        yield from (Entered(item.id, entry) for entry in item.history)
    for one in plan.inspections:
        yield from (Entered(one.id, entry, INSPECTION) for entry in one.history)


def _shown(entered: Entered) -> Hashable:
    """What a reader sees of an entry: not what it changed in the item's text and title."""
    e = entered.entry
    changes = tuple(c for c in e.changes if c.field not in {"text", "status_word", "title"})
    about = entered.item_id if entered.subject else None
    return (about, e.op, e.on, e.event, changes, e.note, e.reason, e.source, e.by, e.n == 1)

"""What was entered: the history of one item or of the plan."""

from collections.abc import Collection, Hashable
from datetime import date
from typing import NamedTuple

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.items import Entry, Item
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.domain.words import folded
from hmic_tracker.reports.grouping import group_by_key


class Entered(NamedTuple):
    """An entry with the item it belongs to."""

    item: Item
    entry: Entry


class EntryGroup(NamedTuple):
    """Entries of one command that say the same of several items; `ids` is "AFI-11..18"."""

    ids: str
    entry: Entry


class HistoryReport(NamedTuple):
    """Entries in the order in which they were recorded."""

    item_id: str | None
    entries: tuple[Entered, ...]
    groups: tuple[EntryGroup, ...]
    damaged: tuple[Damage, ...]


def history_report(
    plan: Plan,
    ids: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
) -> HistoryReport:
    """The entries recorded since a day, true by a day, made by a person; all where not said."""
    entries = [
        Entered(item, entry)
        for item in sorted(plan.items, key=lambda item: id_key(item.id))
        if ids is None or item.id in ids
        for entry in item.history
        if (since is None or entry.recorded.date() >= since)
        and (until is None or entry.on <= until)
        and (by is None or folded(entry.by) == folded(by))
    ]
    # Of one moment in the order of the items, and of their histories.
    entries.sort(key=lambda e: e.entry.recorded)
    groups = tuple(
        EntryGroup(format_id_ranges([one.item.id for one in same]), same[0].entry)
        for same in group_by_key(entries, _shown).values()
    )
    return HistoryReport(
        format_id_ranges(ids) if ids else None, tuple(entries), groups, plan.damaged
    )


def _shown(entered: Entered) -> Hashable:
    """What a reader sees of an entry: not what it changed in the item's text and title."""
    e = entered.entry
    changes = tuple(c for c in e.changes if c.field not in {"text", "status_word", "title"})
    return (e.op, e.on, e.event, changes, e.note, e.reason, e.source, e.by, e.begins)

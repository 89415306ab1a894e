"""What was entered: the history of an item, an inspection, the settings, or the plan."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from hmic_tracker.domain.ancestry import entry_keys, is_one_line
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.items import Entry, Item
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.words import folded
from hmic_tracker.reports.grouping import group_by_key

INSPECTION: Final = "inspection"
SETTINGS: Final = "settings"
"""What an entry is about that is no item's."""


class Entered(NamedTuple):
    """An entry with the id of the item or inspection it belongs to, and what else it is about.

    `unsettled` are the fields that another person gave another value, and that is open.
    """

    item_id: str | None
    entry: Entry
    subject: str | None = None
    unsettled: tuple[str, ...] = ()


class EntryGroup(NamedTuple):
    """Entries of one command that say the same of several items; `ids` is "AFI-11..18"."""

    ids: str
    entry: Entry
    subject: str | None = None
    unsettled: tuple[str, ...] = ()


class HistoryReport(NamedTuple):
    """Entries in the order in which they were recorded.

    `frameworks` are the names of the plan's by their slugs.

    `arrived` says of commands that came in by an exchange with others when that was.
    `names` are those of the settings' tables by their paths: a framework's by "frameworks.np".
    """

    about: str | None
    entries: tuple[Entered, ...]
    groups: tuple[EntryGroup, ...]
    damaged: tuple[Damage, ...]
    names: Mapping[str, str]
    frameworks: Mapping[str, str]
    arrived: Mapping[str, date] = MappingProxyType({})


def history_report(
    plan: Plan,
    ids: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
    subject: str | None = None,
) -> HistoryReport:
    """The entries recorded since a day, true by a day, made by a person; all where not given.

    They are of some items or of an inspection, or of a subject, or of the whole plan.
    """
    is_whole = ids is None and subject is None
    entries = [
        one
        for one in _all_entries(plan if ids is None else _plan_of(plan, ids), until)
        if is_whole or one.subject == subject
        if (since is None or one.entry.recorded.date() >= since)
        and (until is None or one.entry.on <= until)
        and (by is None or folded(one.entry.by) == folded(by))
    ]
    # Of one moment in the order of the items, and of their histories.
    entries.sort(key=lambda e: e.entry.recorded)
    groups = entry_groups(entries)
    about = format_id_ranges(ids) if ids else subject and f"the {subject}"
    names = names_of(plan) if any(one.subject == SETTINGS for one in entries) else {}
    frameworks = {framework.slug: framework.name for framework in plan.frameworks}
    return HistoryReport(about, tuple(entries), groups, plan.damaged, names, frameworks)


def entry_groups(entries: Iterable[Entered]) -> tuple[EntryGroup, ...]:
    """Entries of one command that say the same of several items as one."""
    return tuple(
        EntryGroup(_ids(same), same[0].entry, same[0].subject, same[0].unsettled)
        for same in group_by_key(entries, _shown).values()
    )


def _plan_of(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan with some items and inspections alone: of others no history is unpacked."""
    items, taken_back = (
        tuple(item for item in some if item.id in ids) for some in (plan.items, plan.taken_back)
    )
    inspections = tuple(one for one in plan.inspections if one.id in ids)
    return plan._replace(items=items, taken_back=taken_back, inspections=inspections)


def _all_entries(plan: Plan, until: date | None) -> Iterator[Entered]:
    yield from (Entered(None, entry, SETTINGS) for entry in plan.history)
    for item in sorted(plan.every_item, key=lambda item: id_key(item.id)):
        if is_one_line(item.history):
            yield from (Entered(item.id, entry) for entry in item.history)
        else:
            yield from _of_two_people(item, until)
    for one in plan.inspections:
        yield from (Entered(one.id, entry, INSPECTION) for entry in one.history)


def _of_two_people(item: Item, until: date | None) -> Iterator[Entered]:
    """The entries by a day, each with what it gave of what wasn't settled at its end."""
    past = item_as_of(item, until) if until else item
    if past is None:
        return
    fields: dict[str, list[str]] = {}
    for field, given in past.unsettled:
        for key, _ in given:
            fields.setdefault(key, []).append(field)
    for key, entry in zip(entry_keys(past.history), past.history, strict=True):
        yield Entered(item.id, entry, unsettled=tuple(fields.get(key, ())))


def _ids(same: list[Entered]) -> str:
    ids = format_id_ranges([one.item_id for one in same if one.item_id])
    return ids or same[0].subject or ""


def names_of(plan: Plan) -> dict[str, str]:
    """What the tables of the settings are called, those that are gone as well."""
    from hmic_tracker.domain.settings_fields import settings_fields, table_names

    changes = (change for entry in plan.history for change in entry.changes)
    values = {c.field: value for c in changes for value in (c.old, c.new) if value}
    return table_names(values | settings_fields(plan))


def _shown(entered: Entered) -> Hashable:
    """What a reader sees of an entry: not what it changed in the item's text and title."""
    e = entered.entry
    changes = tuple(c for c in e.changes if c.field not in {"text", "status_word", "title"})
    about = entered.item_id if entered.subject == INSPECTION else entered.subject
    return (
        about,
        e.op,
        e.on,
        e.event,
        changes,
        e.note,
        e.reason,
        e.source,
        e.by,
        e.begins,
        entered.unsettled,
    )

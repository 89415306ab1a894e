"""What was entered: the history of an item, an inspection, the settings, or the plan."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hmic_tracker.domain.ancestry import entry_keys, is_one_line
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_history import (
    LATEST,
    HistoryLine,
    ShownHistory,
    lines_of,
    shown_history,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item

INSPECTION: Final = "inspection"
SETTINGS: Final = "settings"
"""What an entry is about that is no item's."""
_SEEN_ELSEWHERE: Final = frozenset({"status_word", "title"})


class Entered(NamedTuple):
    """An entry with the id of the item or inspection it belongs to, and what else it is about.

    `unsettled` are the fields that another person gave another value, and that is open. `place` is
    the entry's in its history, counted from 1, `corrects` the place of the one that it sets right.
    """

    item_id: str | None
    entry: Entry
    subject: str | None = None
    unsettled: tuple[str, ...] = ()
    place: int = 0
    corrects: int | None = None


class EntryGroup(NamedTuple):
    """Entries of one command that say the same of several items; `ids` is "AFI-11..18"."""

    ids: str
    entry: Entry
    subject: str | None = None
    unsettled: tuple[str, ...] = ()
    place: int = 0
    corrects: int | None = None


class HistoryReport(NamedTuple):
    """Entries in the order in which they were recorded; of one item in that of its history.

    `frameworks` are the names of the plan's by their slugs.

    `arrived` says of commands that came in by an exchange with others when that was.
    `names` are those of the settings' tables by their paths: a framework's by "frameworks.np".
    `is_of_one` is whether all are of one history, so that each has a place that tells it.
    """

    about: str | None
    entries: tuple[Entered, ...]
    groups: tuple[EntryGroup, ...]
    damaged: tuple[Damage, ...]
    names: Mapping[str, str]
    frameworks: Mapping[str, str]
    arrived: Mapping[str, date] = MappingProxyType({})
    is_of_one: bool = False
    one_item: ShownHistory | None = None


def history_report(
    plan: Plan,
    ids: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
    subject: str | None = None,
    *,
    is_whole: bool = False,
) -> HistoryReport:
    """The entries recorded since a day, true by a day, made by a person; all where not given.

    They are of some items or of an inspection, or of a subject, or of the whole plan. Of one item
    the latest are shown, unless a day or a person picks them, and without what was undone; all of
    them where `is_whole`.
    """
    of_plan = ids is None and subject is None
    entries = [
        one
        for one in _all_entries(plan if ids is None else _plan_of(plan, ids), until)
        if of_plan or one.subject == subject
        if (since is None or one.entry.recorded.date() >= since)
        and (until is None or one.entry.on <= until)
        and (by is None or folded(one.entry.by) == folded(by))
    ]
    # Of one moment in the order of the items, and of their histories.
    entries.sort(key=lambda e: e.entry.recorded)
    of_one = len(ids or ()) == 1 or subject == SETTINGS
    groups = entry_groups(entries, by_place=of_one)
    about = format_id_ranges(ids) if ids else subject and f"the {subject}"
    names = names_of(plan) if any(one.subject == SETTINGS for one in entries) else {}
    frameworks = {framework.slug: framework.name for framework in plan.frameworks}
    report = HistoryReport(
        *(about, tuple(entries), groups, plan.damaged, names, frameworks), is_of_one=of_one
    )
    item = next((i for i in plan.every_item if ids and len(ids) == 1 and i.id in ids), None)
    if item is None or subject is not None:
        return report
    most = LATEST if since is None and by is None else None
    lines = (
        HistoryLine(one.place, one.entry, one.unsettled, one.corrects)
        for one in sorted(entries, key=lambda one: one.place)
    )
    return report._replace(one_item=shown_history(item.history, lines, most, is_whole=is_whole))


def entry_groups(entries: Iterable[Entered], by_place: bool = False) -> tuple[EntryGroup, ...]:
    """Entries of one command that say the same of several items as one; of one history each."""
    return tuple(
        EntryGroup(_ids(same), *same[0][1:])
        for same in group_by_key(entries, lambda e: (_shown(e), by_place and e.place)).values()
    )


def _plan_of(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan with some items and inspections alone: of others no history is unpacked."""
    items, taken_back = (
        tuple(item for item in some if item.id in ids) for some in (plan.items, plan.taken_back)
    )
    inspections = tuple(one for one in plan.inspections if one.id in ids)
    return plan._replace(items=items, taken_back=taken_back, inspections=inspections)


def _all_entries(plan: Plan, until: date | None) -> Iterator[Entered]:
    yield from _placed(None, plan.history, SETTINGS)
    for item in sorted(plan.every_item, key=lambda item: id_key(item.id)):
        unsettled = _of_two_people(item, until) if not is_one_line(item.history) else {}
        for one in _placed(item.id, item.history):
            yield one._replace(unsettled=unsettled.get(one.place, ()))
    for inspection in plan.inspections:
        yield from _placed(inspection.id, inspection.history, INSPECTION)


def _placed(
    record_id: str | None, history: Sequence[Entry], subject: str | None = None
) -> Iterator[Entered]:
    for line in lines_of(history):
        yield Entered(record_id, line.entry, subject, (), line.place, line.corrects)


def _of_two_people(item: Item, until: date | None) -> Mapping[int, tuple[str, ...]]:
    """What each entry by a day gave of what wasn't settled at its end, by the entry's place."""
    past = item_as_of(item, until) if until else item
    if past is None:
        return {}
    fields: dict[str, list[str]] = {}
    for field, given in past.unsettled:
        for key, _ in given:
            fields.setdefault(key, []).append(field)
    there = (n for n, entry in enumerate(item.history, 1) if until is None or entry.on <= until)
    return {
        n: tuple(fields.get(key, ()))
        for n, key in zip(there, entry_keys(past.history), strict=True)
    }


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
    """What a reader sees of an entry: not what the item's text and title are from now on."""
    e = entered.entry
    changes = tuple(
        c for c in e.changes if c.field not in _SEEN_ELSEWHERE and (c.field != "text" or c.old)
    )
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
        e.entered,
        e.corrects and (entered.corrects, *e.corrects[1:]),
        entered.unsettled,
    )

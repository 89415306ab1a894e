"""The plan as of a day: the entries on or before that day, replayed in their order."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date, datetime

from hmic_tracker.domain.ancestry import (
    Candidate,
    OneLine,
    PartOfHistory,
    candidates,
    counted,
    entries_until,
    is_one_line,
    unsettled,
)
from hmic_tracker.domain.due_course import first_due
from hmic_tracker.domain.fields import ATTRIBUTES, MOVES_ONLY, TRACKED
from hmic_tracker.domain.items import (
    Entry,
    FieldChange,
    Item,
    Value,
    attributes_with,
    part_values,
    value_of,
)
from hmic_tracker.domain.parts import field_order, parse_part_field
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import plan_with_items
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan

UnsettledFields = tuple[tuple[str, tuple[tuple[str, Value], ...]], ...]
_NEW: Final = Item("", "", "recommendation")
_ABSENT: Final = {
    attribute: getattr(_NEW, attribute)
    for attribute in (
        *(ATTRIBUTES[field] for field in TRACKED if field not in MOVES_ONLY),
        *("actions", "evidence"),
    )
}
"""What an item has whose history is empty."""


def item_as_of(item: Item, day: date) -> Item | None:
    """The item as it stood at the end of a day; None before its first entry.

    An item without history is taken as it is: it was written by hand, and the day it began is not
    known. The same goes for what was changed by hand since the last entry, where all entries count.
    """
    # A history read from the index knows its latest day, and isn't unpacked for that.
    latest: int | None = getattr(item.history, "latest", None)
    if latest is not None and latest <= day.toordinal():
        return item
    until = _entries_until(item.history, day)
    if len(until) == len(item.history):
        return item
    if not until:
        return None
    if is_one_line(item.history):
        return _with_entries(item, OneLine(until))
    return _with_entries(item, entries_until(item.history, day))


def item_as_recorded(item: Item, moment: datetime) -> Item:
    """The item as the entries have it that were recorded up to a second; itself where none was."""
    kept = tuple(one for one in item.history if one.recorded.replace(microsecond=0) <= moment)
    if not kept or len(kept) == len(item.history):
        return item
    return _with_entries(item, (OneLine if is_one_line(item.history) else PartOfHistory)(kept))


def _with_entries(item: Item, kept: PartOfHistory) -> Item:
    """The item as some of its entries alone have it."""
    open_fields: Mapping[str, Sequence[Candidate]] = {}
    if is_one_line(item.history):
        values = _last_values(kept)
    else:
        current = candidates(kept)
        values = {field: counted(field, each) for field, each in current.items()}
        open_fields = unsettled(current)
    kept.begun = begun_with(item.history)
    values = {**kept.begun, **values}
    record = {**_ABSENT, **attributes_with(values), "unsettled": ()}
    if open_fields:
        record["unsettled"] = unsettled_values(open_fields)
    record["status"] = record["status"] or _NEW.status
    return replace(item, **record, original_due=first_due(kept), history=kept)


def _entries_until(history: Sequence[Entry], day: date) -> tuple[Entry, ...]:
    # One read from the index takes out no others for it.
    until: Callable[[date], tuple[Entry, ...]] | None = getattr(history, "until", None)
    return until(day) if until else tuple(entry for entry in history if entry.on <= day)


def begun_with(history: Sequence[Entry]) -> Mapping[str, Value]:
    """What an item was under before anybody moved it, where somebody did, whatever the days."""
    known: Mapping[str, Value] | None = getattr(history, "begun", None)
    if known is not None:
        return known
    begun: dict[str, Value] = {}
    # One read from the index gives its changes, and takes out no entries for it.
    changes: Iterable[tuple[str, Value, Value]] | None = getattr(history, "changes", None)
    if changes is None:
        changes = (change for entry in history for change in entry.changes)
    for field, old, _ in changes:
        if field in MOVES_ONLY:
            begun.setdefault(field, old)
    return begun


def plan_as_of(plan: Plan, day: date) -> Plan:
    """The plan at the end of a day; an inspection is there once it is published or has an item.

    One that was merged into another is that one on every day.
    """
    past = (item_as_of(item, day) for item in plan.every_item)
    items = [item for item in past if item]
    if merged := {name: one.id for one in plan.inspections for name in one.aliases}:
        items = [
            replace(item, inspection=merged[item.inspection]) if item.inspection in merged else item
            for item in items
        ]
    plan = plan_with_items(plan, items)
    return head_as_of(plan, day, {item.inspection for item in plan.items})


def head_as_of(plan: Plan, day: date, having_items: Container[str | None]) -> Plan:
    """The plan with a day's settings and inspections, its items as they are."""
    plan = _with_settings_of(plan, day)
    inspections = (
        _inspection_as_of(inspection, day, inspection.id in having_items)
        for inspection in plan.inspections
    )
    return plan._replace(inspections=tuple(inspection for inspection in inspections if inspection))


def _with_settings_of(plan: Plan, day: date) -> Plan:
    """The plan with a day's settings; as it is where no later day changed any."""
    latest: int | None = getattr(plan.history, "latest", None)
    if latest is None:
        latest = max((entry.on.toordinal() for entry in plan.history), default=0)
    if latest <= day.toordinal():
        return plan
    from hmic_tracker.domain.settings_fields import settings_as_of  # only a few looks pay for it

    return settings_as_of(plan, day)


def replayed(history: Sequence[Entry]) -> dict[str, Value]:
    """What the history alone says of the fields it mentions: where it is unsettled, what counts."""
    if is_one_line(history):
        return _last_values(history)
    return {field: counted(field, values) for field, values in candidates(history).items()}


def unsettled_fields(history: Sequence[Entry]) -> UnsettledFields:
    """The fields to which two people gave different values, as an item has them."""
    return () if is_one_line(history) else unsettled_values(unsettled(candidates(history)))


def unsettled_values(fields: Mapping[str, Sequence[Candidate]]) -> UnsettledFields:
    """Unsettled fields as an item has them: each with the entries and what they said."""
    return tuple(
        (field, tuple((one.key, one.value) for one in fields[field]))
        for field in (
            *(field for field in TRACKED if field in fields),
            *sorted((field for field in fields if parse_part_field(field)), key=field_order),
        )
    )


def _last_values(history: Sequence[Entry]) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for entry in history:
        fields.update({change.field: change.new for change in entry.changes})
    return fields


def outside_changes(item: Item) -> tuple[FieldChange, ...]:
    """What was changed outside the tool: fields that differ from what the history says of them."""
    known = replayed(item.history)
    known |= {field: value_of(item, field) for field in MOVES_ONLY if field not in known}
    parts: dict[str, Value] = dict(part_values(item))
    fields = sorted(
        {*parts, *(field for field in known if parse_part_field(field))}, key=field_order
    )
    now = {**{field: value_of(item, field) for field in TRACKED}, **parts}
    return tuple(
        FieldChange(field, known.get(field), now.get(field))
        for field in (*TRACKED, *fields)
        if known.get(field) != now.get(field)
    )


def _inspection_as_of(inspection: Inspection, day: date, has_items: bool) -> Inspection | None:
    """What a day knows of an inspection: what it had then, of the rest what is dated until then.

    A document that came before a month of publication was over shows that it was published.
    """
    if inspection.history:
        from hmic_tracker.domain.inspection_history import inspection_as_of  # which uses this

        inspection = inspection_as_of(inspection, day)
    sources = tuple(one for one in inspection.sources if one.on is None or one.on <= day)
    published = inspection.published_by
    if published and published > day and not has_items and not any(one.on for one in sources):
        return None
    reported = tuple(one for one in inspection.reported if one.on <= day)
    return inspection._replace(reported=reported, sources=sources)

"""The plan as of a day: the entries on or before that day, replayed in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import (
    LISTS,
    TRACKED,
    Entry,
    FieldChange,
    Item,
    Value,
    part_values,
    value_of,
)
from hmic_tracker.domain.parts import field_order, part_place, parts_with
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.records import replace

_TRACKED: Final = frozenset(TRACKED)
_NEW: Final = Item("", "", "recommendation")
_ABSENT: Final = {
    field: getattr(_NEW, field)
    for field in ("title_given", *TRACKED, "actions", "evidence")
    if field != "title"
}
"""What an item has of which nothing was said."""


def item_as_of(item: Item, day: date) -> Item | None:
    """The item as it stood at the end of a day; None before its first entry.

    An item without history is taken as it is: it was written by hand, and the day it began is not
    known. The same goes for what was changed by hand since the last entry, where all entries count.
    """
    # A history read from the index knows its latest day, and isn't unpacked for that.
    latest: int | None = getattr(item.history, "latest", None)
    if latest is not None and latest <= day.toordinal():
        return item
    kept = _entries_until(item.history, day)
    if len(kept) == len(item.history):
        return item
    if not kept:
        return None
    said: dict[str, Value] = {}
    first_due = None
    for entry in kept:
        for field, _, new in entry.changes:
            said[field] = new
            if first_due is None and field == "due" and new is not None:
                first_due = str(new)
    return replace(item, **_as_record(said), original_due=first_due, history=kept)


def _entries_until(history: Sequence[Entry], day: date) -> tuple[Entry, ...]:
    # One read from the index takes out no others for it.
    until: Callable[[date], tuple[Entry, ...]] | None = getattr(history, "until", None)
    return until(day) if until else tuple(entry for entry in history if entry.on <= day)


def plan_as_of(plan: Plan, day: date) -> Plan:
    """The plan at the end of a day; grades count from their inspection's publication."""
    items = (item_as_of(item, day) for item in plan.items)
    inspections = (_inspection_as_of(inspection, day) for inspection in plan.inspections)
    return replace(
        plan,
        items=tuple(item for item in items if item),
        inspections=tuple(inspection for inspection in inspections if inspection),
    )


def replayed(history: Sequence[Entry]) -> dict[str, Value]:
    """What the history alone says of the fields it mentions."""
    fields: dict[str, Value] = {}
    for entry in history:
        fields.update({change.field: change.new for change in entry.changes})
    return fields


def outside_changes(item: Item) -> tuple[FieldChange, ...]:
    """What was changed outside the tool: fields that differ from what the history says of them."""
    known = replayed(item.history)
    parts: dict[str, Value] = dict(part_values(item))
    fields = sorted({*parts, *(field for field in known if part_place(field))}, key=field_order)
    now = {**{field: value_of(item, field) for field in TRACKED}, **parts}
    return tuple(
        FieldChange(field, known.get(field), now.get(field))
        for field in (*TRACKED, *fields)
        if known.get(field) != now.get(field)
    )


def _as_record(said: Mapping[str, Value]) -> dict[str, Any]:
    """Tracked fields under the record's own names, with the record's defaults for absent ones."""
    record = dict(_ABSENT)
    parts: dict[str, Value] = {}
    for field, value in said.items():
        if field in LISTS:
            record[field] = value or ()
        elif field in _TRACKED:
            record["title_given" if field == "title" else field] = value
        else:
            parts[field] = value
    record["status"] = record["status"] or _NEW.status
    if parts:
        record["actions"], record["evidence"] = parts_with((), (), parts)
    return record


def _inspection_as_of(inspection: Inspection, day: date) -> Inspection | None:
    published = inspection.published_by
    if published and published > day:
        return None
    return replace(inspection, reported=tuple(r for r in inspection.reported if r.on <= day))

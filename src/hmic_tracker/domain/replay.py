"""The plan as of a day: the entries on or before that day, replayed in their order."""

from __future__ import annotations

from collections.abc import Sequence
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


def item_as_of(item: Item, day: date) -> Item | None:
    """The item as it stood at the end of a day; None before its first entry.

    An item without history is taken as it is: it was written by hand, and the day it began is not
    known. The same goes for what was changed by hand since the last entry, where all entries count.
    """
    # A history read from the index knows its latest day, and isn't unpacked for it.
    latest: int | None = getattr(item.history, "latest", None)
    if latest is not None and latest <= day.toordinal():
        return item
    kept = tuple(entry for entry in item.history if entry.on <= day)
    if len(kept) == len(item.history):
        return item
    if not kept:
        return None
    fields = {**dict.fromkeys(TRACKED), **replayed(kept)}
    first_due = next(
        (str(c.new) for e in kept for c in e.changes if c.field == "due" and c.new is not None),
        None,
    )
    return replace(item, **_as_record(fields), original_due=first_due, history=kept)


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


def _as_record(fields: dict[str, Value]) -> dict[str, Any]:
    """Tracked fields under the record's own names, with the record's defaults for absent ones."""
    parts = {field: fields[field] for field in fields.keys() - _TRACKED if part_place(field)}
    record: dict[str, Any] = {
        field: value or () if field in LISTS else value
        for field, value in fields.items()
        if field not in parts
    }
    record["title_given"] = record.pop("title")
    record["status"] = record["status"] or "not-started"
    record["actions"], record["evidence"] = parts_with((), (), parts)
    return record


def _inspection_as_of(inspection: Inspection, day: date) -> Inspection | None:
    published = inspection.published_by
    if published and published > day:
        return None
    return replace(inspection, reported=tuple(r for r in inspection.reported if r.on <= day))

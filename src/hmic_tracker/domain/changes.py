"""What an update asks for, as changes to an item, and entries applied to it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from hmic_tracker.domain.items import (
    LISTS,
    OUTSIDE,
    TRACKED,
    Entry,
    FieldChange,
    Item,
    Value,
    part_values,
    value_of,
)
from hmic_tracker.domain.parts import field_order, part_place, parts_with
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.replay import outside_changes


class Stamp(NamedTuple):
    """Who enters something, when (UTC), and as which command."""

    by: str
    recorded: datetime
    op: str


def changes_to(item: Item, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """The changes that make the item's tracked fields as wanted; what is so already is left out.

    An empty value takes the field away. Fields come in the order of TRACKED, then those of parts.
    """
    known = part_values(item)
    parts = sorted((field for field in wanted if part_place(field)), key=field_order)
    return tuple(
        FieldChange(field, old, wanted[field] or None)
        for field in (*(field for field in TRACKED if field in wanted), *parts)
        if (old := known.get(field) or value_of(item, field)) != (wanted[field] or None)
    )


def apply(item: Item, entry: Entry) -> Item:
    """The item after an entry, the entry last in its history. The first due stays the original."""
    fields: dict[str, Any] = {
        "title_given" if change.field == "title" else change.field: (
            change.new or () if change.field in LISTS else change.new
        )
        for change in entry.changes
        if part_place(change.field) is None
    }
    parts = {change.field: change.new for change in entry.changes if part_place(change.field)}
    if parts:
        fields["actions"], fields["evidence"] = parts_with(item.actions, item.evidence, parts)
    if fields.get("due") and item.original_due is None:
        fields["original_due"] = fields["due"]
    return replace(item, **fields, history=(*item.history, entry))


def new_entry(
    item: Item, day: date, stamp: Stamp, event: str, changes: tuple[FieldChange, ...]
) -> Entry:
    """The next entry of an item's history, true of a day."""
    number = len(item.history) + 1
    return Entry(number, day, stamp.recorded, stamp.by, stamp.op, event, changes)


def recorded_outside(item: Item, day: date, stamp: Stamp) -> Item:
    """The item with what was changed by hand since its last entry recorded as one.

    An item without history, written by hand, gets its first entry so.
    """
    changes = outside_changes(item)
    if not changes:
        return item
    entry = new_entry(item, day, stamp, OUTSIDE, changes)._replace(source="hand edit")
    first = next((str(c.new) for c in changes if c.field == "due" and c.new), None)
    return replace(item, original_due=item.original_due or first, history=(*item.history, entry))

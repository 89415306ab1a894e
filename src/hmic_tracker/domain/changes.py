"""What an update asks for, as changes to an item, and entries applied to it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from hmic_tracker.domain.ancestry import current_keys
from hmic_tracker.domain.fields import TRACKED
from hmic_tracker.domain.items import (
    OUTSIDE,
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
from hmic_tracker.domain.replay import outside_changes


class Stamp(NamedTuple):
    """Who enters something, when (UTC), and as which command."""

    by: str
    recorded: datetime
    op: str


def changes_to(item: Item, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """The changes that make the item's tracked fields as wanted; what is so already is left out.

    An empty value takes the field away. A field that is not settled is settled by the value that
    counts as by any other. Fields come in the order of TRACKED, then those of parts.
    """
    known, open_fields = part_values(item), {field for field, _ in item.unsettled}
    parts = sorted((field for field in wanted if parse_part_field(field)), key=field_order)
    return tuple(
        FieldChange(field, old, wanted[field] or None)
        for field in (*(field for field in TRACKED if field in wanted), *parts)
        if (old := known.get(field) or value_of(item, field)) != (wanted[field] or None)
        or field in open_fields
    )


def apply(item: Item, entry: Entry) -> Item:
    """Return the item with a history entry applied and appended; the original due never changes.

    What it changes is settled by it.
    """
    values = {change.field: change.new for change in entry.changes}
    changed = attributes_with(values, item.actions, item.evidence)
    if changed.get("due") and item.original_due is None:
        changed["original_due"] = changed["due"]
    if item.unsettled:
        changed["unsettled"] = tuple(pair for pair in item.unsettled if pair[0] not in values)
    return item._replace(**changed, history=(*item.history, entry))


def next_entry(
    item: Item,
    on: date,
    stamp: Stamp,
    event: str,
    changes: tuple[FieldChange, ...],
    **remarks: str | None,
) -> Entry:
    """The next entry of an item's history; the remarks are its note, reason, source and so on."""
    n = max((entry.n for entry in item.history), default=0) + 1
    current = current_keys(item.history, {change.field for change in changes})
    after = tuple((c.field, current[c.field]) for c in changes if c.field in current)
    entry = Entry(n, on, stamp.recorded, stamp.by, stamp.op, event, changes, after=after)
    return replace(entry, **remarks)


def record_outside_changes(item: Item, day: date, stamp: Stamp) -> Item:
    """The item with what was changed by hand since its last entry recorded as one.

    An item without history, written by hand, gets its first entry so.
    """
    changes = outside_changes(item)
    if not changes:
        return item
    entry = next_entry(item, day, stamp, OUTSIDE, changes, source="hand edit")
    first = next((str(c.new) for c in changes if c.field == "due" and c.new), None)
    settled = {change.field for change in changes}
    return item._replace(
        original_due=item.original_due or first,
        unsettled=tuple(pair for pair in item.unsettled if pair[0] not in settled),
        history=(*item.history, entry),
    )

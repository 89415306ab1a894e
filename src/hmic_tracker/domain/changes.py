"""What an update asks for, as changes to an item, and the rules on what needs a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from hmic_tracker.domain.items import TRACKED, Entry, FieldChange, Item, Value, value_of
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.rules import is_completed, is_move, is_open
from hmic_tracker.domain.words import SIDE_EXITS, STATUS_PHRASES, Status
from hmic_tracker.errors import UsageError

OUTSIDE: Final = "changed outside the tool"


class Stamp(NamedTuple):
    """Who enters something, when (UTC), and as which command."""

    by: str
    recorded: datetime
    op: str


def changes_to(item: Item, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """The changes that make the item's tracked fields as wanted; what is so already is left out.

    An empty value takes the field away. Fields come in the order of TRACKED.
    """
    return tuple(
        FieldChange(field, value_of(item, field), wanted[field] or None)
        for field in TRACKED
        if field in wanted and value_of(item, field) != (wanted[field] or None)
    )


def needs_reason(item: Item, changes: tuple[FieldChange, ...]) -> str | None:
    """What of the changes has to be explained: a moved date, a reopening, a side exit."""
    for change in changes:
        if is_move(change) or (change.field == "due" and change.old and not change.new):
            return "moving a due date"
        if change.field == "status":
            if change.new in SIDE_EXITS:
                return f"setting {STATUS_PHRASES[_status(change.new)]}"
            if change.new in {"not-started", "in-progress"} and not is_open(item):
                return "reopening"
    return None


def check_order(item: Item, changes: tuple[FieldChange, ...]) -> None:
    """Raises UsageError where a status can't follow the present one: verified comes after done."""
    for change in changes:
        if change.field != "status" or change.new not in {"verified", "closed"}:
            continue
        if not is_completed(item):
            raise UsageError(
                f"{item.id} is {STATUS_PHRASES[item.status]}: "
                f"only what is done can be {change.new}",
                f"first: tracker update {item.id} --status done",
            )


def apply(item: Item, entry: Entry) -> Item:
    """The item after an entry, the entry last in its history. The first due stays the original."""
    fields: dict[str, Any] = {
        "title_given" if change.field == "title" else change.field: change.new
        for change in entry.changes
    }
    if "tags" in fields:
        fields["tags"] = fields["tags"] or ()
    if fields.get("due") and item.original_due is None:
        fields["original_due"] = fields["due"]
    return replace(item, **fields, history=(*item.history, entry))


def recorded_outside(item: Item, day: date, stamp: Stamp) -> Item:
    """The item with what was changed by hand since its last entry recorded as one.

    An item without history, written by hand, gets its first entry so.
    """
    changes = outside_changes(item)
    if not changes:
        return item
    entry = Entry(
        n=len(item.history) + 1,
        on=day,
        recorded=stamp.recorded,
        by=stamp.by,
        op=stamp.op,
        event=OUTSIDE,
        changes=changes,
        source="hand edit",
    )
    first = next((str(c.new) for c in changes if c.field == "due" and c.new), None)
    return replace(item, original_due=item.original_due or first, history=(*item.history, entry))


def _status(value: Value) -> Status:
    return value  # type: ignore[return-value]  # a status change holds statuses

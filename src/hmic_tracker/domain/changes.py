"""What an update asks for, as changes to an item, and entries applied to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from hmic_tracker.domain.ancestry import current_keys
from hmic_tracker.domain.due_course import HANDING_OVER, first_due
from hmic_tracker.domain.fields import MOVES_ONLY, TRACKED
from hmic_tracker.domain.items import (
    OUTSIDE,
    REDONE,
    TAKING_BACK,
    UNDONE,
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
from hmic_tracker.light_typing import Final, NamedTuple

_TURNS: Final = frozenset({UNDONE, REDONE})
"""The events by which a correction goes and comes back."""


class Stamp(NamedTuple):
    """Who enters something, when (UTC), and as which command.

    `typist` is who types it, where it is entered in somebody else's name; `document` tells the
    document that an import takes in from any other, with what a person corrected of its reading.
    """

    by: str
    recorded: datetime
    op: str
    typist: str = ""
    document: str = ""


def changes_to(
    item: Item, wanted: Mapping[str, Value], *, is_decision: bool = True
) -> tuple[FieldChange, ...]:
    """The changes that make the item's tracked fields as wanted; what is so already is left out.

    An empty value takes the field away. A field that is not settled is settled by the value that
    counts as by any other. Fields come in the order of TRACKED, then those of parts. A date that
    was asked for goes once the item isn't open, and with a due that is set by `is_decision`: one
    that comes from another item answers nothing. A deferral ends once the item isn't open.
    """
    changes = field_changes(item, wanted)
    over: dict[str, Value] = {}
    if item.requested_due is not None or item.requested_reason is not None:
        from hmic_tracker.domain.date_requests import ended_request

        ended = ended_request(item, changes, is_decision=is_decision)
        over |= {change.field: None for change in ended}
    if item.deferred_until is not None or item.deferred_by is not None:
        from hmic_tracker.domain.deferrals import ended_deferral

        over |= {change.field: None for change in ended_deferral(item, changes)}
    return field_changes(item, {**wanted, **over}) if over else changes


def field_changes(item: Item, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """The changes to the fields that are named, whatever follows from them."""
    known, open_fields = part_values(item), {field for field, _ in item.unsettled}
    parts = sorted((field for field in wanted if parse_part_field(field)), key=field_order)
    return tuple(
        FieldChange(field, old, wanted[field] or None)
        for field in (*(field for field in TRACKED if field in wanted), *parts)
        if (old := known.get(field) or value_of(item, field)) != (wanted[field] or None)
        or field in open_fields
    )


def with_restated(
    item: Item, changes: Sequence[FieldChange], fields: Iterable[str]
) -> tuple[FieldChange, ...]:
    """The changes, and the fields of parts that are entered again as they are."""
    known, changed = part_values(item), {change.field for change in changes}
    again = [FieldChange(f, known[f], known[f]) for f in fields if f in known and f not in changed]
    return (*changes, *sorted(again, key=lambda change: field_order(change.field)))


def apply(item: Item, entry: Entry) -> Item:
    """Return the item with a history entry applied and appended; the original due never changes.

    One that was undone, or given by a link that is gone, was none; and from a link on that of what
    the item stands for is its own, where it is the earlier one. What it changes is settled.
    """
    values = {change.field: change.new for change in entry.changes}
    changed = attributes_with(values, item.actions, item.evidence)
    history = (*item.history, entry)
    if entry.corrects is not None or entry.event in _TURNS:
        from hmic_tracker.domain.corrections import with_corrections  # few commands pay for it

        history = with_corrections(history)
    if changed.get("due") and item.original_due is None:
        changed["original_due"] = changed["due"]
    if not (TAKING_BACK | HANDING_OVER).isdisjoint(e.event for e in history):
        given = {c.new for e in history for c in e.changes if c.field == "due"}
        if item.original_due is None or item.original_due in given:
            changed["original_due"] = first_due(history)
    if item.unsettled:
        changed["unsettled"] = tuple(pair for pair in item.unsettled if pair[0] not in values)
    return item._replace(**changed, history=history)


def next_entry(
    item: Item,
    on: date,
    stamp: Stamp,
    event: str,
    changes: tuple[FieldChange, ...],
    **remarks: str | None,
) -> Entry:
    """The next entry of an item's history; the remarks are its note, reason, source and so on."""
    entry = entry_after(item.history, on, stamp, event, changes, **remarks)
    if not stamp.document or event == OUTSIDE:
        return entry
    from hmic_tracker.domain.origins import origin_of  # what takes in no document doesn't pay

    return entry._replace(origin=origin_of(item, entry, stamp.document))


def entry_after(
    history: Sequence[Entry],
    on: date,
    stamp: Stamp,
    event: str,
    changes: tuple[FieldChange, ...],
    **remarks: str | None,
) -> Entry:
    """The next entry of a history, which names the entries whose values it replaces."""
    n = max((entry.n for entry in history), default=0) + 1
    current = current_keys(history, {change.field for change in changes})
    after = tuple((c.field, current[c.field]) for c in changes if c.field in current)
    entry = Entry(n, on, stamp.recorded, stamp.by, stamp.op, event, changes, after=after)
    return replace(entry, **remarks)


def record_edit(
    before: Item | None, typed: Item, day: date, stamp: Stamp
) -> tuple[Item, tuple[FieldChange, ...]]:
    """An item as a person left it in an editor, and what of its fields the person changed.

    What was changed by hand `before`, and left so, is not theirs: it is recorded first.
    """
    earlier = set(outside_changes(before)) if before else set()
    changes = (
        (*_moves(before, typed), *outside_changes(typed)) if before else outside_changes(typed)
    )
    by_hand = tuple(change for change in changes if change in earlier)
    mine = tuple(change for change in changes if change not in earlier)
    return (with_hand_edit(typed, by_hand, day, stamp) if by_hand else typed), mine


def _moves(before: Item, typed: Item) -> tuple[FieldChange, ...]:
    """The first moves of an item to another framework or inspection: its history has none yet."""
    entered = {change.field for entry in typed.history for change in entry.changes}
    return tuple(
        FieldChange(field, old, new)
        for field in (field for field in TRACKED if field in MOVES_ONLY - entered)
        if (old := value_of(before, field)) != (new := value_of(typed, field))
    )


def record_outside_changes(item: Item, day: date, stamp: Stamp) -> Item:
    """The item with what was changed by hand since its last entry recorded as one.

    An item without history, written by hand, gets its first entry so.
    """
    changes = outside_changes(item)
    return with_hand_edit(item, changes, day, stamp) if changes else item


def with_hand_edit(
    item: Item, changes: tuple[FieldChange, ...], day: date, stamp: Stamp, note: str | None = None
) -> Item:
    """The item with some of what was changed by hand recorded as one entry."""
    entry = next_entry(item, day, stamp, OUTSIDE, changes, source="hand edit", note=note)
    first = next((str(c.new) for c in changes if c.field == "due" and c.new), None)
    settled = {change.field for change in changes}
    return item._replace(
        original_due=item.original_due or first,
        unsettled=tuple(pair for pair in item.unsettled if pair[0] not in settled),
        history=(*item.history, entry),
    )

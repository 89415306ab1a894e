"""What is entered in the history of an inspection, and how it stood on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hmic_tracker.domain.ancestry import OneLine, entries_until, is_one_line
from hmic_tracker.domain.changes import Stamp, entry_after
from hmic_tracker.domain.inspection_fields import inspection_fields, with_inspection_fields
from hmic_tracker.domain.items import OUTSIDE, Entry, FieldChange, Value, effective_entries
from hmic_tracker.domain.record_history import (
    by_hand,
    changes_between,
    fields_as_of,
    origin_of,
    unsettled_in,
    with_changes,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection

Unsettled = Mapping[str, tuple[tuple[str, Value], ...]]
"""Fields to which two people gave different values: the entries, and what each gave."""
_NONE: Final[Unsettled] = {}


def recorded(
    before: Inspection | None,
    after: Inspection,
    on: date,
    stamp: Stamp,
    event: str = "updated",
    *,
    today: date | None = None,
    document: str | None = None,
    source: str | None = None,
) -> Inspection:
    """An inspection that is new or changed with the entries that say so, dated `on`.

    What was changed by hand before is entered first, dated `today` where that is another day. The
    SHA-256 of the `document` that a change is from tells that two people entered the same.
    """
    if before is None:
        history, was = tuple(after.history), {}
    else:
        was = inspection_fields(before)
        history = with_changes(before.history, was, was, today or on, stamp)
    now = inspection_fields(after)
    origin = None
    if document is not None:
        given = (FieldChange("document", after.id, document), *changes_between(was, now))
        origin = origin_of(given)
    history = with_changes(history, was, now, on, stamp, event, source=source, origin=origin)
    return after._replace(history=history)


def settled(before: Inspection, after: Inspection, on: date, stamp: Stamp) -> Inspection:
    """An inspection of which what counts is chosen where two people gave different values.

    `after` is it with what else changes.
    """
    then = recorded(before, after, on, stamp)
    open_fields = unsettled_fields(then)
    if not open_fields:
        return then
    now = inspection_fields(then)
    changes = tuple(FieldChange(f, now.get(f), now.get(f)) for f in open_fields)
    entry = entry_after(then.history, on, stamp, "settled", changes)
    return then._replace(history=(*then.history, entry))


def outside_changes(inspection: Inspection) -> tuple[FieldChange, ...]:
    """What was changed by hand since the last entry; nothing is known of one without history."""
    history = inspection.history
    return by_hand(history, inspection_fields(inspection)) if history else ()


def unsettled_fields(inspection: Inspection) -> Unsettled:
    """What is not settled of an inspection; what counts until then is what it has."""
    history = inspection.history
    return _NONE if is_one_line(history) else unsettled_in(history)


def givers(history: Sequence[Entry]) -> dict[str, Entry]:
    """The entry that gave each field its value, where one did; what was undone did not.

    Where from it has what it had before its first entry isn't known.
    """
    given: dict[str, Entry] = {}
    for entry in effective_entries(history):
        for change in entry.changes:
            given[change.field] = entry
    return {field: entry for field, entry in given.items() if not is_first_of_all(entry)}


def is_first_of_all(entry: Entry) -> bool:
    """Whether an entry has what a record had that was there before histories were kept."""
    return entry.event == OUTSIDE and entry.origin is not None


def inspection_as_of(inspection: Inspection, day: date) -> Inspection:
    """The inspection with the fields that it had at the end of a day."""
    history = inspection.history
    # A history read from the index knows its latest day, and isn't unpacked for that.
    latest: int | None = getattr(history, "latest", None)
    if latest is not None and latest <= day.toordinal():
        return inspection
    if all(entry.on <= day for entry in history):
        return inspection
    fields = fields_as_of(history, inspection_fields(inspection), day)
    kept = (
        OneLine(entry for entry in history if entry.on <= day)
        if is_one_line(history)
        else entries_until(history, day)
    )
    return with_inspection_fields(inspection, fields)._replace(history=kept)

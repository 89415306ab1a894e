"""Who gave the parts of an inspection their values, as far as its history tells."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.inspection_fields import HEAD, inspection_fields
from hmic_tracker.domain.inspection_history import givers, is_first_of_all, outside_changes
from hmic_tracker.domain.inspection_parts import HEAD_PARTS, PartKey, PartValue
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import IMPORTS, Entry, FieldChange
from hmic_tracker.domain.record_history import RecordFields, changes_between
from hmic_tracker.light_typing import Any, Final, NamedTuple

_LISTS: Final = {"grade": "grades", "national": "national", "reported": "reported"}


class Given(NamedTuple):
    """What a history says of the fields of a part that a document would change.

    Whether a person gave one of them its value, the days of the documents that did, and whether it
    says so of all: it may not go back to where a value is from.
    """

    by_hand: bool
    days: tuple[date, ...]
    is_whole: bool


class PartGivers:
    """The entries that gave an inspection the values that it has."""

    def __init__(self, inspection: Inspection) -> None:
        """Look through the history once."""
        history = inspection.history
        self._typed = {change.field for change in outside_changes(inspection)}
        self._entries = givers(history)
        self._goes_back = bool(history) and not is_first_of_all(history[0])

    def of_change(self, key: PartKey, known: PartValue | None, new: PartValue) -> Given:
        """Return what is known of the fields that differ between two values of a part."""
        changes = _changes(key, known, new)
        fields = [change.field for change in changes]
        entries = [self._entries[field] for field in fields if field in self._entries]
        by_hand = any(field in self._typed for field in fields)
        by_hand = by_hand or any(entry.event not in IMPORTS for entry in entries)
        days = tuple(entry.on for entry in entries)
        is_whole = self._goes_back or len(entries) == len(fields)
        return Given(by_hand, days, bool(changes) and is_whole)

    def of_head(self, field: str) -> Entry | None:
        """Return the entry that gave a field in no list what it has, None where none is known."""
        return None if self.is_typed(field) else self._entries.get(HEAD.get(field, field))

    def is_typed(self, field: str) -> bool:
        """Whether a field was changed by hand since the last entry."""
        return HEAD.get(field, field) in self._typed


def _changes(key: PartKey, known: PartValue | None, new: PartValue) -> tuple[FieldChange, ...]:
    return changes_between(_fields(key, known), _fields(key, new))


def _fields(key: PartKey, value: PartValue | None) -> RecordFields:
    """The fields of a part; none of what is no part of an inspection, such as a framework."""
    named: dict[str, Any] = {}
    if key.part in _LISTS and value is not None:
        named = {_LISTS[key.part]: value if key.part == "reported" else (value,)}
    elif key.part == "title" or key.part in HEAD_PARTS:
        named = {key.part: value}
    return inspection_fields(Inspection("", "")._replace(**named))

"""One inspection as TOML values and back.

`entries` stands with the head's keys, and the history last, as in an item's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hmic_tracker.domain.grades import STATES
from hmic_tracker.domain.inspection_fields import is_inspection_field, is_value_of
from hmic_tracker.domain.inspections import INSPECTION_LISTS, Inspection
from hmic_tracker.domain.words import KINDS
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.store.entry_codec import WAS
from hmic_tracker.store.record_codec import record_entry_values, record_history
from hmic_tracker.store.toml import (
    Fields,
    KeyPath,
    RowsChange,
    Unreadable,
    edited,
    new_text,
    parse,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry

_Read = Callable[[Fields, str], Any]
_MOST_FORCES: Final = 1_000_000


def _text(table: Fields, key: str) -> str | None:
    return table.get(key, str)


def _text_or_empty(table: Fields, key: str) -> str:
    return table.get(key, str) or ""


def _needed(table: Fields, key: str) -> str:
    return table.need(key, str)


def _state(table: Fields, key: str) -> str:
    return table.word(key, STATES) or ("graded" if table.get("grade", str) else "unknown")


def _kind(table: Fields, key: str) -> str:
    return table.need_word(key, KINDS)


def _line(table: Fields, key: str) -> int:
    return table.count(key) or 0


def need_forces(table: Fields, key: str) -> tuple[int, ...]:
    """How many forces got each grade, as printed; raises Unreadable for other than counts."""
    numbers = table.need(key, list)
    if not all(type(n) is int and 0 <= n <= _MOST_FORCES for n in numbers):
        raise table.fault(key, "has to be a list of whole numbers, 0 or more")
    return tuple(numbers)


_HEAD: Final = tuple(key for key in Inspection._fields if key not in {*INSPECTION_LISTS, "history"})
_READ_HEAD: Final[tuple[_Read, ...]] = (
    *(Fields.need_id, _needed, _text, _text, Fields.due, _text, Fields.due, Fields.count),
    Fields.texts,
)
_READ: Final[dict[str, tuple[_Read, ...]]] = {
    "grades": (_needed, _needed, _state, _text, _text, _text),
    "national": (_needed, _needed, Fields.texts, need_forces, Fields.count, _text),
    "reported": (
        *(_needed, _kind, Fields.need_day, Fields.need_count, Fields.need_count),
        *(_text_or_empty, _text_or_empty),
    ),
    "warnings": (_line, _needed),
    "sources": (_needed, Fields.day, _text_or_empty, _text_or_empty),
}
"""How the fields of an inspection, and of each record in its lists, are read, in their order."""


def inspection_of(text: str) -> Inspection:
    """The inspection in a file's text; raises Unreadable."""
    fields = Fields(parse(text), text)
    lists = (
        tuple(record(*_values(table, record._fields, _READ[key])) for table in fields.tables(key))
        for key, record in INSPECTION_LISTS.items()
    )
    inspection = Inspection(*_values(fields, _HEAD, _READ_HEAD), *lists)
    return inspection._replace(history=_history(fields))


def _history(fields: Fields) -> tuple[Entry, ...]:
    """The history; raises Unreadable for a value that its field can't have."""
    history = []
    for place, entry in enumerate(record_history(fields), 1):
        changes = tuple(c for c in entry.changes if is_inspection_field(c.field))
        for change in changes:
            for key, value in ((change.field, change.new), (change.field + WAS, change.old)):
                if not is_value_of(change.field, value):
                    line = fields.tables("history")[place - 1].line(key)
                    problem = f"history entry {place}: '{key}' has a value that it can't have"
                    raise Unreadable(problem, line, "wrong-value")
        history.append(entry if changes == entry.changes else entry._replace(changes=changes))
    return tuple(history)


def _values(fields: Fields, keys: Iterable[str], reads: Iterable[_Read]) -> list[Any]:
    return [read(fields, key) for key, read in zip(keys, reads, strict=True)]


def new_inspection_text(inspection: Inspection) -> str:
    """The text of a new inspection's file."""
    return new_text(values_of(inspection))


def edited_inspection_text(text: str, before: Inspection, after: Inspection) -> str:
    """The file's text with what changed; what people added to its rows stays there."""
    old, new = values_of(before), values_of(after)
    changed: dict[KeyPath, Any] = {
        (key,): new.get(key) for key in (*_HEAD, "entries") if old.get(key) != new.get(key)
    }
    lists: dict[str, RowsChange] = {
        key: (old.get(key, []), new.get(key, []))
        for key in INSPECTION_LISTS
        if old.get(key) != new.get(key)
    }
    added = [record_entry_values(entry) for entry in after.history[len(before.history) :]]
    return edited(text, changed, {"history": added}, last="history", lists=lists)


def values_of(inspection: Inspection) -> dict[str, Any]:
    """The inspection's values in the file's order; what is absent is left out."""
    head = {key: getattr(inspection, key) for key in _HEAD}
    head["aliases"] = list(inspection.aliases) or None
    lists = {key: [_row(row) for row in getattr(inspection, key)] for key in INSPECTION_LISTS}
    values = {
        **head,
        "entries": len(inspection.history) or None,
        **{key: rows for key, rows in lists.items() if rows},
        "history": [record_entry_values(entry) for entry in inspection.history] or None,
    }
    return {key: value for key, value in values.items() if value is not None}


def _row(record: Any) -> dict[str, Any]:
    values = record._asdict()
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None
    }

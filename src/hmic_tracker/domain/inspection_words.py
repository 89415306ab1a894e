"""What changed in an inspection, in words: "grade of Custody in 2009: Fair → Good"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.grades import STATE_PHRASES
from hmic_tracker.domain.inspection_fields import LISTS, is_inspection_field
from hmic_tracker.domain.items import Entry, FieldChange, Value
from hmic_tracker.domain.record_history import path_of
from hmic_tracker.domain.words import KIND_NAMES, plural
from hmic_tracker.light_typing import Final

Names = Mapping[str, str]
"""The names of the plan's frameworks, by slug."""
Changed = Mapping[str, FieldChange]
"""The changes of a row of a list, by the name of the field."""

_HEAD: Final = {
    "publication": "publication date",
    "url": "page",
    "expected": "number of forces",
    "aliases": "also called",
}
_ROWS: Final = {
    "grades": {"state": "grade", "grade": "grade"},
    "national": {"printed": "national row", "grades": "columns of the national row"},
    "reported": {"completed": "count", "total": "count", "sentence": "words"},
}
_IN_VALUE: Final = {
    "grades": {"state", "grade"},
    "national": {"printed"},
    "reported": {"completed", "total", "sentence", "source"},
}
"""The fields of a row that are its value; the others are beside it."""
_NAMES: Final = {"grades": "grade", "national": "national row", "reported": "count"}
_STATES: Final[Mapping[str, str]] = {str(word): text for word, text in STATE_PHRASES.items()}
_KINDS: Final[Mapping[str, str]] = {str(word): text for word, text in KIND_NAMES.items()}
DATES: Final = frozenset({"publication", "revisit"})
"""The fields that are days or months."""


def changes_words(changes: Iterable[FieldChange], names: Names, first: bool = False) -> list[str]:
    """Each change in words, the fields of a row as far as they say one thing as one.

    Of the `first` that is known of an inspection only how much it is.
    """
    rows: dict[tuple[str, ...], dict[str, FieldChange]] = {}
    words: list[str] = []
    for change in changes:
        path = path_of(change.field)
        if not path[1:]:
            words.append(_one(field_words(change.field, names), change))
        elif is_inspection_field(change.field):
            rows.setdefault(path[:-1], {})[path[-1]] = change
    if first:
        return [*words, *_how_many(rows)]
    return [*words, *(text for path, row in rows.items() for text in _row_words(path, row, names))]


def field_words(field: str, names: Names) -> str:
    """What people call a field: "grade of Custody in 2009", "publication date"."""
    path = path_of(field)
    if not path[1:]:
        return _HEAD.get(field, field)
    of = _place_words(path, names)
    name = _ROWS[path[0]].get(path[-1])
    return (
        f"{name} {of}" if name else f"{_HEAD.get(path[-1], path[-1])} of the {_NAMES[path[0]]} {of}"
    )


def value_words(field: str, value: Value) -> str:
    """A value as people read it; none where there is none."""
    if value is None or isinstance(value, tuple):
        return ", ".join(value or ()) or "none"
    name = path_of(field)[-1]
    if name in DATES:
        return say_due(value)
    return _STATES.get(value, value) if name == "state" else value


def entry_words(entry: Entry, names: Names) -> list[str]:
    """What an entry of an inspection's history changed, in words."""
    return changes_words(entry.changes, names, first=entry.n == 1)


def _one(name: str, change: FieldChange) -> str:
    old, new = (value_words(change.field, value) for value in (change.old, change.new))
    return f"{name} {new}" if change.old in (None, change.new) else f"{name} {old} → {new}"


def _how_many(rows: Iterable[Sequence[str]]) -> list[str]:
    numbers = dict.fromkeys(LISTS, 0)
    for path in rows:
        numbers[path[0]] += 1
    return [plural(number, _NAMES[key]) for key, number in numbers.items() if number]


def _place_words(path: Sequence[str], names: Names) -> str:
    """What a row is about: "of Custody in 2009"."""
    framework = names.get(path[1], path[1])
    if path[0] != "reported":
        return f"of {framework} in {path[2]}"
    kind = _KINDS.get(path[2], path[2])
    by = f" ({path[4]})" if path[4] else ""
    return f"of {framework}, {kind}, on {say_day(date.fromisoformat(path[3]))}{by}"


def _row_words(path: Sequence[str], row: Changed, names: Names) -> list[str]:
    """The changes of a row: what it says, then what is beside that and was there before."""
    values, of = _VALUES[path[0]](row), _place_words(path, names)
    words = []
    if values is not None:
        old, new = values
        before = f"{old} → " if old not in ("", new) else ""
        words.append(f"{_NAMES[path[0]]} {of}: {before}{new or 'none'}")
        if not (old and new):
            return words  # all of the row came or went
    beside = (change for name, change in row.items() if name not in _IN_VALUE[path[0]])
    return [*words, *(_one(field_words(change.field, names), change) for change in beside)]


def _grade_words(row: Changed) -> tuple[str, str] | None:
    if not {"state", "grade"} & row.keys():
        return None
    grade, state = row.get("grade"), row.get("state")
    old, new = (
        str((grade and grade[at]) or (state and state[at] and _state(state[at])) or "")
        for at in (1, 2)
    )
    return old, new


def _state(value: Value) -> str:
    return value_words("grades.x.y.state", value)


def _printed_words(row: Changed) -> tuple[str, str] | None:
    change = row.get("printed")
    return None if change is None else (str(change.old or ""), str(change.new or ""))


def _count_words(row: Changed) -> tuple[str, str] | None:
    completed, total = row.get("completed"), row.get("total")
    if completed is None and total is None:
        return "", "in other words"
    if completed is None:
        return f"of {total and total.old}", f"of {total and total.new}"
    olds, news = (
        f"{completed[at]} of {total[at]}" if total else f"{completed[at]} completed"
        for at in (1, 2)
    )
    return ("" if completed.old is None else olds, "" if completed.new is None else news)


_VALUES: Final = {"grades": _grade_words, "national": _printed_words, "reported": _count_words}

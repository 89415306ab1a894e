"""Histories of what is no item: an inspection, and what `tracker.toml` has.

Such a record has many fields under names of names, "people.head-of-cid.mail": a field's path as
TOML writes it. Their values are texts, and lists of texts: numbers and days as they are printed. An
entry of their history is as an item's is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from hmic_tracker.domain.ancestry import Candidate, candidates, entries_until, unsettled
from hmic_tracker.domain.changes import Stamp, entry_after
from hmic_tracker.domain.items import IMPORTS, OUTSIDE, Entry, FieldChange, Value, effective_entries
from hmic_tracker.light_typing import Final

Path = tuple[str, ...]
"""The names that lead to a field: ("people", "head-of-cid", "mail")."""
RecordFields = Mapping[str, Value]
"""What a record has, by field; what is absent is not in it."""

SETS: Final = frozenset({"aliases", "holidays", "meetings", "scales"})
"""The last names of fields whose values are put together where two people gave different ones."""
_PART: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^."\\]+)')
_PLAIN: Final = re.compile(r'(?!.*_(?:was|after)$)[^."\\]+', re.DOTALL)
_NAMED_TABLE: Final = 3
_SIGN: Final = re.compile(r'(["\\])')


def field_of(path: Path) -> str:
    """The field that a path leads to: `grades.np.2007`; a name with a dot or a quote is quoted."""
    return ".".join(part if _PLAIN.fullmatch(part) else f'"{_escaped(part)}"' for part in path)


@lru_cache(maxsize=4096)
def path_of(field: str) -> Path:
    """The path of a field; raises ValueError where a text is none."""
    path = tuple(
        re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL) if match[2] is None else match[2]
        for match in _PART.finditer(field)
    )
    if not path or field_of(path) != field:
        raise ValueError("no field")
    return path


def is_in(path: Path, tables: Collection[Path]) -> bool:
    """Whether a path leads into one of some tables, or into a table in one of them."""
    return any(path[: len(table)] == table for table in tables)


def is_table_name(path: Path) -> bool:
    """Whether it leads to what a table is called: without it there is no such table."""
    return len(path) == _NAMED_TABLE and path[-1] == "name"


def _escaped(name: str) -> str:
    return _SIGN.sub(r"\\\1", name)


def known_fields(history: Sequence[Entry]) -> dict[str, Value]:
    """What the history alone says of the fields that it mentions; None of what is gone."""
    return {
        field: _counted(field, values)
        for field, values in candidates(history, of_items=False).items()
    }


def unsettled_in(history: Sequence[Entry]) -> dict[str, tuple[tuple[str, Value], ...]]:
    """The fields to which two people gave different values: the entries, and what they gave."""
    current = {f: v for f, v in candidates(history, of_items=False).items() if not _is_set(f)}
    return {
        field: tuple((one.key, one.value) for one in values)
        for field, values in unsettled(current).items()
    }


def by_hand(history: Sequence[Entry], now: RecordFields) -> tuple[FieldChange, ...]:
    """What was changed outside the tool: where the record differs from what its history says."""
    known = known_fields(history)
    return changes_between({f: v for f, v in known.items() if v not in (None, ())}, now)


def changes_between(before: RecordFields, after: RecordFields) -> tuple[FieldChange, ...]:
    """What makes the fields of a record those of another state, in the order of the fields."""
    return tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in dict.fromkeys((*before, *after))
        if before.get(field) != after.get(field)
    )


def with_changes(
    history: Sequence[Entry],
    before: RecordFields,
    after: RecordFields,
    on: date,
    stamp: Stamp,
    event: str = "updated",
    **remarks: str | None,
) -> tuple[Entry, ...]:
    """The history of a record that a command changes: what was changed by hand is entered first.

    A record without a history gets its first entry so, with all that it had. It has the same
    `origin` wherever the same record had no history, so that it is one where two people meet.
    """
    entries = with_hand_edits(history, before, on, stamp)
    changes = changes_between(before, after)
    if changes:
        entries = (*entries, entry_after(entries, on, stamp, event, changes, **remarks))
    return entries


def with_hand_edits(
    history: Sequence[Entry], now: RecordFields, on: date, stamp: Stamp
) -> tuple[Entry, ...]:
    """The history with what was changed by hand since its last entry entered, if anything was."""
    return with_typed(history, by_hand(history, now), on, stamp)


def with_typed(
    history: Sequence[Entry],
    typed: tuple[FieldChange, ...],
    on: date,
    stamp: Stamp,
    note: str | None = None,
) -> tuple[Entry, ...]:
    """The history with some of what was changed by hand as its last entry."""
    entries = tuple(history)
    if not typed:
        return entries
    origin = None if entries else origin_of(typed)
    remark = {"source": "hand edit", "origin": origin, "note": note}
    return (*entries, entry_after(entries, on, stamp, OUTSIDE, typed, **remark))


def origin_of(changes: Iterable[FieldChange]) -> str:
    """What tells that two people entered the same of the same record."""
    import hashlib  # a history begins once

    text = repr(sorted((change.field, change.old, change.new) for change in changes))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fields_as_of(
    history: Sequence[Entry], now: RecordFields, day: date, dated: Collection[str] = ()
) -> dict[str, Value]:
    """The fields of a record at the end of a day.

    Of a field that was first entered later, the first value is taken to have held before: a report
    that is imported today says what was so since its publication. Fields of `dated` names (the
    first of their path) began on the day that they were entered; not those that were there before
    the history began, which its first entry only took down. So did what a command gave a table that
    the history had before.
    """
    if all(entry.on <= day for entry in history):
        return dict(now)
    known, then = known_fields(history), candidates(entries_until(history, day), of_items=False)
    first: dict[str, Value] = {}
    for entry in effective_entries(history):  # what was undone never was
        is_taken_down = entry is history[0] and entry.event == OUTSIDE
        is_of_today = entry.event not in {OUTSIDE, *IMPORTS}
        tables = {path_of(field)[:-1] for field in first if field.endswith(".name")}
        for change in entry.changes:
            old = change.old if change.old is not None else change.new
            path = path_of(change.field)
            is_dated = not is_taken_down and path[0] in dated
            is_dated = is_dated or (is_of_today and path[:-1] in tables)
            first.setdefault(change.field, change.old if is_dated else old)
    fields: dict[str, Value] = {}
    for field in dict.fromkeys((*now, *first)):
        if field not in first or (field in now and now[field] != known.get(field)):
            value = now.get(field)  # no entry tells since when
        else:
            value = _counted(field, then[field]) if field in then else first[field]
        if value is not None:
            fields[field] = value
    return fields


def _is_set(field: str) -> bool:
    return path_of(field)[-1] in SETS


def _counted(field: str, current: Sequence[Candidate]) -> Value:
    values = list(dict.fromkeys(one.value for one in current))
    if len(values) > 1 and _is_set(field):
        return tuple(dict.fromkeys(word for value in values for word in value or ()))
    return values[0]

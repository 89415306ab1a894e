"""Entries of a history that a later one sets right: a wrong day, author or text.

The later entry names the one it is about and says what is right of it; the file keeps both as they
were entered. Whoever reads the history has the right day, author and text in the entry, and beside
them what was entered; so the plan as of a day is what it would be had nobody slipped. Where an
entry is corrected more than once, the last by order counts for each of the three: it is a remark of
an entry and no value of the item, so that two people's leave nothing of the item open. Both stay
readable, and a further correction settles it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.items import (
    OUTSIDE,
    REDONE,
    UNDONE,
    AsEntered,
    Correction,
    Entry,
    subject_op,
    twins,
    undone_ops,
)
from hmic_tracker.light_typing import Final, Literal, NamedTuple

CORRECTED: Final = "corrected"
"""The event of an entry that sets an earlier one right."""
_TURNS: Final = frozenset({UNDONE, REDONE})
"""The events of entries that are of the day of what they take back."""


class Difference(NamedTuple):
    """What of an entry is said otherwise, as people read it."""

    what: Literal["day", "author", "text"]
    old: str
    new: str


class Corrected(NamedTuple):
    """An entry that was set right: its place, counted from 1, the entry, and those that did it."""

    place: int
    entry: Entry
    by: tuple[Entry, ...]


def with_corrections(history: Sequence[Entry]) -> tuple[Entry, ...]:
    """The history with its entries set right, each with what was entered beside it.

    What takes an entry back is of that entry's day. A history set right already stays as it is.
    """
    entries = tuple(history)
    about = _subjects(entries)
    if not about:
        return entries
    undone, right = undone_ops(entries), dict[int, list[Correction]]()
    for correcting, places in about:
        for place in places:
            right.setdefault(place, [])
            if correcting.corrects is not None and correcting.op not in undone:
                right[place].append(correcting.corrects)
    made = [*entries]
    for place, corrections in right.items():
        made[place] = _set_right(as_entered(entries[place]), corrections)
    return tuple(_with_turns_moved(made, {made[place].op for place in right}))


def corrected_entries(history: Sequence[Entry]) -> tuple[Corrected, ...]:
    """The entries of a history that were set right, in its order."""
    by: dict[int, list[Entry]] = {}
    undone = undone_ops(history)
    for correcting, places in _subjects(history):
        if correcting.op not in undone:
            by.setdefault(places[0], []).append(correcting)
    return tuple(Corrected(place + 1, history[place], tuple(by[place])) for place in sorted(by))


def places_corrected(history: Sequence[Entry]) -> dict[int, int]:
    """The place of the entry that each correction is about, by its own; both counted from 1."""
    own = {id(entry): place for place, entry in enumerate(history, 1)}
    return {own[id(correcting)]: places[0] + 1 for correcting, places in _subjects(history)}


def can_be_corrected(entry: Entry) -> bool:
    """Whether an entry can be set right: neither a correction, nor what takes something back."""
    return entry.corrects is None and entry.event not in _TURNS


def as_entered(entry: Entry) -> Entry:
    """The entry as it was entered, and as its file has it."""
    was = entry.entered
    if was is None:
        return entry
    day = date.fromisoformat(was.on)
    return entry._replace(on=day, by=was.by, note=was.note, reason=was.reason, entered=None)


def state_of(entry: Entry) -> AsEntered:
    """What of an entry can be set right, as it is now."""
    return AsEntered(entry.on.isoformat(), entry.by, entry.note, entry.reason)


def differences(before: AsEntered, after: Correction | AsEntered) -> list[Difference]:
    """What of an entry is said otherwise, old and new; what a correction leaves alone is not."""
    pairs = []
    if after.on not in (None, before.on):
        old, new = (say_day(date.fromisoformat(day)) for day in (before.on, after.on or ""))
        pairs.append(Difference("day", old, new))
    if after.by not in (None, before.by):
        pairs.append(Difference("author", before.by or "nobody named", after.by or "nobody named"))
    for was, now in ((before.note, after.note), (before.reason, after.reason)):
        if now not in (None, was):
            pairs.append(Difference("text", was or "none", now or "none"))
    return pairs


def _subjects(history: Sequence[Entry]) -> list[tuple[Entry, tuple[int, ...]]]:
    """Each correction with the places of the entries that it is about, none without any.

    Entries of equal origin are one: what sets one right does so for all.
    """
    if all(entry.corrects is None for entry in history):
        return []
    places = {key: place for place, key in enumerate(entry_keys(history))}
    again = twins(history)
    alike: dict[int, list[int]] = {}
    for place, first in again.items():
        alike.setdefault(first, []).append(place)
    about = []
    for own, entry in enumerate(history):
        place = places.get(entry.corrects.entry, own) if entry.corrects else own
        if place >= own or not can_be_corrected(history[place]):
            continue
        first = again.get(place, place)
        about.append((entry, (place, *(p for p in (first, *alike.get(first, ())) if p != place))))
    return about


def _set_right(entry: Entry, corrections: Sequence[Correction]) -> Entry:
    was = state_of(entry)
    for one in corrections:
        given = {name: getattr(one, name) for name in ("by", "note", "reason")}
        entry = entry._replace(**{name: text for name, text in given.items() if text is not None})
        entry = entry._replace(on=date.fromisoformat(one.on)) if one.on is not None else entry
    return entry if state_of(entry) == was else entry._replace(entered=was)


def _with_turns_moved(entries: Sequence[Entry], ops: Collection[str]) -> Iterator[Entry]:
    """The entries, those that take back what was set right, of its day."""
    days: dict[str, date] = {}
    for entry in entries:
        if entry.op in ops and entry.event not in {OUTSIDE, *_TURNS}:
            days[entry.op] = max(entry.on, days.get(entry.op, entry.on))
    for entry in entries:
        day = days.get(subject_op(entry)) if entry.event in _TURNS else None
        if day is None:
            yield entry
            continue
        known = as_entered(entry)
        moved = known._replace(on=day, entered=state_of(known))
        yield known if known.on == day else moved

"""The entry by which an earlier one of a history is set right, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.changes import Stamp, entry_after
from hmic_tracker.domain.corrections import (
    CORRECTED,
    as_entered,
    can_be_corrected,
)
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.items import Correction, Entry, effective_entries
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError, NotFoundError, UsageError
from hmic_tracker.light_typing import NamedTuple


class WantedCorrection(NamedTuple):
    """What shall be right of an entry, by its place from 1; what is None is left as it is."""

    about: str
    place: int
    on: date | None = None
    by: str | None = None
    text: str | None = None
    reason: str | None = None


def correcting_entry(
    history: Sequence[Entry], wanted: WantedCorrection, day: date, stamp: Stamp
) -> Entry | None:
    """The entry that sets another right; None where all is so already.

    Raises NotFoundError for a place that isn't there, InputError for an entry or a day that can't
    be corrected so, and UsageError where it is somebody else's and no reason is given.
    """
    known = entry_to_correct(history, wanted)
    right = _correction(history, known, wanted)
    if right is None:
        return None
    if not _is_author(known, stamp.by) and not wanted.reason:
        raise UsageError(
            f"entry {wanted.place} of {wanted.about} is by {known.by or 'nobody named'}, "
            f"and you are {stamp.by}",
            "say why it is corrected: add --reason 'TEXT'",
        )
    entry = entry_after(history, day, stamp, CORRECTED, (), reason=wanted.reason)
    return entry._replace(corrects=right)


def entry_to_correct(history: Sequence[Entry], wanted: WantedCorrection) -> Entry:
    """The entry of a place; raises NotFoundError where there is none, InputError for its kind."""
    see = f"see: tracker history {wanted.about} --all"
    if not 1 <= wanted.place <= len(history):
        there = f"the last is {len(history)}" if history else "there is none"
        raise NotFoundError(f"there is no entry {wanted.place} of {wanted.about}: {there}", see)
    known = history[wanted.place - 1]
    if known.corrects is not None:
        from hmic_tracker.domain.corrections import places_corrected

        first = places_corrected(history).get(wanted.place)
        raise InputError(
            f"entry {wanted.place} of {wanted.about} is a correction itself",
            f"correct that which it is about: tracker correct {wanted.about} {first}"
            if first
            else see,
        )
    if not can_be_corrected(known):
        raise InputError(
            f"entry {wanted.place} of {wanted.about} takes a command back, "
            "and is of the day of what it takes back",
            see,
        )
    if known not in effective_entries(history) and known.origin is None:
        raise InputError(
            f"entry {wanted.place} of {wanted.about} was undone: nothing of it counts",
            see,
        )
    return known


def _correction(
    history: Sequence[Entry], known: Entry, wanted: WantedCorrection
) -> Correction | None:
    key = entry_keys(history)[wanted.place - 1]
    note = reason = None
    if wanted.text is not None:
        if known.note is None and known.reason is None:
            raise InputError(
                f"entry {wanted.place} of {wanted.about} has no text of its own",
                f"say what there is to say with: tracker note {wanted.about} 'TEXT'",
            )
        note, reason = (wanted.text, None) if known.note is not None else (None, wanted.text)
    if wanted.on is not None:
        _refuse_day(history, known, wanted, wanted.on)
    right = Correction(
        key,
        wanted.on.isoformat() if wanted.on and wanted.on != known.on else None,
        wanted.by if wanted.by != known.by else None,
        note if note != known.note else None,
        reason if reason != known.reason else None,
    )
    return right if any(right[1:]) else None


def _refuse_day(
    history: Sequence[Entry], known: Entry, wanted: WantedCorrection, day: date
) -> None:
    """Raises InputError for a day that would make an entry older than what it is an entry of."""
    others = [entry for entry in history if entry is not known and entry.corrects is None]
    if not known.begins:
        first = min((entry.on for entry in others if entry.begins), default=day)
        if day < first:
            raise InputError(
                f"{wanted.about} did not exist on {say_day(day)}",
                f"it began on {say_day(first)}: --on takes that day or a later one",
            )
        return
    second = min((entry.on for entry in others if not entry.begins), default=day)
    if day > second and not any(entry.begins and entry.on <= second for entry in others):
        raise InputError(
            f"{wanted.about} has an entry of {say_day(second)}, and would begin only later",
            f"--on takes that day or an earlier one; see: tracker history {wanted.about} --all",
        )


def _is_author(entry: Entry, person: str) -> bool:
    """Whether an entry is in a person's name, or was before it was corrected."""
    names = {folded(entry.by), folded(as_entered(entry).by)}
    return bool(folded(person)) and folded(person) in names

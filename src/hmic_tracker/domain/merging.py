"""What was changed by hand on two sides, and what a merge of histories leaves open."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.items import Entry, Value
from hmic_tracker.light_typing import Final, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
V = TypeVar("V")
OpenFields = Mapping[str, tuple[tuple[str, Value], ...]]
"""Fields that are not settled: the entries, and what each gave."""


TYPED_THERE: Final = "typed by hand in the other copy"
"""The note of an entry that one makes for what somebody else typed, and who isn't known."""


class ChangedByBothError(Exception):
    """Something that both sides changed by hand, each otherwise; `what` is the first such."""

    def __init__(self, what: Hashable) -> None:
        super().__init__(what)
        self.what = what


class OneAnswer(NamedTuple):
    """A value that a field may have, and the entry that gave it: whose, of which day, and why."""

    value: Value
    key: str
    by: str
    on: date
    reason: str | None


class OpenField(NamedTuple):
    """A field that two people gave different values."""

    field: str
    answers: tuple[OneAnswer, ...]


def joined_by_hand(
    base: Mapping[Key, V | None], mine: Mapping[Key, V | None], theirs: Mapping[Key, V | None]
) -> dict[Key, V | None]:
    """What was typed over the history on two sides, by key; None of what was taken out.

    What one side has entered into its history since is by hand no more. Raises ChangedByBothError.
    """
    joined: dict[Key, V | None] = {}
    for key in dict.fromkeys((*mine, *theirs)):
        one, other, was = key in mine, key in theirs, key in base
        if one and other and mine[key] != theirs[key]:
            if was and theirs[key] == base[key]:
                joined[key] = mine[key]
            elif was and mine[key] == base[key]:
                joined[key] = theirs[key]
            else:
                raise ChangedByBothError(key)
        elif one and (other or not was or mine[key] != base[key]):
            joined[key] = mine[key]
        elif other and (not was or theirs[key] != base[key]):
            joined[key] = theirs[key]
    return joined


def newly_open(
    history: Sequence[Entry], now: OpenFields, *before: OpenFields
) -> tuple[OpenField, ...]:
    """The fields that are open in a merged history, and were not so on any side."""
    fresh = {f: a for f, a in now.items() if all(one.get(f) != a for one in before)}
    if not fresh:
        return ()
    entries = dict(zip(entry_keys(history), history, strict=True))
    return tuple(
        OpenField(field, tuple(_answer(entries[key], key, value) for key, value in answers))
        for field, answers in fresh.items()
    )


def _answer(entry: Entry, key: str, value: Value) -> OneAnswer:
    return OneAnswer(value, key, entry.by, entry.on, entry.reason or entry.note)

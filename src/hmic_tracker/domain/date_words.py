"""What the readers of typed dates share: names of months and days, and what a date is read from."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import date

from hmic_tracker.domain.dates import MONTHS, WEEKDAYS
from hmic_tracker.domain.typed_signs import PLAIN
from hmic_tracker.light_typing import Final, NamedTuple


class NoSuchDateError(ValueError):
    """What was typed has the form of a date, and there is none such; its text says why."""


class ReadDate(NamedTuple):
    """A due, and how a saved filter keeps it: the due, or the words of a date that moves."""

    due: str
    spelling: str


class DateContext(NamedTuple):
    """What a date is read from: the day, the days off, and whether it is one of the past.

    Without a year, or as a weekday alone, a date is the next such one, and the last such one where
    it `looks_back`.
    """

    today: date
    holidays: Container[date] = ()
    looks_back: bool = False


def _by_word(names: Iterable[str], first: int) -> dict[str, int]:
    """Numbers by name and by its first three letters, in lower case."""
    numbered = tuple(enumerate((name.lower() for name in names), first))
    return {word: n for n, name in numbered for word in (name, name[:3])}


BY_MONTH: Final = _by_word(MONTHS, 1) | {"sept": 9}
BY_WEEKDAY: Final = _by_word(WEEKDAYS, 0) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_AROUND: Final = " .,;:()[]\"'"
_BEFORE: Final = ("on ", "by ", "until ", "the ")


def simplify(text: str) -> str:
    """What was typed without what surrounds it: "by 30\u2013Jun\u201309." is "30-jun-09"."""
    plain = " ".join(text.translate(PLAIN).lower().split())[:80].strip(_AROUND)
    for word in _BEFORE:
        plain = plain.removeprefix(word)
    return plain


def fits(pattern: str, typed: str) -> re.Match[str] | None:
    """The match of a whole text. A pattern is made when it is first asked for."""
    return re.fullmatch(pattern, typed, re.ASCII)

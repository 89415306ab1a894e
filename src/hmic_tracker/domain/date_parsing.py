"""Dates as people type them: "30 Sep 2008", "1/4/09", "end of March", "in 3 months", "+10wd".

Apart from `dates`, so that a command that is told no date doesn't pay for reading one.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from hmic_tracker.domain.date_forms import read_date
from hmic_tracker.domain.date_words import DateContext, ReadDate, simplify
from hmic_tracker.domain.dates import deadline, first_day, say_day, say_due
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

_FIRST_YEAR: Final = 1990
_YEARS_AHEAD: Final = 30


def parse_due(
    text: str, today: date, holidays: Container[date] = (), *, looks_back: bool = False
) -> str:
    """A day or a month as a person types it, as a due ("2008-09-30" or "2008-09").

    Days come first where only numbers are given (30/9/2008). `holidays` are left out of working
    days. What has no year is the next such date, or the last where it `looks_back`. Raises
    InputError.
    """
    return _read(text, DateContext(today, holidays, looks_back)).due


def parse_day(
    text: str, today: date, holidays: Container[date] = (), *, looks_back: bool = False
) -> date:
    """A single day as a person types it; a month is refused. Raises InputError."""
    due = parse_due(text, today, holidays, looks_back=looks_back)
    if len(due) == len("2008-09"):
        raise InputError(
            f"'{text[:80]}' is a month, and a day is needed", f"write {due}-01 or another day of it"
        )
    return date.fromisoformat(due)


def canonical_spelling(
    text: str, today: date, holidays: Container[date] = (), *, looks_back: bool = False
) -> str:
    """The one spelling of a date: a due, or for a date that moves with today its short form.

    " Sept 2008" is "2008-09", "Mon" is "monday", "in two weeks" is "+2w". What comes out goes in
    again, and means the same on any day. Raises InputError as `parse_due` does.
    """
    return _read(text, DateContext(today, holidays, looks_back)).spelling


def doubt_of(due: str, today: date) -> str | None:
    """What is odd about a due that is entered, None for a usual one: a slip is often far off."""
    if first_day(due).year < _FIRST_YEAR:
        return f"{say_due(due)} is before {_FIRST_YEAR}"
    ahead = deadline(due)
    if (ahead.year - _YEARS_AHEAD, ahead.month, ahead.day) > (today.year, today.month, today.day):
        return f"{say_due(due)} is more than {_YEARS_AHEAD} years ahead"
    return None


def check_since(since: date, day: date) -> date:
    """The day of --since; raises InputError where it is after the day that is looked at."""
    if since > day:
        raise InputError(
            f"{say_day(since)} is after {say_day(day)}", "--since takes that day or earlier"
        )
    return since


def _read(text: str, context: DateContext) -> ReadDate:
    typed = simplify(text)
    fault: Exception | None = None
    try:
        read = read_date(typed, context)
    except (ValueError, OverflowError) as error:
        read, fault = None, error
    if read is not None:
        return read
    from hmic_tracker.domain.date_refusals import refusal_hint  # only a slip pays for it

    raise InputError(f"'{text[:80]}' is not a date", refusal_hint(typed, context, fault))

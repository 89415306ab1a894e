"""The forms in which people type a day or a month, as patterns and what each means.

What is read has been simplified by `simplify`: lower case, single spaces, plain hyphens.
"""

from __future__ import annotations

import re
from datetime import date

from hmic_tracker.domain.date_words import (
    BY_MONTH,
    BY_WEEKDAY,
    DateContext,
    NoSuchDateError,
    ReadDate,
    fits,
)
from hmic_tracker.domain.dates import MONTHS, days_in_month, deadline, first_day
from hmic_tracker.domain.dates_from_today import read_moving
from hmic_tracker.light_typing import Final

_ISO: Final = r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?"
_DAY_FIRST: Final = r"(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d\d)"
_NO_YEAR: Final = r"(\d{1,2})/(\d{1,2})"
_MONTH_FIRST: Final = r"(\d{1,2})[/.-](\d{4})"
_YEAR: Final = r"'?(\d{4}|\d\d)"
_NAMED: Final = (
    r"(?:([a-z]{3,9})\.?,? (?=\d))?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ /.-]?(?:of )?)?"
    rf"([a-z]{{3,9}})\.?(?:,?[ /-]?{_YEAR})?"
)
_AMERICAN: Final = (
    rf"(?:([a-z]{{3,9}})\.?,? )?([a-z]{{3,9}})\.? (\d{{1,2}})(st|nd|rd|th)?(?:,? {_YEAR})?"
)
_EDGE: Final = r"(end|start|beginning) (?:of )?(.+)"
_ECHO: Final = r"(.+) \(deadline (.+)"
_MONTH_LENGTH: Final = len("2008-09")


def read_date(typed: str, context: DateContext) -> ReadDate | None:
    """Read a simplified text, None where it has no form of a date.

    Raises NoSuchDateError, or OverflowError for what is beyond the calendar.
    """
    # Most dates that are typed begin with a figure, and then one pattern or two have to be made.
    due = _absolute(typed, context) if typed[:1].isdecimal() else None
    if due is not None:
        return ReadDate(due, due)
    if moving := read_moving(typed, context):
        return moving
    if echo := fits(_ECHO, typed):
        due = _absolute(echo[1], context)
        same = due is not None and _absolute(echo[2], context) == deadline(due).isoformat()
        return ReadDate(due, due) if due and same else None
    due = _edge(typed, context) or _absolute(typed, context)
    return ReadDate(due, due) if due else None


def _edge(typed: str, context: DateContext) -> str | None:
    """The last or the first day of a month or a year: "end of March 2009", "end of 2009"."""
    match = fits(_EDGE, typed)
    if match is None:
        return None
    if re.fullmatch(r"\d{4}", match[2], re.ASCII):
        first, last = date(int(match[2]), 1, 1), date(int(match[2]), 12, 31)
    else:
        due = _absolute(match[2], context)
        if due is None or len(due) != _MONTH_LENGTH:
            return None
        first, last = first_day(due), deadline(due)
    return (last if match[1] == "end" else first).isoformat()


def _absolute(typed: str, context: DateContext) -> str | None:
    """The day or month that is named by its number or name; raises NoSuchDateError."""
    if any("a" <= sign <= "z" for sign in typed):
        return _by_name(typed, context)
    if (match := fits(_ISO, typed)) and (match[4] or _is_month(match)):
        return make_due(int(match[1]), int(match[3]), match[4])
    if match := fits(_DAY_FIRST, typed):
        return make_due(full_year(match[4], context.today), int(match[3]), match[1])
    if match := fits(_MONTH_FIRST, typed):
        return make_due(int(match[2]), int(match[1]))
    if (match := fits(_NO_YEAR, typed)) and not may_be_month_and_year(match[1], match[2]):
        return _without_year(int(match[2]), match[1], context)
    return None


def _by_name(typed: str, context: DateContext) -> str | None:
    """The day or month that is named by the month's name; raises NoSuchDateError."""
    if (match := fits(_NAMED, typed)) and match[3] in BY_MONTH:
        if match[2] is None and match[4] and len(match[4]) == 2 and may_be_day(match[4]):
            return None
        return _named(match[1], match[2], match[3], match[4], context)
    if (match := fits(_AMERICAN, typed)) and match[2] in BY_MONTH:
        return _named(match[1], match[3], match[2], match[5], context)
    return None


def _is_month(match: re.Match[str]) -> bool:
    """Whether "2009-04" is a month, and not a year that ends in the next, as 2009/10 may be."""
    return match[2] == "-" or (match[2] == "/" and int(match[3]) != (int(match[1]) + 1) % 100)


def may_be_month_and_year(first: str, second: str) -> bool:
    """Whether two numbers may be a month and a year as well as a day and a month: "06/09"."""
    return len(second) == 2 and 0 < int(first) <= 12 and not 12 < int(second) <= 31


def may_be_day(number: str) -> bool:
    """Whether a number after a month's name may be a day of it."""
    return 0 < int(number) <= 31


def _named(
    weekday: str | None, day: str | None, month: str, year: str | None, context: DateContext
) -> str | None:
    """A day or a month by the month's name; None where the weekday is another one."""
    if year is None:
        due = _without_year(BY_MONTH[month], day, context)
    else:
        due = make_due(full_year(year, context.today), BY_MONTH[month], day)
    right = weekday is None or BY_WEEKDAY.get(weekday) == date.fromisoformat(due).weekday()
    return due if right else None


def _without_year(month: int, day: str | None, context: DateContext) -> str:
    """The next such day or month, this day or month included, or the last such one."""
    today = context.today
    now = (today.month, today.day if day else 0)
    wanted = (month, int(day or 0))
    later = wanted > now if context.looks_back else wanted < now
    year = today.year + (later and (-1 if context.looks_back else 1))
    return make_due(year, month, day)


def full_year(typed: str, today: date) -> int:
    """A year of four digits; of two the one that is nearest to today."""
    if len(typed) == 4:
        return int(typed)
    year = today.year - today.year % 100 + int(typed)
    return year - 100 if year > today.year + 50 else year + 100 if year <= today.year - 50 else year


def make_due(year: int, month: int, day: str | None = None) -> str:
    """A day, or a month where no day is given; raises NoSuchDateError where there is none such."""
    if not 1 <= year <= 9999:
        raise NoSuchDateError("years go from 1 to 9999")
    if not 1 <= month <= 12:
        raise NoSuchDateError(f"there is no month {month}")
    if day is None:
        return f"{year:04d}-{month:02d}"
    last = days_in_month(year, month)
    if int(day) < 1:
        raise NoSuchDateError("days go from 1")
    if int(day) > last:
        raise NoSuchDateError(f"{MONTHS[month - 1]} {year} has {last} days")
    return date(year, month, int(day)).isoformat()

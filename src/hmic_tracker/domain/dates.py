"""Days and months as people write them.

A *due* is a day ("2008-09-30") or a month ("2008-09"), kept as it was given; the deadline of a
month is its last day. Dates read by people are "30 Sep 2008" and "Sep 2008".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta
from typing import Final

from hmic_tracker.errors import InputError

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BY_NAME: Final = (
    {name.lower(): n for n, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)

_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NAMED: Final = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)? +)?([a-z]{3,9})\.?,? +(\d{4})",
    re.ASCII,
)
_AHEAD: Final = re.compile(r"([+-])(\d{1,5})(d|w|m|wd)", re.ASCII)
_HINT: Final = "write 2008-09-30, 2008-09, 30 Sep 2008, September 2008, today, +30d, +10wd or eom"


def parse_due(text: str, today: date, holidays: Container[date] = ()) -> str:
    """A day or a month as a person types it, as a due ("2008-09-30" or "2008-09").

    Days come first where only numbers are given (30/9/2008). `holidays` are left out of working
    days. Raises InputError.
    """
    typed = " ".join(text.strip().lower().split())[:80]
    try:
        found = _parse(typed, today, holidays)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise InputError(f"'{text[:80]}' is not a date", _HINT)
    return found


def parse_day(text: str, today: date, holidays: Container[date] = ()) -> date:
    """A single day as a person types it; a month is refused. Raises InputError."""
    due = parse_due(text, today, holidays)
    if len(due) == len("2008-09"):
        raise InputError(
            f"'{text[:80]}' is a month, and a day is needed", f"write {due}-01 or another day of it"
        )
    return date.fromisoformat(due)


def valid_due(text: str) -> bool:
    """Whether the text is a due as the store keeps it."""
    try:
        deadline(text)
    except (ValueError, IndexError):
        return False
    return bool(_ISO_DAY.fullmatch(text) or _ISO_MONTH.fullmatch(text))


def deadline(due: str) -> date:
    """The last day on which something due then is in time."""
    if len(due) > len("2008-09"):
        return date.fromisoformat(due)
    year, month = int(due[:4]), int(due[5:7])
    return date(year, month, monthrange(year, month)[1])


def first_day(due: str) -> date:
    """The first day of a month, or the day itself."""
    return date.fromisoformat(due if len(due) > len("2008-09") else f"{due}-01")


def say_day(day: date) -> str:
    """ "30 Sep 2008"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_due(due: str) -> str:
    """ "30 Sep 2008" or "Sep 2008"."""
    if len(due) > len("2008-09"):
        return say_day(date.fromisoformat(due))
    return f"{MONTHS[int(due[5:7]) - 1][:3]} {due[:4]}"


def say_in_full(due: str) -> str:
    """ "30 September 2008" or "September 2008"."""
    month = MONTHS[int(due[5:7]) - 1]
    day = f"{int(due[8:10])} " if len(due) > len("2008-09") else ""
    return f"{day}{month} {due[:4]}"


def add_working_days(start: date, number: int, holidays: Container[date]) -> date:
    """The day `number` working days after (or, negative, before) the start."""
    step = timedelta(days=1 if number > 0 else -1)
    day, left = start, abs(number)
    while left:
        day += step
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return day


def _parse(typed: str, today: date, holidays: Container[date]) -> str | None:
    if typed in {"today", "now"}:
        return today.isoformat()
    if typed in {"tomorrow", "yesterday"}:
        return (today + timedelta(days=1 if typed == "tomorrow" else -1)).isoformat()
    if typed == "eom":
        return deadline(today.isoformat()[:7]).isoformat()
    if found := _ISO_DAY.fullmatch(typed):
        return date.fromisoformat(typed).isoformat()
    if found := _ISO_MONTH.fullmatch(typed):
        return first_day(typed).isoformat()[:7]
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = map(int, found.groups())
        return date(year, month, day).isoformat()
    if found := _AHEAD.fullmatch(typed):
        return _ahead(today, int(found[1] + found[2]), found[3], holidays).isoformat()
    if (found := _NAMED.fullmatch(typed)) and found[2] in _BY_NAME:
        month_of = f"{int(found[3]):04}-{_BY_NAME[found[2]]:02}"
        if found[1] is None:
            return first_day(month_of).isoformat()[:7]
        return date.fromisoformat(f"{month_of}-{int(found[1]):02}").isoformat()
    return None


def _ahead(today: date, number: int, unit: str, holidays: Container[date]) -> date:
    if unit == "wd":
        return add_working_days(today, number, holidays)
    if unit == "m":
        months = today.year * 12 + today.month - 1 + number
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return today + timedelta(days=number * (7 if unit == "w" else 1))

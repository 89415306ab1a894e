"""Dates as people type them: "30 Sep 2008", "September 2008", "+10wd", "eom".

Apart from `dates`, so that a command that is told no date doesn't pay for reading one.
"""

import re
from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import Final

from hmic_tracker.domain.dates import MONTHS, WEEKDAYS, days_in_month, deadline, say_day
from hmic_tracker.errors import InputError


def _by_word(names: Iterable[str], first: int) -> dict[str, int]:
    """Numbers by name and by its first three letters, in lower case."""
    numbered = tuple(enumerate((name.lower() for name in names), first))
    return {word: n for n, name in numbered for word in (name, name[:3])}


_BY_NAME: Final = _by_word(MONTHS, 1) | {"sept": 9}
_BY_WEEKDAY: Final = _by_word(WEEKDAYS, 0) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_BY_DAY: Final = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
_NAMED: Final = re.compile(
    r"(?:([a-z]{3,9})\.?,? (?=\d))?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,9})\.?,? (\d{4})",
    re.ASCII,
)
_AHEAD: Final = re.compile(r"([+-])(\d{1,5})(d|w|m|wd)", re.ASCII)
_NEAR: Final = frozenset({"today", "tomorrow", "yesterday", "eom", "eoy"})
_HINT: Final = "write 2008-09-30, 2008-09, 30 Sep 2008, September 2008, today, +30d, +10wd or eom"


def parse_due(text: str, today: date, holidays: Container[date] = ()) -> str:
    """A day or a month as a person types it, as a due ("2008-09-30" or "2008-09").

    Days come first where only numbers are given (30/9/2008). `holidays` are left out of working
    days. Raises InputError.
    """
    typed = _typed(text)
    due, hint = None, ""
    try:
        due = _relative(typed, today, holidays) or _absolute(typed)
    except OverflowError:
        hint = f"from {say_day(today)} that is beyond the days there are, 1 Jan 1 to 31 Dec 9999"
    except ValueError:
        pass
    if due is None:
        raise InputError(f"'{text[:80]}' is not a date", hint or _hint(typed))
    return due


def parse_day(text: str, today: date, holidays: Container[date] = ()) -> date:
    """A single day as a person types it; a month is refused. Raises InputError."""
    due = parse_due(text, today, holidays)
    if len(due) == len("2008-09"):
        raise InputError(
            f"'{text[:80]}' is a month, and a day is needed", f"write {due}-01 or another day of it"
        )
    return date.fromisoformat(due)


def canonical_spelling(text: str, today: date, holidays: Container[date] = ()) -> str:
    """The one spelling of a date: a due, or for a date that moves with today its short form.

    " Sept 2008" is "2008-09", "Mon" is "monday", "+007D" is "+7d". What comes out goes in again,
    and means the same on any day. Raises InputError as `parse_due` does.
    """
    due = parse_due(text, today, holidays)
    typed = _typed(text)
    if match := _AHEAD.fullmatch(typed):
        return f"{int(match[1] + match[2]):+d}{match[3]}"
    if typed in _BY_WEEKDAY:
        return WEEKDAYS[_BY_WEEKDAY[typed]].lower()
    return "today" if typed == "now" else typed if typed in _NEAR else due


def add_working_days(start: date, number: int, holidays: Container[date]) -> date:
    """The day `number` working days after (or, negative, before) the start."""
    step = timedelta(days=1 if number > 0 else -1)
    day, left = start, abs(number)
    while left:
        day += step
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return day


def _typed(text: str) -> str:
    return " ".join(text.lower().split())[:80]


def _relative(typed: str, today: date, holidays: Container[date]) -> str | None:
    """The day that moves with today."""
    if typed in _BY_DAY:
        return (today + timedelta(days=_BY_DAY[typed])).isoformat()
    if typed == "eom":
        return deadline(today.isoformat()[:7]).isoformat()
    if typed == "eoy":
        return date(today.year, 12, 31).isoformat()
    if typed in _BY_WEEKDAY:
        return (today + timedelta((_BY_WEEKDAY[typed] - today.weekday() - 1) % 7 + 1)).isoformat()
    if match := _AHEAD.fullmatch(typed):
        return _ahead(today, int(match[1] + match[2]), match[3], holidays).isoformat()
    return None


def _absolute(typed: str) -> str | None:
    """The day or month that is the same whenever it is asked; raises ValueError for no such day."""
    if match := _ISO.fullmatch(typed):
        return _due(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(typed):
        return _due(match[4], match[3], match[1])
    if match := _MONTH_FIRST.fullmatch(typed):
        return _due(match[2], match[1])
    if not (match := _NAMED.fullmatch(typed)) or match[3] not in _BY_NAME:
        return None
    due = _due(match[4], _BY_NAME[match[3]], match[2])
    weekday = _BY_WEEKDAY.get(match[1]) if match[1] else None
    right = match[1] is None or weekday == date.fromisoformat(due).weekday()
    return due if right else None


def _due(year: str, month: str | int, day: str | None = None) -> str:
    """A day, or a month where no day is given; raises ValueError where there is none such."""
    due = date(int(year), int(month), int(day or 1)).isoformat()
    return due if day else due[: len("2008-09")]


def _hint(typed: str) -> str:
    """What to write instead; for a near miss, what is wrong with it."""
    if match := _DAY_FIRST.fullmatch(typed):
        turned = f"{match[3]}/{match[1]}/{match[4]}"
        return f"the day comes first: {turned}" if _is_date(turned) else _HINT
    if (match := _NAMED.fullmatch(typed)) and match[1] in _BY_WEEKDAY:
        bare = typed[len(match[1]) :].lstrip("., ")
        if _is_date(bare):
            day = deadline(_absolute(bare) or "")
            return f"{say_day(day)} is a {WEEKDAYS[day.weekday()]}"
    return _HINT


def _is_date(typed: str) -> bool:
    try:
        return _absolute(typed) is not None
    except ValueError:
        return False


def _ahead(today: date, number: int, unit: str, holidays: Container[date]) -> date:
    if unit == "wd":
        return add_working_days(today, number, holidays)
    if unit == "m":
        months = today.year * 12 + today.month - 1 + number
        year, month = divmod(months, 12)
        if not date.min.year <= year <= date.max.year:
            raise OverflowError
        return date(year, month + 1, min(today.day, days_in_month(year, month + 1)))
    return today + timedelta(days=number * (7 if unit == "w" else 1))

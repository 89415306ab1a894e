"""Days and months as people write them.

A *due* is a day ("2008-09-30") or a month ("2008-09"), kept as it was given; the deadline of a
month is its last day. Dates read by people are "30 Sep 2008" and "Sep 2008".

How people type them is in `date_forms` and `dates_from_today`, and in `tracker help dates`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from hmic_tracker.light_typing import Final

_DUES: Final = 10_000
OPEN_END: Final = "open"
"""In place of a day, where something holds and no end is set."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_WORKING_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEEKDAYS: Final = (*_WORKING_DAYS, "Saturday", "Sunday")


def valid_due(text: str) -> bool:
    """Whether the text is a due as the store keeps it."""
    try:
        deadline(text)
    except (ValueError, IndexError):
        return False
    parted = [text[4:5], text[7:8]] if len(text) > len("2008-09") else [text[4:5], "-"]
    digits = text.replace("-", "")
    return parted == ["-", "-"] and len(digits) in {6, 8} and digits.isascii() and digits.isdigit()


@lru_cache(_DUES)  # of 100,000 items many are due on the same days
def deadline(due: str) -> date:
    """The last day on which something due then is in time."""
    if len(due) > len("2008-09"):
        return date.fromisoformat(due)
    year, month = int(due[:4]), int(due[5:7])
    return date(year, month, days_in_month(year, month))


def valid_until(text: str) -> bool:
    """Whether the text is a due up to whose end something holds, or says that no end is set."""
    return text == OPEN_END or valid_due(text)


def last_day(until: str) -> date:
    """The last day on which something holds; the last there is where no end is set."""
    return date.max if until == OPEN_END else deadline(until)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has; `calendar` would take longer to load than a list of dates."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + is_leap if month == 2 else 30 + (month + month // 8) % 2


def first_day(due: str) -> date:
    """The first day of a month, or the day itself."""
    return date.fromisoformat(due if len(due) > len("2008-09") else f"{due}-01")


def days_after(day: date, number: int) -> date:
    """The day a number of days later, or earlier; the last or first there is beyond those."""
    nearest = max((date.min - day).days, min(number, (date.max - day).days))
    return day + timedelta(days=nearest)


def say_day(day: date) -> str:
    """ "30 Sep 2008"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_weekday(day: date) -> str:
    """ "Tue 30 Sep 2008"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {say_day(day)}"


@lru_cache(_DUES)
def say_due(due: str) -> str:
    """ "30 Sep 2008" or "Sep 2008"; "open end" of a deferral without one."""
    if due == OPEN_END:
        return "open end"
    if len(due) > len("2008-09"):
        return say_day(date.fromisoformat(due))
    return f"{MONTHS[int(due[5:7]) - 1][:3]} {due[:4]}"


def say_in_full(due: str) -> str:
    """ "30 September 2008" or "September 2008"; "open end" of a deferral without one."""
    if due == OPEN_END:
        return "open end"
    month = MONTHS[int(due[5:7]) - 1]
    day = f"{int(due[8:10])} " if len(due) > len("2008-09") else ""
    return f"{day}{month} {due[:4]}"


def format_due_echo(due: str) -> str:
    """What was understood, to be read back: "Mon 1 Dec 2008", or a month with its deadline.

    A month is "December 2008 (deadline Wed 31 Dec 2008)".
    """
    last = deadline(due)
    day = say_weekday(last)
    return day if len(due) > len("2008-09") else f"{say_in_full(due)} (deadline {day})"

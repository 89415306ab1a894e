"""Dates that move with today: "tomorrow", "+10wd", "in two weeks", "last friday", "next month"."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from hmic_tracker.domain.date_words import BY_WEEKDAY, DateContext, ReadDate, fits
from hmic_tracker.domain.dates import WEEKDAYS, days_in_month, deadline
from hmic_tracker.light_typing import Final

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        1,
    )
} | {"a": 1, "an": 1}
_UNITS: Final = {
    "day": ("d", 1),
    "week": ("w", 1),
    "fortnight": ("w", 2),
    "month": ("m", 1),
    "year": ("m", 12),
    "working day": ("wd", 1),
    "business day": ("wd", 1),
}
_COUNT: Final = rf"(\d{{1,5}}|{'|'.join(_NUMBERS)})[ -]({'|'.join(_UNITS)})s?"
_SHORT: Final = r"([+-])(\d{1,5})(d|w|m|wd)"
_SIGNED: Final = rf"([+-]) ?{_COUNT}"
_AHEAD: Final = rf"(?:in |within ){_COUNT}|{_COUNT} from (?:now|today)"
_AGO: Final = rf"{_COUNT} ago"
_THAT_MONTH: Final = (
    r"(?:(end|start|beginning)[ -](?:of[ -])?(?:the[ -])?)?(?:(this|next|last)[ -])?month"
)
_WEEKDAY: Final = r"(?:(this|last)[ -])?([a-z]{3,9})\.?"
_DAYS: Final = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_END_OF_YEAR: Final = r"eoy|(?:the )?year[ -]end|end of (?:the |this )?year"
_MONTH_LENGTH: Final = len("2008-09")


def read_moving(typed: str, context: DateContext) -> ReadDate | None:
    """The day or month that moves with today."""
    today = context.today
    if typed in _DAYS:
        day = today + timedelta(days=_DAYS[typed])
        return ReadDate(day.isoformat(), "today" if typed == "now" else typed)
    if typed in {"eom", "month end", "month-end"}:
        return ReadDate(deadline(today.isoformat()[:_MONTH_LENGTH]).isoformat(), "eom")
    if typed[:1] in {"+", "-"}:
        return _counted(typed, context)
    if "y" in typed and fits(_END_OF_YEAR, typed):
        return ReadDate(date(today.year, 12, 31).isoformat(), "eoy")
    match = fits(_THAT_MONTH, typed) if "month" in typed else None
    if match and (match[1] or match[2]):
        return _that_month(match[1], match[2] or "this", today)
    if (match := fits(_WEEKDAY, typed)) and match[2] in BY_WEEKDAY:
        return _that_weekday(match[1], BY_WEEKDAY[match[2]], context)
    return _counted(typed, context)


def _that_month(edge: str | None, which: str, today: date) -> ReadDate:
    month = month_after(today.replace(day=1), {"last": -1, "this": 0, "next": 1}[which])
    due = month.isoformat()[:_MONTH_LENGTH]
    if edge is None:
        return ReadDate(due, f"{which}-month")
    if edge == "end":
        spelling = "eom" if which == "this" else f"end-of-{which}-month"
        return ReadDate(deadline(due).isoformat(), spelling)
    return ReadDate(month.isoformat(), f"start-of-{which}-month")


def _that_weekday(which: str | None, weekday: int, context: DateContext) -> ReadDate:
    """The next such day, never today; the last such day where it is called so or looks back."""
    today, name = context.today, WEEKDAYS[weekday].lower()
    if which == "last" or (context.looks_back and which is None):
        back = (today.weekday() - weekday - 1) % 7 + 1
        spelling = f"last-{name}" if which == "last" else name
        return ReadDate((today - timedelta(days=back)).isoformat(), spelling)
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    return ReadDate((today + timedelta(days=ahead)).isoformat(), name)


def _counted(typed: str, context: DateContext) -> ReadDate | None:
    """So many days, weeks, months or working days from today."""
    if match := fits(_SHORT, typed):
        number, unit = int(match[1] + match[2]), match[3]
    elif match := fits(_SIGNED, typed):
        number, unit = _number_and_unit(match[2], match[3])
        number = -number if match[1] == "-" else number
    elif match := fits(_AHEAD, typed):
        number, unit = _number_and_unit(match[1] or match[3], match[2] or match[4])
    elif match := fits(_AGO, typed):
        number, unit = _number_and_unit(match[1], match[2])
        number = -number
    else:
        return None
    today = context.today
    if unit == "wd":
        day = add_working_days(today, number, context.holidays)
    elif unit == "m":
        day = month_after(today, number)
    else:
        day = today + timedelta(days=number * (7 if unit == "w" else 1))
    return ReadDate(day.isoformat(), f"{number:+d}{unit}")


def _number_and_unit(number: str, unit: str) -> tuple[int, str]:
    short, times = _UNITS[unit]
    return (_NUMBERS[number] if number in _NUMBERS else int(number)) * times, short


def add_working_days(start: date, number: int, holidays: Container[date]) -> date:
    """The day `number` working days after (or, negative, before) the start."""
    step = timedelta(days=1 if number > 0 else -1)
    day, left = start, abs(number)
    while left:
        day += step
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return day


def month_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month; raises ValueError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))

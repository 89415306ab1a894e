"""The forms in which people type a day or a month, as patterns and what each means.

What is read has been simplified by `simplify`: lower case, single spaces, plain hyphens.
"""

import re
from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import MONTHS, WEEKDAYS, days_in_month, deadline, first_day


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
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202c"))
_PLAIN: Final = {**_HYPHENS, **_UNSEEN, ord("\u2019"): "'", ord("\u2018"): "'"}
_AROUND: Final = " .,;:()[]\"'"
_BEFORE: Final = re.compile(r"(?:on |by |until )?(?:the )?(?=[\da-z])")

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
_SHORT: Final = re.compile(r"([+-])(\d{1,5})(d|w|m|wd)", re.ASCII)
_SIGNED: Final = re.compile(rf"([+-]) ?{_COUNT}", re.ASCII)
_AHEAD: Final = re.compile(rf"(?:in |within ){_COUNT}|{_COUNT} from (?:now|today)", re.ASCII)
_AGO: Final = re.compile(rf"{_COUNT} ago", re.ASCII)
_THAT_MONTH: Final = re.compile(
    r"(?:(end|start|beginning)[ -](?:of[ -])?(?:the[ -])?)?(?:(this|next|last)[ -])?month"
)
_WEEKDAY: Final = re.compile(r"(?:(this|last)[ -])?([a-z]{3,9})\.?")
_DAYS: Final = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_END_OF_YEAR: Final = re.compile(r"eoy|(?:the )?year[ -]end|end of (?:the |this )?year")

_ISO: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_NO_YEAR: Final = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR: Final = r"'?(\d{4}|\d\d)"
_NAMED: Final = re.compile(
    r"(?:([a-z]{3,9})\.?,? (?=\d))?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ /.-]?(?:of )?)?"
    rf"([a-z]{{3,9}})\.?(?:,?[ /-]?{_YEAR})?",
    re.ASCII,
)
_AMERICAN: Final = re.compile(
    rf"(?:([a-z]{{3,9}})\.?,? )?([a-z]{{3,9}})\.? (\d{{1,2}})(st|nd|rd|th)?(?:,? {_YEAR})?",
    re.ASCII,
)
_EDGE: Final = re.compile(r"(end|start|beginning) (?:of )?(.+)")
_ECHO: Final = re.compile(r"(.+) \(deadline (.+)")
_MONTH_LENGTH: Final = len("2008-09")


def simplify(text: str) -> str:
    """What was typed without what surrounds it: "by 30\u2013Jun\u201309." is "30-jun-09"."""
    plain = " ".join(text.translate(_PLAIN).lower().split())[:80].strip(_AROUND)
    match = _BEFORE.match(plain)
    return plain[match.end() :] if match else plain


def read_date(typed: str, context: DateContext) -> ReadDate | None:
    """Read a simplified text, None where it has no form of a date.

    Raises NoSuchDateError, or OverflowError for what is beyond the calendar.
    """
    if moving := _moving(typed, context):
        return moving
    if echo := _ECHO.fullmatch(typed):
        due = _absolute(echo[1], context)
        same = due is not None and _absolute(echo[2], context) == deadline(due).isoformat()
        return ReadDate(due, due) if due and same else None
    due = _edge(typed, context) or _absolute(typed, context)
    return ReadDate(due, due) if due else None


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


def _moving(typed: str, context: DateContext) -> ReadDate | None:
    """The day or month that moves with today."""
    today = context.today
    if typed in _DAYS:
        day = today + timedelta(days=_DAYS[typed])
        return ReadDate(day.isoformat(), "today" if typed == "now" else typed)
    if typed in {"eom", "month end", "month-end"}:
        return ReadDate(deadline(today.isoformat()[:_MONTH_LENGTH]).isoformat(), "eom")
    if _END_OF_YEAR.fullmatch(typed):
        return ReadDate(date(today.year, 12, 31).isoformat(), "eoy")
    if (match := _THAT_MONTH.fullmatch(typed)) and (match[1] or match[2]):
        return _that_month(match[1], match[2] or "this", today)
    if (match := _WEEKDAY.fullmatch(typed)) and match[2] in BY_WEEKDAY:
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
    if match := _SHORT.fullmatch(typed):
        number, unit = int(match[1] + match[2]), match[3]
    elif match := _SIGNED.fullmatch(typed):
        number, unit = _number_and_unit(match[2], match[3])
        number = -number if match[1] == "-" else number
    elif match := _AHEAD.fullmatch(typed):
        number, unit = _number_and_unit(match[1] or match[3], match[2] or match[4])
    elif match := _AGO.fullmatch(typed):
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


def _edge(typed: str, context: DateContext) -> str | None:
    """The last or the first day of a month or a year: "end of March 2009", "end of 2009"."""
    match = _EDGE.fullmatch(typed)
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
    if (match := _ISO.fullmatch(typed)) and (match[4] or _is_month(match)):
        return make_due(int(match[1]), int(match[3]), match[4])
    if match := _DAY_FIRST.fullmatch(typed):
        return make_due(full_year(match[4], context.today), int(match[3]), match[1])
    if match := _MONTH_FIRST.fullmatch(typed):
        return make_due(int(match[2]), int(match[1]))
    if (match := _NO_YEAR.fullmatch(typed)) and not may_be_month_and_year(match[1], match[2]):
        return _without_year(int(match[2]), match[1], context)
    if (match := _NAMED.fullmatch(typed)) and match[3] in BY_MONTH:
        if match[2] is None and match[4] and len(match[4]) == 2 and may_be_day(match[4]):
            return None
        return _named(match[1], match[2], match[3], match[4], context)
    if (match := _AMERICAN.fullmatch(typed)) and match[2] in BY_MONTH:
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

"""Why a text is no date, and what to write instead: the second line of the refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from hmic_tracker.domain.date_forms import full_year, may_be_month_and_year, read_date
from hmic_tracker.domain.date_words import BY_MONTH, BY_WEEKDAY, DateContext, NoSuchDateError
from hmic_tracker.domain.dates import MONTHS, WEEKDAYS, deadline, say_day, say_due
from hmic_tracker.domain.nearest import nearest
from hmic_tracker.light_typing import Final

USUAL: Final = "write 2008-09-30, 2008-09, 30 Sep 2008, September 2008, today, +30d, +10wd or eom"
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_WITH_WEEKDAY: Final = re.compile(r"([a-z]{3,9})\.?,? (.+)")
_MONTH_WORD: Final = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,10})(?: \d{2,4})?")


def refusal_hint(typed: str, context: DateContext, fault: Exception | None) -> str:
    """What is wrong with a simplified text that is no date, or what to write.

    `fault` is what reading it raised, if it raised something.
    """
    if match := _DAY_FIRST.fullmatch(typed):
        turned = f"{match[3]}{match[2]}{match[1]}{match[2]}{match[4]}"
        if _due(turned, context):
            return f"the day comes first: {turned}"
    if isinstance(fault, NoSuchDateError):
        return str(fault)
    if fault is not None and not typed[:1].isdigit():
        today = say_day(context.today)
        return f"from {today} that is beyond the days there are, 1 Jan 1 to 31 Dec 9999"
    if fault is not None:
        return "that is outside the years 1 to 9999"
    for pattern, hint in _HINTS:
        if match := pattern.fullmatch(typed):
            return hint(match, context)
    return _wrong_weekday(typed, context) or _misspelt_month(typed) or USUAL


def _due(typed: str, context: DateContext) -> str:
    """What a text is as a due, "" where it is no date."""
    try:
        read = read_date(typed, context)
    except (ValueError, OverflowError):
        return ""
    return read.due if read else ""


def _wrong_weekday(typed: str, context: DateContext) -> str:
    match = _WITH_WEEKDAY.fullmatch(typed)
    if match and match[1] in BY_WEEKDAY and (due := _due(match[2], context)):
        day = deadline(due)
        return f"{say_day(day)} is a {WEEKDAYS[day.weekday()]}"
    return ""


def _misspelt_month(typed: str) -> str:
    match = _MONTH_WORD.fullmatch(typed)
    if match is None or match[1] in BY_MONTH or len(match[1]) < 4:
        return ""
    like = nearest(match[1].capitalize(), MONTHS)[:1]
    return f"did you mean {like[0]}?" if like else ""


def _year_alone(match: re.Match[str], _: DateContext) -> str:
    return f"a year alone is neither a day nor a month: write {match[1]}-12, or 31 Dec {match[1]}"


def _that_year(match: re.Match[str], context: DateContext) -> str:
    year = context.today.year + {"this": 0, "next": 1, "last": -1}[match[1]]
    return f"a year alone is neither a day nor a month: write {year}-12, or 31 Dec {year}"


def _financial_year(match: re.Match[str], _: DateContext) -> str:
    year, month = int(match[1]), int(match[2])
    if month != (year + 1) % 100:
        return USUAL
    end = f"write {year + 1}-03 for its end"
    if 1 <= month <= 12:
        due = f"{year}-{month:02d}"
        return f"write {due} for {say_due(due)}, or {year + 1}-03 for the end of a financial year"
    return f"that is a financial year: {end}"


def _quarter(match: re.Match[str], context: DateContext) -> str:
    number = int(match["n"] or match["m"])
    year = int(match["year"] or match["y"] or context.today.year)
    end = f"{year}-{number * 3:02d}"
    month = number * 3 + 3
    other = f"{year + (month > 12)}-{(month - 1) % 12 + 1:02d}"
    return f"write the month it ends in: {end}, or {other} where the year begins in April"


def _week(match: re.Match[str], context: DateContext) -> str:
    ahead = {"next": 7, "last": -7}.get(match["which"] or "", 0)
    friday = _shifted(context.today, 4 - context.today.weekday() + ahead)
    return f"a week is neither a day nor a month: write {say_day(friday)}, its Friday"


def _no_week(_: re.Match[str], __: DateContext) -> str:
    return "a week is neither a day nor a month: write its last day"


def _next_weekday(match: re.Match[str], context: DateContext) -> str:
    weekday = BY_WEEKDAY.get(match[1])
    if weekday is None:
        return USUAL
    first = _shifted(context.today, (weekday - context.today.weekday() - 1) % 7 + 1)
    second = _shifted(first, 7)
    name = WEEKDAYS[weekday].lower()
    return f"write {name} for {say_day(first)}, or the day itself: {say_day(second)}"


def _part_of_month(match: re.Match[str], context: DateContext) -> str:
    due = _due(match[2], context)
    if len(due) != len("2008-09"):
        return USUAL
    last = {"early": "10", "mid": "15"}.get(match[1], "25")
    return f"that is no one day: write the month, {due}, or a day, such as {due}-{last}"


def _season(match: re.Match[str], _: DateContext) -> str:
    return f"{match[1]} is no month: write the month, such as 2008-12, or the day"


def _time_of_day(match: re.Match[str], context: DateContext) -> str:
    due = _due(match[1].rstrip(" ,"), context)
    return f"times of day aren't kept: write {due}" if due else USUAL


def _no_sign(match: re.Match[str], _: DateContext) -> str:
    unit = {"day": "d", "week": "w", "month": "m"}.get(match[2], match[2])
    unit = "wd" if unit.startswith(("w ", "work", "bus")) else unit
    n = match[1]
    return f"write +{n}{unit} for so long from today, -{n}{unit} for so long ago"


def _not_known(_: re.Match[str], __: DateContext) -> str:
    return "leave the date out where there is none yet; none takes one away"


def _digits_alone(match: re.Match[str], context: DateContext) -> str:
    iso = f"{match[1]}-{match[2]}-{match[3]}"
    turned = f"{match[0][:2]}/{match[0][2:4]}/{match[0][4:]}"
    fits = [typed for typed in (iso, turned) if _due(typed, context)]
    return f"write it with hyphens: {_due(fits[0], context)}" if fits else USUAL


def _two_readings(match: re.Match[str], context: DateContext) -> str:
    if not may_be_month_and_year(match[1], match[2]):
        return USUAL
    month, year = int(match[1]), full_year(match[2], context.today)
    day = _due(f"{match[1]}-{match[2]}-{context.today.year}", context)
    of_month = f"write {year}-{month:02d} for {MONTHS[month - 1]} {year}"
    of_day = f", or {match[1]} {MONTHS[int(match[2]) - 1][:3]} for the day" if day else ""
    return of_month + of_day


def _month_and_number(match: re.Match[str], context: DateContext) -> str:
    month = BY_MONTH.get(match[1])
    if month is None:
        return USUAL
    year, name = full_year(match[2].zfill(2), context.today), MONTHS[month - 1]
    try:
        read_date(f"{int(match[2])} {name.lower()}", context)
    except NoSuchDateError as fault:
        return str(fault)
    except (ValueError, OverflowError):
        return USUAL
    return f"write {int(match[2])} {name[:3]} for the day, or {year}-{month:02d} for the month"


def _weekday_week(match: re.Match[str], context: DateContext) -> str:
    """ "monday week": the week after the next one of that name."""
    weekday = BY_WEEKDAY.get(match[1])
    if weekday is None:
        return USUAL
    first = _shifted(context.today, (weekday - context.today.weekday() - 1) % 7 + 1)
    return f"write the day itself: {say_day(_shifted(first, 7))}"


def _without_in(match: re.Match[str], context: DateContext) -> str:
    """ "three months", which may be from today or from something else."""
    due = _due(f"in {match[0]}", context)
    return f"write in {match[0]} for {say_due(due)}, {match[0]} ago for the past" if due else USUAL


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


Hint = Callable[[re.Match[str], DateContext], str]
_HINTS: Final[tuple[tuple[re.Pattern[str], Hint], ...]] = tuple(
    (re.compile(pattern, re.ASCII), hint)
    for pattern, hint in (
        (r"(\d{4})", _year_alone),
        (r"(this|next|last) year", _that_year),
        (r"(\d{4})/(\d\d)", _financial_year),
        (
            r"(?:end of )?(?:q(?P<n>[1-4])(?: of)?[ /-]?(?P<year>\d{4})?(?:/\d\d)?"
            r"|(?P<y>\d{4})[ /-]?q(?P<m>[1-4]))",
            _quarter,
        ),
        (r"(?:end of )?(?:the )?(?:(?P<which>this|next|last) )?week|eow(?P<_>)", _week),
        (r"\d{4}-?w\d\d(?:-?\d)?|week \d{1,2}(?: \d{4})?", _no_week),
        (r"next ([a-z]{3,9})", _next_weekday),
        (r"(early|mid|late)[ -](.+)", _part_of_month),
        (r"(spring|summer|autumn|winter|christmas|easter)(?: \d{4})?", _season),
        (rf"({'|'.join(BY_MONTH)})\.?(?:, ?|[ -])(\d{{1,2}})", _month_and_number),
        (r"([a-z]{3,9}) week", _weekday_week),
        (
            r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -][a-z ]+",
            _without_in,
        ),
        (r"(.+?)(?: at |t|,? )\d{1,2}(?:[:.]\d\d(?::\d\d)?[^ ]{0,7})?(?: ?[ap]m)?", _time_of_day),
        (r"(\d{1,5}) ?(d|w|m|wd|day|week|month|working day|business day)s?", _no_sign),
        (r"none|n/a|tb[cda]|asap|ongoing|unknown|immediate(?:ly)?|\?+", _not_known),
        (r"(\d{4})(\d\d)(\d\d)", _digits_alone),
        (r"(\d{1,2})/(\d\d)", _two_readings),
    )
)

"""Deadlines in words: "by the end of April 2032", "within three months of publication"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hmic_tracker.documents.wording.patterns import DATE, NUMBER, matched_due, number_of
from hmic_tracker.domain.dates import MONTHS, deadline
from hmic_tracker.light_typing import Final, NamedTuple

_BEFORE: Final = (
    r"(?:by|before|until|till|no later than|not later than|on or before|due|by the end of"
    r"|at the end of"
    r"|end of|by no later than|by close of|from|starting|commencing)"
)
_ABSOLUTE: Final = re.compile(
    rf"\b(?P<lead>{_BEFORE})(?: the)?(?: end of)?(?: (?:mon|tues|wednes|thurs|fri|satur"
    rf"|sun)day,?)? "
    rf"(?P<date>{DATE.pattern})|(?P<late>{DATE.pattern}),? at the latest",
    re.I,
)
_END_OF_YEAR: Final = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than) (?:the )?end of (?:the year )?"
    r"(?P<year>20\d\d)\b(?! ?[/–-] ?\d)",
    re.I,
)
"""A calendar year's end; "2031/32" is a financial year, which ends in March."""
_RELATIVE: Final = re.compile(
    rf"\b(?:within|in|not later than|no later than)(?: a period of)?(?: the next)? "
    rf"(?P<number>{NUMBER}|a|an)(?: calendar| working)? (?P<unit>days?|weeks?|months?|years?)\b"
    r"(?: (?:of|from|after|following) (?P<of>[^,.;:]{3,80}))?",
    re.I,
)
_TELLS: Final = re.compile(
    r"\b(?:(?:let|tell|inform|notify|update|(?:write|report back|report|reply|respond) to) "
    r"(?:us|me|the (?:ombudsman|inspectorate|commission|regulator))(?: know)?) $",
    re.I,
)
"""What stands before the time within which the inspectors want an answer."""
_CONDITION: Final = re.compile(r"(?P<verb>\w+) if\b[^,.;:]*$", re.I)
_WHETHER: Final = frozenset(
    {"check", "consider", "confirm", "see", "decide", "establish", "say", "ask", "find", "out"}
)
"""Verbs behind which "if" asks, and begins no condition."""
_LONGEST_CLAUSE: Final = 120
_OF_EACH_CASE: Final = re.compile(
    r"\b(?:ensure|make sure) (?!(?:that )?(?:the|this|these|its|their|your|his|her)\b)"
    r"[^.;]{2,200}$",
    re.I,
)
"""What a body has to see to each time it happens: "ensure that complaints are answered, "."""
PERIOD: Final = re.compile(r"\b(?:within|in|later than|immediate(?:ly)?|forthwith)\b", re.I)
"""A word of every deadline that counts from another day: most texts have none."""
_AT_ONCE: Final = re.compile(
    r"\bwith immediate effect\b|\b(?:should|must) take immediate (?:action|steps)\b"
    r"|(?:^|(?<= should )|(?<= must )|(?<= should, )|(?<= must, )|(?<= needs to )|(?<= need to ))"
    r"(?:immediately|forthwith)\b"
    r"(?!.{0,300}\b(?:if|when|whenever|once|each|every|any|cases?)\b)",
    re.I,
)
"""What is to be done now; "should immediately report any fall" is for each time it happens."""
_NOW: Final = re.compile(r"immediate(?:ly)?|at once", re.I)
_PERIOD_ALONE: Final = re.compile(
    rf"(?P<number>{NUMBER}|an?)(?: calendar| working)? (?P<unit>days?|weeks?|months?|years?)", re.I
)
_NAMES: Final = "|".join(month[:3] for month in MONTHS)
_SHORT_MONTH: Final = re.compile(
    rf"\b(?P<month>{_NAMES})[a-z]*\.?[-–/ ’']+(?P<year>\d{{4}}|\d\d)(?!\d)", re.I
)
_NAMED_DAY: Final = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-–/. ]*(?P<month>{_NAMES})[a-z]*[-–/.,’' ]+"
    r"(?P<year>\d{4}|\d\d)(?!\d)",
    re.I,
)
_DAY_FIRST: Final = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?!\d)"
)
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sign>[./-])(?=\d{1,2}(?P=sign)\d)|(?=\d{4}(?!\d)))"
    r"(?P<month>\d{1,2})[./-]?(?P<day>\d{1,2})(?!\d)"
)
_SERIAL: Final = re.compile(r"(?P<days>[2-7]\d{4})(?:[.,]\d+)?")
"""A day as spreadsheets count them, from the end of 1899: 20000 is in 1954, 79999 in 2119."""
_FIRST_DAY: Final = date(1899, 12, 30)
_QUARTER: Final = re.compile(
    r"\b(?:q|qtr\.? ?|quarter )(?P<quarter>[1-4])\b,? ?(?:of )?(?:fy ?)?(?P<year>(?:20)?\d\d)"
    r" ?[-–/] ?(?P<next>(?:20)?\d\d)(?!\d)",
    re.I,
)
"""A quarter of a financial year, which begins in April: "Q3 2024/25"."""
_OF_PUBLICATION: Final = re.compile(
    r"publi|report|decision|this|issue|date of|final|the inspection|today|receipt", re.I
)
_MONTH_ALONE: Final = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
DATED: Final = re.compile(DATE.pattern, re.I)


class Deadline(NamedTuple):
    """A deadline as a day or month; `due` None where it counts from a day that is not known."""

    due: str | None
    printed: str


def deadline_in(text: str, published: str | None) -> Deadline | None:
    """Return the first deadline that a text sets; a relative one counts from publication."""
    counted = _counted(text)
    year = _END_OF_YEAR.search(text)
    absolute = next((m for m in _ABSOLUTE.finditer(text) if not _is_condition(text, m)), None)
    matches = [m for m in (absolute, counted, year) if m]
    if not matches:
        at_once = next((m for m in _AT_ONCE.finditer(text) if not _is_condition(text, m)), None)
        return Deadline(published, at_once[0]) if at_once else None
    match = min(matches, key=lambda one: one.start())
    if match is counted:
        return Deadline(_after(match, published), match[0])
    if match is year:
        return Deadline(f"{match['year']}-12-31", match[0])
    return Deadline(matched_due(match["date"] or match["late"]), match[0])


def deadline_of_value(text: str, published: str | None) -> Deadline | None:
    """Return the deadline that a field's value is: "immediate", "3 months", "within a year"."""
    plain = text.strip(" .")
    if _NOW.fullmatch(plain):
        return Deadline(published, plain)
    if match := _PERIOD_ALONE.fullmatch(plain):
        return Deadline(_after(match, published), plain)
    return deadline_in(text, published)


def _is_condition(text: str, match: re.Match[str]) -> bool:
    """Return whether a date is in what may happen: "if the house isn't sold by March 2034"."""
    condition = _CONDITION.search(text, max(0, match.start() - _LONGEST_CLAUSE), match.start())
    return condition is not None and condition["verb"].lower() not in _WHETHER


def counts_from_a_day(text: str) -> bool:
    """Return whether a text has a deadline that may count from another day."""
    return bool(_RELATIVE.search(text) or _AT_ONCE.search(text))


def _counted(text: str) -> re.Match[str] | None:
    """Return a period that opens a sentence or counts from publication, not "within a day".

    One behind a semicolon is of that part alone, and days within which something is to be done
    each time, "ensure that complaints are answered, within 20 days", are nobody's deadline.
    """
    for match in _RELATIVE.finditer(text):
        before = text[: match.start()]
        sets = (", ", ". ", "should ", "must ", "that ", "That ")
        opens = not before or (";" not in before and before.endswith(sets))
        if match["of"]:
            if _OF_PUBLICATION.search(match["of"]):
                return match
        elif _TELLS.search(before[-60:]):
            return match
        elif _is_of_each_case(match, text):
            continue
        elif opens and (before or text[match.end() : match.end() + 1] in {",", ":", ""}):
            return match
    return None


def _is_of_each_case(match: re.Match[str], text: str) -> bool:
    """Return whether a number of days ends a sentence on what happens again and again."""
    ends = text[match.end() : match.end() + 1] in {".", ""}
    days = match["unit"].casefold().startswith("day")
    return ends and days and bool(_OF_EACH_CASE.search(text[: match.start()][-300:]))


def _after(match: re.Match[str], published: str | None) -> str | None:
    day = deadline(published) if published else None
    if day is None:
        return None
    word = match["number"].lower()
    number, unit = 1 if word in {"a", "an"} else number_of(word), match["unit"].lower().rstrip("s")
    try:
        if unit in {"day", "week"}:
            return (day + timedelta(days=number * (7 if unit == "week" else 1))).isoformat()
        return months_after(day, number * (12 if unit == "year" else 1)).isoformat()
    except (OverflowError, ValueError):
        return None


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_STRUCK: Final = re.compile(r"~~[^~]{1,60}~~")


def _in_force(text: str) -> str:
    """Return a cell on one line, without a date that is struck out where another stands by it."""
    plain = " ".join(text.replace("\xa0", " ").split())
    rest = _STRUCK.sub(" ", plain).strip() if "~~" in plain else plain
    return rest if any(map(str.isdigit, rest)) else plain


def due_of_cell(text: str) -> str | None:
    """Return the day or month of a cell: "31/01/2032", "Feb 2032", "Jan-32", "Q3 2031/32", 48152.

    A quarter is its last month.
    """
    plain = _in_force(text)
    if _MONTH_ALONE.fullmatch(plain):
        return plain
    if match := _YEAR_FIRST.search(plain):
        return _day(match["year"], match["month"], match["day"])
    if match := _NAMED_DAY.search(plain):
        return _day(match["year"], str(_month(match["month"])), match["day"])
    if match := DATE.search(plain):
        return matched_due(match[0])
    if match := _DAY_FIRST.search(plain):
        return _day(match["year"], match["month"], match["day"])
    if match := _SHORT_MONTH.search(plain):
        return f"{_full_year(match['year'])}-{_month(match['month']):02}"
    if match := _SERIAL.fullmatch(plain):
        return (_FIRST_DAY + timedelta(days=int(match["days"]))).isoformat()
    return _end_of_quarter(plain)


_IN_ITS_PLACE: Final = re.compile(
    r"\b(?:revised|extended|extension|moved|changed|amended|now|new|current|slipped|rescheduled)\b"
    r"[^,;\d]{0,20}$",
    re.I,
)
"""What stands before the later of two dates: "31/12/2031, revised to 30/06/2032"."""
_NO_LONGER: Final = re.compile(
    r"\b(?:from|original(?:ly)?|was|previously|previous|instead of|old)\b[^,;\d]{0,20}$", re.I
)
"""What stands before the earlier of two: "30/06/2032 (was 31/12/2031)"."""
_SPAN: Final = re.compile(r" ?(?:to|until|till|-|–|—) ?", re.I)
"""What stands between the first and the last day of a period, which ends with the latter."""
_ANY_DAY: Final = (_YEAR_FIRST, _NAMED_DAY, DATED, _DAY_FIRST, _SHORT_MONTH)


def days_of_cell(text: str) -> tuple[str, ...]:
    """Return the days or months that a cell's date may be: several where it doesn't say which.

    Of dates of which one replaces the other only that one is returned.
    """
    plain = _in_force(text)
    spans: list[tuple[int, int, str]] = []
    for pattern in _ANY_DAY:
        for match in pattern.finditer(plain):
            start, end = match.span()
            apart = all(end <= first or start >= last for first, last, _ in spans)
            if apart and (due := due_of_cell(match[0])):
                spans.append((start, end, due))
    spans.sort()
    days, still, ends = [], [], 0
    for start, end, due in spans:
        before = plain[ends:start]
        if ends and _SPAN.fullmatch(before):
            still = [due]
        elif not _NO_LONGER.search(before):
            still.append(due)
            if _IN_ITS_PLACE.search(before):
                days.append(due)
        ends = end
    return (days[-1],) if days else tuple(dict.fromkeys(still))


def _end_of_quarter(text: str) -> str | None:
    match = _QUARTER.search(text)
    if match is None or (int(match["year"]) + 1) % 100 != int(match["next"]) % 100:
        return None
    quarter, year = int(match["quarter"]), _full_year(match["year"])
    return f"{year + 1}-03" if quarter == 4 else f"{year}-{3 + 3 * quarter:02}"


def _month(name: str) -> int:
    """The number of a month by its first three letters."""
    return [month[:3].lower() for month in MONTHS].index(name[:3].lower()) + 1


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(_full_year(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

"""The day whose position a paper gives, and what the paper is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import deadline
from hmic_tracker.light_typing import Final

_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_ANY: Final = rf"{_WEEKDAY}(?P<date>{DATE.pattern}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
_POSITION: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bposition(?: date)?(?: (?:given|shown|described|reported|stated|set out))?"
        r"(?: (?:throughout|here|below|in this (?:report|paper)))?(?: is)?(?: that| the one)?"
        rf"(?: as)?(?: at| of| on)?(?: the)?(?: close of business,?)?"
        rf"(?: as)?(?: at| of| on)?[:,]? ?{_ANY}",
        rf"{_ANY}[;,.] [^.;]{{0,60}}\b(?:at|on|of) that (?:day|date)\b",
        rf"\b(?:how far|what|where) (?:we|it|things|they) (?:have|has|had|are|were) (?:\w+ )?"
        rf"(?:by|at|on) {_ANY}",
        rf"\bperiod\b[^.;]{{0,40}}? (?:to|until|ending|ended|–|-) {_ANY}",
        rf"\b(?:as at|as of|as on|correct (?:as )?(?:at|on|to)|stands? (?:at|on)|stood (?:at|on)"
        rf"|close of business,?(?: on)?|cut[- ]?off(?: date)?(?: (?:is|was|of))?"
        rf"|report(?:ing)? date|(?:last )?(?:refreshed|updated|revised|amended|compiled"
        rf"|prepared)(?: on| to| at)?"
        rf"|up to date (?:on|to|at|as at)|snapshot (?:of|at|on|taken on)"
        rf"|(?:data|figures|numbers|statistics|results|information(?! [a-z]+ing\b))"
        rf"(?: (?!before|by|due|until|after|since)\w+){{0,8}}? (?:at|on|to|for|of|from)):? ?{_ANY}",
        rf"(?:^|(?<=[.:;] )|\n)(?:[\d.]+ )?at {_ANY},?"
        r" (?=the|there|our|all|we|of|\d|it|\w+ (?:items"
        r"|recommendations|AFIs))",
        rf"\b(?:state|status|progress)\b[^.;:]{{0,50}} (?:on|at|to) {_ANY}",
        rf"(?:^|(?<=[.:;] )|\n)(?:[\d.]+ )?(?:at|on) {_ANY},?"
        r" (?=the|there|our|all|we|of|\d|it|\w+ (?:items"
        r"|recommendations|AFIs))",
        rf"\b(?:had|have|has|was|were) (?:been )?done\b[^.;]{{0,30}} by {_ANY}",
        rf"\bat {_ANY}",
    )
)
_MEETING: Final = re.compile(
    r"\b(?:meeting|committee|board|panel|authority|held|group|forum)\b", re.I
)
_NOT_ITS: Final = re.compile(
    r"\b(?:publish\w*|last|previous(?:ly)?|next|further|earlier|deadline|due|target"
    r"|minutes of the"
    r" (?:last |previous )?meeting|since|until|from|agreed|returned|before|will|moved|closes|closed"
    r"|completed|reported|again|later|not later|expected|starts?|in force|act of|review)\b"
    r"(?! date)[^.;]{0,40}$|\bby(?: the)?(?: end of)? $",
    re.I,
)
_OWN_MINUTES: Final = re.compile(
    r"(?:[\w-]+ ){0,4}(?:minutes|notes?|record) of (?:a|the) (?:[\w-]+ ){0,4}meeting"
    r"(?: of [^.;]{2,60})?,?(?: held)?(?: on| at [^.;]{2,40} on)?[ :]*",
    re.I,
)
"""How minutes begin, whose day is the meeting's."""
_NOT_NOW: Final = re.compile(
    r"\b(?:when|told|last|previous|next|baseline|quarter's|comparison|will|would|expected|forecast|projected"
    r"|publish\w*)\b[^.;]{0,40}$",
    re.I,
)
_LOOSE: Final = 6
"""From which of the ways of giving a position on they are no match for the date of the head."""
_A_NUMBER: Final = re.compile(
    r"\b(?:report|item|paper|no\.?|number|appendix|recs?|recommendations?|afis?|improvement"
    r"|actions?) $",
    re.I,
)
"""What says that the number behind it is none of a day: "Report 9 of September 2008"."""
_HEAD: Final = 14
"""Pieces of a paper among which its own date stands."""
_OPENING: Final = 600
_SHORT: Final = 30
_LONGEST_LEAD: Final = 140
_NUMBERED: Final = re.compile(
    r"\breport(?: no\.?| number)?:? (?P<number>\d{1,3}[a-z]?)\b(?! (?:recommendations|of \d))", re.I
)


def day_of(texts: Sequence[str]) -> tuple[date | None, str]:
    """Return the day of the position, or of the meeting or title, and which of these it is.

    The words of a position win, the latest that the paper's own date allows; then the date of its
    head. Dates of earlier and later meetings, of publication and of deadlines are none of its own.
    """
    head = [
        (day, what) for text in _with_labels(texts[:_HEAD]) for day, what in _dates_of_head(text)
    ]
    latest = max((day for day, _ in head), default=None)
    for at, pattern in enumerate(_POSITION):
        if head and at >= _LOOSE:
            break
        days = [
            day
            for text in texts
            for match in pattern.finditer(text[:_OPENING])
            if (day := _day(match["date"])) and not _NOT_NOW.search(text[: match.start()])
        ]
        own = [day for day in days if latest is None or day <= latest] or days
        if own:
            return max(own), "position"
    return head[0] if head else (None, "")


def _with_labels(texts: Sequence[str]) -> list[str]:
    """Return texts, a short one before a date with it: "Date of meeting", "9 December 2008"."""
    joined = [
        f"{one} {other}"
        for one, other in pairwise(texts)
        if len(one) < _SHORT and DATE.fullmatch(other)
    ]
    return [*joined, *texts]


def _dates_of_head(text: str) -> Iterator[tuple[date, str]]:
    for match in re.finditer(_ANY, text[:_OPENING], re.I):
        day = _day(match["date"])
        lead = text[: match.start()]
        is_its = bool(_OWN_MINUTES.fullmatch(lead)) or not _NOT_ITS.search(lead)
        is_its = is_its and not _A_NUMBER.search(lead)
        if day and is_its and len(lead) < _LONGEST_LEAD:
            what = "meeting" if _MEETING.search(lead) else "date"
            yield (
                day,
                "title"
                if what == "date" and not lead.strip().lower().startswith(("date", "report"))
                else what,
            )


def _day(words: str) -> date | None:
    due = due_of_cell(words)
    return deadline(due) if due and len(due) > len("2008-09") else None


def name_of(texts: Sequence[str], file_name: str) -> tuple[str, str]:
    """Return the paper's own number as "Report 9", else its file's name; and its title."""
    for at, text in enumerate(texts[:30]):
        if text.lower() == "report" and at + 1 < len(texts) and texts[at + 1].isdecimal():
            return f"Report {texts[at + 1]}", ""
        if match := _NUMBERED.search(text[:200]):
            return f"Report {match['number']}", ""
    title = next((text for text in texts[:5] if 5 < len(text) <= 70), "")
    return file_name, title

"""Of which year a grade in a sentence is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.grade_frameworks import has_grade_behind
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

YEAR: Final = re.compile(r"\b((?:19|20)\d\d(?:/\d{2,4})?)\b")
_EARLIER: Final = re.compile(
    r"\b(?:previous\w*|former\w*|earlier|before|last time|had been|was then|used to|improv\w+|from"
    r"|instead|than)\b",
    re.I,
)
_ITS_YEAR: Final = re.compile(r"[^;.()]{0,20}?\b(?:in|for) ((?:19|20)\d\d)\b")


def period_of(sentence: str, match: re.Match[str], floor: int, limit: int) -> str | None:
    """Return the year that a grade is given for; None where no year is beside it."""
    after = _ITS_YEAR.match(sentence[match.end() : limit])
    if after:
        return after[1]
    lead = sentence[floor : match.start()]
    years = YEAR.findall(_ITS_YEAR.sub("", lead, count=1) if floor else lead)
    if years:
        return str(years[-1])
    alone = YEAR.findall(sentence)
    if (
        len(set(alone)) == 1
        and floor == 0
        and limit == len(sentence)
        and re.search(r"grad|rat|judg", sentence, re.I)
        and not re.search(
            r"\b(?:same|improve\w*|compared|up|down|previous\w*|than|had been|where|when)\b",
            sentence[match.end() :],
        )
    ):
        return str(alone[0])
    return None


def year_before(sentence: str, start: int) -> str | None:
    """Return the one year that a sentence names before a grade and what has it: "In 2006, …"."""
    years = set(YEAR.findall(sentence[:start]))
    return str(years.pop()) if len(years) == 1 else None


def is_dated_in(
    sentence: str,
    match: re.Match[str],
    limit: int,
    matches: Sequence[re.Match[str]],
    period: str | None,
    named: Sequence[Named],
    slug: str,
) -> bool:
    """Whether a grade is for sure of the period given, or of the latest where none is."""
    if slug not in {one.slug for one in named}:
        return False  # that of a sentence before
    if _ITS_YEAR.match(sentence[match.end() : limit]):
        return True
    years = set(YEAR.findall(sentence))
    is_plain = len(years) <= 1 and not _EARLIER.search(sentence)
    if is_plain and len(matches) == 1 and (period or not years):
        return True
    front = [n for n in named if n.end <= match.start()]
    return bool(
        is_plain
        and not years
        and front
        and has_grade_behind(sentence[front[-1].end : match.start()])
    )


def is_of_now(sentence: str) -> bool:
    """Whether a sentence names no year and nothing earlier."""
    return not _EARLIER.search(sentence) and not YEAR.search(sentence)

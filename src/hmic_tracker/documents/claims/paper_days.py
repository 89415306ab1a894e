"""The day whose position a paper gives, and what the paper is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import deadline
from hmic_tracker.light_typing import Final

_ANY: Final = rf"(?P<date>{DATE.pattern}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
_ROWS: Final = (
    ("position", rf"\bposition(?: as)?(?: at| of| on)?:? ?{_ANY}"),
    ("position", rf"\b(?:as at|as of|correct at|correct as at|stands? at|stood at):? {_ANY}"),
    (
        "meeting",
        r"\b(?:meeting|committee|board|panel|authority)(?: (?:date|of|on|held on))?:? ?(?:of |on )?"
        rf"{_ANY}",
    ),
    ("date", rf"^(?:report |paper |meeting )?date(?: of (?:meeting|report))?:? ?{_ANY}"),
    ("position", rf"\bat {_ANY}"),
    ("meeting", rf"\b{_ANY} meeting\b"),
    ("title", rf"^{_ANY}$"),
    ("title", rf"^[^.]{{0,80}}[,–—:-] {_ANY}(?:[:,].{{0,80}})?$"),
)
_PATTERNS: Final = tuple((what, re.compile(pattern, re.I)) for what, pattern in _ROWS)
_OPENING: Final = 60
_NUMBERED: Final = re.compile(
    r"\breport(?: no\.?| number)?:? (?P<number>\d{1,3}[a-z]?)\b(?! (?:recommendations|of \d))", re.I
)


def day_of(texts: Sequence[str]) -> tuple[date | None, str]:
    """Return the day of the position, or of the meeting or title, and which of these it is."""
    opening = [text[:600] for text in texts[:_OPENING]]
    opening += [
        f"{one} {other}"
        for one, other in pairwise(opening)
        if len(one) < 30 and DATE.fullmatch(other)
    ]
    for what, pattern in _PATTERNS:
        for text in opening:
            for match in pattern.finditer(text):
                due = due_of_cell(match["date"])
                if due and len(due) > len("2008-09"):
                    return deadline(due), what
    return None, ""


def name_of(texts: Sequence[str], file_name: str) -> tuple[str, str]:
    """Return the paper's own number as "Report 9", else its file's name; and its title."""
    for at, text in enumerate(texts[:30]):
        if text.lower() == "report" and at + 1 < len(texts) and texts[at + 1].isdecimal():
            return f"Report {texts[at + 1]}", ""
        if match := _NUMBERED.search(text[:200]):
            return f"Report {match['number']}", ""
    title = next((text for text in texts[:5] if 5 < len(text) <= 70), "")
    return file_name, title

"""The protective marking that a document bears, and whether it is higher than the plan's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.light_typing import Final

RANKS: Final = {
    "OFFICIAL": 1,
    "PROTECT": 2,
    "OFFICIAL-SENSITIVE": 2,
    "RESTRICTED": 3,
    "CONFIDENTIAL": 4,
    "SECRET": 5,
    "TOP SECRET": 6,
}
"""Markings with their order: those in use since 2014, and the older ones of papers from before."""
_UNMARKED: Final = 1
"""What bears none counts as OFFICIAL, as all of government's work does."""
_MARKING: Final = re.compile(
    r"(?:UK )?(?:NOT )?(TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|PROTECT"
    r"|OFFICIAL ?[-–—:(]+ ?SENSITIVE|OFFICIAL SENSITIVE|OFFICIAL)(?![A-Z])"
)
_LONGEST: Final = 60


def marking_of(texts: Iterable[str]) -> str:
    """Return the highest marking that stands on a line of its own, "" where there is none.

    It is written in capitals, as a marking is: "Official" in a sentence is none.
    """
    highest = ""
    for text in texts:
        name = _marking(" ".join(text.split()))
        if RANKS.get(name, 0) > RANKS.get(highest, 0):
            highest = name
    return highest


def is_higher(document: str, plan: str | None) -> bool:
    """Whether a document's marking is higher than the one in a plan's settings."""
    allowed = RANKS.get(_marking((plan or "").upper()), _UNMARKED)
    return RANKS.get(document, _UNMARKED) > allowed


def _marking(line: str) -> str:
    if len(line) > _LONGEST or line != line.upper():
        return ""
    match = _MARKING.match(line)
    if match is None or "NOT " in match[0]:
        return ""
    name = match[1]
    return "OFFICIAL-SENSITIVE" if "SENSITIVE" in name else name

"""Heads of columns of grades: which inspection the grades below them are of."""

from __future__ import annotations

import re

from hmic_tracker.documents.marks import FORMER_TIME, THIS_TIME
from hmic_tracker.light_typing import Final

_GRADE: Final = r"(?:grad(?:e|ing)|judge?ment|rating|outcome|result|assessment)s?"
_OF: Final = r"(?: (?:at|in|from|of|for|on))?(?: (?:the|our|its))?"
_WHEN: Final = r"(?:inspection|visit|review|year|time|round|cycle|report)"
_BRACKETS: Final = re.compile(r" ?\([^()]*\)$")
_NOW: Final = re.compile(
    rf"(?:{_GRADE}{_OF} )?(?:this|current|latest|new|present)(?: (?:{_GRADE}|{_WHEN})){{0,2}}"
    rf"|(?:{_GRADE} )?(?:now|today)",
    re.I,
)
"""The column of what the inspection itself gives."""
_FORMER: Final = re.compile(
    rf"(?:{_GRADE}{_OF} )?(?:previous|last|former|prior|earlier|old)\b.*"
    rf"|(?:{_GRADE} )?(?:then|before|previously|formerly)",
    re.I,
)
"""The column of what an earlier one gave."""
_LONGEST: Final = 80


def time_of_head(head: str) -> str:
    """Return whether a head names this inspection or a former one, "" where it does neither.

    What stands in brackets at its end is not looked at: "Last inspection (June 2022)".
    """
    bare = _BRACKETS.sub("", head[:_LONGEST].strip(" .:*"))
    if _NOW.fullmatch(bare):
        return THIS_TIME
    return FORMER_TIME if _FORMER.fullmatch(bare) else ""

"""The wording of the day of publication at a document's end."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import DATE, matched_due
from hmic_tracker.light_typing import Final

PUBLISHED_AT_END: Final = re.compile(
    r"(?:(?:^|(?<=[.!?|·•–—-] ))(?:(?:this|the|our) (?:report|letter|document|statement) "
    r"(?:was|is) |it (?:was|is) |(?:first|originally|report|letter) )?"
    r"(?:published|publication date|date published|date of publication)|(?<= )(?-i:Published))"
    rf"(?: on| in)?:? ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<day>{DATE.pattern})"
    r"(?=$|[.,;|·)]| (?:by|on|at|page|urn|url|reference|©|[–—|·•-])(?!\w))",
    re.I,
)
"""A sentence of a document's end, or a part of its foot: "… views. Published 14 March 2032"."""
PUBLISHED_NAME: Final = re.compile(
    r"(?:(?:first|report) )?(?:published|publication date|date (?:of publication|published))"
    r"(?: on)?:?",
    re.I,
)
FOLLOWS_UP: Final = re.compile(
    r"\b(?:follow[- ]?up|revisit|progress (?:review|report|letter)|review of progress"
    r"|(?:government|official|formal) (?:response|reply)|response to (?:the|your)"
    r"|treasury minutes?)\b",
    re.I,
)
"""What says in a document's opening that it is about a report that was published before it."""
_ANSWERED_REPORT: Final = re.compile(
    r"\b(?:published|issued) (?:its|their|our|the|this) "
    r"(?:(?!last\b|previous\b|former\b|earlier\b|prior\b)[\w’'-]+ ){0,3}?"
    rf"(?:report|inspection|review|findings)(?: (?:[\w’'-]+ ){{1,6}}?| )(?:on|in) "
    rf"(?P<day>{DATE.pattern})",
    re.I,
)


def day_of_answered_report(text: str) -> str | None:
    """Return when a sentence of a later document says that the report itself was published."""
    match = _ANSWERED_REPORT.search(text)
    return matched_due(match["day"]) if match else None


FORMER_REPORT: Final = re.compile(
    r"\b(?:last|previous|former|earlier|prior) (?:[\w’'-]+ ){0,3}"
    r"(?:report|inspection|review|findings|letter)\b",
    re.I,
)
"""What says that a sentence is of an earlier report."""

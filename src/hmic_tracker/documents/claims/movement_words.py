"""The words by which papers say that something changed since another paper."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.known_words import MONTH_NAMES
from hmic_tracker.light_typing import Final

EARLIER: Final = (
    r"\bbetween the (?:two )?(?:meetings|reports|papers|dates|updates)\b"
    r"|\b(?:heard|told|informed|reported|advised|noted|met|sat)(?: again)? (?:on|in|at)"
    rf" (?:\d{{1,2}} )?(?:{MONTH_NAMES})\b(?! \d{{4}})"
)
"""What a pattern has for what was so when somebody met or was informed."""
MOVED: Final = re.compile(
    rf"{EARLIER}"
    r"|\bnewly\b|\bsince\b(?! (?:then )?been\b)|\bmoved\b|\bextensions?\b|\blast (?:meeting"
    r"|quarter|report|paper|time)\b"
    r"|\bthis (?:quarter|month|period)\b|\b(?:during|in|over) the (?:period|quarter|month)\b"
    r"|\bprevious\b"
    r"|\bfirst date\b|\bin time\b|\brequested\b|\bwaiting \d+ days\b|\bagainst \d{4}\b"
    r"|\bnot the first\b|\b(?:became|become|becomes|becoming|gone|went) overdue\b"
    r"|\bfor (?:over|more than|at least|under|less than) \d+ (?:days|weeks|months)\b",
    re.I,
)
"""Words of what changed since another paper: figures about that are not the plan's on a day."""
_DENIED: Final = re.compile(r"\b(?:no|none|not|nothing)\b[^.;]{0,30}$", re.I)


def is_of_changes(text: str) -> bool:
    """Return whether a text speaks of changes since another paper, and doesn't deny them."""
    match = MOVED.search(text)
    return match is not None and not _DENIED.search(text[: match.start()])

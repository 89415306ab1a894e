"""The bracket behind a text that says where the report argues it: "(paragraph 3.4)"."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

POINTER: Final = re.compile(
    r"[(\[](?:(?P<sort>conclusion|recommendation)s?[,:;]? )?"
    r"(?:see )?(?:(?:paragraphs?|paras?\.?|pages?|sections?) \d|\d{1,2}\.\d)[\d., and–-]{0,30}"
    r"[)\]]\.?$",
    re.I,
)
"""Where the text stands in the chapters, which a summary prints behind it: "(paragraph 3.4)".

Some say what it is as well: "(Recommendation, paragraph 3)".
"""
_PAGE: Final = re.compile(
    r"(?<=[^\s.:]) \((?:see|on|see also) (?:pages?|pp?\.) ?\d[\d., and–-]{0,20}\)\.?$", re.I
)
CITED: Final = re.compile(
    r"\((?:(?:regulations?|reg\.) \d[^()]{0,40}(?:\([^()]{1,10}\)[^()]{0,20}){0,12}"
    r"|[‘'“]?(?:the )?guide to [^()]{3,120})\)$",
    re.I,
)
"""The regulation or the page of a guide with which a requirement ends: "(Regulation 6 (1)(a))"."""
QUOTE_FOLLOWS: Final = re.compile(
    r"(?:in|at) (?:our|the|that|this) [^:]{3,60}?,? (?:we|i|inspectors) "
    r"(?:said|found|reported|wrote|stated|concluded|identified)"
    r"(?: that| the following(?: cause (?:of|for) concern)?)?:",
    re.I,
)
"""What stands above a concern as the report had it: "In our report we said:"."""


def is_argued_elsewhere(text: str) -> bool:
    """Return whether a text ends with the paragraphs of the report that give its reasons."""
    return bool(POINTER.search(text[-60:])) and sort_of_pointer(text) != "conclusion"


def sort_of_pointer(text: str) -> str:
    """Return what the bracket behind a text says that it is: "recommendation", "conclusion"."""
    match = POINTER.search(text[-60:])
    return (match["sort"] or "").casefold() if match else ""


def page_behind(text: str) -> int | None:
    """Return where "(see page 13)" begins behind a text, None where it is not there."""
    match = _PAGE.search(text[-60:])
    return match.start() + max(0, len(text) - 60) if match else None

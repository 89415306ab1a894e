"""What shows that a line goes on below: a hyphen, an open bracket, a word that ends nothing."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import KIND_HEADING, SHORT
from hmic_tracker.light_typing import Final

_OPEN: Final = re.compile(
    r" (?:a|an|and|as|at|by|for|from|his|her|in|into|its|of|on|or|our|the|their|to|under|which"
    r"|with|your)$"
)
"""What a line never ends with where nothing goes on below it."""
_CUT_BRACKET: Final = re.compile(r"[(\[][^()\[\]]{1,60}$")
_CLOSES_BRACKET: Final = re.compile(r"[^()\[\]]{1,60}[)\]]")
_NUMBER_FOLLOWS: Final = re.compile(
    r"\S (?:regulation|section|article|schedule|rule|paragraph|standard|clause|condition|page)s?$",
    re.I,
)
"""A law's part at a line's end, whose number is on the next: "… them. Regulation", "12(1)(a)"."""
_PART_OF_LAW: Final = re.compile(r"\d{1,3}[A-Z]?(?:\(\w{1,4}\))*(?:[,;.]|$|,? (?:and|or|of|to)\b)")
_MONTH_LAST: Final = re.compile(
    r"\S (?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
_YEAR_FIRST: Final = re.compile(r"(?:19|20)\d\d(?:[,;.)]| [a-z]|$)")
"""A year whose month ends the line above."""
_BETWEEN: Final = re.compile(r"-(?:a|as|by|for|in|of|on|the|to)-$", re.I)
_SECOND: Final = re.compile(
    r"(?:based|centred|driven|focused|informed|led|level|making|quality|related|specific|term)\b"
)
"""What a hyphen stands before wherever it is printed: "evidence-based", "long-term"."""


def divides(before: str, text: str) -> bool:
    """Return whether a hyphen at a line's end divides a word."""
    return before.endswith("-") and before[-2:-1].isalpha() and text[:1].islower()


def without_hyphen(before: str, text: str) -> str:
    """Return a line without the hyphen at its end that isn't the word's own: "day-to-", "day"."""
    own = _BETWEEN.search(before[-SHORT:]) or _SECOND.match(text)
    return before if own else before.removesuffix("-")


def ends_open(before: str) -> bool:
    """Return whether a line ends with a word that nothing ends with."""
    return bool(_OPEN.search(before))


def ends_what_is_open(before: str, text: str) -> bool:
    """Return whether a line ends a bracket or a heading above it: "Conclusions and" one of a kind.

    A kind's name on its own line would begin something else.
    """
    if KIND_HEADING.fullmatch(text):
        return len(before) <= SHORT and ends_open(before)
    if text[:1].islower() and ends_open(before):
        return True  # "of" and "recommendation 4", which begins none here
    if _MONTH_LAST.search(before[-SHORT:]) and _YEAR_FIRST.match(text):
        return True
    if _NUMBER_FOLLOWS.search(before[-SHORT:]) and _PART_OF_LAW.match(text):
        return True
    return bool(_CUT_BRACKET.search(before[-SHORT:]) and _CLOSES_BRACKET.match(text))

"""Shares of items in one form: "a third of the AFIs (two of six)" is "two of the six AFIs"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.measure_words import A_KIND
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import Final

_PART: Final = (
    r"(?:(?P<percent>\d{1,3}(?:\.\d)?) ?(?:%|per ?cent\b)|(?P<fraction>(?:a|one|two|three|four)"
    r" (?:third|quarter|fifth|sixth|tenth)s?|half))"
)
_FRACTION_FIRST: Final = re.compile(
    rf"(?:\b(?:only|just) )?(?<![\d.]){_PART} of (?:the |our |its |all )*(?P<kind>{A_KIND})"
    rf"(?P<in> (?:in|of) the plan)?(?: ?\(|, )(?P<number>{NUMBER})(?: {A_KIND})? (?:out )?of"
    rf" (?:the |our )?(?P<of>{NUMBER})[),](?! ?{A_KIND})",
    re.I,
)
"""A share in per cent or as a fraction, with its numbers behind it."""
_NOUN_FIRST: Final = re.compile(
    rf"\b(?P<number>{NUMBER}) (?P<kind>{A_KIND}) out of (?P<the>(?:the |our |all )?)"
    rf"(?P<of>{NUMBER})\b(?! ?(?:{A_KIND}|%|per ?cent))",
    re.I,
)
"""The items between a number and the number that it is of: "nine items out of 22"."""

_OF_THEM: Final = re.compile(
    rf"\b(?P<of>{NUMBER}) (?P<kind>{A_KIND}),? ?[,;:(–-] ?(?P<number>{NUMBER})"
    r" of (?:them|these|which)\b(?: (?:is|are|were|was))? (?=[a-z])",
    re.I,
)
"""A number of items, and how many of them are so: "Six items, five of them open"."""
_OF_OPEN: Final = re.compile(
    rf"(?P<open>\b{NUMBER} (?:{A_KIND} )?(?:are |is |remain )?(?:open|outstanding)),?"
    rf" (?:of which|including) (?P<number>{NUMBER})"
    r" (?:are |is )?(?=overdue|late|in progress|not started)",
    re.I,
)
"""What some of the open items are: "6 open, of which 2 overdue"."""


def with_plain_shares(text: str) -> str:
    """Return a text whose shares have their numbers first, and the items behind them."""
    text = _NOUN_FIRST.sub(_noun_behind, _FRACTION_FIRST.sub(_numbers_first, text))
    return _OF_OPEN.sub(r"\g<open>, \g<number> ", _OF_THEM.sub(_of_so_many, text))


def _of_so_many(match: re.Match[str]) -> str:
    verb = "is" if match["number"].lower() in {"1", "one"} else "are"
    return f"{match['number']} of the {match['of'].lower()} {match['kind']} {verb} "


def _numbers_first(match: re.Match[str]) -> str:
    percent = f"({match['percent']}%) " if match["percent"] else ""
    number = match["number"]
    if match.start() == 0 or match.string[: match.start()].endswith((". ", ": ")):
        number = f"{number[:1].upper()}{number[1:]}"
    return f"{number} of the {match['of']} {percent}{match['kind']}{match['in'] or ''}"


def _noun_behind(match: re.Match[str]) -> str:
    return f"{match['number']} out of {match['the']}{match['of']} {match['kind']}"

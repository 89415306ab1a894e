"""Sentences that say whether an item is accepted: "This recommendation is accepted in full"."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final, NamedTuple

_ITEMS: Final = (
    r"(?:(?:this|these|the|both|all (?:of )?(?:the|these)) (?:recommendation|action)s?"
    r"|(?:the |its |your )?(?:(?-i:[A-Z])[\w-]+ ){0,3}(?-i:[A-Z])[\w-]*[’']s? recommendations?)"
)
_EXTENT: Final = (
    r"(?P<extent> (?:in full|in principle|in part|partially|partly|fully|subject to [^.]{3,80}))?"
)
_IS: Final = re.compile(
    rf"{_ITEMS} (?:is|are|was|were|has been|have been) (?P<before>not |partly |partially |fully )?"
    r"(?:accepted|agreed|supported|(?P<rejected>rejected))"
    rf"{_EXTENT}",
    re.I,
)
_SOMEBODY: Final = re.compile(
    r"(?:we|(?:(?:the|his|her) )?(?:(?-i:[A-Z])[\w’'&()-]*|government|department|trust)"
    r"(?:,? (?:(?-i:[A-Z(])[\w’'&()-]*|and|for|of|the)){0,14}?)"
    r" (?P<before>(?:does|do) not |partly |partially |fully )?"
    r"(?:accepts?|agrees?(?: (?:with|to))?|supports?|(?P<rejected>rejects?|disagrees?(?: with)?))"
    rf" {_ITEMS}{_EXTENT}",
    re.I,
)
_TAIL: Final = re.compile(r"(?: by [^.;]{2,200})?(?=$|[.;]|,? (?:and|as|but|while) )", re.I)
"""Who accepts, and what may stand behind; "the recommendation of the report" is another's."""


class Acceptance(NamedTuple):
    """A response, and where what else is said of it begins."""

    response: str
    end: int


def acceptance(text: str) -> Acceptance | None:
    """Return the response that a text begins with as a sentence; None where it doesn't."""
    match = _IS.match(text) or _SOMEBODY.match(text)
    tail = _TAIL.match(text, match.end()) if match else None
    if match is None or tail is None:
        return None
    extent = f"{match['before'] or ''}{match['extent'] or ''}".casefold()
    if match["rejected"] or "not" in extent.split():
        return Acceptance("not-accepted", tail.end())
    return Acceptance("partly-accepted" if "part" in extent else "accepted", tail.end())


def is_of_several(text: str) -> bool:
    """Return whether such a sentence speaks of more than one item."""
    return bool(re.search(r"\b(?:recommendation|action)s\b", text.split(". ", 1)[0], re.I))

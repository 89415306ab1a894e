"""Counts of items by colour in a list, each in a bullet of its own: "Red: 1", "Amber: 4"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.claim_types import Claim, ColourClaim, Spot
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.words import RAGS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Sight
    from hmic_tracker.documents.claims.passages import Passage

_RATED: Final = rf"(?:rag[- ]?)?(?:(?:rated|shown as|at) )?(?P<colour>{'|'.join(RAGS[:-1])})"
_ITEMS: Final = rf"(?: (?P<kind>{KINDS.pattern}))?"
_BEHIND: Final = re.compile(
    rf"(?:items )?{_RATED}{_ITEMS}(?: ?\([^()]{{2,60}}\))? ?[:=–—-]?"
    rf" ?(?P<number>{NUMBER}|none|nil)\b"
    rf"(?: {KINDS.pattern})?[.;,]?",
    re.I,
)
_BEFORE: Final = re.compile(
    rf"(?P<number>{NUMBER}|none|no){_ITEMS} (?:(?:is|are|rated|shown as|at) )*"
    rf"(?P<colour>{'|'.join(RAGS[:-1])})(?: ?\([^()]{{2,60}}\))?[.;,]?",
    re.I,
)
_FEWEST: Final = 3
"""So many colours make a key that can be told from another."""


class ColourList:
    """The counts by colour of the list that is being read."""

    def __init__(self) -> None:
        self._run = -1
        self._made: ColourClaim | None = None
        self._spots: list[Spot] = []
        self._counts: list[tuple[str, int]] = []
        self._quotes: list[str] = []

    def read(self, piece: Passage, sight: Sight, claims: list[Claim]) -> bool:
        """Add a bullet's colour to the claim of its list; whether it is one with a colour."""
        text = piece.text.strip()
        match = _BEHIND.fullmatch(text) or _BEFORE.fullmatch(text)
        number = _value_of(match["number"]) if match else None
        if match is None or number is None or piece.role != "bullet":
            return False
        if piece.spot.run != self._run:
            self._run, self._spots, self._counts, self._quotes = piece.spot.run, [], [], []
        elif self._made is not None:
            claims.remove(self._made)
        self._made = None
        self._spots.append(piece.spot)
        self._counts.append((match["colour"].lower(), number))
        self._quotes.append(text)
        colours = dict(self._counts)
        if len(colours) == len(self._counts) and len(colours) >= _FEWEST:
            kind = kind_of_word(match["kind"]) if match["kind"] else None
            quote = ", ".join(self._quotes)
            spots, counts = tuple(self._spots), tuple(self._counts)
            self._made = ColourClaim(spots, counts, kind, quote, sight)
            claims.append(self._made)
        return True


def _value_of(number: str) -> int | None:
    return 0 if number.lower() == "nil" else value_of(number)

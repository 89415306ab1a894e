"""How alike texts are worded, by RapidFuzz: it ranks, and people decide."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.item_matching import ALIKE
from hmic_tracker.light_typing import Final

_MOST: Final = 5
_LONGEST: Final = 4_000
"""Of longer texts only so much is compared: it takes time with the product of their lengths."""


def rank_by_wording(text: str, others: Sequence[str]) -> list[tuple[int, float]]:
    """Return the places of the texts most like one, the best first, with how alike from 0 to 1."""
    from rapidfuzz import fuzz, process  # only an import that is in doubt pays for it

    cut = [other[:_LONGEST] for other in others]
    ranked = process.extract(
        text[:_LONGEST], cut, scorer=fuzz.ratio, score_cutoff=100 * ALIKE, limit=_MOST
    )
    return [(place, score / 100) for _, score, place in ranked]

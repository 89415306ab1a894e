"""Whether the colours that a paper gives to items are by the plan's key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import ANOTHER_KEY, Claim, ColourClaim, ItemClaim
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.reports.compared import Compared

_MOST: Final = 3
"""So many colours of items agree for each that differs where the key is the plan's."""


def with_colours(
    claims: Sequence[Claim], each: Sequence[tuple[Claim, Compared]]
) -> list[tuple[Claim, Compared]]:
    """Return what was compared, the colours of items set aside where the paper has another key.

    It has where several of them differ and few agree, or where none of its counts by colour fits.
    """
    stated = {(held.spot, held.paper, held.verdict) for claim, held in each if _is_colour(claim)}
    verdicts = Counter(verdict for _, _, verdict in stated)
    wrong = verdicts["differs"]
    counted = sum(isinstance(claim, ColourClaim) for claim in claims)
    held_so = sum(isinstance(claim, ColourClaim) for claim, _ in each)
    has_another = counted > held_so or (wrong > 1 and verdicts["agrees"] < _MOST * wrong)
    if not (wrong and has_another):
        return list(each)
    return [
        (claim, held._replace(verdict="unclear", remark=ANOTHER_KEY))
        if _is_colour(claim) and held.verdict == "differs"
        else (claim, held)
        for claim, held in each
    ]


def _is_colour(claim: Claim) -> bool:
    return isinstance(claim, ItemClaim) and claim.field == "colour"

"""Whether a paper counts what a source says is completed without saying which item it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hmic_tracker.documents.claims.claim_types import Claim, FigureClaim, JointClaim, Mention
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.reports.claim_checks import ClaimChecker


def settled(claims: Sequence[Claim], checker: ClaimChecker) -> list[Claim]:
    """Return claims that count no such item, where a figure of all items leaves it out."""
    if not any(_leaves_out(one, checker) for one in claims):
        return list(claims)
    return list(_without(claims, checker))


def _leaves_out(claim: Claim, checker: ClaimChecker) -> bool:
    """Whether a figure of all items, or of the framework of the one, is the plan's own."""
    if not isinstance(claim, FigureClaim) or not claim.is_unnamed:
        return False
    if claim.framework not in {None, *checker.unnamed}:
        return False
    if claim.measure != "completed" or claim.kind == "afi" or claim.doubt:
        return False
    own = checker.compare(claim._replace(is_unnamed=False, attributed=False, sight=None))
    return own is not None and own.verdict == "agrees"


def _without(claims: Iterable[Claim], checker: ClaimChecker) -> Iterable[Claim]:
    """Yield claims that count no such item, but for the one that says itself that it is it."""
    for one in claims:
        counts = isinstance(one, (FigureClaim, Mention, JointClaim))
        if isinstance(one, FigureClaim) and one.value == 1 and one.of is None:
            counts = one.framework not in checker.unnamed
        yield one._replace(is_unnamed=False) if counts else one  # type: ignore[call-arg]

"""Whether so many items may be those that a paper leaves over: "The remaining eight are open"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hmic_tracker.documents.claims.claim_types import FigureClaim, Mention
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.sight_scopes import ANY_KIND, ANY_MEASURE

if TYPE_CHECKING:
    from hmic_tracker.reports.paper_values import PlanValues
    from hmic_tracker.reports.sight_scopes import Items


def may_be_left(values: PlanValues, claim: FigureClaim | Mention) -> bool:
    """Return whether a number may be how many are left of any of the plan's items that are so.

    They may be those of a framework, kind, owner or date; those without any of these or without
    the ones that the passage names. Of what stands under a framework it may be any number.
    """
    sight = claim.sight
    if sight is None or sight.frameworks or sight.is_sure or claim.value is None:
        return True
    kinds = ANY_KIND
    if isinstance(claim, FigureClaim):
        if claim.framework:
            return True
        kinds = (claim.kind,) if claim.has_noun else ANY_KIND
    return any(
        claim.value in _sizes(values, so, claim.named)
        for kind in kinds
        for so in _that_are(values, claim, values.of_kind(values.counted, kind))
    )


def _that_are(values: PlanValues, claim: FigureClaim | Mention, items: Items) -> Iterator[Items]:
    """Yield the items that are so as a claim says, in each sense of its words."""
    if isinstance(claim, Mention):
        for measure in claim.measures:
            yield from values.that_are(items, measure)
        return
    if claim.also:
        items = values.that_are_all(items, claim.also)
    yield from values.that_are(items, claim.measure, claim.by)


def _sizes(values: PlanValues, so: Items, named: int) -> set[int]:
    """Return how many some items are, in any part of them, and without each part."""
    above = {one.slug: one.parent for one in values.plan.frameworks}
    parts = Counter[object]()
    for item in so:
        parts.update({("kind", item.kind), ("owner", item.owner), ("due", item.due)})
        own = item.framework or ""
        parts.update({("framework", own), ("family", above.get(own) or own)})
    for measure in ANY_MEASURE:
        for some in values.that_are(so, measure):
            parts[measure] = len(some)
    sizes = {*parts.values(), *(len(so) - n for n in range(named + 1))}
    return sizes | {len(so) - one for one in parts.values()}

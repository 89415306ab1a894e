"""What a sentence and those before it name besides what a claim is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hmic_tracker.documents.claims.claim_types import (
    Claim,
    DueClaim,
    FigureClaim,
    GradeClaim,
    ItemClaim,
    Sight,
)
from hmic_tracker.documents.claims.date_mentions import dates_in
from hmic_tracker.documents.claims.going_on import items_gone_on
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, states_in
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.item_refs import Reference
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.documents.claims.paper_state import PaperState


def sight_of(
    text: str,
    named: Sequence[Named],
    refs: Sequence[Reference],
    around: Around,
    at: PaperState,
) -> Sight:
    """Return what a sentence and those before it name."""
    levels = (
        (around.sure,),
        around.mentioned,
        at.topic,
        (at.subject,),
        (at.only_title,),
    )
    above = next((level for level in levels if any(level)), ())
    kinds = {kind_of_word(match[0]) for match in KINDS.finditer(text)}
    measures = {state.measure for state in (*states_in(text), *states_in(at.over))}
    return Sight(
        tuple(dict.fromkeys(one.slug for one in named)),
        tuple(dict.fromkeys(filter(None, above))),
        tuple(sorted(kinds, key=str)),
        tuple(sorted(measures)),
        tuple(one.ref for one in refs) or items_gone_on(text, at.items),
        at.title,
        around.sure is not None,
        at.is_ours,
        len(dates_in(text)) > 1,
    )


def with_sight(claims: Iterable[Claim], sight: Sight) -> list[Claim]:
    """Return claims with what their sentence names besides."""
    return [
        claim._replace(sight=sight)
        if isinstance(claim, (FigureClaim, DueClaim, ItemClaim, GradeClaim))
        else claim
        for claim in claims
    ]

"""Counts of items by colour, held against the colours that the plan gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hmic_tracker.domain.rules import is_open, rag
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.compared import KIND_WORDS, Compared

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ColourClaim
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.sight_scopes import Items, SightScopes

_FEWEST: Final = 3
"""Items that the colours which agree must have: fewer agree by chance."""


class ColourChecker:
    """Holds a paper's colours against the plan's, where its key is the plan's.

    It is where all colours of a sentence, row or column agree but one; a paper with another key
    is not compared.
    """

    def __init__(self, scopes: SightScopes) -> None:
        self._scopes, self._values = scopes, scopes.values

    def compare(self, claim: ColourClaim) -> Compared | None:
        """Return the one number that differs, or that all agree; None where the key is another."""
        wrong: Compared | None = None
        for plan in self._plans(claim):
            apart = [n for n, (colour, number) in enumerate(claim.counts) if plan[colour] != number]
            agreeing = sum(number for n, (_, number) in enumerate(claim.counts) if n not in apart)
            about = f"{KIND_WORDS[claim.kind]} by colour"
            if not apart:
                paper = ", ".join(f"{number} {colour}" for colour, number in claim.counts)
                return Compared(
                    "agrees", "status", claim.spot, about, paper, paper, quote=claim.quote
                )
            is_sure = agreeing >= _FEWEST
            in_table = claim.spot.column >= 0  # where the other rows bear it out
            if len(apart) == 1 and (is_sure or in_table) and wrong is None:
                colour, number = claim.counts[apart[0]]
                spot = claim.spots[apart[0]]
                about = f"{KIND_WORDS[claim.kind]} that are {colour}"
                spot = claim.spots[apart[0]]
                wrong = Compared(
                    "differs",
                    "status",
                    spot._replace(column=-1) if is_sure else spot,
                    about,
                    str(number),
                    str(plan[colour]),
                    quote=claim.quote,
                )
        return wrong

    def _plans(self, claim: ColourClaim) -> Iterator[Counter[str]]:
        """Yield how many items have each colour, what is completed in that of ours or of others."""
        for items in self._groups(claim):
            colours = Counter(self._colour(item) for item in items)
            of_open = Counter(self._colour(item) for item in items if is_open(item))
            done = len(items) - sum(of_open.values())
            yield from (colours, of_open)
            yield of_open + Counter(green=done)
            yield of_open + Counter(blue=done)

    def _groups(self, claim: ColourClaim) -> Iterator[Items]:
        kinds = (claim.kind,) if claim.kind else (None, *claim.sight.kinds)
        for items in (*self._scopes.groups(claim.sight), self._values.counted):
            for kind in dict.fromkeys(kinds):
                yield self._values.of_kind(items, kind)

    def _colour(self, item: Item) -> str:
        return rag(item, self._values.day, self._values.plan.thresholds)

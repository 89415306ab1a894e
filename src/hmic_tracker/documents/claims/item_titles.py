"""Items that a sentence or cell means by words of their own text, without a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.item_refs import Reference
from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.light_typing import Final

_WORD: Final = re.compile(r"[A-Za-z]{5,}")
_STEM: Final = 7
"""Letters by which a word is known, whatever its ending."""
_FEWEST: Final = 2
"""So many words that no other item has make an item known."""
_OWN: Final = 0.75
"""Of the words between the first and the last of them so many are the item's."""
_FARTHEST: Final = 90


class ItemTitles:
    """Knows the words that only one of a plan's items has."""

    def __init__(self, texts: Iterable[str], names: Iterable[str]) -> None:
        common = {stem for name in names for stem, _, _ in _stems(name)}
        owners: dict[str, set[int]] = {}
        self._stems: list[frozenset[str]] = []
        for at, text in enumerate(texts):
            mine = frozenset(stem for stem, _, _ in _stems(text))
            self._stems.append(mine)
            for stem in mine:
                owners.setdefault(stem, set()).add(at)
        self._owner = {
            stem: next(iter(them))
            for stem, them in owners.items()
            if len(them) == 1 and stem not in common and odd_words(stem)
        }

    def in_text(self, text: str) -> Reference | None:
        """Return the one item whose own words a text has, from the first of them to the last."""
        hits: dict[int, list[tuple[str, int, int]]] = {}
        each = _stems(text)
        for stem, start, end in each:
            if (owner := self._owner.get(stem)) is not None:
                hits.setdefault(owner, []).append((stem, start, end))
        known = [(at, words) for at, words in hits.items() if self._is_named(at, words, each)]
        if len(known) != 1:
            return None
        words = known[0][1]
        stems = tuple(dict.fromkeys(stem for stem, _, _ in words))
        return Reference(ItemRef(words=stems), words[0][1], words[-1][2])

    def _is_named(
        self,
        at: int,
        words: Sequence[tuple[str, int, int]],
        each: Sequence[tuple[str, int, int]],
    ) -> bool:
        """Whether what stands from the first to the last of some words is of their item."""
        start, end = words[0][1], words[-1][2]
        if len({stem for stem, _, _ in words}) < _FEWEST or end - start > _FARTHEST:
            return False
        inside = [stem for stem, first, last in each if start <= first and last <= end]
        own = sum(stem in self._stems[at] for stem in inside)
        return own >= _FEWEST and own >= _OWN * len(inside)


def _stems(text: str) -> list[tuple[str, int, int]]:
    return [(match[0].lower()[:_STEM], *match.span()) for match in _WORD.finditer(text)]

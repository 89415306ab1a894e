"""Bullets below a framework's heading that name its items by some of their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hmic_tracker.documents.claims.claim_types import ItemClaim, ItemRef
from hmic_tracker.documents.claims.item_states import item_claims
from hmic_tracker.documents.claims.word_roots import rooted
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.passages import Passage

_LINE: Final = re.compile(
    r"(?P<name>[A-Z][^.;:()]{5,60}?)(?:: | [–—-] )(?P<rest>[a-z][^:]{3,60}?)\.?"
)
_STATE: Final = re.compile(
    r"(?:still |now |not |yet |is |are |has been )*(?:complete|done|finished|started?|begun"
    r"|in progress"
    r"|under ?way|overdue|late|due|open|to be started|\d+ days? (?:late|overdue))",
    re.I,
)
"""How what stands behind the name begins: with how the item is."""
_FEWEST: Final = 2
"""So many words of an item name it among those of its framework."""


class OwnWords:
    """Knows the words of the items of each framework."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._roots = {
            slug: [frozenset(one.root for one in rooted(text)) for text in own]
            for slug, own in texts.items()
        }

    def claims(self, piece: Passage, text: str, framework: str | None) -> list[ItemClaim] | None:
        """Return what a bullet says of the one item of a framework that has its first words."""
        line = _LINE.fullmatch(text) if piece.role == "bullet" and framework else None
        if line is None or field_at(text) is not None or not _STATE.match(line["rest"]):
            return None
        words = tuple(dict.fromkeys(one.root for one in rooted(line["name"])))
        known: Sequence[frozenset[str]] = self._roots.get(framework or "", ())
        if len(words) < _FEWEST or sum(own.issuperset(words) for own in known) != 1:
            return None
        item = ItemRef(words=words, framework=framework)
        return item_claims(piece.spot, item, line["rest"], text) or None

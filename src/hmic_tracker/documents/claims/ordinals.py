"""Items by their place among those counted before: "The first is late, the second is open"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.item_refs import Reference
from hmic_tracker.documents.claims.measure_words import A_KIND, KINDS, kind_of_word, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ItemGroup

_PLACES: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINAL: Final = re.compile(
    rf"\b(?:the|its|our) (?P<place>{'|'.join(_PLACES)})(?: one| (?P<noun>{A_KIND}))?"
    r"(?: of (?:these|those|them))?"
    r"(?=,? (?:is|was|has|had|remains|on \d)\b)",
    re.I,
)
_COUNTED: Final = re.compile(
    rf"\b(?P<number>{NUMBER}|neither|both) (?:[a-z-]+ )?(?P<kind>{KINDS.pattern})", re.I
)
_SEVERAL: Final = 2


def group_behind(sentence: str, before: ItemGroup | None) -> ItemGroup | None:
    """Return how many items of one kind were counted last, a sentence of other kinds read too."""
    kinds = {kind_of_word(one) for one in KINDS.findall(sentence)}
    own = _group_in(sentence)
    return own or (before if before and kinds <= {before[0]} else None)


def _group_in(sentence: str) -> ItemGroup | None:
    """Return how many items of one kind a sentence counts, where it counts nothing else."""
    counted = list(_COUNTED.finditer(sentence))
    if len(counted) != 1 or len(KINDS.findall(sentence)) != 1:
        return None
    is_two = counted[0]["number"].lower() in {"neither", "both"}
    number = _SEVERAL if is_two else value_of(counted[0]["number"])
    kind = kind_of_word(counted[0]["kind"])
    return (kind, number) if kind and number and number >= _SEVERAL else None


def ordinals_in(
    sentence: str, group: ItemGroup | None, framework: str | None
) -> Iterator[Reference]:
    """Yield the items that a sentence names by their places among those of a group."""
    for match in _ORDINAL.finditer(sentence):
        place = _PLACES.index(match["place"].lower()) + 1
        kind = kind_of_word(match["noun"]) if match["noun"] else None
        if group and place <= group[1]:
            ref = ItemRef(kind=group[0], framework=framework, place=(place, group[1]))
            yield Reference(ref, *match.span())
        elif kind and framework is None:
            yield Reference(ItemRef(kind=kind, place=(place, 0)), *match.span())

"""Items by their place among those counted before: "The first is late, the second is open"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.item_refs import Reference
from hmic_tracker.documents.claims.measure_words import A_KIND, KINDS, kind_of_word, value_of
from hmic_tracker.documents.claims.sentence_words import WITHOUT
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
_OF_RECENT: Final = re.compile(
    r"\bthe (?P<place>first|former|second|latter|third)"
    r"(?: (?:one|of (?:these|those|them|the two)))?"
    r"(?=,? (?:(?:is|was|has|had|remains|falls|on|in|by|at|not|completed?|under|open|overdue|late)"
    r"\b|\())",
    re.I,
)
_PLACE_OF: Final = {"first": 1, "former": 1, "second": 2, "latter": 2, "third": 3}
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


def places_in(
    sentence: str, recent: Sequence[ItemRef], group: ItemGroup | None
) -> Iterator[Reference]:
    """Yield the items that a sentence names by their places among those named right before."""
    number = len(recent)
    are_single = all(max(len(one.ids), len(one.labels)) <= 1 for one in recent)
    if not are_single or number < _SEVERAL or (group and group[1] != number):
        return
    for match in _OF_RECENT.finditer(sentence):
        place = _PLACE_OF[match["place"].lower()]
        is_of_two = match["place"].lower() in {"former", "latter"}
        if place <= number and not (is_of_two and number > _SEVERAL):
            yield Reference(recent[place - 1], *match.span())


def singles(items: ItemRef) -> Iterator[ItemRef]:
    """Yield the items that are named together, each for itself."""
    if max(len(items.ids), len(items.labels)) <= 1:
        yield items
        return
    yield from (items._replace(ids=(one,), labels=()) for one in items.ids)
    yield from (items._replace(ids=(), labels=(one,)) for one in items.labels)


def tells_apart(sentence: str) -> bool:
    """Whether a sentence tells one of those named before it from another."""
    return len(_OF_RECENT.findall(sentence)) > 1 or WITHOUT.search(sentence) is not None

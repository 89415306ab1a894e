"""Items that a sentence names one by one, and their number in the one before or behind it.

"There are three of them: REC-1, REC-4 and AFI-5", "Concerns 2, 4 and 5. That makes three".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.claims.claim_types import CountedIds, Spot
from hmic_tracker.documents.claims.measure_words import KINDS, states_in, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.item_refs import Reference

_ON: Final = rf"(?:,? (?:on|in) (?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?| \([^()]*\))?"
_JOIN: Final = re.compile(rf"{_ON}(?:,|,? and|, and also|,? as well as)(?: the| also)? ", re.I)
_STOP: Final = re.compile(rf"{_ON}[.;]?$", re.I)
_THEY: Final = re.compile(r"(?:they|these|the items) (?:are|were)(?: the)?:? $", re.I)
_THERE: Final = re.compile(
    rf"there (?:are|were) (?P<number>{NUMBER})(?: of (?:them|these))?: $", re.I
)
_COUNT: Final = re.compile(
    rf"(?:^|[,;] |\bsince [^,;:.]{{3,30}}? )(?P<number>{NUMBER}) (?P<words>[a-z][a-z ]{{3,60}}): $",
    re.I,
)
_MAKES: Final = re.compile(
    rf"(?:that|this|which) makes (?P<number>{NUMBER})(?: (?:in all|in total|altogether"
    rf"|{KINDS.pattern}))?[.;]?$",
    re.I,
)
_FEWEST: Final = 2


class CountedNames:
    """Holds the items that sentences name against their numbers, from each to the next."""

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()

    def read(
        self, spot: Spot, sentence: str, refs: Sequence[Reference], before: int | None
    ) -> list[CountedIds]:
        """Return the number of what a sentence names; that `before` it counted so many items."""
        last, self._names = self._names, _listed(sentence, refs)
        makes = _MAKES.match(sentence)
        if makes and last and not refs:
            return [CountedIds(spot, last, value_of(makes["number"]) or 0, sentence)]
        if not self._names:
            return []
        lead = sentence[: refs[0].start]
        lead = lead[: len(lead) - len(_kind_before(lead))]
        if _THEY.match(lead) and before is not None:
            return [CountedIds(spot, self._names, before, sentence)]
        match = _THERE.match(lead) or (_COUNT.search(lead) if _is_dated(sentence, refs) else None)
        if match is None or ("words" in match.groupdict() and not _is_of_items(match["words"])):
            return []
        return [CountedIds(spot, self._names, value_of(match["number"]) or 0, sentence)]


def _listed(sentence: str, refs: Sequence[Reference]) -> tuple[str, ...]:
    """Return the items that a sentence ends with, each by its number, none by its words."""
    if not refs or not all(ref.ref.ids or ref.ref.labels for ref in refs):
        return ()
    for one, other in pairwise(refs):
        between = sentence[one.end : other.start]
        if not _JOIN.fullmatch(between[: len(between) - len(_kind_before(between))]):
            return ()
    names = [
        name
        for ref in refs
        for name in (ref.ref.ids or (f"{ref.ref.kind} {one}" for one in ref.ref.labels))
    ]
    is_end = _STOP.match(sentence, refs[-1].end)
    return tuple(dict.fromkeys(names)) if is_end and len(names) >= _FEWEST else ()


def _kind_before(words: str) -> str:
    """Return the kind of items that some words end with, before their numbers."""
    kinds = list(KINDS.finditer(words))
    return words[kinds[-1].start() :] if kinds and not words[kinds[-1].end() :].strip() else ""


def _is_dated(sentence: str, refs: Sequence[Reference]) -> bool:
    """Whether each item of a list has its day: other lists are held by what stands before them."""
    return re.match(rf"(?!$){_ON[:-1]}", sentence[refs[0].end :]) is not None


def _is_of_items(words: str) -> bool:
    return bool(KINDS.search(words) and states_in(words))

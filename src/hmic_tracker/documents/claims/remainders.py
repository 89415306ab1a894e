"""What a passage says is left of its items: "Of the six, two are complete; the other four …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from hmic_tracker.documents.claims.claim_types import RestClaim, Spot
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.quantities import Quantity, quantities_of, without_dates
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import Final

_REST: Final = re.compile(
    rf"\b(?:the (?:remaining|other)|(?<!of )the rest,?|leaving(?: the)?(?: (?:other|remaining))?) "
    rf"(?P<number>{NUMBER})\b(?! (?:of|out|per|in \d|%|days?|weeks?|months?|years?)\b|[%:/-]\w)",
    re.I,
)
_OF_ITEMS: Final = re.compile(rf" (?:[a-z-]+ )?{KINDS.pattern}", re.I)
_SO: Final = re.compile(r" (?:is|are|was|were|has|have|had|remains?)\b|[.,;:)]|$", re.I)
"""What stands behind a share of items that were named before it: "Two of the six are …"."""
_MOST_PARTS: Final = 6
_UNKNOWN: Final = re.compile(r"\b(?:some|several|most|many|few|a number|half|all but)\b", re.I)
"""How a part is named whose number nobody can add up."""


def rests_in(spot: Spot, passage: str, named: int) -> Iterator[RestClaim]:
    """Yield what is left of the items of a passage that doesn't add up to any number before it.

    So many of its items are `named` by a number or by their words, which count as parts too.
    """
    masked = without_dates(passage)
    for match in _REST.finditer(masked):
        before = [one for one in quantities_of(masked[: match.start()]) if _is_count(masked, one)]
        rests = quantities_of(match["number"])
        is_open = MOVED.search(passage) or _UNKNOWN.search(masked[: match.start()])
        if is_open or not before or not rests or rests[0].value is None:
            continue
        if (claim := _claim(spot, passage, masked, before, rests[0].value, named)) is not None:
            yield claim


def _is_count(masked: str, one: Quantity) -> bool:
    """Whether a quantity counts things: no share in per cent, no time."""
    unit = re.match(r" (?:calendar |working )?(?:days?|weeks?|months?|years?)\b", masked[one.end :])
    return one.value is not None and unit is None


def _claim(
    spot: Spot, passage: str, masked: str, before: Sequence[Quantity], rest: int, named: int
) -> RestClaim | None:
    """Return what is left where a whole and its parts stand before it; None where they don't."""
    wholes = _wholes(masked, before, rest)
    if not wholes:
        return None
    at, whole = wholes[0]
    parts = _parts(before, at, whole)
    if not parts:
        return None
    each = [*wholes, *((n + 1, one.value) for n, one in enumerate(before) if one.value)]
    holds = any(
        one == rest + sum(some)
        for first, one in each
        for some in _sums((*_parts(before, first, one), *range(1, named + 1)))
    )
    quote = " ".join(passage.split())
    return RestClaim(spot, whole, tuple(parts), rest, holds=holds, quote=quote)


def _wholes(masked: str, before: Sequence[Quantity], rest: int) -> list[tuple[int, int]]:
    """Return the numbers of items before a rest that it may be left of, the largest first.

    Each stands behind the number of the quantity from which its parts are counted.
    """
    wholes: list[tuple[int, int]] = []
    for at, one in enumerate(before):
        if one.of is not None and (_OF_ITEMS.match(masked, one.end) or _SO.match(masked, one.end)):
            wholes.append((at, one.of))
        elif one.of is None and one.value is not None and _OF_ITEMS.match(masked, one.end):
            wholes.append((at + 1, one.value))
    return sorted((one for one in wholes if one[1] > rest), key=lambda one: -one[1])


def _parts(before: Sequence[Quantity], first: int, whole: int) -> list[int]:
    """Return the numbers of parts from a place on."""
    return [one.value for one in before[first:] if one.value is not None and one.value < whole]


def _sums(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield some of the parts of a whole, each way that they may be chosen."""
    some = numbers[:_MOST_PARTS]
    for many in range(1, len(some) + 1):
        yield from combinations(some, many)

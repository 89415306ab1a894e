"""Parts of a number that have one state each: they add up to it, or the paper is wrong."""

from __future__ import annotations

import re
from itertools import pairwise

from hmic_tracker.documents.claims.claim_types import RestClaim, Spot
from hmic_tracker.documents.claims.figure_nouns import has_noun
from hmic_tracker.documents.claims.known_words import MODAL
from hmic_tracker.documents.claims.measure_words import KINDS, states_in, value_of
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.quantities import Quantity, quantities_of, without_dates
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import Final

_EACH_ONE: Final = frozenset({"completed", "in-progress", "not-started"})
"""States of which each item has one."""
_OF: Final = re.compile(r"\b(?:of (?:these|those|them|the)|against the|progress on the)\b", re.I)
_REST: Final = re.compile(
    rf"the (?:remaining|other) (?P<number>{NUMBER})(?: {KINDS.pattern})? (?:are|comprise|consist of"
    rf"|divide into|are made up of):? (?P<parts>{NUMBER} .+)",
    re.I,
)
_PART: Final = re.compile(r"(?:, (?:and )?| and )")
_OPEN: Final = re.compile(
    r"\b(?:some|several|most|many|few|others?|rest|remaining|another|more|further|withdrawn"
    r"|deferred|neither|none|half|each|at least|about)\b",
    re.I,
)


class StateSums:
    """Adds up what sentences count by state, held against the number that they are parts of."""

    def __init__(self) -> None:
        self._number: int | None = None

    def read(self, spot: Spot, sentence: str) -> list[RestClaim]:
        """Return the sum of a sentence that isn't the number before it."""
        before, masked = self._number, without_dates(sentence)
        each = quantities_of(masked)
        self._number = _counted(masked, each)
        claim = _of_rest(spot, masked, sentence) or _of_states(spot, masked, sentence, each, before)
        return [claim] if claim else []


def _counted(masked: str, each: list[Quantity]) -> int | None:
    """Return the one number of items that a sentence has."""
    own = [one for one in each if has_noun(masked, one)]
    return own[0].value if len(own) == 1 == len(each) and own[0].of is None else None


def _of_rest(spot: Spot, masked: str, sentence: str) -> RestClaim | None:
    """Return what "the remaining four are one late, one open and two with no date" adds up to."""
    match = _REST.match(masked)
    if match is None:
        return None
    parts = _PART.split(match["parts"].rstrip(" .;"))
    numbers = [quantities_of(part) for part in parts]
    is_plain = all(len(one) == 1 and not one[0].start for one in numbers) and len(parts) > 1
    values = [one[0].value or 0 for one in numbers if one]
    number = value_of(match["number"]) or 0
    if not is_plain or _OPEN.search(match["parts"]) or sum(values) == number:
        return None
    return _claim(spot, sentence, number, values)


def _of_states(
    spot: Spot, masked: str, sentence: str, each: list[Quantity], before: int | None
) -> RestClaim | None:
    """Return what the numbers beside the three states add up to that each item has one of."""
    states = states_in(masked)
    if len(states) != len(_EACH_ONE) or {one.measure for one in states} != _EACH_ONE:
        return None
    if _OPEN.search(masked) or MODAL.search(masked) or MOVED.search(masked):
        return None
    parts, whole = each[-len(_EACH_ONE) :], each[: -len(_EACH_ONE)]
    if len(parts) != len(_EACH_ONE) or len(whole) > 1 or not _OF.search(masked[: parts[1].start]):
        return None
    in_turn = [
        point for one in zip(parts, states, strict=True) for point in (one[0].end, one[1].start)
    ]
    is_in_turn = all(one <= other for one, other in pairwise(in_turn))
    is_plain = all(one.value is not None and one.percent is None for one in parts)
    number = whole[0].value if whole else parts[0].of or before
    values = [one.value or 0 for one in parts]
    if not (is_in_turn and is_plain) or number is None or sum(values) == number:
        return None
    return _claim(spot, sentence, number, values)


def _claim(spot: Spot, sentence: str, number: int, values: list[int]) -> RestClaim:
    quote = " ".join(sentence.split())
    return RestClaim(spot, number, tuple(values[:-1]), values[-1], holds=False, quote=quote)

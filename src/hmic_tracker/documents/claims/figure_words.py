"""What a figure counts: the kind and the state that the words beside it give."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    State,
    kind_of_word,
    states_in,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import (
        Measure,
    )
    from hmic_tracker.documents.claims.quantities import Quantity
    from hmic_tracker.domain.words import Kind

_PARTED: Final = re.compile(r"[.;:]|\bin\b|\bof (?!the|these|its|those|all|$)")
_ELLIPTICAL: Final = re.compile(rf" (?:{KINDS.pattern}) (?:were|are|was|is)(?=[,.;)]|$)", re.I)
"""What follows "12 of the 46 open" where the sentence before says what these are."""
_AND: Final = re.compile(r"(?:,|,? (?:and|plus|&)|, and| as well as)(?: the| its)? ?", re.I)


def is_joined(between: str) -> bool:
    """Whether a figure goes on with what the one before it is counted for: "6 and 12 AFIs"."""
    words = _without_states(KINDS.sub(" ", between))
    return not odd_words(words) and "with" not in between


def _without_states(words: str) -> str:
    for state in reversed(states_in(words)):
        words = f"{words[: state.start]} {words[state.end :]}"
    return words


def shared_state(
    masked: str,
    kinds: Sequence[re.Match[str]],
    quantities: Sequence[Quantity],
    at: int,
    states: Sequence[State],
    *,
    given: bool,
) -> State | None:
    """Return the state that figures joined by "and" share: "four recommendations and all AFIs"."""
    start, end = quantities[at].start, quantities[at].end
    while given and at + 1 < len(quantities):
        following = quantities[at + 1]
        noun = next((k for k in kinds if end <= k.start() < following.start), None)
        if noun is None or not _AND.fullmatch(masked[noun.end() : following.start]):
            return None
        at, end = at + 1, following.end
        limit = quantities[at + 1].start if at + 1 < len(quantities) else len(masked)
        its = next((k for k in kinds if end <= k.start() < limit), None)
        behind = [s for s in states if its and its.end() <= s.start < limit]
        if behind:
            return behind[0]
        if any(start <= s.start < end for s in states):
            return None
    return None


def kind_of(
    masked: str,
    kinds: Sequence[re.Match[str]],
    one: Quantity,
    limit: int,
    floor: int,
    before: tuple[Kind | None, bool],
) -> tuple[Kind | None, bool]:
    """Return the kind of items that a figure is of, and whether the sentence gives one."""
    for match in kinds:
        between = masked[one.end : match.start()]
        near = one.end <= match.start() < limit and len(between.split()) <= 5
        if near and not _PARTED.search(between):
            return kind_of_word(match[0]), True
    closest = [m for m in kinds if floor <= m.end() <= one.start]
    if closest:
        between = _without_states(masked[closest[-1].end() : one.start])
        is_one = bool(one.value and one.value > 1 and between.strip(" :=–-"))
        if is_one and not closest[-1][0].lower().endswith(("s", ")")):
            return before  # "the recommendation is completed, and five are left"
        if len(between.split()) <= 6 and not re.search(r"[.]|\bin\b|\beach\b", between):
            return kind_of_word(closest[-1][0]), True
    return before


def state_of(
    sentence: str,
    states: Sequence[State],
    one: Quantity,
    limit: int,
    floor: int,
    used: Collection[int],
) -> tuple[Measure, State | None]:
    """Return what a figure's items are counted for, and of what: "12 of 46 open are overdue"."""
    behind = [s for s in states if one.end <= s.start < limit]
    base: Measure = "total"
    if one.of is not None and any(s.measure != "total" for s in behind):
        behind = [s for s in behind if s.measure != "total"]  # "18 of the 64 in the plan are done"
    if one.is_all and not behind:
        return base, None
    if len(behind) > 1:
        first, second = behind[0], behind[1]
        between = sentence[one.end : first.start]
        if first.measure in {"open", "completed", "verified"} and not re.search(r"[,;]", between):
            joined = sentence[first.end : second.start]
            adjective = KINDS.match(joined.strip())
            if adjective and second.measure not in {"total"}:
                return first.measure, second
    if one.value == 0 and one.of is None and not one.is_all:
        behind = _predicates(sentence, behind, one.end)
    if one.of is not None and len(behind) == 1 and _ELLIPTICAL.match(sentence, behind[0].end):
        return behind[0].measure, None
    if behind and _is_near(sentence[one.end : behind[0].start]):
        return base, behind[0]
    front = [s for s in states if floor <= s.end <= one.start and s.start not in used]
    if len(front) > 1 and front[-1].measure == "total":  # "completed in all: 6"
        front = [front[-2]._replace(end=front[-1].end)]
    if (
        front
        and re.fullmatch(r"[ :=–—-]*(?:\w+ ){0,3}?[ :=–—-]*", sentence[front[-1].end : one.start])
        and not re.search(r"\b(?:the|of|by|in|with|and)\b", sentence[front[-1].end : one.start])
    ):
        return base, front[-1]
    if behind and not re.search(r"[;:]", sentence[one.end : behind[0].start]):
        return base, behind[0]
    return base, None


def lead_of(sentence: str, states: Sequence[State], quantities: Sequence[Quantity]) -> State | None:
    """Return the state that a colon puts over all figures: "Outstanding: 42 (8 and 34)"."""
    if len(states) != 1 or not quantities or states[0].end > quantities[0].start:
        return None
    between = sentence[states[0].end : quantities[0].start]
    return states[0] if re.fullmatch(r"\s*[:=]\s*", between) else None


def adjective_of(sentence: str, states: Sequence[State], one: Quantity, limit: int) -> State | None:
    """Return the state that names the items of a figure: "of the 42 open items"."""
    noun = KINDS.search(sentence, one.end, limit)
    inside = [s for s in states if noun and one.end <= s.start < noun.start()]
    return inside[0] if inside else None


def _predicates(sentence: str, states: list[State], start: int) -> list[State]:
    """Return the states that are said of the items, not those by which they are named.

    "No open item has moved" says nothing of how many are open.
    """
    noun = KINDS.search(sentence, start)
    return [s for s in states if noun is None or s.start > noun.start()]


def _is_near(between: str) -> bool:
    return len(between.split()) <= 9 and not re.search(r"[;:]", between)

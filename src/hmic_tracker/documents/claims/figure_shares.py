"""What the figures of a sentence are parts of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import A_PART, OF_SOME, FigureClaim, Measure, Spot
from hmic_tracker.documents.claims.figure_doubts import doubt_of_figure
from hmic_tracker.documents.claims.figure_nouns import has_noun
from hmic_tracker.documents.claims.figure_scopes import scope_of
from hmic_tracker.documents.claims.figure_words import adjective_of
from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.documents.claims.measure_words import KINDS, State, group_of_measure
from hmic_tracker.documents.claims.part_doubts import is_base_odd
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.documents.claims.quantities import Quantity
    from hmic_tracker.domain.words import Kind

_THINGS: Final = re.compile(r"\b(?:matters|points|things|entries|you|raised|which|lines)\b", re.I)
_OF_A_SORT: Final = re.compile(
    rf"(?:so |and )?(?:out )?of (?:the |our |these |its )?{NUMBER}"
    rf" (?:key|priority|main|other|further|urgent|high|low|newer|older|earlier) {KINDS.pattern}",
    re.I,
)
"""How a sentence begins that is of items of one sort: "Of the four key concerns, one is …"."""
_BASE: Final = re.compile(r"\b(?:out )?of (?:the |our |these |its |those )?$", re.I)
_OF_WHAT: Final = re.compile(
    r" of (?:everything|all|those|what|the (?:items|actions))(?: \w+){0,2} ", re.I
)
_OF_OTHERS: Final = re.compile(rf"(?:out )?of the (?:remaining|other) {NUMBER}\b", re.I)
"""How a sentence begins that is of what those before it left: "Of the remaining five items"."""
_IS_SO: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|been|remains?)\b", re.I)
_HOLDS: Final = re.compile(r"\b(?:carries|holds?|owns?|leads?|looks after)\b", re.I)
"""What says that a number is of what somebody has, and not how many are so."""


def doubt_of_all(masked: str, quantities: Sequence[Quantity], at: int) -> str:
    """Return the doubt of "all four" behind "the recommendation and the three AFIs"."""
    one = quantities[at]
    is_plain = not one.is_all or one.of is None or has_noun(masked, one)
    last = quantities[at - 1].value if at else one.of
    return "" if is_plain or last == one.of else A_PART


def doubt_of_what(masked: str, one: Quantity, state: State | None) -> str:
    """Return the doubt of a share of what a state names, and of "both"."""
    if state is None and re.search(r"\b(?:date|deadline|target) for\b", masked, re.I):
        return A_PART  # "that is the date for twelve of the 13"
    if one.of is not None and state is not None and one.end < state.start:
        is_named = not _IS_SO.search(masked[one.end : state.start])
        if is_named and _HOLDS.search(masked[: one.start]):
            return A_PART  # "the force has two of the three recommendations now in progress"
    is_open = state is not None and _OF_WHAT.fullmatch(masked[one.end : state.start])
    is_both = one.is_all and masked[one.start : one.end].lower().startswith("both")
    return A_PART if is_both or (one.value is None and is_open) else ""


def doubt_of_base(sentence: str, named: Sequence[Named]) -> str:
    """Return the doubt of the figures of a sentence that begins with some items alone."""
    if _OF_OTHERS.match(sentence) or _OF_A_SORT.match(sentence):
        return A_PART
    return OF_SOME if is_base_odd(sentence, named) else ""


def is_share(one: Quantity) -> bool:
    """Whether a figure is a part of others in its own words: "six of 16", "half"."""
    return one.of is not None or one.percent is not None


def is_base(masked: str, one: Quantity) -> bool:
    """Whether a figure is the number that others are a part of: "of the 42"."""
    is_whole = not is_share(one) and not one.is_all
    return is_whole and bool(_BASE.search(masked[: one.start]))


def has_share(one: Quantity) -> bool:
    """Whether a number stands with its share, which tells what it is of: "36 entries (56%)"."""
    return one.value is not None and one.percent is not None and not one.is_all


def share_of(
    one: Quantity, whole: FigureClaim | None, kind: Kind | None, what: Measure, base: Measure
) -> tuple[int | None, Measure]:
    """Return of how many items a figure is a part, and what these are counted for."""
    is_alone = one.of is None and one.percent is None and what != "total"
    if whole and is_alone and kind == whole.kind:
        return whole.value, whole.measure  # "Of the 37 items, four are done and 33 open"
    return one.of, base


def shared_total(
    masked: str, named: Sequence[Named], claims: Sequence[FigureClaim], one: Quantity
) -> FigureClaim | None:
    """Return the total that a framework's share is of: "16 made, four for Public Protection"."""
    made = [c for c in claims if c.measure == "total" and c.of is None]
    is_share = one.value is not None and _is_share_for(masked, named, one)
    return made[-1] if made and is_share else None


def base_claim(
    spot: Spot,
    sentence: str,
    states: Sequence[State],
    named: Sequence[Named],
    around: Around,
    kind: Kind | None,
    one: Quantity,
    limit: int,
) -> FigureClaim:
    """Return the claim of how many there are of which others are a part: "of the 42 open items"."""
    state = adjective_of(sentence, states, one, limit)
    measure: Measure = state.measure if state else "total"
    about = (kind, measure, *scope_of(sentence, named, one, limit, around), one.value)
    doubt = doubt_of_figure(sentence, one.start, one.end, state, named, around.day)
    doubt = doubt or doubt_of_base(sentence, named)
    quote = " ".join(sentence.split())[:120]
    near = () if named else around.mentioned
    return FigureClaim(spot, group_of_measure(measure), *about, quote=quote, doubt=doubt, near=near)


def _is_share_for(masked: str, named: Sequence[Named], one: Quantity) -> bool:
    """Whether a figure is a framework's share of those before it: "nine for Public Protection"."""
    return any(
        one.end < n.start
        and re.fullmatch(
            r"(?: of (?:them|these|those|which))? (?:for|under|on) (?:the )?",
            masked[one.end : n.start],
        )
        for n in named
    )


def is_bare_share(masked: str, one: Quantity, state: State) -> bool:
    """Whether a share is of items that only their number names: "18 of the 64 are done"."""
    if one.of is None or one.is_all:
        return False
    first, last = sorted((one.start, state.start))
    between = masked[one.end : last] if first == one.start else masked[state.end : one.start]
    words = _THINGS.sub(" ", between)
    return not odd_words(words) and bool(re.match(r"[ .,;:)]|$", masked[one.end :]))

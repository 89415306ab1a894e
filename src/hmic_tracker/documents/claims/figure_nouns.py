"""Whether the words beside a figure make it one of items, or of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import A_PART, Measure
from hmic_tracker.documents.claims.known_words import PLAIN, odd_words
from hmic_tracker.documents.claims.measure_words import KINDS, State, kind_of_word
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.documents.claims.quantities import Quantity
    from hmic_tracker.domain.words import Kind

_IN_ALL: Final = re.compile(r" (?:in (?:all|total)|altogether|together)\b", re.I)
_LEAVES: Final = re.compile(r"\bleav(?:es|ing) $", re.I)
_TIME: Final = re.compile(r" (?:calendar |working )?(?:days?|weeks?|months?|years?|hours?)\b", re.I)
_MORE: Final = re.compile(
    r" (?:more|further|additional|others?|owner)\b",
    re.I,
)
_OTHER_THING: Final = re.compile(
    r" (?:\w+ )?(?:frameworks?|headings?|inspections?|phases?|reports?|parts?|sections?"
    r"|areas?(?! (?:for|of) )(?! remain))\b",
    re.I,
)
"""What is counted and is no item: "across three frameworks"."""
_NOUN: Final = re.compile(
    rf" (?:(?:open|overdue|completed|outstanding|live) )?{KINDS.pattern}", re.I
)
_TIGHT: Final = re.compile(
    r"(?: of (?:them|these|those|(?:the|our) (?:open|outstanding|live|remaining)))?"
    rf"(?: \([\d.]+ ?%\))?(?: (?:\w+ ){{0,2}}{KINDS.pattern}"
    r"(?: (?:in|of) (?:the|our|this) (?:\w+ )?plan)?)?,?"
    r"(?: (?:\([\d%]+\)|is|are|was|were|has|have|had"
    rf"|been|now"
    r"|still|all|both|already|fully|as|reported|shown|recorded|also|yet|therefore|so|remain"
    r"|thus))* ",
    re.I,
)
_NUMBER_OF: Final = re.compile(
    rf"\b(?:number|total) of (?:\w+ ){{0,2}}?{KINDS.pattern}"
    r"(?: (?:that|which|are|is|still|now|currently|recorded|shown|reported|as))* $",
    re.I,
)
_IS_SO_MANY: Final = re.compile(
    r",?(?: (?:is|was|stands|stood|remains|now|currently|at|has|risen|fallen|to|therefore))* ", re.I
)
_GAVE: Final = re.compile(
    r"\b(?:led to|resulted in|made|gave|identified|contain(?:s|ed)|received|raised|issued|set out"
    r"|produced|(?:plan|report|inspection) (?:has|had|holds|held|included|comprises))"
    r"(?: (?:us|the (?:force|service|prison|council)|a total of|in all|altogether|some))* $",
    re.I,
)
_NEXT_CLAUSE: Final = re.compile(r"[,;:(]| (?:with|while|which|and (?:was|were|is|are)) ")
_HOW_FAR: Final = frozenset({"some", "majority", "almost"})
_IS_ONE: Final = re.compile(r"\b(?:is|was|remains)(?: (?:now|still|only|just))? $", re.I)
_THAT: Final = re.compile(r" (?:that|which) ", re.I)
_RELATIVE: Final = re.compile(r"\b(?:which|that|whom)(?: they)? $", re.I)
_AN_OWNER: Final = re.compile(r"\b(?:have|has|with)(?: now| got)? an? (?:\w+ )?owner\b", re.I)
_OWN_KIND: Final = r"(?:recommendations?|AFIs?|areas? for improvement|causes? of concern)"
_JOINED_KINDS: Final = re.compile(
    rf" {_OWN_KIND}(?:(?:,|,? and) {NUMBER} {_OWN_KIND})+ (?:are|were|is|have|has)"
    r"(?: (?:now|all|both|been|still|since))* ",
    re.I,
)
"""What stands between a number and the state that those of several kinds have."""
_WORK: Final = re.compile(r"(?: of)?(?: the| this| that| its| their)?(?: remaining)? work\b", re.I)


def is_tight(
    masked: str, one: Quantity, state: State | None, limit: int, states: Sequence[State]
) -> bool:
    """Whether a figure's kind and state stand beside it: "six recommendations are completed"."""
    others = {s.measure for s in states if s != state} - {"total"}
    if state is None or state not in states or (others and state.measure == "total"):
        return False
    if others & _HOW_FAR:
        return False
    if one.is_all and (one.value is None and one.of is None):
        return False
    clause = _NEXT_CLAUSE.search(masked, state.end, limit)
    stop = clause.start() if clause else limit
    later = {s.measure for s in states if s.start > state.end and s.end <= stop}
    if later - {state.measure}:
        return False
    if not one.end <= state.start < limit:
        is_joined = _JOINED_KINDS.fullmatch(masked[one.end : max(one.end, state.start)])
        return bool(is_joined) or _is_number_of(masked, one, state)
    between, behind = masked[one.end : state.start], masked[state.end : limit]
    if _IS_ONE.search(masked[: one.start]):
        between = _THAT.sub(" ", between)  # "it is one of two recommendations that are complete"
    if _TIGHT.fullmatch(between):
        return bool(KINDS.search(between)) or not one.of
    return not between.strip() and bool(KINDS.match(behind.lstrip()))


def _is_number_of(masked: str, one: Quantity, state: State) -> bool:
    """Whether a figure is given as how many are so: "the number of AFIs overdue is two"."""
    between = masked[state.end : one.start] if state.end <= one.start else "?"
    return bool(_IS_SO_MANY.fullmatch(between) and _NUMBER_OF.search(masked[: state.start]))


def is_given(masked: str, one: Quantity) -> bool:
    """Whether a number is how many the inspectors gave: "The inspection led to six AFIs"."""
    return has_noun(masked, one) and bool(_GAVE.search(masked[: one.start]))


def narrowed(
    masked: str,
    kinds: Sequence[re.Match[str]],
    states: Sequence[State],
    one: Quantity,
    kind: Kind | None,
) -> tuple[Kind | None, str]:
    """Return the kind of a figure with a noun of its own, or of all before it, and its doubt."""
    if _is_of_other_things(masked, states, one):
        return None, A_PART
    is_rest = _IN_ALL.match(masked, one.end) or _LEAVES.search(masked[: one.start])
    if is_rest and len(_kinds_before(kinds, one)) > 1:
        return None, ""  # "16 recommendations and 48 AFIs, 64 in all"
    return kind, ""


def of_its_group(masked: str, one: Quantity) -> Quantity:
    """Return how many are so of which a sentence says that its item is one: "is one of six"."""
    is_one = one.value == 1 and one.of is not None and _IS_ONE.search(masked[: one.start])
    return one._replace(value=one.of, of=None) if is_one else one


def has_noun(masked: str, one: Quantity) -> bool:
    """Whether a word for items stands right behind a figure."""
    return bool(_NOUN.match(masked, one.end))


def is_counted(
    masked: str,
    kinds: Sequence[re.Match[str]],
    named: Sequence[Named],
    one: Quantity,
    limit: int,
    floor: int,
) -> bool:
    """Whether a figure is how many items there are: their kind is right beside it."""
    names = [(n.start, n.end) for n in named]
    for kind in kinds:
        if one.end <= kind.start() < limit:
            words = _without(masked, one.end, kind.start(), names)
            return not odd_words(words)
        if floor <= kind.end() <= one.start:
            words = masked[kind.end() : one.start]
            behind = re.match(r" ?(?:[.,;:)(\n]|and\b|$)", masked[one.end :])
            if behind and re.fullmatch(
                r"(?:[\s:=(–—-]|total|made|identified|number)*", words, re.I
            ):
                return True
    return False


def _without(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    inside = [text[n] if all(not a <= n < b for a, b in spans) else " " for n in range(start, end)]
    return "".join(inside)


def _is_of_other_things(masked: str, states: Sequence[State], one: Quantity) -> bool:
    """Whether a figure has a noun of its own that is none of our words: "28 smaller points"."""
    behind = re.match(r"(?: [\w’'-]+){1,4}", masked[one.end :])
    if behind and one.is_all and _WORK.match(behind[0]):
        return True
    if behind is None or one.is_all or one.percent is not None:
        return False
    if _OTHER_THING.match(behind[0]):
        return True
    if one.of is not None:
        return False
    first = behind[0].split()[0]
    is_state = any(one.end <= s.start <= one.end + len(first) + 2 for s in states)
    has_kind = bool(KINDS.search(masked, one.end, one.end + len(behind[0]) + 8))
    return not (is_state or has_kind or PLAIN.fullmatch(first) or not first[0].isalpha())


def _kinds_before(kinds: Sequence[re.Match[str]], one: Quantity) -> set[Kind | None]:
    return {kind_of_word(kind[0]) for kind in kinds if kind.end() <= one.start}


def is_none(masked: str, one: Quantity, what: Measure, *, adds: bool = True) -> bool:
    """Whether a figure can't be held against anything: "all", "three more", "62 days".

    More of what is so besides `adds` to nothing: "Two are completed, one more is in progress".
    """
    if _TIME.match(masked, one.end):
        return True
    if one.is_all and _RELATIVE.search(masked[: one.start]):
        return True  # "the cause of concern, which all three answer"
    is_more = adds and what not in {"due-by", "due-on"} and _MORE.match(masked, one.end)
    if what == "total" and one.value == 1 and one.of is None and not has_noun(masked, one):
        return True  # "the one that was never identified"
    if what == "total" and one.value == 0:  # "no item has been …" by a word that isn't ours
        return True
    is_unknown = what == "no-owner" and one.percent is None and value_for(masked, one, what) is None
    is_unknown = is_unknown or (what == "no-owner" and bool(one.value) and _has_owner(masked))
    return (one.is_all and one.value is None) or is_unknown or bool(is_more)


def _has_owner(masked: str) -> bool:
    """Whether a sentence counts items that have an owner."""
    return bool(_AN_OWNER.search(masked)) and not re.search(r"\b(?:without|no owner)\b", masked)


def value_for(sentence: str, one: Quantity, what: Measure) -> int | None:
    """Return how many are so; "none of the 12 has an owner" is 12 without one."""
    value = one.of if one.is_all else one.value
    if what == "no-owner" and value == 0 and "no owner" not in sentence:
        return one.of
    return value

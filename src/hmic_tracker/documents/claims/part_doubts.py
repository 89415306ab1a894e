"""Whether the words beside the items of a figure leave some of them out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.certainty import blanked
from hmic_tracker.documents.claims.claim_types import A_PART
from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.documents.claims.measure_words import KINDS, State, states_in
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_SORT: Final = re.compile(
    r"(?:key|priority|main|national|local|urgent|high|low)\b[^:.]{3,60}:", re.I
)
"""A label that names a sort of items: "Key recommendations: two"."""
_COUNTED: Final = re.compile(rf"\b(?:{NUMBER}|none|no)\b", re.I)
_RESTRICTS: Final = re.compile(
    r"\b(?:addressed|relat(?:ed|ing)|concerning|about|owned|assigned|allocated|led|involving|linked"
    r"|requiring|whose|dealing|responsib\w+|belonging|falling|aimed|directed|categor\w+"
    r"|priorit\w+|urgent|national|local|strategic|sampled?|checked|reviewed|selected|key|main"
    r"|tested|inspected by|examined|sub|partial\w*|high|medium|low|risk"
    r"|red|amber|green|blue)\b",
    re.I,
)
_BESIDE_KIND: Final = re.compile(r" (?:(?:now|already|reported|recorded|shown|marked|as|to be) )*")
_OWN_VERB: Final = re.compile(
    r" (?:still |now |also )?(?:rests?|lacks?|needs?|requires?|relate?s?|belongs?|concerns?|comes?"
    r"|falls? (?!due)|sits?|stands?|depends?|awaits? (?!verif)|carry|carries|show|shows|covers?)\b"
)
"""A verb right behind the state of some items: what is said of those that are in it."""
_WITH: Final = re.compile(
    r" with(?:out)? (?:an? |no |any )?(?:(?:due|target) )?(?:dates?|deadlines?|owners?)\b", re.I
)
_OF_WITH: Final = frozenset({"no-owner", "no-date", "dated", "total"})
"""What items with a date, or without an owner, are counted for."""
_IN_REPORT: Final = re.compile(
    r" (?:in|of|from|made in) (?:the|their|that|this) (?:\w+ )?(?:report|inspection)\b.*", re.I
)
"""Where all items come from: "of the 22 items in the report published on 12 March 2026"."""
_BASE_FIRST: Final = re.compile(
    rf"(?:\d+\.? )?(?:Of|Among|Out of|From) (?:the |these |those |its |all )*{NUMBER} "
    rf"(?:[\w-]+ ){{0,2}}?{KINDS.pattern}(?P<of>[^,;]*),",
    re.I,
)


def doubt_of_part(
    sentence: str, start: int, end: int, state: State | None, named: Sequence[Named]
) -> str:
    """Return A_PART where words stand beside the items that may leave some of them out."""
    kind = KINDS.search(sentence, end)
    masked = blanked(sentence, 0, named, None)
    if _RESTRICTS.search(_clause_before(masked, start)):
        return A_PART
    if kind is None:
        return ""
    is_of_dates = state is None or state.measure in _OF_WITH
    if not is_of_dates and _WITH.match(sentence, kind.end()):
        return A_PART
    if state is not None and state.start >= kind.end():
        between = masked[end : kind.start()] + " " + masked[kind.end() : state.start]
    else:
        stop = re.search(r"[,.;:()]| and | but ", masked[kind.end() :])
        rest = masked[kind.end() : kind.end() + stop.start()] if stop else masked[kind.end() :]
        between = masked[end : kind.start()] + " " + rest
        if state is not None and state.start >= end:
            between = between.replace(sentence[state.start : state.end], " ")
    if _RESTRICTS.search(between):
        return A_PART
    if state is not None and _named_by(masked, kind.end(), state):
        return A_PART
    between = _COUNTED.sub(" ", DATE.sub(" ", between))
    return A_PART if odd_words(between) and state is not None else ""


def _named_by(masked: str, end: int, state: State) -> bool:
    """Whether a state names items of which something else is said: "3 items completed rest on"."""
    is_beside = end <= state.start and _BESIDE_KIND.fullmatch(masked[end : state.start])
    return bool(is_beside and _OWN_VERB.match(masked, state.end))


def is_base_odd(sentence: str, named: Sequence[Named]) -> bool:
    """Whether a sentence begins with some items alone: "Of the 37 items on older people, four"."""
    head = _BASE_FIRST.match(blanked(sentence, 0, named, None))
    if head is None:
        return False
    words = _IN_REPORT.sub("", head["of"])
    for state in reversed(states_in(words)):
        words = f"{words[: state.start]} {words[state.end :]}"
    return bool(odd_words(words))


def _clause_before(masked: str, start: int) -> str:
    """Return the words before a figure that name what it is of: "Of the recommendations …, two".

    A label may do so: "Key recommendations: two".
    """
    head = re.match(r"(?:Of|Among|From) (?P<whole>.*)$", masked[:start])
    return head["whole"] if head else (label[0] if (label := _SORT.match(masked)) else "")

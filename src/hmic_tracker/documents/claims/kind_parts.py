"""Items of each kind among some: "Of the 15 still open, 12 are AFIs and 3 recommendations"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import Extent, FigureClaim, Spot
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    STATES_OF_ITEMS,
    State,
    kind_of_word,
    states_in,
    value_of,
)
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Measure
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

_PART: Final = (
    rf"(?P<value>{NUMBER})(?: (?:is|are|was|were))?(?: the| a| an)? (?P<kind>{KINDS.pattern})"
)
_ONE: Final = re.compile(_PART, re.I)
_ANY: Final = _PART.replace("?P<value>", "?:").replace("?P<kind>", "?:")
_OF_THEM: Final = re.compile(
    rf"(?:[\d.]+ )?of (?:the|these|those|its|our) (?:{NUMBER}) (?P<whole>[^,.;:]{{3,60}}),"
    rf" (?P<parts>{_ANY}(?:(?:,|,? and) {_ANY})+)(?=[.,;:]|$)",
    re.I,
)
_SHARE: Final = re.compile(
    rf"\b(?P<value>{NUMBER}) (?P<kind>{KINDS.pattern}) (?:out )?of (?:the |all )?(?P<of>{NUMBER})"
    rf"(?= and\b|[.,;:]|$)",
    re.I,
)
_THAT_IS: Final = re.compile(r"(?:[\d.]+ )?(?:that is|this is|these are|they are|namely)\b", re.I)


def kind_parts(
    spot: Spot,
    sentence: str,
    named: Sequence[Named],
    above: tuple[str | None, Extent],
    before: State | None,
) -> Iterator[FigureClaim]:
    """Yield how many of the items of each kind are so, where a sentence parts some by their kinds.

    `above` is what the items are of, `before` the state that the sentence before counted for.
    """
    if named:
        return
    parted = _of_them(sentence) or _shares(sentence, before)
    if parted is None:
        return
    measure, parts = parted
    doubt = doubt_of_statement(sentence)
    for value, of, kind in parts:
        yield FigureClaim(
            spot,
            "status",
            kind,
            measure,
            *above,
            value,
            of,
            quote=" ".join(sentence.split()),
            doubt=doubt,
            is_tight=True,
            has_noun=True,
        )


_Parted = tuple["Measure", list[tuple["int | None", "int | None", "Kind | None"]]]


def _of_them(sentence: str) -> _Parted | None:
    """Return the state of the items that a sentence begins with, and how many are of each kind."""
    match = _OF_THEM.match(sentence)
    states = [s for s in states_in(match["whole"]) if s.measure in STATES_OF_ITEMS] if match else []
    if match is None or len(states) != 1:
        return None
    parts = [(one["value"], None, one["kind"]) for one in _ONE.finditer(match["parts"])]
    return states[0].measure, _read(parts)


def _shares(sentence: str, before: State | None) -> _Parted | None:
    """Return "That is 1 recommendation of 3 and 4 AFIs of 16", of what was counted before."""
    shares = list(_SHARE.finditer(sentence))
    state = next(iter(states_in(sentence)), before if _THAT_IS.match(sentence) else None)
    if not shares or state is None or state.measure not in STATES_OF_ITEMS:
        return None
    return state.measure, _read([(one["value"], one["of"], one["kind"]) for one in shares])


def _read(
    parts: Sequence[tuple[str, str | None, str]],
) -> list[tuple[int | None, int | None, Kind | None]]:
    """Return the numbers and kinds of parts; none where two are of one kind."""
    kinds = [kind_of_word(kind) for _, _, kind in parts]
    if len(set(kinds)) < len(kinds) or None in kinds:
        return []
    return [
        (value_of(value), value_of(of) if of else None, kind)
        for (value, of, _), kind in zip(parts, kinds, strict=True)
    ]

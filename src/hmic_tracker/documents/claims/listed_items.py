"""Items by their words, listed behind their state: "Not started: the library (due May), cells"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.claims.item_states import item_claims
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ItemClaim, ItemRef, Spot
    from hmic_tracker.documents.claims.item_titles import ItemTitles

_LIST: Final = re.compile(r"(?:[\d.]+ )?(?P<state>[A-Z][a-z]+(?: [a-z]+){0,3}): (?P<items>.{8,})")
_BREAK: Final = re.compile(
    r"(?:; (?:and )?|(?<=\)),?(?: and)? |, (?:and )?)(?![^()]{0,120}\))|(?<=\)) and "
)
"""What parts the items of a list, and stands in no bracket."""
_AND: Final = re.compile(r" and ")
_ELEMENT: Final = re.compile(
    r"(?:the |a |an |our |its |both |and )*(?P<name>[^()]{4,110}?)"
    r"(?: \((?P<more>[^()]{3,80})\))?[.,]?"
)
_FEWEST: Final = 2
"""A word alone is as often that of something else."""


_MODAL: Final = r"(?!\b(?:should|must|will|would|could|ought|may)\b)"
_JOINED: Final = re.compile(
    r"(?:[\d.]+ )?(?P<first>[^.,;:]{6,70}?),? and (?:on )?"
    rf"(?P<second>(?:{_MODAL}[^.,;:]){{6,70}}?)"
    r" (?P<what>(?:are|were|have|had)(?: both| each| all)?\b.*)",
    re.I,
)
_BEFORE: Final = re.compile(r"(?:the |our |its |work on |both )+", re.I)


def joined_items(spot: Spot, sentence: str, titles: ItemTitles) -> list[ItemClaim]:
    """Return what a sentence says of two items: "The framework and the plans are both due …"."""
    pair = _JOINED.fullmatch(sentence)
    if pair is None:
        return []
    both = [_element(_BEFORE.sub("", pair[name], count=1), titles) for name in ("first", "second")]
    refs = [one[0] for one in both if one is not None]
    if len(refs) < len(both) or refs[0] == refs[1]:
        return []
    return [claim for ref in refs for claim in item_claims(spot, ref, pair["what"], sentence)]


def listed_items(spot: Spot, sentence: str, titles: ItemTitles) -> list[ItemClaim]:
    """Return what a line says of the items that it lists behind a state and a colon."""
    line = _LIST.fullmatch(sentence)
    if line is None or not statement_of(line["state"], is_cell=True).statuses:
        return []
    claims: list[ItemClaim] = []
    for ref, more in _elements(line["items"], titles):
        own = item_claims(spot, ref, more, sentence) if more else []
        has = {claim.field for claim in own}
        its = item_claims(spot, ref, line["state"].lower(), sentence)
        claims += [*own, *(claim for claim in its if claim.field not in has)]
    return claims


def _elements(text: str, titles: ItemTitles) -> Iterator[tuple[ItemRef, str]]:
    """Yield the items of a list that are known by their words, each with what is in brackets."""
    for part in _BREAK.split(text):
        whole = _element(part, titles)
        pieces = _AND.split(part)
        if whole is None and len(pieces) > 1:
            yield from (one for piece in pieces if (one := _element(piece, titles)))
        elif whole:
            yield whole


def _element(part: str, titles: ItemTitles) -> tuple[ItemRef, str] | None:
    element = _ELEMENT.fullmatch(part.strip())
    if element is None:
        return None
    topic = titles.of_topic(element["name"])
    if topic is None or not titles.is_known_by(topic):
        topic = titles.in_text(element["name"], is_cell=True)
        if topic is None or len(topic.ref.words) < _FEWEST:
            return None
    return topic.ref, element["more"] or ""

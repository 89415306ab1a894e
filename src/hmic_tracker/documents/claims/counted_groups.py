"""Items that a sentence counts, and what the next one says of them: "They are all in progress"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import (
    Claim,
    Extent,
    ShareClaim,
    Sight,
    Spot,
)
from hmic_tracker.documents.claims.due_claims import due_claims
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    STATES_OF_ITEMS,
    kind_of_word,
    states_in,
    value_of,
)
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

_COUNTED: Final = re.compile(
    rf"\b(?:(?P<part>{NUMBER}|none|neither) of )?(?:the |its |those |these |their |our |your )?"
    rf"(?P<number>{NUMBER}) (?:[a-z-]+ ){{0,2}}?(?P<kind>{KINDS.pattern})",
    re.I,
)
_ALL_OF_THEM: Final = re.compile(
    rf"(?:(?:all|both|each)(?: of (?:them|these|those))?|they|these|those|all (?:the )?"
    rf"(?P<number>{NUMBER}))(?: (?:both|all|each))? (?P<verb>is|are|was|were|has|have|had|remain"
    r"|remains|should|must)\b",
    re.I,
)
_THE_OTHERS: Final = re.compile(
    rf"the (?:other|others|remaining|rest)(?: (?P<number>{NUMBER}))?"
    r" (?P<verb>is|are|was|were|has|have|had|should|must)\b",
    re.I,
)
_OPEN: Final = re.compile(
    r"\b(?:not|never|yet|almost|nearly|partly|mostly|would|will|if|until|when|should|must|to be"
    r"|expected|hoped)\b",
    re.I,
)


class CountedGroup(NamedTuple):
    """Items that were counted: how many, of which kind, of which framework and extent.

    Of a `part` of them it was said how they stand.
    """

    number: int
    kind: Kind | None
    framework: str
    extent: Extent
    part: int | None = None


def group_of(
    sentence: str, named: Sequence[Named], above: tuple[str, Extent] | None
) -> CountedGroup | None:
    """Return the items of one framework that a sentence counts, of each kind once."""
    counts = list(_COUNTED.finditer(sentence))
    about = (named[0].slug, named[0].extent) if named else above
    is_whole = 0 < len(counts) == len(KINDS.findall(sentence)) and len({n.slug for n in named}) < 2
    if about is None or not is_whole:
        return None
    numbers = [value_of(one["number"]) or 0 for one in counts]
    kinds = [kind_of_word(one["kind"]) for one in counts]
    parts = [value_of(one["part"]) for one in counts if one["part"]]
    if len(set(kinds)) < len(kinds) or sum(numbers) < 2 or (parts and len(counts) > 1):
        return None
    kind = kinds[0] if len(kinds) == 1 else None
    return CountedGroup(sum(numbers), kind, *about, parts[0] if parts else None)


def claims_of_group(
    spot: Spot, sentence: str, named: Sequence[Named], group: CountedGroup
) -> Iterator[Claim]:
    """Yield what a sentence says of all items that the one before it counted, or of the others."""
    if named or KINDS.search(sentence):
        return
    others = _THE_OTHERS.match(sentence)
    match = _ALL_OF_THEM.match(sentence) or others
    if match is None:
        return
    number = value_of(match["number"]) if match["number"] else None
    whole = group.number if others is None else group.number - (group.part or 0)
    if (others and group.part is None) or number not in {None, whole}:
        return
    if others is None and number is None and group.part not in {None, group.number}:
        return  # "both" may be those of which it was said how they stand
    for claim in due_claims(spot, sentence, (), group.framework, group.extent):
        yield claim._replace(kind=group.kind)
    if others is None:
        yield from _state_of(spot, sentence, match, group)


def _state_of(
    spot: Spot, sentence: str, match: re.Match[str], group: CountedGroup
) -> Iterator[ShareClaim]:
    """Yield what the verb right behind the pronoun says that all of them are."""
    clause = re.split(r"[,;:]| (?:and|but|although|though|while)\b", sentence, maxsplit=1)[0]
    states = [one for one in states_in(clause) if one.start >= match.end()]
    if not states or states[0].measure not in STATES_OF_ITEMS:
        return
    if _OPEN.search(clause[match.start("verb") : states[0].start]):
        return
    sight = Sight(frameworks=(group.framework,), kinds=(group.kind,))
    yield ShareClaim(
        spot,
        states[0].measure,
        "all",
        group.kind,
        (group.framework,),
        " ".join(sentence.split()),
        doubt_of_statement(clause),
        sight,
        of=group.number,
    )

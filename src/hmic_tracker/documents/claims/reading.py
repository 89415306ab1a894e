"""A paper's claims, by the names, the day and the words of the plan and of its parties."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.documents.claims.claim_types import (
    ANOTHER_KEY,
    Claim,
    FigureClaim,
    ItemClaim,
    JointClaim,
    Measure,
    Mention,
    PaperClaims,
    PartCount,
    ShareClaim,
    Stated,
)
from hmic_tracker.documents.claims.colour_keys import has_own_key
from hmic_tracker.documents.claims.families import Families
from hmic_tracker.documents.claims.listed_counts import with_nouns
from hmic_tracker.documents.claims.measure_words import states_in
from hmic_tracker.documents.claims.own_names import (
    NO_PARTIES,
    Parties,
    as_force,
    as_inspectorate,
    own_names,
)
from hmic_tracker.documents.claims.paper_days import day_of, name_of
from hmic_tracker.documents.claims.paper_names import PaperNames
from hmic_tracker.documents.claims.paper_reader import PaperReader
from hmic_tracker.documents.claims.passages import (
    PaperTable,
    Passage,
    pieces_of,
    without_numbers,
)
from hmic_tracker.documents.claims.plain_grades import unquoted
from hmic_tracker.documents.claims.plain_words import dated, each_text, in_plain_words
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.grades import Scale
    from hmic_tracker.domain.items import Item

MOST_CLAIMS: Final = 20_000
_ROWS_OF_HEAD: Final = 8
_STRICT: Final[dict[Measure, Measure]] = {"in-progress": "under-way"}
_UNNAMED: Final = re.compile(
    r"\b(?:not|nor|cannot|can not|never|n['’]t)\b[^.;]{0,30}\b(?:say|tell|told|know|known|show\w*"
    r"|identif\w+|state[ds]?|clear|named?|spec\w+|given|clarified|confirmed)\b[^.;]{0,12}\bwhich\b"
    r"|(?<!of )\bwhich (?:one|of (?:the|these|those) (?:two|three|four|\d+))?[^.;]{0,40}?\b(?:not"
    r"|never|unclear"
    r"|n['’]t|unknown|unconfirmed)\b|\bto be (?:identified|clarified)\b|\bwithout (?:a number"
    r"|saying which|naming|identifying)\b"
    r"|\bunidentified\b|\b(?:not|un)(?: been| yet)? ?(?:identified|named)\b",
    re.I,
)
"""What says that one of several items is completed, and not which: the source's count is right."""


def read_claims(
    document: Document,
    style: str,
    frameworks: Iterable[Framework],
    scales: Iterable[Scale],
    items: Iterable[Item],
    parties: Parties = NO_PARTIES,
) -> PaperClaims:
    """Return what a paper says; the texts of the plan's `items` are no claims."""
    known_items = tuple(items)
    kinds = {item.kind for item in known_items}
    pieces = pieces_of(document, style)
    printed = [piece.text for piece in pieces if isinstance(piece, Passage)]
    organisations = parties.organisations
    as_own = as_force(own_names(organisations, printed), organisations)
    as_theirs = as_inspectorate(parties.inspectors)
    texts = [as_theirs(as_own(item.text)) for item in known_items if item.text]
    known_scales = tuple(scales)
    bare = unquoted(grade for scale in known_scales for grade in scale.grades)
    named = (each_text(one, lambda text: bare(as_theirs(as_own(text)))) for one in pieces)
    given = list(named)
    plain = in_plain_words(given, kinds, len(known_items))
    pieces = without_numbers(with_nouns(plain, len(known_items)))
    passages = [piece.text for piece in pieces if isinstance(piece, Passage)]
    day, day_from = day_of([text for piece in pieces for text in _texts_of(piece)])
    known = tuple(frameworks)
    names = PaperNames(known)
    names.learn(passages)
    owners = [item.owner for item in known_items if item.owner]
    has_all = len(texts) == len(known_items)
    own_texts: dict[str, list[str]] = {}
    for item in known_items:
        if item.text and item.framework:
            own_texts.setdefault(item.framework, []).append(as_theirs(as_own(item.text)))
    reader = PaperReader(
        names, Families(known), known_scales, texts, owners, day, own_texts, has_all=has_all
    )
    for piece in pieces:
        if len(reader.claims) > MOST_CLAIMS:
            break
        reader.read(piece)
    name, title = name_of(passages, document.name)
    claims = _without_key(reader.claims) if has_own_key(given) else reader.claims
    if any(_UNNAMED.search(text) for text in passages):
        claims = [
            one._replace(is_unnamed=True)
            if isinstance(one, (FigureClaim, Mention, JointClaim, PartCount, ShareClaim))
            else one
            for one in claims
        ]
    if _tells_not_started(pieces):
        claims = [*map(_under_way, claims)]
    return PaperClaims(name, title, day, day_from, tuple(claims), tuple(reader.others))


def _tells_not_started(pieces: Iterable[Passage | PaperTable]) -> bool:
    """Whether a paper tells items that are not started from those in progress."""
    texts = (text for piece in pieces for text in _texts_of(piece))
    return any(state.measure == "not-started" for text in texts for state in states_in(text))


def _under_way(claim: Claim) -> Claim:
    """Return a claim whose items in progress are no other open ones."""
    match claim:
        case FigureClaim(measure="in-progress") | ShareClaim(measure="in-progress"):
            return claim._replace(measure="under-way")
        case Mention() if "in-progress" in claim.measures:
            kept = (one for one in claim.measures if one != "in-progress")
            return claim._replace(measures=(*kept, "under-way"))
        case JointClaim():
            parts = ((_STRICT.get(one, one), number) for one, number in claim.parts)
            return claim._replace(parts=tuple(parts))
        case PartCount():
            return claim._replace(
                so_far=tuple(map(_strict, claim.so_far)),
                state=_strict(claim.state),
                besides=tuple(map(_strict, claim.besides)),
            )
    return claim


def _strict(one: Stated) -> Stated:
    return _STRICT.get(one[0], one[0]), one[1]


def _without_key(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims, the colours of items in doubt: they are by the paper's own key."""
    return [
        one._replace(doubt=ANOTHER_KEY)
        if isinstance(one, ItemClaim) and one.field == "colour"
        else one
        for one in claims
    ]


def _texts_of(piece: Passage | PaperTable) -> list[str]:
    """Return a passage's text, or the rows of a table, whose first may be taken for its heads."""
    if isinstance(piece, Passage):
        return [piece.text]
    rows = (piece.heads, *(row.cells for row in piece.rows[:_ROWS_OF_HEAD]))
    return [dated(" ".join(filter(None, cells))) for cells in rows]

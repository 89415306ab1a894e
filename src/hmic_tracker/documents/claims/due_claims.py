"""When items are due that no id names: those of a framework, the oldest, the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import DueClaim, Extent, ItemRef, Spot
from hmic_tracker.documents.claims.item_states import item_claims
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_LEAD: Final = re.compile(
    r"\b(?:deadline|milestone|target|due date|completion date)\b.{0,40}?\b(?:is|are|of)\b ", re.I
)
DEFERRED_UNTIL: Final = re.compile(rf",? ?\bdeferred (?:until|to) {DATE.pattern}", re.I)
"""What a deferral has, which leaves an item's own date as it is."""
_SPEAKS: Final = re.compile(
    r"\b(?:deadline|due|milestone|target"
    r"|(?:is|are|was|were) (?:all )?to be (?:completed|finished|done)"
    r"|should have been (?:completed|finished|done)"
    r"|will be (?:completed|finished|done))\b",
    re.I,
)
_FIRST: Final = re.compile(
    r"\b(?P<which>oldest|earliest|longest|next|last|latest|final)\b(?P<words>[^.;]{0,60}?)"
    r"\b(?:were|was|is|are|falls?|fell"
    rf"|due|:) ?(?:due |on |in |by |since |from )*(?:the end of )?(?P<date>{DATE.pattern})",
    re.I,
)
_WHICH: Final[dict[str, Literal["oldest", "next", "last"]]] = {
    "next": "next",
    "last": "last",
    "latest": "last",
    "final": "last",
}
_WHAT: Final = re.compile(
    r"\b(?:dates?|overdue|outstanding|open|due|deadline|target|milestone|items?|recommendations?|AFIs?)\b"
    r"|^\s*(?:ones? |of (?:these|them) |(?:target )?dates? |of all )*$",
    re.I,
)
_OTHER: Final = re.compile(
    r"\b(?:meeting|report|paper|inspection|review|visit|board|committee|strands|frameworks"
    r"|areas|parts|these \w+ areas)\b",
    re.I,
)


_OF_LATE: Final = re.compile(r"\b(?:overdue|late|missed|passed|of (?:them|these|those))\b", re.I)
"""What says that the first or last date is that of some items: of those that are late."""
_FURTHER: Final = re.compile(
    rf"\b(?:further|another|more|others|{NUMBER}) (?:are|is|fall)\b|\bfurther\b", re.I
)
"""What says behind a framework's name that a date is that of other items."""


def due_claims(
    spot: Spot, sentence: str, named: Sequence[Named], framework: str, extent: Extent
) -> list[DueClaim]:
    """Return when a sentence says that the items of the one framework that it names are due."""
    plain = DEFERRED_UNTIL.sub(" ", sentence)
    due = [
        claim
        for claim in item_claims(spot, ItemRef(), _LEAD.sub("due ", plain), sentence)
        if claim.field == "due"
    ]
    if not due or not _SPEAKS.search(sentence) or _OTHER.search(sentence):
        return []
    if named and _FURTHER.search(sentence, named[-1].end):
        return []
    doubt = due[0].doubt or doubt_of_statement(sentence, named)
    kinds = {kind_of_word(match[0]) for match in KINDS.finditer(sentence)}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    return [DueClaim(spot, kind, framework, extent, due[0].due, quote=sentence, doubt=doubt)]


def first_due(
    spot: Spot, sentence: str, named: Sequence[Named], day: date | None
) -> DueClaim | None:
    """Return what a sentence says of the oldest or next date of all: "The oldest was due …"."""
    match = _FIRST.search(sentence)
    if match is None or named or day is None or _OTHER.search(match["words"]):
        return None
    days = days_of_cell(match["date"])
    if not days or not _WHAT.search(match["words"]) or _OF_LATE.search(match["words"]):
        return None
    kinds = [kind_of_word(m[0]) for m in KINDS.finditer(match["words"])]
    which = _WHICH.get(match["which"].lower(), "oldest")
    return DueClaim(
        spot,
        kinds[0] if kinds else None,
        None,
        "plan",
        days[0],
        quote=sentence,
        doubt=doubt_of_statement(sentence),
        which=which,
    )

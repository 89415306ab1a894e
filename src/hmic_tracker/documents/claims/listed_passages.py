"""Passages under a heading that names items or gives their state: a list, "Status: done"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.claim_types import ItemClaim, ItemRef, Spot
from hmic_tracker.documents.claims.date_mentions import dates_in
from hmic_tracker.documents.claims.item_colours import colour_of_cell
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.item_states import item_claims
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.claims.sentences import sentences_of
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.domain.words import COMPLETED, OPEN, Status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.paper_state import PaperState
    from hmic_tracker.documents.claims.passages import Passage

_ONLY_IDS: Final = re.compile(r"(?:(?:(?:REC|AFI|COC|GP)[-‐‑–]?\d+[a-z]?|to|and|[,;]) ?)+\.?", re.I)
_DONE_LABEL: Final = re.compile(
    r"(?:date |when )?(?:completed?|done|finished|(?P<verified>verified|validated))(?: on| date)?",
    re.I,
)
_DUE_HEAD: Final = re.compile(
    r"(?:#+ )?(?:[\d.]+ )?(?:(?:items|actions|recommendations) )?(?:which |that )?"
    rf"(?:(?:are|falling|falls?) )?due (?:on |in )?"
    rf"(?P<date>{DATE.pattern}|\d{{1,2}} (?:{'|'.join(MONTHS)}))",
    re.I,
)
"""A heading of the items that are due on a day."""
_OF_ITEMS: Final = re.compile(rf"{KINDS.pattern}|\boverdue\b", re.I)
"""Headings of lists of items: what is "completed" alone may be steps."""
_TITLE: Final = re.compile(r"[^:;.–—(]*")
_YES_NO: Final = re.compile(r"yes|no|not yet", re.I)
_VERIFIED: Final[frozenset[Status]] = frozenset({"verified", "closed"})
_SHORT: Final = 40
_NEXT_LABEL: Final = re.compile(r"(?<=[\w.)]) +(?=[A-Z][a-z]+(?: [a-z]+)?:(?: |$))")


def is_ids_alone(text: str) -> bool:
    """Whether a line is nothing but ids: "REC-1, REC-4 to REC-6"."""
    return bool(_ONLY_IDS.fullmatch(text))


def claims_of_label(spot: Spot, text: str, items: ItemRef | None) -> list[ItemClaim] | None:
    """Return what "Status: in progress" says of the items above; None of what is no field."""
    label, _, behind = text.partition(":")
    if items is not None and (colour := colour_of_cell(label, behind)):
        return [ItemClaim(spot, items, "colour", stated=colour, quote=text)]
    if items is not None and (
        own := _of_field(spot, label.strip(), behind.strip(" ."), items, text)
    ):
        return own
    at = field_at(text)
    if at is None or items is None:
        return None
    name, start = at
    value = _NEXT_LABEL.split(text[start:].strip())[0].strip(" ;,")
    value = next(iter(sentences_of(value)), value)
    if name == "status":
        statuses = statement_of(value, is_cell=True).statuses
        if not statuses:
            return []
        return [ItemClaim(spot, items, "status", statuses, stated=value, quote=text)]
    if name in {"due", "revised"}:
        return [c for c in item_claims(spot, items, f"due {value}", text) if c.field == "due"]
    return [] if name in {"owner", "evidence", "addressee"} else None


def due_of_list(piece: Passage, text: str, over: str, has: list[ItemClaim]) -> list[ItemClaim]:
    """Return the date that a heading gives the item of a bullet below it: "Due on 31 May 2026"."""
    heading = _DUE_HEAD.fullmatch(over.strip(" :."))
    days = dates_in(heading["date"]) if heading else []
    refs = references_in(text, None) if days and piece.role == "bullet" else []
    if not refs or refs[0].start > 2 or not refs[0].ref.ids or heading is None:
        return []
    if any(claim.field in {"due", "done-on"} for claim in has):
        return []
    stated = heading["date"]
    return [ItemClaim(piece.spot, refs[0].ref, "due", due=days[0][0], stated=stated, quote=text)]


def _of_field(spot: Spot, label: str, value: str, items: ItemRef, quote: str) -> list[ItemClaim]:
    """Return what "Completed: 28 September" or "Verified: no" says of items."""
    if not (named := _DONE_LABEL.fullmatch(label)):
        return []
    if DATE.fullmatch(value):
        claims = item_claims(spot, items, f"completed on {value}", quote)
        return [claim for claim in claims if claim.field == "done-on"]
    if not _YES_NO.fullmatch(value):
        return []
    is_so = value.lower() == "yes"
    if named["verified"]:
        statuses = _VERIFIED if is_so else (OPEN | COMPLETED) - _VERIFIED
    else:
        statuses = COMPLETED if is_so else OPEN
    stated = quote if len(quote) < _SHORT else value
    return [ItemClaim(spot, items, "status", frozenset(statuses), stated=stated, quote=quote)]


def claims_of_list(
    piece: Passage, text: str, at: PaperState, titles: ItemTitles
) -> list[ItemClaim] | None:
    """Return the claims of a bullet in a list whose heading says how its items stand.

    None of what is no such bullet.
    """
    if not at.listed or (piece.role != "bullet" and not is_ids_alone(text)):
        return None
    refs = references_in(text, at.framework.sure)
    if not refs and _OF_ITEMS.search(at.listed):
        titled = titles.of_subject(_TITLE.match(text)[0])  # type: ignore[index]
        refs = [titled._replace(start=0)] if titled and len(titled.ref.words) > 1 else []
    if not refs or refs[0].start > 2:
        return None
    claims: list[ItemClaim] = []
    for ref, end in zip(refs, [*(r.start for r in refs[1:]), len(text)], strict=True):
        own = item_claims(piece.spot, ref.ref, text[ref.end : end], text)
        has = {claim.field for claim in own}
        claims += own
        claims += [
            claim
            for claim in item_claims(piece.spot, ref.ref, at.listed, text)
            if claim.field not in has and claim.field != "due"
        ]
    return claims

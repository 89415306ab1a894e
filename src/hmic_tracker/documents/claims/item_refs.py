"""The items that a text names: "REC-5 to REC-8 and AFI-11", "Recommendation 3"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind

_ID: Final = r"(?:REC|AFI|COC|GP)[-‐‑–]?\d{1,4}[a-z]?"
_RANGE: Final = re.compile(
    rf"(?<![\w-])(?P<first>{_ID})(?:\s*(?:\.\.|to|–|—|-|through)\s*(?P<last>(?:{_ID}|\d{{1,4}})))?(?![\w-])",
)
_JOIN: Final = re.compile(r"\s*(?:,|and|&|, and|;)\s*", re.I)
_LABEL: Final = re.compile(
    r"\b(?P<kind>recommendation|rec|area for improvement|afi|cause of concern)"
    r"(?: (?:no\.? ?|number )| )(?P<label>\d{1,3}[a-z]?)\b(?! ?(?:of|%|/))",
    re.I,
)
_MOST: Final = 2000


class Reference(NamedTuple):
    """Items that are named, and where."""

    ref: ItemRef
    start: int
    end: int


def references_in(text: str, framework: str | None) -> list[Reference]:
    """Return the items named in a text; neighbours joined by commas and "and" are named together.

    Ids that the plan doesn't have are named too, for whoever compares them.
    """
    hits: list[Reference] = []
    for match in _RANGE.finditer(text):
        ids = _ids(match["first"], match["last"])
        if not ids:
            continue
        if hits and hits[-1].ref.ids and _JOIN.fullmatch(text[hits[-1].end : match.start()]):
            last = hits[-1]
            both = ItemRef((*last.ref.ids, *ids))
            hits[-1] = Reference(both, last.start, match.end())
        else:
            hits.append(Reference(ItemRef(ids), *match.span()))
    if hits:
        return hits
    return [
        Reference(ItemRef((), _kind(m["kind"]), m["label"].lower(), framework), *m.span())
        for m in _LABEL.finditer(text)
    ]


def _ids(first: str, last: str | None) -> tuple[str, ...]:
    prefix, start = _parted(first)
    if last is None:
        return (f"{prefix}-{start}",)
    other, end = _parted(last) if last[0].isalpha() else (prefix, last)
    if other != prefix or not (start.isdecimal() and end.isdecimal()):
        return ()
    if not int(start) <= int(end) <= int(start) + _MOST:
        return ()
    return tuple(f"{prefix}-{n}" for n in range(int(start), int(end) + 1))


def _parted(item_id: str) -> tuple[str, str]:
    match = re.match(r"([A-Z]+)\W?(.*)", item_id)
    return (match[1], match[2]) if match else ("", "")


def _kind(word: str) -> Kind:
    plain = word.lower()
    if plain.startswith("rec"):
        return "recommendation"
    return "cause-of-concern" if plain.startswith("cause") else "afi"

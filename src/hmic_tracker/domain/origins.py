"""The origin of an entry: the same wherever one document gave one item the same values.

Two copies of a plan that take in the same report have an entry each; by their origin they are known
as one (`domain.ancestry`). A document that is taken in once more, after an undo, has another: what
it gives then, it gives knowing of the first.
"""

from __future__ import annotations

import base64
import hashlib
from itertools import count

from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item


def document_key(sha256: str, marks: str = "") -> str:
    """What tells a document from others: its SHA-256, and its marks where a person corrected it."""
    return "\n".join(filter(None, (sha256, marks and _digest(marks))))


def origin_of(item: Item, entry: Entry, document: str) -> str:
    """The origin of an entry that a document makes in an item: 16 base32 characters."""
    given = "\n".join((document, item.uid, entry.event, entry.note or "", *_values(entry)))
    known = {one.origin for one in item.history}
    tries = (_digest(given if n == 1 else f"{given}\n{n}") for n in count(1))
    return next(origin for origin in tries if origin not in known)


def _values(entry: Entry) -> list[str]:
    """The values given, whatever they replace: a step's or evidence's without its number.

    Evidence is of the day of the entry, which is another in another copy where the document has
    none.
    """
    values, places = [], dict[tuple[str, int], int]()
    for change in entry.changes:
        field, new = change.field, change.new
        if place := parse_part_field(field):
            kind, n, name = place
            if name == "on" and new == entry.on.isoformat():
                continue
            field = f"{kind} {places.setdefault((kind, n), len(places) + 1)} {name}"
        values.append(f"{field}={new!r}")
    return values


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:10]).decode().lower()

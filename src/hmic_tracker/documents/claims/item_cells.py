"""The item that a table's cell names behind its framework: "PVP overall, Recommendation 1"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.measure_words import kind_of_word
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.domain.words import Kind

_ITEM: Final = re.compile(
    r"(?:[^,:]{3,40}, )??(?P<name>[^\d,:;]{2,60}?)[ ,:–—-]+"
    r"(?:(?P<kind>rec|recommendation|afi|area for improvement)\.? ?(?:no\.? ?|number )?)?"
    r"#?(?P<label>\d{1,3})",
    re.I,
)


_OWN_ID: Final = re.compile(r"(?P<name>[A-Z]{2,5})[ ./-]?(?P<kind>[RA]?)[ ./-]?(?P<label>\d{1,3})")
"""An item by initials and a number, as forces have them: "NP1", "PVP-R2"."""
_KINDS: Final[dict[str, Kind]] = {"R": "recommendation", "A": "afi"}


def item_of_cell(cell: str, names: PaperNames, kind: Kind | None) -> ItemRef | None:
    """Return the item that a cell names by its framework and number; `kind` where it says none.

    A kind that nothing says is left open.
    """
    short = _OWN_ID.fullmatch(cell)
    if short and (over := names.of_cell(short["name"])):
        return ItemRef((), _KINDS.get(short["kind"].upper(), kind), (short["label"],), over.slug)
    match = _ITEM.fullmatch(cell)
    named = names.of_cell(match["name"]) if match else None
    if match is None or named is None:
        return None
    own = kind_of_word(match["kind"]) if match["kind"] else kind
    return ItemRef((), own, (match["label"],), named.slug)

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


def item_of_cell(cell: str, names: PaperNames, kind: Kind | None) -> ItemRef | None:
    """Return the item that a cell names by its framework and number; `kind` where it says none.

    A kind that nothing says is left open.
    """
    match = _ITEM.fullmatch(cell)
    named = names.of_cell(match["name"]) if match else None
    if match is None or named is None:
        return None
    own = kind_of_word(match["kind"]) if match["kind"] else kind
    return ItemRef((), own, (match["label"],), named.slug)

"""The key to a document's colours, from its marks."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.wording.colour_keys import ColourKey, colours_explained
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.marks import Mark

_OF_ITEMS: Final = frozenset({"status", "update", "grade", "grades", "graded", "owner", "due"})
"""Words of marks whose text is a value, and no line of a key."""


def colour_key(marks: Sequence[Mark]) -> ColourKey:
    """Return what each colour says of an item, as the document itself explains it."""
    return colours_explained("" if mark.word in _OF_ITEMS else mark.text for mark in marks)

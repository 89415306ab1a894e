"""Appendices that a document cites and doesn't have."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document, Place

_CITED: Final = re.compile(r"\b(Appendix|Annex)\s(\d{1,2}|[A-Z])\b")
_HEADING: Final = 100


class Citation(NamedTuple):
    """An appendix that isn't there, and where it is cited first: "Appendix 2"."""

    name: str
    place: Place


def missing_appendices(document: Document) -> tuple[Citation, ...]:
    """Return the appendices that are cited and not in the document, each once, in their order.

    One is there where a block begins with its name and is a heading or as short as one.
    """
    there: set[str] = set()
    cited: dict[str, Place] = {}
    for block in document.blocks:
        for match in _CITED.finditer(block.text):
            name = f"{match[1]} {match[2]}"
            is_short = block.role == "heading" or len(block.text) <= _HEADING
            if match.start() == 0 and is_short:
                there.add(name)
            elif block.role != "furniture":
                cited.setdefault(name, block.place)
    return tuple(Citation(name, place) for name, place in cited.items() if name not in there)

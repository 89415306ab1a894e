"""Labels whose name and number have a line each, "Recommendation" and "1" below it, made one."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import (
    is_code_of_parts,
    is_label_alone,
    names_with_numbers,
    says_number,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.documents.blocks import Block, Document

_BARE: Final = re.compile(r"\d{1,3}[a-z]?")
_LONGEST_HEAD: Final = 40


def with_whole_labels(document: Document) -> Document:
    """Return a document with one block for each label that has two lines."""
    blocks = document.blocks
    candidates = [at for at in range(len(blocks) - 1) if _has_number_below(blocks, at)]
    names = names_with_numbers({at: blocks[at].text for at in candidates})
    whole = (
        block._replace(text=f"{block.text} {blocks[at + 1].text}") if at in names else block
        for at, block in enumerate(blocks)
        if at - 1 not in names
    )
    return document._replace(blocks=tuple(whole)) if names else document


def _has_number_below(blocks: Sequence[Block], at: int) -> bool:
    """Return whether a line may be a name with its number below it, and is no column's head."""
    name, number = blocks[at : at + 2]
    if name.role == "row" or number.role != "paragraph":
        return False
    above = blocks[at - 1].text if at and (number.gap or not name.gap) else ""
    if len(above) <= _LONGEST_HEAD and field_named(above):
        return False
    if says_number(name.text):
        return is_code_of_parts(number.text) and is_label_alone(f"{name.text} {number.text}")
    near = not number.gap or name.role == "heading"
    return near and not name.marker and bool(_BARE.fullmatch(number.text))

"""Rows of a list, each with what must be done and its day; its head may name the day alone."""

from __future__ import annotations

from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.headers import date_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_PAIR: Final = 2


def read(context: ReaderContext, block: Block) -> int:
    """Read such a row, or the name of the day above the first of them."""
    if context.kind is None or context.kind.word not in {"rec", "afi"} or context.former:
        return 0
    follows = context.following
    if block.role != "row":
        is_above = follows is not None and _is_dated(follows)
        if not is_above or block.marker or field_named(block.text) != "due":
            return 0
        context.mark(context.at, "label")
        return 1
    if not _is_dated(block):
        return 0
    text, day = (span for span, cell in zip(cell_spans(block), block.cells, strict=True) if cell)
    context.mark_item(context.at, kind_at_hand(context), start=text[0], text=text[0], end=text[1])
    context.mark(context.at, "due", *day)
    return 1


def _is_dated(block: Block) -> bool:
    """Return whether a row has what must be done in one cell, and a day in the next."""
    filled = [cell for cell in block.cells if cell]
    if block.role != "row" or len(filled) != _PAIR:
        return False
    return date_alone(filled[1]) and (asks(filled[0]) or is_order(filled[0]))

"""Labels on two lines: "Recommendation number" and, below it, the number."""

from __future__ import annotations

from hmic_tracker.documents.readers.items import read_below
from hmic_tracker.documents.wording.labels import is_code, is_code_of_parts, kind_numbered
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def read(context: ReaderContext, block: Block) -> int:
    """Read the name of an item's number, the number below it and the text below that."""
    row = None if block.role == "row" else kind_numbered(block.text)
    number = next(context.free_after(context.at), None) if row else None
    if row is None or number is None or context.former:
        return 0
    code = context.blocks[number].text
    if not is_code(code) and not is_code_of_parts(code):
        return 0
    label = code.strip("().:")
    if (last := read_below(context, number, row, label)) is None:
        return 0
    context.mark(context.at, "label")
    context.mark(number, "label")
    return last - context.at + 1

"""Labels on two lines: "Recommendation number" and, below it, the number."""

from __future__ import annotations

from hmic_tracker.documents.readers.items import read_below
from hmic_tracker.documents.wording.labels import is_code, kind_numbered
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LONGEST_CODE: Final = 24


def read(context: ReaderContext, block: Block) -> int:
    """Read the name of an item's number, the number below it and the text below that."""
    row = None if block.role == "row" else kind_numbered(block.text)
    number = next(context.free_after(context.at), None) if row else None
    if row is None or number is None or context.former:
        return 0
    code = context.blocks[number].text
    if not is_code(code) and not _is_long_code(code):
        return 0
    label = code.strip("().:")
    if (last := read_below(context, number, row, label)) is None:
        return 0
    context.mark(context.at, "label")
    context.mark(number, "label")
    return last - context.at + 1


def _is_long_code(text: str) -> bool:
    """Return whether a line is a code of several parts: "FB-2031-07-SR-02"."""
    return len(text) <= _LONGEST_CODE and " " not in text and any(map(str.isdigit, text))

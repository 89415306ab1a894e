"""What is no content: what the source took for a page's or a web site's own, and menus in text."""

from __future__ import annotations

from hmic_tracker.documents.wording.furniture import is_chrome, is_contents_line, is_page_mark
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def read(context: ReaderContext, block: Block) -> bool:
    """Mark a block that is no content."""
    if block.role != "furniture":
        text = block.text
        if block.role == "row" or not (
            is_page_mark(text) or is_contents_line(text) or is_chrome(text)
        ):
            return False
    context.mark(context.at, "~")
    return True

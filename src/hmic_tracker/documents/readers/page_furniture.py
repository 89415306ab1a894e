"""What is no content: what the source took for a page's or a web site's own, and menus in text."""

from __future__ import annotations

from hmic_tracker.documents.wording.furniture import (
    is_chrome,
    is_contents_line,
    is_heading_of_links,
    is_page_mark,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


_LONGEST_LINK: Final = 200
_MOST_LINKS: Final = 20


def read(context: ReaderContext, block: Block) -> int:
    """Mark a block that is no content, and the links to other pages below their heading."""
    if block.role != "row" and is_heading_of_links(block.text):
        return _read_links(context)
    if block.role != "furniture":
        text = block.text
        if block.role == "row" or not (
            is_page_mark(text) or is_contents_line(text) or is_chrome(text)
        ):
            return 0
    context.mark(context.at, "~")
    return 1


def _read_links(context: ReaderContext) -> int:
    """Mark the names of other pages, each a line or a bullet, which say nothing of this one."""
    end = context.at + 1
    for block in context.blocks[context.at + 1 : context.at + 1 + _MOST_LINKS]:
        is_first = end == context.at + 1
        if block.role in {"heading", "row"} or (block.gap and not (is_first or block.marker)):
            break
        if len(block.text) > _LONGEST_LINK or block.text.endswith((".", ":")):
            break
        end += 1
    for at in range(context.at, end):
        context.mark(at, "~")
    return end - context.at

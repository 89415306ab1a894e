"""Lists in a summary that only name what the plan of a report has in full."""

from __future__ import annotations

import re
from itertools import takewhile

from hmic_tracker.documents.wording.advice import SHOULD, asks
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ABOVE: Final = re.compile(
    r"(?:this is |here is |the following is )?(?:what|where) (?:we|(?:the )?inspectors|[A-Z]{3,8}) "
    r"(?:recommend(?:ed)?|found|think|thought|feel|felt)(?: that)? (?:the |this )?[\w’' -]{3,40}? "
    r"(?:can|could|should|needs? to|must) (?:be )?improved?:?",
    re.I,
)
_LONGEST: Final = 100
_DOUBT: Final = "a summary that only names it: the report may have it in full"


def read(context: ReaderContext, block: Block) -> int:
    """Read "This is what we recommend the service can improve:", and the names below it."""
    if context.former or block.marker or not _ABOVE.fullmatch(block.text[: 2 * _LONGEST]):
        return 0
    places = list(
        takewhile(lambda at: _is_point(context.blocks[at]), context.free_after(context.at))
    )
    if not places or any(_says_more(context.blocks[at]) for at in places):
        return 0
    context.mark(context.at, "-")
    for at in places:
        context.mark(at, "?", doubt=_DOUBT)
    return places[-1] - context.at + 1


def _is_point(block: Block) -> bool:
    return block.role == "bullet" and bool(block.marker)


def _says_more(block: Block) -> bool:
    text = block.text
    return len(text) > _LONGEST or asks(text) or bool(SHOULD.search(text))

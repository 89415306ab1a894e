"""Items with a code each, above the sentence that says who accepts them: "4a) iv. …", "5b. …"."""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.acceptances import acceptance, is_of_several
from hmic_tracker.documents.wording.labels import printed_code
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MOST: Final = 12
"""Blocks of a group, with the points of an item."""
_ENDS: Final = (".", ":", ";", "”", ")")
SEVERAL: Final = "says of several items whether they are accepted"


def read(context: ReaderContext, block: Block) -> int:
    """Read such a group, to the sentence below it; it says that all above are recommendations."""
    if context.former or block.role in {"heading", "row"} or not printed_code(block.printed):
        return 0
    places = [context.at, *islice(context.free_after(context.at), _MOST)]
    ends = [n for n in places[1:] if acceptance(context.blocks[n].text)]
    if not ends:
        return 0
    group = [n for n in places if n < ends[0]]
    if not _may_be_group([context.blocks[n] for n in group]):
        return 0
    for n in group:
        if code := printed_code(context.blocks[n].printed):
            context.mark_item(n, RECOMMENDATION, text=code[1], label=code[0])
        else:
            context.mark(n, "", text=0)
    if len(group) > 1 and is_of_several(context.blocks[ends[0]].text):
        context.mark(ends[0], "?", doubt=SEVERAL)
    else:
        context.mark(ends[0], "response")
    return ends[0] - context.at + 1


def _may_be_group(blocks: list[Block]) -> bool:
    """Return whether each block is a text with its code, or goes on with one."""
    codes: set[str] = set()
    is_open = False
    for block in blocks:
        code = printed_code(block.printed)
        if code and (is_open or code[0] in codes):
            return False
        if not code and not (is_open or block.marker or block.text[:1].islower()):
            return False
        codes.update(code[:1] if code else ())
        is_open = not block.text.endswith(_ENDS)
    return not is_open

"""What a law has every body do when it gets a report, which is no item of that report."""

from __future__ import annotations

from hmic_tracker.documents.wording.own_business import says_what_law_sets_out
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def read(context: ReaderContext, block: Block) -> int:
    """Read "Schedule 7 of the Act sets out what a body must do:", and the points below it.

    What stands below those is no item either: the heading above named no list of them.
    """
    if block.marker or block.role == "row" or not says_what_law_sets_out(block.text):
        return 0
    count = 1
    for at in context.free_after(context.at):
        below = context.blocks[at]
        if not (below.marker or below.text[:1].islower()):
            break
        context.mark(at, "?", doubt="a duty that a law sets out")
        count = at - context.at + 1
    context.mark(context.at, "?", doubt="a duty that a law sets out")
    context.kind, context.stem = None, ""
    return count

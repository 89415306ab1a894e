"""Numbers of items on the line above them, beside how grave each is: "4.1  Priority 1"."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.labels import name_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_GRAVITY: Final = (
    r"(?:(?:priority|risk|rating|grade|level|category|importance)(?: (?:level|rating|grade))?:? )?"
    r"(?:[1-5]|[A-D]|high|medium|low|critical|fundamental|significant|essential|important"
    r"|desirable|moderate|minor|major|urgent|routine|advisory|merits attention)"
    r"(?: (?:priority|risk|importance))?(?: \([^()]{1,40}\))?"
)
"""What auditors print of how grave a finding is."""
_NUMBER: Final = re.compile(
    r"(?:(?:ref|no|number|item)\.?:? )?"
    rf"(?P<number>(?:[A-Z]{{1,4}}[-./]?)?\d{{1,3}}(?:\.\d{{1,3}}){{0,2}}[a-z]?)[.):]?"
    rf"(?: [–-]? ?(?P<gravity>{_GRAVITY}))?",
    re.I,
)


def read(context: ReaderContext, block: Block) -> int:
    """Read the number that stands directly above the text of an item without one."""
    below = next(context.free_after(context.at), None)
    if context.former or below is None or not heads_item(block, context.blocks[below]):
        return 0
    context.mark(context.at, "label")
    context.after_item, context.open_item = False, ""
    return 1


def heads_item(block: Block, below: Block) -> bool:
    """Return whether a block is such a number, and the block below it such an item."""
    if below.gap or not _number(block):
        return False
    name = name_alone(below.text)
    body = below.text[name.end :] if name and name.row else ""
    return bool(asks(body) or is_order(body))


def number_above(context: ReaderContext) -> str:
    """Return the number that was read on the line above the current block, "" where none was."""
    above = _above(context.blocks, context.at)
    if above < 0 or not heads_item(context.blocks[above], context.blocks[context.at]):
        return ""
    is_label = any(piece.mark.word == "label" for piece in context.pieces.get(above, ()))
    return _number(context.blocks[above]) if is_label else ""


def _above(blocks: Sequence[Block], at: int) -> int:
    """Return the place of the content above a block, -1 where there is none."""
    return next((n for n in range(at - 1, -1, -1) if blocks[n].role != "furniture"), -1)


def _number(block: Block) -> str:
    """Return the number that a line consists of; one in whole figures has the gravity beside it."""
    match = None if block.role == "row" else _NUMBER.fullmatch(block.printed[:80])
    if match is None:
        return ""
    return match["number"] if match["gravity"] or "." in match["number"] else ""

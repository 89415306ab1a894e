"""Items that are headings of their own in a list: what is below each gives the reasons."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.headings import is_plain_heading, is_surely_heading
from hmic_tracker.documents.wording.advice import (
    asks,
    asks_one_body,
    first_sentence,
    is_order,
    is_stem,
)
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_STATES: Final = re.compile(
    r"(?:The|There|Too|Some|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4}) (?:[\w’'-]+ ){0,8}?"
    r"(?:(?:does|is|do|are|has|have|was|were|can)(?:n[’']t| not)|can[’']t|fails?|lacks?|needs?"
    r"|is|are|has|have|was|were) (?:[\w’'-]+ ?){2}",
)
"""A concern in the bold letters of a sentence without a stop."""
_LONGEST: Final = 4 * SHORT
_MOST_SENTENCES: Final = 8
"""Sentences of a paragraph that are looked at."""


def states_concern(text: str) -> bool:
    """Return whether a text without a stop says what is wrong: "The force doesn’t …"."""
    return bool(_STATES.match(text))


def read(context: ReaderContext, block: Block) -> int:
    """Read a heading below its list's that asks the body for something, or says what is wrong.

    A paragraph with the reasons is below it; one that asks for the same is the item itself.
    """
    row, follows = context.kind, context.following
    if block.role != "heading" or block.marker or row is None or context.former or context.stem:
        return 0
    if row.word not in {"rec", "afi", "cause"} or len(block.text) > _LONGEST:
        return 0
    if context.listed and not context.headed:
        return 0
    if is_surely_heading(block.text) or is_plain_heading(block.text) or label_of(block.text):
        return 0
    if row.word == "cause":
        is_item = not context.listed and states_concern(block.text) and not asks(block.text)
    else:
        is_item = asks_one_body(block.text)
    if not is_item or is_stem(block.text) or follows is None or not _has_reasons(follows):
        return 0
    context.mark_item(context.at, row)
    context.listed += 1
    context.headed = True
    return 1


def _has_reasons(block: Block) -> bool:
    """Return whether a block is a paragraph that asks the body for nothing itself."""
    if block.role != "paragraph" or block.marker or label_of(block.text) or is_stem(block.text):
        return False
    rest = block.text
    if is_order(rest) or asks(first_sentence(rest)):
        return False
    for _ in range(_MOST_SENTENCES):
        if asks_one_body(rest):
            return False
        rest = rest[len(first_sentence(rest)) :].strip()
    return True

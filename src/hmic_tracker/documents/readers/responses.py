"""Responses to the item above: "Agreed. We will …", also under "Management action"."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.acceptances import acceptance, is_of_several
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.status_cells import response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ANSWER: Final = re.compile(r"(?P<word>[A-Z][a-z]{2,20}(?: [a-z]{2,10}){0,2})\.(?= [A-Z]|$)")
_NAME: Final = re.compile(
    r"(?:[A-Z][\w’'-]{1,20} ){0,3}(?:action|response|reply|comments?|answer)\b[^.;:]{0,60}:?", re.I
)
"""What may stand above a response: its name, and a grade or a number behind it."""


def read(context: ReaderContext, block: Block) -> int:
    """Read the response to an item, and its name on the line above it."""
    if context.former or not context.has_items or not _may_answer(block):
        return 0
    is_open = context.open_item not in {"", "prose"}
    if is_open and _answers(block):
        context.mark(context.at, "response", text=context.offset(context.at))
        context.after_item = True
        return 1
    follows = next(context.free_after(context.at), None)
    if follows is None or not _is_name(block) or not _answers(context.blocks[follows]):
        return 0
    context.mark(context.at, "label")
    context.mark(follows, "response" if is_open else "-")
    context.after_item = is_open
    return follows - context.at + 1


def _answers(block: Block) -> bool:
    """Return whether a paragraph begins with a sentence that is a response and nothing else."""
    if not _may_answer(block) or block.role == "row":
        return False
    if acceptance(block.text) and not is_of_several(block.text):
        return True
    match = _ANSWER.match(block.text)
    return match is not None and response_cell(match["word"]) is not None


def _may_answer(block: Block) -> bool:
    """Return whether a block is no point of a list: it may have a paragraph's number, "4.1"."""
    return not block.marker or ("." in block.marker.strip(".") and block.gap)


def _is_name(block: Block) -> bool:
    text = block.text
    if block.role == "row" or len(text) > SHORT or asks(text) or field_at(text):
        return False
    return _NAME.fullmatch(text) is not None

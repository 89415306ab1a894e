"""Items with a question below each, whether it is accepted, and the answer to that."""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.wording.advice import asks, body_recommends, is_order, recommends
from hmic_tracker.documents.wording.field_words import field_alone
from hmic_tracker.documents.wording.labels import label_of, name_alone
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.status_cells import response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MOST_BETWEEN: Final = 4
"""Paragraphs between an item and the question: why it is made."""
_MOST_OF_ACTION: Final = 6
_SHORTEST: Final = 25


def read(context: ReaderContext, block: Block) -> int:
    """Read an item, the question whether it is accepted, the answer and what will be done."""
    if context.former or not _may_be_item(block):
        return 0
    question = _question_below(context)
    if question is None:
        return 0
    context.mark_item(context.at, kind_at_hand(context), text=context.offset(context.at))
    for at in context.free_after(context.at):
        if at >= question:
            break
        context.mark(at, "-")
    context.mark(question, "label")
    last = _read_action(context, _read_answer(context, question))
    context.after_item = True
    return last - context.at + 1


def _may_be_item(block: Block) -> bool:
    text = block.text
    if block.marker or block.role in {"heading", "row"} or len(text) < _SHORTEST:
        return False
    if label_of(text) or name_alone(text):
        return False  # read as any other is, with its fields
    return bool(body_recommends(text) or asks(text) or is_order(text))


def _question_below(context: ReaderContext) -> int | None:
    """Return the place of the question about the item at hand; None where it is about another."""
    for at in islice(context.free_after(context.at), _MOST_BETWEEN + 1):
        block = context.blocks[at]
        if block.text.endswith("?") and field_alone(block.text) == "response":
            return at
        is_other = block.marker or block.role in {"heading", "row"} or heading_of(block)
        if is_other or body_recommends(block.text) or recommends(block.text):
            return None
    return None


def _read_answer(context: ReaderContext, question: int) -> int:
    """Mark what was answered, "Yes" or "Awaiting response"; return the place of it."""
    at = next(context.free_after(question), None)
    if at is None or context.blocks[at].marker or len(context.blocks[at].text) > SHORT:
        return question
    if response_cell(context.blocks[at].text) is None:
        if not _is_awaited(context.blocks[at].text):
            return question
        context.mark(at, "-")
        return at
    context.mark(at, "response")
    return at


def _is_awaited(text: str) -> bool:
    """Return whether a line says that nothing was answered so far: "Awaiting response"."""
    words = text.casefold().split()
    return "awaiting" in words or "awaited" in words or "pending" in words


def _read_action(context: ReaderContext, last: int) -> int:
    """Mark what will be done, or why nothing will, under its name; return the last place."""
    places = list(islice(context.free_after(last), _MOST_OF_ACTION + 1))
    if not places or field_alone(context.blocks[places[0]].text) not in {"update", "response"}:
        return last
    for at in places[1:]:
        block = context.blocks[at]
        is_text = block.role != "row" and (block.marker or heading_of(block) is None)
        if not is_text or field_alone(block.text) or label_of(block.text):
            break
        if body_recommends(block.text) or recommends(block.text):
            break
        if last < places[0]:
            context.mark(places[0], "label")
        context.mark(at, "update", text=context.offset(at))
        last = at
    return last

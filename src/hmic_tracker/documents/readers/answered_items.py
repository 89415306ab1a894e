"""Items and responses in turn, each under its name: "Recommendation: …", "Response:"."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.action_fields import field_starts
from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import read_numbered
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import field_alone, field_at, field_named
from hmic_tracker.documents.wording.labels import is_label_alone, label_of, name_alone
from hmic_tracker.documents.wording.patterns import LONGEST_NAME
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 2
_MOST_BLOCKS: Final = 20
"""Blocks that an item may have before its response."""
_NEAR: Final = 4
"""Blocks behind the last response that may be fields."""
_SHORTEST: Final = 15
_OF_ITEM: Final = re.compile(
    r"(?:this|these|it|they|such)(?: [\w’'-]+){0,3}? (?:should|must|needs? to)\b", re.I
)
"""How a further paragraph of an item begins: "This programme should"."""
_LONGEST_FIELD: Final = 40


def read(context: ReaderContext, block: Block) -> int:
    """Read an item without a number, or a response, of a document that has them in turn."""
    if context.answered is None:
        context.answered = _in_turn(context.blocks)
    if context.former or not context.answered or context.is_table:
        return 0
    ends = context.answered.get(context.at)
    if ends is None:
        return _read_heading(context, block)
    return _read_response(context, ends) if _is_response(block) else _read_item(context, ends)


def _read_heading(context: ReaderContext, block: Block) -> int:
    """Read a chapter's name with its number, directly above the first item of the chapter."""
    below = next(context.free_after(context.at), None)
    if below is None or below not in (context.answered or {}) or not block.marker[:1].isdigit():
        return 0
    if len(block.text) > LONGEST_NAME or heading_of(block) is None:
        return 0
    context.begin_section(None)
    context.mark(context.at, "section")
    return 1


def _read_item(context: ReaderContext, response: int) -> int:
    """Read what is asked for up to the response's name as the item's text.

    An item with its number before its text is read as any other is.
    """
    block = context.blocks[context.at]
    if is_label_alone(block.text):
        last = context.at + read_numbered(context, block) - 1
        if last <= context.at:
            return last - context.at + 1
    else:
        last, name = context.at, name_alone(block.text)
        if name is None or name.row is None:
            return 0
        number = block.marker.strip("().:") if block.marker[:1].isdigit() else ""
        begins = context.offset(last) + name.end
        context.mark_item(last, name.row, text=begins, label=number or name.printed.strip(" ()"))
    for n in [n for n in context.free_after(last) if n < response]:
        if not _goes_on(context.blocks[last], context.blocks[n]):
            break
        context.mark(n, "", text=0)
        last = n
    return last - context.at + 1


def _goes_on(above: Block, block: Block) -> bool:
    """Return whether a paragraph is part of the item above it, and not why it was made."""
    is_open = not above.text.endswith((".", "!", "?", "”", ")"))
    also = asks(block.text) or _OF_ITEM.match(block.text)
    return is_open or block.text[:1].islower() or bool(also)


def _read_response(context: ReaderContext, ends: int) -> int:
    """Read a response's name and all of the paragraphs below it."""
    if context.open_item in {"", "prose"}:
        return 0
    block, offset = context.blocks[context.at], context.offset(context.at)
    field = field_at(block.text)
    begins = offset + field[1] if field else len(block.printed)
    is_begun = begins < len(block.printed)
    context.mark(context.at, "response" if is_begun else "label", text=begins if is_begun else None)
    for n in [n for n in context.free_after(context.at) if n < ends]:
        context.mark(n, "" if is_begun else "response", text=0)
        is_begun = True
    context.after_item = True
    return max(1, ends - context.at)


def _in_turn(blocks: Sequence[Block]) -> Mapping[int, int]:
    """Return where each item and each response ends, by where it begins; none without two pairs."""
    content = [n for n, block in enumerate(blocks) if block.role != "furniture"]
    names = [n for n in content if _is_item(blocks[n]) or _is_response(blocks[n])]
    ends: dict[int, int] = {}
    for item, response, after in zip(names, names[1:], [*names[2:], None], strict=False):
        if not _is_item(blocks[item]) or not _is_response(blocks[response]):
            continue
        if after and not _is_item(blocks[after]):
            continue  # a name of its value, "Accepted"
        behind = _end_of_response(blocks, response, after)
        above = blocks[item + 1 : response]
        alone = is_label_alone(blocks[item].text)
        has_text = not alone or any(block.role != "furniture" for block in above)
        near = behind if after else behind + _NEAR
        if (
            has_text
            and len(above) < _MOST_BLOCKS
            and _is_text([*above, *blocks[response + 1 : near]])
            and len(field_starts(blocks[response].printed, 0)) <= 1
        ):
            ends |= {item: response, response: behind}
    return ends if len(ends) >= 2 * _FEWEST else {}


def _end_of_response(blocks: Sequence[Block], response: int, after: int | None) -> int:
    """Return the place behind a response: that of the headings above the next item.

    Behind the last one there is no such place, and its first paragraph is all that surely is its.
    """
    if after is None:
        return min(len(blocks), response + 1 + (field_alone(blocks[response].text) != ""))
    for n in range(response + 1, after):
        if blocks[n].role == "heading":
            return n
    while after - 1 > response and heading_of(blocks[after - 1]) is not None:
        after -= 1
    return after


def _is_text(blocks: Sequence[Block]) -> bool:
    """Return whether nothing among blocks is a row or a field of an item."""
    return not any(
        block.role == "row" or field_at(block.text) or _is_field_alone(block.text)
        for block in blocks
    )


def _is_field_alone(text: str) -> bool:
    return len(text) <= _LONGEST_FIELD and bool(field_alone(text) or field_named(text))


def _is_item(block: Block) -> bool:
    """Return whether a block begins with the name of an item, its text behind it or below."""
    label = name_alone(block.text) or label_of(block.text)
    if label is None or label.row is None:
        return False
    alone = is_label_alone(block.text)
    return alone or (not label.loose and len(block.text) - label.end >= _SHORTEST)


def _is_response(block: Block) -> bool:
    """Return whether a block is the name of a response, or begins with it."""
    if block.marker or len(block.text) < 4:
        return False
    if field_alone(block.text) == "response":
        return True
    field = field_at(block.text)
    return field is not None and field[0] == "response"

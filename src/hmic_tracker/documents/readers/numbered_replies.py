"""Replies in an appendix: "Recommendation 2", whether it was accepted, why, by whom and when.

The text stands with the same number in a list above, and not once more.
"""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.action_fields import MARK_OF_FIELD, field_starts, mark_fields
from hmic_tracker.documents.readers.headings import is_surely_heading
from hmic_tracker.documents.readers.replies import is_in_reply, label_of_item, label_of_part
from hmic_tracker.documents.wording.acceptances import acceptance, is_of_several
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_alone, field_at
from hmic_tracker.documents.wording.labels import label_of, names_several
from hmic_tracker.documents.wording.patterns import SHORT, known_again
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import is_nothing, response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_STOPS: Final = re.compile(r"[.;:,–—]| - ")
_NUMBER: Final = re.compile(r"\d{1,2}[.)]?")
"""An item's number alone on its line, which heads the part of a reply to it."""
_LONGEST_ANSWER: Final = 4
"""Words of an answer: "Accepted", "Not accepted", "Accepted in part"."""
_MOST_BLOCKS: Final = 15
_NAME: Final = re.compile(
    r"(?:(?:agreed|planned|proposed|officer|further) )?(?:actions?|comments?|reasons?|rationale"
    r"|explanation|details?): (?=\S)",
    re.I,
)
"""What a paragraph of a reply may begin with."""
_OF_SEVERAL: Final = "answers several items at once; what it says is not taken over"
_LAST_FIELDS: Final = frozenset({"owner", "due"})
"""Fields that end a reply: a paragraph apart from them is the document's again."""


class _Head(NamedTuple):
    """The label that a part of a reply is headed by, and where it ends in the block's text."""

    label: str
    end: int


def read(context: ReaderContext, block: Block) -> int:
    """Read what a reply says of the item whose number it gives, to the next number."""
    if context.former or not context.has_items or block.role == "row":
        return 0
    if names_several(block.text) and len(block.text) <= SHORT:
        return _read_of_several(context)
    head = _head(context, block)
    if head is None or not label_of_item(context, head.label):
        return 0
    item, parts = label_of_item(context, head.label), _parts(context)
    if not _is_reply(context, block.text[head.end :].strip(), parts):
        return 0
    context.begin_section(None)
    _mark_head(context, head, item)
    _mark_parts(context, parts, item)
    return (parts[-1] if parts else context.at) - context.at + 1


def _read_of_several(context: ReaderContext) -> int:
    """Show a reply to several items at once, which no one of them can be given."""
    parts = _parts(context)
    texts = [context.blocks[n].text for n in parts]
    if not _begins_with_answer(texts) or not is_in_reply(context):
        return 0
    context.begin_section(None)
    context.mark(context.at, "?", doubt=_OF_SEVERAL)
    for n in parts:
        context.mark(n, "-")
    return parts[-1] - context.at + 1


def _head(context: ReaderContext, block: Block) -> _Head | None:
    """Return the number that heads a part of a reply, and where what is behind it begins."""
    if label := label_of(block.text):
        return _Head(label.printed, label.end)
    number = block.printed if _NUMBER.fullmatch(block.printed) else label_of_part(block)
    return _Head(number, len(block.text)) if number and is_in_reply(context) else None


def _answers(text: str) -> bool:
    """Return whether a text is an answer to an item, or begins with one."""
    if acceptance(text) and not is_of_several(text):
        return True
    first = _STOPS.split(text, maxsplit=1)[0].strip(" ()")
    return len(first.split()) <= _LONGEST_ANSWER and response_cell(first) is not None


def _parts(context: ReaderContext) -> list[int]:
    """Return the places of what is below a number, up to the next one or a heading."""
    places: list[int] = []
    last = 0
    is_closed = is_ended = False
    for n in islice(context.free_after(context.at), _MOST_BLOCKS):
        block = context.blocks[n]
        field = field_at(block.text)
        name = field[0] if field else field_alone(block.text) or bool(_NAME.match(block.text))
        is_ended = bool(
            label_of(block.text) or label_of_part(block) or _NUMBER.fullmatch(block.printed)
        )
        if is_ended or block.role in {"row", "heading"} or kind_heading(block.text):
            break
        if is_surely_heading(block.text) or (is_closed and block.gap and not name):
            break
        places.append(n)
        is_closed = is_closed or name in _LAST_FIELDS
        last = len(places) if name or len(places) == 1 or not block.gap else last
    return places if is_ended else places[:last]


def _is_reply(context: ReaderContext, rest: str, parts: list[int]) -> bool:
    """Return whether there is an answer behind a number or below it, and nothing is asked for."""
    texts = [context.blocks[n].text for n in parts]
    plain = [text for text in texts if not (field_at(text) or field_alone(text))]
    if any(asks(t) or is_order(t) or known_again(t) in context.item_texts for t in plain):
        return False
    if rest:
        return _answers(rest) or (
            _is_title(rest) and _begins_with_answer(texts) and is_in_reply(context)
        )
    return _begins_with_answer(texts) or (len(plain) < len(texts) and is_in_reply(context))


def _begins_with_answer(texts: Sequence[str]) -> bool:
    """Return whether the first of the lines below a number says whether the item is accepted."""
    field = field_at(texts[0]) if texts else None
    if field is not None and field[0] == "response":
        return response_cell(texts[0][field[1] :]) is not None
    named = len(texts) > 1 and field_alone(texts[0]) == "response"
    return bool(texts) and _answers(texts[1] if named else texts[0])


def _is_title(text: str) -> bool:
    """Return whether what stands behind a number only says what the item is about."""
    return len(text) <= SHORT and not (text.endswith(".") or asks(text) or is_order(text))


def _mark_head(context: ReaderContext, head: _Head, item: str) -> None:
    """Mark the number, and the answer that stands behind it."""
    block = context.blocks[context.at]
    begins, rest = context.offset(context.at) + head.end, block.text[head.end :]
    if rest and _answers(rest):
        context.mark(context.at, "section", 0, begins)
        context.mark(context.at, "response", begins, label=item, says=rest.strip(" ()"))
    else:
        context.mark(context.at, "section")


def _mark_parts(context: ReaderContext, parts: list[int], item: str) -> None:
    """Mark the fields below a number, and between them what is said of the item."""
    named = ""
    for n in parts:
        block = context.blocks[n]
        fields = field_starts(block.printed, context.offset(n))
        if fields and fields[0][0] == context.offset(n):
            mark_fields(context, n, [(0, fields[0][1]), *fields[1:]], item)
        elif not named and field_alone(block.text) and not response_cell(block.text):
            context.mark(n, "label")
            named = MARK_OF_FIELD.get(field_alone(block.text), "-")
            continue
        else:
            word = named or ("response" if _answers(block.text) else "update")
            name = None if named else _NAME.match(block.text)
            begins = context.offset(n) + name.end() if name else 0
            word = "-" if is_nothing(block.printed[begins:]) else word
            context.mark(n, word, text=begins, label="" if word == "-" else item)
        named = ""

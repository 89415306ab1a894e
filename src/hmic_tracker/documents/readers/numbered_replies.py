"""Replies in an appendix: "Recommendation 2", whether it was accepted, why, by whom and when.

The text stands with the same number in a list above, and not once more.
"""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.action_fields import MARK_OF_FIELD, field_starts, mark_fields
from hmic_tracker.documents.readers.headings import is_surely_heading
from hmic_tracker.documents.readers.replies import is_in_reply, label_of_item
from hmic_tracker.documents.wording.acceptances import acceptance, is_of_several
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_alone, field_at
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import known_again
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import response_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_STOPS: Final = re.compile(r"[.;:,–—]| - ")
_NUMBER: Final = re.compile(r"\d{1,2}[.)]?")
"""An item's number alone on its line, which heads the part of a reply to it."""
_LONGEST_ANSWER: Final = 4
"""Words of an answer: "Accepted", "Not accepted", "Accepted in part"."""
_MOST_BLOCKS: Final = 15
_LAST_FIELDS: Final = frozenset({"owner", "due"})
"""Fields that end a reply: a paragraph apart from them is the document's again."""


def read(context: ReaderContext, block: Block) -> int:
    """Read what a reply says of the item whose number it gives, to the next number."""
    if context.former or not context.has_items or block.role == "row":
        return 0
    label = label_of(block.text)
    is_number = label is None and bool(_NUMBER.fullmatch(block.printed)) and is_in_reply(context)
    if label is None and not is_number:
        return 0
    printed, begins = (label.printed, label.end) if label else (block.printed, len(block.text))
    rest = block.text[begins:]
    item = label_of_item(context, printed)
    if not item or (rest and not _answers(rest)):
        return 0
    parts = _parts(context)
    if not _is_reply(context, rest, parts):
        return 0
    context.begin_section(None)
    _mark_head(context, begins, item)
    _mark_parts(context, parts, item)
    return (parts[-1] if parts else context.at) - context.at + 1


def _answers(text: str) -> bool:
    """Return whether a text is an answer to an item, or begins with one."""
    if acceptance(text) and not is_of_several(text):
        return True
    first = _STOPS.split(text, maxsplit=1)[0].strip()
    return len(first.split()) <= _LONGEST_ANSWER and response_cell(first) is not None


def _parts(context: ReaderContext) -> list[int]:
    """Return the places of what is below a number, up to the next one or a heading."""
    places: list[int] = []
    last = 0
    is_closed = is_ended = False
    for n in islice(context.free_after(context.at), _MOST_BLOCKS):
        block = context.blocks[n]
        field = field_at(block.text)
        name = field[0] if field else field_alone(block.text)
        is_ended = label_of(block.text) is not None or bool(_NUMBER.fullmatch(block.printed))
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
        return True
    field = field_at(texts[0]) if texts else None
    if field is not None and field[0] == "response":
        return response_cell(texts[0][field[1] :]) is not None
    named = len(texts) > 1 and field_alone(texts[0]) == "response"
    below = bool(texts) and _answers(texts[1] if named else texts[0])
    return below or (len(plain) < len(texts) and is_in_reply(context))


def _mark_head(context: ReaderContext, end: int, item: str) -> None:
    """Mark the number, and the answer that stands behind it."""
    begins = context.offset(context.at) + end
    if end < len(context.blocks[context.at].text):
        context.mark(context.at, "section", 0, begins)
        context.mark(context.at, "response", begins, label=item)
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
            context.mark(n, word, label="" if word == "-" else item)
        named = ""

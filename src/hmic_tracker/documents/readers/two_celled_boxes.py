"""Rows of two cells: an item's label and facts in one, its text and a reply in the other."""

from __future__ import annotations

import re
from itertools import pairwise

from hmic_tracker.documents.readers.action_fields import MARK_OF_FIELD
from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.advice import SHOULD, asks, first_sentence
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FACT: Final = re.compile(r"(?<=[^ :] )(?=[A-Z][a-z]*(?: [a-z]+){0,4}: ?\S)")
"""Where a name with its value begins: "Stated: First time", "To be completed by: 3 May"."""
_REPLY: Final = re.compile(
    r"(?<= )(?=(?:Refs?|References?)\b\.? ?: |(?:[A-Z]\w+ )?(?i:response)\b[^.:]{0,80}: )"
)
"""Where the text ends: below it stand where it is argued for, and what is answered."""
_LONGEST_FACTS: Final = 400
_SIDES: Final = 2


def read(context: ReaderContext, block: Block) -> int:
    """Read "Area for improvement 1 Ref: … To be completed by: …" beside "The home shall …"."""
    if block.role != "row" or context.former or len(block.cells) != _SIDES:
        return 0
    facts, text = block.cells
    label = label_of(facts)
    if label is None or label.row is None or len(facts) > _LONGEST_FACTS or not text:
        return 0
    starts = [match.start() for match in _FACT.finditer(facts, max(0, label.end - 2))]
    if not starts or starts[0] > label.end + 1:
        return 0
    (left, left_end), (right, right_end) = cell_spans(block)
    above = context.blocks[context.at - 1]
    if context.after_item and above.cells[:1] == (facts,) and field_at(text):
        context.mark(context.at, "~", left, right)  # one cell beside two
        _mark_pieces(context, [right, right_end])
        return 1
    if not _says_what_to_do(text):
        return 0
    replies = [right + match.start() for match in _REPLY.finditer(text)]
    at, ends = context.at, [*replies, right_end]
    context.mark(at, "label", left, left + starts[0])
    context.mark_item(at, label.row, start=right, text=right, end=ends[0], label=label.printed)
    pieces = [left + start for start in starts]
    _mark_pieces(context, [*pieces, left_end])
    _mark_pieces(context, ends)
    return 1


def _says_what_to_do(text: str) -> bool:
    return asks(text) or bool(SHOULD.search(first_sentence(text)))


def _mark_pieces(context: ReaderContext, bounds: list[int]) -> None:
    """Mark the pieces between some places of a row: fields of the item, and others."""
    printed = context.blocks[context.at].printed
    for start, end in pairwise(bounds):
        named = field_at(printed[start:end])
        word = MARK_OF_FIELD.get(named[0], "-") if named else "-"
        begins = start + named[1] if named and word != "-" else start
        context.mark(context.at, word, start, end, text=begins)

"""Rows of a table with two columns whose cells became one line: an item, and what was done."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.advice import SHOULD, asks, first_sentence, is_order
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import source_kind
from hmic_tracker.documents.wording.status_cells import state_of_list
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.labels import Label
    from hmic_tracker.documents.wording.source_kinds import SourceKind

_HEADS: Final = re.compile(
    r"(?P<kind>recommendations?|areas? for improvement|afis?|requirements?|actions?)"
    r" (?P<field>[A-Za-z][A-Za-z ]{3,60})",
    re.I,
)
_WHAT_WE_DID: Final = re.compile(
    r"what (?:we|the [a-z]+|was|has been|have we|happened)(?: (?:have|has))?(?: (?:did|done))?"
    r"(?:,? and (?:the|its|our) (?:impact|outcome|effect|difference|result|benefit)s?)?",
    re.I,
)
_DONE: Final = re.compile(r"\b(?:has|have|had|was|were|is|are|been|now|we|our)\b", re.I)
"""What a sentence has that tells what was done about an item."""
_CLOSURES: Final = re.compile(r"\bclosures?\b", re.I)
_STILL_OPEN: Final = re.compile(r"\b(?:open|outstanding|remaining|ongoing|in progress)\b", re.I)
_MOST_ABOVE: Final = 60
"""Lines above such a table that may say how all of its items stand."""


def read(context: ReaderContext, block: Block) -> int:
    """Read the two heads on one line, and the rows below them: each begins with a label."""
    heads = _HEADS.fullmatch(block.text) if block.role != "row" else None
    row = source_kind(heads["kind"]) if heads else None
    if context.former or not heads or not row or not _is_field(heads["field"]):
        return 0
    first = next(context.free_after(context.at), -1)
    if first < 0 or _label_of_row(context.blocks[first]) is None:
        return 0
    row = row if row.word == "afi" else RECOMMENDATION
    state = _state_above(context)
    context.begin_list(row, single=False)
    context.mark(context.at, "list", label=state or row.word)
    last = _read_rows(context, row)
    context.kind, context.after_item = None, False
    return last - context.at + 1


def _is_field(name: str) -> bool:
    return field_of_head(name) in {"update", "status"} or bool(_WHAT_WE_DID.fullmatch(name))


def _label_of_row(block: Block) -> Label | None:
    """Return the label of a line that begins with one and asks for something behind it."""
    label = label_of(block.text)
    rest = block.text[label.end :] if label else ""
    return label if asks(rest) or is_order(rest) else None


def _read_rows(context: ReaderContext, row: SourceKind) -> int:
    """Mark the rows, and the paragraphs that go on with what was done; return the last's place."""
    last = context.at
    for at in context.free_after(context.at):
        block = context.blocks[at]
        if label := _label_of_row(block):
            begins = context.offset(at) + label.end
            ends = begins + _end_of_item(block.text[label.end :])
            context.mark_item(at, row, text=begins, end=ends, label=label.printed)
            if ends < len(block.printed):
                context.mark(at, "update", ends)
        elif block.role == "paragraph" and len(block.text) > SHORT // 2 and block.text[-1] == ".":
            context.mark(at, "update")
        else:
            break
        last = at
    return last


def _end_of_item(text: str) -> int:
    """Return where the sentences end that ask for something, if what follows tells of it."""
    at = 0
    while at < len(text):
        sentence = first_sentence(text[at:])
        if at and not (SHOULD.search(sentence) or asks(sentence)):
            return at if _DONE.search(sentence) else len(text)
        at += len(sentence) or 1
        while at < len(text) and text[at] == " ":
            at += 1
    return len(text)


def _state_above(context: ReaderContext) -> str:
    """Return how the items stand by the nearest line above that says it: "Closures this year"."""
    for at in range(context.at - 1, max(-1, context.at - 1 - _MOST_ABOVE), -1):
        text = context.blocks[at].text
        if len(text) > SHORT or text.endswith((".", ":")) or text[-1:].isdigit():
            continue
        closed = "closed" if _CLOSURES.search(text) else state_of_list(text)
        is_open = _STILL_OPEN.search(text)
        if closed and is_open:
            continue  # the heads of a table that counts both
        if closed or is_open:
            return closed
    return ""

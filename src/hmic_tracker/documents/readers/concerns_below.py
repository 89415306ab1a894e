"""Causes of concern below a heading that says only their number and what they are about."""

from __future__ import annotations

from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.labelled_texts import label_at
from hmic_tracker.documents.wording.advice import asks, is_order, is_stem
from hmic_tracker.documents.wording.labels import label_of, name_alone
from hmic_tracker.documents.wording.patterns import LONGEST_NAME
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_NEXT: Final = 3
"""Lines from a name to the finding, or to what stands below that."""
_SHORTEST: Final = 20


def read(context: ReaderContext, block: Block) -> int:
    """Read "Cause of concern 1: Prevention", on a line or two, and "The service isn't …" below."""
    label = label_at(context, block) or name_alone(block.text)
    if label is None or label.row is None or label.row.word != "cause" or context.former:
        return 0
    text, places = block.text[label.end :], list(islice(context.free_after(context.at), _NEXT))
    if text and not _is_name(text):
        return 0
    if not text and not label.printed:
        return 0  # the name of a list
    name_at, *below = places if not text else [context.at, *places]
    name = text or heading_of(context.blocks[name_at])
    if name is None or not below or not _is_finding(context.blocks[below[0]]):
        return 0
    if not label.printed and not any(_goes_on(context.blocks[at].text) for at in below[1:]):
        return 0
    context.begin_section(context.names.mention(name))
    if not text:
        context.mark(context.at, "label")
    begins = context.offset(context.at) + label.end if text else None
    context.mark(name_at, "framework", text=begins)
    context.mark_item(below[0], label.row, label=label.printed.strip(" ()"))
    return below[0] - context.at + 1


def _is_name(text: str) -> bool:
    """Return whether what stands behind a concern's number only says what it is about."""
    short = 2 < len(text) <= LONGEST_NAME and not text.endswith((".", ":", ";", ",", "?"))
    return short and not asks(text) and not is_order(text)


def _is_finding(block: Block) -> bool:
    """Return whether a paragraph is a whole sentence that says what is wrong."""
    text = block.text
    if block.marker or block.role != "paragraph" or label_of(text) or asks(text):
        return False
    return len(text) >= _SHORTEST and text.endswith(".")


def _goes_on(text: str) -> bool:
    """Return whether a line below a concern asks for something to be done about it."""
    return kind_heading(text) is not None or is_stem(text) or asks(text)

"""Items whose label has a title behind it, and whose text stands in the paragraphs below."""

from __future__ import annotations

import re
from itertools import takewhile

from hmic_tracker.documents.readers.headings import heading_of, is_surely_heading
from hmic_tracker.documents.readers.items import RECOMMENDATION, sub_points
from hmic_tracker.documents.readers.labelled_texts import doubt_of, is_cut_off, label_at
from hmic_tracker.documents.wording.advice import SHOULD, asks, first_sentence, is_order
from hmic_tracker.documents.wording.field_words import starts_field
from hmic_tracker.documents.wording.labels import Label, label_of, names_several
from hmic_tracker.documents.wording.own_business import is_for_members
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SHORTEST: Final = 8
_LONGEST: Final = 200
"""Letters of a title."""
_TWO: Final = 2
_MOST_PARTS: Final = 4
"""Paragraphs below a title, and one more."""
_REPORTS: Final = re.compile(
    r"\w+ (?:(?:has|have|is|are|was|were|been|now|fully) ){0,3}(?:completed|agreed|started|begun"
    r"|done|finished|achieved|delivered|approved|under ?way|in progress|on track)\b",
    re.I,
)
"""What somebody answers, and no order: "Review completed in May."."""
_OUGHT: Final = re.compile(
    r"(?!(?:we|i|you|it|they|this|these|those|that|there|he|she)\b)[^.;:“\"]{2,80}? "
    r"(?:should|must|needs? to)\b",
    re.I,
)
"""What is asked of those who are the body itself: "Members and officers should agree …"."""
_GOES_ON: Final = re.compile(
    r"(?:[A-Z][^,.;:]{3,120}, )?(?:this|these|it|they|both|each) (?:\w+ ){0,3}?"
    r"(?:should|must|needs? to)\b",
    re.I,
)
"""What goes on with an item: "Within two months, it should …"."""


def read(context: ReaderContext, block: Block) -> int:
    """Read "Recommendation 4: A plan for floods" and what it asks for in the paragraphs below.

    The title begins the item's text. A paragraph that asks nobody for anything ends it: that is
    what somebody answers.
    """
    label = label_at(context, block)
    below = next(context.free_after(context.at), None)
    if label is None or label.row is None or below is None or names_several(block.text):
        return 0
    text, follows = block.text[label.end :], context.blocks[below]
    if context.former or not _may_be_title(text):
        return 0
    if not _is_part(follows, first=True):
        return _read_sentence(context, label, below)
    if follows.gap and not doubt_of(label.row, text) and not _are_titled(context):
        return 0  # "Mend the lamps", as an item says it, and a paragraph of its own
    if context.kind and context.kind.word != label.row.word:
        context.kind = None
    return _mark(context, label, below)


def _mark(context: ReaderContext, label: Label, below: int) -> int:
    """Mark a title and the paragraphs below it that say what to do; return how many blocks."""
    begins, row = context.offset(context.at) + label.end, label.row or RECOMMENDATION
    last, part = context.at, below
    if _is_addressee(context, label, below):
        context.mark(last, "label", 0, begins)
        context.mark(last, "owner", begins, label=label.printed)
        context.mark_item(below, row, label=label.printed)
        last = below + sub_points(context, below, context.blocks[below].text)
        part = next(context.free_after(last), -1)
    else:
        context.mark_item(last, row, text=begins, label=label.printed)
    while part >= 0 and (part == below or _is_part(context.blocks[part], first=False)):
        context.mark(part, "")
        last = part + sub_points(context, part, context.blocks[part].text)
        part = next(context.free_after(last), -1)
    return last - context.at + 1


def _is_addressee(context: ReaderContext, label: Label, below: int) -> bool:
    """Return whether a title is the name of the one whom the paragraph below asks by it."""
    name = context.blocks[context.at].text[label.end :].strip(" -–—−:.)").casefold()
    text = context.blocks[below].text
    modal = SHOULD.search(text)
    return modal is not None and name in text[: modal.start()].casefold()


def _read_sentence(context: ReaderContext, label: Label, below: int) -> int:
    """Read a title and the paragraph below that is an order, or asks those of the body itself."""
    block = context.blocks[below]
    if not _is_sentence(block) or (block.gap and not _are_titled(context)):
        return 0
    return _mark(context, label, below)


def _is_sentence(block: Block) -> bool:
    """Return whether a paragraph is a whole sentence that says what to do."""
    text = block.text
    if block.marker or block.role != "paragraph" or not text.endswith((".", ":")):
        return False
    if label_of(text) or starts_field(text) or kind_heading(text):
        return False
    if _REPORTS.match(text):
        return False
    return asks(text) or is_order(text) or bool(_OUGHT.match(first_sentence(text)))


def _are_titled(context: ReaderContext) -> bool:
    """Return whether each item of a document has a title, and paragraphs that say what to do."""
    if context.titled is None:
        titled = plain = 0
        for at, block in enumerate(context.blocks):
            label = label_of(block.text)
            if label is None or label.row is None or names_several(block.text):
                continue
            if _may_be_title(block.text[label.end :]) and _has_sentences(context, at):
                titled += 1
            else:
                plain += 1
        context.titled = titled >= _TWO and not plain
    return context.titled


def _has_sentences(context: ReaderContext, at: int) -> bool:
    """Return whether all that stands below a title up to what is new says what to do."""
    below = [b for b in context.blocks[at + 1 : at + 2 * _MOST_PARTS] if b.role != "furniture"]
    parts = [*takewhile(lambda block: not _is_above(block), below[:_MOST_PARTS])]
    fits = all(_is_sentence(part) or _is_part(part, first=False) for part in parts)
    return 0 < len(parts) < _MOST_PARTS and _is_sentence(parts[0]) and fits


def _is_above(block: Block) -> bool:
    """Return whether a line stands above something new: a label, or a heading."""
    return label_of(block.text) is not None or heading_of(block) is not None


def _may_be_title(text: str) -> bool:
    """Return whether what stands behind a label may only say what the item is about."""
    title = text.strip(" -–—−:.)")
    if not _SHORTEST <= len(title) <= _LONGEST or text.endswith((".", ":", ";", ",", "?")):
        return False
    if is_for_members(title) or is_only_status(title) or is_cut_off(title):
        return False
    return title[:1].isupper() and not asks(title)


def _is_part(block: Block, *, first: bool) -> bool:
    """Return whether a paragraph is of an item: it asks for something, or opens a list."""
    text = block.text
    if block.marker or block.role != "paragraph" or is_surely_heading(text):
        return False
    if label_of(text) or starts_field(text) or kind_heading(text):
        return False
    if not first and _GOES_ON.match(text):
        return True
    return asks(text) or (text.endswith(":") and bool(SHOULD.search(text)))

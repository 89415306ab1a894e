"""Labels of items with the text behind them: its number, and why it may be no item."""

from __future__ import annotations

import re
from itertools import pairwise

from hmic_tracker.documents.wording.advice import asks, body_recommends, is_order
from hmic_tracker.documents.wording.field_words import starts_field
from hmic_tracker.documents.wording.labels import Label, label_of, starts_label
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.status_cells import status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.source_kinds import SourceKind

_YOU: Final = re.compile(
    r"(?:by [^,.]{3,40}, )?you(?:, [^,.]{3,60},)? (?:must|should|need to)\b", re.I
)
"""A letter's or a notice's own words to whom it is for."""
_BODY: Final = re.compile(
    r"(?:(?:The|the) )?[A-Z][\w’'&-]*"
    r"(?:,? (?:(?:of|for|and|the) ){0,2}[A-Z][\w’'&-]*){0,11},? (?=[a-z])"
)
"""A body's name before what it is to do, as if "that" stood before it: "The Office print …"."""
_LONGEST_STATE: Final = 4
"""Words of how an item stands, on a line of its own."""
_WILL: Final = re.compile(r"\bwill\b")
"""What an action that was agreed says instead of "should"."""
_KEY: Final = re.compile(r"(?:[A-Z][A-Za-z]{1,6}: [a-z][^.:;,]{2,60}(?:[.;,] ?|$)){2,12}", re.ASCII)
"""Two short names or more, each with its words behind it."""
CUT_OFF: Final = "is cut off after its first words: its text is not here"
_CUT: Final = re.compile(r"\W*(?:[\w’'-]+ ){0,3}[\w’'-]* ?(?:…|\.{3})[”’\"']?")
"""A text of at most four words that the page itself cuts."""


def label_at(context: ReaderContext, block: Block) -> Label | None:
    """Return the label that a block begins with; a word that all of them have is none of it."""
    label = label_of(block.text)
    if label and label.series and _series_of(context) == {label.series}:
        return label._replace(printed=label.printed.removeprefix(label.series).strip())
    return label


def _series_of(context: ReaderContext) -> set[str]:
    """Return the words that tell a document's numberings apart, "" for one without a word."""
    if context.series is None:
        content = (block.text for block in context.blocks if block.role != "furniture")
        labels = ((label_of(text), len(text)) for text in content)
        context.series = {
            label.series
            for label, length in labels
            if label and (not label.loose or label.end >= length)
        }
    return context.series


def begins_label(context: ReaderContext, block: Block) -> bool:
    """Return whether a line has a label's first word: "Management" directly above "Action 1".

    It stands above each of them.
    """
    below = context.following
    if below is None or below.gap or " " in block.text or not starts_label(below.text):
        return False
    if not starts_label(f"{block.text} {below.text}") or context.times(block.text) < 2:
        return False
    first = below.text.split(" ")[0]
    pairs = pairwise(one for one in context.blocks if one.role != "furniture")
    return all(
        above.text == block.text
        for above, one in pairs
        if one.text.startswith(f"{first} ") and starts_label(one.text)
    )


def is_part_of_cause(context: ReaderContext, label: Label, text: str) -> bool:
    """Return whether "CoC 1.1 Clear the backlog" is what should be done about a cause."""
    is_part = "." in label.printed or bool(context.stem)
    return is_part and is_order(text[label.end :])


def doubt_of(row: SourceKind, text: str) -> str:
    """Return why a labelled text may be no item; "" where it surely is one."""
    body = text.lstrip(" -–—−:.)")
    if (
        row.word != "rec"
        or asks(body)
        or is_order(body)
        or body[:4].casefold() in {"that", "to a", "to r"}
    ):
        return ""
    if re.match(r"(?:to|that) ", body, re.I) or _YOU.match(body) or body_recommends(body):
        return ""
    if (named := _BODY.match(body[: 3 * SHORT])) and is_order(body[named.end() :]):
        return ""
    if row.kind.endswith("action") and _WILL.search(body[: 3 * SHORT]):
        return ""
    return "nothing in it says that anybody should do something"


def is_state_alone(block: Block) -> bool:
    """Return whether a line between a label and its text says how the item stands: "Closed"."""
    text, words = block.text, block.text.split()
    if block.marker or block.role == "row" or len(words) > _LONGEST_STATE or starts_field(text):
        return False
    if is_order(text) and not all(map(status_cell, words)):
        return False  # "Open the books", and not "Open – resolved"
    cell = None if text.endswith((".", ":", ",")) else status_cell(text)
    return cell is not None and cell.status is not None


def is_key(text: str) -> bool:
    """Return whether a line says what short names stand for: "CoC: cause of concern. Rec: …"."""
    return len(text) <= 4 * SHORT and bool(_KEY.fullmatch(text))


def is_cut_off(text: str) -> bool:
    """Return whether a page shows only the first words behind a label: "Change …"."""
    return len(text) <= SHORT and bool(_CUT.fullmatch(text))

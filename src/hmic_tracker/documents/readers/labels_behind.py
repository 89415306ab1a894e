"""Items whose number stands in brackets behind them, and the status on the line below one."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.labels import label_of, trailing_label
from hmic_tracker.documents.wording.status_cells import is_status_alone, may_be_agreed_only
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_NAMED: Final = re.compile(r"[\[(]rec(?:ommendation|\.)? ", re.I)
_BODY: Final = re.compile(
    r"(?!The )[A-Z][\w&’'-]*(?: (?:of|for|and|the|&|[A-Z][\w&’'-]*)){0,9} (?=The [A-Z])"
)
"""The cell of a table that runs into the text beside it: "Ministry of Works The Minister …"."""
_MAY_BE_AGREED: Final = "its status may say that a plan is agreed, or that all is done"
_FEWEST: Final = 2
"""Texts that have their numbers behind them in a document where one begins an item."""


def read(context: ReaderContext, block: Block) -> bool:
    """Read "The Secretary should publish its plan. (Recommendation 2)", whatever is above it."""
    behind = None if context.former else _label_behind(block)
    labels = _all_labels(context) if behind else frozenset()
    if behind is None or behind[0] not in labels or len(labels) < _FEWEST:
        return False
    label, ends = behind
    offset = context.offset(context.at)
    ends, begins = ends + offset, 0
    if body := _BODY.match(block.text):
        begins = offset + body.end()
        context.mark(context.at, "owner", 0, begins, text=offset, label=label)
    row, text = kind_at_hand(context), begins or offset
    context.mark_item(context.at, row, start=begins, text=text, end=ends, label=label)
    context.mark(context.at, "label", ends)
    return True


def read_status(context: ReaderContext, block: Block) -> bool:
    """Read the status on the line directly below an item."""
    if not context.after_item or block.gap or block.marker or block.role != "paragraph":
        return False
    if not is_status_alone(block.text):
        return False
    mark_status(context, context.at)
    return True


def mark_status(context: ReaderContext, at: int, label: str = "") -> str:
    """Mark a line that is a status and nothing else; return why it is a note where it may be two.

    The doubt about a status with a label is for the item, whose text is below it.
    """
    text = context.offset(at)
    if not may_be_agreed_only(context.blocks[at].text):
        context.mark(at, "status", text=text, label=label)
        return ""
    doubt = "" if label else _MAY_BE_AGREED
    context.mark(at, "note", text=text, label=label, kind="Status", doubt=doubt)
    return _MAY_BE_AGREED


def _label_behind(block: Block) -> tuple[str, int] | None:
    """Return the number behind a text that asks for something, and where its bracket begins."""
    may_be = block.role in {"paragraph", "bullet"} and block.text.endswith((")", "]", ")."))
    behind = trailing_label(block.text) if may_be else None
    if behind is None or not _NAMED.match(block.text[behind[1] :].lstrip()):
        return None
    return behind if asks(block.text) or is_order(block.text) else None


def _all_labels(context: ReaderContext) -> frozenset[str]:
    """Return the numbers that stand behind texts of the document, and before none.

    Behind a text that speaks of an item elsewhere there is the number of that.
    """
    if context.labels_behind is None:
        behind = {label[0] for block in context.blocks if (label := _label_behind(block))}
        before = {named.printed for block in context.blocks if (named := label_of(block.text))}
        context.labels_behind = frozenset(behind - before)
    return context.labels_behind

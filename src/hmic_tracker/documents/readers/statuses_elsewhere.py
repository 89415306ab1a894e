"""How items stand whose texts are in another document: "Implemented: R1, R2", "R4 – It is …"."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.items import ELSEWHERE
from hmic_tracker.documents.readers.labelled_texts import doubt_of
from hmic_tracker.documents.wording.advice import asks_after_finding
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_words import mentions_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_HEADING: Final = re.compile(
    r"\b(?:status|progress|implementation|position)\b[^.]{0,30}? (?:of|on|in|with|against|towards)"
    r" [^.]{0,40}?\b(?:recommendations|recommended actions)\b",
    re.I,
)
"""What heads a list of how recommendations stand."""
_CODES: Final = re.compile(r"\b[A-Z]{1,3}[-.]?\d{1,3}[a-z]?(?:(?:,| and| &|, and) [A-Z]{1,3}\d)")
"""Two labels of one shape behind each other: "R1, R2"."""
_STATEMENT: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|remains?|continues?|plans?|began|begun)\b", re.I
)
_FARTHEST: Final = 60
"""Blocks above a line that its heading may be away from it."""


def read(context: ReaderContext, block: Block) -> bool:
    """Read a status of items by their labels, of which the document has no text."""
    if context.former or block.role == "row":
        return False
    if not (_names_codes(block.text) or _is_statement(context, block.text)):
        return False
    context.mark(context.at, "?", doubt=ELSEWHERE)
    context.after_item = False
    return True


def _names_codes(text: str) -> bool:
    """Return whether a line has nothing but a status and the labels of several items."""
    if len(text) > 2 * SHORT or text.endswith(".") or label_of(text):
        return False
    return bool(_CODES.search(text)) and mentions_status(text)


def _is_statement(context: ReaderContext, text: str) -> bool:
    """Return whether a line says how an item stands, below a heading that announces that."""
    label = label_of(text)
    if label is None or label.row is None or not text.endswith("."):
        return False
    body = text[label.end :]
    says = bool(_STATEMENT.search(body[: 2 * SHORT])) and not asks_after_finding(body)
    return says and bool(doubt_of(label.row, body)) and _is_below_statuses(context)


def _is_below_statuses(context: ReaderContext) -> bool:
    """Return whether the nearest heading that speaks of items says that these are statuses."""
    for at in islice(range(context.at - 1, -1, -1), _FARTHEST):
        text = context.blocks[at].text
        if len(text) > SHORT or text.endswith("."):
            continue
        if _HEADING.search(text):
            return True
        if kind_heading(text):
            return False
    return False

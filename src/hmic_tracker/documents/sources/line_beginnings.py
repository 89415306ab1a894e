"""What a printed line begins with: a marker, a label, a cell, or what goes on from above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import field_alone, starts_field
from hmic_tracker.documents.wording.headers import date_alone
from hmic_tracker.documents.wording.labels import name_alone, printed_code, starts_label
from hmic_tracker.documents.wording.patterns import (
    APPENDIX,
    BULLETS,
    DATE,
    GRADE_LINE,
    KIND_HEADING,
    SHORT,
)
from hmic_tracker.documents.wording.status_cells import is_status_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

_YEARS: Final = (
    r"(?:19|20)\d\d/\d\d (?:[A-Za-z]+ ){0,3}(?:[Rr]eports?|[Aa]udits?|[Pp]lans?|[Rr]eviews?"
    r"|[Ii]nspections?|[Aa]ccounts|[Pp]rogramme|[Uu]pdates?)\b"
)
"""Years with which a title begins, and that number nothing: "2031/32 annual audit report"."""
MARKER: Final = re.compile(
    rf"(?:[{BULLETS}·>]|â€¢) ?|(?:[*–—-]|o)(?: |$)"
    r"|(?:\(\d{1,3}\)|\d{1,3}[.)]|\(?[a-z]\)|(?!e\. ?g\.)[a-h]\.(?= [A-Za-z])|\(?[ivx]{1,4}\)"
    r"|[IVX]{1,4}\.)(?: |$)"
    rf"|(?!{_YEARS})"
    r"(?:(?:19|20)?\d{2}/\d{1,4}|\d{1,2}:|\d{1,2}(?:\.\d{1,3}){1,2}\.?) (?=[A-Z‘“'\"])",
    re.ASCII,
)
_NEW: Final = re.compile(r"(?:The|An?|All|Each|Every|This|These) ")
"""What no line begins with that goes on with a sentence."""
_LETTERED: Final = re.compile(r"[A-Z]\. [A-Z]")
_LEADER: Final = re.compile(r"[A-Z][A-Za-z /]{1,30} \.{3,} ")
"""A name with a row of dots to its value."""
_NAME: Final = 3
"""Words of a name, which no figure on the line below goes on with."""


def without_marker(text: str) -> str:
    """Return a text without the bullet or number that it begins with."""
    mark = MARKER.match(text)
    return text[mark.end() :] if mark else text


def begins_block(text: str) -> bool:
    """Return whether a line surely begins a block, whatever is above it."""
    return bool(
        MARKER.match(text)
        or starts_label(text)
        or APPENDIX.match(text)
        or _LETTERED.match(text)
        or printed_code(text)
        or starts_field(text)
        or field_alone(text)
        or _LEADER.match(text)
        or is_grade_line(text)
        or KIND_HEADING.fullmatch(text)
        or names_item(text)
    )


def names_item(text: str) -> bool:
    """Return whether a line begins with an item's name and a colon: "Recommendation: Move …"."""
    named = name_alone(text) if text[:1].isupper() else None
    return named is not None and ":" in text[: named.end]


def is_grade_line(text: str) -> bool:
    """Return whether a line is an area with its grade."""
    return len(text) <= SHORT and bool(GRADE_LINE.fullmatch(text)) and not text.endswith(".")


def is_heading_before(text: str, following: Sequence[Line]) -> bool:
    """Return whether the next line shows a heading: a grade, a list's name, an item's number."""
    if len(text) > SHORT or not text[:1].isupper() or text.endswith((".", ";", ",")):
        return False
    after = next((clean(line.text) for line in following if not line.furniture), "")
    mark = MARKER.match(after)
    rest = after[mark.end() :] if mark else after
    return bool(starts_label(rest) or is_grade_line(rest) or KIND_HEADING.fullmatch(rest))


def begins_cell(text: str) -> bool:
    """Return whether a line begins anew, as a cell does: an item's text, a day, a status."""
    if (_NEW.match(text) and asks(text)) or date_alone(text):
        return True
    return text[:1].isupper() and is_status_alone(text)


def may_go_on(before: str, text: str) -> bool:
    """Return whether a line that begins with a figure may go on with a text above it."""
    return len(before.split()) > _NAME and not DATE.fullmatch(text)  # a day in a cell of its own

"""Titles that a file's properties give, and those that only a program wrote there."""

from __future__ import annotations

import re

from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.light_typing import Final

_BY_PROGRAM: Final = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*|(?:untitled|document|presentation|word document)"
    r"\W?\d{0,6}|.*\.(?:docx?|dotx?|pdf|pptx?|xlsx?|indd|qxp|rtf|odt|html?|tmp))",
    re.IGNORECASE,
)


def file_title(text: str) -> str:
    """Return a title from a file's properties, "" where no person can have chosen it."""
    title = clean(text[:300])
    if len(title) < 4 or " " not in title or _BY_PROGRAM.fullmatch(title):
        return ""
    return title

"""Text without what prints nothing: runs of white space as one space, no control characters."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

_UNPRINTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\xad]"
)


def clean(text: str) -> str:
    """Return the text on one line, without soft hyphens and white space at its ends."""
    return " ".join(_UNPRINTED.sub("", text).split())

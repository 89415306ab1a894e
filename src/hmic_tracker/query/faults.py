"""A slip in an expression, with the place where it is."""

from __future__ import annotations

import unicodedata
from typing import Final

from hmic_tracker.errors import UsageError

LONGEST: Final = 70


class WhereError(UsageError):
    """An expression that can't be read.

    `excerpt` is two lines, at most 70 columns each: the expression around the fault, and a caret
    under it. They are for the screen, between the message and the hint.
    """

    def __init__(self, message: str, hint: str, excerpt: tuple[str, str]) -> None:
        super().__init__(message, hint)
        self.excerpt = excerpt


def excerpt_of(text: str, at: int) -> tuple[str, str]:
    """The text around a place (0 is the first character, its length the end), and the caret."""
    start, before = at, 0
    while start > 0 and before + _width(text[start - 1]) <= LONGEST // 2:
        start -= 1
        before += _width(text[start])
    end, width = at, before
    while end < len(text) and width + _width(text[end]) <= LONGEST - 2:
        width += _width(text[end])
        end += 1
    head, tail = "…" * (start > 0), "…" * (end < len(text))
    shown = "".join(_shown(char) for char in text[start:end])
    return f"{head}{shown}{tail}", " " * (len(head) + before) + "^"


def _shown(char: str) -> str:
    """White space as a space; what has no shape of its own as "?", so that the caret is right."""
    if char.isspace():
        return " "
    return char if char.isprintable() else "?"


def _width(char: str) -> int:
    """The columns a character takes on a terminal."""
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

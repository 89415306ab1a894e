"""A slip in an expression, with the place where it is."""

from __future__ import annotations

import unicodedata

from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import Final

LONGEST: Final = 70


class ExpressionError(UsageError):
    """An expression that can't be read.

    `excerpt` is two lines, at most 70 columns each: the expression around the fault, and a caret
    under it. They are for the screen, between the message and the hint.
    """

    def __init__(self, message: str, hint: str, excerpt: tuple[str, str]) -> None:
        super().__init__(message, hint)
        self.excerpt = excerpt


def excerpt_of(text: str, at: int) -> tuple[str, str]:
    """The text around a place (0 is the first character, its length the end), and the caret."""
    first = max(0, at - LONGEST)
    near = [_shown(char) for char in text[first : at + LONGEST]]
    place = at - first
    start, before = place, 0
    while start > 0 and before + _width(near[start - 1]) <= LONGEST // 2:
        start -= 1
        before += _width(near[start])
    end, width = place, before
    while end < len(near) and width + _width(near[end]) <= LONGEST - 2:
        width += _width(near[end])
        end += 1
    head = "…" if first + start > 0 else ""
    tail = "…" if first + end < len(text) else ""
    return f"{head}{''.join(near[start:end])}{tail}", " " * (len(head) + before) + "^"


def _shown(char: str) -> str:
    """White space as a space; what has no shape of its own as "?", so that the caret is right."""
    if char.isspace():
        return " "
    return char if char.isprintable() else "?"


def _width(char: str) -> int:
    """The columns a printable character takes on a terminal."""
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

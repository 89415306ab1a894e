"""Blanks in place of words that are read already, so that all others keep their places."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


def blank(match: re.Match[str]) -> str:
    """Return as many blanks as a match has letters."""
    return " " * len(match[0])

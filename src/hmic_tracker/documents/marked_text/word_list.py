"""The words of marked text as `tracker help marks` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from hmic_tracker.documents.marks import WORDS, Word
from hmic_tracker.light_typing import Final

_WIDTH: Final = 79
_COLUMN: Final = 14


def word_lines() -> str:
    """Return every word with what it means, at most 79 columns wide."""
    return "\n".join(line for row in WORDS for line in _lines(row))


def _lines(row: Word) -> Iterator[str]:
    others = f" (also {', '.join(row.others)})" if row.others else ""
    label = f"; after it {row.label}" if row.label else ""
    text = wrap(f"{row.meaning}{label}{others}", _WIDTH - _COLUMN - 2)
    for nth, line in enumerate(text):
        yield f"  {'' if nth else row.word:<{_COLUMN}}{line}"

"""Names of people in the cells that ask for a reason and a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.light_typing import Final

_NAME: Final = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|DCI|DI|DS|DCS|ACC|PC|Ch|Supt|Insp|Sgt|T/)\.?\s+){0,2}"
    r"(?:[A-Z]\.?\s*){0,3}[A-Z][\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+){0,2}"
)
_PARTS: Final = re.compile(r"\s*(?:[,;:\n(]|\.\s|\s[-\u2013\u2014]\s)\s*")
_MOST: Final = 50


def typed_names(texts: Iterable[str]) -> tuple[str, ...]:
    """The names that end the texts, each once: of two words at least, written as names are."""
    names: dict[str, None] = {}
    for text in texts:
        last = _PARTS.split(text.strip(" .)\n"))[-1].strip()
        if len(last) <= _MOST and " " in last and _NAME.fullmatch(last):
            names.setdefault(" ".join(last.split()))
    return tuple(names)

"""What the columns of a printed table are by its head, before it is known to be a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.wording.field_words import field_named, field_of_time
from hmic_tracker.documents.wording.source_kinds import OUR_WORDS, kind_heading
from hmic_tracker.light_typing import Final

_LONGEST_NAME: Final = 60
_SAYS: Final = re.compile(
    r"\b(?:recommendations?|improvements?|concerns?|actions?) "
    r"(?:is|are|was|were|has|have|should|must|will|can|cannot)\b",
    re.I,
)
"""What speaks of items as a sentence does: "All of the recommendation is agreed"."""


def fields_of_heads(names: Sequence[str]) -> list[str]:
    """Return the field of each column, "" where its name is not known.

    Where none is the text's by name it is the first that speaks of items: "What we must improve".
    """
    fields = [field_named(name) or field_of_time(name) for name in names]
    if "text" not in fields:
        for n, name in enumerate(names):
            if not fields[n] and _speaks_of_items(name):
                fields[n] = "text"
                break
    return fields


def _speaks_of_items(name: str) -> bool:
    if len(name) > _LONGEST_NAME or name.endswith((".", ":", ",")) or _SAYS.search(name):
        return False
    return kind_heading(name) is not None or bool(OUR_WORDS.search(name))

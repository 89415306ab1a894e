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
_PAIR: Final = 2
_NUMBERED: Final = re.compile(
    r"orders?|actions?|measures?|requirements?|conditions?|items?|steps?|points?|recommendations?"
    r"|matters?|findings?",
    re.I,
)
"""What each row is, above a column that only numbers the rows."""


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


def with_answers(names: Sequence[str]) -> list[str]:
    """Return the field of each column, where the only known ones may be texts: what answers it.

    Of "Issue", "Recommendation", "Agreed action" the item is the second.
    """
    fields = fields_of_heads(names)
    named = [n for n, field in enumerate(fields) if field]
    text = next((n for n in named if OUR_WORDS.search(names[n])), -1)
    if len(named) <= _PAIR or {fields[n] for n in named} != {"text"} or text in {-1, named[-1]}:
        return fields
    return [
        "update" if field and n > text else field if n == text else ""
        for n, field in enumerate(fields)
    ]


def may_number(names: Sequence[str], fields: Sequence[str], n: int) -> bool:
    """Return whether a column may have the numbers of what is in another: "Order", "What to do"."""
    has_text = "text" in (*fields[:n], *fields[n + 1 :])
    return fields[n] in {"", "text"} and has_text and bool(_NUMBERED.fullmatch(names[n]))


def _speaks_of_items(name: str) -> bool:
    if len(name) > _LONGEST_NAME or name.endswith((".", ":", ",")) or _SAYS.search(name):
        return False
    return kind_heading(name) is not None or bool(OUR_WORDS.search(name))

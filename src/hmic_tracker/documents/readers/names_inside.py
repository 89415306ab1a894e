"""Fields of an item one behind another on a line: "Owner: Clerk Date: 31 May 2032"."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import Final

_NAME: Final = re.compile(r"(?<= )(?=[A-Z][A-Za-z]{2,20}(?: [A-Za-z]{2,20}){0,2} ?: )")
_DAY: Final = re.compile(r"Date ?: ")
_LONGEST: Final = 2 * SHORT
_MOST: Final = 8


def fields_inside(printed: str, begins: int) -> list[tuple[int, str]]:
    """Return where fields begin inside a short line that begins with one, each with its name.

    Nothing but the next name ends a value, as in cells of a row that became a line.
    """
    first = field_at(printed[begins:]) if len(printed) <= _LONGEST else None
    if first is None:
        return []
    starts: list[tuple[int, str]] = []
    for match in _NAME.finditer(printed, begins + first[1]):
        rest = printed[match.start() :]
        named = field_at(rest)
        is_day = _DAY.match(rest) and due_of_cell(rest[:SHORT])
        if (named or is_day) and len(starts) < _MOST:
            starts.append((match.start(), named[0] if named else "due"))
    return starts

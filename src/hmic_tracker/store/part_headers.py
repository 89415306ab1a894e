"""The headers of steps and evidence in an item's text, under other names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hmic_tracker.domain.part_keys import TABLES, Place
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.toml import parse, same, shape_of

_PART_HEADER: Final = re.compile(
    r"^([ \t]*\[[ \t]*)(actions|evidence)([ \t]*\.[ \t]*)([\w-]+)(?=[ \t]*\])",
    re.ASCII | re.MULTILINE,
)


def with_part_names(
    text: str,
    there: Mapping[str, Any],
    names: Mapping[Place, str],
    now: Mapping[Place, str],
) -> str | None:
    """The text with steps and evidence under the names that they get, all that is in them kept.

    None where none gets another, or where the headers of their tables are not such lines.
    """
    headers = {
        (TABLES[part[0]], name): now[part]
        for part, name in names.items()
        if now.get(part, name) != name and name in there.get(TABLES[part[0]], {})
    }
    if not headers:
        return None

    def renamed(match: re.Match[str]) -> str:
        name = headers.get((match[2], match[4]), match[4])
        return f"{match[1]}{match[2]}{match[3]}{name}"

    shape, pieces, place = shape_of(text), [], 0
    for match in _PART_HEADER.finditer(shape):
        pieces += [text[place : match.start()], renamed(match)]
        place = match.end()
    result = "".join([*pieces, text[place:]])
    expected = dict(there)
    for table in {table for table, _ in headers}:
        parts = there[table].items()
        expected[table] = {headers.get((table, name), name): part for name, part in parts}
    return result if same(parse(result), expected) else None

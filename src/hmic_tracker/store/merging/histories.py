"""The entries of two copies of a file: each once, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Any
from hmic_tracker.store.merging.copies import by_content
from hmic_tracker.store.merging.outline import HISTORY

if TYPE_CHECKING:
    from hmic_tracker.store.merging.copies import Copy

Rows = Sequence[Mapping[str, Any]]


def history_keys(rows: Rows) -> list[Hashable]:
    """What each entry is known by, and sorted by: its number, its command, its place in that."""
    places = Counter[str]()
    keys: list[Hashable] = []
    for row in rows:
        op = str(row.get("op", ""))
        places[op] += 1
        keys.append((row["n"], op, places[op]))
    return keys


def row_keys(name: str, rows: Rows) -> Sequence[Hashable]:
    """By what the rows of a list are known: entries by their place, all others by what they say."""
    return history_keys(rows) if name == HISTORY else by_content(rows)


def united_entries(mine: Copy, theirs: Copy) -> list[dict[str, Any]]:
    """The tables of the entries of both."""
    rows: dict[Any, Mapping[str, Any]] = {}
    for copy in (mine, theirs):
        paths = copy.rows.get(HISTORY, [])
        rows |= {path[1]: copy.row_values[path] for path in paths}
    return [dict(rows[key]) for key in sorted(rows)]

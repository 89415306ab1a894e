"""Rows of a top-level list of tables that get other values, in a document that keeps its text."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Any
from hmic_tracker.store.toml.lines import Unreadable

if TYPE_CHECKING:
    from hmic_tracker.store.toml.edits import Row, RowsChange


def change_rows(document: Any, expected: dict[str, Any], key: str, change: RowsChange) -> None:
    """Change the rows of a list that differ, in a document and in the values expected of it.

    Keys of a row that are in neither state stay. Raises Unreadable where the file's list has not as
    many rows as it had.
    """
    rows: list[dict[str, Any]] = [dict(row) for row in expected.get(key, [])]
    if len(rows) != len(change[0]):
        raise Unreadable(f"'{key}' is not as it was when it was read")
    if key not in document:
        import tomlrt

        document[key] = tomlrt.AoT([])
    tables = document[key]
    # From the end: the places of what is before stay as they are.
    for place, before, after in reversed([*_steps(change)]):
        if before is None:
            tables.insert(place, dict(after or {}))
            rows.insert(place, dict(after or {}))
        elif after is None:
            del tables[place]
            del rows[place]
        else:
            _change_row(tables[place], before, after)
            _change_row(rows[place], before, after)
    expected[key] = rows
    if not rows:
        del document[key], expected[key]


def _steps(change: RowsChange) -> Iterator[tuple[int, Row | None, Row | None]]:
    """The rows that differ: each one's place in the list before, and what it was and shall be."""
    from difflib import SequenceMatcher

    before, after = ([repr(row) for row in rows] for rows in change)
    for _, start, end, other_start, other_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        both = min(end - start, other_end - other_start)
        for n in range(both):
            old, new = change[0][start + n], change[1][other_start + n]
            if old != new:
                yield start + n, old, new
        for place in range(start + both, end):
            yield place, change[0][place], None
        # Each goes to the same place, the last first, so that they come in their order.
        for place in range(other_start + both, other_end):
            yield start + both, None, change[1][place]


def _change_row(table: Any, before: Row, after: Row) -> None:
    for key in {**before, **after}:
        if key not in after:
            table.pop(key, None)
        elif before.get(key) != after[key]:
            table[key] = after[key]

"""One of the texts that are merged: its pieces by their places, and its values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.merging.pieces import Table, lines_of, newline_of, pieces_of, value_at
from hmic_tracker.store.toml import KeyPath, parse

Path = tuple[Any, ...]
"""A key's place; a row of a list goes by what it is about."""
RowKeys = Callable[[str, Sequence[Mapping[str, Any]]], Sequence[Hashable]]
"""By what the rows of a list are known, in their order."""
LIST: Final = "\0list"
"""Stands before the name of a list of tables, where it has a place among the tables."""


class Copy:
    """One of the texts of a file: its pieces by their places, and its values."""

    def __init__(self, text: str, newline: str, row_keys: RowKeys) -> None:
        self.pieces = pieces_of(text, newline)
        self.values = parse(text)
        self.tables: dict[Path, Table] = {}
        self.order: list[Path] = []
        self.rows: dict[str, list[Path]] = {}
        self._row_keys = row_keys
        lists: dict[KeyPath, list[Table]] = {}
        for table in self.pieces.tables:
            if not table.is_row:
                self.tables[table.name] = table
                self.order.append(table.name)
                continue
            if table.name not in lists:
                self.order.append((LIST, *table.name))
            lists.setdefault(table.name, []).append(table)
        for name, tables in lists.items():
            self._add_rows(name, tables)

    def _add_rows(self, name: KeyPath, tables: Sequence[Table]) -> None:
        key = ".".join(name)
        values = self.values.get(key) if len(name) == 1 else None
        if isinstance(values, list) and len(values) == len(tables):
            keys = self._row_keys(key, values)
        else:
            keys = by_content([{"": "\n".join(lines_of(table))} for table in tables])
        self.rows[key] = [(key, one) for one in keys]
        self.tables |= zip(self.rows[key], tables, strict=True)

    def renamed(self, names: Mapping[KeyPath, KeyPath]) -> None:
        """Gives tables the names that they have in another copy."""
        for old, new in names.items():
            if old not in self.tables or new in self.tables:
                continue
            header = f"[{'.'.join(new)}]"
            self.tables[new] = self.tables.pop(old)._replace(name=new, header=header)
            self.order[self.order.index(old)] = new
            holder = value_at(self.values, old[:-1])
            holder[new[-1]] = holder.pop(old[-1])

    def value(self, path: Path) -> Any:
        """The value at a place, days as texts; None where nothing is there."""
        values = self.row_values.get(path[:2])
        if values is not None:
            return plain(value_at(values, path[2:]))
        return plain(value_at(self.values, path))

    @cached_property
    def row_values(self) -> dict[Path, Mapping[str, Any]]:
        """The values of each row."""
        return {
            path: values
            for name, paths in self.rows.items()
            if isinstance(self.values.get(name), list)
            for path, values in zip(paths, self.values[name], strict=True)
        }


def by_content(rows: Sequence[Mapping[str, Any]]) -> list[Hashable]:
    """Rows that nothing tells apart but what is in them."""
    seen: dict[str, int] = {}
    keys: list[Hashable] = []
    for row in rows:
        text = repr(sorted((key, plain(value)) for key, value in row.items()))
        seen[text] = seen.get(text, 0) + 1
        keys.append((text, seen[text]))
    return keys


def plain(value: Any) -> Any:
    """A value as it is compared: a day as its text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def newline_for(base: str | None, mine: str, theirs: str) -> str:
    """How the lines of a merged text end: as one side made it, LF where both made it otherwise."""
    one, other = newline_of(mine), newline_of(theirs)
    if one == other:
        return one
    known = None if base is None else newline_of(base)
    changed = [each for each in (one, other) if each != known]
    return min(changed, key=("\n", "\r\n", "").index)

"""The files of a side in which some items have other ids: links, papers and logs follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from hmic_tracker.domain.plan import id_key
from hmic_tracker.light_typing import Final
from hmic_tracker.store.merging.pieces import (
    Pieces,
    Statement,
    Table,
    newline_of,
    pieces_of,
    text_of,
)
from hmic_tracker.store.paths import GIVEN, ITEMS, PAPERS, SENT
from hmic_tracker.store.toml import decode, edited, parse

_LINKS: Final = frozenset({"links", "links_was", "part_of"})
_FOLDERS: Final = (ITEMS, PAPERS, SENT, GIVEN)
Names = Mapping[str, str]


def renamed_files(files: Mapping[str, bytes], names: Names) -> dict[str, bytes]:
    """The files with the new names of some ids; those of items are called after their ids."""
    renamed: dict[str, bytes] = {}
    for old_path, data in files.items():
        path, (folder, _, name) = old_path, old_path.partition("/")
        if not names or folder not in _FOLDERS or not name.endswith(".toml"):
            renamed[path] = data
            continue
        text = _renamed_text(folder, decode(data), names)
        stem = name.removesuffix(".toml")
        if folder == ITEMS and stem in names:
            text = _with_id(text, stem, names[stem])
            path = f"{ITEMS}/{names[stem]}.toml"
        renamed[path] = text.encode()
    return renamed


def _with_id(text: str, old: str, new: str) -> str:
    """An item's text with another id, and the old one among those that it had before."""
    former = parse(text).get("aka", [])
    known = sorted({*former, old} - {new}, key=id_key)
    return edited(text, {("id",): new, ("aka",): known or None}, last="history")


def _renamed_text(folder: str, text: str, names: Names) -> str:
    if not any(name in text for name in names):
        return text
    newline = newline_of(text)
    pieces = pieces_of(text, newline)
    tables = tuple(_renamed_table(folder, table, names) for table in pieces.tables)
    if tables == pieces.tables:
        return text
    return text_of(Pieces(pieces.mark, newline, tables, pieces.end))


def _renamed_table(folder: str, table: Table, names: Names) -> Table:
    if folder == PAPERS:
        if len(table.name) != 2 or table.name[0] != "items" or table.name[1] not in names:
            return table
        header = table.header.replace(table.name[1], names[table.name[1]])
        return table._replace(header=header, name=("items", names[table.name[1]]))
    keys = _LINKS if folder == ITEMS else {"ids"}
    return table._replace(statements=tuple(_renamed(table.statements, keys, names)))


def _renamed(
    statements: Iterable[Statement], keys: Iterable[str], names: Names
) -> Iterable[Statement]:
    """Statements in whose values each id that is one word before a quote has its new name."""
    every = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?<=[\"' ])({every})(?=[\"'])")
    for one in statements:
        if len(one.name) == 1 and one.name[0] in keys:
            value = pattern.sub(lambda match: names[match[1]], one.value)
            yield one._replace(value=value)
        else:
            yield one

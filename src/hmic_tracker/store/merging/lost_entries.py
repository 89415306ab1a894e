"""Entries that one of two copies has lost: a history only grows, so they are kept."""

from __future__ import annotations

import re
from collections import Counter

from hmic_tracker.light_typing import Final
from hmic_tracker.store.merging.copies import Copy
from hmic_tracker.store.merging.histories import row_keys
from hmic_tracker.store.merging.outline import HISTORY
from hmic_tracker.store.merging.pieces import newline_of, text_of

_OP: Final = re.compile(rb"""^[ \t]*op[ \t]*=[ \t]*["']([^"'\r\n]*)["']""", re.MULTILINE)
"""The command of an entry, in a line of a file: to count entries without taking it apart."""


def lost_entries(base: bytes | None, side: bytes) -> int:
    """How many entries of a file's history a copy of it lacks, by their commands."""
    if base is None or base == side:
        return 0
    return (Counter(_OP.findall(base)) - Counter(_OP.findall(side))).total()


def base_without_lost(base: str, *sides: str) -> str:
    """What both came from, without the entries that a side lost: so that none was taken out."""
    known = Copy(base, newline_of(base), row_keys)
    paths = known.rows.get(HISTORY, [])
    for side in sides:
        there = {*Copy(side, newline_of(side), row_keys).rows.get(HISTORY, [])}
        paths = [path for path in paths if path in there]
    kept = {id(known.tables[path]) for path in paths}
    pieces = known.pieces
    tables = (t for t in pieces.tables if t.name != (HISTORY,) or not t.is_row or id(t) in kept)
    return text_of(pieces._replace(tables=tuple(tables)))


def lost_remark(path: str, number: int) -> str:
    """What is said of entries that are kept."""
    what = "an entry of its history was" if number == 1 else f"{number} entries of its history were"
    return f"{path}: {what} gone from one copy, and kept"

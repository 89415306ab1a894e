"""Files read into the index: by two processes where they are many, written by one."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise

from hmic_tracker.domain.ancestry import OneLine, is_one_line
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.rules import is_taken_back
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar
from hmic_tracker.store.index.parallel import MOST_PIECES, SharedWork, cores, piece_of
from hmic_tracker.store.index.place import digest_of
from hmic_tracker.store.index.rows import (
    COLUMNS,
    columns_of_past,
    head_row,
    item_columns,
    packed_item,
)
from hmic_tracker.store.paths import ITEMS, stem_of

if TYPE_CHECKING:
    import sqlite3

    from hmic_tracker.domain.items import Item
    from hmic_tracker.store.paths import AnyPath

MANY: Final = 400
"""From so many files on a second process is worth its start."""
_PIECE: Final = 25
"""So many files are read, at the least, before the next ones are taken."""
_INSERT: Final = {
    "items": f"insert into items values ({', '.join('?' * (7 + len(COLUMNS)))})",  # noqa: S608
    "wholes": "insert into wholes values (?, ?, ?, ?, ?, ?)",
    "was": f"insert into was values ({', '.join('?' * (3 + len(COLUMNS)))})",  # noqa: S608
    "taken_back": "insert into taken_back values (?, ?, ?, ?, ?, ?)",
    "records": "insert into records values (?, ?)",
    "damage": "insert into damage values (?, ?, ?, ?, ?)",
}


MOST_DAYS: Final = 12
"""What an item was is kept where its entries are of so many days at most."""
Thing = TypeVar("Thing")
Row = tuple[str, tuple[Any, ...]]
"""A table's name and a row of it."""


class ReadFile(NamedTuple):
    """A file that was read: its digest, whether its bytes were there to be had, its rows."""

    path: str
    digest: bytes
    there: bool
    rows: list[Row]


def read_files(folder: AnyPath, paths: list[str]) -> Iterator[ReadFile]:
    """Each file as it was read, once: in any order where they are many."""
    pieces = max(1, min(MOST_PIECES, len(paths) // _PIECE))

    def read(number: int) -> list[tuple[object, ...]]:
        return [tuple(_read(folder, path)) for path in piece_of(paths, number, pieces)]

    with SharedWork(read, pieces, len(paths) >= MANY and cores() > 1) as work:
        for _, files in work.results():
            yield from map(ReadFile._make, files)


def _read(folder: AnyPath, path: str) -> ReadFile:
    data, rows = read_file(folder, path)
    return ReadFile(path, digest_of(data), data is not None, rows)


def read_file(folder: AnyPath, path: str) -> tuple[bytes | None, list[Row]]:
    """A file's bytes, None where they can't be had, and its rows."""
    from pathlib import Path

    from hmic_tracker.store.files import read_or_none
    from hmic_tracker.store.reading import SyncCopyError, file_damage, item_in
    from hmic_tracker.store.toml import Unreadable, decode

    stem = stem_of(path)
    item_id = stem if path.startswith(f"{ITEMS}/") else None
    data = None
    try:
        data = read_or_none(Path(folder, path))
        if data is None:
            return None, []
        if item_id is None:
            return data, [("records", head_row(path, decode(data)))]
        item = item_in(data, stem)
        if is_taken_back(item):  # in a table of its own, which no list or count looks at
            return data, [("taken_back", (path, *packed_item(item)))]
        return data, item_rows(path, item)
    except SyncCopyError:
        return data, [("damage", (path, 0, "", item_id, True))]
    except (OSError, Unreadable) as fault:
        damage = file_damage(path, fault, item_id)
        return data, [("damage", (damage.path, damage.line, damage.problem, damage.item_id, False))]


def item_rows(path: str, item: Item) -> list[Row]:
    """An item's rows: in columns, whole, and what it was on earlier days."""
    fields, history, moves, days_moved, latest = packed_item(item)
    now = item_columns(item, moves, days_moved, latest)
    past = _past_rows(item)
    return [
        ("items", (path, *id_key(item.id), *now, past is not None)),
        ("wholes", (fields, history, moves, days_moved, latest)),
        *(("was", row) for row in past or ()),
    ]


def _past_rows(item: Item) -> list[tuple[Any, ...]] | None:
    """What an item was from each day to the next: a day, the day it ended, and the columns.

    None where that takes too long to say for all days, so that it is found out when one is wanted.
    """
    days = sorted({entry.on for entry in item.history})
    if len(days) > MOST_DAYS or not is_one_line(item.history):
        return None
    rows = []
    item = item._replace(history=OneLine(item.history))  # which is known now
    for day, end in pairwise(days):
        past = item_as_of(item, day)
        if past is None or is_taken_back(past):
            return None
        rows.append((day.toordinal(), end.toordinal(), *columns_of_past(past)))
    return rows


def insert(connection: sqlite3.Connection, read: ReadFile, signature: str, young: int) -> None:
    """Writes a file's rows; one that can't be read leaves its damage there.

    Of a `young` one it keeps when it was seen, 1 where our clock alone says that it is.
    """
    row = None
    for table, values in read.rows:
        if table == "items":
            row = connection.execute(_INSERT[table], (None, *values)).lastrowid
        elif table in {"wholes", "was"}:
            connection.execute(_INSERT[table], (row, *values))
        else:
            connection.execute(_INSERT[table], values)
    # What couldn't be read now is tried again each time.
    row_of_file = (read.path, signature, read.digest, young or int(not read.there))
    connection.execute("insert into files values (?, ?, ?, ?)", row_of_file)


def with_progress_bar(things: Iterable[Thing], many: int) -> Iterator[Thing]:
    """So many things, with a progress bar on a terminal where they take over a second."""
    started, shown = time.monotonic(), False
    for number, thing in enumerate(things):
        if number % 256 == 255 and time.monotonic() - started > 1 and sys.stderr.isatty():
            shown = True
            done = 40 * number // many
            _show(f"\r  reading the plan [{'#' * done}{' ' * (40 - done)}] {number}")
        yield thing
    if shown:
        _show("\r" + " " * 72 + "\r")


def _show(text: str) -> None:
    """Shows how far it is, where the terminal is still there."""
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()

"""Files read into the index: by two processes where they are many, written by one."""

import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from hmic_tracker.store.index.parallel import MOST_PIECES, SharedWork, cores, piece_of
from hmic_tracker.store.index.place import digest_of
from hmic_tracker.store.index.rows import COLUMNS, Row, read_file

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


Thing = TypeVar("Thing")


class ReadFile(NamedTuple):
    """A file that was read: its digest, whether its bytes were there to be had, its rows."""

    path: str
    digest: bytes
    there: bool
    rows: list[Row]


def read_files(folder: Path, paths: list[str]) -> Iterator[ReadFile]:
    """Each file as it was read, once: in any order where they are many."""
    pieces = max(1, min(MOST_PIECES, len(paths) // _PIECE))

    def read(number: int) -> list[tuple[object, ...]]:
        return [tuple(_read(folder, path)) for path in piece_of(paths, number, pieces)]

    with SharedWork(read, pieces, len(paths) >= MANY and cores() > 1) as work:
        for _, files in work.results():
            yield from map(ReadFile._make, files)


def _read(folder: Path, path: str) -> ReadFile:
    data, rows = read_file(folder, path)
    return ReadFile(path, digest_of(data), data is not None, rows)


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

"""The index: a disposable SQLite file in the user's cache folder, one for each store.

It holds, for each file of the store, the signature under which it was read, and for each item the
columns that filters and sorts need with the item itself. It is never a source of truth: before
every use the signatures are held against the folder, changed files are read again, and where
anything is in doubt the whole of it is built anew. Deleting it loses nothing.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from hmic_tracker import __version__
from hmic_tracker.store.folder import INSPECTIONS, ITEMS, SETTINGS
from hmic_tracker.store.index_rows import COLUMNS, read_file

LAYOUT: Final = f"3 {__version__} {sys.version_info[:3]} {marshal.version}"
"""An index made by anything else is not used."""
TICK: Final = 2_000_000_000
"""A file younger than this, in nanoseconds, may change again without its time changing."""

Signature = tuple[int, int, int, int]
"""Size, time of the last change of the content, of the file, in nanoseconds, and inode."""

_TABLES: Final = f"""
create table about (name text primary key, value);
create table files (path text primary key, size int, mtime int, ctime int, inode int,
                    digest blob, young int);
create table items (path text primary key, place int, prefix text, serial int, id text,
                    {", ".join(COLUMNS)}, item blob, history blob);
create table records (path text primary key, value blob);
create table damage (path text primary key, line int, problem text, item_id text);
create index by_id on items (place, prefix, serial, id);
create index by_status on items (status, deadline, kind);
"""


class Change(NamedTuple):
    """What differs between the index and the folder: paths to read, paths that are gone."""

    read: list[str]
    gone: list[str]


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The store's index, up to date with its folder; in memory where the cache can't be written.

    Raises sqlite3.Error only where SQLite itself can't work.
    """
    with closing(_connect(folder)) as connection:
        refresh(connection, folder)
        yield connection


def refresh(connection: sqlite3.Connection, folder: Path) -> int:
    """Reads again what changed since the index was last held against the folder; how many files."""
    now = time.time_ns()
    found = scan(folder)
    mark = hashlib.blake2b(marshal.dumps(sorted(found.items())), digest_size=16).digest()
    about = dict(connection.execute("select name, value from about"))
    if about.get("mark") == mark and not about.get("young"):
        return 0
    change = _changes(connection, folder, found)
    with connection:
        connection.execute("begin immediate")
        for path in change.gone:
            _forget(connection, path)
        for path in _watched(change.read):
            _read(connection, folder, path, found[path], now)
        young = connection.execute("select count(*) from files where young").fetchone()[0]
        for name, value in (("mark", mark), ("young", young)):
            connection.execute("insert or replace into about values (?, ?)", (name, value))
    return len(change.read)


def scan(folder: Path) -> dict[str, Signature]:
    """The signature of every file that belongs to the store, by path from the store."""
    found: dict[str, Signature] = {}
    for where in (ITEMS, INSPECTIONS):
        try:
            entries = os.scandir(folder / where)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name.endswith(".toml") and name[0] != ".":
                    try:
                        stat = entry.stat()
                    except FileNotFoundError:  # removed meanwhile, or a link to nowhere
                        found[f"{where}/{name}"] = (-1, 0, 0, 0)
                        continue
                    found[f"{where}/{name}"] = (
                        stat.st_size,
                        stat.st_mtime_ns,
                        stat.st_ctime_ns,
                        stat.st_ino,
                    )
    stat = (folder / SETTINGS).stat()
    found[SETTINGS] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    return found


def index_path(folder: Path) -> Path:
    """Where the index of a store is kept."""
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=12).hexdigest()
    return _cache() / f"{name}.sqlite"


def _cache() -> Path:
    # platformdirs says the same here and takes a tenth of a command's time to be imported.
    if "linux" in sys.platform:
        base = os.environ.get("XDG_CACHE_HOME", "")
        return Path(base if base.startswith("/") else Path.home() / ".cache") / "hmic-tracker"
    import platformdirs

    return platformdirs.user_cache_path("hmic-tracker", appauthor=False)


def _connect(folder: Path) -> sqlite3.Connection:
    path = index_path(folder)
    for _ in range(2):
        try:
            return _open_file(path)
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError) and "locked" in str(fault):
                break
            _remove(path)
        except OSError:
            break
    return _prepared(sqlite3.connect(":memory:", isolation_level=None))


def _open_file(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        return _prepared(connection)
    except BaseException:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection with the tables of this layout; raises DatabaseError for another."""
    if connection.execute("pragma user_version").fetchone()[0] == 1:
        value = connection.execute("select value from about where name = 'layout'").fetchone()
        if value == (LAYOUT,):
            return connection
        raise sqlite3.DatabaseError("another layout")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    with connection:
        connection.execute("begin immediate")
        if connection.execute("pragma user_version").fetchone()[0] == 0:
            for statement in _TABLES.split(";")[:-1]:
                connection.execute(statement)
            connection.execute("insert into about values ('layout', ?)", (LAYOUT,))
            connection.execute("pragma user_version = 1")
    return connection


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _changes(connection: sqlite3.Connection, folder: Path, found: dict[str, Signature]) -> Change:
    rows = connection.execute("select path, size, mtime, ctime, inode, digest, young from files")
    known: dict[str, Any] = {row[0]: row for row in rows}
    read = []
    for path, signature in found.items():
        row = known.get(path)
        if row is None or row[1:5] != signature or (row[6] and _differs(folder / path, row[5])):
            read.append(path)
    settled = time.time_ns() - TICK
    for path, signature in found.items():
        if path in known and known[path][6] and path not in read and signature[1] < settled:
            connection.execute("update files set young = 0 where path = ?", (path,))
    return Change(read, [path for path in known if path not in found])


def _differs(path: Path, digest: bytes) -> bool:
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).digest() != digest
    except OSError:
        return True


def _read(
    connection: sqlite3.Connection, folder: Path, path: str, signature: Signature, now: int
) -> None:
    """Reads a file into the index; a file that can't be read leaves its damage there."""
    _forget(connection, path)
    data, rows = read_file(folder, path)
    for table, row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"insert into {table} values ({marks})", row)  # noqa: S608  # our names
    digest = b"" if data is None else hashlib.blake2b(data, digest_size=16).digest()
    young = max(signature[1:3]) >= now - TICK
    connection.execute(
        "insert into files values (?, ?, ?, ?, ?, ?, ?)", (path, *signature, digest, young)
    )


def _forget(connection: sqlite3.Connection, path: str) -> None:
    for table in ("files", "items", "records", "damage"):
        connection.execute(f"delete from {table} where path = ?", (path,))  # noqa: S608  # our names


def _watched(paths: list[str]) -> Iterator[str]:
    """The paths, with a progress bar on a terminal where reading them takes over a second."""
    started, shown = time.monotonic(), False
    for number, path in enumerate(paths):
        if number % 256 == 255 and time.monotonic() - started > 1 and sys.stderr.isatty():
            shown = True
            done = 40 * number // len(paths)
            sys.stderr.write(f"\r  reading the plan [{'#' * done}{' ' * (40 - done)}] {number}")
            sys.stderr.flush()
        yield path
    if shown:
        sys.stderr.write("\r" + " " * 72 + "\r")
        sys.stderr.flush()

"""The index: a disposable SQLite file in the user's cache folder, one for each store.

It holds, for each file of the store, the signature under which it was read, and for each item the
columns that filters and sorts need with the item itself. It is never a source of truth: before
every use the signatures are held against the folder, changed files are read again, and where
anything is in doubt the whole of it is built anew. Deleting it loses nothing.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from hmic_tracker import __version__
from hmic_tracker.errors import TrackerError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast
from hmic_tracker.store.index.place import check_own, digest_of, index_file, index_path
from hmic_tracker.store.index.rows import COLUMNS, SHAPE
from hmic_tracker.store.index.snapshot import MANY, Look, Signature, place_of, take_snapshot

if TYPE_CHECKING:
    from hmic_tracker.store.paths import AnyPath

__all__ = ("discard", "index_path", "opened", "refresh", "take_snapshot")

LAYOUT: Final = f"17 {__version__} {sys.version_info[:3]} {marshal.version} {SHAPE}"
"""An index made by anything else is not used."""
TICK: Final = 2_000_000_000
"""A file younger than this, in nanoseconds, may change again without its time changing.

On a share the server's clock says how young a file is, and that may be behind ours: there a file
has to have been seen so long ago by our clock, unless another one's time is so much later.
"""

# A signature is kept as text: inodes and times can be larger than SQLite's numbers.
_TABLES: Final = f"""
create table about (name text primary key, value);
create table files (path text primary key, signature text, digest blob, young int);
create table items (row integer primary key autoincrement, path text unique,
                    place int, prefix text, serial int, rest text,
                    {", ".join(COLUMNS)}, past int);
create table wholes (row integer primary key, item blob, history blob, moves_now int,
                     days_moved_now int, latest_now int);
create table was (row int, since int, until int, {", ".join(COLUMNS)});
create table taken_back (path text primary key, item blob, history blob, moves int,
                         days_moved int, latest int);
create table records (path text primary key, value blob);
create table damage (path text primary key, line int, problem text, item_id text, copied int);
create index by_id on items (place, prefix, serial, rest, path);
create index by_status on items (status, listed, due, original_due, kind, part_of, deferred_until);
create index was_by_row on was (row);
create index by_names on items (names);
"""
# What a search looks through, cut into runs of three characters: `index.words` fills it. No row is
# deleted: a row is never given again, and one that is gone is found by nobody.
_WORDS: Final = """
create virtual table words using fts5(
    text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1'
)
"""
Answer = TypeVar("Answer")


class About(NamedTuple):
    """The folder as it was last seen: its mark, how many files were young, how many there were.

    `place` is what `place_of` gave before that look.
    """

    mark: bytes | None = None
    young: int = 0
    files: int = 0
    place: str = ""


class Change(NamedTuple):
    """What differs between the index and the folder.

    Paths to read, paths that are gone, and paths that can't change any more without showing it.
    """

    read: list[str]
    gone: list[str]
    settled: list[str]


@contextmanager
def opened(folder: AnyPath) -> Iterator[sqlite3.Connection]:
    """The store's index, up to date with its folder; in memory where the cache can't be written.

    All queries see the same moment. Raises sqlite3.Error where SQLite can't work.
    """
    with closing(_connect(folder)) as connection:
        refresh(connection, folder, _about(connection))
        connection.execute("begin")
        yield connection


def answer(folder: AnyPath, read: Callable[[sqlite3.Connection], Answer]) -> Answer:
    """What is read in the index, up to date with the folder.

    Where the files are many, they are looked at while the index is read as it is: what was read of
    it counts where the folder turns out to be as the index knows it. Raises as `opened` does.
    """
    with closing(_connect(folder)) as connection:
        about = _about(connection)
        if about.files >= MANY and not about.young and about.place == place_of(folder):
            with Look(folder) as look:
                connection.execute("begin")
                known = _about(connection)
                result, fault = _tried(read, connection)
                if look.finished().mark() == known.mark and not known.young:
                    if fault:
                        raise fault
                    connection.execute("commit")  # of what a search needed
                    return cast("Answer", result)
                connection.execute("rollback")
        refresh(connection, folder, about)
        connection.execute("begin")
        result = read(connection)
        connection.execute("commit")
        return result


def _tried(
    read: Callable[[sqlite3.Connection], Answer], connection: sqlite3.Connection
) -> tuple[Answer | None, TrackerError | None]:
    """What is read, or the failure that reading ends in: also that holds of an index of today."""
    try:
        return read(connection), None
    except TrackerError as fault:
        return None, fault


def discard(folder: AnyPath) -> None:
    """Removes a store's index, which is then built anew."""
    with suppress(OSError, RuntimeError):
        _remove(index_file(folder))


def refresh(connection: sqlite3.Connection, folder: AnyPath, about: About) -> int:
    """Reads again what changed since the index was last held against the folder; how many files.

    `about` is what the index knew of it just now.
    """
    now, place = time.time_ns(), place_of(folder)
    seen = take_snapshot(folder)
    mark = seen.mark()
    if about.mark == mark and not about.young:
        return 0
    signatures = seen.signatures()
    change = _changes(connection, folder, signatures, now)
    if about.mark == mark and not any(change):
        return 0
    from hmic_tracker.store.index.filling import insert, read_files, with_progress_bar

    with connection:
        connection.execute("begin immediate")
        if _about(connection) != about:  # another command was here, and may have seen more than we
            now, place = time.time_ns(), place_of(folder)
            seen = take_snapshot(folder)
            signatures = seen.signatures()
            change = _changes(connection, folder, signatures, now)
        for path in change.gone:
            _forget(connection, path)
        for path in change.settled:
            connection.execute("update files set young = 0 where path = ?", (path,))
        seen_at = now if clock_may_differ(folder) else 1
        latest = min(now, _newest(signatures)) if seen_at == now else now
        for read in with_progress_bar(read_files(folder, change.read), len(change.read)):
            if about.mark is not None:
                _forget(connection, read.path)
            signature = signatures[read.path]
            young = seen_at if _is_young(signature, latest) else 0
            insert(connection, read, _text(signature), young)
        young = connection.execute("select count(*) from files where young").fetchone()[0]
        known = About(seen.mark(), young, len(signatures), place)
        connection.executemany(
            "insert or replace into about values (?, ?)", known._asdict().items()
        )
    return len(change.read)


def _about(connection: sqlite3.Connection) -> About:
    about = dict(connection.execute("select name, value from about"))
    return About(*map(about.get, About._fields, About()))


def _connect(folder: AnyPath) -> sqlite3.Connection:
    try:
        path = index_file(folder)
        for _ in range(2):
            try:
                return _open_file(path)
            except sqlite3.DatabaseError as fault:
                if isinstance(fault, sqlite3.OperationalError) and "locked" in str(fault):
                    break
                _remove(path)
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        pass
    return _prepared(sqlite3.connect(":memory:", isolation_level=None))


def _open_file(path: str) -> sqlite3.Connection:
    cache = os.path.dirname(path)
    if not os.path.isdir(cache):
        from pathlib import Path

        Path(cache).mkdir(mode=0o700, parents=True, exist_ok=True)
    check_own(cache)
    if not os.path.exists(path):
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
            with suppress(sqlite3.OperationalError):  # a SQLite without FTS5 or without trigrams
                connection.execute(_WORDS)
                connection.execute("insert into about values ('words', 0)")
            connection.execute("insert into about values ('layout', ?)", (LAYOUT,))
            connection.execute("pragma user_version = 1")
    return connection


def _remove(path: str) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.unlink(path + suffix)


def _changes(
    connection: sqlite3.Connection, folder: AnyPath, signatures: dict[str, Signature], now: int
) -> Change:
    """What differs, for a folder looked at after `now`."""
    rows = connection.execute("select path, signature, digest, young from files")
    known: dict[str, Any] = {row[0]: row[1:] for row in rows}
    change = Change([], [path for path in known if path not in signatures], [])
    newest = _newest(signatures)
    for path, signature in signatures.items():
        recorded, digest, young = known.get(path, (None, b"", 0))
        is_new = recorded != _text(signature) or young > now
        if is_new or (young and digest_of(_content(folder, path)) != digest):
            change.read.append(path)
        elif young and digest and not _is_young(signature, now):
            is_known = young <= now - TICK or not _is_young(signature, newest)
            change.settled.extend([path] if is_known else ())
    return change


def clock_may_differ(folder: AnyPath) -> bool:
    """Whether a plan lies elsewhere than our own files do, so that another clock may rule there."""
    try:
        return os.stat(folder).st_dev != os.stat(os.path.dirname(index_file(folder))).st_dev
    except (OSError, RuntimeError):
        return True


def _newest(signatures: dict[str, Signature]) -> int:
    """The latest time in a plan by the clock of its disk, which was so far, or is further."""
    return max((signature[2] for signature in signatures.values()), default=0)


def _content(folder: AnyPath, path: str) -> bytes | None:
    """A file's bytes, None where they can't be had."""
    from pathlib import Path

    from hmic_tracker.store.files import read_or_none

    try:
        return read_or_none(Path(folder, path))
    except OSError:
        return None


def _is_young(signature: Signature, now: int) -> bool:
    return max(signature[1:3]) >= now - TICK


def _text(signature: Signature) -> str:
    return " ".join(map(str, signature))


def _forget(connection: sqlite3.Connection, path: str) -> None:
    for table in ("wholes", "was"):
        of_item = "where row = (select row from items where path = ?)"
        connection.execute(f"delete from {table} {of_item}", (path,))  # noqa: S608  # our names
    for table in ("files", "items", "taken_back", "records", "damage"):
        connection.execute(f"delete from {table} where path = ?", (path,))  # noqa: S608  # our names

"""Where the index of a store is, and the names in it. Loads no domain: it answers the TAB key."""

from __future__ import annotations

import os

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.paths import AnyPath, user_folder

if TYPE_CHECKING:
    from pathlib import Path

try:  # hashlib would load OpenSSL as well, which takes longer than the whole check of an index
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def fingerprint(data: bytes) -> bytes:
    """Return sixteen bytes of BLAKE2b: same bytes, same fingerprint."""
    return blake2b(data, digest_size=16).digest()


def digest_of(data: bytes | None) -> bytes:
    """Return what a file's bytes are known by; empty where they can't be had."""
    return b"" if data is None else fingerprint(data)


def index_file(folder: AnyPath) -> str:
    """Return the file of a store's index; raises RuntimeError where there is no home folder."""
    name = fingerprint(os.fsencode(os.path.realpath(folder))).hex()[:24]
    return os.path.join(user_folder("cache"), f"{name}.sqlite")


def index_path(folder: AnyPath) -> Path:
    """Return the file of a store's index as a path; raises RuntimeError as `index_file` does."""
    from pathlib import Path

    return Path(index_file(folder))


def check_own(cache: str) -> None:
    """Raise PermissionError where others can write: what is in an index is unpacked."""
    about = os.stat(cache)
    if os.name != "nt" and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
        raise PermissionError("others can write to the cache folder")


def known_values(folder: AnyPath, key: str) -> list[object] | None:
    """Return the owners, boards or lists of tags of the items, as the last command read them.

    Not compared with the folder, and None where there is no index that can be read.
    """
    import marshal
    import sqlite3
    from contextlib import closing

    try:
        path = index_path(folder)
        check_own(str(path.parent))
        address = f"{path.as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as db:
            rows = db.execute("select distinct names from items")
            place = ("owner", "board", "tags").index(key)
            return [marshal.loads(row[0])[place] for row in rows]  # noqa: S302  # as we wrote it
    except (sqlite3.Error, OSError, RuntimeError, ValueError, EOFError, TypeError, LookupError):
        return None

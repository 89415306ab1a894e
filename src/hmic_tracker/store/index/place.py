"""Where the index of a store is, and the names in it. Loads no domain: it answers the TAB key."""

import os
import sys
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


def index_path(folder: Path) -> Path:
    """Return the file of a store's index."""
    name = fingerprint(os.fsencode(folder.resolve())).hex()[:24]
    return _cache() / f"{name}.sqlite"


def check_own(cache: Path) -> None:
    """Raise PermissionError where others can write: what is in an index is unpacked."""
    about = cache.stat()
    if os.name != "nt" and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
        raise PermissionError("others can write to the cache folder")


def known_values(folder: Path, key: str) -> list[object] | None:
    """Return the owners, boards or lists of tags of the items, as the last command read them.

    Not compared with the folder, and None where there is no index that can be read.
    """
    import marshal
    import sqlite3
    from contextlib import closing

    try:
        path = index_path(folder)
        check_own(path.parent)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0)) as db:
            rows = db.execute("select distinct names from items")
            place = ("owner", "board", "tags").index(key)
            return [marshal.loads(row[0])[place] for row in rows]  # noqa: S302  # as we wrote it
    except (sqlite3.Error, OSError, RuntimeError, ValueError, EOFError, TypeError, LookupError):
        return None


def _cache() -> Path:
    # platformdirs gives the same here, and its import takes a tenth of a command's time.
    if "linux" in sys.platform:
        base = os.environ.get("XDG_CACHE_HOME", "")
        return Path(base if base.startswith("/") else Path.home() / ".cache") / "hmic-tracker"
    import platformdirs

    return platformdirs.user_cache_path("hmic-tracker", appauthor=False)

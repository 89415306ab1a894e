"""The signature of each file of a store, taken from the folder without opening one.

This is what every command pays for the whole plan, so it has no step of Python's own for a file
but one: the rest runs inside `map`.
"""

import marshal
import os
from collections.abc import Callable
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from hmic_tracker.store.index.place import fingerprint
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS

Signature = tuple[int, int, int, int]
"""Size, time of the last change of the content, of the file, in nanoseconds, and inode."""

Stat = Callable[[str], os.stat_result]
_SIGNATURE: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
MANY: Final = 4000
"""From so many files on a second process is worth its start."""
_GONE: Final = (-1, 0, 0, 0)
"""Removed meanwhile, or a link to nowhere."""


class FolderSnapshot(NamedTuple):
    """All files that belong to a store: the start of their paths, their names, their signatures.

    The signatures are packed and stay so where they are as they were: a plan may have 100,000.
    """

    parts: tuple[tuple[str, list[str], list[bytes]], ...]

    def mark(self) -> bytes:
        """A fingerprint of it all.

        A folder that names its files in another order than before has another mark, which costs no
        more than a closer look: sorting a hundred thousand names each time would cost more.
        """
        return fingerprint(packed(self.parts))

    def signatures(self) -> dict[str, Signature]:
        """The signature of every file by its path from the store."""
        signatures: dict[str, Signature] = {}
        for start, names, packed in self.parts:
            values = chain.from_iterable(map(marshal.loads, packed))
            signatures.update(zip([start + name for name in names], values, strict=True))
        return signatures


def take_snapshot(folder: Path) -> FolderSnapshot:
    """Take the signatures of all files now."""
    parts = []
    for where in (ITEMS, INSPECTIONS):
        try:
            parts.append((f"{where}/", *_signatures(folder / where)))
        except FileNotFoundError:
            continue
    settings = _SIGNATURE((folder / SETTINGS).stat())
    return FolderSnapshot((*parts, ("", [SETTINGS], [packed([settings])])))


def packed(values: Any) -> bytes:
    """Values as bytes; equal values give equal bytes, for this version knows no references."""
    return marshal.dumps(values, 2)


def _signatures(where: Path) -> tuple[list[str], list[bytes]]:
    """The names of the TOML files of a folder and their signatures."""
    if os.stat not in os.supports_dir_fd:  # Windows
        names = _toml_names(os.listdir(where))
        return names, [_packed(names, lambda name: (where / name).stat())]
    # A name beside an open folder is found in two thirds of the time that its whole path takes.
    place = os.open(where, os.O_RDONLY | os.O_DIRECTORY)
    try:
        names = _toml_names(os.listdir(place))
        return names, _packed_all(names, partial(os.stat, dir_fd=place))
    finally:
        os.close(place)


def _toml_names(there: list[str]) -> list[str]:
    return [n for n in there if n.endswith(".toml") and n[0] != "."]


def _packed_all(names: list[str], stat: Stat) -> list[bytes]:
    """The packed signatures of the names; two processes share the work where they are many."""
    if len(names) < MANY:
        return [_packed(names, stat)]
    from hmic_tracker.store.index.parallel import cores, run_both

    if cores() == 1:
        return [_packed(names, stat)]
    half = len(names) // 2
    return list(run_both(lambda: _packed(names[:half], stat), lambda: _packed(names[half:], stat)))


def _packed(names: list[str], stat: Stat) -> bytes:
    try:
        return packed(list(map(_SIGNATURE, map(stat, names))))
    except FileNotFoundError:
        return packed([_signature(name, stat) for name in names])


def _signature(name: str, stat: Stat) -> Signature:
    try:
        return _SIGNATURE(stat(name))
    except FileNotFoundError:
        return _GONE

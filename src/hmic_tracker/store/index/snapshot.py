"""The signature of each file of a store, taken from the folder without opening one.

This is what every command pays for the whole plan, so it has no step of Python's own for a file
but one: the rest runs inside `map`.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from itertools import chain
from operator import attrgetter

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store.index.place import fingerprint
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS

if TYPE_CHECKING:
    from hmic_tracker.store.paths import AnyPath

Signature = tuple[int, int, int, int]
"""Size, time of the last change of the content, of the file, in nanoseconds, and inode."""

Stat = Callable[[str], os.stat_result]
_SIGNATURE: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
MANY: Final = 4000
"""From so many files on a second process is worth its start."""
_PIECE: Final = 1000
"""So many files are looked at before the next ones are taken."""
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


def take_snapshot(folder: AnyPath) -> FolderSnapshot:
    """Take the signatures of all files now."""
    with Look(folder) as look:
        return look.finished()


class Look:
    """A look at the folder, with which a second process begins at once where the files are many.

    So it is under way while something else is done here; what is left of it then, both do.
    """

    def __init__(self, folder: AnyPath) -> None:
        self._folder = folder
        with ExitStack() as opened:
            self._names, self._stat = _listed(os.path.join(folder, ITEMS), opened)
            self._results = self._begun(opened)
            self._opened = opened.pop_all()

    def _begun(self, opened: ExitStack) -> Iterable[tuple[int, bytes]]:
        """The packed signatures of the items, of each so many names by its number."""
        names, stat = self._names, self._stat
        if len(names) < MANY:
            return ((number, _packed(part, stat)) for number, part in enumerate([names]))
        from hmic_tracker.store.index.parallel import MOST_PIECES, SharedWork, cores, piece_of

        pieces = min(MOST_PIECES, max(1, len(names) // _PIECE))

        def signatures(number: int) -> bytes:
            return _packed(piece_of(names, number, pieces), stat)

        return opened.enter_context(SharedWork(signatures, pieces, cores() > 1)).results()

    def __enter__(self) -> Look:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def finished(self) -> FolderSnapshot:
        """All signatures, taken since the look began."""
        items = dict(self._results)
        parts = [(f"{ITEMS}/", self._names, [items[number] for number in sorted(items)])]
        with ExitStack() as opened:
            names, stat = _listed(os.path.join(self._folder, INSPECTIONS), opened)
            parts.append((f"{INSPECTIONS}/", names, [_packed(names, stat)]))
        settings = _SIGNATURE(os.stat(os.path.join(self._folder, SETTINGS)))
        return FolderSnapshot((*parts, ("", [SETTINGS], [packed([settings])])))


def place_of(folder: AnyPath) -> str:
    """What changes of the items' folder where a file comes, goes or is replaced.

    A file that is changed in place leaves it as it was.
    """
    try:
        about = os.stat(os.path.join(folder, ITEMS))
    except FileNotFoundError:
        return ""
    return f"{about.st_ino} {about.st_mtime_ns} {about.st_ctime_ns}"


def packed(values: Any) -> bytes:
    """Values as bytes; equal values give equal bytes, for this version knows no references."""
    return marshal.dumps(values, 2)


def _listed(where: str, opened: ExitStack) -> tuple[list[str], Stat]:
    """The names of the TOML files of a folder, none where it is missing, and how to look at one."""
    if os.stat not in os.supports_dir_fd:  # Windows
        there = os.listdir(where) if os.path.isdir(where) else []
        return _toml_names(there), lambda name: os.stat(os.path.join(where, name))
    try:
        # A name beside an open folder is found in two thirds of the time that its path takes.
        place = os.open(where, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return [], os.stat
    opened.callback(os.close, place)
    return _toml_names(os.listdir(place)), partial(os.stat, dir_fd=place)


def _toml_names(there: list[str]) -> list[str]:
    return [n for n in there if n.endswith(".toml") and n[0] != "."]


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

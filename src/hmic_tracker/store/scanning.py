"""What the folder says of each file of a store, without opening one.

This is what every command pays for the whole plan, so it has no step of Python's own for a file
but one: the rest runs inside `map`.
"""

import os
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Final

from hmic_tracker.store.folder import INSPECTIONS, ITEMS, SETTINGS

Signature = tuple[int, int, int, int]
"""Size, time of the last change of the content, of the file, in nanoseconds, and inode."""

_SIGNATURE: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_GONE: Final = (-1, 0, 0, 0)
"""Removed meanwhile, or a link to nowhere."""


def scan(folder: Path) -> dict[str, Signature]:
    """The signature of every file that belongs to the store, by path from the store."""
    found: dict[str, Signature] = {}
    for where in (ITEMS, INSPECTIONS):
        try:
            names, signatures = _signatures(folder / where)
        except FileNotFoundError:
            continue
        found.update(zip([f"{where}/{name}" for name in names], signatures, strict=True))
    found[SETTINGS] = _SIGNATURE((folder / SETTINGS).stat())
    return found


def _signatures(where: Path) -> tuple[list[str], list[Signature]]:
    """The names of the TOML files of a folder and their signatures."""
    if os.stat not in os.supports_dir_fd:  # Windows
        return _named(os.listdir(where), lambda name: (where / name).stat())
    # A name beside an open folder is found in two thirds of the time that its whole path takes.
    place = os.open(where, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return _named(os.listdir(place), partial(os.stat, dir_fd=place))
    finally:
        os.close(place)


def _named(
    there: list[str], look: Callable[[str], os.stat_result]
) -> tuple[list[str], list[Signature]]:
    names = [n for n in there if n.endswith(".toml") and n[0] != "."]
    try:
        return names, list(map(_SIGNATURE, map(look, names)))
    except FileNotFoundError:
        return names, [_one(look, name) for name in names]


def _one(look: Callable[[str], os.stat_result], name: str) -> Signature:
    try:
        return _SIGNATURE(look(name))
    except FileNotFoundError:
        return _GONE

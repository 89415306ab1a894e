"""Whether git tracks a file, read from git's own index: nothing of a stranger's clone is run.

Running git in it would run what its configuration names (a file system monitor, a filter). The form
is git's `index-format`: versions 2 and 3 write whole paths, version 4 what differs from the last.
"""

from __future__ import annotations

import struct

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.files import opened_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LARGEST: Final = 64 * 1024 * 1024
_FIXED: Final = 62
_EXTENDED: Final = 0x4000


def is_tracked(path: Path) -> bool:
    """Whether the file is in the index of the git repository around it."""
    whole = path.parent.resolve() / path.name
    for folder in whole.parents:
        place = folder / ".git"
        if place.exists():
            wanted = whole.relative_to(folder).as_posix().encode()
            return wanted in _tracked(_index_of(place))
    return False


def _index_of(place: Path) -> Path:
    """The index of a repository, also of a work tree whose `.git` is a file that names it."""
    if place.is_dir():
        return place / "index"
    with opened_file(place) as stream:
        named = stream.read(4096).decode("utf-8", "replace").removeprefix("gitdir:").strip()
    return place.parent / named / "index"


def _tracked(index: Path) -> Iterator[bytes]:
    """The paths in an index; none where there is none, or where it can't be read."""
    try:
        with opened_file(index) as stream:
            data = stream.read(_LARGEST)
        signature, version, count = struct.unpack_from(">4sLL", data)
        if signature == b"DIRC" and version in {2, 3, 4}:
            yield from _paths(data, version, count)
    except (OSError, ValueError, struct.error, IndexError):
        return


def _paths(data: bytes, version: int, count: int) -> Iterator[bytes]:
    place, last = 12, b""
    for _ in range(count):
        start = place
        (flags,) = struct.unpack_from(">H", data, place + 60)
        place += _FIXED + (2 if version > 2 and flags & _EXTENDED else 0)
        if version == 4:
            dropped, place = _number(data, place)
            last = last[: len(last) - dropped]
        else:
            last = b""
        end = data.index(b"\0", place)
        last += data[place:end]
        yield last
        place = end + 1 if version == 4 else start + (end - start + 8) // 8 * 8


def _number(data: bytes, place: int) -> tuple[int, int]:
    """A number of variable length as in git's packs, and the place after it."""
    value = data[place] & 127
    while data[place] & 128:
        place += 1
        value = ((value + 1) << 7) | (data[place] & 127)
    return value, place + 1

"""Whether the files of a bundle are whole, by its own list of hashes. Nothing is unpacked.

A ZIP file from anywhere is looked at: how much is read of it, and how much it may hold, is bounded.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.store.bundle_files import SUMS
from hmic_tracker.store.evidence_files import LARGEST
from hmic_tracker.store.files import cannot_be_read, chunks, regular_file

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

FileState = Literal["whole", "changed", "missing", "added"]
LARGEST_BUNDLE: Final = 64 * 2**30
"""64 GB: what is larger is no bundle."""
_MOST_READ_AT_ONCE: Final = 4 * 2**20
"""4 MB: the table of a ZIP file is read at once, and that of 20,000 files is smaller."""
_MOST_TIMES: Final = 100
_SMALL: Final = 64 * 2**20
"""What a ZIP file unpacks to is at most a hundred times what it is, or 64 MB."""
_CHUNK: Final = 64 * 1024
_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *]([A-Za-z0-9][A-Za-z0-9./_-]{0,199})", re.ASCII)
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError),
    *(RuntimeError, ValueError, OverflowError),
)


class CheckedFile(NamedTuple):
    """A file of a bundle, and what became of it since; why, where that needs a word."""

    path: str
    state: FileState
    why: str = ""


class CheckedBundle(NamedTuple):
    """Every file of a bundle, in the order of its list, those added last; the file's SHA-256."""

    path: Path
    sha256: str
    files: tuple[CheckedFile, ...]

    def count(self, state: FileState) -> int:
        """How many files are in a state."""
        return sum(one.state == state for one in self.files)

    @property
    def is_whole(self) -> bool:
        """Whether every file is there and as it was, and no other is."""
        return all(one.state == "whole" for one in self.files)


def check_bundle(path: Path) -> CheckedBundle:
    """What became of each file of a bundle; raises InputError for what is none."""
    try:
        with regular_file(path) as handle, io.FileIO(handle, closefd=False) as raw:
            size = raw.seek(0, io.SEEK_END)
            if size > LARGEST_BUNDLE:
                raise _refusal(path, f"is larger than {LARGEST_BUNDLE // 2**30} GB")
            with zipfile.ZipFile(_Bounded(raw)) as archive:
                files = tuple(_checked(archive, path, size))
            raw.seek(0)
            digest = hashlib.sha256()
            for part in chunks(handle, LARGEST_BUNDLE):
                digest.update(part)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"there is no file {path}", "name the ZIP file of a bundle") from None
    except zipfile.BadZipFile as fault:
        raise _refusal(path, "is no ZIP file, or it is damaged") from fault
    except OSError as fault:
        raise InputError(
            f"{path} {cannot_be_read(fault)}", "look at who may read it, and try again"
        ) from fault
    return CheckedBundle(path, digest.hexdigest(), files)


class _Bounded:
    """A file of which nobody reads more at once than the table of a bundle can need."""

    def __init__(self, raw: io.FileIO) -> None:
        self.raw = raw
        self.seek, self.tell, self.seekable = raw.seek, raw.tell, raw.seekable

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or all that are left; raises BadZipFile where these are too many."""
        most = _MOST_READ_AT_ONCE + 1
        data = b"".join(_parts(self.raw, size if 0 <= size <= most else most))
        if len(data) == most:
            raise zipfile.BadZipFile
        return data


def _parts(raw: io.FileIO, size: int) -> Iterator[bytes]:
    """The bytes of a file from here on, up to a number: one read of it may give fewer."""
    while size > 0 and (part := raw.read(min(size, _CHUNK))):
        size -= len(part)
        yield part


def _checked(archive: ZipFile, path: Path, size: int) -> Iterator[CheckedFile]:
    entries: dict[str, list[ZipInfo]] = {}
    for entry in archive.infolist():
        entries.setdefault(entry.filename, []).append(entry)
    listed = _sums(archive, entries, path)
    room = [max(_SMALL, size * _MOST_TIMES)]
    folders = {f"{folder.as_posix()}/" for name in listed for folder in Path(name).parents}
    for name, sha256 in listed.items():
        there = entries.get(name, [])
        if not there:
            yield CheckedFile(name, "missing")
            continue
        state, why = _state(archive, there[0], sha256, room)
        yield CheckedFile(name, state, why)
        yield from (CheckedFile(name, "added", "a second of that name") for _ in there[1:])
    for name, there in entries.items():
        if name not in listed and name != SUMS and name not in folders:
            yield from (CheckedFile(name, "added", _kind(entry)) for entry in there)
    yield from (CheckedFile(SUMS, "added", "a second of that name") for _ in entries[SUMS][1:])


def _sums(archive: ZipFile, entries: dict[str, list[ZipInfo]], path: Path) -> dict[str, str]:
    """The hash of each file by the bundle's list; raises InputError where it has none."""
    if SUMS not in entries:
        raise _refusal(path, f"has no {SUMS}")
    try:
        with archive.open(entries[SUMS][0]) as stream:
            text = stream.read(_MOST_READ_AT_ONCE + 1).decode("ascii")
    except _UNREADABLE as fault:
        raise _refusal(path, f"has a {SUMS} that can't be read") from fault
    lines = text.splitlines()
    matches = [_LINE.fullmatch(line) for line in lines]
    listed = {match[2]: match[1] for match in matches if match and ".." not in match[2]}
    if len(text) > _MOST_READ_AT_ONCE or not lines or len(listed) != len(lines):
        raise _refusal(path, f"has a {SUMS} that is none of a bundle")
    return listed


def _state(archive: ZipFile, entry: ZipInfo, sha256: str, room: list[int]) -> tuple[FileState, str]:
    """Whether an entry is what its hash says; `room` is what may still be read of all."""
    if kind := _kind(entry):
        return "changed", kind
    if entry.flag_bits & 1:
        return "changed", "encrypted"
    if entry.file_size > min(LARGEST, room[0]):
        return "changed", "larger than what a bundle of this size holds"
    digest, read = hashlib.sha256(), 0
    try:
        with archive.open(entry) as stream:
            while part := stream.read(_CHUNK):
                read += len(part)
                digest.update(part)
    except _UNREADABLE:
        return "changed", "can't be read"
    finally:
        room[0] -= read
    return ("whole", "") if digest.hexdigest() == sha256 else ("changed", "")


def _kind(entry: ZipInfo) -> str:
    """What an entry is that is no file: a link, or another kind that only POSIX has."""
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if mode in {0, stat.S_IFREG, stat.S_IFDIR}:
        return ""
    return "a link" if mode == stat.S_IFLNK else "no file"


def _refusal(path: Path, why: str) -> InputError:
    return InputError(
        f"{path} {why}", "name the ZIP file that tracker bundle wrote, as it was written"
    )

"""Bytes on a disk: reading within limits, temporary files, replacing, fsync.

Every fault of the file system leaves here as one of the errors with an exit code.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, BinaryIO, Final
from hmic_tracker.store.paths import GONE, HINT_GONE, LARGEST, working_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

TEMP_PREFIX: Final = ".tracker-"
TEMP_SUFFIX: Final = ".tmp"
_NEW_MODE: Final = 0o600
_MANY: Final = 32
"""From so many files on, several wait for the disk at once; below that a thread isn't worth it."""
_AT_ONCE: Final = 8
_READING: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
_FILLING: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_CHUNK: Final = 64 * 1024
_MUCH: Final = 1024 * 1024
"""Of more bytes OpenSSL makes a digest sooner than Python's own; to load it takes as long as a
write."""
_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class IrregularFileError(OSError):
    """What was to be read is a folder, a pipe, a device: no file with an end."""


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of a file's bytes, None for a file that isn't there."""
    if data is None:
        return None
    if len(data) <= _MUCH:
        with contextlib.suppress(ImportError):  # of a Python that has OpenSSL's alone
            if sys.version_info >= (3, 12):
                from _sha2 import sha256
            else:
                from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]
            return str(sha256(data).hexdigest())
    import hashlib

    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def regular_file(path: Path) -> Iterator[int]:
    """A descriptor of a regular file, open for reading; OSError for everything else.

    A pipe or a device could be read for ever, and some devices act on being opened: what is none
    is not opened, and what took a file's place since is opened without waiting and then refused.
    """
    _refuse_irregular(path.stat().st_mode)
    handle = os.open(path, _READING)
    try:
        _refuse_irregular(os.fstat(handle).st_mode)
        yield handle
    finally:
        with contextlib.suppress(OSError):  # what was read is read
            os.close(handle)


def _refuse_irregular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise IrregularFileError(errno.EINVAL, "it is not a file")


def read_regular(path: Path, limit: int = LARGEST) -> bytes:
    """A regular file's bytes, one more than the limit where it has more; raises OSError."""
    with regular_file(path) as handle:
        return b"".join(chunks(handle, limit + 1))


def chunks(handle: int, limit: int) -> Iterator[bytes]:
    """The bytes of an open file up to a limit, in parts."""
    while limit > 0 and (part := os.read(handle, min(limit, _CHUNK))):
        limit -= len(part)
        yield part


def read_or_none(path: Path) -> bytes | None:
    """The bytes of a store's file, None where it isn't there; OSError where it can't be read.

    Of a file larger than any may be only so much is read that this shows.
    """
    try:
        return read_regular(path)
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """A regular file as a stream of bytes; OSError for everything else."""
    with regular_file(path) as handle, os.fdopen(handle, "rb", closefd=False) as stream:
        yield stream


def reason(fault: OSError) -> str:
    """Why the file system refused, as the end of a message."""
    if fault.errno == errno.ENOENT and working_folder() is None:
        return GONE
    return (fault.strerror or str(fault)).lower()


def cannot_be_read(fault: OSError) -> str:
    """A fault of reading as a message about a file."""
    return f"can't be read: {reason(fault)}"


def write_temp(target: Path, data: bytes | Iterable[bytes], like: Path | None = None) -> Path:
    """A temporary file beside the target, with the bytes and the target's mode, on the disk.

    A new file gets the mode and the group of the one that it is `like`, else it is its owner's.
    """
    path = _temp_path(target)
    write_new(path, data, target if like is None or target.exists() else like)
    return path


def fill_temp(target: Path, fill: Callable[[BinaryIO], None]) -> Path:
    """A temporary file beside the target with what is put into its stream, as by `write_temp`."""
    path = _temp_path(target)
    handle = os.open(path, _FILLING, _NEW_MODE)
    try:
        with os.fdopen(handle, "w+b") as stream:
            fill(stream)
            stream.flush()
            take_after(handle, target)
            os.fsync(handle)
    except BaseException:
        remove_quietly(path)
        raise
    return path


def _temp_path(target: Path) -> Path:
    return target.with_name(f"{temp_prefix(target.name)}{os.urandom(4).hex()}{TEMP_SUFFIX}")


def write_temps(files: Sequence[tuple[Path, bytes]], like: Path) -> list[Path]:
    """Temporary files beside their targets as by `write_temp`, all of them or none.

    Nearly all of the time that a file takes is waiting for the disk, which puts many files that
    wait at once into one write of its own.
    """
    if len(files) < _MANY:
        written: list[Path] = []
        try:
            for target, data in files:
                written.append(write_temp(target, data, like))
        except BaseException:
            for path in written:
                remove_quietly(path)
            raise
        return written
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(_AT_ONCE)
    begun: list[Future[Path]] = []
    try:
        begun += (pool.submit(write_temp, target, data, like) for target, data in files)
        return [one.result() for one in begun]
    except BaseException:
        pool.shutdown(cancel_futures=True)
        for one in begun:
            if not one.cancelled() and one.exception() is None:
                remove_quietly(one.result())
        raise
    finally:
        pool.shutdown()


def temp_prefix(name: str) -> str:
    """How the temporary files of a target begin; a name's bytes may be four times its letters."""
    return f"{TEMP_PREFIX}{name[:40]}."


def write_new(path: Path, data: bytes | Iterable[bytes], like: Path | None = None) -> None:
    """A file that was not there, whole and on the disk, or nothing at all; raises OSError.

    It gets the mode and the group of a file that it is `like`, where that is there.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_MODE)
    try:
        try:
            for part in (data,) if isinstance(data, bytes) else data:
                _write_all(handle, part)
            if like is not None:
                take_after(handle, like)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        remove_quietly(path)
        raise


def take_after(handle: int, like: Path) -> None:
    """Gives an open file the mode and the group of another; of a folder, who may write in it.

    A group that the person is not in can't be given: then only the owner may read the file.
    """
    try:
        known = like.stat()
    except OSError:
        return
    mode = stat.S_IMODE(known.st_mode) & 0o777
    if stat.S_ISDIR(known.st_mode):
        mode = 0o660 if mode & 0o020 else _NEW_MODE
    if hasattr(os, "fchown") and known.st_gid != os.fstat(handle).st_gid:
        try:
            os.fchown(handle, -1, known.st_gid)
        except OSError:
            mode &= ~0o070
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the system has that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_quietly(path: Path) -> None:
    """Removes a file of ours that may not be there any more."""
    with contextlib.suppress(OSError):
        path.unlink()


@contextlib.contextmanager
def faults_as_errors(what: str) -> Iterator[None]:
    """Turn an OSError inside into a WriteError with what could not be written and why."""
    try:
        yield
    except OSError as fault:
        raise write_error(what, fault) from fault


def write_error(what: str, fault: OSError) -> WriteError:
    """The error for a fault of the file system before anything was replaced."""
    if reason(fault) == GONE:
        hint = HINT_GONE
    elif fault.errno in _NO_SPACE:
        hint = "make room on the disk, and try again: nothing was changed"
    elif fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        hint = "check who may write to the folder, and try again: nothing was changed"
    else:
        hint = "look at the disk, and try again: nothing was changed"
    return WriteError(f"could not write {what}: {reason(fault)}", hint)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]

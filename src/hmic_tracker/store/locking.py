"""The lock of a plan: one writer at a time, on this machine and where a share has locks.

It is the system's own lock on `.tracker/lock`, and ends with the process, however that ends:
`flock` of the file, on Windows its first byte. Former versions took the same through a library.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time

from hmic_tracker.errors import LockedError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.files import reason, take_after
from hmic_tracker.store.lock_holder import forget_holder, held_texts, read_holder, write_holder
from hmic_tracker.store.places import model_of, private_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hmic_tracker.store.lock_holder import Holder

LOCK: Final = "lock"
LOCK_SECONDS: Final = 10.0
_PAUSE: Final = 0.05
_NO_LOCKS: Final = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP})


@contextlib.contextmanager
def locked(folder: Path, holder: Holder | None = None) -> Iterator[None]:
    """Holds the lock; raises LockedError after 10 seconds, WriteError where there can be none.

    The holder is named to those who wait for it.
    """
    handle = _acquire(folder, time.monotonic() + LOCK_SECONDS)
    is_named = False
    try:
        # Nothing is written into what is another file as well, by a hard link that somebody made.
        is_named = holder is not None and os.fstat(handle).st_nlink == 1
        if holder is not None and is_named:
            write_holder(handle, holder)
        yield
    finally:
        if is_named:
            forget_holder(handle)
        with contextlib.suppress(OSError):  # what is saved is saved; the lock ends with us
            _release(handle)
        with contextlib.suppress(OSError):
            os.close(handle)


def _acquire(folder: Path, until: float) -> int:
    while True:
        path = private_file(folder, LOCK)
        handle = _opened(path, folder)
        is_last = time.monotonic() >= until
        try:
            if _taken(handle, folder) and _is_current(handle, path):
                return handle
            holder = read_holder(handle) if is_last else None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if is_last:
            raise LockedError(*held_texts(holder))
        time.sleep(_PAUSE)


def _opened(path: Path, folder: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    is_new = not path.exists()
    handle = os.open(path, flags, 0o600)
    if is_new:
        take_after(handle, model_of(folder))
    return handle


def _is_current(handle: int, path: Path) -> bool:
    """Whether the file that is locked is still the one that others will open."""
    try:
        there, ours = path.stat(), os.fstat(handle)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def _taken(handle: int, folder: Path) -> bool:
    """Whether the lock is ours now; raises WriteError where the file system has no locks."""
    try:
        _try_lock(handle)
    except OSError as fault:
        if fault.errno in {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK}:
            return False
        if fault.errno in _NO_LOCKS:
            raise WriteError(
                f"the file system of {folder} has no locks: {reason(fault)}",
                "nothing was written; keep the plan on a disk or a share that has them",
            ) from fault
        raise
    return True


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

    def _release(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

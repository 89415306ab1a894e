"""A disk that fails: every system call on a store's files is counted, and some are refused.

The functions of `os`, `fcntl` and `io` that the write path and its libraries call are replaced, in
a forked process, from the moment the command goes for the lock.
"""

from __future__ import annotations

import errno
import fcntl
import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hmic_tracker.store import journal, locking
from tests.torture.children import put

ERRORS: Final = (
    *("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EMFILE"),
    *("ESTALE", "EHOSTDOWN"),
)
"""Of a disk, and of a share whose server went away."""
_WRITES: Final = frozenset({"create", "write", "fsync", "fchmod", "mkdir", "replace", "unlink"})
_READS: Final = frozenset({"read open", "read", "stat", "lstat", "listdir", "scandir"})
_LOCK: Final = frozenset({"flock", "lock open"})
_OPENS: Final = frozenset({"create", "lock open", "folder open", "read open", "listdir", "scandir"})
_ALL: Final = _WRITES | _READS | _LOCK | _OPENS | {"close"}
FOR_GOOD: Final[dict[str, frozenset[str]]] = {
    "ENOSPC": frozenset({"create", "write", "fsync", "mkdir", "replace"}),
    "EDQUOT": frozenset({"create", "write", "fsync", "mkdir", "replace"}),
    "EROFS": _WRITES,
    "EACCES": _WRITES | _OPENS,
    "EMFILE": _OPENS,
    "EIO": _ALL,
    "ESTALE": _ALL,
    "EHOSTDOWN": _ALL,
}
"""What else fails for good with an error, besides what failed first."""


@dataclass(frozen=True)
class Fault:
    """The nth call fails, once or for good: later calls that such an error would hit as well."""

    index: int
    error: str
    for_good: bool


@dataclass
class Disk:
    """The calls on a store so far, and which of them fails."""

    folder: Path
    fault: Fault | None = None
    armed: bool = False
    calls: list[str] = field(default_factory=list)
    handles: dict[int, str] = field(default_factory=dict)
    failed: str = ""

    def install(self) -> None:
        """Puts this disk under the commands of this process."""
        for name in ("write", "fsync", "fchmod", "mkdir", "replace", "unlink", "listdir"):
            put(os, **{name: self._counted(name, getattr(os, name))})
        for name in ("stat", "lstat", "scandir"):
            put(os, **{name: self._counted(name, getattr(os, name))})
        put(os, open=self._open(os.open), close=self._close(os.close))
        put(io, open=self._io_open(io.open))
        put(fcntl, flock=self._counted("flock", fcntl.flock))
        put(locking, LOCK_SECONDS=0.2)
        make_private = journal.make_private

        def armed(folder: Path) -> None:
            self.armed = True
            make_private(folder)

        put(journal, make_private=armed)

    def report(self, path: Path) -> None:
        """Writes down the calls that were made, on a disk that doesn't fail."""
        self.armed = False
        path.write_text(json.dumps(self.calls), encoding="utf-8")

    def call(self, name: str, target: object) -> None:
        """Counts a call; raises OSError where it is one that fails."""
        if not self.armed or not self._concerns(target):
            return
        index = len(self.calls)
        self.calls.append(name)
        fault = self.fault
        if fault is None or index < fault.index:
            return
        first = index == fault.index
        if first:
            self.failed = name
        if first or (fault.for_good and name in FOR_GOOD[fault.error] | {self.failed}):
            number = getattr(errno, fault.error)
            raise OSError(number, os.strerror(number), str(target))

    def _concerns(self, target: object) -> bool:
        if isinstance(target, int):
            return target in self.handles
        return isinstance(target, (str, Path)) and Path(target).is_relative_to(self.folder)

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(target: Any = ".", *args: Any, **options: Any) -> Any:
            self.call(name, target)
            return real(target, *args, **options)

        return call

    def _open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *args: Any, **options: Any) -> int:
            name = "folder open" if flags & os.O_DIRECTORY else "read open"
            name = "create" if flags & os.O_WRONLY else name
            self.call("lock open" if flags & os.O_RDWR else name, path)
            handle = real(path, flags, *args, **options)
            if self._concerns(path):
                self.handles[handle] = str(path)
            return handle

        return call

    def _close(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(handle: int) -> None:
            real(handle)  # a close that fails has closed all the same
            try:
                self.call("close", handle)
            finally:
                self.handles.pop(handle, None)

        return call

    def _io_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            if not isinstance(path, int):
                self.call("create" if set(mode) & set("wax+") else "read open", path)
            stream = real(path, mode, *args, **options)
            if "b" not in mode or not self._concerns(path):
                return stream
            return _Stream(stream, lambda: self.call("read", path))

        return call


class _Stream:
    """A file that is open for reading, whose every read is counted."""

    def __init__(self, real: Any, count: Callable[[], None]) -> None:
        self._real, self._count = real, count

    def read(self, *size: int) -> Any:
        """As of the real file, or OSError."""
        self._count()
        return self._real.read(*size)

    def readline(self, *size: int) -> Any:
        """The same for a line."""
        self._count()
        return self._real.readline(*size)

    def seek(self, place: int) -> int:
        """As of the real file."""
        return int(self._real.seek(place))

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *fault: object) -> None:
        self._real.close()

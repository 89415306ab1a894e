"""What was read of a plan is kept while it can't have changed: no file is opened twice for it.

Under the lock that is from reading afresh to the end of the command; before the lock it is one look
at the plan. What a commit compares, right before it replaces a file and after, it reads from the
disk: somebody may have typed meanwhile.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST: Final = 64 * 1024 * 1024
"""So many bytes are kept; of a larger plan the rest is read again where it is needed again."""


class _Kept:
    """The bytes of the files that were read, and how many they are."""

    __slots__ = ("files", "size")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.files: dict[Path, bytes | None] = {}
        self.size = 0


_current: ContextVar[_Kept | None] = ContextVar("kept reads", default=None)


@contextmanager
def reads_kept() -> Iterator[None]:
    """Keep what is read inside: one look at the plan."""
    if _current.get() is not None:
        yield
        return
    with reads_afresh():
        yield


@contextmanager
def reads_afresh() -> Iterator[None]:
    """Keep what is read inside, and nothing of before: the lock was taken.

    What was kept around it is forgotten, for it may be written to.
    """
    around = _current.get()
    token = _current.set(_Kept())
    try:
        yield
    finally:
        _current.reset(token)
        if around is not None:
            around.forget()


def read_once(path: Path, read: Callable[[Path], bytes | None]) -> bytes | None:
    """A file's bytes, read with a function unless they are kept; raises what that raises."""
    kept = _current.get()
    if kept is None:
        return read(path)
    if path in kept.files:
        return kept.files[path]
    data = read(path)
    size = len(data or b"")
    if kept.size + size <= MOST:
        kept.files[path] = data
        kept.size += size
    return data


def forget_reads() -> None:
    """Read everything afresh from here on: another command came in between."""
    kept = _current.get()
    if kept is not None:
        kept.forget()

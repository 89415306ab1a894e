"""A command that dies in this process as under `kill -9`: from some call on, nothing is done.

What runs after the death (clean-up in `except` and `finally`) can change no file any more, which
is what a kill means to the disk. The lock is let go, as the system does for a dead process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.store import journal

_CHANGING = ("write", "fsync", "fchmod", "mkdir", "replace", "unlink")


class Killed(BaseException):
    """The command is dead."""


@dataclass
class Life:
    """How many more calls a command has, and whether it has committed."""

    left: int
    committed: bool = False
    dead: bool = False

    def spend(self) -> None:
        """One call that changes something on the disk; raises Killed at the last and ever after."""
        if self.dead or self.left == 0:
            self.dead = True
            raise Killed
        self.left -= 1


@contextmanager
def dying(calls: int) -> Iterator[Life]:
    """Commands inside die at that call on the disk; Killed doesn't leave."""
    life = Life(calls)
    with pytest.MonkeyPatch.context() as patch:
        for name in _CHANGING:
            patch.setattr(os, name, _spending(life, getattr(os, name)))
        patch.setattr(os, "open", _opening(life, os.open))
        try:
            yield life
        except Killed:
            life.dead = True


def _spending(life: Life, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        life.spend()
        result = real(*args, **options)
        if len(args) > 1 and isinstance(args[1], Path) and args[1].name == journal.JOURNAL:
            life.committed = True
        return result

    return call


def _opening(life: Life, real: Callable[..., int]) -> Callable[..., int]:
    def call(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            life.spend()
        return real(path, flags, *args, **options)

    return call

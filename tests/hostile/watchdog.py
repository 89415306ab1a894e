"""A command in a process of its own, under a bound of time and of memory."""

from __future__ import annotations

import os
import resource
import signal
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.torture.children import Ended, command

SECONDS: Final = 10
MEGABYTES: Final = 300
"""What no command takes on any plan: the processor's time, which a busy machine doesn't change."""
_HANGS: Final = 180
"""Seconds after which a command that waits for something is taken for one that hangs."""
_ROOM: Final = (MEGABYTES + 700) * 1024 * 1024
_STEP: Final = 0.02


@dataclass(frozen=True)
class Outcome:
    """How a command ended, how long it took (seconds) and the most memory it held (MB)."""

    ended: Ended
    seconds: float
    megabytes: float

    @property
    def faults(self) -> list[str]:
        """What no command may do, whatever the plan is."""
        ended, said = self.ended, []
        if ended.code < 0:
            said.append(f"killed by signal {-ended.code} after {self.seconds:.1f} s")
        elif ended.code not in {0, 1, 2, 3, 4, 5, 6, 7, 8}:
            said.append(f"exit code {ended.code}")
        if "Traceback" in ended.err or "unexpected fault" in ended.err:
            said.append("a fault of the program")
        if "Warning" in ended.err:
            said.append("a warning of Python's")
        if self.megabytes > MEGABYTES:
            said.append(f"{self.megabytes:.0f} MB of memory")
        return said


def watched(
    folder: Path,
    *words: str,
    environment: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Outcome:
    """Runs a command line on a plan; one that is still there after the bound is killed.

    `before` is called in the new process.
    """
    own = _own_memory()

    def bound() -> None:
        os.environ.update(environment or {})
        if before:
            before()
        for timer, number, seconds in (
            (signal.ITIMER_PROF, signal.SIGPROF, SECONDS),
            (signal.ITIMER_REAL, signal.SIGALRM, _HANGS),
        ):
            signal.signal(number, signal.SIG_DFL)
            signal.setitimer(timer, seconds)  # not handled: it ends the process
        resource.setrlimit(resource.RLIMIT_DATA, (_ROOM, _ROOM))

    started = time.monotonic()
    child = command(folder, *words, before=bound)
    ended = child.wait()
    taken = time.monotonic() - started
    return Outcome(ended, taken, max(0.0, _children_memory() - own))


def _own_memory() -> float:
    """What this process holds: a forked child begins with it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _children_memory() -> float:
    """The most that any child so far has held, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def picture(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything in a folder: names, kinds, modes, link targets and bytes of regular files."""
    found: dict[str, tuple[object, ...]] = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            state = path.lstat()
            content: object = None
            if stat.S_ISLNK(state.st_mode):
                content = str(path.readlink())
            elif stat.S_ISREG(state.st_mode) and state.st_size < 10**7:
                content = path.read_bytes()
            found[str(path.relative_to(folder))] = (state.st_mode, state.st_size, content)
    return {name: told for name, told in found.items() if not stat.S_ISDIR(int(str(told[0])))} | {
        name: (told[0],) for name, told in found.items() if stat.S_ISDIR(int(str(told[0])))
    }

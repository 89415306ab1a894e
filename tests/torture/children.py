"""Commands as processes of their own: forked from this one, so that nothing is imported twice."""

from __future__ import annotations

import importlib
import os
import selectors
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from hmic_tracker.cli import COMMANDS, main

BROKEN: Final = 99
"""The exit code of a child whose own work failed with an exception."""

Hook = Callable[[], None] | None
_COMMANDS: Final = ("init", "import", "add", "edit", "update", "note", "undo", "check", "list")
_LIBRARIES: Final = ("tomlrt", "tomllib", "tomli", "json", "rich.table")


@dataclass(frozen=True)
class Ended:
    """How a process ended; the code of a killed one is the negative signal."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Child:
    """A running process."""

    pid: int
    out: int
    err: int

    def kill(self) -> None:
        """As `kill -9` does; one that has ended stays ended."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> Ended:
        """Its end, with all that it printed."""
        out, err = _drained(self.out, self.err)
        _, status = os.waitpid(self.pid, 0)
        return Ended(os.waitstatus_to_exitcode(status), out, err)


def warm() -> None:
    """Imports what the commands used here import."""
    for name in _COMMANDS:
        importlib.import_module(f"hmic_tracker.commands.{COMMANDS[name].module}")
    for name in _LIBRARIES:
        importlib.import_module(name)


def fork(work: Callable[[], int]) -> Child:
    """Starts a process that does the work and ends with the code it gives."""
    out, out_end = os.pipe()
    err, err_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        os.close(err)
        _be_child(work, out_end, err_end)
    os.close(out_end)
    os.close(err_end)
    return Child(pid, out, err)


def command(folder: Path, *words: str, before: Hook = None, after: Hook = None) -> Child:
    """Starts a command line on a store; the hooks are called in the new process."""

    def work() -> int:
        if before:
            before()
        code = main(["--store", str(folder), *words])
        if after:
            after()
        return code

    return fork(work)


def run(folder: Path, *words: str, before: Hook = None, after: Hook = None) -> Ended:
    """Runs a command line on a store in a process of its own."""
    return command(folder, *words, before=before, after=after).wait()


def must(folder: Path, *words: str) -> Ended:
    """Runs a command line that has to succeed."""
    ended = run(folder, *words)
    assert ended.code == 0, (words, ended)
    return ended


def put(where: object, **names: object) -> None:
    """Puts other things in the place of a module's own; for good, so only in a child."""
    for name, value in names.items():
        setattr(where, name, value)


def check_error(ended: Ended, codes: Sequence[int]) -> None:
    """An error as people may see one: its code, one line of what and one of what to do."""
    lines = ended.err.splitlines()
    assert ended.code in codes, ended
    assert "Traceback" not in ended.err, ended
    assert "unexpected fault" not in ended.err, ended
    assert len(lines) == 2, ended
    assert lines[0].startswith("tracker: "), ended
    assert ended.out == "", ended


def _be_child(work: Callable[[], int], out: int, err: int) -> NoReturn:
    sys.settrace(None)
    code = BROKEN
    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(source, target)
            os.close(source)
        # Kept by their names, so that none is closed behind the command's back.
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        code = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _drained(*handles: int) -> list[str]:
    """What is still in some pipes until their other ends are closed."""
    found = dict.fromkeys(handles, b"")
    with selectors.DefaultSelector() as ready:
        for handle in handles:
            ready.register(handle, selectors.EVENT_READ)
        while ready.get_map():
            for key, _ in ready.select():
                data = os.read(key.fd, 65_536)
                found[key.fd] += data
                if not data:
                    ready.unregister(key.fd)
                    os.close(key.fd)
    return [found[handle].decode("utf-8", "replace") for handle in handles]

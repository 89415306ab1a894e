"""The lock: with that of former versions, after a kill, where there can be none, and where somebody
put something in its place."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final

import filelock
import pytest

from hmic_tracker.store import locking
from hmic_tracker.store.lock_holder import own_holder
from tests.conftest import Result, Run
from tests.torture.children import Child, command, fork, warm
from tests.torture.deaths import dying

fcntl = pytest.importorskip("fcntl")
pytestmark = pytest.mark.posix


@pytest.mark.parametrize("name", ["ENOSYS", "ENOLCK", "EOPNOTSUPP"])
def test_a_file_system_without_locks_is_named(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = getattr(errno, name)

    def refused(handle: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refused)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = run("note", "REC-1", "seen")
    assert (result.code, result.err) == (
        8,
        f"tracker: the file system of {plan} has no locks: {os.strerror(number).lower()}\n"
        "nothing was written; keep the plan on a disk or a share that has them\n",
    )


def test_a_lock_of_another_process_is_waited_for_and_then_named(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmic_tracker.store.locking.LOCK_SECONDS", 0.3)
    assert run("note", "REC-1", "first").code == 0
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import fcntl, sys; f = open(sys.argv[1], 'r+'); fcntl.flock(f, fcntl.LOCK_EX);"
            "print('held', flush=True); sys.stdin.read()",
            str(plan / ".tracker" / "lock"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        assert run("note", "REC-1", "second").code == 7
    finally:
        holder.communicate(b"")
    assert run("note", "REC-1", "third").code == 0


def test_a_lock_that_was_replaced_meanwhile_is_taken_anew(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("note", "REC-1", "first").code == 0
    real = fcntl.flock
    replaced: list[bool] = []

    def late(handle: int, how: int) -> None:
        if not replaced:
            replaced.append(True)
            (plan / ".tracker" / "lock").unlink()
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    assert run("note", "REC-1", "second").code == 0
    assert (plan / ".tracker" / "lock").exists()


BUSY: Final = Result(
    7,
    "",
    "tracker: another tracker is writing to this plan\nwait until it is done, and try again\n",
)
FORMER: Final = """
import filelock, sys
with filelock.FileLock(sys.argv[1], timeout=10):
    print("held", flush=True)
    sys.stdin.read()
"""
"""How former versions held the lock."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr(locking, "LOCK_SECONDS", 0.3)


def _stopped_inside(plan: Path) -> Child:
    """A command that holds the lock and was stopped there."""

    def work() -> int:
        from hmic_tracker.cli import main
        from hmic_tracker.store import journal

        journal.recover = lambda _folder: os.kill(os.getpid(), signal.SIGSTOP)  # type: ignore[assignment]
        return main(["--store", str(plan), "note", "REC-6", "from a sleeper"])

    child = fork(work)
    os.waitpid(child.pid, os.WUNTRACED)
    return child


@pytest.mark.usefixtures("impatient")
def test_a_former_version_that_holds_the_lock_is_waited_for(run: Run, plan: Path) -> None:
    assert run("note", "REC-1", "first").code == 0
    holder = subprocess.Popen(
        [sys.executable, "-c", FORMER, str(plan / ".tracker" / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        assert run("note", "REC-1", "second") == BUSY
    finally:
        holder.communicate(b"")
    assert run("note", "REC-1", "third").code == 0


def test_a_former_version_waits_for_ours(run: Run, plan: Path) -> None:
    theirs = filelock.FileLock(plan / ".tracker" / "lock", timeout=0.2)
    child = _stopped_inside(plan)
    try:
        with pytest.raises(filelock.Timeout):
            theirs.acquire()
    finally:
        os.kill(child.pid, signal.SIGCONT)
        assert child.wait().code == 0
    with theirs:
        pass
    assert run("note", "REC-1", "after a former version").code == 0


@pytest.mark.usefixtures("impatient")
def test_a_killed_command_holds_no_lock(run: Run, plan: Path) -> None:
    child = _stopped_inside(plan)
    assert run("note", "REC-1", "meanwhile").code == 7
    child.kill()
    assert child.wait().code == -signal.SIGKILL
    assert run("note", "REC-1", "afterwards").code == 0
    assert (plan / ".tracker" / "lock").read_bytes() == b""


def test_a_lock_is_waited_for_ten_seconds(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("note", "REC-1", "first").code == 0
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    with (plan / ".tracker" / "lock").open("r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with monkeypatch.context() as patch:
            patch.setattr(time, "monotonic", lambda: now[0])
            patch.setattr(time, "sleep", sleep)
            assert run("note", "REC-1", "second") == BUSY
    assert 10 <= now[0] < 10.1


def _link(place: Path) -> None:
    place.symlink_to(place.parent.parent / "items" / "REC-1.toml")


def _dangling(place: Path) -> None:
    place.symlink_to("made-by-following-it")


def _socket(place: Path) -> None:
    os.chdir(place.parent)  # a socket's path may have no more than 100 letters
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(place.name)


@pytest.mark.parametrize("put", [_link, _dangling, _socket, os.mkfifo, Path.mkdir])
def test_what_is_no_file_is_not_locked(
    run: Run, plan: Path, put: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan)
    (plan / ".tracker").mkdir(exist_ok=True)
    (plan / ".tracker" / "lock").unlink(missing_ok=True)
    put(plan / ".tracker" / "lock")
    before = (plan / "items" / "REC-1.toml").read_bytes()
    assert run("--store", plan, "note", "REC-1", "seen") == Result(
        8,
        "",
        "tracker: .tracker/lock is no regular file\nnothing was written; remove .tracker/lock\n",
    )
    assert (plan / "items" / "REC-1.toml").read_bytes() == before
    assert not (plan / ".tracker" / "made-by-following-it").exists()


def test_a_lock_that_is_another_file_as_well_is_held_and_not_written_to(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    (plan / ".tracker").mkdir(exist_ok=True)
    (plan / ".tracker" / "lock").unlink(missing_ok=True)
    (plan / ".tracker" / "lock").hardlink_to(precious)
    assert run("note", "REC-1", "seen").code == 0
    assert precious.read_bytes() == b"precious"


def test_a_plan_that_may_not_be_written_to_is_named(run: Run, plan: Path) -> None:
    assert run("note", "REC-1", "first").code == 0
    warm()
    lock, private = plan / ".tracker" / "lock", plan / ".tracker"
    before = (plan / "items" / "REC-1.toml").read_bytes()
    for path in (plan, *plan.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    lock.chmod(0o444)
    private.chmod(0o555)

    def become() -> None:
        os.chdir(plan)
        if os.geteuid() == 0:  # who may write everywhere
            os.setgid(54001)
            os.setuid(54001)

    try:
        ended = command(Path(), "note", "REC-1", "second", before=become).wait()
    finally:
        private.chmod(0o755)
    assert (ended.code, ended.out, ended.err) == (
        8,
        "",
        "tracker: could not write to the plan: permission denied\n"
        "check who may write to the folder, and try again: nothing was changed\n",
    )
    assert (plan / "items" / "REC-1.toml").read_bytes() == before


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_a_writer_that_is_stopped_while_it_is_named_lets_the_lock_go(
    plan: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    holder = own_holder("Planning Officer", "2008-12-02T09:00:00Z")
    with locking.locked(plan, holder):
        pass
    monkeypatch.setattr(locking, "LOCK_SECONDS", 0.3)
    with dying(calls), locking.locked(plan, holder):
        pass
    with locking.locked(plan, holder):
        assert (plan / ".tracker" / "lock").is_file()

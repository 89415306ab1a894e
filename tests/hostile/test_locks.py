"""The lock where a file system has none, and where somebody put something in its place."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.conftest import Run

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

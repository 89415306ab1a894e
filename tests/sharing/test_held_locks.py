"""A lock that somebody else holds: who it is, on which computer, since when, and what to do."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import Result, Run
from tests.torture.children import fork

fcntl = pytest.importorskip("fcntl")
pytestmark = pytest.mark.posix

HERE: Final = os.uname().nodename
DEPUTY: Final[dict[str, Any]] = {
    "by": "Deputy",
    "host": "LAPTOP-7",
    "since": "2008-12-01T09:30:00+00:00",
    "process": 77,
}
NOBODY: Final = Result(
    7,
    "",
    "tracker: another tracker is writing to this plan\nwait until it is done, and try again\n",
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr("hmic_tracker.store.locking.LOCK_SECONDS", 0.1)


@contextmanager
def held(plan: Path, text: str | bytes) -> Iterator[Path]:
    """The lock is held by somebody, and its file says so."""
    path = plan / ".tracker" / "lock"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with path.open("r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield path


def line(**other: object) -> str:
    """What a holder writes into the lock's file."""
    return f"\n{json.dumps({**DEPUTY, **other})}\n"


def test_a_sleeping_computer_that_holds_the_lock_is_named_with_who_and_since_when(
    run: Run, plan: Path
) -> None:
    with held(plan, line()):
        assert run("note", "REC-5", "seen") == Result(
            7,
            "",
            "tracker: Deputy is writing to this plan on LAPTOP-7, since 2008-12-01 09:30 UTC\n"
            "wait until that is done, and try again; if LAPTOP-7 sleeps, wake it or turn it off: "
            "the lock ends with it\n",
        )
    assert run("note", "REC-5", "seen").code == 0


def test_whoever_reads_waits_for_nobody(run: Run, plan: Path) -> None:
    with held(plan, line()):
        for words in (["list"], ["show", "REC-5"], ["summary"], ["check"], ["undo", "--dry-run"]):
            assert run(*words).code == 0, words


def test_a_process_that_was_stopped_in_the_middle_of_a_command_is_named(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop_inside() -> int:
        from hmic_tracker.cli import main
        from hmic_tracker.store import journal

        journal.recover = lambda _folder: os.kill(os.getpid(), signal.SIGSTOP)  # type: ignore[assignment]
        return main(["--store", str(plan), "note", "REC-6", "from a sleeper", "--by", "Deputy"])

    child = fork(stop_inside)
    os.waitpid(child.pid, os.WUNTRACED)
    try:
        ended = run("note", "REC-5", "meanwhile")
        assert ended.code == 7
        assert ended.err == (
            "tracker: Liaison Officer is writing to this plan on this computer, "
            f"since {_since(plan)} UTC\n"
            f"wait until that is done, and try again (it is process {child.pid})\n"
        )
    finally:
        os.kill(child.pid, signal.SIGCONT)
    assert child.wait().code == 0
    assert run("note", "REC-5", "afterwards").code == 0
    assert (plan / ".tracker" / "lock").read_bytes() == b""


def _since(plan: Path) -> str:
    values = json.loads((plan / ".tracker" / "lock").read_bytes())
    return str(values["since"])[:16].replace("T", " ")


def test_what_a_killed_command_left_in_the_file_is_no_lock(run: Run, plan: Path) -> None:
    with held(plan, line()) as path:
        pass
    assert path.read_bytes()
    assert run("note", "REC-5", "seen").code == 0
    assert path.read_bytes() == b""


def test_what_a_process_that_is_gone_wrote_is_not_believed(run: Run, plan: Path) -> None:
    gone = fork(lambda: 0)
    gone.wait()
    with held(plan, line(host=HERE, process=gone.pid)):
        assert run("note", "REC-5", "seen") == NOBODY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Deputy",
        "\n[]",
        "\nnull",
        "\n{}",
        line(by=7),
        line(by=""),
        line(host=None),
        line(process="rm"),
        line(process=True),
        "\n" + "[" * 100_000,
        b"\n\xff\xfe\x00" * 100,
        b"\x00" * 1_000_000,
        line(by="x" * 5000),
    ],
    ids=range(15),
)
def test_a_file_that_doesnt_say_who_holds_the_lock_names_nobody(
    run: Run, plan: Path, text: str | bytes
) -> None:
    with held(plan, text):
        assert run("note", "REC-5", "seen") == NOBODY


def test_what_is_typed_into_the_file_is_text_of_one_line(run: Run, plan: Path) -> None:
    evil = "Deputy\x1b]0;owned\x07\n\r\x1b[2J rm -rf " + "x" * 500
    for process in (0, -1, -(2**40), 2**80):
        with held(plan, line(by=evil, host=HERE, process=process)):
            ended = run("note", "REC-5", "seen")
        assert ended.code == 7
        assert len(ended.err.splitlines()) == 2
        assert "\x1b" not in ended.err
        assert len(ended.err) < 400


def test_a_disk_that_takes_no_line_about_the_holder_takes_the_command(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "truncate", full)
    assert run("note", "REC-5", "seen").code == 0


def test_a_plan_that_was_copied_while_it_was_locked_is_free(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    with held(plan, line()):
        shutil.copytree(plan, tmp_path / "copy")
    assert run("--store", tmp_path / "copy", "note", "REC-5", "seen").code == 0

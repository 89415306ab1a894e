"""`tracker sync` killed at random moments, and every call of git or of the disk made to fail.

Either the old state is there or the new one, no commit is lost, and the next `sync` finishes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.sync.conftest import Clone, Office, copied, git
from tests.sync.entries import entries_of
from tests.torture.children import run as run_forked
from tests.torture.faults import ERRORS, Disk, Fault
from tests.torture.figures import figure
from tests.torture.sizes import SEED, SIZES

CONFLICT = 6
REFUSED = {4, 5, 6, 7, 8}
"""What a call that fails may end with: two lines, and an exit code of ours."""


@pytest.fixture
def worked(office: Office) -> Office:
    """Both worked on the same item and on others, theirs are pushed, ours also by hand."""
    ours, theirs = office.clones
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs("add rec 'That the force counts its cells'")
    theirs("sync")
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    ours("add rec 'That the force paints its cells'")
    ours("note REC-2 'seen'")
    path = ours.folder / "items/REC-3.toml"
    path.write_text(f"# a comment\n{path.read_text()}")
    return office


@dataclass
class Trials:
    """Fresh copies of an office, one a trial, and what has to hold after each."""

    office: Office
    folder: Path
    had: dict[tuple[str, str], str] = field(default_factory=dict)
    nth: int = 0

    def __post_init__(self) -> None:
        for one in self.office.clones:
            self.had |= entries_of(one)

    def fresh(self) -> Office:
        """A copy of the office as it was."""
        target = self.folder / "trial"
        shutil.rmtree(target, ignore_errors=True)
        copied(self.office.remote.parent, target)
        clones = []
        for one in self.office.clones:
            own = Clone(target / one.folder.name, one.person, one.run, one.monkeypatch)
            clones.append(own)
        self.nth += 1
        return Office(target / "remote.git", tuple(clones))

    def check(self, office: Office, head: str, where: str) -> None:
        """Nothing is half done, and the next exchanges bring all together."""
        ours, theirs = office.clones
        assert ours.git("merge-base", "--is-ancestor", head, "HEAD", code=None) == "", where
        mine = {key for key in self.had if key in entries_of(self.office.clones[0])}
        ours("list --all --json", code=None)
        for one in (ours, theirs, ours, theirs):
            result = one("sync", code=None)
            assert result.code in {0, CONFLICT}, (where, result)
        assert ours.files == theirs.files, where
        now = entries_of(ours)
        assert {key for key in self.had if key not in now} == set(), (where, len(mine))
        assert ours.git("status", "--short") == "", where
        assert ours.git("merge-base", "--is-ancestor", head, "HEAD", code=None) == "", where
        assert git(office.remote, "fsck", "--connectivity-only", "--no-dangling") == "", where
        assert b"# a comment" in theirs.files["items/REC-3.toml"], where
        private = [path.name for path in (ours.folder / ".tracker").iterdir()]
        assert not {"journal.json", "joining.json"} & set(private), where


@pytest.fixture
def trials(worked: Office, tmp_path: Path) -> Iterator[Trials]:
    """Fresh copies of the clones that worked, in memory where the machine has some."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield Trials(worked, tmp_path / "trials")
        return
    with TemporaryDirectory(prefix="tracker-sync-", dir=memory) as folder:
        yield Trials(worked, Path(folder))


def _environment(person: str) -> dict[str, str]:
    return {**os.environ, "TRACKER_USER": person, "TRACKER_TODAY": "2008-12-01"}


def _start(clone: Clone) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "hmic_tracker", "--store", str(clone.folder), "sync"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(clone.person),
        start_new_session=True,
    )


def test_a_kill_at_any_moment_leaves_the_old_or_the_new_and_the_next_one_finishes(
    trials: Trials,
) -> None:
    chance = random.Random(SEED)
    begin = time.monotonic()
    assert _start(trials.fresh().clones[0]).wait() == CONFLICT
    whole = time.monotonic() - begin
    stopped = 0
    for nth in range(SIZES.kills_sync):
        office = trials.fresh()
        head = office.clones[0].git("rev-parse", "HEAD").strip()
        process = _start(office.clones[0])
        time.sleep(chance.uniform(0.1, 1.0) * whole)
        stopped += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        trials.check(office, head, f"kill {nth}")
    assert stopped > SIZES.kills_sync / 3
    figure("kills of sync", f"{stopped} of {SIZES.kills_sync} while it ran")


_SHIM = """#!/bin/sh
n=$(cat '{count}')
n=$((n + 1))
echo $n > '{count}'
if [ $n = {fail} ]; then
  [ {mode} = after ] && {{ cat | '{git}' "$@" >/dev/null 2>&1; }}
  echo 'fatal: made to fail' >&2
  exit 128
fi
exec '{git}' "$@"
"""


@pytest.mark.parametrize("mode", ["before", "after"])
def test_every_call_of_git_may_fail(
    trials: Trials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    real, usual = shutil.which("git"), os.environ["PATH"]
    shim, count = tmp_path / "bin/git", tmp_path / "count"
    shim.parent.mkdir()

    def calls(clone: Clone, fail: int) -> tuple[int, int, str]:
        count.write_text("0\n")
        shim.write_text(_SHIM.format(count=count, fail=fail, mode=mode, git=real))
        shim.chmod(0o755)
        monkeypatch.setenv("PATH", f"{shim.parent}:{usual}")
        result = clone("sync", code=None)
        monkeypatch.setenv("PATH", usual)
        return int(count.read_text()), result.code, result.err

    total, code, _ = calls(trials.fresh().clones[0], 0)
    assert code == CONFLICT
    for nth in range(1, total + 1, SIZES.git_faults):
        office = trials.fresh()
        head = office.clones[0].git("rev-parse", "HEAD").strip()
        _, code, err = calls(office.clones[0], nth)
        assert code in {0, *REFUSED}, (nth, code, err)
        assert code == 0 or "unexpected" not in err, (nth, err)
        trials.check(office, head, f"call {nth} of {total}, {mode}: {code} {err}")
    figure(f"calls of git that failed ({mode})", f"{total}, each one" if total else "")


def test_every_call_of_the_disk_may_fail(trials: Trials, tmp_path: Path) -> None:
    report = tmp_path / "calls.json"

    def forked(clone: Clone, fault: Fault | None) -> tuple[int, str]:
        clone.monkeypatch.setenv("TRACKER_USER", clone.person)
        clone.monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
        disk = Disk(clone.folder, fault)
        ended = run_forked(
            clone.folder, "sync", before=disk.install, after=lambda: disk.report(report)
        )
        return ended.code, ended.err

    code, err = forked(trials.fresh().clones[0], None)
    assert code == CONFLICT, err
    total = report.read_text().count(",") + 1
    chance = random.Random(SEED)
    for index in range(0, total, SIZES.git_faults * 9):
        office = trials.fresh()
        head = office.clones[0].git("rev-parse", "HEAD").strip()
        fault = Fault(index, chance.choice(ERRORS), chance.random() < 0.5)
        code, err = forked(office.clones[0], fault)
        assert code in {0, *REFUSED}, (fault, code, err)
        trials.check(office, head, f"{fault}: {code} {err}")
    figure("calls of the disk in sync", str(total))

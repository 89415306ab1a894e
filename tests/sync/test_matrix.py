"""Real git in every state of the driver, each of its operations, and each way to meet.

Whatever git did, afterwards both clones are alike to the byte, each entry that either had is there,
and `check` finds nothing but what is not settled. A short form runs with the tests: every state,
every operation and every case at least once; `make torture` runs each with each.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import main
from tests.conftest import Run
from tests.sync.cases import CASES, prepare
from tests.sync.conftest import DEPUTY, LIAISON, Clone, copied, git, set_up
from tests.sync.entries import entries_of
from tests.torture.sizes import FULL

DRIVERS: Final = {
    "set": "",
    "unset": "",
    "missing": "no-such-program %O %A %B %P",
    "exits with 1": "exit 1",
    "exits with 129": "exit 129",
    "exits with 0, does nothing": "true",
    "killed": "kill -9 $$",
}
OPERATIONS: Final = (
    "sync",
    "merge",
    "rebase",
    "cherry-pick",
    "stash pop",
    "pull --rebase",
    "button",
    "shallow",
    "worktree",
)
REPLAYED: Final = frozenset({"rebase", "cherry-pick", "stash pop", "pull --rebase"})
"""Where git makes our commit anew: a driver that claims to have merged, and hasn't, makes it an
empty one, and git drops it. What we entered is in git's reflog and in `.tracker/ops` then, and no
merge is left that could be looked at: that cell is git's own loss, and is not run."""
CONFLICT = 6


def _cells() -> Iterator[tuple[str, str, str]]:
    every = [
        (driver, operation, case)
        for case in CASES
        for operation in OPERATIONS
        for driver in DRIVERS
        if not (driver.startswith("exits with 0") and operation in REPLAYED)
    ]
    if FULL:
        yield from every
        return
    drivers, cases = list(DRIVERS), list(CASES)
    for nth in range(max(len(cases), len(OPERATIONS))):
        cell = (drivers[nth % 7], OPERATIONS[nth % 9], cases[nth % len(cases)])
        if cell in every:
            yield cell


@pytest.fixture(scope="session")
def matrix_plan(small_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the matrix."""
    folder = tmp_path_factory.mktemp("matrix") / "plan"
    shutil.copytree(small_plan, folder)
    patch = pytest.MonkeyPatch()
    patch.setenv("TRACKER_USER", LIAISON)
    patch.setenv("TRACKER_TODAY", "2008-09-14")

    def line(words: str) -> None:
        assert main(["--store", str(folder), *shlex.split(words)]) == 0, words

    prepare(folder, line)
    patch.undo()
    return folder


@pytest.fixture(scope="session")
def matrix_office(matrix_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two clones of it."""
    made = tmp_path_factory.mktemp("matrix office") / "office"
    made.mkdir()
    set_up(made, matrix_plan, (LIAISON, DEPUTY))
    return made


@pytest.fixture(scope="session")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The clones after each case, made when the first cell needs them."""
    return {"": tmp_path_factory.mktemp("apart")}


@pytest.fixture
def both(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, matrix_office: Path
) -> tuple[Clone, Clone]:
    ours = Clone(tmp_path / "office/clone-0", LIAISON, run, monkeypatch)
    return ours, Clone(tmp_path / "office/clone-1", DEPUTY, run, monkeypatch)


@pytest.mark.posix
@pytest.mark.parametrize(("driver", "operation", "case"), list(_cells()))
def test_whatever_git_does_nothing_of_either_is_lost(
    both: tuple[Clone, Clone],
    matrix_office: Path,
    apart: dict[str, Path],
    driver: str,
    operation: str,
    case: str,
) -> None:
    ours, theirs = both
    office = ours.folder.parent
    if case not in apart:
        copied(matrix_office, office)
        CASES[case](ours, theirs)
        shutil.copytree(office, apart[""] / str(len(apart)), symlinks=True)
        apart[case] = apart[""] / str(len(apart))
        shutil.rmtree(office)
    copied(apart[case], office)
    for config in office.glob("clone-*/.git/config"):
        text = config.read_text()
        for known in (matrix_office, apart[case]):
            text = text.replace(str(known), str(office))
        text = _with_remote(text, office / "remote.git")
        config.write_text(text)
    had = {**entries_of(ours), **entries_of(theirs)}
    _set_driver(ours, driver)
    theirs.git("add", "--all")
    theirs.git("commit", "--quiet", "--message", "theirs")
    theirs.git("push", "--quiet", "origin", "HEAD:main")
    _operate(ours, operation)
    _finish(ours)
    for one in (ours, theirs, ours, theirs):
        result = one("sync", code=None)
        assert result.code in {0, CONFLICT}, result
    assert ours.files == theirs.files
    lost = {key: text for key, text in had.items() if key not in entries_of(ours)}
    assert lost == {}
    findings = json.loads(ours("check --json", code=None).out)["findings"]
    errors = {one["code"] for one in findings if one["level"] == "error"}
    assert errors <= {"unsettled"}, findings
    assert ours.git("status", "--short") == ""


def _with_remote(text: str, remote: Path) -> str:
    lines = text.split("\n")
    return "\n".join(f"\turl = {remote}" if line.startswith("\turl = ") else line for line in lines)


def _set_driver(clone: Clone, driver: str) -> None:
    if driver == "set":
        return
    clone.git("config", "--remove-section", "merge.tracker")
    if line := DRIVERS[driver]:
        clone.git("config", "merge.tracker.name", "a test's")
        clone.git("config", "merge.tracker.driver", line)


def _operate(ours: Clone, operation: str) -> None:
    """Our changes meet theirs, which are pushed."""
    if operation == "sync":
        return
    if operation == "stash pop":
        ours.git("add", "--all")
        ours.git("stash", "--quiet")
        ours.git("pull", "--quiet", "--ff-only", "origin", "main")
        ours.git("stash", "pop", "--quiet", code=None)
        return
    ours.git("add", "--all")
    ours.git("commit", "--quiet", "--message", "ours")
    own = ours.git("rev-parse", "HEAD").strip()
    if operation == "merge":
        ours.git("fetch", "--quiet", "origin")
        ours.git("merge", "--quiet", "--no-edit", "origin/main", code=None)
    elif operation == "rebase":
        ours.git("fetch", "--quiet", "origin")
        ours.git("rebase", "--quiet", "origin/main", code=None)
    elif operation == "cherry-pick":
        ours.git("fetch", "--quiet", "origin")
        ours.git("reset", "--quiet", "--hard", "origin/main")
        ours.git("cherry-pick", own, code=None)
    elif operation == "pull --rebase":
        ours.git("pull", "--quiet", "--rebase", "origin", "main", code=None)
    elif operation == "button":
        _press_button(ours)
    elif operation == "shallow":
        base = ours.git("merge-base", "HEAD", "origin/main").strip()
        (ours.folder / ".git/shallow").write_text(f"{base}\n")
    else:
        ours.git("checkout", "--quiet", "--detach")
        linked = ours.folder.with_name("worktree")
        ours.git("worktree", "add", "--quiet", str(linked), "main")
        ours.folder = linked


def _press_button(ours: Clone) -> None:
    """A hosting site merges our branch without the driver; it does nothing in a conflict."""
    ours.git("push", "--quiet", "origin", "HEAD:refs/heads/ours")
    site = ours.folder.with_name("site")
    git(ours.folder.parent, "clone", "--quiet", str(ours.folder.with_name("remote.git")), str(site))
    before = git(site, "merge", "--quiet", "--no-edit", "origin/ours", code=None)
    if "CONFLICT" in before:
        git(site, "merge", "--abort")
        return
    git(site, "push", "--quiet", "origin", "main")


def _finish(ours: Clone) -> None:
    """Finish what git left half done, as `sync` says."""
    for _ in range(5):
        if not _is_half_done(ours):
            return
        result = ours.run("--store", str(ours.folder), "sync", "--mend")
        assert result.code in {0, CONFLICT}, result
        way = [line for line in result.err.splitlines() if line.startswith("next: git ")]
        if way:
            ours.git(*way[0].removeprefix("next: git ").split(), code=None)
    assert not _is_half_done(ours)


def _is_half_done(ours: Clone) -> bool:
    folder = Path(ours.git("rev-parse", "--absolute-git-dir").strip())
    names = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
    return bool(ours.git("ls-files", "-u")) or any((folder / name).exists() for name in names)

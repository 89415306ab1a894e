"""Clones of a plan and the people who keep them, with real git."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hmic_tracker.cli import main
from tests.conftest import EXAMPLE, Result, Run

LIAISON, DEPUTY = "Liaison Officer", "Deputy"


def git(folder: Path, *words: str, code: int | None = 0) -> str:
    """What git says in a folder; with its own settings of a stranger's machine."""
    ran = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, encoding="utf-8", check=False
    )
    assert code is None or ran.returncode == code, ran.stderr
    return ran.stdout + ran.stderr


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a clone's plan but what is private or git's."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".tracker", ".git"} & set(path.parts)
    }


@dataclass
class Clone:
    """A person's copy of the plan: called with a command line, it runs it there."""

    folder: Path
    person: str
    run: Run
    monkeypatch: pytest.MonkeyPatch

    def __call__(
        self, line: str, *more: str, day: str = "2008-12-01", code: int | None = 0
    ) -> Result:
        """Run a command line as this person, on a day; its exit code has to be `code`, if any."""
        self.monkeypatch.setenv("TRACKER_USER", self.person)
        self.monkeypatch.setenv("TRACKER_TODAY", day)
        result = self.run("--store", str(self.folder), *shlex.split(line), *more)
        assert code is None or result.code == code, (line, result)
        return result

    def git(self, *words: str, code: int | None = 0) -> str:
        """Run git in the clone, as the person's own."""
        return git(self.folder, *words, code=code)

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the plan."""
        return files_of(self.folder)


@dataclass
class Office:
    """A bare repository and the clones of the people who share it."""

    remote: Path
    clones: tuple[Clone, ...]


def set_up(folder: Path, plan: Path, people: tuple[str, ...], where: str = "") -> None:
    """A bare repository with a plan, and a clone for each person, all set up."""
    remote, first = folder / "remote.git", folder / "clone-0"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    patch = pytest.MonkeyPatch()
    for nth, person in enumerate(people):
        patch.setenv("TRACKER_USER", person)
        patch.setenv("TRACKER_TODAY", "2008-09-15")
        clone = folder / f"clone-{nth}"
        if nth == 0:
            shutil.copytree(plan, first / where)
            if where:
                git(first, "init", "--quiet", "--initial-branch=main")
            assert main(["--store", str(first / where), "sync", "--setup", str(remote)]) == 0
        else:
            git(folder, "clone", "--quiet", str(remote), str(clone))
            assert main(["--store", str(clone / where), "sync", "--setup"]) == 0
        assert main(["--store", str(clone / where), "sync"]) == 0
    patch.undo()


def copied(template: Path, target: Path) -> None:
    """A copy of clones, each of which knows its remote in its new place."""
    shutil.copytree(template, target, symlinks=True)
    for config in target.glob("clone-*/.git/config"):
        config.write_text(config.read_text().replace(str(template), str(target)))


@pytest.fixture(autouse=True)
def _git_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain git commits need somebody, and look at no settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "somebody@example.org")
    monkeypatch.setenv("GIT_EDITOR", "true")


def _template(folder: Path, plan: Path, count: int) -> Path:
    patch = pytest.MonkeyPatch()
    home = folder / "home"
    home.mkdir()
    patch.setenv("HOME", str(home))
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made = folder / "office"
    made.mkdir()
    set_up(made, plan, (LIAISON, DEPUTY, "Second Office")[:count])
    patch.undo()
    return made


@pytest.fixture(scope="session")
def small_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with three recommendations, a post and a board."""
    folder = tmp_path_factory.mktemp("small") / "plan"
    patch = pytest.MonkeyPatch()
    patch.setenv("TRACKER_USER", LIAISON)
    patch.setenv("TRACKER_TODAY", "2008-09-12")
    lines = [
        f"init {shlex.quote(str(folder))} --organisation 'Example Police'",
        "add rec 'That the force ensures greater accountability' --due 2008-09",
        "add rec 'That the force reviews missing persons' --due 2008-12",
        "add rec 'That the force trains its call takers' --due 2009-03",
        "person add Deputy",
        "person add 'Head of CID' --mail cid@example.org",
    ]
    for line in lines:
        store = [] if line.startswith("init") else ["--store", str(folder)]
        assert main([*store, *shlex.split(line)]) == 0, line
    patch.undo()
    return folder


@pytest.fixture(scope="session")
def small_office(small_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan in two clones, made once."""
    return _template(tmp_path_factory.mktemp("office"), small_plan, 2)


@pytest.fixture(scope="session")
def report_office(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the example report in three clones, made once."""
    return _template(tmp_path_factory.mktemp("report"), imported, 3)


@pytest.fixture
def office_of(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], Office]:
    """Makes a fresh copy of clones."""

    def make(template: Path) -> Office:
        target = tmp_path / "office"
        copied(template, target)
        people = (LIAISON, DEPUTY, "Second Office")
        folders = sorted(target.glob("clone-*"))
        clones = (
            Clone(folder, person, run, monkeypatch)
            for folder, person in zip(folders, people, strict=False)
        )
        return Office(target / "remote.git", tuple(clones))

    return make


@pytest.fixture
def office(small_office: Path, office_of: Callable[[Path], Office]) -> Office:
    """Two clones of the small plan."""
    return office_of(small_office)


@pytest.fixture
def pair(office: Office) -> tuple[Clone, Clone]:
    """The two clones of the small plan: the liaison officer's and the deputy's."""
    return office.clones[0], office.clones[1]


__all__ = ("DEPUTY", "EXAMPLE", "LIAISON", "Clone", "Office", "git", "os")

"""The officer's day under every console and with every stream closed: the same figures each time.

Short with the tests, whole with TRACKER_TORTURE=1.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.consoles.day import (
    LINES,
    USUAL,
    Day,
    Step,
    Surroundings,
    changed_lines,
    copied,
    differences,
)
from tests.consoles.processes import CLOSINGS
from tests.torture.sizes import FULL

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
_ASCII: Final = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
SURROUNDINGS: Final = {
    "cp1252 without TERM": Surroundings("cp1252", {"PYTHONIOENCODING": "cp1252"}, ("TERM",)),
}
MORE: Final = {
    "LANG=C": Surroundings(environment={"LANG": "C"}, without=("LC_ALL", "LC_CTYPE")),
    "LC_ALL=C": Surroundings(environment={"LC_ALL": "C"}),
    "ASCII": Surroundings("ascii", _ASCII),
    "cp1252": Surroundings("cp1252", {"PYTHONIOENCODING": "cp1252"}),
    "cp437": Surroundings("cp437", {"PYTHONIOENCODING": "cp437"}),
    "without TERM": Surroundings(without=("TERM",)),
    "without a home": Surroundings(without=("HOME",)),
    # A short run closes the streams of each command apart, in test_streams.py.
    **{closing: Surroundings(redirected=closing) for closing in CLOSINGS},
}


class Usual(NamedTuple):
    """The day on the usual console: its steps, and what the plan says at noon and in the end."""

    day: Day
    steps: list[Step]
    noon: dict[str, str]
    evening: dict[str, str]
    files: dict[str, str]


def _git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=Officer", "-c", "user.email=officer@example.org")
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Usual:
    """The day on the usual console, its plan in git: a commit at noon, and one in the evening."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("home")
    for name, value in (
        ("HOME", str(home)),
        ("TRACKER_TODAY", "2008-12-01"),
        ("TRACKER_USER", "Liaison Officer"),
    ):
        patch.setenv(name, value)
    try:
        day = Day(tmp_path_factory.mktemp("usual") / "day")
        day.work("morning")
        _git(day.plan, "init", "--quiet")
        _git(day.plan, "add", "--all")
        _git(day.plan, "commit", "--quiet", "--message", "Noon")
        _git(day.plan, "tag", "noon")
        noon = day.figures()
        day.work("afternoon")
        _git(day.plan, "add", "--all")
        _git(day.plan, "commit", "--quiet", "--message", "Evening")
        return Usual(day, day.steps, noon, day.figures(), day.files())
    finally:
        patch.undo()


def test_a_day_has_more_than_thirty_commands() -> None:
    lines = [line for part in LINES.values() for line in part.strip().splitlines()]
    assert len(lines) > 60
    assert len({" ".join(line.split()[:2]) for line in lines}) > 30


@pytest.mark.parametrize("where", [*SURROUNDINGS, *(MORE if FULL else ())])
def test_a_day_has_the_same_figures_everywhere(usual: Usual, tmp_path: Path, where: str) -> None:
    day = Day(tmp_path / "day", (SURROUNDINGS | MORE)[where])
    day.work("morning")
    assert changed_lines(usual.noon, day.figures()) == []
    day.work("afternoon")
    assert differences(usual.steps, day) == []
    assert changed_lines(usual.evening, day.figures()) == []
    assert changed_lines(usual.files, day.files()) == []


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("where", ["a clone", *(["the same folder"] if FULL else ())])
def test_a_day_goes_on_from_an_older_commit(usual: Usual, tmp_path: Path, where: str) -> None:
    day = copied(usual.day, tmp_path / "day")
    if where == "a clone":
        shutil.rmtree(day.plan)
        _git(tmp_path, "clone", "--quiet", str(usual.day.plan), str(day.plan))
    _git(day.plan, "checkout", "--quiet", "noon")
    assert changed_lines(usual.noon, day.figures()) == []
    ended = day.run("undo --dry-run")
    assert (ended.code in {0, 3}, b"Traceback" in ended.err) == (True, False)
    day.work("afternoon")
    assert changed_lines(usual.evening, day.figures()) == []
    assert differences(usual.steps[-len(day.steps) :], day) == []
    assert changed_lines(usual.files, day.files()) == []
    assert day.run("check", USUAL).code == 0

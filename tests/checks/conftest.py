"""A small clean plan, made once by the commands themselves; tests damage copies of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hmic_tracker.cli import main

INSPECTION = """\
id = "annual-2008"
title = "Annual inspection 2008"
published = "2008-01"
expected = 43

[[grades]]
framework = "neighbourhood-policing"
period = "2008"
state = "graded"
grade = "Good"
scale = "hmic-2005"

[[national]]
framework = "neighbourhood-policing"
period = "2008"
grades = ["Excellent", "Good", "Fair", "Poor"]
printed = [3, 20, 18, 2]

[[reported]]
framework = "neighbourhood-policing"
kind = "recommendation"
on = 2008-06-01
total = 2
completed = 0
sentence = "None of the two is completed."
source = "Paper 4"
"""
FRAMEWORKS = """
[frameworks.neighbourhood-policing]
name = "Neighbourhood Policing"
board = "Performance Board"

[boards.performance-board]
name = "Performance Board"
"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan: two recommendations and an AFI with nothing to say against them."""
    folder = tmp_path_factory.mktemp("small") / "plan"
    patch = pytest.MonkeyPatch()
    patch.setenv("TRACKER_USER", "Liaison Officer")
    patch.setenv("TRACKER_TODAY", "2008-03-01")
    patch.setenv("TRACKER_STORE", str(folder))
    try:
        _make(folder)
    finally:
        patch.undo()
    return folder


def _make(folder: Path) -> None:
    assert main(["init", str(folder), "--organisation", "Example Police"]) == 0
    with (folder / "tracker.toml").open("a") as settings:
        settings.write(FRAMEWORKS)
    assert main(["check", "--record"]) == 0
    (folder / "inspections" / "annual-2008.toml").write_text(INSPECTION)
    more = ["--framework", "np", "--owner", "Head of CID", "--due", "2009-03", "--number"]
    for kind, text, number in (
        ("rec", "The force should answer every call\nwithin a minute", "1"),
        ("rec", "The force should review its beats", "2"),
        ("afi", "Supervision of risk assessments", "1"),
    ):
        assert main(["add", kind, text, *more, number]) == 0
    assert main(["update", "REC-1", "--status", "in-progress", "--progress", "some"]) == 0
    assert main(["note", "REC-1", "pilot agreed"]) == 0


@pytest.fixture
def small(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of the small plan, set as the store."""
    folder = tmp_path / "plan"
    shutil.copytree(made, folder)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder

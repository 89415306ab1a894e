"""Two people with a copy each of a small plan that commands made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hmic_tracker.cli import main
from tests.conftest import Run, tree
from tests.merging.stores import Files

Do = Callable[..., Files]
"""Runs command lines in a copy of the plan under a name, and gives its files."""


@pytest.fixture
def copies(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Do:
    """The plan has two recommendations; the first has a due and a step."""
    base = tmp_path / "base"
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")

    def do(name: str, *lines: str) -> Files:
        folder = tmp_path / name
        if name != "base" and not folder.exists():
            shutil.copytree(base, folder)
        monkeypatch.setenv("TRACKER_USER", {"mine": "Liaison Officer"}.get(name, "Deputy"))
        for line in lines:
            words = [word.replace("_", " ") for word in line.split()]
            result = run("--store", folder, *words)
            assert result.code == 0, (line, result)
        return tree(folder)

    assert main(["init", str(base)]) == 0
    do(
        "base",
        "add rec Count_the_cells --owner Head_of_CID --due 2008-09",
        "add rec Answer_the_phone",
        "action add REC-1 Agree_one_template",
    )
    return do

"""Questions on a real terminal: yes, no and Ctrl-C."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from tests.conftest import EXAMPLE, Run, tree


def typed(folder: Path, words: list[str], answer: str, columns: int = 80) -> tuple[int, str]:
    """Runs a command line on a pseudo-terminal, answers its question; the exit code, the screen."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "hmic_tracker", *words],
        env={**os.environ, "TRACKER_STORE": str(folder), "NO_COLOR": "1"},
        encoding="utf-8",
        dimensions=(50, columns),
        timeout=30,
    )
    child.expect(r"\[y/N\] ")
    child.send("\x03" if answer == "^C" else f"{answer}\n")
    child.expect(pexpect.EOF)
    seen = str(child.before)
    child.close()
    return int(child.exitstatus or 0), seen.replace("\r\n", "\n")


@pytest.mark.parametrize(("answer", "code"), [("n", 0), ("", 0), ("^C", 130)])
def test_anything_but_yes_writes_nothing(plan: Path, answer: str, code: int) -> None:
    before = tree(plan)
    ended, seen = typed(plan, ["update", "REC-5..6", "--owner", "Head of CID"], answer)
    assert ended == code
    assert ("interrupted: nothing more was written" if code else "nothing was written") in seen
    assert tree(plan) == before


def test_yes_writes_all_of_it(plan: Path) -> None:
    ended, seen = typed(plan, ["update", "REC-5..6", "--owner", "Head of CID"], "y")
    assert ended == 0
    assert "2 items changed" in seen


@pytest.mark.parametrize("columns", [60, 120])
def test_an_import_asks_after_its_preview(run: Run, tmp_path: Path, columns: int) -> None:
    folder = tmp_path / "new"
    run("init", folder)
    ended, seen = typed(folder, ["import", str(EXAMPLE)], "yes", columns)
    assert ended == 0
    assert "written: 64 new items" in seen
    assert len(list((folder / "items").iterdir())) == 64

"""A check says the same of a paper in every process, whatever order its sets have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import Run
from tests.paper_check.slips import table

_TITLES = (
    "The force should repair harbour lanterns, mooring chains and signal flags of vessels",
    "The force should inspect lanterns, mooring chains, signal flags and ballast of barges",
)
"""Of the row below each has five words, which weigh the same in any order alone."""
_PAPER = table(
    "What was wanted | Target | Position",
    "Harbour lanterns, mooring chains, signal flags, ballast | March 2009 | Completed",
    "Sharing of resources among business groups | May 2009 | In progress",
)


def test_a_row_that_two_items_have_as_many_words_of_is_of_neither_in_every_process(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    for title in _TITLES:
        assert run("add", "rec", title, "--framework", "mp").code == 0
    file = tmp_path / "paper.txt"
    file.write_text(f"Position at 1 December 2008\n\n{_PAPER}\n", encoding="utf-8")
    line = [
        sys.executable,
        "-m",
        "hmic_tracker",
        "--store",
        str(plan),
        "report",
        "--check",
        str(file),
    ]
    shown = [
        subprocess.run(
            line, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
        )
        for seed in ("0", "1", "2", "3")
    ]
    assert [one.returncode for one in shown] == [1] * 4
    assert {one.stdout for one in shown} == {shown[0].stdout}
    assert b"REC-15, due" in shown[0].stdout
    assert b"REC-17" not in shown[0].stdout

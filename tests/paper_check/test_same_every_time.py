"""A check says the same of a paper in every process, whatever order its sets have."""

from __future__ import annotations

import json
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
    codes, printed = _in_four_processes("--store", str(plan), "report", "--check", str(file))
    assert codes == {1}
    assert len(printed) == 1
    [shown] = printed
    assert b"REC-15, due" in shown
    assert b"REC-17" not in shown


def test_the_items_by_which_a_figure_is_wrong_are_in_the_order_of_the_plan_in_every_process(
    plans: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text("Position at 16 September 2026\n\nTwo items are completed.\n", "utf-8")
    line = ("--store", str(plans["fire"]), "--json", "report", "--check", str(file))
    codes, printed = _in_four_processes(*line)
    assert codes == {1}
    [shown] = printed
    [claim] = [one for one in json.loads(shown)["claims"] if one["verdict"] == "differs"]
    assert claim["ids"] == ["REC-1", "REC-4", "AFI-5"]


def _in_four_processes(*words: str) -> tuple[set[int], set[bytes]]:
    """Return the codes and what is printed where the sets of a process have another order."""
    shown = [
        subprocess.run(
            [sys.executable, "-m", "hmic_tracker", *words],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        )
        for seed in ("0", "1", "2", "3")
    ]
    return {one.returncode for one in shown}, {one.stdout for one in shown}

"""`kill -9` at each call on the disk of `remind -o`: the next run makes log and folder agree."""

from __future__ import annotations

import io
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from hmic_tracker.cli import main
from hmic_tracker.store.sendings import read_sendings
from tests.conftest import Run
from tests.torture.deaths import dying
from tests.torture.sizes import FULL

_DEATHS: Final = 10_000 if FULL else 8
"""So many of the calls are a death, spread over all of them."""
_ALL: Final = 1_000_000
_OWNERS: Final = {"head-of-cid": "REC-6", "head-of-public-protection": "REC-5 AFI-11..14"}


@pytest.fixture
def shared(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example plan with two owners who owe something."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    for slug, ids in _OWNERS.items():
        owner = slug.replace("-", " ")
        assert run(*shlex.split(f"update {ids} --owner '{owner}' --new-owner --yes")).code == 0
    return plan


def named(folder: Path) -> set[str]:
    """The sendings that the workbooks in a folder name."""
    books = [load_workbook(path) for path in sorted(folder.glob("answers-*.xlsx"))]
    return {str(book["Sent"]["B2"].value) for book in books}


def remind(plan: Path, packs: Path, calls: int) -> int:
    """Remind, and die at a call on the disk; how many more there could have been."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), dying(calls) as life:
        assert main(["--store", str(plan), "remind", "-o", str(packs)]) == 0
    return life.left


def test_after_a_kill_the_next_run_makes_log_and_folder_agree(shared: Path, tmp_path: Path) -> None:
    plan, packs = tmp_path / "a-plan", tmp_path / "packs"
    shutil.copytree(shared, plan)
    number = _ALL - remind(plan, packs, _ALL)
    whole = sorted(path.name for path in packs.iterdir())
    assert len(whole) == 3 * len(_OWNERS)
    for calls in range(0, number, max(1, number // _DEATHS)):
        shutil.rmtree(plan)
        shutil.rmtree(packs, ignore_errors=True)
        shutil.copytree(shared, plan)
        assert remind(plan, packs, calls) == 0
        logged, damaged, _ = read_sendings(plan)
        assert (len(logged) in {0, len(_OWNERS)}, damaged) == (True, []), calls
        if logged:  # the drafts come first: what is in the log lies in the folder
            assert named(packs) == {one.id for one in logged}
        remind(plan, packs, _ALL)
        logged, damaged, _ = read_sendings(plan)
        assert (len(logged), damaged) == (len(_OWNERS), []), calls
        assert named(packs) == {one.id for one in logged}
        assert sorted(p.name for p in packs.iterdir() if not p.name.startswith(".")) == whole
    assert main(["--store", str(plan), "check"]) == 0

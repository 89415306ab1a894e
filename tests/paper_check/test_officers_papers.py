"""Papers that officers typed: each planted error is found, and none is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hmic_tracker.cli import main
from tests.conftest import Run
from tests.paper_check.papers import FORMS, Planted, papers_in

_HERE = Path(__file__).parent
_PAPERS = [*papers_in(_HERE / "officers"), *papers_in(_HERE / "held_out")]
_CASES = [(paper, form) for paper in _PAPERS for form in FORMS]


def _named(value: object) -> str:
    return value.name if isinstance(value, Planted) else str(value)


@pytest.fixture(scope="module")
def worked_plan(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's plan with what was done until 15 December 2008."""
    import shutil

    folder = tmp_path_factory.mktemp("worked") / "plan"
    shutil.copytree(imported, folder)
    who = ("--store", str(folder), "--by", "Inspectorate Lead", "--yes")
    for words in (
        ("update", "REC-5", "--owner", "Head of Public Protection"),
        ("update", "REC-5", "--status", "done", "--on", "2008-11-10"),
        ("update", "AFI-19..20", "--status", "done", "--on", "2008-11-28"),
        ("update", "REC-14", "--due", "2009-06-30", "--reason", "IT", "--on", "2008-11-12"),
        ("update", "REC-8", "--status", "not-started", "--progress", "none", "--on", "2008-12-10"),
        (
            "close",
            "REC-10",
            "--discharged-by",
            "HMIC",
            "--evidence",
            "letter",
            "--on",
            "2008-12-02",
        ),
        ("update", "REC-12", "--status", "done", "--on", "2008-12-05"),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TRACKER_TODAY", "2008-12-15")
            assert main([*words, *who]) == 0
    return folder


@pytest.mark.parametrize(("paper", "form"), _CASES, ids=_named)
def test_a_paper_with_one_error_differs_and_a_clean_one_does_not(
    run: Run, imported: Path, worked_plan: Path, tmp_path: Path, paper: Planted, form: str
) -> None:
    file = tmp_path / f"paper.{form}"
    file.write_bytes(FORMS[form](paper.lines))
    store = imported if paper.plan == "a" else worked_plan
    found = run("report", "--check", file, "--store", store)
    assert (found.code, found.err) == (1 if paper.planted else 0, "")
    day = date(2008, 12, 1 if paper.plan == "a" else 15)
    assert f"{day.day} December 2008" in found.out
    assert " agree" in found.out

"""Papers that officers typed: each planted error is found, and none is invented."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest

from hmic_tracker.cli import main
from tests.conftest import Run
from tests.paper_check.papers import FORMS, Planted, papers_in, planted_place
from tests.torture.sizes import FULL

_HERE = Path(__file__).parent
_FOLDERS = ("officers", "held_out", "unseen")
_STYLES = [
    (folder, style, tuple(papers))
    for folder in _FOLDERS
    for style, papers in groupby(papers_in(_HERE / folder), lambda paper: paper.style)
]
_FORMS = ("txt", "docx", "pdf") if FULL else ("txt", "docx")
_HARD = {("02-one-page-dashboard", "pdf")}
"""What is not read: tables of a PDF that touch each other."""


def _checked(folder: str, form: str, planted: str) -> bool:
    """Whether a paper is tried: all of them where there is time, else the latest in text."""
    return FULL or not planted or (form == "txt" and folder == "unseen")


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


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize(
    ("folder", "papers"), [(f, p) for f, _, p in _STYLES], ids=[s for _, s, _ in _STYLES]
)
def test_a_paper_with_one_error_differs_in_its_place_and_a_clean_one_does_not(
    run: Run,
    imported: Path,
    worked_plan: Path,
    tmp_path: Path,
    folder: str,
    papers: tuple[Planted, ...],
    form: str,
) -> None:
    clean = papers[0]
    store = imported if clean.plan == "a" else worked_plan
    day = "2008-12-01" if clean.plan == "a" else "2008-12-15"
    file = tmp_path / f"paper.{form}"
    missed = []
    for paper in papers:
        kind = paper.planted.partition(":")[0]
        if (
            not _checked(folder, form, paper.planted)
            or {(paper.style, kind), (paper.style, form)} & _HARD
        ):
            continue
        file.write_bytes(FORMS[form](paper.lines))
        checked = run("report", "--check", file, "--store", store, "--json")
        value = json.loads(checked.out)
        assert (value["as_of"], checked.err) == (day, "")
        wrong = [claim for claim in value["claims"] if claim["verdict"] == "differs"]
        if not paper.planted:
            assert (wrong, checked.code) == ([], 0)
            assert value["agree"] > 0
        elif checked.code != 1 or not any(planted_place(clean, paper, form, c) for c in wrong):
            missed.append((paper.planted, [claim["place"] for claim in wrong]))
    assert missed == []

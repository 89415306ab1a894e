"""`demo`: the main job, on a plan that can be thrown away."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_the_demo_shows_the_main_job_and_what_to_try_next(run: Run, tmp_path: Path) -> None:
    found = run("demo", tmp_path / "demo")
    assert found.code == 0
    lines = found.out.splitlines()
    typed = [line for line in lines if line.startswith("$ ")]
    assert typed == [
        "$ tracker import progress-report-2008-09-11.txt --yes",
        "$ tracker list --overdue --as-of 2008-12-01",
        "$ tracker grades",
        "$ tracker summary --as-of 2008-12-01",
        "$ tracker update REC-5 --status done --on 2008-12-01",
        "$ tracker list --overdue --as-of 2008-12-01",
    ]
    overdue = [line for line in lines if line.startswith("Overdue on")]
    assert [line.split(":")[1].split(" of ")[0] for line in overdue] == [" 12", " 11"]
    assert "export TRACKER_STORE=" in found.err


def test_the_demo_leaves_a_plan_that_works(run: Run, tmp_path: Path) -> None:
    run("demo", tmp_path / "demo")
    assert run("--store", tmp_path / "demo", "list", "--overdue").code == 0

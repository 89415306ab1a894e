"""A published report without a day but that of its publication, and its corrected version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

_REPORT = """HMICFRS
An inspection of how Alder Police answers calls

Published: {day}

Recommendation 1: By {due}, the force should answer calls at night.
Recommendation 2: The force should train those who take calls.
"""


@pytest.fixture
def plan(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty plan, on a day two years after the report."""
    monkeypatch.setenv("TRACKER_TODAY", "2026-02-02")
    folder = tmp_path / "plan"
    assert run("init", folder).code == 0
    return folder


def _import(run: Run, plan: Path, file: Path, day: str, due: str) -> str:
    file.write_text(_REPORT.format(day=day, due=due), encoding="utf-8")
    done = run("import", file, "--yes", "--store", plan)
    assert done.code == 0, done.err
    return done.out


def _due(run: Run, plan: Path) -> str:
    return str(json.loads(run("show", "REC-1", "--json", "--store", plan).out)["items"][0]["due"])


def test_the_older_version_of_a_published_report_does_not_go_over_the_newer(
    run: Run, tmp_path: Path, plan: Path
) -> None:
    _import(run, plan, tmp_path / "calls.txt", "8 December 2023", "31 May 2024")
    _import(run, plan, tmp_path / "calls-corrected.txt", "12 December 2023", "30 June 2024")
    _import(run, plan, tmp_path / "calls.txt", "8 December 2023", "31 May 2024")
    assert _due(run, plan) == "2024-06-30"


@pytest.mark.parametrize("published", ["Published: 12 December 2023", "", "December 2023"])
def test_an_item_that_a_version_of_another_name_leaves_out_is_named_and_stays(
    run: Run, tmp_path: Path, plan: Path, published: str
) -> None:
    before = _REPORT.format(day="8 December 2023", due="31 May 2024")
    if not published:
        before = before.replace("Published: 8 December 2023\n", "")
    (tmp_path / "calls.txt").write_text(before)
    fewer = before.replace("Published: 8 December 2023", published)
    fewer = fewer.partition("Recommendation 2")[0]
    (tmp_path / "calls-corrected.txt").write_text(fewer)
    assert run("import", tmp_path / "calls.txt", "--yes", "--store", plan).code == 0
    for _ in range(2):
        found = run("import", tmp_path / "calls-corrected.txt", "--yes", "--store", plan)
        assert "\n  REC-2  was in calls.txt and is not in this one; it stays\n" in found.out
    assert run("list", "--all", "--count", "--store", plan).out == "2\n"
    again = run("import", tmp_path / "calls.txt", "--yes", "--store", plan)
    assert "it stays" not in again.out


def test_a_chapter_of_a_report_and_a_paper_on_how_it_stands_leave_nothing_out(
    run: Run, tmp_path: Path, plan: Path
) -> None:
    _import(run, plan, tmp_path / "calls.txt", "8 December 2023", "31 May 2024")
    head = _REPORT.format(day="8 December 2023", due="31 May 2024").partition("Rec")[0]
    chapter = head + "Recommendation 3: The force should log each call within a day.\n"
    progress = head + "Recommendation 1: By 31 May 2024, the force should answer calls at night.\n"
    for text in (chapter, progress + "Status: Completed\n"):
        (tmp_path / "other.txt").write_text(text)
        done = run("import", tmp_path / "other.txt", "--dry-run", "--store", plan)
        assert (done.code, "it stays" in done.out) == (0, False), done.out


def test_what_was_done_before_the_import_can_be_entered_on_its_day(
    run: Run, tmp_path: Path, plan: Path
) -> None:
    _import(run, plan, tmp_path / "calls.txt", "8 December 2023", "31 May 2024")
    words = ("--status", "done", "--on", "2024-05-20", "--store", plan)
    assert run("update", "REC-1", *words).code == 0
    counted = [
        run("list", "--completed", "--as-of", day, "--count", "--store", plan).out
        for day in ("2024-05-19", "2024-05-20")
    ]
    assert counted == ["0\n", "1\n"]


def test_a_page_that_says_how_items_stand_is_of_no_earlier_day_than_its_own(
    run: Run, tmp_path: Path, plan: Path
) -> None:
    file = tmp_path / "calls.txt"
    file.write_text(
        _REPORT.format(day="8 December 2023", due="31 May 2024") + "Status: Completed\n",
        encoding="utf-8",
    )
    read = json.loads(run("import", file, "--dry-run", "--json", "--store", plan).out)
    assert read["as_of"] is None

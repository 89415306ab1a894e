"""One report taken in by two copies of a plan, whose work then meets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hmic_tracker.store.item_codec import item_of
from tests.conftest import EXAMPLE, Run
from tests.meeting import meet

REGISTER = """\
Response to the inspection of call handling

Recommendation 1: Answer nine out of ten emergency calls within ten seconds.
Owner: Head of Contact
Due: 31 December 2008
Status: In progress
Evidence: CH/08/1
"""


def _copies(run: Run, tmp_path: Path, report: Path) -> tuple[Path, Path]:
    """Two plans that took in one report on two days, by two people."""
    folders = tmp_path / "mine", tmp_path / "theirs"
    for folder in folders:
        assert run("init", folder, "--organisation", "Example Police").code == 0
        assert run("--store", folder, "import", report, "--yes").code == 0
    return folders


def _origins(folder: Path) -> dict[str, list[str | None]]:
    items = [item_of(path.read_text()) for path in sorted((folder / "items").glob("*.toml"))]
    return {item.id: [entry.origin for entry in item.history] for item in items}


def test_an_import_says_where_each_entry_comes_from_in_every_copy_alike(
    run: Run, tmp_path: Path
) -> None:
    mine, theirs = _copies(run, tmp_path, EXAMPLE)
    origins = _origins(mine)
    assert origins == _origins(theirs)
    every = [origin for given in origins.values() for origin in given]
    assert len(every) == len(set(every)) == 64
    assert all(origin and len(origin) == 16 for origin in every)
    assert run("--store", mine, "update", "REC-5", "--due", "2009-01", "--reason", "IT").code == 0
    assert _origins(mine)["REC-5"][1:] == [None]


def test_the_same_report_in_two_copies_raises_no_question(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = _copies(run, tmp_path, EXAMPLE)
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    assert run("--store", mine, "update", "REC-5", "--due", "2009-01", "--reason", "IT").code == 0
    assert run("--store", theirs, "note", "REC-5", "asked the board").code == 0
    meet(mine, theirs)
    monkeypatch.setenv("TRACKER_STORE", str(mine))
    assert run("list", "--unsettled", "--count").out == "0\n"
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (item["due"], item["original_due"], item["unsettled"]) == ("2009-01", "2008-09", [])
    assert run("list", "--where", "moves = 1", "--format", "ids").out == "REC-5\n"
    assert run("check").code == 0
    # It is the history of what was entered, and by whom: both are there, and counted once.
    history = run("history", "REC-5").out
    assert history.count("imported") == 2
    assert "entries = 4" in (mine / "items" / "REC-5.toml").read_text()


def test_evidence_of_one_report_is_there_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "register.txt"
    report.write_text(REGISTER)
    mine, theirs = _copies(run, tmp_path, report)
    meet(mine, theirs)
    monkeypatch.setenv("TRACKER_STORE", str(mine))
    shown = json.loads(run("show", "REC-1", "--json").out)["items"][0]
    assert [one["ref"] for one in shown["evidence"]] == ["CH/08/1"]
    assert run("check").code in {0, 1}
    assert run("update", "REC-1", "--status", "done").code == 0
    assert run("list", "--unsettled", "--count").out == "0\n"


def test_an_import_undone_in_one_copy_and_worked_on_in_the_other_is_a_question(
    run: Run, tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = plan, tmp_path / "theirs"
    shutil.copytree(plan, theirs)
    second = tmp_path / "second.txt"
    text = EXAMPLE.read_text().replace("11 September 2008", "11 November 2008")
    second.write_text(text.replace("by September 2008", "by January 2009"))
    monkeypatch.setenv("TRACKER_TODAY", "2008-11-12")
    for folder in (mine, theirs):
        assert run("--store", folder, "import", second, "--yes").code == 0
    moved = {id_ for id_, given in _origins(mine).items() if given[1:]}
    assert moved
    assert run("--store", mine, "undo", "--yes").code == 0
    meet(mine, theirs)
    listed = run("list", "--all", "--unsettled", "--format", "ids").out.split()
    assert set(listed) == moved


def test_kept_marks_that_somebody_corrected_make_another_origin(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "register.txt"
    report.write_text(REGISTER)
    mine, _ = _copies(run, tmp_path, report)
    marks = tmp_path / "corrected.marks.txt"
    assert run("import", report, "--mark", "-o", marks).code == 0
    marks.write_text(marks.read_text().replace("Head of Contact", "Head of Calls"))
    other = tmp_path / "other"
    assert run("init", other, "--organisation", "Example Police").code == 0
    assert run("--store", other, "import", marks, "--yes").code == 0
    assert _origins(other)["REC-1"] != _origins(mine)["REC-1"]

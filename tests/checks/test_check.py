"""`tracker check` from outside: silence, pages, JSON, notes, and what it records."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.domain.check_findings import CODES
from hmic_tracker.store.reading import read_plan
from tests.checks.damages import (
    REC,
    REPORT,
    SETTINGS,
    Act,
    appended,
    both,
    cut,
    dropped,
    replaced,
    topped,
    valued,
)
from tests.conftest import Run, tree

NO_STATEMENT = "not valid TOML: this is neither NAME = VALUE nor the name of a table: [NAME]"
HAND = 'id = "REC-9"\nuid = "handmade"\nkind = "recommendation"\nstatus = "done"\nowner = "HR"\n'


def findings_of(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("check", "--json", *words).out)["findings"]
    return found


def codes_of(run: Run) -> list[str]:
    return [finding["code"] for finding in findings_of(run)]


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder, private ones too, with modes, times and bytes."""
    return {
        str(path): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted((folder, *folder.rglob("*")))
    }


def test_a_clean_plan_gets_silence(run: Run, small: Path) -> None:
    found = run("check")
    assert (found.code, found.out, found.err) == (0, "", "")
    assert run("check", "--strict").code == 0


def test_a_clean_plan_as_json(run: Run, small: Path) -> None:
    assert json.loads(run("check", "--json").out) == {
        "schema": 1,
        "kind": "check",
        "as_of": "2008-12-01",
        "unreadable": [],
        "errors": 0,
        "notes": 0,
        "recorded": [],
        "settings_recorded": False,
        "findings": [],
    }


def test_the_page_of_a_real_plan_is_short(run: Run, plan: Path) -> None:
    found = run("check")
    assert found.code == 0
    assert found.err == ""
    assert found.out == (
        "3 notes\n"
        "\n"
        "note: the source counts more completed (counts-differ)\n"
        "  inspections/hmic-2007-phase-one.toml:292: Missing Persons: 0 of 2\n"
        "  recommendations completed, and the source of 11 Sep 2008 says 1; not named:\n"
        "  1 of REC-11..12\n"
        "  settle it with: tracker update ID --status done --on DATE\n"
        "\n"
        "note: national rows that don't add up (national-sum)\n"
        "  inspections/hmic-2007-phase-one.toml:108: 3 national rows don't add up:\n"
        "  Neighbourhood Policing 2007: 14 21 2, 37 of 43 forces; PVP overall 2007: 19\n"
        "  19 2, 40 of 43 forces; Performance Management 2007: 29 0, 29 of 43 forces\n"
        "  compare them with the published table\n"
        "\n"
        "note: open, and nobody's (no-owner)\n"
        "  46 open items have no owner: REC-5..8, REC-11..16, AFI-11..30, AFI-33..48\n"
        "  say whose with: tracker update ID --owner POST\n"
    )
    assert run("check", "--strict").code == 1


def test_errors_stand_before_notes_with_file_and_line(run: Run, small: Path) -> None:
    valued("status", '"done"')(small)
    dropped("owner", "items/REC-2.toml")(small)
    found = run("check")
    assert found.code == 1
    assert found.out == (
        "2 errors, 1 note\n"
        "\n"
        "error: changed outside the tool (changed-outside)\n"
        "  items/REC-1.toml:11: REC-1: status is done, and its history says in-progress\n"
        "  items/REC-2.toml: REC-2: owner is none, and its history says Head of CID\n"
        "  enter it into the history with: tracker check --record; or set it back by\n"
        "  hand\n"
        "\n"
        "note: open, and nobody's (no-owner)\n"
        "  items/REC-2.toml: 1 open item has no owner: REC-2\n"
        "  say whose with: tracker update ID --owner POST\n"
    )


def test_json_has_every_finding_whole(run: Run, small: Path) -> None:
    topped("=")(small)
    found = json.loads(run("check", "--json").out)
    assert (found["errors"], found["notes"]) == (1, 0)
    assert found["unreadable"] == [{"path": REC, "line": 1, "problem": NO_STATEMENT}]
    assert found["findings"] == [
        {
            "code": "unreadable",
            "level": "error",
            "path": REC,
            "line": 1,
            "ids": ["REC-1"],
            "message": NO_STATEMENT,
            "hint": CODES["unreadable"].hint,
        }
    ]


def test_a_newer_schema_stops_the_check_and_says_what_to_do(run: Run, small: Path) -> None:
    both(valued("schema", "3", SETTINGS), topped("="))(small)
    found = run("check")
    assert found.code == 1
    assert found.out == (
        "1 error\n"
        "\n"
        "error: written by a newer tracker (newer-schema)\n"
        "  tracker.toml:1: schema 3 is newer than this tracker knows (2)\n"
        "  nothing else was checked; update with: pip install --upgrade hmic-tracker\n"
    )


def test_items_are_checked_where_the_settings_are_damaged(run: Run, small: Path) -> None:
    both(topped("=", SETTINGS), valued("status", '"done"'))(small)
    assert codes_of(run) == ["unreadable", "changed-outside"]


@pytest.mark.parametrize(
    ("act", "code", "ids"),
    [
        (replaced(REC, "neighbourhood-policing", "np-2"), "unknown-framework", ["REC-1"]),
        (replaced(REC, "annual-2008", "annual-2009"), "unknown-inspection", ["REC-1"]),
        (replaced(REPORT, "neighbourhood-policing", "roads"), "unknown-framework", []),
        (appended(SETTINGS, '[frameworks.r]\nparent = "traffic"\n'), "unknown-framework", []),
        (replaced(SETTINGS, 'board = "Performance Board"', 'board = "B"'), "unknown-board", []),
        (replaced(REPORT, "[3, 20, 18, 2]", "[3, 20, 18, 1]"), "national-sum", []),
        (replaced(REPORT, "[3, 20, 18, 2]", "[3, 20, 18]"), "national-sum", []),
        (valued("grade", '"Splendid"', REPORT), "unknown-grade", []),
        (valued("scale", '"peel-2099"', REPORT), "unknown-grade", []),
        (valued("completed", "1", REPORT), "counts-differ", ["REC-1", "REC-2"]),
        (
            valued("published", '"2009-05"', REPORT),
            "due-before-report",
            ["REC-1", "REC-2", "AFI-1"],
        ),
    ],
)
def test_notes_are_no_errors(run: Run, small: Path, act: Act, code: str, ids: list[str]) -> None:
    act(small)
    assert run("check").code == 0
    assert run("check", "--strict").code == 1
    findings = [f for f in findings_of(run) if f["code"] != "settings-by-hand"]
    assert [(f["code"], f["ids"]) for f in findings] == [(code, ids)]
    assert findings[0]["level"] == "note"


def test_items_without_owner_or_due_are_told_together(run: Run, small: Path) -> None:
    for number in range(3):
        assert run("add", "afi", f"Something {number}").code == 0
    found = {f["code"]: (f["ids"], f["message"], f["path"]) for f in findings_of(run)}
    ids = ["AFI-2", "AFI-3", "AFI-4"]
    assert found == {
        "no-owner": (ids, "3 open items have no owner: AFI-2..4", None),
        "no-due": (ids, "3 open items have no due date: AFI-2..4", None),
    }


def test_completed_items_and_good_practice_need_no_owner_and_no_due(run: Run, small: Path) -> None:
    assert run("add", "gp", "A peer force does this").code == 0
    assert run("add", "rec", "Done at once").code == 0
    assert run("update", "REC-3", "--status", "done").code == 0
    assert run("add", "afi", "Not for us").code == 0
    assert run("update", "AFI-2", "--status", "withdrawn", "--reason", "merged").code == 0
    assert codes_of(run) == []


def test_a_cause_of_concern_wants_a_recommendation_beside_it(run: Run, small: Path) -> None:
    more = ("--owner", "CID", "--due", "2009-05")
    assert run("add", "coc", "Calls are lost", "--framework", "np", *more).code == 0
    assert codes_of(run) == []
    assert run("add", "coc", "Officers are tired", *more).code == 0
    assert [(f["code"], f["ids"]) for f in findings_of(run)] == [("concern-alone", ["COC-2"])]


def test_due_before_the_first_entry_where_no_report_is_known(run: Run, small: Path) -> None:
    dropped("published", REPORT)(small)
    assert codes_of(run) == []
    assert run("add", "rec", "Late", "--due", "2008-11-30", "--owner", "CID").code == 0
    assert [(f["code"], f["ids"]) for f in findings_of(run)] == [("due-before-report", ["REC-3"])]


def test_boards_are_unknown_only_where_boards_are_named(run: Run, small: Path) -> None:
    assert run("update", "REC-1", "--board", "Policing Committee").code == 0
    assert codes_of(run) == ["unknown-board"]
    replaced(SETTINGS, "[boards.performance-board]", "[other]")(small)
    assert codes_of(run) == ["unknown-key", "settings-by-hand"]


def test_files_that_belong_to_nothing_are_told(run: Run, small: Path) -> None:
    (small / "items" / "REC-1.toml.orig").write_text("")
    (small / "items" / "drafts").mkdir()
    (small / "items" / ".REC-1.toml.swp").write_text("")
    (small / "items" / ".tracker-REC-1.toml.0123abcd.tmp").write_text("half")
    found = findings_of(run)
    assert [(f["code"], f["path"]) for f in found] == [
        ("stray-file", "items/REC-1.toml.orig"),
        ("stray-file", "items/drafts"),
    ]


@pytest.mark.posix
def test_a_link_to_nowhere_and_a_pipe_are_named(run: Run, small: Path) -> None:
    (small / "items" / "REC-5.toml").symlink_to(small / "nowhere.toml")
    os.mkfifo(small / "items" / "REC-6.toml")
    found = findings_of(run)
    assert [(f["code"], f["path"], f["message"]) for f in found] == [
        ("unreadable", "items/REC-5.toml", "a link to a file that isn't there"),
        ("unreadable", "items/REC-6.toml", "it is not a file"),
    ]


def test_a_link_to_an_item_that_cannot_be_read_is_not_dangling(run: Run, small: Path) -> None:
    topped('links = ["REC-2", "implements AFI-1"]')(small)
    topped("=", "items/REC-2.toml")(small)
    assert codes_of(run) == ["unreadable", "changed-outside"]


def test_a_damaged_inspection_is_known_all_the_same(run: Run, small: Path) -> None:
    topped("=", REPORT)(small)
    assert codes_of(run) == ["unreadable"]


def test_folders_that_cannot_be_listed_are_named(run: Run, small: Path) -> None:
    for name in ("items", "inspections"):
        (small / name).rename(small / f"{name}-away")
        (small / name).write_text("")
    found = findings_of(run)
    assert [(f["code"], f["path"]) for f in found] == [
        ("unreadable", "items"),
        ("unreadable", "inspections"),
    ]


class TestInterrupted:
    """A command stopped between its commit and its end."""

    @pytest.fixture
    def stopped(self, small: Path, run: Run) -> Path:
        item = small / "items" / "REC-2.toml"
        before = item.read_bytes()
        assert run("update", "REC-2", "--owner", "Head of HR", "--title", "Beats").code == 0
        item.write_bytes(before)
        last = max((small / ".tracker" / "ops").glob("*.json"))
        last.rename(small / ".tracker" / "journal.json")
        return small

    def test_it_is_a_note_and_the_plan_is_read_as_saved(self, run: Run, stopped: Path) -> None:
        before = everything(stopped)
        found = findings_of(run)
        assert [f["code"] for f in found] == ["interrupted"]
        assert "updated" in found[0]["message"]
        assert everything(stopped) == before

    def test_a_journal_that_cannot_be_read_is_an_error(self, run: Run, stopped: Path) -> None:
        (stopped / ".tracker" / "journal.json").write_text("{")
        found = findings_of(run)
        assert [(f["code"], f["path"]) for f in found] == [("unreadable", ".tracker/journal.json")]


class TestRecord:
    """`--record`, the one way in which check writes."""

    def test_outside_changes_become_one_entry_each_and_one_op(self, run: Run, small: Path) -> None:
        valued("status", '"done"')(small)
        valued("owner", '"Head of HR"', "items/REC-2.toml")(small)
        found = run("check", "--record", "--by", "Clerk", "--on", "2008-11-05")
        assert (found.code, found.out) == (0, "")
        assert found.err == (
            "REC-1: status in progress → done\n"
            "REC-2: owner Head of CID → Head of HR\n"
            "2 items recorded as changed by hand\n"
        )
        entries = [i.history[-1] for i in read_plan(small).items if i.id in {"REC-1", "REC-2"}]
        assert {(e.by, str(e.on), e.event, e.source) for e in entries} == {
            ("Clerk", "2008-11-05", "changed outside the tool", "hand edit")
        }
        assert len({e.op for e in entries}) == 1
        assert run("check").out == ""

    def test_an_item_written_by_hand_gets_its_first_entry(self, run: Run, small: Path) -> None:
        (small / "items" / "REC-9.toml").write_text(HAND)
        found = run("check", "--record")
        assert found.code == 0
        assert found.err == "REC-9: done, owner HR\n1 item recorded as changed by hand\n"
        text = (small / "items" / "REC-9.toml").read_text()
        assert text.startswith(HAND + "entries = 1\n")
        assert text.endswith("n = 1\n")
        assert run("check").out == ""

    def test_what_is_recorded_is_said_as_json(self, run: Run, small: Path) -> None:
        valued("status", '"done"')(small)
        found = run("check", "--record", "--json")
        assert (found.code, found.err) == (0, "")
        assert json.loads(found.out)["recorded"] == ["REC-1"]

    def test_nothing_to_record_writes_nothing(self, run: Run, small: Path) -> None:
        before = everything(small)
        assert run("check", "--record").code == 0
        assert everything(small) == before

    def test_a_history_that_was_lost_is_not_written_over(self, run: Run, small: Path) -> None:
        cut("original_due =")(small)
        before = tree(small)
        found = run("check", "--record")
        assert found.code == 1
        assert "history-truncated" in found.out
        assert tree(small) == before

    @pytest.mark.parametrize("schema", ["99", '"?"'])
    def test_nothing_is_recorded_without_readable_settings(
        self, run: Run, small: Path, schema: str
    ) -> None:
        both(valued("schema", schema, SETTINGS), valued("status", '"done"'))(small)
        before = tree(small)
        found = run("check", "--record")
        assert found.code == 1
        assert found.err == "nothing was recorded: tracker.toml can't be read\n"
        assert tree(small) == before

    def test_damaged_files_and_copies_stay_as_they_are(self, run: Run, small: Path) -> None:
        both(topped("=", "items/REC-2.toml"), valued("status", '"done"'))(small)
        (small / "items" / "AFI-1 (1).toml").write_bytes((small / "items/AFI-1.toml").read_bytes())
        valued("status", '"done"', "items/AFI-1 (1).toml")(small)
        before = tree(small)
        assert run("check", "--record").code == 1
        after = tree(small)
        assert [name for name in after if after[name] != before[name]] == [REC]


def test_nothing_is_written_or_created_without_record(run: Run, small: Path) -> None:
    both(topped("=", "items/REC-2.toml"), valued("status", '"done"'))(small)
    before = everything(small)
    run("check")
    run("check", "--json", "--strict")
    assert everything(small) == before


@pytest.mark.posix
def test_a_read_only_folder_without_private_files_is_checked(run: Run, small: Path) -> None:
    import shutil

    shutil.rmtree(small / ".tracker")
    folders = [small, small / "items", small / "inspections"]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        before = everything(small)
        assert (run("check").code, everything(small)) == (0, before)
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)


def test_hostile_text_in_names_and_values_is_shown_escaped(run: Run, small: Path) -> None:
    (small / "items" / "REC-1 \x1b[2J\u202e.toml").write_bytes((small / REC).read_bytes())
    valued("owner", '"\\u001b[31mred"')(small)
    found = run("check")
    assert "\x1b" not in found.out
    assert "\u202e" not in found.out
    assert "\\x1b[31mred" in found.out
    assert "REC-1 \\x1b[2J\\u202e.toml" in found.out

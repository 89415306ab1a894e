"""The next inspection: what it says again, and carrying the work on it forward."""

from __future__ import annotations

import json
import os
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from tests.commands.terminal import HANG, heeds_its_terminal
from tests.conftest import EXAMPLE, EXAMPLES, Run, tree

PHASE_TWO = EXAMPLES / "hmic-2008-phase-two.txt"
PEEL = EXAMPLES / "peel-2022.txt"
REPEATS = """\
Said before, by an earlier inspection
  REC-17 repeats REC-1 (82 % alike); REC-1 stays completed, awaiting
  verification
  REC-18 repeats REC-3 (85 % alike); REC-3 stays completed, awaiting
  verification
  REC-22 repeats REC-12 (78 % alike); REC-12 would become superseded
"""
LEFT = (
    "3 items repeat earlier ones and are not carried forward; "
    "to do it: the same import with --carry\n"
)


def shown(run: Run, *ids: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("show", *ids, "--json").out)["items"]
    return found


def item_file(plan: Path, item_id: str) -> dict[str, Any]:
    return tomllib.loads((plan / "items" / f"{item_id}.toml").read_text(encoding="utf-8"))


def test_the_preview_says_what_repeats_what_and_how_alike(run: Run, plan: Path) -> None:
    before = tree(plan)
    found = run("import", PHASE_TWO, "--dry-run")
    assert found.code == 0
    assert "\nRepeats          3 items, could be carried forward\n" in found.out
    assert f"\n{REPEATS}\nEvery line is accounted for: " in found.out
    more = f"every item: tracker import {PHASE_TWO} --dry-run --all\n"
    assert found.err == f"nothing was written (--dry-run)\n{LEFT}{more}"
    assert max(map(len, found.out.splitlines())) <= 78
    assert tree(plan) == before


def test_with_yes_nothing_is_carried_forward_and_how_to_is_said(run: Run, plan: Path) -> None:
    found = run("import", PHASE_TWO, "--yes")
    assert found.err == (
        f"written: 13 new items; 59 open items have no owner: tracker list --no-owner\n{LEFT}"
    )
    assert "links" not in item_file(plan, "REC-22")
    assert item_file(plan, "REC-12")["status"] == "in-progress"
    assert run("import", PHASE_TWO, "--yes", "--no-carry").err == (
        "nothing to write: the plan says all of this already\n"
    )


def test_carried_forward_the_new_item_goes_on_and_the_old_open_one_ends(
    run: Run, plan: Path
) -> None:
    run("update", "REC-12", "--owner", "Head of Missing Persons", "--board", "PPSG", "--tag", "IT")
    run("action", "add", "REC-12", "Map who goes missing", "--due", "2008-12-10")
    run("action", "add", "REC-12", "Train the units")
    run("action", "done", "REC-12", "1")
    found = run("import", PHASE_TWO, "--yes", "--carry")
    assert found.code == 0
    assert "\nRepeats          3 items, carried forward\n" in found.out
    assert "  REC-22 repeats REC-12 (78 % alike); REC-12 becomes superseded\n" in found.out
    assert found.err.startswith("written: 13 new items, 3 carried forward; ")
    new, old = item_file(plan, "REC-22"), item_file(plan, "REC-12")
    assert (new["owner"], new["board"], new["tags"]) == ("Head of Missing Persons", "PPSG", ["IT"])
    assert new["links"] == ["carried-from REC-12"]
    assert list(new["actions"].values()) == [{"text": "Train the units"}]
    assert (new["due"], new["original_due"], new["status"]) == ("2009-05", "2008-12", "in-progress")
    assert old["status"] == "superseded"
    last = old["history"][-1]
    assert (str(last["on"]), last["event"], last["reason"]) == (
        "2008-11-06",
        "carried forward",
        "carried forward to REC-22",
    )
    assert {entry["op"] for entry in new["history"]} == {last["op"]}
    assert [i["status"] for i in shown(run, "REC-1", "REC-3")] == ["done", "done"]
    assert item_file(plan, "REC-17")["links"] == ["carried-from REC-1"]
    assert "error" not in run("check").out


def test_the_whole_import_is_one_step_for_undo(run: Run, plan: Path) -> None:
    before = tree(plan)
    run("import", PHASE_TWO, "--yes", "--carry")
    found = run("undo", "--yes")
    assert found.code == 0
    after = tree(plan)
    assert set(after) == set(before)
    assert {name for name in before if after[name] != before[name]} <= {
        "items/REC-12.toml",
        "tracker.toml",
    }
    assert item_file(plan, "REC-12")["status"] == "in-progress"


def test_what_is_carried_forward_is_not_proposed_again(run: Run, plan: Path) -> None:
    run("import", PHASE_TWO, "--yes", "--carry")
    before = tree(plan)
    for words in ([], ["--carry"]):
        found = run("import", PHASE_TWO, "--yes", *words)
        assert found.err == "nothing to write: the plan says all of this already\n"
        assert "Repeats" not in found.out
        assert json.loads(run("import", PHASE_TWO, "--yes", "--json", *words).out)["repeats"] == []
    assert tree(plan) == before
    again = run("import", EXAMPLE, "--yes", "--carry")
    assert "Repeats" not in again.out


def test_what_was_not_carried_forward_can_be_later(run: Run, plan: Path) -> None:
    run("import", PHASE_TWO, "--yes")
    run("update", "REC-22", "--owner", "Head of CID")
    run("update", "REC-12", "--owner", "Head of Missing Persons")
    found = run("import", PHASE_TWO, "--yes", "--carry")
    assert found.err == (
        "written: 3 items carried forward; 57 open items have no owner: tracker list --no-owner\n"
    )
    new, old = item_file(plan, "REC-22"), item_file(plan, "REC-12")
    assert (new["owner"], new["links"]) == ("Head of CID", ["carried-from REC-12"])
    assert (old["status"], str(old["history"][-1]["on"])) == ("superseded", "2008-12-01")
    assert run("undo", "--yes").code == 0
    assert "links" not in item_file(plan, "REC-22")


def test_a_superseded_item_leaves_the_counts_and_settles_no_source(run: Run, plan: Path) -> None:
    run("import", PHASE_TWO, "--yes", "--carry")
    rows = json.loads(run("summary", "--json").out)["frameworks"]
    missing = next(row for row in rows if row["framework"] == "missing-persons")
    assert missing["recommendations"]["total"] == 2
    # Nobody said that the one that is superseded now is the one that Report 9 meant.
    (said,) = missing["recommendations"]["reported"]
    assert (said["completed"], said["candidates"]) == (1, ["REC-11", "REC-12"])


def test_a_source_speaks_of_its_own_inspection_alone(run: Run, plan: Path) -> None:
    text = PHASE_TWO.read_text(encoding="utf-8").replace(
        "Three recommendations - some of the work completed on each of the three",
        "Three recommendations - one completed and some of the work completed on the others",
    )
    run("import", "-", "--yes", stdin=text)
    rows = json.loads(run("summary", "--json").out)["frameworks"]
    (said,) = rows[0]["recommendations"]["reported"]
    assert (rows[0]["framework"], said["completed"]) == ("neighbourhood-policing", 1)
    assert said["candidates"] == ["REC-17", "REC-18", "REC-19"]


def test_several_documents_carry_forward_in_their_order(run: Run, plan: Path) -> None:
    later = plan.parent / "later.txt"
    text = PHASE_TWO.read_text(encoding="utf-8")
    later.write_text(
        text.replace("2008 Phase Two", "2009 Phase Three")
        .replace("6 November 2008", "1 June 2009")
        # Its publication is what tells it from the one before.
        .replace("published in October 2008", "published in May 2009"),
        encoding="utf-8",
    )
    found = run("import", PHASE_TWO, later, "--yes", "--carry", "--json")
    one, two = json.loads(found.out)["imports"]
    assert {r["id"]: r["of"] for r in one["repeats"]} == {
        "REC-17": "REC-1",
        "REC-18": "REC-3",
        "REC-22": "REC-12",
    }
    assert {r["id"]: (r["of"], r["alike"]) for r in two["repeats"]} == {
        f"REC-{n}": (f"REC-{n - 6}", 100) for n in range(23, 29)
    }
    assert one["carried"] is two["carried"] is True
    assert item_file(plan, "REC-22")["status"] == "superseded"
    assert item_file(plan, "REC-28")["links"] == ["carried-from REC-22"]


def test_an_earlier_inspection_imported_later_repeats_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    run("init", folder)
    run("--store", folder, "import", PHASE_TWO, "--yes")
    found = json.loads(run("--store", folder, "import", EXAMPLE, "--yes", "--json").out)
    assert found["repeats"] == []


def test_two_answers_are_refused(run: Run, plan: Path) -> None:
    found = run("import", PHASE_TWO, "--carry", "--no-carry", "--yes")
    assert (found.code, found.err) == (
        2,
        "tracker: --carry and --no-carry are two answers\nleave one of them out\n",
    )


def on_terminal(plan: Path, line: str, answers: list[str], columns: int = 80) -> tuple[int, str]:
    """Runs a command line on a pseudo-terminal and answers its questions in turn."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "hmic_tracker", *shlex.split(line)],
        env={**os.environ, "TRACKER_STORE": str(plan), "NO_COLOR": "1"},
        encoding="utf-8",
        dimensions=(60, columns),
        timeout=HANG,
        preexec_fn=heeds_its_terminal,
    )
    seen = ""
    for answer in answers:
        child.expect([r"\[y/N\] ", "n leave > "])
        seen += str(child.before)
        is_key = str(child.after).startswith("n leave")
        child.send("\x03" if answer == "^C" else answer if is_key else f"{answer}\n")
    child.expect(pexpect.EOF)
    seen += str(child.before)
    child.close()
    return int(child.exitstatus or 0), seen.replace("\r\n", "\n")


@pytest.mark.posix
@pytest.mark.parametrize("columns", [60, 80])
def test_on_a_terminal_carrying_is_asked_separately(run: Run, plan: Path, columns: int) -> None:
    code, seen = on_terminal(plan, f"import {PHASE_TWO}", ["y", "y"], columns)
    assert code == 0
    assert "Carry 3 items forward?" in seen
    assert "written: 13 new items, 3 carried forward" in seen
    assert item_file(plan, "REC-12")["status"] == "superseded"


@pytest.mark.posix
def test_the_import_can_be_wanted_without_carrying(run: Run, plan: Path) -> None:
    code, seen = on_terminal(plan, f"import {PHASE_TWO}", ["y", "n"])
    assert (code, item_file(plan, "REC-12")["status"]) == (0, "in-progress")
    assert "to do it: the same import with --carry" in seen
    code, seen = on_terminal(plan, f"import {PHASE_TWO}", ["y"])
    assert "written: 3 items carried forward" in seen
    assert item_file(plan, "REC-12")["status"] == "superseded"


@pytest.mark.posix
def test_nothing_is_asked_where_the_answer_was_given(run: Run, plan: Path) -> None:
    code, seen = on_terminal(plan, f"import {PHASE_TWO} --no-carry", ["y"])
    assert code == 0
    assert "forward?" not in seen
    code, seen = on_terminal(plan, f"import {PHASE_TWO} --carry", ["y"])
    assert "written: 3 items carried forward" in seen


@pytest.mark.posix
@pytest.mark.parametrize("answers", [["^C"], ["y", "^C"], ["n"]])
def test_ctrl_c_at_either_question_writes_nothing(plan: Path, answers: list[str]) -> None:
    before = tree(plan)
    code, _ = on_terminal(plan, f"import {PHASE_TWO}", answers)
    assert code == (0 if answers == ["n"] else 130)
    assert tree(plan) == before


def test_what_was_changed_by_hand_is_recorded_before_a_document_changes_it(
    run: Run, plan: Path
) -> None:
    path = plan / "items" / "REC-12.toml"
    path.write_text(path.read_text().replace('due = "2008-12"', 'due = "2008-12"\nowner = "X"', 1))
    run("import", PHASE_TWO, "--yes", "--carry")
    events = [entry["event"] for entry in item_file(plan, "REC-12")["history"]]
    assert events == ["imported", "changed outside the tool", "carried forward"]
    assert item_file(plan, "REC-22")["owner"] == "X"
    assert "changed-outside" not in run("check").out


GRADES = """\
Excellent > Good > Fair > Poor (scale hmic-2005: 2006, 2007, 2008)
Outstanding > Good > Adequate > Requires improvement > Inadequate (scale
peel-2021: 2022)

Framework          2006  2007       2008  2022               Change
Neighbourhood      Good  Excellent  Good  Adequate           not comparable
Policing
Protecting         Fair  Fair       –     Inadequate         not comparable
Vulnerable People                                            (2007 to 2022)
  Public           (a)   Fair       –     –                  no other grade
  Protection
  Domestic         (a)   Fair       –     –                  no other grade
  Violence
  Missing Persons  (a)   Fair       (b)   Requires           not comparable
                                          improvement        (2007 to 2022)
  Child Abuse      (a)   Good       –     –                  no other grade
  Investigation
Performance        Good  Good       –     –                  unchanged (2006
Management                                                   to 2007)
Citizen Focus      –     (c)        Fair  –                  no other grade
Responding to the  –     –          –     Good               no earlier grade
Public
(a) not graded separately in 2006
(b) not graded separately in 2008
(c) not inspected in 2007
– no grade in the plan
"""


def test_grades_show_every_period_and_never_compare_across_scales(run: Run, plan: Path) -> None:
    run("import", PHASE_TWO, "--yes")
    rows = {r["framework"]: r for r in json.loads(run("grades", "--json").out)["frameworks"]}
    np = rows["neighbourhood-policing"]
    assert [(g["period"], g["grade"]) for g in np["grades"]] == [
        ("2006", "Good"),
        ("2007", "Excellent"),
        ("2008", "Good"),
    ]
    assert np["change"] == "declined"
    assert [n["place"] for n in np["national"]] == [None, {"above": 9, "level": 24, "below": 9}]
    assert rows["citizen-focus"]["national"][0]["place"] == {"above": 20, "level": 20, "below": 2}
    run("import", PEEL, "--yes")
    found = run("grades")
    assert found.out.startswith(GRADES)
    rows = {r["framework"]: r for r in json.loads(run("grades", "--json").out)["frameworks"]}
    assert rows["neighbourhood-policing"]["change"] == "not-comparable"
    assert rows["neighbourhood-policing"]["grades"][-1]["scale"] == "peel-2021"
    assert rows["missing-persons"]["parent"] == "protecting-vulnerable-people"
    past = json.loads(run("grades", "--json", "--as-of", "2008-10-30").out)["frameworks"]
    assert [g["period"] for g in past[0]["grades"]] == ["2006", "2007"]


@pytest.mark.parametrize("width", ["60", "78", "200"])
@pytest.mark.parametrize("look", ["plain", "table"])
def test_grades_of_many_periods_keep_to_the_width(
    run: Run, plan: Path, width: str, look: str
) -> None:
    run("import", PHASE_TWO, PEEL, "--yes")
    found = run("grades", "--width", width, "--format", look)
    assert max(map(len, found.out.splitlines())) <= int(width)
    for word in ("2006", "2007", "2008", "2022", "Requires", "not comparable", "Citizen Focus"):
        assert word in found.out


def test_a_cause_of_concern_comes_with_its_framework(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2022-08-01")
    found = json.loads(run("import", PEEL, "--yes", "--json").out)
    assert found["warnings"] == []
    dues = [item["due"] for item in shown(run, "REC-17..18")]
    assert dues == ["2022-10-14", "2023-01-14"]  # three and six months after publication
    assert found["new"] == ["AFI-49", "AFI-50", "REC-17", "REC-18", "COC-1", "AFI-51"]
    (concern,) = shown(run, "COC-1")
    assert (concern["framework"], concern["number"]) == ("protecting-vulnerable-people", 1)


def test_where_nothing_repeats_carrying_forward_says_so_and_counts_the_reports_own_frameworks(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2022-08-01")
    found = run("import", PEEL, "--yes", "--carry")
    assert "\nGrades     4 for 2022\n" in found.out
    assert found.err == (
        "written: 6 new items; 52 open items have no owner: tracker list --no-owner\n"
        "no item repeats an earlier one; to say that one does: tracker link NEW supersedes OLD\n"
    )

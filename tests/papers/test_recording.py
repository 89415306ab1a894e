"""What a paper reported is remembered: movement, restated figures, undo, check."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.formats.test_schemas import faults

NINE = ("--number", "9", "--meeting", "2008-09-11", "--as-of", "2008-09-11")
TEN = ("--number", "10", "--meeting", "2008-12-11", "--yes")
RECORD = "papers/paper-9.toml"


def headed(plan: Path, text: str) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as stream:
        stream.write(text)


@pytest.fixture
def nine(run: Run, plan: Path) -> Path:
    found = run("report", *NINE, "--record")
    assert (found.code, found.err) == (0, f"recorded in {RECORD}\n")
    return plan


def test_a_recorded_paper_is_one_small_file(nine: Path) -> None:
    found = tomllib.loads((nine / RECORD).read_text())
    head = {key: str(found[key]) for key in ("name", "number", "meeting", "as_of")}
    assert head == {"name": "paper", "number": "9", "meeting": "2008-09-11", "as_of": "2008-09-11"}
    assert len(found["items"]) == 64
    assert found["items"]["REC-5"] == {"status": "in-progress", "due": "2008-09"}
    assert sum(figures["total"] for figures in found["figures"]) == 64
    assert sum(figures["completed"] for figures in found["figures"]) == 18


def test_recording_leaves_the_paper_as_it_is(run: Run, nine: Path) -> None:
    before = run("report", *NINE).out
    again = run("report", *NINE, "--record")
    assert again.out == before
    assert again.err == f"recorded in {RECORD}, in place of what it had\n"
    assert "Nothing earlier is recorded" in again.out  # Report 9 is this paper


def test_the_store_takes_a_recorded_paper_for_one_of_its_own(run: Run, nine: Path) -> None:
    assert run("check").out == run("check", "--store", nine).out
    assert "papers" not in run("check").out
    assert "papers" not in run("list").err
    refused = run("report", "--yes", "-o", nine / "papers" / "x.txt")
    assert (refused.code, refused.out) == (8, "")
    assert "among the files of a plan" in refused.err


def test_undo_takes_a_record_back(run: Run, plan: Path) -> None:
    before = tree(plan)
    run("report", *NINE, "--record")
    assert set(tree(plan)) - set(before) == {RECORD}
    found = run("undo")
    assert found.code == 0
    assert f"removed: {RECORD}" in found.err
    assert tree(plan) == before


def test_undo_of_a_record_made_again_restores_the_first(run: Run, nine: Path) -> None:
    before = tree(nine)
    run("update", "REC-5", "--status", "done")
    run("report", "--number", "9", "--meeting", "2008-09-11", "--record")
    assert tree(nine)[RECORD] != before[RECORD]
    assert f"restored: {RECORD}" in run("undo").err
    assert tree(nine)[RECORD] == before[RECORD]


def test_the_next_paper_says_what_moved_and_adds_up(run: Run, nine: Path) -> None:
    run("update", "REC-5", "--status", "done")
    run("update", "REC-6", "--due", "2009-03-13", "--reason", "late", "--agreed-by", "PPSG")
    run("update", "AFI-24", "--status", "withdrawn", "--reason", "merged")
    run("add", "coc", "Missing persons are not found in time", "--framework", "mp")
    found = run("report", *TEN, "--format", "markdown").out
    assert (
        "Since report 9 (position at 11 September 2008): "
        "ten newly overdue, one opened, one completed, one slipped and one no longer counted."
    ) in found
    assert (
        """\
| As reported in report 9 | 64 | 18 | 0 |
| Opened; newly completed; newly overdue | +1 | +1 | +10 |
| No longer counted; no longer completed; no longer overdue | −1 | 0 | 0 |
| **Position now** | **64** | **19** | **10** |
"""
        in found
    )
    rows = [line for line in found.splitlines() if line.startswith(("| Slipped", "| Completed |"))]
    assert rows == [
        "| Completed | REC-5 | Holds borough commanders (BOCU) and their senior teams to… "
        "| in progress | completed, awaiting verification |",
    ]
    moved = next(line for line in found.splitlines() if "| 13 Mar 2009 |" in line)
    assert moved.startswith("| REC-6 | Draws up one way of managing performance for everything… |")
    assert "New since report 9: all of them." in found
    assert "The counts of items in report 9 stand as they were reported." in found


def test_a_date_that_was_taken_away_is_told_as_movement(run: Run, nine: Path) -> None:
    run("update", "REC-13", "AFI-36", "--due", "none", "--reason", "x", "--yes")
    run("update", "AFI-36", "--exempt")
    found = run("report", *TEN, "--format", "markdown").out
    assert "11 September 2008): 12 newly overdue and two no longer dated." in found
    rows = [line for line in found.splitlines() if "| Apr 2009 | none | removed |" in line]
    assert len(rows) == 1  # in the table of dates moved, and so not once more in that of movement
    assert "| REC-13 | Brings its central child abuse investigation teams and… " in rows[0]
    assert sum(line.startswith("| Exempt |") for line in found.splitlines()) == 1
    assert "| No longer dated |" not in found
    told = json.loads(run("report", *TEN, "--json").out)
    assert faults("paper", told) == []
    assert told["movement"]["undated"] == [{"id": "REC-13", "from": "2009-04", "to": None}]
    moved = json.loads(run("summary", "--since", "2008-09-11", "--json").out)["movement"]
    assert [one["id"] for one in moved["undated"]] == ["REC-13"]


def test_what_was_completed_and_left_the_counts_is_told_as_both(run: Run, nine: Path) -> None:
    run("update", "REC-1", "--status", "withdrawn", "--reason", "merged")
    found = run("report", *TEN, "--format", "markdown").out
    assert "12 newly overdue, one no longer counted and one no longer completed." in found
    assert "| No longer counted; no longer completed; no longer overdue | −1 | −1 | 0 |" in found


def test_a_figure_changed_later_is_listed_as_restated(run: Run, nine: Path) -> None:
    run("update", "REC-12", "--status", "done", "--on", "2008-09-11")
    found = run("report", *TEN, "--format", "markdown").out
    assert "What has been recorded since changes the position at 11 September 2008" in found
    assert "| Missing Persons | recommendations | completed | 0 | 1 |" in found
    restated = "| REC-12 | in progress, due December 2008 | completed, awaiting verification |"
    assert restated in found
    assert "| As reported in report 9 | 64 | 18 | 0 |\n| Restated since | 0 | +1 | 0 |" in found
    assert "| **Position now** | **64** | **19** | **12** |" in found


def test_papers_of_other_boards_are_not_the_last_one(run: Run, nine: Path) -> None:
    headed(nine, '\n[papers.a]\nboard = "Board A"\n[papers.b]\nboard = "Board B"\n')
    headed(nine, '[papers.a-again]\nboard = "board a"\n')
    assert run("report", "a", "--number", "1", "--as-of", "2008-10-01", "--record").code == 0
    told = "Since report 1 (position at 1 October 2008)"
    assert told in run("report", "a", "--number", "2", "--yes").out
    assert told in run("report", "a-again", "--number", "7", "--yes").out
    assert told not in run("report", "b", "--number", "2").out
    assert told not in run("report", "a", "--as-of", "2008-09-30").out
    assert told not in run("report", "a", "--number", "1").out


def test_a_paper_is_about_what_its_board_oversees(run: Run, plan: Path) -> None:
    run("update", "REC-14..16", "--board", "Performance Board", "--yes")
    headed(plan, '\n[papers.perf]\nboard = "performance board"\n')
    found = run("report", "perf", "--number", "1")
    assert found.err == (
        "about the 3 items of 64 that the performance board oversees"
        ' (for all: where = "" in [papers.perf])\n'
    )
    said = " ".join(found.out.split())
    assert "on three recommendations from HMIC" in said
    assert "It covers 3 of the plan's 64 items: those that the performance board oversees." in said
    assert "REC-5" not in found.out
    headed(plan, 'where = ""\n')
    found = run("report", "perf", "--number", "1")
    assert (found.err, "16 recommendations" in found.out) == ("", True)


def test_an_expression_says_what_a_paper_is_about(run: Run, plan: Path) -> None:
    headed(plan, "\n[filters]\nmp = 'framework = mp'\n[papers.mp]\nwhere = '@mp'\n")
    found = run("report", "mp")
    said = " ".join(found.out.split())
    assert "two recommendations and five areas for improvement (AFIs)" in said
    assert "one of REC-11 and REC-12 is completed, without saying which" in said
    text = (plan / "tracker.toml").read_text().replace("'@mp'", "'id = REC-11'")
    (plan / "tracker.toml").write_text(text)
    said = " ".join(run("report", "mp").out.split())
    assert "on one recommendation" in said
    assert "without saying which" not in said  # half of a count can't be held against a source
    (plan / "tracker.toml").write_text(text.replace("REC-11", "REC-99"))
    assert run("report", "mp").code in {0, 3}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--record",), 2, "--record needs the paper's number"),
        (("--record", "--number", "9/2008"), 4, "can't be the number of a recorded paper"),
        (("--format", "docx"), 2, "a DOCX is written into a file"),
        (("--format", "odt"), 2, "there is no format 'odt' of a paper"),
        (("-o", "paper.odt"), 2, "doesn't say which format"),
        (("bord",), 3, "there is no paper 'bord'"),
        (("--meeting", "11 Septober"), 4, "Septober"),
        (("--number", "9" * 21), 2, "can't be a paper's number"),
        (("--number", "-1"), 2, "'-1' can't be a paper's number"),
        (("--number", ""), 2, "'' can't be a paper's number"),
        (("--number", " ", "--record"), 2, "can't be a paper's number"),
        (("--number", "9 a"), 2, "can't be a paper's number"),
        (("--number", "9\n10"), 2, "can't be a paper's number"),
        (("--number", "9\u202e"), 2, "can't be a paper's number"),
    ],
)
def test_bad_input_is_told_in_two_lines(
    run: Run, plan: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    headed(plan, "\n[papers.board]\n")
    found = run("report", *words)
    assert (found.code, found.out) == (code, "")
    assert told in found.err
    assert len(found.err.splitlines()) == 2
    assert not (plan / "papers").exists()


@pytest.mark.parametrize("number", ["9", "abc", "9/2008", "2008-09.b", "É1", "1" * 20])
def test_a_number_is_letters_digits_and_what_joins_them(run: Run, plan: Path, number: str) -> None:
    found = run("report", "--number", f" {number} ", "--json")
    assert (found.code, found.err, json.loads(found.out)["number"]) == (0, "", number)


def test_a_meeting_before_the_day_of_the_position_is_remarked_on(run: Run, plan: Path) -> None:
    told = "take note: the meeting of 11 Sep 2008 is before the day of the position, 1 Dec 2008\n"
    found = run("report", "--meeting", "2008-09-11")
    assert (found.code, found.err) == (0, told)
    assert "take note" not in found.out
    recorded = run("report", "--number", "9", "--meeting", "2008-09-11", "--record")
    assert recorded.err == f"{told}recorded in {RECORD}\n"
    for words in (("--meeting", "2008-12-01"), NINE):
        assert run("report", *words, "--yes").err == ""


def test_of_several_papers_one_is_named(run: Run, plan: Path) -> None:
    headed(plan, '\n[papers.a]\n[papers.b]\nfor = "decision"\n')
    found = run("report")
    assert (found.code, found.err) == (2, "tracker: which paper?\nname one: a, b\n")
    said = run("report", "B").out
    assert "Members are asked to consider the report and decide on it." in said


def test_settings_of_a_paper_are_checked(run: Run, plan: Path) -> None:
    headed(plan, '\n[papers.board]\nfor = "information"\n')
    found = run("report")
    assert (found.code, found.out) == (5, "")
    assert (
        "papers.board: 'for' is 'information', and has to be one of noting, decision" in found.err
    )


def test_a_record_that_cant_be_read_is_named_and_the_rest_is_served(run: Run, nine: Path) -> None:
    (nine / RECORD).write_text("broken = ")
    found = run("report", *TEN)
    assert found.code == 5
    assert f"tracker: {RECORD}:1: not valid TOML" in found.err
    assert "One file of the plan can't be read and is not counted here." in " ".join(
        found.out.split()
    )
    assert run("report", *TEN, "--record").code == 5
    assert not (nine / "papers" / "paper-10.toml").exists()
    checked = run("check")
    assert checked.code == 1
    assert RECORD in checked.out
    assert (nine / RECORD).read_text() == "broken = "


def test_a_paper_of_a_damaged_plan_says_what_it_leaves_out(run: Run, plan: Path) -> None:
    (plan / "items" / "REC-5.toml").write_text("broken = ")
    found = run("report")
    assert found.code == 5
    assert "15 recommendations" in found.out
    assert "can't be read and is not counted" in " ".join(found.out.split())


def test_a_paper_that_cant_be_written_is_not_recorded(run: Run, plan: Path) -> None:
    found = run("report", *NINE, "--record", "-o", plan / "nowhere" / "paper.docx")
    assert (found.code, found.out) == (8, "")
    assert not (plan / "papers").exists()
    own = plan.parent / "slip.j2"
    own.write_text("{{ nobody }}")
    assert run("report", *NINE, "--record", "--template", own).code == 4
    assert not (plan / "papers").exists()


def test_a_paper_as_json_is_what_its_schema_says(run: Run, nine: Path) -> None:
    run("update", "REC-12", "--status", "done", "--on", "2008-09-11")
    run("update", "REC-6", "--due", "2009-01", "--reason", "late")
    for words in (TEN, NINE, (*TEN, "--record"), ("--internal", "--as-of", "2007-01-01")):
        found = json.loads(run("report", *words, "--json").out)
        assert faults("paper", found) == []
    found = json.loads(run("report", *TEN, "--json").out)
    assert found["overdue"][:2] == ["REC-5", "REC-7"]
    assert found["differences"] == []
    assert found["previous"] == "9"
    assert found["movement"]["slipped"] == [{"id": "REC-6", "from": "2008-09", "to": "2009-01"}]
    assert found["restated"] == [
        {
            "framework": "missing-persons",
            "kind": "recommendation",
            "figure": "completed",
            "reported": 0,
            "now": 1,
        }
    ]


def test_the_appendix_says_which_items_are_overdue(run: Run, plan: Path) -> None:
    said = " ".join(run("report").out.split())
    assert (
        "In progress; majority of work completed; was due by September 2008, overdue; no owner."
    ) in said
    assert (
        "Child Abuse Investigation – One recommendation: almost completed, to be completed by"
        " April 2009. Three AFIs: majority of work completed on all three, to be completed by"
    ) in said
    assert "(overall) – Four recommendations" not in said  # all of them stand under Overdue
    assert "majority of work completed; to be completed by December 2008; no owner." in said


def test_an_empty_plan_has_a_paper_too(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "empty")
    for form in ("plain", "markdown", "html", "json"):
        found = run("report", "--store", tmp_path / "empty", "--format", form)
        assert (found.code, found.err) == (0, "")
        assert found.out
    assert run("report", "--store", tmp_path / "empty", "-o", tmp_path / "p.docx").code == 0


def test_a_number_that_is_another_meetings_is_not_given_away(run: Run, nine: Path) -> None:
    before = tree(nine)
    found = run("report", "--number", "9", "--meeting", "2008-12-11", "--record", "-o", "x.txt")
    assert (found.code, found.err) == (
        6,
        "tracker: report 9 is recorded already, for the meeting of 11 Sep 2008, as of 11 Sep 2008\n"
        "give this one a number of its own: --number N\n",
    )
    assert tree(nine) == before
    assert not Path("x.txt").exists()


def test_a_paper_that_gets_a_name_goes_on_from_those_without_one(run: Run, nine: Path) -> None:
    headed(nine, '\n[papers.committee]\nboard = "Planning Committee"\n')
    run("update", "REC-5", "--status", "done")
    assert "Since report 9 " in run("report", *TEN).out
    headed(nine, '\n[papers.other]\nboard = "Another Board"\n')
    assert "Since Report 9 of 11 September 2008" in run("report", "other", *TEN).out


def test_a_record_made_while_an_items_file_is_gone_says_so(run: Run, plan: Path) -> None:
    (plan / "items" / "AFI-30.toml").unlink()
    found = run("report", *NINE, "--record")
    assert (found.code, found.err.splitlines()[0]) == (
        0,
        "take note: AFI-30 is not there, and AFI-48 is: the paper was made without"
        " (see: tracker check)",
    )


def test_restated_figures_name_a_parents_own_items_as_the_status_does(run: Run, nine: Path) -> None:
    run("update", "REC-5", "--status", "done", "--on", "2008-09-11")
    found = run("report", *TEN, "--format", "markdown").out
    row = "| Protecting Vulnerable People (overall) | recommendations | completed | 0 | 1 |"
    assert row in found


def test_what_was_discharged_unverified_is_not_said_to_be_verified(run: Run, plan: Path) -> None:
    run("close", "AFI-1..4", "--discharged-by", "HMIC", "--evidence", "letter", "--yes")
    said = " ".join(run("report", *TEN).out.split())
    assert "Newly completed 0. Verified 0. Discharged 4 (AFI-1 to AFI-4)." in said
    assert "Verified or discharged 4 of the 18 completed; the other 14 wait, for 81 days" in said


def test_a_paper_that_is_called_paper_has_its_own_predecessors(run: Run, nine: Path) -> None:
    headed(nine, '\n[papers.paper]\ntitle = "One"\n[papers.other]\ntitle = "Two"\n')
    assert "Since report 9 " in run("report", "paper", *TEN).out

"""`import`: what a published report becomes, twice, later, and in other shapes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, EXAMPLES, Run, tree

REAL = os.environ.get("TRACKER_REAL_REPORT")
REPORTS = [
    pytest.param(str(EXAMPLE), id="example"),
    pytest.param(
        REAL or "",
        id="real",
        marks=pytest.mark.skipif(
            not REAL, reason="TRACKER_REAL_REPORT does not name the real report's file"
        ),
    ),
]
DONE_RECS = {"REC-1", "REC-2", "REC-3", "REC-4", "REC-9", "REC-10"}
# framework: 2006, 2007, recommendations, AFIs, first and last of each, due of open ones
TABLE = [
    ("neighbourhood-policing", "Good", "Excellent", (1, 4), (1, 10), None),
    ("protecting-vulnerable-people", "Fair", "Fair", (5, 8), (11, 18), None),
    ("public-protection", None, "Fair", (9, 9), (19, 23), "2008-12"),
    ("domestic-violence", None, "Fair", (10, 10), (24, 30), "2008-12"),
    ("missing-persons", None, "Fair", (11, 12), (31, 35), "2008-12"),
    ("child-abuse-investigation", None, "Good", (13, 13), (36, 38), "2009-04"),
    ("performance-management", "Good", "Good", (14, 16), (39, 48), "2009-03"),
]


@pytest.fixture
def empty(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with nothing in it, set as the store."""
    folder = tmp_path / "empty"
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


@pytest.mark.parametrize("report", REPORTS)
def test_the_report_gives_the_whole_table(run: Run, empty: Path, report: str) -> None:
    found = run("import", report, "--yes", "--json")
    assert found.code == 0
    told = json.loads(found.out)
    assert len(told["warnings"]) <= 10
    said = " ".join(w["text"] for w in told["warnings"])
    for words in ("37 of 43", "29 of 43", "40 of 43", "Missing Persons: one of two"):
        assert words in said
    items = {i["id"]: i for i in json.loads(run("list", "--all", "--json").out)["items"]}
    assert len(items) == 64
    assert {i for i in items if i.startswith("REC") and items[i]["status"] == "done"} == DONE_RECS
    done_afis = {i for i in items if i.startswith("AFI") and items[i]["status"] == "done"}
    assert done_afis == {f"AFI-{n}" for n in (*range(1, 11), 31, 32)}
    for slug, _, _, recs, afis, due in TABLE:
        mine = [i for i in items.values() if i["framework"] == slug]
        expected = [f"REC-{n}" for n in range(recs[0], recs[1] + 1)]
        expected += [f"AFI-{n}" for n in range(afis[0], afis[1] + 1)]
        assert [i["id"] for i in mine] == expected
        assert [i["number"] for i in mine] == [
            *range(1, recs[1] - recs[0] + 2),
            *range(1, afis[1] - afis[0] + 2),
        ]
        for item in mine:
            assert (item["text"] is None) == item["id"].startswith("AFI")
            if item["status"] == "done":
                assert (item["progress"], item["due"]) == ("complete", None)
            else:
                assert item["status"] == "in-progress"
                assert item["progress"] == ("almost" if item["id"] == "REC-13" else "majority")
                overall = "2008-09" if item["kind"] == "recommendation" else "2008-11"
                assert item["due"] == (due or overall)
    assert items["AFI-13"]["title"] == "AFI 3 of 8 (text not published)"


@pytest.mark.parametrize("report", REPORTS)
def test_the_report_gives_grades_of_both_years(run: Run, empty: Path, report: str) -> None:
    run("import", report, "--yes")
    rows = {r["framework"]: r for r in json.loads(run("grades", "--json").out)["frameworks"]}
    assert list(rows) == [row[0] for row in TABLE]
    for slug, before, now, *_ in TABLE:
        old, new = rows[slug]["grades"]
        assert (old["period"], old["grade"]) == ("2006", before)
        assert old["state"] == ("graded" if before else "not-graded-separately")
        assert (new["period"], new["grade"], new["scale"]) == ("2007", now, "hmic-2005")
    assert [r["parent"] for r in rows.values()].count("protecting-vulnerable-people") == 4
    changes = {"neighbourhood-policing": "improved", "performance-management": "unchanged"}
    changes["protecting-vulnerable-people"] = "unchanged"
    assert {slug: r["change"] for slug, r in rows.items() if r["change"]} == changes


@pytest.mark.parametrize("report", REPORTS)
def test_the_overdue_of_the_report_are_right(run: Run, empty: Path, report: str) -> None:
    run("import", report, "--yes")
    days = ("2008-09-11", "2008-09-30", "2008-10-01", "2008-12-01", "2009-01-15", "2009-04-01")
    counts = [
        json.loads(run("list", "--overdue", "--json", "--as-of", day).out)["count"]
        for day in (*days, "2009-05-01")
    ]
    assert counts == [0, 0, 4, 12, 29, 42, 46]


def test_history_is_dated_with_the_report_and_names_it(run: Run, plan: Path) -> None:
    entry = json.loads(run("show", "REC-5", "--json").out)["items"][0]["history"][0]
    assert (entry["on"], entry["event"], entry["source"]) == (
        "2008-09-11",
        "imported",
        "Report 9, paragraph 13",
    )


def test_the_same_report_twice_changes_nothing(run: Run, plan: Path) -> None:
    before = tree(plan)
    found = run("import", EXAMPLE, "--yes")
    assert found.code == 0
    assert found.err == "nothing to write: the plan says all of this already\n"
    assert "\nNew          none\nUnchanged    16 recommendations, 48 AFIs\n" in found.out
    assert tree(plan) == before


def test_a_dry_run_shows_all_and_writes_nothing(run: Run, empty: Path) -> None:
    before = tree(empty)
    found = run("import", EXAMPLE, "--dry-run")
    assert found.code == 0
    assert "\nNew              16 recommendations, 48 AFIs (AFI texts not published)\n" in found.out
    assert (
        "\nCompleted        6 recommendations, 12 AFIs; open 46, none has an owner\n" in found.out
    )
    assert "\nKept paragraphs  9, for the next paper\n" in found.out
    assert (
        "\nGrades           7 for 2007, 3 for 2006; 4 not graded separately in 2006\n"
        "Not whole        3 of 7 national rows, kept as printed: lines 48, 49, 50\n"
    ) in found.out
    assert " ".join(found.out.split()).endswith(" 0 not understood. Nothing is written yet.")
    assert found.err == (
        f"nothing was written (--dry-run)\nevery item: tracker import {EXAMPLE} --dry-run --all\n"
    )
    assert tree(empty) == before


def test_without_keys_every_item_is_listed_with_its_status_and_date(run: Run, empty: Path) -> None:
    found = run("import", EXAMPLE, "--dry-run", "--all")
    assert found.err == "nothing was written (--dry-run)\n"
    [line] = [one for one in found.out.splitlines() if one.startswith("REC-5 ")]
    assert line.split("  ")[-3:] == ["in progress", "majority", "Sep 2008"]
    assert " ".join(found.out.split()).endswith(" 0 not understood. Nothing is written yet.")


def test_without_yes_and_nobody_to_ask_nothing_is_written(run: Run, empty: Path) -> None:
    before = tree(empty)
    found = run("import", EXAMPLE)
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "tracker: 64 new items would be written, and nobody can be asked here\n"
        "add --yes to do it, or --dry-run to look first\n"
    )
    assert tree(empty) == before


def test_a_paste_is_read_from_standard_input(run: Run, empty: Path) -> None:
    found = run("import", "-", "--yes", "--json", stdin=EXAMPLE.read_bytes())
    assert found.code == 0
    assert len(json.loads(found.out)["new"]) == 64


LATER = """\
HMIC Inspection 2007/09 Phase One update

Report: 12
Date: 10 December 2008

1. The current status is as follows:

  • PVP - overall - Four recommendations - all completed. Eight AFIs - almost completed on all
eight, which is to be completed by January 2009.
  • Domestic Violence - Seven AFIs - all completed.
"""


def test_a_later_report_updates_what_it_matches_and_says_old_and_new(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-12")
    found = run("import", "-", "--dry-run", stdin=LATER)
    assert "In the plan  hmic-2007-phase-one\nNew          none\n" in found.out
    assert "\nChanged      4 recommendations, 15 AFIs\n" in found.out
    assert "AFI-11: progress majority → almost, due November 2008 → January 2009" in found.out
    assert run("import", "-", "--yes", stdin=LATER).code == 0
    shown = json.loads(run("show", "AFI-11", "REC-5", "AFI-24", "--json").out)["items"]
    assert [(i["status"], i["progress"], i["due"], i["original_due"]) for i in shown] == [
        ("in-progress", "almost", "2009-01", "2008-11"),
        ("done", "complete", "2008-09", "2008-09"),
        ("done", "complete", "2008-12", "2008-12"),
    ]
    last = shown[0]["history"][-1]
    assert (last["on"], last["source"]) == ("2008-12-10", "Report 12, paragraph 1")
    assert last["reason"] == last["source"]


def test_what_people_changed_since_is_kept(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "withdrawn", "--reason", "merged")
    run("update", "AFI-11", "--due", "2009-06", "--reason", "agreed with the board")
    found = run("import", "-", "--yes", stdin=LATER)
    assert "Kept: changed in the plan" in found.out
    assert "REC-5: status withdrawn → done" in found.out
    assert "AFI-11: due June 2009 → January 2009" in found.out
    shown = json.loads(run("show", "REC-5", "AFI-11", "--json").out)["items"]
    assert [(i["status"], i["due"], i["progress"]) for i in shown] == [
        ("withdrawn", "2008-09", "majority"),
        ("in-progress", "2009-06", "almost"),
    ]


TEXTS = """\
HMIC Inspection 2007/09 Phase One

Report: 14
Date: 1 December 2008

Missing Persons

Areas for improvement

  • AFI 2 - Supervision of enquiries is not recorded.
  • AFI 5 - Return interviews are not held.
"""


def test_texts_fill_placeholders_by_their_number(run: Run, plan: Path) -> None:
    found = run("import", "-", "--yes", stdin=TEXTS)
    assert found.code == 0
    shown = json.loads(run("show", "AFI-31..35", "--json").out)["items"]
    assert [i["text"] for i in shown] == [
        None,
        "Supervision of enquiries is not recorded.",
        None,
        None,
        "Return interviews are not held.",
    ]
    assert [i["status"] for i in shown] == ["in-progress"] * 5


def test_unnumbered_texts_fill_placeholders_in_order(run: Run, plan: Path) -> None:
    text = TEXTS.replace("AFI 2 - ", "").replace("AFI 5 - ", "")
    assert run("import", "-", "--yes", stdin=text).code == 0
    shown = json.loads(run("show", "AFI-31..33", "--json").out)["items"]
    assert [bool(i["text"]) for i in shown] == [True, True, False]


def test_another_inspection_is_not_mixed_in(run: Run, plan: Path) -> None:
    text = LATER.replace(
        "HMIC Inspection 2007/09 Phase One update", "HMIC Inspection 2009 Phase Two"
    )
    found = json.loads(run("import", "-", "--yes", "--json", stdin=text).out)
    assert found["inspection"] == "hmic-2009-phase-two"
    assert found["new"][0] == "REC-17"
    assert not found["changed"]


def test_the_inspection_can_be_named(run: Run, plan: Path) -> None:
    text = LATER.replace("HMIC Inspection 2007/09 Phase One update", "Quarterly progress")
    found = run("import", "-", "--yes", "--json", "--inspection", "hmic-2007-phase-one", stdin=text)
    assert json.loads(found.out)["inspection"] == "hmic-2007-phase-one"
    wrong = run("import", "-", "--yes", "--inspection", "hmic-2007-phase-two", stdin=text)
    assert (wrong.code, wrong.err.splitlines()[1]) == (3, "did you mean hmic-2007-phase-one?")


def test_the_sources_text_is_kept_whole(run: Run, plan: Path) -> None:
    import tomllib

    kept = tomllib.loads((plan / "inspections" / "hmic-2007-phase-one.toml").read_text())
    assert len(kept["sources"]) == 1
    assert "paragraph" not in kept["sources"][0]["title"]
    for line in EXAMPLE.read_text().splitlines():
        assert line.strip() in kept["sources"][0]["text"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"  \n\t\n", "is empty"),
        (b"%PDF-1.7 \x00\x01", "is no whole PDF"),
        (b"PK\x03\x04\x00\x00", "is"),
        (b"text\x00with\x00nulls", "is"),
    ],
)
def test_a_document_that_is_none_gets_two_lines(
    run: Run, plan: Path, tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    before = tree(plan)
    found = run("import", path, "--yes")
    assert (found.code, found.out) == (4, "")
    lines = found.err.splitlines()
    assert len(lines) == 2
    assert message in lines[0]
    assert tree(plan) == before


def test_a_missing_file_and_a_folder_are_named(run: Run, plan: Path) -> None:
    assert run("import", "nowhere.txt", "--yes").err.startswith(
        "tracker: there is no file nowhere.txt\n"
    )
    assert run("import", str(plan), "--yes").err.splitlines()[0].endswith("is a folder")


OTHER_SHAPES = """\
Inspection of Example Police 2009

Date: 3 March 2010

Call Handling
Grade: Good

Recommendation 1: The force should answer calls faster.
Recommendation 2 – The force should record
why calls are abandoned.
RECOMMENDATION 3 The force should train supervisors.

Custody
2009 Grade: Fair

Recommendation 1 - The force should review checks.

Current status:

  • Call Handling – three recommendations – majority of work completed on all three, by June 2010.
  • Custody – nearly complete.
"""


def test_other_shapes_of_report_are_read(run: Run, empty: Path) -> None:
    found = run("import", "-", "--yes", "--json", stdin=OTHER_SHAPES)
    assert found.code == 0
    items = json.loads(run("list", "--all", "--json").out)["items"]
    assert [(i["framework"], i["number"], i["progress"], i["due"]) for i in items] == [
        ("call-handling", 1, "majority", "2010-06"),
        ("call-handling", 2, "majority", "2010-06"),
        ("call-handling", 3, "majority", "2010-06"),
        ("custody", 1, "almost", None),
    ]
    assert items[1]["text"] == "The force should record why calls are abandoned."
    rows = json.loads(run("grades", "--json").out)["frameworks"]
    assert [(r["framework"], r["grades"][-1]["grade"]) for r in rows] == [
        ("call-handling", "Good"),
        ("custody", "Fair"),
    ]
    assert any("Custody" in w["text"] for w in json.loads(found.out)["warnings"])


UNNAMED = """\
HMIC Inspection 2007/09 Phase One update

Report: 15
Date: 5 January 2009

1. The current status is as follows:

  • Missing Persons - Five AFIs – three completed and majority of work on the other two completed,
all of it to be completed by March 2009.
"""


def test_completed_placeholders_not_named_go_to_completed_ones_first(run: Run, plan: Path) -> None:
    run("update", "AFI-35", "--status", "done")
    run("import", "-", "--yes", stdin=UNNAMED)
    shown = json.loads(run("show", "AFI-31..35", "--json").out)["items"]
    assert [i["status"] for i in shown] == ["done", "done", "in-progress", "in-progress", "done"]


def test_where_texts_are_known_completed_ones_not_named_are_not_guessed(
    run: Run, plan: Path
) -> None:
    run("import", "-", "--yes", stdin=TEXTS)
    found = run("import", "-", "--yes", stdin=UNNAMED)
    assert "3 of 5 AFIs completed, not said which; none was changed" in " ".join(found.out.split())
    shown = json.loads(run("show", "AFI-31..35", "--json").out)["items"]
    assert [i["status"] for i in shown] == ["in-progress"] * 5
    summary = json.loads(run("summary", "--json", "--as-of", "2009-02-01").out)
    assert summary["totals"]["afis"]["reported"][0]["completed"] == 3


def test_the_example_store_is_what_importing_the_example_gives(run: Run, plan: Path) -> None:
    def timeless(folder: Path) -> dict[str, list[str]]:
        own = ("recorded = ", "op = ")
        return {
            name: [line for line in data.decode().splitlines() if not line.startswith(own)]
            for name, data in tree(folder).items()
        }

    assert timeless(EXAMPLES / "action-plan") == timeless(plan)


def test_an_older_report_changes_nothing_that_a_newer_one_said(run: Run, plan: Path) -> None:
    run("import", "-", "--yes", stdin=LATER)
    found = run("import", EXAMPLE, "--yes")
    assert "\nChanged " not in found.out
    shown = json.loads(run("show", "REC-5", "AFI-11", "--json").out)["items"]
    assert [(i["status"], i["progress"]) for i in shown] == [
        ("done", "complete"),
        ("in-progress", "almost"),
    ]


def test_what_was_undone_does_not_keep_a_later_report_out(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "withdrawn", "--reason", "by mistake")
    run("undo")
    run("import", "-", "--yes", stdin=LATER)
    assert json.loads(run("show", "REC-5", "--json").out)["items"][0]["status"] == "done"


def test_an_item_added_by_hand_is_not_taken_for_the_reports(run: Run, plan: Path) -> None:
    run("add", "rec", "ours", "--framework", "pvp/overall", "--number", "1")
    run("import", "-", "--yes", stdin=LATER)
    shown = json.loads(run("show", "REC-5", "REC-17", "--json").out)["items"]
    assert [i["status"] for i in shown] == ["done", "not-started"]


def test_a_report_dated_after_today_is_entered_as_of_today_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Papers go round before the meeting that they are dated for."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-09-05")
    run("init", tmp_path / "early")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "early"))
    found = run("import", EXAMPLE, "--yes")
    told = "it is dated 11 Sep 2008, after today; what it says is entered as of today"
    assert told in " ".join(found.out.split())
    assert run("list", "--count").out == run("list", "--count", "--as-of", "2008-09-05").out
    assert run("update", "REC-5", "--status", "done").code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2008-09-12")
    again = run("import", EXAMPLE, "--yes")
    assert told not in " ".join(again.out.split())
    assert "\nChanged " not in again.out

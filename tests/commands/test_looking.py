"""`list`, `summary`, `grades`, `show`, `history` on the example plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

OVERDUE = """\
Overdue on 1 Dec 2008: 12 of 46 open items (4 recommendations, 8 AFIs)
All: PVP overall, RAG red, progress majority, owner none

Item        No.   Due       Days late
"""


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2008-09-10", 0),
        ("2008-09-11", 0),
        ("2008-09-30", 0),
        ("2008-10-01", 4),
        ("2008-11-30", 4),
        ("2008-12-01", 12),
        ("2009-01-15", 29),
        ("2009-04-01", 42),
        ("2009-05-01", 46),
    ],
)
def test_overdue_begins_the_day_after_the_deadline(
    run: Run, plan: Path, day: str, count: int
) -> None:
    found = json.loads(run("list", "--overdue", "--json", "--as-of", day).out)
    assert found["count"] == count == len(found["items"])
    assert found["as_of"] == day
    assert all(item["overdue"] and item["rag"] == "red" for item in found["items"])


def test_the_overdue_list_reads_as_in_a_mail(run: Run, plan: Path) -> None:
    found = run("list", "--overdue", "--as-of", "2008-12-01")
    assert found.code == 0
    assert found.err == ""
    assert found.out.startswith(OVERDUE)
    lines = found.out.splitlines()
    assert lines[4] == "REC-5       1     Sep 2008         62"
    assert lines[-2:] == [
        "AFI-11..18  1..8  Nov 2008          1",
        "            8 AFIs, text not published",
    ]
    assert max(map(len, lines)) <= 78


def test_the_list_shows_open_items_and_says_what_it_leaves_out(run: Run, plan: Path) -> None:
    found = run("list")
    assert found.out.startswith("Open on 1 Dec 2008: 46 items (10 recommendations, 36 AFIs)\n")
    assert found.out.endswith("\n18 completed not shown (--all)\n")
    as_json = json.loads(run("list", "--json").out)
    assert (as_json["count"], as_json["not_shown"]) == (46, 18)


def test_json_rows_have_the_fields_of_the_contract(run: Run, plan: Path) -> None:
    found = json.loads(run("list", "--all", "--json").out)
    head = {"schema", "kind", "as_of", "count", "parts", "not_shown", "unreadable", "items"}
    assert set(found) == head
    names = (
        "id uid kind part_of inspection body framework framework_name number label source_kind "
        "title text status response response_reason progress owner board due deadline original_due "
        "requested_due requested_reason deferred deferred_until deferred_by "
        "overdue days_overdue rag tags links updated_at unsettled"
    )
    assert all(" ".join(item) == names for item in found["items"])
    assert found["count"] == 64
    assert found["items"][4] | {"text": "", "updated_at": "", "title": ""} == {
        "id": "REC-5",
        "uid": "grnlxtqw",
        "kind": "recommendation",
        "part_of": None,
        "inspection": "hmic-2007-phase-one",
        "body": "HMIC",
        "framework": "protecting-vulnerable-people",
        "framework_name": "Protecting Vulnerable People",
        "number": 1,
        "label": "1",
        "source_kind": None,
        "title": "",
        "text": "",
        "status": "in-progress",
        "response": None,
        "response_reason": None,
        "progress": "majority",
        "owner": None,
        "board": None,
        "due": "2008-09",
        "deadline": "2008-09-30",
        "original_due": "2008-09",
        "requested_due": None,
        "requested_reason": None,
        "deferred": False,
        "deferred_until": None,
        "deferred_by": None,
        "overdue": True,
        "days_overdue": 62,
        "rag": "red",
        "tags": [],
        "links": [],
        "updated_at": "",
        "unsettled": [],
    }


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--completed", "--kind", "rec"], "REC-1 REC-2 REC-3 REC-4 REC-9 REC-10"),
        (["--framework", "np", "--all", "--kind", "rec"], "REC-1 REC-2 REC-3 REC-4"),
        (["--framework", "pvp", "--kind", "rec"], "REC-5 REC-6 REC-7 REC-8 REC-11 REC-12 REC-13"),
        (["--framework", "pvp/overall", "--kind", "rec"], "REC-5 REC-6 REC-7 REC-8"),
        (["--framework", "PVP – overall/overall", "--kind", "rec"], "REC-5 REC-6 REC-7 REC-8"),
        (["--status", "done", "--kind", "recommendation"], "REC-1 REC-2 REC-3 REC-4 REC-9 REC-10"),
        (["--status", "completed", "--kind", "rec", "--limit", "2"], "REC-1 REC-2"),
        (["--due-before", "2008-10", "--kind", "rec"], "REC-5 REC-6 REC-7 REC-8"),
        (["--due-before", "2008-09", "--kind", "rec"], ""),
        (["--due-after", "2009-03", "--kind", "rec"], "REC-13"),
        (["--due-after", "2009-02-28", "--kind", "rec"], "REC-13 REC-14 REC-15 REC-16"),
        (["--inspection", "hmic-2007-phase-one", "--limit", "1"], "REC-5"),
        (["--owner", "none", "--limit", "1"], "REC-5"),
        (["--limit", "0"], ""),
    ],
)
def test_filters_pick_the_items(run: Run, plan: Path, words: list[str], ids: str) -> None:
    found = json.loads(run("list", *words, "--json").out)
    assert " ".join(item["id"] for item in found["items"]) == ids


def test_nothing_overdue_is_a_sentence_and_a_success(run: Run, plan: Path) -> None:
    found = run("list", "--overdue", "--as-of", "2008-09-11")
    assert (found.code, found.out) == (0, "Nothing overdue on 11 Sep 2008, of 46 open items\n")


def test_before_its_report_an_item_does_not_exist(run: Run, plan: Path) -> None:
    found = json.loads(run("list", "--all", "--json", "--as-of", "2008-09-10").out)
    assert found["count"] == 0


SUMMARY = """\
HMIC Inspection 2007/09 Phase One: position at 1 December 2008
From Report 9 of 11 September 2008; nothing recorded since

Completed  recommendations 6 of 16 *, AFIs 12 of 48; verified 0 of 18, all
           waiting 81 days
Open 46    red 12 (overdue), amber 17 (due by 31 Dec), green 17 (on course)
Progress   majority of work completed 45, almost completed 1

                                                Completed           Latest
Framework                     2007 grade      Recs   AFIs  Overdue  due
Neighbourhood Policing        Excellent, up    4/4  10/10        0  none open
Protecting Vulnerable People
  Overall                     Fair             0/4    0/8       12  Nov 2008
  Public Protection           Fair             1/1    0/5        0  Dec 2008
  Domestic Violence           Fair             1/1    0/7        0  Dec 2008
  Missing Persons             Fair            0/2*    2/5        0  Dec 2008
  Child Abuse Investigation   Good             0/1    0/3        0  Apr 2009
  All five                                    2/9*   2/28       12  Apr 2009
Performance Management        Good             0/3   0/10        0  Mar 2009
Total                                        6/16*  12/48       12  Apr 2009

* The source says one of REC-11, REC-12 is completed, not which. Both are
  counted open. With it: 1/2, 3/9, 7/16.

Overdue, by owner: nobody 12

Item        In the report   Due       Days late  Owner
REC-5       PVP overall, 1  Sep 2008         62  none
            Holds borough commanders (BOCU) and their senior teams to…
REC-6       PVP overall, 2  Sep 2008         62  none
            Draws up one way of managing performance for everything…
REC-7       PVP overall, 3  Sep 2008         62  none
            Sets up inspections and reviews of quality that boroughs…
REC-8       PVP overall, 4  Sep 2008         62  none
            Has boroughs go looking for risk before harm is done: find…
AFI-11..18  PVP overall     Nov 2008          1  none
            8 AFIs, text not published
"""


def test_the_summary_adds_up_and_says_where_the_source_differs(run: Run, plan: Path) -> None:
    assert run("summary", "--full", "--as-of", "2008-12-01").out == SUMMARY


def test_the_summarys_totals_are_the_sum_of_its_frameworks(run: Run, plan: Path) -> None:
    found = json.loads(run("summary", "--json").out)
    for kind in ("recommendations", "afis"):
        for key in ("total", "completed", "verified", "open", "overdue"):
            rows = sum(row[kind][key] for row in found["frameworks"])
            assert rows == found["totals"][kind][key]
    reported = found["totals"]["recommendations"]["reported"]
    assert [(r["completed"], r["total"], r["candidates"]) for r in reported] == [
        (1, 2, ["REC-11", "REC-12"])
    ]
    assert found["totals"]["afis"]["reported"] is None


def test_a_person_settles_what_the_source_left_open(run: Run, plan: Path) -> None:
    assert run("update", "REC-12", "--status", "done", "--on", "2008-09-11").code == 0
    found = run("summary").out
    assert "7 of 16 recommendations, 12 of 48 AFIs" in found
    assert "Source:" not in found


GRADES = """\
Excellent > Good > Fair > Poor (scale hmic-2005)

Framework                     2006  2007       Change
Neighbourhood Policing        Good  Excellent  improved
Protecting Vulnerable People  Fair  Fair       unchanged
  Public Protection           (a)   Fair       no earlier grade
  Domestic Violence           (a)   Fair       no earlier grade
  Missing Persons             (a)   Fair       no earlier grade
  Child Abuse Investigation   (a)   Good       no earlier grade
Performance Management        Good  Good       unchanged
(a) not graded separately in 2006

43 forces, 2007: how many got each grade
                                                                  Other forces
Framework               Excellent  Good  Fair  Poor  Ours  above  level  below
Public Protection               1    21    21     0  Fair     22     20      0
Domestic Violence               1    13    27     2  Fair     14     26      2
Missing Persons                 2    16    23     2  Fair     18     22      2
Child Abuse                     3    17    21     2  Good      3     16     23
Investigation

Cells lost in the source, columns unknown, no comparison made
Framework                     Period  As printed  Forces  Missing
Neighbourhood Policing        2007    14 21 2         37        6
Protecting Vulnerable People  2007    19 19 2         40        3
                              Overall gradings in PPAF only
Performance Management        2007    29 0            29       14
"""


def test_grades_show_the_change_and_the_place_among_the_forces(run: Run, plan: Path) -> None:
    assert run("grades").out == GRADES


def test_grades_count_from_publication(run: Run, plan: Path) -> None:
    assert run("grades", "--as-of", "2007-09-30").out.startswith("No grades yet")
    assert json.loads(run("grades", "--json", "--as-of", "2007-10-31").out)["frameworks"]


def test_lost_cells_are_given_as_printed_and_not_guessed(run: Run, plan: Path) -> None:
    found = json.loads(run("grades", "--json").out)
    national = {row["framework"]: row["national"][0] for row in found["frameworks"]}
    assert national["performance-management"] == {
        "period": "2007",
        "counts": None,
        "printed": [29, 0],
        "published": 29,
        "expected": 43,
        "complete": False,
        "place": None,
    }
    assert national["missing-persons"]["place"] == {"above": 18, "level": 22, "below": 2}
    assert national["missing-persons"]["counts"] == {
        "Excellent": 2,
        "Good": 16,
        "Fair": 23,
        "Poor": 2,
    }


def test_show_tells_an_item_whole(run: Run, plan: Path) -> None:
    found = run("show", "rec5", "--as-of", "2008-12-01").out
    assert found.startswith(
        "REC-5  Protecting Vulnerable People (overall), Recommendation 1\n"
        "HMIC Inspection 2007/09 Phase One, published Oct 2007. Grade 2007: Fair\n\n"
        "Status    in progress    RAG       red: 62 days overdue\n"
        "Progress  majority of work completed\n"
        "Due       September 2008 (deadline 30 Sep 2008), never moved\n"
    )
    assert "imported: in progress, majority, due September 2008" in found


def test_show_says_what_is_unsettled_about_an_item(run: Run, plan: Path) -> None:
    assert "REC-11, REC-12" in " ".join(run("show", "REC-11").out.split())


def test_a_past_day_shows_what_was_known_then(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done", "--on", "2008-10-10")
    run("update", "REC-6", "--due", "2009-01", "--reason", "IT release", "--on", "2008-10-20")
    then = json.loads(run("show", "REC-5..6", "--json", "--as-of", "2008-10-01").out)["items"]
    assert [(i["status"], i["due"], len(i["history"])) for i in then] == [
        ("in-progress", "2008-09", 1),
        ("in-progress", "2008-09", 1),
    ]
    now = json.loads(run("show", "REC-5..6", "--json").out)["items"]
    assert [(i["status"], i["due"], i["moves"], i["days_moved"]) for i in now] == [
        ("done", "2008-09", 0, 0),
        ("in-progress", "2009-01", 1, 123),
    ]
    assert now[1]["original_due"] == "2008-09"


def test_history_of_the_plan_stands_in_the_order_of_entry(run: Run, plan: Path) -> None:
    run("note", "REC-5", "chased")
    found = json.loads(run("history", "--json").out)
    assert found["count"] == 68  # of 64 items, the settings twice, an inspection, the note
    assert found["entries"][-1]["note"] == "chased"
    assert found["entries"][-1]["by"] == "Liaison Officer"
    assert "note: chased" in run("history", "REC-5").out


def test_history_by_a_person_leaves_out_the_others(run: Run, plan: Path) -> None:
    run("note", "REC-5", "seen", "--by", "Chief Inspector")
    found = json.loads(run("history", "--by", "chief inspector", "--json").out)
    assert [(e["id"], e["note"]) for e in found["entries"]] == [("REC-5", "seen")]

"""What the inspectorate made is told as it was published, and what is tracked now beside it.

The paper of the report itself, and the next one after a second inspection, a duplicate and an item
that two others take the place of: each sentence is held against what the two documents say.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.domain.words import KINDS, STATUSES
from hmic_tracker.reports.made import tracked_of_made
from hmic_tracker.reports.paper_replacements import counted_elsewhere
from tests.conftest import EXAMPLE, EXAMPLES, Run
from tests.domain.making import an_entry
from tests.papers.reading import lines_of, made

REAL: Final = os.environ.get("TRACKER_REAL_REPORT", "")
PVP: Final = "Protecting Vulnerable People"
ONE: Final = "HMIC Inspection 2007/09 Phase One"
TWO: Final = "HMIC Inspection 2008 Phase Two"
ALL: Final = ("--appendices", "all")
STORY: Final = (
    ("2008-09-12", "report --number 9 --meeting 2008-09-11 --as-of 2008-09-11 --record"),
    ("2008-11-10", f"import '{EXAMPLES / 'hmic-2008-phase-two.txt'}' --yes"),
    ("2008-11-10", "update REC-5 --owner 'Head of Public Protection'"),
    ("2008-11-10", "link AFI-14 duplicates AFI-13"),
    ("2008-11-10", "add rec 'Accountability of commanders' --framework pvp/overall"),
    ("2008-11-10", "add rec 'Minimum staffing' --framework pvp/overall"),
    ("2008-11-10", "link REC-23 supersedes REC-5"),
    ("2008-11-10", "link REC-24 supersedes REC-5"),
    ("2008-11-10", "update REC-24 --due 2009-06 --reason 'Time was given' --publish"),
)
SEPTEMBER: Final = (
    "on 16 recommendations and 48 areas for improvement (AFIs) from "
    f"{ONE}, published in October 2007.",
    "Recommendations 6 of 16 completed, 1 more in doubt (note 1); Report 9 counted 7 of 16 on 11 "
    "September 2008 AFIs 12 of 48 completed",
    "Note 1 Report 9, paragraph 13 says that one of REC-11 and REC-12 is completed, without saying "
    "which.",
    "Neighbourhood Policing was graded Excellent in 2007 (Good in 2006): improved. Four "
    "recommendations and ten AFIs were made.",
    f"{PVP} was graded Fair overall in 2007 (Fair in 2006): unchanged. Nine recommendations and "
    "28 AFIs were made.",
    "The texts are in Appendices 1, 2 and 3, as far as they are published.",
    "Since Report 9 of 11 September 2008",
)
DECEMBER: Final = (
    "This report gives the position at 1 December 2008 on 23 recommendations and 54 areas for "
    f"improvement (AFIs). {ONE} (published in October 2007) made 16 recommendations and 48 AFIs; "
    f"{TWO} (published in October 2008) made six recommendations and seven AFIs. Not counted "
    "here: one superseded and one duplicate. Two recommendations were added by hand.",
    f"Newly overdue 11: {PVP} (overall), 4 recommendations due September 2008 and 7 AFIs due "
    "November 2008. Whose: Head of Public Protection 1, none 10.",
    "Newly completed 0. Verified 0. Discharged 0.",
    "No longer counted 2: REC-5 and AFI-14.",
    "Grades 2 new. 1 fell: Neighbourhood Policing, Good in 2008 (2007: Excellent). 1 without an "
    "earlier grade: Citizen Focus, Fair in 2008.",
    "Recommendations 6 of 23 completed, 1 more in doubt (note 1); Report 9 counted 7 of 16 on 11 "
    "September 2008",
    "Open 59: 11 overdue, ",
    "The date of one open item is not the first that was set.",
    f"{ONE} (published in October 2007): Neighbourhood Policing was graded Excellent in 2007 "
    "(Good in 2006): improved. Four recommendations and ten AFIs were made.",
    f"{TWO} (published in October 2008): Neighbourhood Policing was graded Good in 2008 "
    "(Excellent in 2007): declined. Three recommendations and four AFIs were made.",
    f"{ONE} (published in October 2007): {PVP} was graded Fair overall in 2007 (Fair in 2006): "
    "unchanged. Nine recommendations and 28 AFIs were made.",
    f"{PVP} (overall), graded Fair: four recommendations and eight AFIs.",
    "Missing Persons, graded Fair: two recommendations and five AFIs.",
    f"{TWO} (published in October 2008): Missing Persons was not graded separately in 2008. One "
    "recommendation was made.",
    f"{TWO} (published in October 2008): Citizen Focus was graded Fair in 2008 (not inspected in "
    "2007). Two recommendations and three AFIs were made.",
    "23 recommendations and 54 AFIs are tracked now, where 22 recommendations and 55 AFIs were "
    "made. One recommendation is superseded by two, one AFI is a duplicate and two "
    "recommendations were added by hand.",
    f"{PVP} (overall): five recommendations and seven AFIs, where four recommendations and eight "
    "AFIs were made; REC-5 is superseded by REC-23 and REC-24; AFI-14 duplicates AFI-13; REC-23 "
    "and REC-24 were added by hand.",
    "Missing Persons: Report 9, paragraph 13 says that one of REC-11 and REC-12 is completed, "
    "without saying which; both are counted as open here. With that one completed: 1 of 3 in "
    f"Missing Persons, 3 of 11 with all of {PVP} and 7 of 23 in all.",
    "Since report 9 (position at 11 September 2008): 11 newly overdue, 15 opened and two no "
    "longer counted.",
    "The counts of items in report 9 stand as they were reported.",
    "Superseded by REC-23 and REC-24; not counted.",
    "text not published: AFI-14 duplicates AFI-13 and is counted there.",
)
NEVER: Final = (
    "Ten recommendations and 27 AFIs were made",
    "Six recommendations and 14 AFIs were made",
    "| None |",
    " none graded",
    "No items were made",
    "published in 1",
)
TABLE_ROWS: Final = (
    "Neighbourhood Policing Good Excellent Good Declined",
    f"{PVP} (overall) No grade Fair Fair Unchanged",
    "Missing Persons Not graded separately in 2008 Fair Not graded separately in 2006",
    "Citizen Focus Fair Not inspected in 2007 No grade No earlier grade",
    "Sep 2008 Jun 2009 once, 273 days later not recorded Time was given.",
    "As reported in report 9 64 18 0",
    "Opened; newly completed; newly overdue +15 0 +11",
    "Position now 77 18 11",
)


def told(run: Run, plan: Path, lines: tuple[tuple[str, str], ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for day, line in lines:
            patch.setenv("TRACKER_TODAY", day)
            found = run("--store", plan, *shlex.split(line))
            assert found.code == 0, (line, found.err)


@pytest.fixture
def story(run: Run, plan: Path) -> Path:
    """The plan of the example report, after what happened until December."""
    told(run, plan, STORY)
    return plan


@pytest.mark.parametrize("source", ["example", "real"])
def test_the_paper_of_the_day_says_what_the_report_says(
    run: Run, tmp_path: Path, source: str
) -> None:
    if source == "real" and not REAL:
        pytest.skip("TRACKER_REAL_REPORT names no report")
    plan = tmp_path / "plan"
    told(
        run,
        plan,
        (
            ("2008-09-11", f"init '{plan}'"),
            ("2008-09-11", f"import '{REAL if source == 'real' else EXAMPLE}' --yes"),
        ),
    )
    out = " ".join(run("--store", plan, "report", "--as-of", "2008-09-11", *ALL).out.split())
    assert [text for text in SEPTEMBER if text not in out] == []
    assert "tracked now" not in out
    assert "added by hand" not in out


@pytest.mark.parametrize("form", ["plain", "markdown", "html", "docx"])
def test_the_next_paper_tells_made_and_tracked_apart_in_every_form(
    run: Run, story: Path, tmp_path: Path, form: str
) -> None:
    words = ("--number", "10", "--meeting", "2008-12-11", "--yes", "--width", "200", *ALL)
    lines = lines_of(form, made(run, form, tmp_path, *words))
    missing = [t for t in (*DECEMBER, *TABLE_ROWS) if not any(t in line for line in lines)]
    assert missing == []
    assert [text for text in NEVER if any(text in line for line in lines)] == []


def test_a_grade_stands_with_the_items_of_its_own_inspection(run: Run, story: Path) -> None:
    lines = run("report", "--yes", "--format", "markdown", *ALL).out.replace("\\", "").splitlines()
    appendix = lines[
        lines.index(
            "## Appendix 1: Recommendations and areas for improvement on Neighbourhood Policing"
        ) :
    ]
    heads = [line for line in appendix if line.startswith("###")]
    at = heads.index(f"### Neighbourhood Policing, {TWO}, 2008 grade: Good")
    assert heads[0] == f"### Neighbourhood Policing, {ONE}, 2007 grade: Excellent"
    assert heads[1].startswith("#### Recommendation 1 (REC-1)")
    assert heads[at + 1] == "#### Recommendation 1 (REC-17)"
    assert f"### {PVP} (overall), added by hand" in heads
    assert f"### Missing Persons, {TWO}, 2008 grade: Not graded separately" in heads


def test_a_summary_splits_a_framework_that_two_inspections_have(run: Run, story: Path) -> None:
    out = run("summary", "--full", "--width", "100").out
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Neighbourhood Policing"))
    assert [line.split("   ")[0].strip() or line.strip() for line in lines[at : at + 3]] == [
        "Neighbourhood Policing",
        ONE,
        TWO,
    ]
    drawn = "Good, down 4/7 10/14 0 Jun 2009"
    assert " ".join(lines[at].split()[2:]) == drawn
    assert " ".join(lines[at + 1].split()).endswith("Excellent (2007) 4/4 10/10 0 none open")
    assert " ".join(lines[at + 2].split()).endswith("Good 0/3 0/4 0 Jun 2009")
    page = run("summary", "--format", "html").out
    status = page.partition('<h2 id="status"')[2].partition('<h2 id="overdue"')[0]
    assert TWO in status
    assert ">none<" not in status
    rows = json.loads(run("summary", "--json").out)["frameworks"]
    row = next(one for one in rows if one["framework"] == "neighbourhood-policing")
    assert (row["grade"], row["period"], row["recommendations"]["total"]) == ("Good", "2008", 7)
    assert [
        (one["inspection"], one["period"], one["grade"], one["recommendations"]["total"])
        for one in row["inspections"]
    ] == [
        ("hmic-2007-phase-one", "2007", "Excellent", 4),
        ("hmic-2008-phase-two", "2008", "Good", 3),
    ]


def test_what_was_never_inspected_is_never_none(run: Run, plan: Path, tmp_path: Path) -> None:
    second = tmp_path / "two.txt"
    second.write_text(
        (EXAMPLES / "hmic-2008-phase-two.txt")
        .read_text(encoding="utf-8")
        .replace(
            "Citizen Focus Fair Not inspected\n", "Citizen Focus Not inspected Not inspected\n"
        ),
        encoding="utf-8",
    )
    assert run("import", second, "--yes").code == 0
    for words in (("summary",), ("grades",), ("report", "--yes")):
        text = run(*words, "--width", "140").out
        lines = [line for line in text.splitlines() if line.lstrip().startswith("Citizen Focus  ")]
        assert lines
        assert not any(" none  " in line.replace("none open", "") for line in lines[:1]), words
    assert "Citizen Focus was not inspected in 2008." in " ".join(
        run("report", "--yes").out.split()
    )


def test_the_paper_as_data_has_what_was_made_and_what_is_tracked(run: Run, story: Path) -> None:
    data = json.loads(run("report", "--yes", "--json").out)
    pvp = [one for one in data["tracked"] if one["framework"] == "protecting-vulnerable-people"]
    assert pvp == [
        {
            "framework": "protecting-vulnerable-people",
            "kind": "recommendation",
            "made": 4,
            "gone": ["REC-5"],
            "added": ["REC-23", "REC-24"],
            "outside": 0,
            "tracked": 5,
        },
        {
            "framework": "protecting-vulnerable-people",
            "kind": "afi",
            "made": 8,
            "gone": ["AFI-14"],
            "added": [],
            "outside": 0,
            "tracked": 7,
        },
    ]
    by_inspection: dict[tuple[str, str], int] = {}
    for one in data["made"]:
        key = one["inspection"], one["kind"]
        by_inspection[key] = by_inspection.get(key, 0) + one["made"]
    assert by_inspection == {
        ("hmic-2007-phase-one", "recommendation"): 16,
        ("hmic-2007-phase-one", "afi"): 48,
        ("hmic-2008-phase-two", "recommendation"): 6,
        ("hmic-2008-phase-two", "afi"): 7,
    }


def test_a_board_s_paper_says_what_was_made_and_what_it_is_not_about(run: Run, story: Path) -> None:
    run("update", "REC-6", "REC-7", "--board", "Small Board", "--yes")
    with (story / "tracker.toml").open("a") as stream:
        stream.write('\n[papers.small]\nboard = "Small Board"\n')
    out = " ".join(run("report", "small", "--yes", "--width", "200").out.split())
    assert "It covers 2 of the plan's 79 items: those that the Small Board oversees." in out
    assert f"{PVP} (overall), graded Fair: four recommendations and eight AFIs." in out
    assert (
        "Two recommendations are in this report, where four recommendations and eight AFIs were "
        "made."
    ) in out
    assert "one recommendation and seven AFIs are not in this report." in out
    assert "Nine recommendations" not in out


def test_a_source_that_counts_otherwise_is_told_beside_what_came_with_it(
    run: Run, plan: Path
) -> None:
    path = plan / "inspections" / "hmic-2007-phase-one.toml"
    text = path.read_text(encoding="utf-8")
    at = text.index('framework = "neighbourhood-policing"', text.index("[[reported]]"))
    path.write_text(text[:at] + text[at:].replace("total = 4\n", "total = 5\n", 1), "utf-8")
    out = " ".join(run("report", "--yes").out.split())
    assert (
        "Four recommendations and ten AFIs (the source counts five recommendations) were made."
    ) in out


kinds = st.sampled_from(KINDS)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Random items of two inspections and of none, some linked, some out of the counts."""
    items = []
    for n in range(1, draw(st.integers(0, 8)) + 1):
        fields: dict[str, Any] = {
            "kind": draw(kinds),
            "inspection": draw(st.sampled_from(["one", "two", "gone", None])),
            "framework": draw(st.sampled_from(["np", "pvp", "mp", "lost", None])),
            "status": draw(st.sampled_from(STATUSES)),
            "number": draw(st.sampled_from([None, 1])),
        }
        other = draw(st.integers(1, 8))
        relation = draw(st.sampled_from(["duplicates", "supersedes", "carried-from", "relates"]))
        if draw(st.booleans()) and other != n:
            fields["links"] = (f"{relation} REC-{other}",)
        event = draw(st.sampled_from(["imported", "added"]))
        entry = an_entry(1, "2008-09-11", {"status": (None, fields["status"])}, event=event)
        items.append(Item(id=f"REC-{n}", uid=f"u{n}", history=(entry,), **fields))
    frameworks = (
        Framework("np", "NP"),
        Framework("pvp", "PVP"),
        Framework("mp", "MP", parent="pvp"),
    )
    both = (Inspection("one", "One"), Inspection("two", "Two"))
    return Plan(items=tuple(items), frameworks=frameworks, inspections=both)


@given(plans(), st.sets(st.integers(1, 8)))
def test_what_was_made_and_what_is_tracked_add_up(plan: Plan, outside: set[int]) -> None:
    kept = tuple(item for item in plan.items if int(item.id[4:]) not in outside)
    elsewhere = counted_elsewhere(plan)
    rows = tracked_of_made(plan, plan._replace(items=kept), elsewhere)
    for row in rows:
        for kind in KINDS:
            gone = sum(len(one.ids) for one in row.gone if one.kind == kind)
            added = sum(item.kind == kind for item in row.added)
            left = row.made.get(kind, 0) - gone + added - row.outside.get(kind, 0)
            assert left == row.tracked.get(kind, 0)
    counted = {item.id for item in kept if item.kind != "good-practice"}
    assert sum(sum(row.tracked.values()) for row in rows) <= len(counted)
    gone_ids = {item_id for row in rows for one in row.gone for item_id in one.ids}
    assert {i.id for i in kept if not is_counted(i) and i.kind != "good-practice"} <= gone_ids


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("update REC-17 --status withdrawn --reason 'never asked'", "withdrawn"),
        ("update REC-17 --response not-accepted --reason 'no money'", "not accepted"),
        ("link REC-17 duplicates REC-18", "duplicate"),
        ("link REC-18 supersedes REC-17", "superseded"),
    ],
)
def test_the_opening_adds_up_whatever_became_of_what_was_added_by_hand(
    imported: Path, tmp_path: Path, run: Run, line: str, state: str
) -> None:
    plan = shutil.copytree(imported, tmp_path / "plan")
    for words in (
        "add rec 'That the force counts its cells'",
        "add rec 'That the force paints its cells'",
        line,
    ):
        assert run("--store", str(plan), *shlex.split(words)).code == 0
    text = " ".join(run("--store", str(plan), "report").out.split())
    assert "on 17 recommendations and 48 areas for improvement (AFIs)." in text
    assert f"made 16 recommendations and 48 AFIs. Not counted here: one {state}. Two rec" in text
    found = json.loads(run("--store", str(plan), "report", "--json").out)
    row = next(one for one in found["tracked"] if "REC-18" in one["added"])
    assert (row["made"], row["gone"], row["tracked"]) == (0, ["REC-17"], 1)
    assert row["added"] == ["REC-17", "REC-18"]


def test_what_was_added_by_hand_and_withdrawn_is_in_the_data_where_nothing_else_is(
    imported: Path, tmp_path: Path, run: Run
) -> None:
    plan = shutil.copytree(imported, tmp_path / "plan")
    for words in (
        "add rec 'That the force counts its cells'",
        "update REC-17 --status withdrawn --reason 'never asked'",
    ):
        assert run("--store", str(plan), *shlex.split(words)).code == 0
    found = json.loads(run("--store", str(plan), "report", "--json").out)["tracked"]
    row = next(one for one in found if "REC-17" in one["added"])
    assert (row["made"], row["gone"], row["added"], row["tracked"]) == (
        0,
        ["REC-17"],
        ["REC-17"],
        0,
    )

"""A grade that fell since the last paper: said first, in a row of its own, old and new."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.test_page import text_lines
from tests.conftest import Run

REVISIT = """\
id = "hmic-2008-revisit"
title = "HMIC revisit 2008"
body = "HMIC"
published = "2008-11-25"
"""
GRADE = """
[[grades]]
framework = "{}"
period = "2008"
state = "graded"
grade = "{}"
scale = "hmic-2005"
"""


@pytest.fixture
def revisited(run: Run, plan: Path) -> Path:
    """The plan after a paper, and after a revisit that found one framework worse, one better."""
    assert run("report", "--number", "10", "--as-of", "2008-11-01", "--record").code == 0
    grades = GRADE.format("missing-persons", "Poor") + GRADE.format("domestic-violence", "Good")
    (plan / "inspections" / "hmic-2008-revisit.toml").write_text(REVISIT + grades)
    assert run("update", "REC-5", "--request-due", "2009-03-31", "--reason", "IT").code == 0
    assert run("action", "add", "REC-6", "Agree one template", "--due", "2008-12-19").code == 0
    return plan


@pytest.mark.parametrize(
    ("width", "line"),
    [
        ("60", "Not in the table: Missing Persons fell to Poor"),
        ("80", "  Missing Persons             Fair           Poor, down   0/2*    2/5        0"),
        ("200", "  Missing Persons             Fair           Poor, down   0/2*    2/5        0"),
    ],
)
def test_a_grade_that_fell_is_said_first_and_never_folded_away(
    run: Run, revisited: Path, width: str, line: str
) -> None:
    shown = run("summary", "--width", width).out
    assert "Since Report 10 (1 Nov): Missing Persons fell to Poor, " in " ".join(shown.split())
    assert line in shown.splitlines()
    assert shown.count("\n") <= 22


def test_what_is_next_and_what_is_requested_have_their_days(run: Run, revisited: Path) -> None:
    lines = run("summary").out.splitlines()
    assert "Next due   step 1 of REC-6 19 Dec 2008" in lines
    assert "1 date asked for: REC-5 to 31 Mar 2009 (tracker list --requested)" in lines


def test_the_whole_page_has_the_change_in_the_row_of_the_framework_itself(
    run: Run, revisited: Path
) -> None:
    lines = run("summary", "--full", "--width", "100").out.splitlines()
    assert lines[1] == "Since Report 10 of 1 November 2008: 2 entries recorded"
    rows = [
        " ".join(line.split()) for line in lines if re.search("(?:Good|Poor), (?:up|down)", line)
    ]
    assert rows == [
        "Domestic Violence Good, up 1/1 0/7 0 Dec 2008",
        "Missing Persons Poor, down 0/2* 2/5 0 Dec 2008",
    ]
    assert not [line for line in lines if "revisit" in line]
    assert not [line for line in lines if "11 Sep" in line]


def test_the_page_says_it_under_worse_with_one_day_that_all_of_it_is_since(
    run: Run, revisited: Path
) -> None:
    first = text_lines(run("summary", "--format", "html").out.partition("</nav>")[0])
    assert (
        "Worse | since Report 10 (1 Nov 2008): Missing Persons fell to Poor, 8 newly overdue, "
        "0 dates moved back, 0 reopened"
    ) in first
    assert (
        "Done | since then: Domestic Violence rose to Good, 0 completed, 0 verified, 0 discharged"
    ) in first
    assert (
        "Due next | step 1 of REC-6 by 19 Dec 2008; 17 by 31 Dec 2008; 13 by 31 Mar 2009; 1 more"
    ) in first
    assert "Verified | 0 of 18, all waiting 81 days" in first
    assert "To decide | 1 extension requested (REC-5 to 31 Mar 2009)" in first
    assert not [line for line in first if "Report 9" in line]


def test_a_board_that_meets_and_oversees_nothing_is_named_before_answers_come_late(
    run: Run, plan: Path
) -> None:
    for framework in ("np", "pvp", "pm"):
        run("settings", "unset", f"frameworks.{framework}.board", "--yes")
    run("update", "REC-5", "--owner", "Head of CID", "--new-owner")
    made = run("board", "add", "Committee", "--meeting", "2008-12-11", "--yes").err
    line = "it oversees nothing yet: tracker settings set frameworks.NAME.board Committee"
    assert made.splitlines()[-1] == line
    assert (
        "Committee meets on 11 Dec 2008 and oversees nothing, so no answer waits for it"
        "   (tracker settings set frameworks.NAME.board Committee)\n"
    ) in run("remind", "--dry-run").err

"""The first page of a paper after two months' work: each line whole, as members read it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.papers.test_made_and_tracked import told

ELEVEN: Final = ("report", "--number", "11", "--meeting", "2008-12-11", "--yes", "--width", "400")
HEAD: Final = "Head of Public Protection"
BEFORE: Final = (
    ("2008-10-01", f"update REC-5..8 AFI-11..18 --owner '{HEAD}' --yes"),
    ("2008-11-01", "report --number 10 --as-of 2008-11-01 --record"),
)
WORK: Final = (
    ("2008-11-10", "update REC-8 AFI-12 --status done --yes"),
    ("2008-11-12", "verify REC-8 --by Inspectorate --evidence D1 --shows it"),
    ("2008-11-18", "update REC-7 --due 2009-01 --reason 'IT is late' --agreed-by Board --publish"),
    ("2008-11-19", "update REC-13 --due 2009-06 --reason 'teams merge in May' --publish"),
    (
        "2008-11-20",
        "update REC-5 --request-due 2009-03-31 --reason 'Four boroughs have no lead.' --publish",
    ),
    ("2008-11-26", "verify REC-1 --reject --by Inspectorate --reason 'no sign of it'"),
    ("2008-11-30", "inspection add 'HMIC revisit 2008' --body HMIC --published 2008-11-25"),
    (
        "2008-11-30",
        "inspection edit hmic-revisit-2008 --grade 'Domestic Violence:2008=Good' "
        "--grade 'Missing Persons:2008=Poor'",
    ),
)


@pytest.fixture
def first(run: Run, plan: Path) -> dict[str, str]:
    """The lines of the first page by their labels, and the title and what members are asked."""
    told(run, plan, (*BEFORE, *WORK))
    return lines_of(run(*ELEVEN).out)


def lines_of(out: str) -> dict[str, str]:
    """The lines of a printed first page by their labels, its title and what members are to do."""
    page = out.partition("\nB. Supporting")[0].splitlines()
    lines = dict(line.split("  ", 1) for line in page if "  " in line)
    request = next(line for line in page if line.startswith("Members"))
    return {"": page[0], "A": request} | {label: text.strip() for label, text in lines.items()}


def test_each_line_has_its_terms_and_counts_from_the_last_paper(first: dict[str, str]) -> None:
    wanted = {
        "": "HMIC Inspection 2007/09 Phase One: progress report",
        "A": "Members are asked to agree one extension (REC-5, to 31 March 2009: Four boroughs "
        "have no lead) and to note the report.",
        "Dates moved": "2: later, by up to 123 days (REC-7 and REC-13). Why: REC-7, IT is late; "
        "REC-13, teams merge in May. Not recorded who agreed: REC-13. Extensions requested 1 "
        "(REC-5). Deferred 0.",
        "Reopened": "1: REC-1, Looks again at why and how Safer Neighbourhood (SN)… (sent back).",
        "Grades": "2 new. 1 fell: Missing Persons, Poor in 2008 (2007: Fair). 1 rose: Domestic "
        "Violence, Good in 2008 (2007: Fair).",
        "Recommendations": "6 of 16 completed, 1 more in doubt (note 1); Report 9 counted 7 of 16 "
        "on 11 September 2008",
        "Verified or discharged": "1 of the 19 completed; the other 18 wait, 17 of them for 81 "
        "days",
        "Open": "45: 9 overdue, 17 due by 31 December 2008, 18 later, 1 undated; 35 without an "
        "owner",
        "Overdue": "9: Head of Public Protection 9, the worst 62 days (REC-5 and REC-6). By its "
        "first date 1 more would be (REC-7).",
    }
    assert {label: first[label] for label in wanted} == wanted


def test_what_a_source_counted_on_its_day_stays_when_more_is_completed(
    run: Run, plan: Path, first: dict[str, str]
) -> None:
    told(run, plan, (("2008-11-30", "update REC-6 --status done"),))
    lines = lines_of(run(*ELEVEN).out)
    assert lines["Recommendations"] == first["Recommendations"].replace("6 of", "7 of", 1)
    told(run, plan, (("2008-11-30", "update REC-11 --status done"),))
    assert lines_of(run(*ELEVEN).out)["Recommendations"] == "8 of 16 completed"


def test_what_one_more_paper_later_is_no_news_is_no_new_grade(
    run: Run, plan: Path, first: dict[str, str]
) -> None:
    told(run, plan, (("2008-12-01", "report --number 11 --as-of 2008-12-01 --record --yes"),))
    lines = lines_of(run(*ELEVEN, "--number", "12", "--as-of", "2008-12-02").out)
    assert lines["Grades"] == (
        "No new grade. The latest against those before: 1 fell, 2 rose, 2 unchanged, 2 not graded "
        "separately in 2006."
    )
    assert lines["Dates moved"] == "0. Extensions requested 1 (REC-5). Deferred 0."


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        (
            "update REC-5..8 --exempt --yes",
            "Overdue",
            "12: 4 exempt, the worst of the others 1 day (AFI-11 to AFI-18).",
        ),
        ("update REC-5..8 --status done --yes", "Overdue", "8: each 1 day (AFI-11 to AFI-18)."),
        (
            "update REC-5..8 --status done --yes",
            "Verified",
            "0 of the 22 completed; all 22 wait, 18 of them for 81 days",
        ),
        (
            "update REC-5..8 AFI-11..18 --due 2009-01 --reason IT --yes",
            "Overdue",
            "0. By their first dates 12 would be (REC-5 to REC-8 and AFI-11 to AFI-18).",
        ),
        (
            f"update REC-5..7 --owner '{HEAD}' --yes",
            "Overdue",
            "12: Head of Public Protection 3, none 9, the worst 62 days (REC-5 to REC-8).",
        ),
    ],
)
def test_who_is_late_and_who_waits_is_said_in_one_line(
    run: Run, plan: Path, line: str, label: str, text: str
) -> None:
    told(run, plan, (("2008-11-30", line),))
    assert lines_of(run(*ELEVEN).out)[label] == text

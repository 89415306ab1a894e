"""Rows of tables that are named by a title, by a number of the paper's own or by their heading."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip, table

_ROWS: Final[dict[str, tuple[str, Difference]]] = {
    "a title beside a number of the paper's own": (
        table(
            "Ref | What was wanted | Target | Position",
            "1 | Sharing resources among business groups | {March 2009|May 2009} | In progress",
            "2 | Police community support officers | - | Completed",
            "3 | Inspections and reviews of quality in boroughs | September 2008 | In progress",
        ),
        ("REC-15, due", "May 2009", "Mar 2009"),
    ),
    "a title beside a label without its kind": (
        table(
            "Ref | What was wanted | Target | Position",
            "PVP3 | Inspections and reviews | {September 2008|November 2008} | In progress",
            "NHP2 | Community support officers | - | Completed",
            "MP1 | Going missing often | December 2008 | In progress",
        ),
        ("REC-7, due", "Nov 2008", "Sep 2008"),
    ),
    "a title beside a number that no such item has": (
        table(
            "No. | Recommendation | Target | Position",
            "31 | Sharing resources among business groups | March 2009 | {In progress|Completed}",
            "32 | Police community support officers | - | Completed",
        ),
        ("REC-15, status", "Completed", "in progress"),
    ),
    "a title without a number": (
        table(
            "What was wanted | Position",
            "How resources are shared among business groups | {In progress|Completed}",
            "Police community support officers | Completed",
        ),
        ("REC-15, status", "Completed", "in progress"),
    ),
    "the framework of the heading": (
        ("# Missing Persons\n\n")
        + table(
            "No. | Recommendation | Position",
            "1 | Officers and what they know | {In progress|Completed}",
            "2 | The problem behind it | In progress",
        ),
        ("REC-11, status", "Completed", "in progress"),
    ),
    "the kind of the heading": (
        ("# Recommendations\n\n")
        + table(
            "Framework | No. | Due",
            "Missing Persons | 1 | {December 2008|January 2009}",
            "Performance Management | 2 | March 2009",
        ),
        ("REC-11, due", "Jan 2009", "Dec 2008"),
    ),
    "the framework and the kind of the heading": (
        ("# Recommendations on Performance Management\n\n")
        + table(
            "No. | Title | Position",
            "1 | The way of working | {In progress|Completed}",
            "2 | The business groups | In progress",
        ),
        ("REC-14, status", "Completed", "in progress"),
    ),
    "the framework that the paper is about": (
        ("An update on the work for Missing Persons.\n\n")
        + table(
            "No. | Recommendation | Position",
            "1 | Officers and what they know | {In progress|Completed}",
            "2 | The problem behind it | In progress",
        ),
        ("REC-11, status", "Completed", "in progress"),
    ),
    "the words right above, under a heading of another": (
        ("# Neighbourhood Policing\n\n")
        + ("\n\nAll is done.\n\n")
        + ("\n\n# Where the recommendations are\n\n")
        + ("\n\nRecommendations on Missing Persons\n\n")
        + table(
            "No. | What it is about | Position",
            "1 | Officers and what they know | {In progress|Completed}",
            "2 | The problem behind it | In progress",
        ),
        ("REC-11, status", "Completed", "in progress"),
    ),
    "several numbers behind a framework": (
        table(
            "Items | Position",
            "Missing Persons AFIs 3–5 | {In progress|Completed}",
            "Missing Persons, AFIs 1–2 | Completed",
        ),
        ("AFI-33 to AFI-35, status", "Completed", "in progress"),
    ),
    "a number that the plan doesn't have, due in another month": (
        table(
            "Framework | Item | Due",
            "Missing Persons | Recommendation 4 | {December 2008|May 2009}",
            "Performance Management | Recommendation 2 | March 2009",
            "Child Abuse Investigation | Recommendation 1 | April 2009",
        ),
        ("Missing Persons, recommendation 4, due", "May 2009", "Dec 2008"),
    ),
    "a number that the plan doesn't have, of another status": (
        "Missing Persons, Recommendation 4 is {in progress|completed}. REC-1 is completed.",
        ("Missing Persons, recommendation 4, status", "is completed", "in progress"),
    ),
}

_OTHERS: Final[tuple[str, ...]] = (
    table(
        "Control | Last tested | Does it work",
        "Monthly return from leads | October 2008 | In part",
    ),
    ("# Public Protection and Domestic Violence\n\n")
    + table(
        "No. | Position",
        "Recommendation 1 | In progress",
        "Recommendation 2 | Completed",
    ),
    table(
        "Framework | Item | Position",
        "Missing Persons | AFI 8 | Completed",
        "Missing Persons | AFI 9 | In progress",
    ),
    table(
        "Area | Owner | Due",
        "Missing Persons | Lead on resources of business groups | December 2008",
    ),
    table(
        "Risk | Next step | By",
        "Resources run short | Share resources among business groups | January 2009",
    ),
)


@pytest.mark.parametrize("way", _ROWS)
def test_a_row_is_of_the_item_that_its_title_number_and_heading_name(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _ROWS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_a_row_that_may_be_of_another_item_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []

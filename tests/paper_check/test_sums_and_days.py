"""Sums inside tables, columns of several days, and months with what is due in them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip, table

_SUMS: Final[dict[str, tuple[str, Difference]]] = {
    "inside a table": (
        table(
            "Area | Recommendations | AFIs | Completed",
            "Neighbourhood Policing | 4 | 10 | 14",
            "PVP overall | 4 | 8 | 0",
            "Public Protection | 1 | 5 | 1",
            "Sub-total | 9 | {23|24} | 15",
            "Domestic Violence | 1 | 7 | 1",
            "Missing Persons | 2 | 5 | 2",
            "Performance Management | 3 | 10 | 0",
        ),
        ("AFIs, the total of the column", "24", "the rows add up to 23"),
    ),
    "of shares": (
        table(
            "Area | Recommendations completed | AFIs completed",
            "Public Protection | 1 of 1 | 0 of 5",
            "Domestic Violence | 1 of 1 | 0 of 7",
            "Missing Persons | 0 of 2 | 2 of 5",
            "Child Abuse Investigation | 0 of 1 | 0 of 3",
            "Together | 2 of 5 | {2|3} of 20",
        ),
        ("AFIs completed, the total of the column", "3", "the rows add up to 2"),
    ),
    "of completed items, checked or not": (
        table(
            "Measure | Number",
            "Items in the plan | 64",
            "Completed (verified or awaiting verification) | {18|19}",
        ),
        ("All frameworks, items completed", "19", "18"),
    ),
    "of what the shares are of": (
        table(
            "Area | Recommendations completed | AFIs completed",
            "Public Protection | 1 of 1 | 0 of 5",
            "Domestic Violence | 1 of 1 | 0 of 7",
            "Missing Persons | 0 of 2 | 2 of 5",
            "Child Abuse Investigation | 0 of 1 | 0 of 3",
            "Together | 2 of 5 | 2 of {20|22}",
        ),
        ("AFIs completed, the total of the column", "22", "the rows add up to 20"),
    ),
    "with a note behind a number": (
        table(
            "Area | Recommendations completed | AFIs completed",
            "Public Protection | 1 of 1 | 0 of 5",
            "Domestic Violence | 1 of 1 | 0 of 7",
            "Missing Persons | 0 of 2 (see below) | 2 of 5",
            "Child Abuse Investigation | 0 of 1 | 0 of 3",
            "Together | {2|3} of 5 | 2 of 20",
        ),
        ("Recommendations completed, the total of the column", "3", "the rows add up to 2"),
    ),
    "of frameworks along the top": (
        table(
            "| Neighbourhood Policing | Performance Management | Missing Persons | Sum",
            "Recommendations | 4 | 3 | 2 | 9",
            "AFIs | 10 | 10 | 5 | {25|26}",
            "AFIs completed | 10 | 0 | 2 | 12",
        ),
        ("AFIs, the total of the column", "26", "the rows add up to 25"),
    ),
}

_DAYS: Final[dict[str, tuple[str, Difference]]] = {
    "of two days": (
        table(
            "| 12 September 2008 | 1 December 2008",
            "Completed | 18 | 18",
            "Overdue | 0 | {12|14}",
            "In progress | 46 | 46",
        ),
        ("All frameworks, items overdue", "14", "12"),
    ),
    "of two days, the newest first": (
        table(
            "| 1 December 2008 | 12 September 2008",
            "Completed | 18 | 18",
            "Overdue | {12|14} | 0",
            "In progress | 46 | 46",
        ),
        ("All frameworks, items overdue", "14", "12"),
    ),
    "of two days in a chapter of what changed": (
        ("# Movement\n\n")
        + table(
            "| 12 September 2008 | 1 December 2008",
            "Completed | 18 | {18|19}",
            "Overdue | 0 | 12",
        ),
        ("All frameworks, items completed", "19", "18"),
    ),
    "of the last time and now": (
        table(
            "State | Last time | Now",
            "Completed | 10 | {18|19}",
            "Overdue | 3 | 12",
        ),
        ("All frameworks, items completed", "19", "18"),
    ),
    "of some of the items in the row above": (
        table(
            "State | Last time | Now",
            "Completed | 10 | 18",
            "Open | 54 | 46",
            "– of which overdue | 3 | {12|13}",
        ),
        ("All frameworks, items overdue", "13", "12"),
    ),
    "of open items by the month that they are due in": (
        table(
            "Due | Open items",
            "September 2008 | 4",
            "November 2008 | 8",
            "December 2008 | {17|18}",
            "March 2009 | 13",
            "April 2009 | 4",
        ),
        ("All frameworks, items due in Dec 2008", "18", "17"),
    ),
    "of open items of each kind by month": (
        table(
            "Due month | Open recommendations | Open AFIs",
            "September 2008 | 4 | 0",
            "November 2008 | 0 | 8",
            "December 2008 | 2 | {15|16}",
        ),
        ("All frameworks, AFIs due in Dec 2008", "16", "15"),
    ),
}

_OTHERS: Final[tuple[str, ...]] = (
    table(
        "Area | Completed | Open | Items",
        "Neighbourhood Policing | 14 | 0 | 14",
        "PVP overall | 0 | 12 | 12",
        "Public Protection | 1 | 5 | 6",
        "All late | 0 | 12 | 12",
    ),
    table(
        "Area | Days late | Items",
        "Neighbourhood Policing | 0 | 14",
        "PVP overall | 62 | 12",
        "Together | 31 | 26",
    ),
    table(
        "| 12 September 2008 | 1 October 2008",
        "Completed | 11 | 15",
        "Overdue | 9 | 16",
    ),
    table(
        "| 31 March 2009 | 30 April 2009",
        "Completed | 40 | 50",
        "Overdue | 9 | 16",
    ),
    table(
        "State | Last time | Now",
        "Open items with an owner | 3 | 4",
        "Overdue | 0 | 12",
    ),
    ("# Movement\n\n")
    + table(
        "| Last time | Since then",
        "Completed | 10 | 8",
        "Overdue | 3 | 9",
    ),
)


@pytest.mark.parametrize("way", _SUMS)
def test_a_sum_is_held_against_the_rows_that_it_adds_up(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _SUMS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("way", _DAYS)
def test_the_newest_of_several_columns_is_held_against_the_plan(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _DAYS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_a_row_that_is_no_sum_and_a_column_of_another_day_are_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []

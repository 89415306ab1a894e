"""Colours by a paper's own key, and tables of aligned text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip, table

_COLOURS: Final[dict[str, tuple[str, Difference]]] = {
    "a date gone by in the key of items": (
        ("Key: Red: the target date has passed. Green: on course. Blue: completed.\n\n")
        + table(
            "Item | Colour",
            "REC-5 | {Red|Green}",
            "REC-14 | Green",
            "REC-1 | Blue",
        ),
        ("REC-5, on course", "on course", "overdue"),
    ),
    "a date gone by in the key of frameworks": (
        ("Key: Red: the target date has passed. Green: on course.\n\n")
        + table(
            "Framework | Colour",
            "PVP overall | Red",
            "Performance Management | {Green|Red}",
        ),
        ("Performance Management, items overdue", "some", "0 of 13"),
    ),
    "green beside no amber": (
        table(
            "State | Items",
            "Open and red (overdue) | 12",
            "Open and green (on course) | {34|36}",
            "Completed | 18",
        ),
        ("All frameworks, items open and open and not overdue", "36", "34"),
    ),
    "red beside amber and green": (
        table(
            "State | Items",
            "Open and red (overdue) | {12|11}",
            "Open and amber (due soon) | 17",
            "Open and green (on course) | 17",
            "Completed | 18",
        ),
        ("All frameworks, items overdue and open", "11", "12"),
    ),
    "each framework in a row that the other rows bear out": (
        table(
            "Area | Red | Amber | Green",
            "PVP overall | 12 | 0 | 0",
            "Public Protection | 0 | 5 | 1",
            "Domestic Violence | 0 | {7|6} | 1",
            "Missing Persons | 0 | 5 | 2",
        ),
        ("items that are amber", "6", "7"),
    ),
    "each kind in a row": (
        table(
            "Kind | Red | Amber | Green",
            "Recommendations | {4|5} | 2 | 10",
            "AFIs | 8 | 15 | 25",
        ),
        ("recommendations that are red", "5", "4"),
    ),
}

_ALIGNED: Final[dict[str, tuple[str, Difference]]] = {
    "with a cell that has none": (
        "Item      Subject of the recommendation       Target      State\n"
        "REC-10    Staffing of community safety units  -           {Completed|In progress}\n"
        "REC-5     Borough commanders and their teams  Sep 2008    In progress\n"
        "REC-14    The framework for performance       Mar 2009    In progress",
        ("REC-10, status", "In progress", "completed, awaiting verification"),
    ),
    "whose first row has a title and a status": (
        "Recommendation                                    Position\n"
        "How resources are shared among business groups    {In progress|Completed}\n"
        "Police community support officers                 Completed\n"
        "Inspections and reviews of quality in boroughs    In progress",
        ("REC-15, status", "Completed", "in progress"),
    ),
    "of titles whose first row has none": (
        "Recommendation                              Target      State\n"
        "Model for staffing community safety units   -           {Completed|In progress}\n"
        "Sharing of resources among business groups  Mar 2009    In progress\n"
        "Police community support officers           -           Completed",
        ("REC-10, status", "In progress", "completed, awaiting verification"),
    ),
    "of titles whose first row has no date": (
        "Recommendation                              State        Target\n"
        "Model for staffing community safety units   {Completed|Not started}\n"
        "Sharing of resources among business groups  In progress  Mar 2009\n"
        "Inspections and reviews in boroughs         In progress  Sep 2008",
        ("REC-10, status", "Not started", "completed, awaiting verification"),
    ),
    "whose first row has no date": (
        "Item      Subject of the recommendation       Target      State\n"
        "REC-10    Staffing of community safety units              {Completed|In progress}\n"
        "REC-5     Borough commanders and their teams  Sep 2008    In progress\n"
        "REC-14    The framework for performance       Mar 2009    In progress",
        ("REC-10, status", "In progress", "completed, awaiting verification"),
    ),
    "with days along the top": (
        "                    12 Sep 2008    1 Dec 2008\n"
        "Completed           18             18\n"
        "Overdue             0              {12|13}\n"
        "Open                46             46",
        ("All frameworks, items overdue", "13", "12"),
    ),
    "with a framework above its parts": (
        "Area                          Items    Completed\n"
        "Neighbourhood Policing        14       14\n"
        "Protecting Vulnerable People\n"
        "  (i) Overall                 12       {0|1}\n"
        "  (ii) Public Protection      6        1\n"
        "  (iii) Domestic Violence     8        1",
        ("Protecting Vulnerable People, items completed", "1", "0"),
    ),
    "that begins with a framework above its parts": (
        "Area                          Items    Completed\n"
        "Protecting Vulnerable People\n"
        "  (i) Overall                 {12|13}       0\n"
        "  (ii) Public Protection      6        1\n"
        "Performance Management        13       0",
        ("Protecting Vulnerable People, items in all", "13", "12"),
    ),
    "of grades with a framework above its parts": (
        "Framework                         Grade\n"
        "Protecting Vulnerable People\n"
        "   (i) Overall                    {Fair|Good}\n"
        "   (ii) Missing Persons           Fair\n"
        "Performance Management            Good",
        ("Protecting Vulnerable People, grade", "Good", "Fair"),
    ),
}

_OTHERS: Final[tuple[str, ...]] = (
    table(
        "State | Items",
        "Open and red (overdue) | 12",
        "Open and amber (due soon) | 19",
        "Open and green (on course) | 15",
        "Completed | 18",
    ),
    table(
        "Area | Red | Amber | Green",
        "PVP overall | 12 | 0 | 0",
        "Public Protection | 0 | 2 | 4",
        "Domestic Violence | 0 | 3 | 5",
        "Missing Persons | 0 | 1 | 6",
    ),
    ("Key: Red: the money has run out. Green: in budget.\n\n")
    + table(
        "Framework | Colour",
        "PVP overall | Green",
        "Performance Management | Red",
    ),
    "Four recommendations are red and three are amber.",
    "Green and still open: 17 items.",
    "Amber and still open: 16 items.",
)


@pytest.mark.parametrize("way", _COLOURS)
def test_a_colour_is_held_against_what_the_key_of_the_paper_says_of_it(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _COLOURS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("way", _ALIGNED)
def test_a_table_of_aligned_text_is_read_from_its_first_row_on(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _ALIGNED[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_colours_of_another_key_are_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []

"""The national picture: page, paper and `grades` list the same rows, complete and incomplete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run

MORE: Final = """
[[national]]
framework = "missing-persons"
period = "2006"
grades = ["Excellent", "Good", "Fair", "Poor"]
printed = [1, 2]

[[national]]
framework = "domestic-violence"
period = "2006"
grades = ["Excellent", "Good", "Fair", "Poor"]
printed = [2, 20, 21, 5]

[[national]]
framework = "public-protection"
period = "2006"
grades = ["Excellent", "Good", "Fair", "Poor"]
printed = [3, 20, 18, 2]

[[grades]]
"""
INCOMPLETE: Final = [
    ("Neighbourhood Policing", "2007", "14 21 2", "37", "6"),
    ("Protecting Vulnerable People", "2007", "19 19 2", "40", "3"),
    ("Domestic Violence", "2006", "2 20 21 5", "48", "5 too many"),
    ("Missing Persons", "2006", "1 2", "3", "40"),
    ("Performance Management", "2007", "29 0", "29", "14"),
]


@pytest.fixture
def national(plan: Path) -> Path:
    """The example plan with national rows of an earlier period."""
    path = plan / "inspections" / "hmic-2007-phase-one.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n[[grades]]\n", MORE, 1), encoding="utf-8")
    return plan


def cells(text: str, names: list[str]) -> list[tuple[str, ...]]:
    """The rows of a Markdown table whose first cell is one of some names."""
    rows = [
        tuple(" ".join(cell.split()) for cell in line.strip("| ").split(" | "))
        for line in text.replace("&nbsp;", "").splitlines()
        if line.startswith("| ")
    ]
    return [row for row in rows if row[0] in names]


def test_page_paper_and_grades_list_the_same_incomplete_rows(run: Run, national: Path) -> None:
    names = [row[0] for row in INCOMPLETE]
    grades = run("grades", "--format", "markdown").out
    paper = run("report", "--format", "markdown").out
    page = run("summary", "--format", "html").out
    for text, head in ((grades, "Incomplete in the source"), (paper, "don't add up to")):
        part = text.replace("\\", "").partition(head)[2].partition("\n\n|")[2].partition("\n\n")[0]
        assert [row[:5] for row in cells(f"|{part}", names)] == INCOMPLETE
    part = page.partition("Incomplete in the source")[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.split("<tr[^>]*>", part)]
    assert [tuple(row[:5]) for row in rows if row and row[0] in names] == INCOMPLETE


def test_a_complete_row_of_a_framework_without_a_grade_is_told_too(
    run: Run, national: Path
) -> None:
    line = "Public Protection  3    20    18     2  not graded separately  –      –      –"
    found = [" ".join(one.split()) for one in run("grades", "--width", "120").out.splitlines()]
    assert " ".join(line.split()) in found
    assert "43 forces, 2006: how many got each grade" in found
    page = run("summary", "--format", "html").out.partition("2006: 43 forces")[2]
    assert (
        "<b>Public Protection</b> ours: not graded separately</p>"
        '<div class="bar"><span class="w3 rank-1"><b>3</b> <i>Excellent</i></span>' in page
    )


def test_where_cells_are_lost_in_every_row_the_heading_says_so(run: Run, plan: Path) -> None:
    assert "Cells lost in the source, columns unknown, no comparison made\n" in run("grades").out
    assert "Which grades they belong to is not known, so no comparison is made:" in " ".join(
        run("report").out.split()
    )


def test_without_a_number_of_forces_the_complete_rows_say_it(run: Run, plan: Path) -> None:
    path = plan / "inspections" / "hmic-2007-phase-one.toml"
    before = run("grades").out
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("expected = 43\n", ""), encoding="utf-8")
    assert run("grades").out == before

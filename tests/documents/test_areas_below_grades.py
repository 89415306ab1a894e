"""Tables whose columns are the grades of a scale, with the areas that got each below it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks, unread
from hmic_tracker.documents.sources.reading import read_document

_ABOVE = "Westland Police PEEL 2031/32\n\nPublished 14 March 2032\n\nGraded judgments\n\n"
_TABS = (
    "Outstanding\tGood\tAdequate\tRequires improvement\tInadequate\n"
    "\tPreventing crime\tInvestigating crime\tSupporting victims\t\n"
    "\tResponding to the public\tLeadership\t\t\n"
)
_SPACES = """Outstanding   Good               Adequate              Requires       Inadequate
                                                         improvement

              Preventing crime   Investigating         Supporting
                                 crime                 victims
              Responding to      Leadership
              the public

The force is learning.
"""
_PAGE = """<html><body><h1>Westland Police PEEL 2031/32</h1><p>Published 14 March 2032</p><table>
<tr><th>Outstanding</th><th>Good</th><th>Adequate</th><th>Requires improvement</th></tr>
<tr><td></td><td><ul><li>Preventing crime</li><li>Responding to the public</li></ul></td>
<td>Investigating crime<br>Leadership</td><td><p>Supporting victims</p></td></tr>
</table></body></html>"""
_PARTED = (
    "Good\tAdequate\tRequires improvement\n"
    "Preventing crime; Responding to the public\tInvestigating crime, Leadership\t"
    "Supporting victims\n"
)
_TICKED = """
| Area | Good | Adequate | Requires improvement |
|---|---|---|---|
| Preventing crime | ✓ | | |
| Responding to the public | X | – | – |
| Investigating crime | | ✓ | |
| Leadership | | Adequate | |
| Supporting victims | | | ✓ |
"""


def _grades(text: str, name: str) -> tuple[set[tuple[str, str]], list[str]]:
    document = read_document(text.encode(), name)
    marks = read_marks(document).marks
    (draft,) = drafts_of(marks, name, document.text)
    names = {framework.slug: framework.name for framework in draft.frameworks}
    given = {(names[grade.framework], grade.grade or "") for grade in draft.grades}
    return given, [mark.text for mark in unread(marks)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (_ABOVE + _TABS, "report.txt"),
        (_ABOVE + _SPACES, "report.txt"),
        (_PAGE, "report.html"),
        (_ABOVE + _PARTED, "report.txt"),
        (_ABOVE + _TICKED, "report.md"),
    ],
)
def test_each_area_has_the_grade_above_it(text: str, name: str) -> None:
    assert _grades(text, name) == (
        {
            ("Preventing crime", "Good"),
            ("Responding to the public", "Good"),
            ("Investigating crime", "Adequate"),
            ("Leadership", "Adequate"),
            ("Supporting victims", "Requires improvement"),
        },
        [],
    )


def test_areas_with_nothing_between_them_are_left_to_a_person() -> None:
    rows = (
        "Good\tAdequate\nPreventing crime\tPolice powers\nLeadership\tCustody Firearms and dogs\n"
    )
    grades, left = _grades(_ABOVE + rows, "report.txt")
    assert (len(grades), left) == (3, ["Custody Firearms and dogs"])


def test_an_area_ticked_twice_is_left_to_a_person() -> None:
    grades, left = _grades(_ABOVE + _TICKED.replace("| – | – |", "| X | – |"), "report.md")
    assert len(grades) == 4
    assert [text.split("\t")[0] for text in left] == ["Responding to the public"]


def test_a_year_before_the_areas_is_that_of_their_grades() -> None:
    rows = "\tGood\tAdequate\n2028\tLeadership\tCustody\n2032\tCustody\tLeadership\n"
    document = read_document(f"{_ABOVE}{rows}".encode(), "report.txt")
    (draft,) = drafts_of(read_marks(document).marks, "report.txt", document.text)
    assert {(one.framework, one.period, one.grade) for one in draft.grades} == {
        ("leadership", "2028", "Good"),
        ("custody", "2028", "Adequate"),
        ("custody", "2032", "Good"),
        ("leadership", "2032", "Adequate"),
    }


def test_levels_of_assurance_stand_above_what_was_audited_without_their_word() -> None:
    rows = "Substantial\tReasonable\tLimited\nPayroll\tStores\tCash desks\n"
    assert _grades(_ABOVE + rows, "report.txt")[0] == {
        ("Payroll", "Substantial assurance"),
        ("Stores", "Reasonable assurance"),
        ("Cash desks", "Limited assurance"),
    }


def test_a_grade_in_a_table_without_a_head_is_no_column_of_items() -> None:
    text = (
        "Alder Lodge\n\nPublished: 14 March 2032\n\n"
        "Overall experiences and progress\trequires improvement to be good\n"
        "How well children are helped and protected\tgood\n"
        "The effectiveness of leaders and managers\tinadequate\n"
    )
    draft = read_report(text, "lodge.txt")
    assert draft.items == ()
    assert [grade.grade for grade in draft.grades] == [
        "Requires improvement to be good",
        "Good",
        "Inadequate",
    ]


def test_the_grade_of_the_whole_may_stand_alone_with_a_colon() -> None:
    text = (
        "Alder Nursery\n\nInspection date: 4 February 2032\n\n"
        "Overall effectiveness: Requires improvement\n\nThe nursery is by the sea.\n"
    )
    assert [one.grade for one in read_report(text, "nursery.txt").grades] == [
        "Requires improvement"
    ]


def test_several_areas_behind_one_grade_have_it_each() -> None:
    draft = read_report(
        f"{_ABOVE}Good: Preventing crime; Leadership\n"
        "Adequate: Responding to the public\nRequires improvement: Investigating crime; Custody\n",
        "page.txt",
    )
    names = {one.slug: one.name for one in draft.frameworks}
    assert [(names[one.framework], one.grade) for one in draft.grades] == [
        ("Preventing crime", "Good"),
        ("Leadership", "Good"),
        ("Responding to the public", "Adequate"),
        ("Investigating crime", "Requires improvement"),
        ("Custody", "Requires improvement"),
    ]

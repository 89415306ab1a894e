"""Tables with a column for each thing that is graded: who was inspected, and when, is the row."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import Draft

_HEAD = (
    "name,code,score_%,overall_rating,publication_date,report_link,staff,assessment,joint_work\n"
)


def read(text: str, name: str = "ratings.csv") -> Draft:
    document = read_document(text.encode(), name)
    return drafts_of(read_marks(document).marks, name, document.text)[0]


def grades_of(draft: Draft) -> dict[tuple[str, str], str | None]:
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return {(names[grade.framework], grade.period): grade.grade for grade in draft.grades}


def test_the_ratings_of_one_body_are_grades_of_their_columns_names() -> None:
    draft = read(
        f"{_HEAD}Overby,overbys,44.44,Requires improvement,18/02/31,"
        "https://inspectors.example/overby/,Good,Inadequate,\n"
    )
    assert (draft.title, draft.published, draft.items) == ("Overby", "2031-02-18", ())
    assert grades_of(draft) == {
        ("Overall rating", "2031"): "Requires improvement",
        ("Staff", "2031"): "Good",
        ("Assessment", "2031"): "Inadequate",
    }


def test_each_row_of_one_body_is_an_inspection_of_its_year() -> None:
    draft = read(
        f"{_HEAD}Overby,ov1,20,Good,18/02/29,,Good,Good,Good\n"
        "Overby,ov2,30,Inadequate,19/03/31,,Inadequate,Good,Good\n"
    )
    assert (draft.title, draft.published) == ("Overby", "2031-03-19")
    given = grades_of(draft)
    assert (given["Staff", "2029"], given["Staff", "2031"]) == ("Good", "Inadequate")


def test_the_ratings_of_several_bodies_are_of_no_one_plan() -> None:
    draft = read(
        f"{_HEAD}Overby,ov1,20,Good,18/02/29,,Good,Good,Good\n"
        "Netherby,ne1,30,Inadequate,19/03/31,,Inadequate,Good,Good\n"
    )
    assert draft.grades == ()


def test_a_row_may_have_nothing_but_its_year() -> None:
    draft = read(
        "# Overby prison\n\n| | Safety | Respect | Work |\n| --- | --- | --- | --- |\n"
        "| 2028 | Good | Poor | Good |\n| 2031 | Poor | Poor | Good |\n",
        "prison.md",
    )
    given = grades_of(draft)
    assert (given["Safety", "2028"], given["Safety", "2031"]) == ("Good", "Poor")


def test_columns_of_then_and_now_are_not_things_that_are_graded() -> None:
    draft = read(
        "# Overby prison\n\n| | Grade in 2028 | Grade in 2031 | Grade in 2032 |\n"
        "| --- | --- | --- | --- |\n| Safety | Good | Poor | Good |\n",
        "prison.md",
    )
    assert {name for name, _ in grades_of(draft)} == {"Safety"}


@pytest.mark.parametrize(
    "more", ["", ", and say in plain words who will come, and how long it takes"]
)
def test_a_row_with_an_item_s_text_stays_an_item_whatever_is_graded_beside_it(more: str) -> None:
    draft = read(
        "recommendation,impact,evidence_grade,reach_grade\n"
        f'"The council should write to each carer before a visit{more}.",Good,Good,Good\n'
    )
    assert [item.kind for item in draft.items] == ["recommendation"]
    assert draft.grades == ()

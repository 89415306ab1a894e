"""Boards with the grade of a former inspection beside each, and chapters under other names."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.readers.grades_of_two import UNCLEAR
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.domain.drafts import Draft

_TITLE = "Harbour inspection 2032\n\nMarch 2032\n\nOverview\n"
_ROWS = """Lighting piers Good Adequate
Preventing falls Requires improvement Inadequate
Moorings and ropes Adequate Adequate
"""


def _grades(draft: Draft) -> list[tuple[str, str, str | None]]:
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return [(names[grade.framework], grade.period, grade.grade) for grade in draft.grades]


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("Area Inspected Previous inspection 2029/30", "2032", "2029/30"),
        ("Area This inspection Last inspection (2029/30)", "2032", "2029/30"),
        ("Area Former grade 2029/30 Grade now", "2029/30", "2032"),
    ],
)
def test_the_line_above_two_grades_says_which_of_them_is_the_former_one(
    head: str, first: str, second: str
) -> None:
    grades = {
        "Lighting piers": ("Good", "Adequate"),
        "Preventing falls": ("Requires improvement", "Inadequate"),
        "Moorings and ropes": ("Adequate", "Adequate"),
    }
    draft = read_report(f"{_TITLE}{head}\n{_ROWS}\nThe harbour is old.\n", "harbour.txt")
    wanted = [
        (name, period, grade)
        for name, two in grades.items()
        for period, grade in sorted(zip((first, second), two, strict=True))
    ]
    assert _grades(draft) == wanted


def test_two_grades_of_which_nobody_says_when_they_were_given_are_shown() -> None:
    marks = read_marks(document_of(f"{_TITLE}\n{_ROWS}", "harbour.txt")).marks
    assert [mark.word for mark in marks if mark.doubt == UNCLEAR] == ["?", "?", "?"]
    assert not any(mark.word.startswith("grade") for mark in marks)


_BOARD = """Our judgements

Good\tAdequate\tInadequate
Piers and public lighting\tMoorings and ropes\tStopping falls
\t\tA fair workplace

In this report we say why.
"""
_CHAPTERS = [
    ("Piers and lighting them for the public", "Good"),
    ("Moorings and ropes", "Adequate"),
    ("Preventing and stopping falls", "Inadequate"),
]


def _by_name(*last: str) -> dict[str, str | None]:
    chapters = [*_CHAPTERS, *((name, "Inadequate") for name in last)]
    parts = [f"{name}\n\n{grade}\n\nThe harbour is old.\n" for name, grade in chapters]
    text = "\n".join(["Harbour inspection 2032\n\nMarch 2032\n", _BOARD, *parts])
    return {name: grade for name, _, grade in _grades(read_report(text, "harbour.txt"))}


def test_a_chapter_has_a_board_s_grade_once_whatever_words_name_it() -> None:
    assert _by_name("Building the workforce") == {
        "Piers and public lighting": "Good",
        "Moorings and ropes": "Adequate",
        "Stopping falls": "Inadequate",
        "A fair workplace": "Inadequate",
    }


def test_chapters_of_which_two_are_not_on_the_board_stay_areas_of_their_own() -> None:
    names = _by_name("Building the workforce", "Keeping the gates")
    assert {"A fair workplace", "Building the workforce", "Keeping the gates"} <= set(names)


@pytest.mark.parametrize(("now", "years"), [("Good", ["2029", "2032"]), ("Adequate", ["2029"])])
def test_a_grade_that_differs_from_a_former_year_s_is_this_report_s(
    now: str, years: list[str]
) -> None:
    text = (
        "Harbour inspection 2032\n\nMarch 2032\n\n"
        f"We found that outcomes were:\n\n• {now.lower()} for Lighting piers\n\n"
        "Progress on earlier concerns\n\nLighting piers\n\n"
        "At the last inspection, in 2029, we found that outcomes for users were adequate.\n"
    )
    grades = _grades(read_report(text, "harbour.txt"))
    assert [(period, grade) for _, period, grade in grades] == [
        ("2029", "Adequate"),
        ("2032", now),
    ][: len(years)]

"""Grades that a sentence gives to several frameworks, or that stand above a list of them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

_MINUTES = """Harbour Committee

4 May 2031

The Harbour Master presented the report of the HMIC inspection of 2031.

{sentence}

The committee thanked the crews.
"""
GOOD, FAIR, POOR = "Good", "Adequate", "Requires improvement"


def grades_of(text: str) -> list[tuple[str, str, str | None]]:
    """The name, period and grade of each framework, in the document's order."""
    draft = read_report(text, "minutes.txt")
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return [(names[grade.framework], grade.period, grade.grade) for grade in draft.grades]


def read(sentence: str) -> list[tuple[str, str | None]]:
    """What a sentence of 2031 gives each name."""
    found = grades_of(_MINUTES.format(sentence=sentence))
    assert {period for _, period, _ in found} == {"2031"}
    return [(name, grade) for name, _, grade in found]


def test_each_grade_of_a_sentence_is_given_to_all_the_names_of_its_list() -> None:
    sentence = (
        "The harbour had been judged as good in lighting piers and tides; adequate in better"
        " ropes, better knots, painting buoys and hulls and counting boats; and requires"
        " improvement in mooring, pilotage for large ships and signals. It was glad."
    )
    assert read(sentence) == [
        ("lighting piers and tides", GOOD),
        ("better ropes, better knots", FAIR),
        ("painting buoys and hulls", FAIR),
        ("counting boats", FAIR),
        ("mooring", POOR),
        ("pilotage for large ships", POOR),
        ("signals", POOR),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Inspectors rated us ‘good’ at tides, ‘good’ at ropes, and ‘adequate’ for pilotage.",
        "It was good in two of the three areas: tides and ropes; and adequate in pilotage.",
        "The harbour was graded good for tides, and good for ropes but adequate for pilotage.",
    ],
)
def test_other_wordings_of_several_grades(sentence: str) -> None:
    expected = [("tides", GOOD), ("ropes", GOOD), ("pilotage", FAIR)]
    if ": tides and ropes" in sentence:
        expected[:2] = [("tides and ropes", GOOD)]  # which may be one name
    assert read(sentence) == expected


def test_names_that_may_be_parted_at_more_than_one_and_are_shown() -> None:
    draft = read_report(
        _MINUTES.format(
            sentence="It was rated good for ropes and knots and tides; adequate for signals."
        ),
        "minutes.txt",
    )
    assert any("which 'and'" in warning.text for warning in draft.warnings)


@pytest.mark.parametrize(
    "sentence",
    [
        "Most services were graded good in tides, ropes and signals.",
        "At our last inspection we were graded good in tides, ropes and signals.",
        "It was graded good in 3 out of 4 subcategories.",
        "The inspectors have a new grade of adequate, which few harbours have been given.",
        "It graded us as good in the work with ropes and tides, and raised a concern.",
        "Inspectors rated us ‘good’ in one area, ‘good’ in two and ‘adequate’ in three areas.",
        "The weather was good in March, April and May.",
    ],
)
def test_what_others_got_or_nobody_names_is_no_grade(sentence: str) -> None:
    with pytest.raises(InputError, match="has no grade"):
        read_report(_MINUTES.format(sentence=sentence), "minutes.txt")


_PAGE = """We were inspected by HMIC in 2028 and again in June 2031.

We were found to be adequate in 2 out of 5 subcategories. It means that we are ‘{grade}’ {at}:

- Lighting the right piers.
- Making better use of ropes.

{behind}

Read our plan.
"""


@pytest.mark.parametrize("at", ["at", "in the following areas", "for 2 of the 5 questions"])
def test_a_grade_above_a_list_is_that_of_each_of_its_names(at: str) -> None:
    text = _PAGE.format(grade="Good", at=at, behind="The Harbour Office is open every day.")
    assert grades_of(text) == [
        ("Lighting the right piers", "2031", GOOD),
        ("Making better use of ropes", "2031", GOOD),
    ]


def test_a_list_below_another_word_has_no_grade() -> None:
    with pytest.raises(InputError, match="has no grade"):
        read_report(_PAGE.format(grade="proud", at="of", behind="Come again."), "page.txt")


@pytest.mark.parametrize(
    "sentence",
    [
        "The inspectors will come back for the inspection of 2034.",
        "It has got better since the inspection in 2034.",
        "The next inspection is due in 2034.",
    ],
)
def test_the_year_of_another_inspection_is_not_that_of_the_grades(sentence: str) -> None:
    text = _PAGE.format(grade="Good", at="at", behind=sentence)
    assert {period for _, period, _ in grades_of(text)} == {"2031"}

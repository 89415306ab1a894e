"""Shapes of inspectorates' reports and letters: chapters, numberings, and what is printed twice."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.words import folded


def items_of(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    return [(item.kind, item.label, item.text) for item in draft.items]


def frameworks_of(draft: Draft) -> list[str | None]:
    return [item.framework for item in draft.items]


def test_two_numberings_are_told_apart_by_the_word_before_them() -> None:
    draft = read_report(
        "How courts look after jurors: an inspection\n\nJune 2033\n\n"
        "POLICY RECOMMENDATIONS\n\nPOLICY RECOMMENDATION 1\n\n"
        "The Ministry should pay jurors' fares before they travel (paragraph 2.3).\n\n"
        "LOCAL RECOMMENDATIONS\n\nLOCAL RECOMMENDATION 1\n\n"
        "Each court should have a room where jurors can eat (paragraph 3.1).\n\n"
        "CHAPTER 2: MONEY\n\n2.3 Jurors wait for weeks. Policy Recommendation 1 deals with it.\n\n"
        "POLICY RECOMMENDATION 1\n\n"
        "The Ministry should pay jurors' fares before they travel.\n",
        "jurors.txt",
    )
    assert items_of(draft) == [
        (
            *("recommendation", "Local 1"),
            "Each court should have a room where jurors can eat (paragraph 3.1).",
        ),
        (
            *("recommendation", "Policy 1"),
            "The Ministry should pay jurors' fares before they travel (paragraph 2.3).",
        ),
    ]


def test_a_recommendation_spoken_of_is_of_no_numbering() -> None:
    draft = read_report(
        "Jurors: an inspection\n\nRecommendations\n\nRecommendation 1\n\n"
        "The Ministry should pay jurors' fares before they travel.\n\n"
        "Under Recommendation 1:\n\nThe courts hope that jurors will come.\n",
        "jurors.txt",
    )
    assert [item.label for item in draft.items] == ["1"]


def test_a_summary_that_prints_items_again_with_their_paragraphs_adds_none() -> None:
    draft = read_report(
        "Report on a visit to the cells of Ellerby\n\nPublished 2 May 2033\n\n"
        "Section 1. Keeping people in: the first day\n\n1.1 There is no plan.\n\n"
        "Cause of concern\n\n"
        "The force doesn't keep to the rules on how long people may be held in its cells:\n\n"
        "• nobody looks at the clock; and\n\n• nobody writes it down.\n\n"
        "Recommendation\n\nThe force should make sure that somebody always looks at the clock.\n\n"
        "Section 2. Leaving the cells\n\nArea for improvement\n\n"
        "The force should ask everybody who leaves how they will get home at night.\n\n"
        "Section 3. Summary of causes of concern, recommendations and areas for improvement\n\n"
        "Causes of concern and recommendations\n\n"
        "Cause of concern: The force doesn't keep to the rules on how long people may be held"
        " in its cells.\n\n"
        "Recommendation: The force should make sure that somebody always looks at the clock."
        " (1.1)\n\n"
        "Areas for improvement\n\nLeaving the cells\n\n"
        "The force should ask everybody who leaves how they will get home at night. (2.4)\n",
        "cells.txt",
    )
    assert [(item.kind, item.framework) for item in draft.items] == [
        ("recommendation", "keeping-people-in-the-first-day"),
        ("cause-of-concern", "keeping-people-in-the-first-day"),
        ("afi", "leaving-the-cells"),
    ]
    assert (draft.items[1].text or "").endswith("nobody writes it down.")


def test_a_chapter_without_items_is_no_framework() -> None:
    draft = read_report(
        "Report on the cells of Ellerby\n\nChapter 1: What we saw\n\nMany doors were open.\n\n"
        "Chapter 2: Leaving the cells\n\nArea for improvement\n\n"
        "The force should ask everybody how they will get home.\n",
        "cells.txt",
    )
    assert [framework.name for framework in draft.frameworks] == ["Leaving the cells"]


def test_one_area_below_a_grade_is_of_what_was_graded_last() -> None:
    page = (
        "Fire service of Ellerby 2033\n\nJune 2033\n\nBuying things\n\nGood\n\n"
        "Paying for things later\n\nAdequate\n\n{heading}\n\n"
        "The service should make a plan for its savings.\n"
    )
    single = read_report(page.format(heading="Area for improvement"), "fire.txt")
    assert frameworks_of(single) == ["paying-for-things-later"]
    of_all = read_report(page.format(heading="Areas for improvement"), "fire.txt")
    assert frameworks_of(of_all) == [None]


def test_a_sentence_that_announces_a_cause_of_concern_is_none() -> None:
    draft = read_report(
        "Marram Police: accelerated cause of concern\n\nPublished on: 3 May 2033\n\n"
        "Accelerated cause of concern\n\n"
        "During our visit to Marram Police in April 2033, we found an accelerated cause of concern."
        " We tell forces at once.\n\nCause of concern\n\n"
        "During the night, Marram Police doesn't answer the telephone.\n",
        "letter.txt",
    )
    assert items_of(draft) == [
        (
            *("cause-of-concern", None),
            "During the night, Marram Police doesn't answer the telephone.",
        )
    ]


def test_a_list_of_bullets_ends_with_them_and_one_of_paragraphs_goes_on() -> None:
    page = (
        "Fire service of Ellerby 2033\n\nJune 2033\n\nBuying things\n\nGood\n\n"
        "Areas for improvement\n\n{0}The service should buy fewer pens.\n\n"
        "{0}The service should lock its cupboards.\n\n"
        "All fire services should buy what is safe.\n"
    )
    bullets = read_report(page.format("• "), "fire.txt")
    assert len(bullets.items) == 2
    assert [warning.line for warning in bullets.warnings] == [15]
    assert len(read_report(page.format(""), "fire.txt").items) == 3


def test_the_findings_set_out_below_a_list_are_no_items() -> None:
    draft = read_report(
        "Fire service of Ellerby 2033\n\nJune 2033\n\nBuying things\n\nGood\n\n"
        "Area for improvement\n\nThe service should buy fewer pens.\n\n"
        "We set out our detailed findings below.\n\n"
        "Some cooks have to bring their own spoons.\n",
        "fire.txt",
    )
    assert [item.text for item in draft.items] == ["The service should buy fewer pens."]


def test_a_heading_that_begins_with_grading_ends_a_list_of_numbers() -> None:
    draft = read_report(
        "Lost dogs: a review of all forces\n\nPublished on: 3 May 2033\n\nRecommendations\n\n"
        "Recommendation 1\n\nBy 30 June 2033, chief constables should count lost dogs.\n\n"
        "Grading the danger\n\nForces should grade each dog as big or small, and do.\n",
        "dogs.txt",
    )
    assert [item.label for item in draft.items] == ["1"]


REVISIT = (
    "Report on our second visit to Ellerby Fire Service\n\nPublished on: 3 May 2033\n\n"
    "We visited the service in May 2032 and found a cause of concern. We made recommendations"
    " for this cause of concern, as follows:\n\nHoses\n\n"
    "The service doesn't know how many hoses it has.\n\n"
    "By 31 March 2033, the service should:\n\n"
    "• count the hoses in all of its old stations; and\n\n"
    "• throw away every hose that leaks too much.\n\n"
    "Progress\n\nCount the hoses in all of its old stations\n\n"
    "There are 88. This recommendation has been completed.\n\n"
    "Throw away every hose that leaks too much\n\n"
    "It keeps some for practice. This recommendation remains open.\n\n"
    "This cause of concern remains open. We will come again.\n\n"
)


def test_a_revisit_says_how_each_item_and_its_cause_of_concern_stand() -> None:
    draft = read_report(REVISIT, "letter.txt")
    assert [(i.kind, i.framework, i.status, i.update) for i in draft.items] == [
        ("recommendation", "hoses", "done", "There are 88."),
        ("recommendation", "hoses", "in-progress", "It keeps some for practice."),
        ("cause-of-concern", "hoses", "in-progress", None),
    ]
    assert [item.cause for item in draft.items] == [2, 2, None]


def test_a_heading_and_a_sentence_that_nothing_announced_are_no_cause_of_concern() -> None:
    plain = REVISIT.replace(" for this cause of concern, as follows:", ".")
    draft = read_report(plain, "letter.txt")
    assert [(item.kind, item.status) for item in draft.items] == [
        ("recommendation", "done"),
        ("recommendation", "in-progress"),
    ]


def test_a_heading_like_an_item_with_no_outcome_below_says_nothing_of_it() -> None:
    draft = read_report(REVISIT.replace("This recommendation", "Its plan"), "letter.txt")
    assert [item.status for item in draft.items if item.kind == "recommendation"] == [None, None]


def grades_of(draft: Draft) -> list[tuple[str, str, str | None]]:
    return [(grade.framework, grade.period, grade.grade) for grade in draft.grades]


def test_a_column_of_this_inspection_beside_one_of_a_year_has_its_grades() -> None:
    page = (
        "Fire service of Ellerby\n\nPublished on: 3 May 2033\n\n"
        "Question\tThis inspection\t{0}\nBuying things\tGood\tInadequate\n"
        "Paying for things\tInadequate\tGood\n"
    )
    draft = read_report(page.format("2030/31"), "fire.txt")
    assert grades_of(draft) == [
        ("buying-things", "2030/31", "Inadequate"),
        ("buying-things", "2033", "Good"),
        ("paying-for-things", "2030/31", "Good"),
        ("paying-for-things", "2033", "Inadequate"),
    ]
    with_items = page.format("Next door") + "\n\nRecommendation 1: The service should pay.\n"
    assert grades_of(read_report(with_items, "fire.txt")) == []


def test_the_path_to_a_page_is_not_its_title() -> None:
    draft = read_report(
        "Reports > Forces > Ellerby Police: our inspection\n\n"
        "Ellerby Police: our inspection\n\nPublished on: 3 May 2033\n\n"
        "Recommendation 1: The force should count its dogs.\n",
        "page.txt",
    )
    assert draft.title == "Ellerby Police: our inspection"


def test_a_line_of_the_title_page_says_who_inspected() -> None:
    page = (
        "How courts look after jurors\n\n{0}\n\nJune 2033\n\n"
        "Recommendation 1: The Ministry should pay jurors' fares.\n"
    )
    draft = read_report(page.format("A joint inspection by Court Inspection Fenland"), "jurors.txt")
    assert draft.body == "Court Inspection Fenland"
    spoken = "An inspection by Court Inspection Fenland found that jurors wait for weeks."
    assert read_report(page.format(spoken), "jurors.txt").body is None


def test_a_long_name_of_a_framework_has_its_grade() -> None:
    name = "Mending hoses and ladders and engines, and buying what cannot be mended any more"
    draft = read_report(
        f"Fire service of Ellerby\n\nPublished on: 3 May 2033\n\n{name} at all\n\nGood\n\n"
        "The service is good at this.\n",
        "fire.txt",
    )
    assert [grade.grade for grade in draft.grades] == ["Good"]


CHAPTERS = """Marsh Police: an inspection of how it works
Published on: 18 September 2031

Answering calls
Good

Looking after its workforce
Adequate
Areas for improvement
The force should find out why officers leave.
"""


def test_a_chapter_may_have_a_grade_and_no_items_where_others_have_lists_of_their_own() -> None:
    text = f"{CHAPTERS}\nLeading\nAdequate\nAreas for improvement\nThe force should plan ahead.\n"
    items = read_report(text, "report.txt").items
    assert [item.framework for item in items] == ["looking-after-its-workforce", "leading"]


def test_one_list_behind_grades_of_several_belongs_to_none() -> None:
    assert [item.framework for item in read_report(CHAPTERS, "report.txt").items] == [None]


def test_headings_that_are_each_their_own_are_read_in_linear_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0

    def counted(text: str) -> str:
        nonlocal calls
        calls += 1
        return folded(text)

    monkeypatch.setattr("hmic_tracker.documents.readers.reader_context.folded", counted)

    def work(number: int) -> int:
        nonlocal calls
        calls = 0
        parts = (
            f"Recommendation for Chief {chr(65 + n // 26)}{chr(65 + n % 26)}\n\n"
            f"The force should do thing {n} now.\n"
            for n in range(number)
        )
        read_report("\n".join((CHAPTERS, *parts)), "report.txt")
        return calls

    assert 0 < work(300) < 3 * work(150)

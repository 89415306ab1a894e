"""Shapes of inspectorates' reports and letters: chapters, numberings, and what is printed twice."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


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
            *("recommendation", "Policy 1"),
            "The Ministry should pay jurors' fares before they travel (paragraph 2.3).",
        ),
        (
            *("recommendation", "Local 1"),
            "Each court should have a room where jurors can eat (paragraph 3.1).",
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
        "Section 1. Keeping people in: the first day\n\n1.1 There is no plan.\n\nCause of concern\n\n"
        "The force doesn't keep to the rules on how long people may be held in its cells:\n\n"
        "• nobody looks at the clock; and\n\n• nobody writes it down.\n\n"
        "Recommendation\n\nThe force should make sure that somebody looks at the clock.\n\n"
        "Section 2. Leaving the cells\n\nArea for improvement\n\n"
        "The force should ask everybody who leaves how they will get home at night.\n\n"
        "Section 3. Summary of causes of concern, recommendations and areas for improvement\n\n"
        "Causes of concern and recommendations\n\n"
        "Cause of concern: The force doesn't keep to the rules on how long people may be held"
        " in its cells.\n\n"
        "Recommendation: The force should make sure that somebody looks at the clock. (1.1)\n\n"
        "Areas for improvement\n\nLeaving the cells\n\n"
        "The force should ask everybody who leaves how they will get home at night. (2.4)\n",
        "cells.txt",
    )
    assert [(item.kind, item.framework) for item in draft.items] == [
        ("cause-of-concern", "keeping-people-in-the-first-day"),
        ("recommendation", "keeping-people-in-the-first-day"),
        ("afi", "leaving-the-cells"),
    ]
    assert (draft.items[0].text or "").endswith("nobody writes it down.")


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

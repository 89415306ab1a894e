"""Items that one paragraph has all of, behind their labels or their numbers."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

TITLE = "Review of the ferries of Northmere, 12 May 2032\n\n"


def rows_of(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.label, item.text) for item in read_report(TITLE + text, "ferries.txt").items]


def test_labels_in_one_paragraph_begin_an_item_each() -> None:
    assert rows_of(
        "Recommendation 1 Ensure that every ferry has a boat for each passenger on board. "
        "Recommendation 2 Rehearse ‘man overboard’ each month. "
        "Recommendation 3: Publish what the rehearsals found.\n"
    ) == [
        ("1", "Ensure that every ferry has a boat for each passenger on board."),
        ("2", "Rehearse ‘man overboard’ each month."),
        ("3", "Publish what the rehearsals found."),
    ]


def test_a_label_may_begin_the_next_item_without_a_stop_before_it() -> None:
    assert rows_of(
        "Recommendation 1 Ensure that each ferry has a bell Recommendation 2 Review the use of"
        " bells under Recommendation 1 Recommendation 3 Publish what was heard\n"
    ) == [
        ("1", "Ensure that each ferry has a bell"),
        ("2", "Review the use of bells under Recommendation 1"),
        ("3", "Publish what was heard"),
    ]


def test_an_item_of_which_a_page_shows_the_first_word_is_shown_and_not_taken() -> None:
    draft = read_report(
        f"{TITLE}Recommendation 1 Ensure that every ferry has a bell on its bridge. "
        "Recommendation 2 Rename …\n",
        "ferries.txt",
    )
    assert [item.label for item in draft.items] == ["1"]
    assert any("Recommendation 2 Rename" in warning.text for warning in draft.warnings)


def test_numbers_in_one_paragraph_of_a_list_begin_an_item_each() -> None:
    assert rows_of(
        "Recommendations\n\n"
        "1. The harbour master should (a) light the pier; (b) within 3 days of a storm look at its"
        " planks. 2. Crews should be trained in first aid. 3. The ferry company should replace the"
        " ropes of its moorings.\n"
    ) == [
        (
            "1",
            "The harbour master should (a) light the pier; (b) within 3 days of a storm look at"
            " its planks.",
        ),
        ("2", "Crews should be trained in first aid."),
        ("3", "The ferry company should replace the ropes of its moorings."),
    ]


@pytest.mark.parametrize(
    ("marks", "labels"), [(("•", "•"), [None, None]), (("(1)", "(2)"), ["1", "2"])]
)
def test_dots_and_numbers_in_brackets_begin_an_item_each(
    marks: tuple[str, str], labels: list[str | None]
) -> None:
    first, second = "The harbour master should light the pier.", "Crews should have a rest."
    text = f"Recommendations\n\n{marks[0]} {first} {marks[1]} {second}\n"
    assert rows_of(text) == [(labels[0], first), (labels[1], second)]


_NAMES = "PDF\nHarbour Trust\nNFC\nNorthmere Council\n"


def test_names_may_stand_between_the_heading_of_a_list_with_its_count_and_the_list() -> None:
    assert rows_of(
        f"Recommendations 2\n{_NAMES}1. The harbour master should light the pier. 2. Crews should"
        " be trained; after a storm, each should within 3 days write down what they saw.\n"
    ) == [
        ("1", "The harbour master should light the pier."),
        (
            "2",
            "Crews should be trained; after a storm, each should within 3 days write down what"
            " they saw.",
        ),
    ]


def test_a_period_behind_a_semicolon_is_no_deadline_of_the_whole() -> None:
    published = "Published 12 May 2032\n\nRecommendations\n\n"
    draft = read_report(
        f"{TITLE}{published}1. Crews should be trained; each should within 7 days have a rest.\n"
        "2. Crews should within 7 days be trained; each should rest.\n",
        "ferries.txt",
    )
    assert [item.due for item in draft.items] == [None, "2032-05-19"]


def test_such_names_are_no_list_where_no_item_comes_below_them() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(f"{TITLE}Recommendations 2\n{_NAMES}The pier was lit in May.\n", "f.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Recommendation 1: Completed in May 2031. Recommendation 2: In progress since then.",
        "Recommendation 1 was met at once. Recommendation 2 took longer than we had hoped for.",
        "We came last year. Recommendation 1: Light the pier. Recommendation 2: Mend its planks.",
        "1. The pier was lit. 2. The planks were replaced by the harbour master last autumn.",
    ],
)
def test_what_was_done_about_items_parts_no_paragraph(text: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(f"{TITLE}{text}\n", "ferries.txt")


def test_numbers_that_do_not_follow_each_other_are_in_one_item() -> None:
    assert rows_of(
        "Recommendation 1: The harbour master should keep to the rules of chapter 7. "
        "Recommendation 4: Ask for more, as our last report put it.\n"
    ) == [
        (
            "1",
            "The harbour master should keep to the rules of chapter 7. "
            "Recommendation 4: Ask for more, as our last report put it.",
        )
    ]

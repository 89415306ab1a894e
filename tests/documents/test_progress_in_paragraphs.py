"""Paragraphs that tell what was done about the item above, and say in a sentence how it stands."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from tests.documents.reports import REVISIT

_PAPER = """Quillmere Harbour Board

3 March 2032

Review of moorings: progress against recommendations

4. Progress

Recommendation 1: The review recommends that the board counts its buoys each spring.

4.1 {first}

Recommendation 2: The review recommends that the board paints the north pier.

4.2 {second}

5. Money

5.1 The board should be aware that paint is dear.
"""


def _read(first: str, second: str) -> list[tuple[str | None, str | None]]:
    draft = read_report(_PAPER.format(first=first, second=second), "paper.txt")
    return [(item.status, item.update) for item in draft.items]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("This recommendation is complete.", "done"),
        ("The board has met this recommendation.", "done"),
        ("The harbour board has made limited progress against this recommendation.", "in-progress"),
        ("Work on this recommendation is therefore in progress.", "in-progress"),
        ("Work on this recommendation has not yet started.", "not-started"),
        ("No work has yet started.", "not-started"),
        ("In progress.", "in-progress"),
        ("Some progress has been made, but there is more to do.", "in-progress"),
        ("Recommendation 1 has been completed.", "done"),
    ],
)
def test_the_last_sentence_of_a_paragraph_says_how_the_item_above_stands(
    sentence: str, status: str
) -> None:
    first, second = _read(f"There were 61 of them. {sentence}", "The tins have come.")
    assert first == (status, "4.1 There were 61 of them.")
    assert second == (None, None)


def test_what_stands_before_and_behind_such_a_sentence_is_the_item_s_update() -> None:
    paragraph = "Complete. The tins should last until May."
    first, second = _read("One sank. In progress. The pilot has the list.", paragraph)
    assert first == ("in-progress", "4.1 One sank. The pilot has the list.")
    assert second == ("done", "The tins should last until May.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Recommendation 2 has been completed.",
        "The pilot asked whether the work in progress could wait.",
        "The review of the south pier is complete, it was told.",
    ],
)
def test_a_sentence_about_something_else_gives_an_item_no_status(sentence: str) -> None:
    assert _read(f"There were 61 of them. {sentence}", "The tins have come.")[0][0] is None


def test_a_paragraph_below_a_list_is_of_no_one_of_its_items() -> None:
    draft = read_report(
        "Review of moorings\n\n3 March 2032\n\nRecommendations\n\n"
        "1. The board should count its buoys.\n\n2. The board should paint the north pier.\n\n"
        "The board met in May. Work is in progress.\n",
        "paper.txt",
    )
    assert [item.status for item in draft.items] == [None, None]


def test_fields_and_the_next_item_are_no_paragraphs_about_an_item() -> None:
    draft = read_report(
        "Review of moorings\n\n3 March 2032\n\nRecommendations\n\n"
        "MB1. The board should count its buoys.\n\nResponse: Agreed. In progress.\n\n"
        "MB2. The board should paint its pier.\n\nStatus: Two coats are on. In progress.\n",
        "paper.txt",
    )
    assert [item.label for item in draft.items] == ["MB1", "MB2"]


_LETTER = (
    REVISIT
    + """Progress against the {first} recommendation

2. There were 40 broken ones. The harbour has satisfied this recommendation.

Progress against the {second} recommendation

3. Two of nine courses have been looked at. Some progress has been made.
"""
)


@pytest.mark.parametrize(
    ("first", "second", "statuses"),
    [
        ("first", "second", ["done", "in-progress"]),
        ("second", "first", ["in-progress", "done"]),
        ("first", "third", ["done", None]),
    ],
)
def test_a_section_s_heading_counts_the_items_of_a_cause_of_concern(
    first: str, second: str, statuses: list[str | None]
) -> None:
    draft = read_report(_LETTER.format(first=first, second=second), "letter.txt")
    assert [i.status for i in draft.items if i.kind == "recommendation"] == statuses

"""Days in what may happen, and the time within which inspectors want an answer."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report


def due_of(text: str) -> str | None:
    (item,) = read_report(
        f"Inspection of the harbour\n\nPublished: 12 May 2032\n\nRecommendations\n\n1. {text}\n",
        "report.txt",
    ).items
    return item.due


@pytest.mark.parametrize(
    "text",
    [
        "The harbour should plan for what happens if the crane is not sold by March 2034.",
        "The harbour should close the quay if its chains aren’t mended by 1 June 2032.",
    ],
)
def test_a_day_of_a_condition_is_no_deadline(text: str) -> None:
    assert due_of(text) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("If the crane is not sold, the harbour should scrap it by March 2034.", "2034-03"),
        ("The harbour should check if its chains are sound by 1 June 2032.", "2032-06-01"),
        (
            "The harbour should sell the crane if it can, and by 1 July 2033 say what it got.",
            "2033-07-01",
        ),
    ],
)
def test_a_day_behind_a_condition_or_a_question_is_one(text: str, due: str) -> None:
    assert due_of(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "The harbour should let us know within 4 weeks whether it agrees.",
        "The harbour should write to us within four weeks to say what it did.",
    ],
)
def test_an_answer_is_due_so_long_after_publication(text: str) -> None:
    assert due_of(text) == "2032-06-09"


def test_an_answer_to_others_is_no_deadline() -> None:
    assert due_of("The harbour should write to each owner within 4 weeks of a complaint.") is None

"""What a person marks is taken without what is printed before it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.interpreting.values import as_value
from hmic_tracker.documents.marked_text import marked_lines, parse_marked_text
from hmic_tracker.documents.marks import Mark
from hmic_tracker.documents.reading import drafts_of


@pytest.mark.parametrize(
    ("word", "label", "text", "value"),
    [
        ("rec", "1", "Recommendation 1: The force should act.", "The force should act."),
        ("rec", "R5", "R5: The force should log letters.", "The force should log letters."),
        ("rec", "3.1", "3.1 The trust should act.", "The trust should act."),
        ("rec", "021/31", "021/31 The company acts.", "The company acts."),
        ("rec", "(S47)", "(S47) The governor acts.", "The governor acts."),
        ("rec", "a", "(a) apologise", "apologise"),
        ("rec", "2", "2. call back", "call back"),
        ("rec", "2", "2 officers should be there.", "2 officers should be there."),
        ("rec", "2", "Recommendation 3 was made.", "Recommendation 3 was made."),
        ("afi", "", "• call back", "call back"),
        ("afi", "", "1. call back", "1. call back"),
        ("owner", "", "Owner: Head of Contact", "Head of Contact"),
        ("due", "", "Due date: 3 May 2031", "3 May 2031"),
        ("status", "", "Status: Completed", "Completed"),
        ("status", "", "Owner: Head of Contact", "Owner: Head of Contact"),
        ("-", "", "Owner: Head of Contact", "Owner: Head of Contact"),
    ],
)  # fmt: skip
def test_a_label_a_bullet_and_a_fields_name_are_no_part_of_the_value(
    word: str, label: str, text: str, value: str
) -> None:
    assert as_value(Mark(word, text, label)).text == value


def test_a_month_typed_as_the_program_writes_it_is_a_date() -> None:
    marks = (Mark("rec", "The force should log letters.", "1"), Mark("due", "2032-04"))
    (draft,) = drafts_of(marks, "x.txt", "")
    assert [item.due for item in draft.items] == ["2032-04"]


def test_a_line_that_was_not_understood_has_one_question_mark_and_its_reason() -> None:
    mark = Mark("?", "Letters should be logged.", doubt="under no heading")
    lines = list(marked_lines((mark,)))
    assert lines == ["#? under no heading", "?          | Letters should be logged."]
    assert parse_marked_text("\n".join(lines)).marks == (mark,)

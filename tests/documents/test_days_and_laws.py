"""Days within which something is done each time, and parts of laws behind what must be done."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_REPORT = (
    "Alder Clinic: inspection report\n\nPublished: 1 March 2032\n\n"
    "Action the clinic MUST take to improve\n\n{items}\n"
)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The clinic must ensure that complaints are read, and answered, within 20 days.", None),
        ("The clinic must make sure every fall is looked into, within five working days.", None),
        ("The clinic must ensure that the lift is mended, within 20 days.", "2032-03-21"),
        ("The clinic must, within 20 days, ensure that complaints are read.", "2032-03-21"),
        ("The clinic must ensure that all nurses are trained, within two months.", "2032-05-01"),
        ("The clinic must mend its lift, within 20 days.", "2032-03-21"),
    ],
)
def test_days_in_which_something_is_done_each_time_are_no_deadline(
    text: str, due: str | None
) -> None:
    draft = read_report(_REPORT.format(items=f"• {text}"), "clinic.txt")
    assert [(item.text, item.due) for item in draft.items] == [(text, due)]


@pytest.mark.parametrize(
    ("name", "number"),
    [("Regulation", "12(1)(2)(a)(b)"), ("Regulations", "9 and 12"), ("section", "47A.")],
)
def test_the_number_of_a_regulation_may_stand_on_the_next_line(name: str, number: str) -> None:
    items = (
        "• The clinic must ensure that someone sits at the door through every night. "
        f"{name}\n{number}\n"
        "• The clinic must ensure that its medicines are locked away from all of the patients "
        "whenever nobody is in the room with them. Regulation 15(1)\n"
    )
    first = read_report(_REPORT.format(items=items), "clinic.txt").items[0]
    assert (first.text or "").endswith(f"night. {name} {number}")


def test_a_number_with_a_stop_below_such_a_word_begins_another_block() -> None:
    items = "1. The clinic must write down for each nurse what is her standard\n2. The clinic must "
    draft = read_report(_REPORT.format(items=f"{items}mend its lift."), "clinic.txt")
    assert [item.label for item in draft.items] == ["1", "2"]


_CASE = """Report on a complaint about Overby Council

Published: 1 March 2032

Recommendations

1. {first}

2. Within one month of this report the Council should:

• apologise to Mr Y for the lost key; and
• mend the gate at its own cost.
"""


@pytest.mark.parametrize("verb", ["considers", "must consider", "should consider"])
def test_what_a_law_has_a_council_do_with_a_report_is_no_item(verb: str) -> None:
    first = (
        f"The Council {verb} this report at a full meeting, and tells us within three months what "
        "it has done (Harbour Complaints Act 1971, section 12(3))."
    )
    draft = read_report(_CASE.format(first=first), "case.txt")
    assert [(item.text or "")[-18:] for item in draft.items] == [
        " the lost key; and",
        "e at its own cost.",
    ]


def test_what_a_body_should_do_under_a_law_is_an_item() -> None:
    first = (
        "The Council should publish its register of keys (Harbour Complaints Act 1971, section 4)."
    )
    items = read_report(_CASE.format(first=first), "case.txt").items
    assert (len(items), items[0].label, items[0].text) == (3, "1", first)

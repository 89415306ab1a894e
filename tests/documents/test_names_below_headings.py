"""Items without a verb below the heading of their list, and heads whose every name is wrapped."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_LIST = """Inspection of Overby council's children's services

Published 9 April 2031

What needs to improve?

   The response to children when they first need protection, including
   out of hours.

   The timeliness and quality of strategy meetings.

   {third}

Leadership

The council knows its services well.
"""


@pytest.mark.parametrize(
    ("third", "number"),
    [
        ("Management oversight, so that drift is seen and stopped.", 3),
        ("Most children are seen on the day.", 2),
        ("This is better than it was. Staff like to work here.", 2),
    ],
)
def test_names_of_what_has_to_improve_are_items_and_sentences_are_none(
    third: str, number: int
) -> None:
    draft = read_report(_LIST.format(third=third), "report.txt")
    assert [item.text for item in draft.items][:2] == [
        "The response to children when they first need protection, including out of hours.",
        "The timeliness and quality of strategy meetings.",
    ]
    assert len(draft.items) == number


_PLAN = """Compliance plan for Gull House

 Regulation      Regulatory                Judgment       Risk    Date to be
                 requirement                              rating  complied with

 Regulation      The registered provider   Not            Orange  30/06/2032
 15(1)           shall ensure that the     Compliant
                 number of staff is
                 right.

 Regulation      The registered provider   Substantially  Yellow  31/05/2032
 28(3)(a)        shall make adequate       Compliant
                 arrangements for fires.
"""


def test_a_head_is_known_by_its_names_when_all_of_them_are_whole() -> None:
    draft = read_report(_PLAN, "plan.txt")
    assert [(item.text, item.due) for item in draft.items] == [
        (
            "The registered provider shall ensure that the number of staff is right.",
            "2032-06-30",
        ),
        (
            "The registered provider shall make adequate arrangements for fires.",
            "2032-05-31",
        ),
    ]

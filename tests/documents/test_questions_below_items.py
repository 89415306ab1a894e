"""Pages of recommendations that each have a question below them, and the answer to it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def read(text: str) -> Draft:
    return read_report(text, "page.txt")


_PAGE = """Police Complaints Commissioner

Learning recommendations - Norham Constabulary

Published 3 June 2031

To Norham Constabulary

The PCC recommends that Norham Constabulary reviews how it stores video, so that nothing is lost.

It follows a case in which video was lost.

{question}
Accepted in part

Action accepted:
The force will review it.

It will write to the PCC by March 2032.

To Norham Constabulary

Norham Constabulary should train its custody staff in first aid.

{question}
No

Reasons for not accepting:
They are trained already.

To the College

The PCC recommends that the College publishes guidance on storing video.

{question}
Awaiting response
"""


@pytest.mark.parametrize(
    "question",
    [
        "Do you accept the recommendation?",
        "Is this recommendation accepted?",
        "Does the force accept this recommendation?",
    ],
)
def test_what_stands_above_a_question_is_an_item_and_what_stands_below_its_answer(
    question: str,
) -> None:
    items = read(_PAGE.format(question=question)).items
    assert [(item.text, item.response) for item in items] == [
        (
            "The PCC recommends that Norham Constabulary reviews how it stores video, so that "
            "nothing is lost.",
            "partly-accepted",
        ),
        ("Norham Constabulary should train its custody staff in first aid.", "not-accepted"),
        ("The PCC recommends that the College publishes guidance on storing video.", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The PCC recommends that Norham Constabulary reviews how it stores video.",
        "The force must store each video for a year.",
    ],
)
def test_what_is_recommended_under_no_heading_and_without_a_question_is_shown(line: str) -> None:
    above = "Recommendation 1: The force should count its cameras."
    draft = read(f"Video in custody\n\n3 June 2031\n\n{above}\n\nWhat was seen\n\n{line}\n")
    assert [item.number for item in draft.items] == [1]
    assert any(line[:30] in shown.text for shown in draft.warnings)


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        ("and the action is complete.", "done"),
        ("in May. This action has been closed.", "closed"),
        ("and says when the action is complete.", None),
    ],
)
def test_a_reply_may_end_with_how_the_action_stands(ends: str, status: str | None) -> None:
    draft = read(
        "Piers: an inspection\n\nPublished 3 June 2031\n\nRecommendation 1\n\n"
        "The board should light the pier.\n\nResponse: The board accepts this recommendation. "
        f"The pier was lit {ends}\n"
    )
    assert draft.items[0].status == status

"""Items and responses in turn, each under its name and none with a number."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

ANSWERS = """Night ferries: the Trust's response, 4 May 2032

Recommendations
1. The crews
Recommendation: The rest between two nights is too short, and we encourage the
Trust to say how long it is to be.
Response:
We have asked the crews. They should be told of it by their masters, and
masters must keep a list of the hours.
{more}
The Trust must also give the list to the Northern
Isles, within 56 days of its publication.
Recommendation: The Trust should buy hammocks.
{name} This work is complete.

2. The piers
Recommendation: Light the piers.
{name}
The Trust will light them in the summer.
"""


def texts_of(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    return [(item.kind, item.text, item.due) for item in draft.items]


@pytest.mark.parametrize("name", ["Response:", "Government response:", "Our response:"])
def test_all_between_a_responses_name_and_the_next_item_is_the_response(name: str) -> None:
    more = "• Each master should sign it.\n• £4 million will be spent on clocks."
    draft = read_report(ANSWERS.format(name=name, more=more), "night.txt")
    assert texts_of(draft) == [
        (
            "recommendation",
            "The rest between two nights is too short, and we encourage the Trust to say how long"
            " it is to be.",
            None,
        ),
        ("recommendation", "The Trust should buy hammocks.", None),
        ("recommendation", "Light the piers.", None),
    ]


def test_what_follows_the_last_response_is_none() -> None:
    last = "\nRecommendation 9: The Trust should paint its boats before they rust any further.\n"
    draft = read_report(ANSWERS.format(name="Response:", more="") + last, "night.txt")
    assert [item.label for item in draft.items] == [None, None, None, "9"]


def test_one_response_alone_ends_with_its_first_paragraph() -> None:
    draft = read_report(
        "Night ferries: the Trust's response, 4 May 2032\n\n"
        "Recommendation: The Trust should buy hammocks.\nResponse:\nIt is done.\n\n"
        "Recommendations\n\n• The Trust should light the piers.\n• The Trust should paint them.\n",
        "night.txt",
    )
    assert [item.text for item in draft.items] == [
        "The Trust should buy hammocks.",
        "The Trust should light the piers.",
        "The Trust should paint them.",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "Priority: High\nManagement response: Agreed.\nOwner: Head of Works",
        "Cabinet response\nAccepted\nLead\nHead of Works",
        "Management response: Agreed. Owner: Head of Works",
    ],
)
def test_items_with_fields_have_these_and_no_long_response(fields: str) -> None:
    draft = read_report(
        "The harbour: internal audit, 4 May 2032\n\n"
        + "".join(
            f"Recommendation {n}\nThe Trust should buy {what}.\n{fields}\n\n"
            for n, what in enumerate(("hammocks", "lamps"), 1)
        ),
        "audit.txt",
    )
    assert [(i.text, i.owner, i.response) for i in draft.items] == [
        ("The Trust should buy hammocks.", "Head of Works", "accepted"),
        ("The Trust should buy lamps.", "Head of Works", "accepted"),
    ]


def test_why_an_item_was_made_is_no_part_of_it() -> None:
    draft = read_report(
        "The harbour: what the board replied, 4 May 2032\n\n"
        + "".join(
            f"Recommendation {n}\n\nThe Trust should buy {what}.\n\nThis follows our visit in"
            f" May, when crews said that we should look.\n\nBoard response\n\nWe will.\n\n"
            for n, what in enumerate(("hammocks", "lamps"), 1)
        ),
        "board.txt",
    )
    assert [item.text for item in draft.items] == [
        "The Trust should buy hammocks.",
        "The Trust should buy lamps.",
    ]

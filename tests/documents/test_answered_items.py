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


_ADDRESS = "https://ferries.example/papers/" + "-".join(["night", "ferries"] * 8)
PRINTED = f"""4/5/32, 8:19 PM                 Response to the review of night ferries

      Response to the review of night ferries

      Recommendations

      Recommendation 1

         The Trust should say how long its crews are to rest between two nights, and

         with whom they may change their turns. This rule should:

             be on each pier and in each of the boats of the Trust and of those who
             hire them
             be short

         It should be known to all of the crews before the end of the summer, and be

{_ADDRESS}   1/3
4/5/32, 8:19 PM                 Response to the review of night ferries

         read to them.

      Trust response to recommendation 1
      The Trust agrees that crews should rest, and that masters should do so too.

      Masters must sign the rule.

      Recommendation 2

         The Trust should buy hammocks.

      Trust response to recommendation 2
      The Trust will do so.

{_ADDRESS}   2/3
"""


def test_all_between_a_number_on_its_own_line_and_the_response_is_the_item() -> None:
    draft = read_report(PRINTED, "night.txt")
    assert [(item.label, item.text) for item in draft.items] == [
        (
            "1",
            "The Trust should say how long its crews are to rest between two nights, and with whom"
            " they may change their turns. This rule should: be on each pier and in each of the"
            " boats of the Trust and of those who hire them be short It should be known to all of"
            " the crews before the end of the summer, and be read to them.",
        ),
        ("2", "The Trust should buy hammocks."),
    ]
    assert draft.title == "Response to the review of night ferries"


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

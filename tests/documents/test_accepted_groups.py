"""Items under codes, above a sentence that says who accepts them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

GROUPS = """Night ferries: the governments' response, 4 May 2032

4a) i-ii) The crews
 4a) i. That the crews of the isles, of the mainland and of every harbour between the
 two have a rest of eleven hours.
 4a) ii. A list of the hours should be kept by each of the masters of a boat, and be
 read to crews.
 {sentence}

The Isles
4a) i. On 4 May, the Isles asked each of their crews how long their rest has been in
the years since the war.
4a) ii. The Isles will see to it, as they are considering their position on
recommendation 4a) i. in the context of what crews said.

4b) The piers
 4b. That the piers be lit.
 This recommendation is accepted in part by the Isles and the mainland.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "These recommendations are accepted in principle by the Isles and the mainland.",
        "These recommendations are accepted in full, and the Isles will pay for them.",
        "The Isles accept both recommendations.",
    ],
)
def test_texts_with_codes_above_a_sentence_of_acceptance_are_items(sentence: str) -> None:
    draft = read_report(GROUPS.format(sentence=sentence), "night.txt")
    assert [(item.label, item.text, item.response) for item in draft.items] == [
        (
            "4a) i",
            "That the crews of the isles, of the mainland and of every harbour between the two"
            " have a rest of eleven hours.",
            None,
        ),
        (
            "4a) ii",
            "A list of the hours should be kept by each of the masters of a boat, and be read to"
            " crews.",
            None,
        ),
        ("4b", "That the piers be lit.", "partly-accepted"),
    ]


def test_texts_with_codes_above_another_sentence_are_none() -> None:
    text = GROUPS.format(sentence="These recommendations are of the year before last.")
    text = text.replace("This recommendation is accepted in part", "This was wanted")
    with pytest.raises(InputError, match="has no"):
        read_report(text, "night.txt")


@pytest.mark.parametrize(
    ("sentence", "response", "reason"),
    [
        ("The government accepts this recommendation in principle.", "accepted", None),
        ("We do not accept this recommendation. It is too dear.", "not-accepted", "It is too dear"),
        (
            "The Isles’ Trust (ITT) supports this recommendation and will pay.",
            "accepted",
            "The Isles’ Trust (ITT) supports this recommendation and will pay.",
        ),
        ("The Trust accepts the recommendation of the coroner.", None, None),
        ("With us in mind, we accept this recommendation.", None, None),
    ],
)
def test_a_sentence_below_an_item_says_whether_it_is_accepted(
    sentence: str, response: str | None, reason: str | None
) -> None:
    draft = read_report(
        "Night ferries: the Trust's response, 4 May 2032\n\n"
        f"Recommendation 7: The Trust should buy hammocks.\n\n{sentence}\n",
        "night.txt",
    )
    item = draft.items[0]
    assert (item.label, item.response, item.response_reason) == ("7", response, reason)


_PLAN = """1. Costs of the ferries
No crossing of the night boats has a price.
Risk – The harbour runs out of money.
The harbour should put a price on each crossing and publish the list of all of them
every spring.
Accepted
A list with prices will go to the board in May. It should be short.
Responsible officer: Head of Boats
Agreed date: 28 February 2033

2. Ropes
The ropes are old.
The harbour should buy a rope for each of its boats, and keep those that it
has in a dry place.
Partially accepted
This will be done for the large boats.
Responsible officer: Head of Ropes
Agreed date: 30 June 2033
"""
_REPORT = """Recommendation 1
The harbour should put a price on each crossing and publish the list of all of them
every spring.

Recommendation 2
The harbour should buy a rope for each of its boats, and keep those that it has in a
dry place.

"""


@pytest.mark.parametrize("above", [_REPORT, ""])
def test_what_was_agreed_below_an_item_is_no_item(above: str) -> None:
    text = f"Night ferries: a report\n\n4 May 2032\n\n{above}Improvement action plan\n\n{_PLAN}"
    draft = read_report(text, "ferries.txt")
    assert [(i.label, i.text, i.owner, i.due, i.response) for i in draft.items] == [
        (
            "1",
            "The harbour should put a price on each crossing and publish the list of all of them"
            " every spring.",
            *("Head of Boats", "2033-02-28", "accepted"),
        ),
        (
            "2",
            "The harbour should buy a rope for each of its boats, and keep those that it has in a"
            " dry place.",
            *("Head of Ropes", "2033-06-30", "partly-accepted"),
        ),
    ]
    assert draft.items[0].update is not None
    assert "A list with prices will go to the board in May." in draft.items[0].update


def test_without_a_response_the_text_above_the_fields_is_the_item() -> None:
    draft = read_report(
        "Night ferries: a report\n\n4 May 2032\n\nAction plan\n\n"
        "The board said that somebody should write.\n"
        "Write a letter to each of the masters.\nOwner: Head of Boats\nDue: 30 June 2033\n",
        "ferries.txt",
    )
    assert [item.text for item in draft.items] == ["Write a letter to each of the masters."]

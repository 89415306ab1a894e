"""Items whose label has a title, with what they ask for in the paragraphs below it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def read(text: str) -> Draft:
    return read_report(text, "flood.txt")


def texts_of(draft: Draft) -> list[tuple[int | None, str | None]]:
    return [(item.number, item.text) for item in draft.items]


_INQUIRY = """The flood of the lower town: an inquiry

12 May 2032

    Recommendation 1: One plan for the gates of the river and
    the harbour
    The council and the harbour should together write one plan for the gates, and
    the pumps that stand behind them.
    The plan should:

    • say who opens which gate;
    • be tried each spring; and
    • name those who are told of a warning by the harbour (whose number is kept in
      Recommendation 2) and by nobody else.

    This should be in place within a year.
    Within two months of that, it should be sent to each house.

The council agrees that a plan is needed.

It has written to the harbour, and we will publish what it answers.

    Recommendation 2: Use of old maps
    The council should keep one list of numbers for warnings, as is set out in
    Recommendation 1.
"""


def test_a_title_goes_on_with_the_paragraphs_that_ask_and_ends_at_the_answer() -> None:
    assert texts_of(read(_INQUIRY)) == [
        (
            1,
            "One plan for the gates of the river and the harbour The council and the harbour "
            "should together write one plan for the gates, and the pumps that stand behind them. "
            "The plan should: • say who opens which gate; • be tried each spring; and • name "
            "those who are told of a warning by the harbour (whose number is kept in "
            "Recommendation 2) and by nobody else. This should be in place within a year. Within "
            "two months of that, it should be sent to each house.",
        ),
        (
            2,
            "Use of old maps The council should keep one list of numbers for warnings, as is set "
            "out in Recommendation 1.",
        ),
    ]


@pytest.mark.parametrize(
    "below", ["The council agrees with this.", "The gates were mended in 2031, at a high cost."]
)
def test_a_title_with_nothing_asked_below_it_stays_an_item_to_look_at(below: str) -> None:
    draft = read(
        "The flood of the lower town\n\n12 May 2032\n\n"
        f"Recommendation 1: Gates of the river and the harbour\n\n{below}\n\n"
        "Recommendation 2: The council should mend the gates.\n"
    )
    assert [item.text for item in draft.items] == [
        "Gates of the river and the harbour",
        "The council should mend the gates.",
    ]
    assert draft.items[0].doubt


def test_what_an_item_says_itself_does_not_take_a_paragraph_of_its_own() -> None:
    draft = read(
        "The flood of the lower town\n\n12 May 2032\n\n"
        "Recommendation 1: Mend the lamps of the pier\n\n"
        "The council should be proud of its pumps, which ran all night.\n\n"
        "Recommendation 2: The council should mend the gates.\n"
    )
    assert [item.text for item in draft.items] == [
        "Mend the lamps of the pier",
        "The council should mend the gates.",
    ]


def test_a_line_that_asks_and_ends_with_a_colon_is_no_title_of_a_document() -> None:
    draft = read(
        "Recommendation 1: A plan for the gates\n\n"
        "The council should write a plan.\n\n"
        "The parts of the plan should be:\n   • a list; and\n   • a map.\n"
    )
    assert draft.title == "flood.txt"


_PEERS = """{opening}Peer Challenge: Wickham Borough Council

Publication date: 4 September 2031

2. Key recommendations

The peer team's key recommendations to the council are these.

2.1. Recommendation 1: Agree a few priorities{gap}
Members and officers should agree on five of them. The rest should stop.

2.2. Recommendation 2: Close the gap{gap}
Write a programme of savings with an owner for each, before the budget is set.

3. Feedback

Staff said that they should know sooner what is wanted of them.
"""


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_title_that_is_an_order_takes_the_sentence_below_where_each_item_has_one(
    gap: str,
) -> None:
    assert texts_of(read(_PEERS.format(opening="", gap=gap))) == [
        (
            1,
            "Agree a few priorities Members and officers should agree on five of them. The rest "
            "should stop.",
        ),
        (
            2,
            "Close the gap Write a programme of savings with an owner for each, before the "
            "budget is set.",
        ),
    ]


def test_a_peer_challenge_is_the_title_below_the_name_of_whose_page_it_is() -> None:
    draft = read(_PEERS.format(opening="Association of Councils\n\n", gap=""))
    assert draft.title == "Peer Challenge: Wickham Borough Council"


@pytest.mark.parametrize(
    "reply", ["We have begun to write a programme of savings.", "Review completed in May."]
)
def test_a_title_does_not_take_what_the_council_answers_below_it(reply: str) -> None:
    text = _PEERS.format(opening="", gap="").replace(
        "Write a programme of savings with an owner for each, before the budget is set.", reply
    )
    assert [text for _, text in texts_of(read(text))][1] == "Close the gap"


def test_a_title_takes_the_paragraph_that_says_when_as_well() -> None:
    text = _PEERS.format(opening="", gap="\n").replace(
        "before the budget is set.", "in May.\n\nThis should be done before the budget is set."
    )
    assert texts_of(read(text))[1] == (
        2,
        "Close the gap Write a programme of savings with an owner for each, in May. This should be "
        "done before the budget is set.",
    )


_BULLETS = """Peer Challenge: Wickham Borough Council

Publication date: 4 September 2031

Key recommendations

The peer team's key recommendations are:

• Agree five priorities and say what will stop.
• Close the gap with an owner for each saving.

Feedback

The council should look at its data on the villages.
"""


def test_the_bullets_of_a_peer_challenge_end_where_its_feedback_begins() -> None:
    draft = read(_BULLETS)
    assert [(item.framework, item.text) for item in draft.items] == [
        (None, "Agree five priorities and say what will stop."),
        (None, "Close the gap with an owner for each saving."),
    ]

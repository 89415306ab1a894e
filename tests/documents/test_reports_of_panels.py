"""Reports of councillors' panels: what the council is to do, and how it answered by number."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

_HEAD = "Quayside parking: final report of the review panel\n\n{about}12 May 2032\n\n"
_PAPER = "Report to the Harbour Committee\n\n"
_LISTS = {
    "labels": "Summary\n\nR1 That the Council paints the bays again each spring.\n\n"
    "R2 That the harbour master lights the steps.\n",
    "numbers": "Recommendations\n\n1. That Cabinet paints the bays again each spring.\n"
    "2. That the harbour master lights the steps.\n",
    "bullets": "Recommendations\n\n• That the Board publish a map of the bays.\n"
    "• That the harbour master lights the steps.\n",
    "sentences": "Parking\n\nWe recommend that the Council paints the bays again each spring.\n\n"
    "The Panel recommends that the harbour master lights the steps.\n",
}


@pytest.mark.parametrize("layout", _LISTS)
def test_a_panel_recommends_that_the_council_does_something(layout: str) -> None:
    draft = read_report(_HEAD.format(about="") + _LISTS[layout], "quay.txt")
    assert len(draft.items) == 2
    assert any(name in (draft.items[0].text or "") for name in ("Council p", "Cabinet", "Board"))


@pytest.mark.parametrize("layout", ["numbers", "bullets"])
def test_what_a_paper_asks_its_own_meeting_for_is_no_item(layout: str) -> None:
    text = _HEAD.format(about=_PAPER) + _LISTS[layout].split("• That the harbour")[0]
    with pytest.raises(InputError, match="has no"):
        read_report(text.split("2. That")[0], "quay.txt")


@pytest.mark.parametrize("verb", ["notes", "approve", "receives", "thanks"])
def test_what_a_meeting_does_with_a_report_is_no_item(verb: str) -> None:
    text = f"Recommendations\n\nR1 That the Council {verb} the report on parking.\n"
    with pytest.raises(InputError, match="has no"):
        read_report(_HEAD.format(about="") + text, "quay.txt")


_LIST = (
    "Summary of recommendations\n\n{a} That the Council paints the bays again each spring.\n\n"
    "{b} That the harbour master lights the steps.\n\nWhat we heard\n\nThe bays are worn.\n\n"
    "Appendix 1\n\nCabinet’s response to the recommendations of the Panel\n\n"
)
_REPLIES = {
    "fields": "{one}\nCabinet response: Accepted\nThe paint is on its way.\nLead: Head of Piers\n"
    "By when: 1 March 2033\n\n{two}\nCabinet response: Rejected\nThe purse is empty.\nLead: n/a\n",
    "word below": "{one}\nAccepted\nThe paint is on its way.\nLead: Head of Piers\n"
    "By when: 1 March 2033\n\n{two}\nRejected\nThe purse is empty.\n",
    "word behind": "{one}: Accepted\nThe paint is on its way.\nLead: Head of Piers\n"
    "By when: 1 March 2033\n\n{two}: Rejected\nThe purse is empty.\n",
    "names alone": "{one}\nResponse\nAccepted. The paint is on its way.\nLead\nHead of Piers\n"
    "By when\n1 March 2033\n\n{two}\nResponse\nRejected. The purse is empty.\nLead\nn/a\n",
    "table": "Rec\tResponse\tLead\tBy when\n{one}\tAccepted\tHead of Piers\t1 March 2033\n"
    "{two}\tRejected\tn/a\tn/a\n",
}
_REPLIES |= {
    "names before": "Response to {one}\nAccepted\nThe paint is on its way.\nLead: Head of Piers\n"
    "By when: 1 March 2033\n\nResponse to {two}\nRejected\nThe purse is empty.\nLead: n/a\n",
    "titles": "{one} – Painting the bays\nCabinet response: Accepted\nThe paint is on its way.\n"
    "Lead: Head of Piers\nBy when: 1 March 2033\n\n{two} – The steps at night\n"
    "Cabinet response: Rejected\nThe purse is empty.\n",
    "decisions": "{one}\n\nDecision: Accept\n\nComment: The paint is on its way.\n\n"
    "Responsible officer: Head of Piers\n\nTimescale: 1 March 2033\n\n"
    "{two}\n\nDecision: Reject\n\nComment: The purse is empty.\n",
    "brackets": "{one} (Accepted)\nThe paint is on its way.\nLead: Head of Piers\n"
    "By when: 1 March 2033\n\n{two} (Rejected)\nThe purse is empty.\n",
}
_NUMBERS = [
    ("R1", "R2", "Recommendation 1", "Recommendation 2"),
    ("Recommendation 1:", "Recommendation 2:", "R1", "R2"),
    ("1.", "2.", "Recommendation 1", "Recommendation 2"),
]


@pytest.mark.parametrize("numbers", _NUMBERS)
@pytest.mark.parametrize("layout", _REPLIES)
def test_a_reply_gives_an_items_number_and_not_its_text_again(
    layout: str, numbers: tuple[str, str, str, str]
) -> None:
    a, b, one, two = numbers
    text = _HEAD.format(about="") + _LIST.format(a=a, b=b)
    draft = read_report(text + _REPLIES[layout].format(one=one, two=two), "quay.txt")
    assert [(i.text, i.response, i.owner, i.due) for i in draft.items] == [
        (
            *("That the Council paints the bays again each spring.", "accepted"),
            *("Head of Piers", "2033-03-01"),
        ),
        ("That the harbour master lights the steps.", "not-accepted", None, None),
    ]
    said = [i.update or i.response_reason or "" for i in draft.items]
    assert layout == "table" or said == ["The paint is on its way.", "The purse is empty."]


def test_what_follows_the_last_reply_is_not_of_it() -> None:
    text = _HEAD.format(about="") + _LIST.format(a="R1", b="R2")
    reply = "Recommendation 2\nCabinet response: Accepted\nLead: Clerk\nBy when: May 2033\n\n"
    draft = read_report(text + reply + "The Panel met in the old customs house.\n", "quay.txt")
    assert (draft.items[1].owner, draft.items[1].update) == ("Clerk", None)


def test_a_number_that_begins_again_with_its_own_text_is_another_item() -> None:
    text = _HEAD.format(about="") + _LIST.format(a="R1", b="R2").split("What we heard")[0]
    again = (
        "Part two\n\nRecommendation 1\nResponse: Accepted\nThe Council should mend the crane.\n"
        "Lead: Head of Piers\n"
    )
    texts = [item.text for item in read_report(text + again, "quay.txt").items]
    assert "The Council should mend the crane." in texts


def test_a_list_printed_twice_is_answered_once() -> None:
    once = _LIST.format(a="R1", b="R2").split("Appendix 1")[0]
    whole = _LIST.format(a="Recommendation 1:", b="Recommendation 2:")
    reply = _REPLIES["fields"].format(one="Recommendation 1", two="Recommendation 2")
    draft = read_report(_HEAD.format(about="") + once + whole + reply, "quay.txt")
    assert [item.response for item in draft.items] == ["accepted", "not-accepted"]


def test_a_reply_to_several_is_shown_and_makes_no_item() -> None:
    reply = "Recommendations 1 and 2\nCabinet response: Accepted\nAll is well.\nLead: Clerk\n"
    text = _HEAD.format(about="") + _LIST.format(a="R1", b="R2") + reply
    draft = read_report(text, "quay.txt")
    assert [(item.label, item.owner) for item in draft.items] == [("R1", None), ("R2", None)]
    assert "answers several items at once" in str(draft)

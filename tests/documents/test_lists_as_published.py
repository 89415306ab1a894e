"""Lists of recommendations as those who made them publish them, each with its number and state."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError

Row = tuple[str, str, str, str]


def rows_of(draft: Draft) -> list[Row]:
    """Return label, text, owner and status of each item, "" for what isn't there."""
    return [(i.label or "", i.text or "", i.owner or "", i.status or "") for i in draft.items]


def read(text: str) -> Draft:
    return read_report(text, "list.txt")


@pytest.mark.parametrize("label", ["H31-04", "HB31-4", "FB-2031-04", "2031-04", "31-04"])
def test_a_label_may_have_a_year_before_its_number(label: str) -> None:
    draft = read(
        f"Ferries\n\nRecommendation {label}\n"
        "The Ministry of Ports require that every ferry carry a second anchor. (H30W0012)\n"
        "Response      Assessment\n\n"
        "Recommendation H31-03: The Coast Office should print its tide tables. (H30W0011)\n"
    )
    ferry = "The Ministry of Ports require that every ferry carry a second anchor. (H30W0012)"
    tides = "The Coast Office should print its tide tables. (H30W0011)"
    assert rows_of(draft) == [
        (label, ferry, "", ""),
        ("H31-03", tides, "", ""),
    ]
    assert draft.title != ferry


@pytest.mark.parametrize(
    "labels", ["s H31-04 and H31-05", " 3-5", "s 31-04", "s 3 to 5", "s FB-1-FB-3"]
)
def test_a_range_of_labels_is_no_label(labels: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read(f"Ferries\n\nRecommendation{labels}\nThe Office should print its tide tables.\n")


def test_a_body_with_a_bare_verb_is_asked_to_do_it() -> None:
    draft = read(
        "Safety recommendations on ferries\n\nRecommendation 1\n"
        "The Ministry of Ports, Coast Office and Harbour Board prohibit crossings in fog.\n\n"
        "Recommendation 2\nThe Ministry of Ports prohibits crossings in fog.\n"
    )
    assert [bool(item.doubt) for item in draft.items] == [False, True]


_AGREED = ("Weigh what leaves the kitchen.", "Fully use the new library.", "Teach pupils to swim.")
_SEEN = ("The kitchen weighs what it sends.", "A new library.", "Pupils who swim.")


def _letter(sentence: str, points: Sequence[str] = _AGREED) -> str:
    return (
        "Inspection of Heron School, Westland Council\n\nKey strengths of the school\n\n"
        "• The polite pupils.\n• The new library.\n\n"
        f"{sentence}\n\n" + "".join(f"• {point}\n" for point in points) + "\n"
        "What happens next?\n\nWe will visit the school next year.\n"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "We spoke with staff about how the school might go on. This is what we agreed with them.",
        "This is what we agreed with the school and Westland Council",
        "As a result of our visit, we have agreed with staff the following points for action:",
        "The following next steps were agreed with the headteacher.",
        "The school knows itself well. These are what inspectors asked the governors for.",
    ],
)
def test_a_sentence_may_say_that_what_stands_below_it_was_agreed(sentence: str) -> None:
    assert tuple(row[1] for row in rows_of(read(_letter(sentence)))) == _AGREED


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("We spoke with staff about how the school might go on.", _AGREED),
        ("This is what we agreed with them.", _SEEN),
        ("This is what pupils agreed with us.", _AGREED),
    ],
)
def test_a_list_of_which_nothing_says_so_was_not_agreed(
    sentence: str, points: Sequence[str]
) -> None:
    with pytest.raises(InputError, match="has no"):
        read(_letter(sentence, points))


_ISSUES = (
    "Jump to content\nSearch\nTotal records: 849\nHazards of ferries\n"
    "Issue, description, who it affects Date, status\n"
    "Issue, description, who it affects\n"
    "Issue: FB-2031-07-H2 Anchors of ferries\nNumber: FB-2031-07-H2\n"
    "Description: FB-2031-07-H2 : Nobody had looked at the second anchor since it was\n"
    "bought.\nWho it affects: Passengers\nIssue owner: Ferry Company\nDate, status\n"
    "Date: 23 June 2031\nStatus: Closed\nType: Action\n  Action\n"
    "Issue, description, who it affects\n"
    "Issue: FB-2031-07-H1 Lights of the pier\nNumber: FB-2031-07-H1\n"
    "Description: FB-2031-07-H1 :The lights of the pier were out.\nAddressed to: Coast Office\n"
)


def test_records_may_follow_each_other_at_once_with_a_title_beside_the_text() -> None:
    draft = read(_ISSUES)
    assert rows_of(draft) == [
        (
            "FB-2031-07-H2",
            "Nobody had looked at the second anchor since it was bought.",
            "Ferry Company",
            "closed",
        ),
        ("FB-2031-07-H1", "The lights of the pier were out.", "Coast Office", ""),
    ]
    assert (draft.title, draft.published) == ("Hazards of ferries", None)


def test_what_is_recommended_goes_before_what_was_found() -> None:
    draft = read(
        "Audit of ferries, 12 May 2032\n\n"
        "Ref: FB/1\nFinding: Nobody looks at the anchors.\n"
        "Recommendation: Anchors to be looked at in spring.\nAddressee: Ferry Company\n"
        "Owner: Master of the yard\nDue date: 30 June 2032\n\n"
        "Ref: FB/2\nFinding: The bell is cracked.\n"
        "Details: The yard should mend the bell.\nAddressee: Ferry Company\n"
    )
    assert rows_of(draft) == [
        ("FB/1", "Anchors to be looked at in spring.", "Master of the yard", ""),
        ("FB/2", "The yard should mend the bell.", "Ferry Company", ""),
    ]


def test_the_kind_of_an_item_may_be_the_name_of_its_label() -> None:
    draft = read(
        "Safety recommendations on ferries\n\n"
        "Recommendation: FB-2031-01\nRecommended to: Ferry Company\n"
        "Text: The company should look at its anchors.\nStatus: Open – awaiting response\n\n"
        "Recommendation: FB-2031-02\nRecommended to: Coast Office\n"
        "Text: The office should print its tide tables.\nStatus: Closed – acceptable action\n"
    )
    assert rows_of(draft) == [
        (
            *("FB-2031-01", "The company should look at its anchors."),
            *("Ferry Company", "in-progress"),
        ),
        ("FB-2031-02", "The office should print its tide tables.", "Coast Office", "closed"),
    ]


def test_records_of_papers_have_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read(
            "Papers on ferries\n\n"
            "Number: FB/1\nDescription: What the board heard about anchors.\n"
            "Status: Published\nTheme: Ferries\nSource: Board\n"
            "Number: FB/2\nDescription: What the board heard about bells.\n"
            "Status: Published\nTheme: Ferries\nSource: Board\n"
        )


def _pairs(caption: str, *more: str) -> Draft:
    first = (
        "Investigation | FB-2031-07: Ferry adrift off Heron Quay, 3 May 2031 |\n"
        "Finding | Nobody had looked at the anchor. It was rusty. |\n"
        "Number | FB-2031-07-SR-02 |\nOrganisation | Ferry Company |\n"
        "Recommendation | The Branch recommends that the company looks at its anchors. |\n"
        "Released | 21 June 2031 |\nFinal action | 18 February 2032 |\n"
    )
    second = (
        "Investigation | FB-2031-09: Bell of the Heron cracked |\nAddressee | Bell Founders |\n"
        "Recommendation | Cast a new bell. |\nNumber | FB-2031-09-SR-01 |\n"
    )
    return read(f"Annual report on ferries\n\n{caption}\n{first}{second}" + "".join(more))


def test_pairs_of_names_and_values_are_an_item_where_the_first_name_comes_again() -> None:
    draft = _pairs("Table 3: Recommendations closed in 2031–32")
    assert rows_of(draft) == [
        (
            "FB-2031-07-SR-02",
            "The Branch recommends that the company looks at its anchors.",
            "Ferry Company",
            "closed",
        ),
        ("FB-2031-09-SR-01", "Cast a new bell.", "Bell Founders", "closed"),
    ]


@pytest.mark.parametrize(
    ("caption", "status"),
    [
        ("Closed recommendations", "closed"),
        ("Safety actions that have been completed", "done"),
        ("Recommendations in 2031", None),
        ("There were no recommendations closed in 2031.", None),
    ],
)
def test_a_caption_says_how_the_items_of_its_table_stand(caption: str, status: str | None) -> None:
    assert [item.status for item in _pairs(caption).items] == [status, status]


_OPEN = "in-progress"


def _numbered(name: str) -> Draft:
    texts = (
        ("Closed Implemented", "The Ferry Company should look at its anchors."),
        ("Open Resolved", "The Coast Office, with the harbour master, should light the pier."),
        ("Open", "The Coast Office should print its tide tables."),
    )
    return read(
        "Reports on ferries\n\nRecommendations are kept here until they are done.\n\nFB-23-04\n"
        + "".join(
            f"  {n}. {name}\n    {n}\n    {state}\n\n    {text}\n\n"
            for n, (state, text) in enumerate(texts, 1)
        )
    )


@pytest.mark.parametrize("name", ["Recommendation Number", "Recommendation no.", "Action ref"])
def test_a_number_may_stand_below_its_name_and_the_state_below_that(name: str) -> None:
    assert rows_of(_numbered(name)) == [
        ("1", "The Ferry Company should look at its anchors.", "", "closed"),
        ("2", "The Coast Office, with the harbour master, should light the pier.", "", _OPEN),
        ("3", "The Coast Office should print its tide tables.", "", _OPEN),
    ]


def test_the_number_of_a_page_below_its_name_is_no_item() -> None:
    with pytest.raises(InputError, match="has no"):
        _numbered("Page number")


def test_a_state_may_stand_between_a_label_and_its_text() -> None:
    draft = read(
        "Safety recommendations on ferries\n\nRecommendation FB-1\nSuperseded\n"
        "The Ferry Company should look at its anchors.\n\n"
        "Recommendation FB-2\nOpen the ferry books\n\n"
        "Recommendation FB-3\nClosed – acceptable action\nThe Coast Office should ring a bell.\n"
    )
    assert rows_of(draft) == [
        ("FB-1", "The Ferry Company should look at its anchors.", "", "superseded"),
        ("FB-2", "Open the ferry books", "", ""),
        ("FB-3", "The Coast Office should ring a bell.", "", "closed"),
    ]


def _replied(text: str, name: str = "Reply Text", reply: str = "We agree with your") -> Draft:
    return read(
        f"Recommendation Date\nRecipient Name\n{text}\n{name}\n"
        f"{reply} recommendation and will write to the masters.\nRelated Investigation(s)\n"
    )


@pytest.mark.parametrize(
    ("name", "reply", "response"),
    [
        ("Reply Text", "We agree with your", "accepted"),
        ("Response", "The Ferry Company partly accepts this", "partly-accepted"),
        ("Organisation response", "The Company does not accept the", "not-accepted"),
    ],
)
def test_what_is_replied_to_is_an_item(name: str, reply: str, response: str) -> None:
    text = "Advise all masters of ferries of this accident, and that they look at their anchors."
    draft = _replied(text, name, reply)
    assert [(item.text, item.response) for item in draft.items] == [(text, response)]
    reason = f"{reply} recommendation and will write to the masters."
    assert (draft.items[0].response_reason, draft.title) == (reason, "list.txt")


@pytest.mark.parametrize(
    ("text", "name", "reply"),
    [
        ("The anchors of ferries were rusty when the accident happened.", "Reply Text", "We agree"),
        ("Advise all masters of ferries of this accident.", "Reply Text", "We thank you for your"),
        ("Advise all masters of ferries of this accident.", "More", "We agree with your"),
    ],
)
def test_a_text_without_such_a_reply_is_none(text: str, name: str, reply: str) -> None:
    with pytest.raises(InputError, match="has no"):
        _replied(text, name, reply)


_NOTICE = (
    "Office closed\n\nWe will be closed on Monday 5 May 2031. Please write to us until then.\n"
)
_ASKED = (
    "\nSummary\n\nMs A wrote to us about a ferry.\n\nRecommendations\n\n"
    "What we asked the company to do:\n\n  • Apologise to Ms A for the ferry. Write to her.\n"
)


@pytest.mark.parametrize(
    "facts",
    [
        "  • Case ref:\n    2031043\n  • Date:\n    February 2031\n  • Body:\n    Ferry Company\n",
        "Ferries\n\nReference: 2031043\nDecision date: February 2031\nBody: Ferry Company\n",
    ],
)
def test_a_title_stands_above_the_facts_of_a_case(facts: str) -> None:
    draft = read(f"{_NOTICE}\nComplaint about a late ferry\n\n{facts}{_ASKED}")
    assert draft.title == "Complaint about a late ferry"
    assert [item.text for item in draft.items] == ["Apologise to Ms A for the ferry. Write to her."]


def test_other_names_with_colons_leave_the_title_alone() -> None:
    facts = "Things to bring\n\nBell: a small one\nBook:\n Bread: for two\n"
    assert read(f"Complaint about a late ferry\n\n{facts}{_ASKED}").title != "Things to bring"


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Closed recommendations", "closed"),
        ("Recommendations implemented since 2030", "done"),
        ("Recommendations discharged:", "closed"),
        ("Open recommendations", None),
        ("Recommendations", None),
    ],
)
def test_a_heading_says_how_the_items_below_it_stand(heading: str, status: str | None) -> None:
    draft = read(
        f"Follow-up of ferries, 4 March 2031\n\n{heading}\n\n"
        "1. The Ferry Company should look at its anchors.\n\n"
        "Recommendation 2: The Coast Office should print its tide tables.\n\n"
        "Outstanding recommendations\n\nRecommendation 3: The Coast Office should light a pier.\n"
    )
    assert [item.status for item in draft.items] == [status, status, None]
    assert {item.framework for item in draft.items} == {None}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Adequately addressed", "done"),
        ("Safety action still pending", "in-progress"),
        ("Not addressed", "in-progress"),
    ],
)
def test_what_investigators_say_of_an_answer_is_how_an_item_stands(words: str, status: str) -> None:
    draft = read(
        "Hazards of ferries\n\nNumber: FB-2031-07-H2\nIssue owner: Ferry Company\n"
        f"Issue description: Nobody had looked at the anchor, and it was rusty.\n"
        f"Issue status: {words}\n"
    )
    assert [(item.status, item.doubt) for item in draft.items] == [(status, "")]

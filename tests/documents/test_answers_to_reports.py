"""Answers to reports: a government's to a committee, a force's on a web page, a trust's letter."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_MINUTE = """Harbour Minutes

Government response to the Committee of Public Harbours on the Fifth report

July 2032

The Committee published its report on 24 April 2032. This is the government response.

1.   {body} conclusion: The Office cannot say how many piers are lit, and must do so.

1a. {body} recommendation: The Office should, within three months, write down which lamps
are lit.

1.1     The government agrees with the Committee’s recommendation.

{state}

1.2     The Office wrote to the Committee on 30 June 2032.

2.   {body} recommendation: The Office should test each kind of lamp, to a plan of its own:

•    first the lamps of the east pier; and
•    then those of the west pier.

2.1     The government disagrees with the Committee’s recommendation.

2.2     Lamps that should not fail have not been tested.

3.   {body} recommendation: The Office should count its buoys.

3.1     The government agrees with the Committee’s recommendation.

Target implementation date: January 2033
"""


def _items(draft: Draft) -> list[tuple[str | None, str | None]]:
    return [(item.label, item.text) for item in draft.items]


@pytest.mark.parametrize("body", ["PHC", "Committee", "Committee’s", "The Harbour Panel"])
def test_what_a_body_recommends_is_an_item_and_what_it_concludes_is_none(body: str) -> None:
    draft = read_report(_MINUTE.format(body=body, state="Recommendation implemented"), "m.txt")
    assert _items(draft) == [
        ("1a", "The Office should, within three months, write down which lamps are lit."),
        (
            "2",
            "The Office should test each kind of lamp, to a plan of its own: • first the lamps of "
            "the east pier; and • then those of the west pier.",
        ),
        ("3", "The Office should count its buoys."),
    ]
    assert [(item.status, item.response) for item in draft.items] == [
        ("done", "accepted"),
        ("not-accepted", "not-accepted"),
        (None, "accepted"),
    ]


def test_a_time_in_an_answered_report_counts_from_the_day_that_was_published() -> None:
    draft = read_report(_MINUTE.format(body="PHC", state="Recommendation closed"), "m.txt")
    assert [item.due for item in draft.items] == ["2032-07-24", None, "2033-01"]
    assert draft.body == "Committee of Public Harbours"


_FOLLOW_UP = """THE LIGHTING OF THE
PIERS OF SKELBY
A FOLLOW-UP REVIEW OF RECOMMENDATIONS

November 2032

Chief Inspector of Harbours
in Skelby

                                      5
Return to contents
CHAPTER 1: INTRODUCTION

1.1 The Office published its full {what} in May 2029. It made two strategic recommendations
and an operational recommendation.

Table 1: Assessment

Recommendation            Achieved        Partially Achieved        Not Achieved
Strategic                    0                    1                      1
Operational                  1                    1                      1

                                      6
Return to contents
STRATEGIC RECOMMENDATION 1

The harbour should, within nine months of this report, mend its lamps.

Status: Not Achieved
"""


@pytest.mark.parametrize("what", ["report", "inspection", "review"])
def test_a_follow_up_counts_no_states_as_items_and_times_from_the_first_report(what: str) -> None:
    draft = read_report(_FOLLOW_UP.format(what=what), "follow-up.txt")
    text = "The harbour should, within nine months of this report, mend its lamps."
    assert [(item.text, item.due) for item in draft.items] == [(text, "2030-02-28")]


_PAGE = """Harbour Ombudsman

Recommendations - Skelby Harbour, March 2032

Published: 21 May 2032

Recommendations

Recommendation 1 - Skelby Harbour

The Ombudsman recommends that Skelby Harbour should light its piers at night.

This follows a fall. The warden had read that nobody should walk there.

Do you accept the recommendation?

Yes

Accepted:

The lamps have come. {done}

Recommendation 2 - College of Harbours

The Ombudsman recommends that the College of Harbours should write about lamps.

The text of today says nothing of them.

Do you accept the recommendation?

No

Not accepted:

The College writes in ten years. Wardens must buy a lamp.

Related recommendations

Recommendations - Netherby Harbour, January 2032
We recommended that Netherby Harbour should keep its logs.
"""


@pytest.mark.parametrize(
    ("done", "status", "due"),
    [
        ("This should be complete by 30 September 2032.", None, "2032-09-30"),
        ("This action is complete.", "done", None),
        ("They will all be in place by May 2033.", None, "2033-05"),
    ],
)
def test_whom_a_labels_title_names_answers_and_its_reply_says_how_the_item_stands(
    done: str, status: str, due: str | None
) -> None:
    draft = read_report(_PAGE.format(done=done), "page.txt")
    texts = [
        "The Ombudsman recommends that Skelby Harbour should light its piers at night.",
        "The Ombudsman recommends that the College of Harbours should write about lamps.",
    ]
    assert [item.text for item in draft.items] == texts
    assert [item.owner for item in draft.items] == ["Skelby Harbour", "College of Harbours"]
    assert [(i.status, i.due) for i in draft.items] == [(status, due), ("not-accepted", None)]


_LETTER = """                                                   Trust Headquarters

Harbour Coroner
Quay Street

                                                   21 August 2032

Dear Sir,

Report to Prevent Future Falls – response of the Trust of the Harbours of Skelby and of
Netherby Piers

Thank you for your report. The lamp should have been lit.

{announces}

1. There is no way in which a visitor who has fallen can call for
   help from the pier.

The Trust accepts this. Wardens must now walk by at least twice.

   Action: Bell on the pier.
   Lead: Harbour Master
   Completed: 4 July 2032

2. The logs of the wardens say nothing of the lamps, although these
   fail in storms.

The Trust will write them anew. Members should see them.

   Action: New logs.
   Lead: Chief Warden
   To be completed by: 31 October 2032

I hope that this helps. You should feel free to write.
"""


@pytest.mark.parametrize(
    "announces",
    [
        "I have set out below the response of the Trust to each of the matters of concern you "
        "raised.",
        "I reply to each of your concerns in turn:",
    ],
)
def test_concerns_with_their_numbers_in_a_reply_are_items_with_the_fields_below(
    announces: str,
) -> None:
    draft = read_report(_LETTER.format(announces=announces), "letter.txt")
    found = [(i.kind, i.label, (i.text or "")[-9:], i.status, i.due, i.owner) for i in draft.items]
    concern = "cause-of-concern"
    assert found == [
        (concern, "1", "the pier.", "done", None, "Harbour Master"),
        (concern, "2", "n storms.", None, "2032-10-31", "Chief Warden"),
    ]


@pytest.mark.parametrize(
    "name", ["({}) ", "Concern {}: ", "Matter of concern {} - ", "Concern {}\n\n"]
)
def test_concerns_with_their_name_and_number_in_a_reply_are_items(name: str) -> None:
    letter = _LETTER.format(announces="I address each of your concerns in turn:")
    for number in "12":
        letter = letter.replace(f"\n{number}. ", f"\n{name.format(number)}")
    draft = read_report(letter, "letter.txt")
    found = [(item.label, (item.text or "")[-9:], item.owner) for item in draft.items]
    assert found == [("1", "the pier.", "Harbour Master"), ("2", "n storms.", "Chief Warden")]


def test_numbered_paragraphs_of_a_letter_that_answers_no_concern_are_none() -> None:
    letter = _LETTER.format(announces="I tell you first what the Trust is.")
    draft = read_report(letter, "letter.txt")
    assert not [item for item in draft.items if item.kind == "cause-of-concern"]

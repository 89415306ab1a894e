"""Shapes of lists of items: where one begins, goes on and ends, and what stands between."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.domain.drafts import Draft


def labels_of(draft: Draft) -> list[str | None]:
    return [item.label for item in draft.items]


def _summary(pointers: tuple[str, str, str]) -> list[str | None]:
    first, second, third = pointers
    draft = read_report(
        "Inquiry into the ferry\n\n12 May 2032\n\nCHAPTER 9 SUMMARY OF RECOMMENDATIONS\n\n"
        "I bring together here what I recommend.\n\nThe harbour\n\n"
        f"9.1 The harbour should be dredged each spring{first}.\n\n"
        f"9.2 Where a tide is likely to be low, a pilot goes on board{second}.\n\n"
        "The crew\n\n"
        f"9.3 It should remain the rule that two of the crew can swim{third}.\n",
        "ferry.txt",
    )
    return labels_of(draft)


def test_a_summary_s_paragraphs_that_cite_their_reasons_are_items_whatever_they_say() -> None:
    cited = (" (paragraph 2.4)", " (paragraphs 2.9 and 2.11)", " (see para. 3.2)")
    assert _summary(cited) == ["9.1", "9.2", "9.3"]
    assert _summary(("", "", "")) == ["9.1"]


def _doubts(heading: str) -> list[tuple[str, str, str]]:
    """The pieces of a list of labels that are items, or that a person has to see."""
    text = (
        f"Review of Pike Pier\n\n12 May 2032\n\n{heading}\n\n"
        "Carried out: R1, R2 and R5, all completed\n\n"
        "R3 – There is a rota for the lamps. Nobody knows who will keep it.\n\n"
        "R4 – Mend the lamps of the pier.\n"
    )
    document = document_of(text, "lamps.txt")
    marks = read_marks(document).marks
    return [(m.word, m.label, m.doubt) for m in marks if m.doubt or m.word == "rec"]


_ELSEWHERE = "the status of an item whose text stands elsewhere"


def test_statuses_of_items_that_stand_elsewhere_are_no_items_and_are_shown() -> None:
    assert _doubts("Status of the implementation of our recommendations") == [
        ("?", "", _ELSEWHERE),
        ("?", "", _ELSEWHERE),
        ("rec", "R4", ""),
    ]


def test_under_another_heading_a_label_with_a_finding_is_an_item_to_look_at() -> None:
    assert _doubts("Our recommendations for the pier") == [
        ("?", "", _ELSEWHERE),
        ("rec", "R3", "nothing in it says that anybody should do something"),
        ("rec", "R4", ""),
    ]


def _responses(labels: tuple[str, str]) -> Draft:
    first, second = labels
    return read_report(
        "Recommendations - Gannet Police, July 2032\n\nPublished 22 July 2032\n\n"
        "Recommendations\n\n"
        f"{first}\n\nThe Office of Inquiries recommends that Gannet Police takes steps to find"
        " its keys.\n\nDo you accept the recommendation?\n\nYes\n\nAccepted action:\n\n"
        "The keys were found in June.\n\n"
        f"{second}\n\nThe Office of Inquiries recommends that Gannet Police counts its keys. It"
        " should ask:\n\n• who has each of them\n\nDo you accept the recommendation?\n\nNo\n\n"
        "Reason for not accepting:\n\nThe keys are counted by another body.\n",
        "keys.txt",
    )


def test_labels_that_have_the_words_of_the_title_are_no_heads_of_pages() -> None:
    draft = _responses(("Gannet recommendation 1", "Gannet recommendation 2"))
    assert [(item.label, item.response, item.doubt) for item in draft.items] == [
        ("1", "accepted", ""),
        ("2", "not-accepted", ""),
    ]
    assert [item.update for item in draft.items] == [
        "The keys were found in June.",
        "The keys are counted by another body.",
    ]
    assert (draft.items[1].text or "").endswith("It should ask: • who has each of them")


def test_a_word_before_a_number_is_kept_where_it_tells_two_numberings_apart() -> None:
    assert labels_of(_responses(("Urgent recommendation 1", "Policy recommendation 1"))) == [
        "Urgent 1",
        "Policy 1",
    ]


_PLAN = """Gannet Lifeboats: plan

12 May 2032

The paragraphs of this plan are longer than its lists, so that no line of the text is wrapped there.

Cause of Concern

Night work

The crew doesn't do enough to find ships at night, and has no list of lamps.

By 31 December 2032 the crew should:

COC 1.1  Repair the lamps of the pier and keep them
         lit until morning.
         Lead: Coxswain

COC 1.2  Train whoever goes out.
         Lead: Mate

Areas for Improvement

Ropes

AFI 1    The crew should make sure that its ropes are dry.
         Lead: Mate

Boats

AFI 2    The crew should make sure that its boats are dry.
         Lead: Coxswain
"""


def test_labels_with_orders_below_a_stem_are_what_a_cause_of_concern_asks_for() -> None:
    draft = read_report(_PLAN, "plan.txt")
    assert [(i.kind, i.framework, i.label, i.due, i.owner) for i in draft.items] == [
        ("recommendation", "night-work", "1.1", "2032-12-31", "Coxswain"),
        ("recommendation", "night-work", "1.2", "2032-12-31", "Mate"),
        ("cause-of-concern", "night-work", None, None, None),
        ("afi", "ropes", "1", None, "Mate"),
        ("afi", "boats", "2", None, "Coxswain"),
    ]
    assert (draft.items[0].text or "").endswith("the pier and keep them lit until morning.")


def test_a_line_below_cause_of_concern_without_a_stem_further_down_is_another_section() -> None:
    draft = read_report(_PLAN.replace("By 31 December 2032 the crew should:\n\n", ""), "plan.txt")
    assert [(i.kind, i.framework) for i in draft.items] == [
        ("recommendation", None),
        ("recommendation", None),
        ("afi", "ropes"),
        ("afi", "boats"),
    ]


def _letter(title: str) -> Draft:
    return read_report(
        f"{title}\n\n4 December 2032\n\n"
        "1. In our 2030 inspection, we looked at the piers and found one cause of concern:\n\n"
        "Cause of concern\n\nThe harbour hasn't done enough to light its piers.\n\n"
        "Recommendations\n\nBy 30 April 2031, the harbour should:\n\n"
        "• repair the lamps that are broken; and\n• count the lamps.\n\n"
        "2. We asked the harbour for a plan, and it sent us one on 9 January 2031.\n\n"
        "3. Its board has met twice.\n",
        "letter.txt",
    )


def test_a_letter_on_a_revisit_is_about_the_cause_of_concern_that_it_quotes() -> None:
    items = _letter("Heron Harbour: cause of concern revisit letter").items
    assert [(i.kind, i.due, (i.text or "")[-12:]) for i in items] == [
        ("recommendation", "2031-04-30", " broken; and"),
        ("recommendation", "2031-04-30", "t the lamps."),
        ("cause-of-concern", None, "t its piers."),
    ]


def test_another_report_s_cause_of_concern_stays_another_s() -> None:
    items = _letter("Heron Harbour: annual inspection").items
    assert "cause-of-concern" not in {item.kind for item in items}


def test_to_go_on_with_the_recommendations_is_none_itself() -> None:
    draft = read_report(
        "Heron School\n\n12 May 2032\n\nRecommendations\n\n"
        "The school should continue to work towards meeting the inspection recommendations.\n\n"
        "The school should continue to open its library at noon.\n",
        "school.txt",
    )
    assert [item.text for item in draft.items] == [
        "The school should continue to open its library at noon."
    ]


def test_a_status_that_is_the_name_of_a_field_as_well_is_the_value_below_its_name() -> None:
    draft = read_report(
        "Heron School: plan\n\n12 May 2032\n\n"
        "Recommendation 1\nThat the library be open at noon.\nLead\nHead\nStatus\nComplete\n\n"
        "Recommendation 2\nThat the hall be painted.\nStatus\nLead\nBursar\n",
        "plan.txt",
    )
    assert [(item.status, item.owner) for item in draft.items] == [
        ("done", "Head"),
        (None, None),
    ]


def _lettered(second: str) -> list[str | None]:
    draft = read_report(
        "Report on a clinic\n\n12 May 2032\n\nRecommendations\n\n"
        "24. I recommend that, within one month, the Board:\n\n"
        "(a) Gives Mr D an apology.\n\n(b) Pays Mr D £250.\n\n"
        "25. I recommend that, within three months, the Board:\n\n"
        f"({second}) Reviews how it asks for scans.\n",
        "clinic.txt",
    )
    return labels_of(draft)


def test_letters_that_go_on_from_list_to_list_are_the_labels_of_the_items() -> None:
    assert _lettered("c") == ["a", "b", "c"]
    assert _lettered("a") == [None, None, None]


def test_a_numbered_heading_that_names_no_framework_ends_a_list() -> None:
    draft = read_report(
        "Report on a clinic\n\n12 May 2032\n\n2. Recommendations\n\n"
        "2.1 Recommendation 1\nOpen the doors at nine.\n\n3. Summary of our approach\n\n"
        "We came on a Monday.\n",
        "clinic.txt",
    )
    assert [item.text for item in draft.items] == ["Open the doors at nine."]


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("before the end of 2033", "2033-12-31"),
        ("by end of 2033", "2033-12-31"),
        ("by the end of 2033/34", None),
        ("since the end of 2033", None),
    ],
)
def test_the_end_of_a_calendar_year_is_a_day(when: str, due: str | None) -> None:
    draft = read_report(
        f"Report on a clinic\n\n12 May 2032\n\nRecommendations\n\n"
        f"1. The clinic should mend the lifts that it has {when}.\n",
        "clinic.txt",
    )
    assert [item.due for item in draft.items] == [due]


def test_a_bullet_goes_on_to_the_right_of_it_whatever_room_a_line_had() -> None:
    draft = read_report(
        "Review of the pumps\n\n12 May 2032\n\nRecommendations\n\n"
        "The pumps of the lower town ran all night, and nobody knew which of them was seen to\n"
        "before the water came over the wall behind the old market.\n\n"
        "The council should:\n\n"
        "   ● keep a list of pumps, and send it to the\n"
        "     Harbour Office each spring, as is set out in\n"
        "     Recommendation 1.\n"
        "   ● try each pump once a year.\n",
        "pumps.txt",
    )
    assert [item.text for item in draft.items] == [
        "The council should: keep a list of pumps, and send it to the Harbour Office each spring, "
        "as is set out in Recommendation 1.",
        "The council should: try each pump once a year.",
    ]


def test_a_label_below_a_bullet_or_an_open_line_with_space_between_begins_an_item() -> None:
    draft = read_report(
        "Review of the pumps\n\n12 May 2032\n\n"
        "● The pumps of the lower town ran all night, and it is not known who had the care of\n"
        "  them.\nRecommendation 1: The council should say who has the care of the pumps.\n\n"
        "Here is what the council has to put right and\n\n"
        "Recommendation 2: The council should try each pump once a year.\n",
        "pumps.txt",
    )
    assert [item.number for item in draft.items] == [1, 2]


SHALL = """Night ferries: report of the inquiry, 4 May 2032

Recommendations

1. The Trust shall name a master for each of its boats.
2. The masters shall keep a list of the hours that their crews work.
3. The Trust shall read the lists each month and see that they are whole.
4. {fourth} Nobody who does so may be paid less for it afterwards.
5. The Trust shall light the piers.
"""


def test_a_number_between_two_that_ask_is_an_item_whatever_it_says() -> None:
    fourth = "Any of the crew who chooses to rest on a pier may change her mind."
    draft = read_report(SHALL.format(fourth=fourth), "night.txt")
    assert [item.label for item in draft.items] == ["1", "2", "3", "4", "5"]


def test_a_number_before_items_that_ask_is_none() -> None:
    fourth = "Any of the crew who chooses to rest on a pier may change her mind."
    text = SHALL.format(fourth=fourth).replace("2. The masters shall keep", "2. The masters kept")
    text = text.replace("hours that their crews work.", "hours. It was never read by anybody.")
    draft = read_report(text, "night.txt")
    assert [item.label for item in draft.items] == ["1", "3", "5"]


_NURSERY = (
    "Gull Lane Nursery\n\nInspection report\n\nPublished 21 November 2031\n\n"
    "{heading}\n\n(Information for the owner and the council)\n\n"
    "• In music, the plan does not say what children should know. Leaders should set this out.\n\n"
    "• Some children get books that are too hard. As a result, they give up. The nursery must"
    " choose books that each child can read.\n\n"
    "• The owner does not look at the figures. This means that gaps grow. They should look at"
    " the figures each month.\n\n"
    "• {last}\n\nHow to complain\n\nWrite to us.\n"
)


@pytest.mark.parametrize(
    "heading", ["What does the nursery need to do to improve?", "Areas for improvement"]
)
def test_bullets_that_say_what_is_wrong_and_end_with_what_to_do_are_an_item_each(
    heading: str,
) -> None:
    last = "Meals are late. The cook needs to plan the week."
    items = read_report(_NURSERY.format(heading=heading, last=last), "report.txt").items
    assert [(item.text or "")[:20] for item in items] == [
        "In music, the plan d",
        "Some children get bo",
        "The owner does not l",
        "Meals are late. The ",
    ]


def test_a_bullet_whose_last_sentence_asks_for_nothing_is_none_below_what_must_be_done() -> None:
    heading = "What does the nursery need to do to improve?"
    last = "Parents told us that they should hear more. The nursery has a letter each week."
    assert len(read_report(_NURSERY.format(heading=heading, last=last), "report.txt").items) == 3


def test_what_leaders_recognise_themselves_is_not_asked_of_them() -> None:
    heading = "What does the nursery need to do to improve?"
    last = "The owner has begun. However, leaders recognise that the plans need to be bolder."
    assert len(read_report(_NURSERY.format(heading=heading, last=last), "report.txt").items) == 3


def test_a_lists_next_number_is_an_item_however_short_it_is() -> None:
    draft = read_report(
        "Overby harbour\n\nPublished: 4 May 2031\n\nRecommendations to Cabinet\n\n"
        "1. Ring the bell each day.\n2. Paint the ferry.\n3. Paint the ferries in blue.\n",
        "harbour.txt",
    )
    assert [(item.label, item.text) for item in draft.items] == [
        ("1", "Ring the bell each day."),
        ("2", "Paint the ferry."),
        ("3", "Paint the ferries in blue."),
    ]

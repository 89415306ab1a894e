"""Papers, follow-ups and replies as authorities, auditors and coroners set them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import DraftItem
from hmic_tracker.errors import InputError

Row = tuple[str, str, str, str, str]


def items_of(text: str) -> tuple[DraftItem, ...]:
    return read_report(text, "paper.txt").items


def rows_of(text: str) -> list[Row]:
    """Return label, text, owner, due and status of each item, "" for what isn't there."""
    return [
        (i.label or "", i.text or "", i.owner or "", i.due or "", i.status or "")
        for i in items_of(text)
    ]


HEAD = "No\tRecommendation\tLead\tTarget date\tProgress\tStatus\n"
WITH_PARAGRAPHS = f"""Overby Harbour Board

HARBOUR INSPECTIONS: PROGRESS

APPENDIX B

{HEAD}MOORINGS
1\tThat the board paints every bollard\tHarbour Master\t31/05/31\tTen are painted.
The Deputy wrote that the rest should follow.
Rain held them up.\tIn progress
2\tThat the board counts the buoys\tHead of Works\t\tCounted twice.
All were there.\tComplete
PILOTS
1\tThat the board trains two pilots\tHead of Training\t30/06/31\tOne is trained.\tIn progress
The other fell ill.
2\tThat the board buys a launch\tHead of Works\t31/12/30\tBought.\tComplete
"""


def test_a_row_of_tabs_goes_on_in_the_paragraphs_of_its_cells() -> None:
    assert rows_of(WITH_PARAGRAPHS) == [
        (
            "1", "That the board paints every bollard", "Harbour Master", "2031-05-31",
            "in-progress",
        ),
        ("2", "That the board counts the buoys", "Head of Works", "", "done"),
        ("1", "That the board trains two pilots", "Head of Training", "2031-06-30", "in-progress"),
        ("2", "That the board buys a launch", "Head of Works", "2030-12-31", "done"),
    ]  # fmt: skip


def test_a_row_of_tabs_without_its_last_cells_takes_none_of_the_next_row() -> None:
    text = (
        f"Harbour inspections\n\n{HEAD}1\tThat the board paints every bollard\n"
        "2\tThat the board counts the buoys\tHead of Works\t31/05/31\tCounted.\n"
    )
    assert [row[:3] for row in rows_of(text)] == [
        ("1", "That the board paints every bollard", ""),
        ("2", "That the board counts the buoys", "Head of Works"),
    ]


FOLLOW_UP = """Overby Council

Follow Up of Recommendations 2031/32

North Audit Services

Issued: 3 November 2031

Review: Tree Safety (31.02)

4.1   Priority 1
Recommendation: Trees beside roads should be looked at each year.
Responsible officer: Head of Parks
Original date: 30 June 2031
Revised date: n/a
Follow up comment: 20 of 25 trees were looked at. The rest should follow.
Status: Not implemented

4.3   Medium
Recommendation: Keys should be counted.
Responsible officer: Parks Manager
Original date: 31 July 2031
Revised date: 31 January 2032
What we saw: 3 of 40 keys had gone from the board since the spring, and nobody knew where.
Status: Partly implemented

Review: Taxi Fares (31.07)

4.1   Priority 2
Recommendation: The meters should be tested.
Responsible officer: Taxi Manager
Original date: 31 August 2031
Revised date: n/a
Follow up comment: Tested in May.
Status: Implemented
"""


def test_the_blocks_of_a_follow_up_are_read_by_former_review() -> None:
    assert rows_of(FOLLOW_UP) == [
        (
            "4.1", "Trees beside roads should be looked at each year.", "Head of Parks",
            "2031-06-30", "not-started",
        ),
        ("4.3", "Keys should be counted.", "Parks Manager", "2032-01-31", "in-progress"),
        ("4.1", "The meters should be tested.", "Taxi Manager", "2031-08-31", "done"),
    ]  # fmt: skip
    assert [item.framework for item in items_of(FOLLOW_UP)] == [
        "tree-safety",
        "tree-safety",
        "taxi-fares",
    ]


def test_the_auditors_and_no_commissioner_they_audit_are_who_inspected() -> None:
    text = FOLLOW_UP.replace("Overby Council", "Overby Police and Crime Commissioner")
    assert read_report(text, "paper.txt").body == "North Audit Services"


def test_a_chapter_with_its_number_is_no_label_of_the_item_below() -> None:
    text = "Review of trees\n\n3.2 Roads\n\nRecommendation: The council should fell the elm.\n"
    assert [row[0] for row in rows_of(text)] == [""]


def test_the_name_of_an_item_is_none_of_its_text_where_fields_follow() -> None:
    text = (
        "Review of trees\n\nRecommendation: Fell the elm at the gate.\nOwner: Head of Parks\n"
        "Due date: 31 May 2032\n"
    )
    assert rows_of(text) == [("", "Fell the elm at the gate.", "Head of Parks", "2032-05-31", "")]


def grades_of(text: str) -> dict[tuple[str, str], str | None]:
    """Return the grade of each framework and period."""
    grades = read_report(text, "paper.txt").grades
    return {(grade.framework, grade.period): grade.grade for grade in grades}


YEARS = """Review of progress at HMP Overby

8 September 2031

Outcomes at the last two inspections

                 {}
Safety           Reasonably good     Poor
Respect          Good                Good

Men were locked up for most of 2029 and 2030.
"""


@pytest.mark.parametrize("head", ["2028                2030", "November 2028       June 2030"])
def test_years_above_grades_are_theirs_without_a_name_of_the_first_column(head: str) -> None:
    assert grades_of(YEARS.format(head)) == {
        ("safety", "2028"): "Reasonably good",
        ("safety", "2030"): "Poor",
        ("respect", "2028"): "Good",
        ("respect", "2030"): "Good",
    }


def test_years_above_figures_are_no_head_of_grades() -> None:
    text = YEARS.format("2028   2030").replace("Reasonably good     Poor", "41   52")
    with pytest.raises(InputError, match="no grade"):
        read_report(text, "paper.txt")


NEWS = """Overby Police: keeping its records well

Published on: 11 May 2032

The inspectorate rated the force as ‘outstanding’ in one area, ‘good’ in two and ‘adequate’ in
three of its areas. It is ‘good’ at finding stolen boats.

Outstanding: Keeping records of everything that people report to it
Good: Dogs, horses and boats, and what becomes of them when they are old

Related news

Cawby Fire ‘requires improvement’ at keeping harbours safe
The ‘good’ in all of us
"""


def test_a_grade_may_stand_before_a_long_name_and_counts_of_areas_are_none() -> None:
    assert {name: grade for (name, _), grade in grades_of(NEWS).items()} == {
        "keeping-records-of-everything-that-people-report-to-it": "Outstanding",
        "dogs-horses-and-boats-and-what-becomes-of-them-when-they-are-old": "Good",
        "finding-stolen-boats": "Good",
    }


def test_a_heading_of_related_matters_takes_no_list_of_items() -> None:
    text = (
        "Review of boats\n\nRelated documents\n\nThe boats should be painted.\n\n"
        "Recommendation 1: The harbour should count its boats.\n"
    )
    assert [row[0] for row in rows_of(text)] == ["1"]


FIRE_PLAN = """Overby Fire Authority

4 December 2031

FIRE INSPECTION: ACTION PLAN

RAG key: Blue – complete. Green – on track. Red – will miss its date.

KEEPING HARBOURS SAFE                                  Grade: Good

No.  Recommendation                Action                    Lead               Due        RAG

1    The service should paint      Painted in June.          Harbour Manager    Oct 2031   Blue
     its bollards.

2    The service should count      Counting began; it        Head of Harbours   30/06/2032 Green
     its boats, so that it knows   should end in May.
     how many it has.

{}

No areas for improvement.
"""


@pytest.mark.parametrize(
    "below",
    ["FINDING LOST BOATS           Rating: Poor", "Finding lost boats (graded Poor)"],
)
def test_a_heading_may_have_its_grade_behind_a_word_for_that(below: str) -> None:
    text = FIRE_PLAN.format(below)
    assert {name: grade for (name, _), grade in grades_of(text).items()} == {
        "keeping-harbours-safe": "Good",
        "finding-lost-boats": "Poor",
    }
    assert [(i.label, i.framework, i.due, i.status) for i in items_of(text)] == [
        ("1", "keeping-harbours-safe", "2031-10", "done"),
        ("2", "keeping-harbours-safe", "2032-06-30", "in-progress"),
    ]


@pytest.mark.parametrize("line", ["The force was graded Poor", "Last inspection    Grade: Poor"])
def test_a_line_that_names_nothing_has_no_grade_behind_a_word(line: str) -> None:
    assert list(grades_of(FIRE_PLAN.format(line)).values()) == ["Good"]


BASELINE = """Overby Police – Baseline Assessment
October 2006


1 Citizens (Domain A)

1A Fairness at the Counter

GRADE                    DIRECTION OF TRAVEL
Good                     Improved

NATIONAL GRADE DISTRIBUTION

Poor        Fair        Good        Excellent
0           11          30          2

National Contextual Factors

Counters have been painted in most forces.

Areas for Improvement

• The force needs to see that each counter has a chair, and not only those that are
new.

• Waits at the counter in Overby are longer than elsewhere
(13 minutes); there is room for a second clerk.

1B Dogs and Horses

GRADE                    DIRECTION OF TRAVEL
Fair                     Stable

Areas for Improvement

• Dogs are still taken from their handlers.
HMIC would encourage the force to ask them first.

GOOD PRACTICE

TITLE: Second Chair
PROBLEM: People stood.

Glossary

BCU    basic command unit
"""


def test_chapters_with_a_letter_are_of_frameworks_with_a_grade_beside_its_direction() -> None:
    report = read_report(BASELINE, "report.txt")
    assert report.title == "Overby Police – Baseline Assessment"
    assert [(i.framework, (i.text or "").split()[-1]) for i in report.items] == [
        ("fairness-at-the-counter", "new."),
        ("fairness-at-the-counter", "clerk."),
        ("dogs-and-horses", "first."),
    ]
    assert grades_of(BASELINE) == {
        ("fairness-at-the-counter", "2006"): "Good",
        ("dogs-and-horses", "2006"): "Fair",
    }
    assert [framework.name for framework in report.frameworks] == [
        "Fairness at the Counter",
        "Dogs and Horses",
    ]


def test_what_is_behind_the_last_chapter_with_a_letter_is_of_none() -> None:
    for heading in ("2 Money (Domain B)", "Conclusion"):
        text = BASELINE.replace(
            "Glossary", f"{heading}\n\nRecommendation 1: The force should count its money."
        )
        assert [item.framework for item in items_of(text) if item.label == "1"] == [None]


def test_lines_below_bullets_that_follow_each_other_are_no_part_of_them() -> None:
    text = BASELINE.replace("new.\n\n•", "new.\n•")
    assert not [item for item in items_of(text) if "HMIC" in (item.text or "")]


def test_a_sentence_that_ends_with_a_response_is_no_name_of_one() -> None:
    text = BASELINE.replace("from their handlers.", "from their handlers to fill a response.")
    (item,) = [item for item in items_of(text) if item.framework == "dogs-and-horses"]
    assert ((item.text or "").split()[-1], item.update) == ("first.", None)


REPLY = """REGULATION 28 REPORT TO PREVENT FUTURE DEATHS

1    CORONER
     I am Ada Reed, coroner for Overby.

5    CORONER’S CONCERNS
     The MATTERS OF CONCERN are as follows. –

     a)   The pond had no fence.

     b)   Nobody who worked at the pond could swim.

     c)   The sign was too small to be read from the path.

7    YOUR RESPONSE
     You must respond within 56 days of the date of this report.

9    21 July 2031                          Ada Reed


RESPONSE FROM OVERBY COUNCIL

Dear Ms Reed

10 September 2031

Concern a)
A fence was put up. It should last. This work has now been completed.

Response to concern b)
Two of the five keepers are being taught. This action is in progress and ends in May.

Concern c)
The path was moved in 2029, as the report says. No action is proposed.

Yours sincerely
"""


def test_a_reply_says_how_each_concern_stands_that_it_names_by_its_letter() -> None:
    report = read_report(REPLY, "report.txt")
    assert [(i.label, i.status, i.update) for i in report.items] == [
        ("a", "done", "A fence was put up. It should last."),
        ("b", "in-progress", "Two of the five keepers are being taught."),
        ("c", "not-accepted", "The path was moved in 2029, as the report says."),
    ]
    assert report.published == "2031-07-21"


def test_a_reply_to_recommendations_names_them_by_their_numbers() -> None:
    text = (
        "Review of ponds\n\nRecommendation 1: The council should fence the pond.\n\n"
        "Recommendation 2: The council should teach its keepers to swim.\n\n"
        "Reply of the council\n\nRecommendation 1\nA fence was put up. All of it is done.\n\n"
        "Recommendation 2\nWe do not accept this, since the pond is gone.\n"
    )
    assert [(i.label, i.status) for i in items_of(text)] == [("1", "done"), ("2", "not-accepted")]


def test_a_response_below_each_item_heads_no_reply() -> None:
    item = (
        "Recommendation 1\nThat the {} be fenced.\nCabinet response\nAccepted\nLead\nWarden\n"
        "Status\nComplete\n"
    )
    text = f"Tracker\n\n{item.format('pond')}\nGroup: Parks\n\n{item.format('park')}"
    assert [(i.text, i.status) for i in items_of(text)] == [
        ("That the pond be fenced.", "done"),
        ("That the park be fenced.", "done"),
    ]


def test_a_part_that_names_no_item_above_is_no_part_of_a_reply() -> None:
    text = REPLY.replace("Concern c)", "Concern d)")
    assert [i.status for i in items_of(text)][2:] == [None]


LETTER = """Harbour House
Quay Street
Overby OV1 2WD

T 0300 000 0000
letters@harbours.example
www.harbours.example

17 June 2031

Mrs Ada Reed
Harbour Master
OV9 4QT

Dear Mrs Reed

Good: short visit to the harbour at Overby

Following my visit on 3 June 2031 I write to report what I found there. It was raining when I
came, and it was dark when I left again.
The service should take further action to:

◼ count its boats
◼ mend its steps.

Yours sincerely
"""


def test_what_a_letter_is_about_stands_below_its_salutation() -> None:
    report = read_report(LETTER, "letter.txt")
    assert (report.title, report.published) == (
        "Good: short visit to the harbour at Overby",
        "2031-06-17",
    )
    assert (report.frameworks, report.grades) == ((), ())
    assert [item.framework for item in report.items] == [None, None]


def test_a_letter_below_its_title_keeps_that() -> None:
    text = LETTER.replace("Harbour House\n", "Report of a visit to Overby\n\nHarbour House\n")
    assert read_report(text, "letter.txt").title == "Report of a visit to Overby"


ANSWERED = """Auditor’s report on Overby Council

12 December 2031

The committee told us that members should be paid.

Recommendation 1

The council should fill its empty seats.

Management response: Accepted. Two members have been found. {}
"""


@pytest.mark.parametrize(
    ("last", "status"),
    [("Complete.", "done"), ("In progress.", "in-progress"), ("They are complete strangers.", "")],
)
def test_a_response_may_end_with_how_the_item_stands(last: str, status: str) -> None:
    text = ANSWERED.format(last)
    assert [(i.response, i.status or "") for i in items_of(text)] == [("accepted", status)]
    assert read_report(text, "report.txt").published == "2031-12-12"


TRUST = """Overby Harbour Trust

Inspection report

Date of publication: 09/10/2031

Summary

Our rating went down. Nobody knew how many boats were
in the harbour, and most of the steps were broken.

Areas for improvement

Action the trust MUST take is needed by law. Action a trust
SHOULD take is because it was not doing what a rule asks for,
or to keep it from breaking one.

Action the trust MUST take to improve:

•   The trust must ensure that ropes are counted, in stores,
    huts, boats and

3    Overby Harbour Trust inspection report

    sheds alike.
•   The trust must ensure that steps are mended.
"""


def test_a_page_s_number_before_its_head_parts_no_bullet() -> None:
    report = read_report(TRUST, "report.txt")
    assert "sheds" not in report.title
    assert [item.text for item in report.items] == [
        "The trust must ensure that ropes are counted, in stores, huts, boats and sheds alike.",
        "The trust must ensure that steps are mended.",
    ]


def test_a_numbered_line_in_a_list_is_no_head_of_a_page() -> None:
    text = TRUST.replace("3    Overby Harbour Trust inspection report", "3    Tarred ropes")
    assert "sheds alike" not in (items_of(text)[0].text or "")

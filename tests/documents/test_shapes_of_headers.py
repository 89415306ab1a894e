"""Reports of inspectorates of care, schools and data: their grades, titles and dates."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def read(text: str) -> Draft:
    return read_report(text, "report.txt")


def grades_of(draft: Draft) -> dict[str, str | None]:
    """The grade of each framework by its name."""
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return {names[grade.framework]: grade.grade for grade in draft.grades}


def test_both_columns_of_a_spaced_table_of_grades_may_be_wrapped() -> None:
    text = """Inspection of children's services in Overby

Published: 4 May 2031

Judgement                             Grade

The experiences and progress of       Requires improvement
children who need protection          to be good

Leadership                            Good
The experiences of care leavers       Inadequate
and of those who soon will be

Next steps

We will come back.
"""
    assert grades_of(read(text)) == {
        "The experiences and progress of children who need protection": (
            "Requires improvement to be good"
        ),
        "Leadership": "Good",
        "The experiences of care leavers and of those who soon will be": "Inadequate",
    }


@pytest.mark.parametrize(
    ("published", "by", "day"),
    [
        ("04.05.2031", "30.06.2031", "2031-06-30"),
        ("4/5/31", "30/06/31", "2031-06-30"),
        ("4-5-2031", "30-6-2031", "2031-06-30"),
        ("4 May 2031", "31.2.2031", None),
    ],
)
def test_days_in_figures_are_read_with_either_sign_between(
    published: str, by: str, day: str | None
) -> None:
    text = f"""Inspection of Overby Fire Service

Published: {published}

Recommendations

1. By {by}, the service should count its hydrants, as paragraph 3.2.14 says.
"""
    draft = read(text)
    assert draft.published == "2031-05-04"
    assert [item.due for item in draft.items] == [day]


_HOME = """Heron House

Published: 4 May 2031

How residents are heard, and what             requires improvement
comes of what they
say

How safe the home is                          good

Leaders                                       good

Leaders: good

The manager was away on the day of the visit.

{heading}

The manager should ask residents what they would like to eat.
"""


def test_names_beside_grades_may_be_wrapped_without_a_head_above_them() -> None:
    draft = read(_HOME.format(heading="What does the home need to do to improve?"))
    assert grades_of(draft) == {
        "How residents are heard, and what comes of what they say": "Requires improvement",
        "How safe the home is": "Good",
        "Leaders": "Good",
    }


def test_what_a_home_has_to_do_is_of_all_that_was_graded() -> None:
    heading = "What does the home need to do to improve?"
    of_whole = read(_HOME.format(heading=heading))
    of_last = read(_HOME.format(heading="Recommendations"))
    assert [item.framework for item in (*of_whole.items, *of_last.items)] == [None, "leaders"]


def test_two_columns_of_words_that_no_grade_heads_stay_lines() -> None:
    text = """Overby

Manager:                              Grade: none
Ann Low                               Good Street 4

Recommendation 1: The council should keep a register of breaches.
"""
    assert grades_of(read(text)) == {}


def test_a_column_of_assurance_may_leave_the_word_out() -> None:
    text = """Data audit of Overby Council

Published: 4 May 2031

Area            Assurance rating   Opinion
Training and    Limited            There is a limited level of assurance
Awareness                          that people are trained.
Records         Reasonable         There is a reasonable level of assurance.
"""
    assert grades_of(read(text)) == {
        "Training and Awareness": "Limited assurance",
        "Records": "Reasonable assurance",
    }


def test_the_name_of_a_committee_above_a_paper_s_date_is_not_its_title() -> None:
    text = """OVERBY FIRE AUTHORITY
AUDIT AND SCRUTINY COMMITTEE

MEETING DATE: 3 June 2032
AGENDA ITEM: 9

EXTERNAL ASSURANCE: PROGRESS REPORT

Report of the Chief Fire Officer

Recommendation 1: The service should keep a register of complaints.
Status: On track
"""
    assert read(text).title == "EXTERNAL ASSURANCE: PROGRESS REPORT"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("OVERBY COUNCIL\n\nAUDIT COMMITTEE             21 JANUARY 2032", "Plan of work"),
        ("Audit and Accounts Committee, 21 January 2032\nItem 7, Appendix B", "Plan of work"),
        ("Appendix 1", "Plan of work"),
        ("Inspection of the Port Board, 21 January 2032", ""),
    ],
)
def test_a_committee_with_its_day_and_an_appendix_s_number_are_no_titles(
    first: str, title: str
) -> None:
    text = f"{first}\n\nPlan of work\n\nRecommendation 1: The council should keep a register.\n"
    assert read(text).title == (title or first)


def test_a_tracker_is_a_title_and_what_stands_below_an_item_s_label_is_none() -> None:
    text = """Appendix 1

SCRUTINY COMMITTEE
RECOMMENDATIONS TRACKER

Key: Complete / On track / Delayed

Recommendation 1
That the council keep a register.
Cabinet response
Accepted
"""
    assert read(text).title == "RECOMMENDATIONS TRACKER"


def test_a_title_that_any_report_has_takes_the_name_above_it() -> None:
    text = """Health Commission

Hill Surgery
Inspection report

Date of publication: 3 June 2032

Recommendation 1: The practice should keep a register of complaints.
"""
    assert read(text).title == "Hill Surgery Inspection report"


def test_a_page_s_list_of_what_it_is_about_may_give_its_subject_and_month() -> None:
    text = """Decisions

• Case ref: 20310044
• Date: August 2031
• Subject: delays at a clinic

We recommended that the board:

• Write to the family and explain what went wrong.
"""
    draft = read(text)
    assert (draft.title, draft.published) == ("delays at a clinic", "2031-08")


def test_the_body_may_be_named_by_whose_inspector_came() -> None:
    text = """Drumlin House

A visit was made on 5 August 2031 by a care inspector of the Social Care Authority.

Recommendation 1: The manager should keep a register of complaints.
"""
    assert read(text).body == "Social Care Authority"
    assert read(text.replace("inspector of", "worker from")).body is None


def test_a_former_grade_beside_a_grade_is_no_part_of_its_framework_s_name() -> None:
    text = """Inspection of children's services in Overby

Published: 4 May 2031

Judgement          Previous grade    Grade

Leadership and     Good              Requires improvement
management                           to be good

Care leavers       Inadequate        Good

What needs to improve:

• The supervision of social workers in the assessment teams.
"""
    draft = read(text)
    assert grades_of(draft) == {
        "Leadership and management": "Requires improvement to be good",
        "Care leavers": "Good",
    }
    assert len(draft.items) == 1


def test_a_line_of_three_parts_with_dots_between_is_a_page_s_path_and_no_title() -> None:
    draft = read_report(
        "Source · Northmere · Inquiries into wrecks\nThe loss of the Ellen\n\n"
        "Recommendations\n\n1. The harbour master should light the pier.\n",
        "wreck.txt",
    )
    assert draft.title == "The loss of the Ellen"


@pytest.mark.parametrize(("end", "title"), [(" …", "report.txt"), (".", "A boat at night")])
def test_the_head_of_the_beginning_of_another_page_is_no_title(end: str, title: str) -> None:
    draft = read(
        f"A boat at night\n\nIn the spring the auditor went on board of the ferries to see{end}\n\n"
        f"Read more\n\nWhat we found\n\nThe crews were tired, and told us that they had been{end}\n"
        "\nRead more\n\nRecommendation 1 Ensure that each crew has a bed on board.\n"
    )
    assert draft.title == title


_CENTRED = """Overby
Inspection of services for carers

{dates}

Lead inspector: Ann Low
                Her Majesty’s Inspector

 Judgement                                         Grade

 The help that carers are given when they first
                                                   Good
 ask for it

 The help that carers have in a crisis, and what
 comes of it for the people whom they             Inadequate
 care for


 Overall effectiveness                             Good




What needs to improve

 \uf06e The letters that are sent to carers.

 \uf06e Times of waiting for a first visit, in the
   north of the town.

Ofsted came back in spring.
"""


def test_grades_may_stand_half_way_down_their_names() -> None:
    draft = read(_CENTRED.format(dates="Inspection dates: 28 April 2031 to 2 May 2031"))
    assert grades_of(draft) == {
        "The help that carers are given when they first ask for it": "Good",
        "The help that carers have in a crisis, and what comes of it for the people whom they "
        "care for": "Inadequate",
        "Overall effectiveness": "Good",
    }
    assert {grade.period for grade in draft.grades} == {"2031"}


def test_rows_of_which_each_begins_with_its_grade_are_not_parted_anew() -> None:
    draft = read(
        "Heron House\n\nPublished: 4 May 2031\n\n"
        "Area                                Grade\n"
        "How residents are heard             Good\nand what comes of it\n"
        "How safe the home is at             Inadequate\nnight and in winter\n"
    )
    assert grades_of(draft) == {
        "How residents are heard and what comes of it": "Good",
        "How safe the home is at night and in winter": "Inadequate",
    }


def test_a_date_of_a_visit_gives_the_year_and_is_no_day_of_publication() -> None:
    draft = read(_CENTRED.format(dates="Visit dates: 28 April to 2 May 2031"))
    assert (draft.published, {grade.period for grade in draft.grades}) == (None, {"2031"})
    with_none = read(_CENTRED.format(dates="Inspection dates: see below"))
    assert with_none.grades == ()


def test_an_inspector_s_rank_is_no_body() -> None:
    draft = read(_CENTRED.format(dates="Inspection dates: 28 April 2031 to 2 May 2031"))
    assert draft.body == "Ofsted"


def test_signs_of_a_symbol_letter_are_bullets() -> None:
    draft = read(_CENTRED.format(dates="Inspection dates: 28 April 2031 to 2 May 2031"))
    assert [item.text for item in draft.items] == [
        "The letters that are sent to carers.",
        "Times of waiting for a first visit, in the north of the town.",
    ]


def test_a_title_may_end_with_the_year_it_is_about_below_a_marking_and_a_name() -> None:
    text = (
        "Commercial in confidence\n\nGannet Borough Council\n"
        "Auditor’s Annual Report for the year ended 31 March 2032\n\n29 November 2032\n\n"
        "Improvement recommendation 1\n\nThe Council should count its chairs.\n"
    )
    draft = read(text)
    assert draft.title == "Auditor’s Annual Report for the year ended 31 March 2032"
    assert draft.published == "2032-11-29"
    dated = read(text.replace("for the year ended 31 March 2032", "of 31 March 2032"))
    assert dated.title == "Gannet Borough Council"


def test_the_day_of_publication_may_stand_at_the_very_end() -> None:
    draft = read_report(
        "Report on a lodge\n\nDate inspection completed\n\n19/03/2031\n\n"
        "Recommendations\n\n1. The lodge should light its stairs.\n\n"
        "Date Published 30/05/2031\n",
        "lodge.txt",
    )
    assert draft.published == "2031-05-30"


@pytest.mark.parametrize(
    "body",
    [
        "Criminal Justice Inspection Northern Ireland",
        "Health Services Safety Investigations Body",
        "HSSIB",
        "Audit Wales",
    ],
)
def test_a_body_is_known_by_its_name_in_the_opening(body: str) -> None:
    text = (
        f"Files that stand: a review of case files\n\nA report by {body}\n\n"
        "Audit year: 2030                              Date issued: July 2031\n\n"
        "Recommendation 1\n\nThe service should keep its files.\n"
    )
    draft = read_report(text, "report.txt")
    assert (draft.body, draft.published) == (body, "2031-07")

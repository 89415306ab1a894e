"""Plans and reports of inspectorates of care, schools and data: what they ask for."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def read(text: str) -> Draft:
    return read_report(text, "report.txt")


def texts_of(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    """(kind, label, text) of each item."""
    return [(item.kind, item.label, item.text) for item in draft.items]


PLAN = """Harbour View

Published: 4 May 2031

4.0 The inspection

4.1 What has the home done about areas for improvement from the last inspection?

Area for improvement 1
Ref: Regulation 9
Stated: First time
The manager shall ensure that the lift is serviced twice a year.
Validation of compliance
Met

4.2 Staffing

Rotas were full.

5.0 Plan

Area for improvement 1
Ref: Regulation 13 (1)
Stated: First time
To be completed by: 5 June 2031
The manager shall ensure that bath water is tested every day.
Ref: 4.2
Response by the manager detailing the actions taken:
A thermometer was bought.

To comply with the standards

Area for improvement 1
Ref: Standard 3
Stated: Second time
To be completed by: 12 July 2031
The manager shall ensure that visitors are asked what they think.
"""


def test_fields_may_stand_between_a_label_and_its_text_and_numbers_may_begin_again() -> None:
    draft = read(PLAN)
    items = sorted(draft.items, key=lambda item: item.due or "")
    assert [(item.label, item.due, item.text) for item in items] == [
        ("1", "2031-06-05", "The manager shall ensure that bath water is tested every day."),
        ("1", "2031-07-12", "The manager shall ensure that visitors are asked what they think."),
    ]
    assert items[0].update == "A thermometer was bought."


def test_a_section_on_the_last_inspection_goes_on_to_the_next_section_with_a_number() -> None:
    draft = read(PLAN)
    assert not any("the lift" in (item.text or "") for item in draft.items)
    assert any("ensure that the lift" in warning.text for warning in draft.warnings)


def test_without_numbers_a_heading_ends_what_is_said_of_the_last_inspection() -> None:
    text = """Harbour View

Areas for improvement from the last inspection

Area for improvement 1
The manager shall ensure that the lift is serviced twice a year.

Kitchen

Area for improvement 2
The manager shall ensure that food has a date on it.
"""
    assert texts_of(read(text)) == [
        ("afi", "2", "The manager shall ensure that food has a date on it.")
    ]


def test_black_squares_are_bullets() -> None:
    text = """Overby

Areas for improvement
◼ The oversight of plans for
children.
◼ Training in the whole of the home
"""
    assert texts_of(read(text)) == [
        ("afi", None, "The oversight of plans for children."),
        ("afi", None, "Training in the whole of the home"),
    ]


LIST = """Data audit of Overby Council

Areas for improvement

Governance and Accountability

• The council should name a person who answers for personal data in each department.
• There is no register of breaches. The council should keep one.
• The council should train its staff before they are given access to the records, and
that it is repeated.
• Training is out of date. Staff said that they should have had it in March.

Records Management

• The council should weed its archive of paper files in line with its schedule.
"""


def test_fields_may_share_a_line_or_stand_above_their_values() -> None:
    text = """Larch House

12 May 2031

Action required to comply with the Care Standards

Area for improvement 1

Ref: Standard 6

To be completed by:
30 September 2031

The manager shall ensure that each resident has a plan.

Area for improvement 2
Ref: Standard 9    Stated: Second time    To be completed by: 1 October 2031
The manager shall ensure that bins are emptied.

Area for improvement 1

To be completed by:
2 November 2031

The manager shall ensure that the lift is mended.
"""
    draft = read(text)
    assert [(item.label, item.due) for item in draft.items] == [
        ("1", "2031-09-30"),
        ("2", "2031-10-01"),
        ("1", "2031-11-02"),
    ]
    assert draft.published == "2031-05-12"


def test_how_a_quoted_item_stands_may_be_said_behind_it() -> None:
    text = """Update

1. The inspectorate's recommendation 4 says: "The service should publish its map." It is on track.

2. AFI 3, which reads “The service should test its hydrants.”, has been completed.

3. AFI 5, which reads “The service should ask its staff.”, was the talk of the whole meeting.
"""
    assert [(item.kind, item.label, item.status) for item in read(text).items] == [
        ("recommendation", "4", "in-progress"),
        ("afi", "3", "done"),
    ]


def test_a_list_of_dots_below_its_heading_and_a_part_is_no_table_of_lines() -> None:
    assert [(item.label, item.framework, item.text) for item in read(LIST).items] == [
        (None, "governance-and-accountability", text)
        for text in (
            "The council should name a person who answers for personal data in each department.",
            "There is no register of breaches. The council should keep one.",
            "The council should train its staff before they are given access to the records, and "
            "that it is repeated.",
        )
    ] + [
        (
            None,
            "records-management",
            "The council should weed its archive of paper files in line with its schedule.",
        )
    ]


PAPER = """Fire and Rescue Authority

Date: 3 June 2032

Cause of concern – Checks of tall buildings

4.1 The inspectorate found that “the service does not check its tall buildings often enough”. It
recommended that:

4.2 “By 31 March 2033, the service should have a plan for its tall buildings.”

Position: Delayed, from 31 March 2032 to 31 May 2032. One post is empty.
Lead: Head of Protection

National reports

4.3 The report on conduct made ten recommendations. All are done but number 7, which reads: “The
service should keep a register of complaints.”

Position: In progress.
Lead: Head of People
"""


def test_items_may_be_quoted_within_the_paragraphs_of_a_paper() -> None:
    assert sorted(texts_of(read(PAPER))) == [
        ("cause-of-concern", None, "the service does not check its tall buildings often enough"),
        (
            "recommendation",
            "4.2",
            "“By 31 March 2033, the service should have a plan for its tall buildings.”",
        ),
        ("recommendation", "7", "The service should keep a register of complaints."),
    ]


def test_a_status_may_say_to_which_day_the_work_was_put_off() -> None:
    text = """Log

Recommendation 1: The service should keep a register of complaints.
Status: Delayed, from 31 March 2032 to 31 May 2032. One post is empty.

Recommendation 2: The service should answer its telephones.
Status: Delayed. The work began on 3 May 2032 and goes on to the end.
"""
    assert [item.due for item in read(text).items] == ["2032-05-31", None]


def test_a_quotation_that_asks_for_nothing_is_no_item() -> None:
    text = """Log

Recommendation 1: The service should keep a register of complaints.

One letter said it was number 3, which reads: “We are quite happy with what was done for us.”
"""
    assert [item.label for item in read(text).items] == ["1"]


def test_a_requirement_that_says_how_in_parts_is_one_item() -> None:
    text = """Care home

Requirements

1. By 3 June 2032, the provider must ensure that medicines are safe. To do this, the provider must:

a) count them every week; and

b) train the staff.

2. The provider must mend the lift.
"""
    assert texts_of(read(text)) == [
        (
            "recommendation",
            "1",
            "By 3 June 2032, the provider must ensure that medicines are safe. To do this, the "
            "provider must: a) count them every week; and b) train the staff.",
        ),
        ("recommendation", "2", "The provider must mend the lift."),
    ]


def test_a_finding_before_a_stem_is_no_part_of_it() -> None:
    text = """Surgery

We found two breaches of the rules. The practice must:

• Ensure that medicines are safe.
• Keep the records of its checks.

Staff said that they were busy. Patients told us they must:

• Wait for an hour.
"""
    assert [item.text for item in read(text).items] == [
        "The practice must: Ensure that medicines are safe.",
        "The practice must: Keep the records of its checks.",
    ]


MONITORING = """Report following {visit}

Overby School

Progress since the last inspection

R1. Improve attendance in the upper school

Teachers ring home each morning. Fewer pupils are late.

Limited progress has been made in addressing the recommendation.

R2. Address the matters of safety at the gate

The gate is locked.

The recommendation has been fully addressed.

R3. Raise standards in Welsh

The area for improvement was a matter of debate.
"""


def test_a_report_on_a_later_visit_says_what_came_of_each_recommendation() -> None:
    assert [(i.label, i.status) for i in read(MONITORING.format(visit="monitoring")).items] == [
        ("R1", "in-progress"),
        ("R2", "done"),
        ("R3", None),
    ]


def test_in_any_other_report_the_recommendations_of_the_last_inspection_are_not_taken() -> None:
    text = MONITORING.format(visit="inspection") + "\nNew recommendations\n\nR4. Mend the roof\n"
    assert [item.label for item in read(text).items] == ["R4"]


BODIES = """Joint inspection of Overby

Areas for priority action

Responsible body
Areas for priority action
Overby Council
Leaders in the council should act to make sure that plans:
■ are in time; and
■ say what is needed.
Overby Health Trust
The trust should appoint an officer for children with special needs.

Areas for improvement

Leaders should ask families what they think.
"""


def test_a_body_above_each_action_is_neither_a_framework_nor_the_owner_of_the_one_before() -> None:
    draft = read(BODIES)
    assert texts_of(draft) == [
        (
            "recommendation",
            None,
            "Leaders in the council should act to make sure that plans: ■ are in time; and ■ say "
            "what is needed.",
        ),
        (
            "recommendation",
            None,
            "The trust should appoint an officer for children with special needs.",
        ),
        ("afi", None, "Leaders should ask families what they think."),
    ]
    assert {(item.framework, item.owner) for item in draft.items} == {(None, None)}


def test_a_responsible_body_below_an_item_is_its_owner() -> None:
    text = """Joint inspection of Overby

Recommendation 1: The trust should appoint an officer for children.
Responsible body
Overby Health Trust

Recommendation 2: The council should write its plans in time.
Responsible body: Overby Council
"""
    assert [item.owner for item in read(text).items] == ["Overby Health Trust", "Overby Council"]


def test_what_part_of_a_list_begins_with_a_finding_is_still_a_part_of_it() -> None:
    text = """Data audit of Overby Council

Key areas for improvement

Data sharing

- Agreements are out of date. The council should review them each year.

Training

- New staff aren't trained. All should be trained within a month.
"""
    assert [item.framework for item in read(text).items] == ["data-sharing", "training"]


def test_a_numbered_finding_below_another_list_s_heading_begins_no_part_of_it() -> None:
    text = """Inspection of Overby

Recommendations

1 The service should write down why each of its cases was stopped. (paragraph 3.4)

Good practice

The office rings first.

3. Casework

3.4 In 31 cases no reason was written down. A lawyer who takes over should be able to see one.

Recommendation

The service should write down why each of its cases was stopped.
"""
    assert texts_of(read(text)) == [
        ("recommendation", "1", "The service should write down why each of its cases was stopped.")
    ]


def test_letters_without_stops_below_a_stem_are_labels() -> None:
    text = """Audit of courts

9 These points are meant to help. The department should:

a by December 2031, count its court buildings; and

b set out how it will choose between them.
"""
    assert [(item.label, item.due) for item in read(text).items] == [("a", "2031-12"), ("b", None)]


def test_a_later_visit_s_report_may_quote_what_was_said_without_labels() -> None:
    text = """Follow-up inspection: Overby Fire Service

PROGRESS AGAINST THE 2031 CAUSE OF CONCERN

In 2031 we said:

The service has no plan for when its control room fails.

NEW RECOMMENDATIONS

A   The service should try out its plan by 3 May 2032.

B   The service should tell each watch what it has learned.
"""
    assert [item.label for item in read(text).items] == ["A", "B"]

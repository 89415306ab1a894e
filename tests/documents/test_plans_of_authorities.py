"""Plans and trackers that authorities make themselves, as they are pasted into a text."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import DraftItem

Row = tuple[str, str, str, str, str]


def items_of(text: str) -> tuple[DraftItem, ...]:
    return read_report(text, "plan.txt").items


def rows_of(text: str) -> list[Row]:
    """Return label, text, owner, due and status of each item, "" for what isn't there."""
    return [
        (i.label or "", i.text or "", i.owner or "", i.due or "", i.status or "")
        for i in items_of(text)
    ]


TRACKER = """Quarterly tracker of audits

A. Open

Ref | Audit | Recommendation | Responsible officer | Due date | Status
FL/25/1 | Fleet | Fuel cards should be cancelled. | Fleet Manager | 30/06/2026 | In progress

B. Closed

Ref | Audit | Recommendation | Responsible officer | Due date | Status
FL/25/2 | Fleet | Mileage should be checked monthly. | Fleet Manager | | Implemented

Home | Plans | Contact us
"""


def test_rows_whose_cells_upright_strokes_part_are_a_table() -> None:
    assert rows_of(TRACKER) == [
        (
            "FL/25/1",
            "Fuel cards should be cancelled.",
            "Fleet Manager",
            "2026-06-30",
            "in-progress",
        ),
        (
            "FL/25/2",
            "Mileage should be checked monthly.",
            "Fleet Manager",
            "",
            "done",
        ),
    ]


def test_strokes_around_a_table_and_a_rule_below_its_head_are_no_cells() -> None:
    text = (
        "Actions\n\n| No | Recommendation | Owner |\n|----|:---|---|\n"
        "| 1 | The depot should be fenced. | Head of Works |\n"
    )
    assert rows_of(text) == [("1", "The depot should be fenced.", "Head of Works", "", "")]


def test_strokes_in_a_line_of_prose_make_no_table() -> None:
    text = (
        "Review of parking\n\nRecommendation 1: The council should show the price | the hours |"
        " the limit\non each machine.\n"
    )
    (item,) = items_of(text)
    assert (item.label, (item.text or "")[-22:]) == ("1", "limit on each machine.")


FORMS = """Response of the Executive

Recommendation No. 1 | That the parks close at dusk.
Executive Response | Accepted. Keys have been cut.
Action | Owner | By When | Target/Success Criteria | Progress
Lock the gates | Parks Manager | 30 June 2032 | All gates locked | Completed in May

Recommendation No. 2 | That the wardens:
(a) walk each path daily; and
(b) write down what they see.
Executive Response | Rejected. There are too few, and they should rest.
Action | Owner | By When | Target/Success Criteria | Progress
None | n/a | n/a | n/a | n/a

Recommendation No. 3 | That the ponds be fenced.
Executive Response | Accepted in part.
Action | Owner | By When | Target/Success Criteria | Progress
Fence the deep pond | Head of Works | March 2032 | One fence | Completed
Sign the others | Parks Manager | 30 June 2032 | Signs up | Not started
"""


def test_a_form_of_each_item_may_have_a_head_and_rows_of_actions() -> None:
    assert rows_of(FORMS) == [
        ("1", "That the parks close at dusk.", "Parks Manager", "2032-06-30", "done"),
        (
            "2",
            "That the wardens: (a) walk each path daily; and (b) write down what they see.",
            "",
            "",
            "not-accepted",
        ),
        ("3", "That the ponds be fenced.", "Head of Works", "2032-03", ""),
    ]


def test_what_several_actions_of_a_form_say_is_kept_with_their_item() -> None:
    last = items_of(FORMS)[-1]
    assert last.response == "partly-accepted"
    for words in ("Fence the deep pond", "Sign the others", "30 June 2032", "Completed"):
        assert words in (last.update or "")


TABS = (
    "Review of a death\n\nAction plan\n\n"
    "Recommendation\tScope\tAction to take\tLead agency\tKey milestones\tTarget date"
    "\tDate of completion and outcome\n"
    "Recommendations of the review\n"
    "1. Housing officers should visit within a week.\tLocal\tWrite it down\tHousing\tDrafted"
    "\t31 January 2032\t\n"
    "\t\tTell the officers\tHousing\tAll told\t28 February 2032\t\n"
    "2. Nurses should ask again.\tLocal\tTrain them\tHealth Board\tTrained\t31 May 2031"
    "\tCompleted 2 May 2031. All were trained\n"
    "Recommendations of one agency\n"
    "3. The police should keep the number.\tLocal\tKeep it\tPolice\tNot yet started"
    "\t30 June 2032\t\n"
)


def test_a_name_across_a_table_of_tabs_does_not_end_it() -> None:
    assert rows_of(TABS) == [
        ("1", "Housing officers should visit within a week.", "Housing", "2032-01-31", ""),
        ("2", "Nurses should ask again.", "Health Board", "2031-05-31", "done"),
        ("3", "The police should keep the number.", "Police", "2032-06-30", "not-started"),
    ]


def test_a_line_apart_from_the_rows_of_tabs_is_no_name_across_them() -> None:
    text = "A\tlist\tof three\n\nThe council should mend the weir by May 2032.\n\nB\tmore\tof it\n"
    assert [i.text for i in items_of("Recommendations\n\n" + text)] == [
        "The council should mend the weir by May 2032."
    ]


BLOCKS = """Plan after the inspection of libraries

Progress

Outcome sought 1: Loans to the housebound, so that
nobody waits a month.

Accountable lead: Chief Librarian
Completion date: 30 April 2032
Previous RAG: Red
Current RAG: Blue – completed
Update (November 2031): A van should be bought.
Update (March 2032): It was bought. Drivers should now:
- wash it each week; and
- count its books.
Impact: Too early to say.

Outcome sought 2: The mending of books.

Accountable lead: Head of Stock
Completion date: May 2032
Current status: In progress
"""


def test_a_document_s_own_name_and_number_labels_an_item_with_fields_below_it() -> None:
    first, second = items_of(BLOCKS)
    assert rows_of(BLOCKS) == [
        (
            "1",
            "Loans to the housebound, so that nobody waits a month.",
            "Chief Librarian",
            "2032-04-30",
            "done",
        ),
        ("2", "The mending of books.", "Head of Stock", "2032-05", "in-progress"),
    ]
    assert (first.update or "").startswith("A van should be bought. It was bought.")
    assert (first.update or "").endswith("count its books.")
    assert second.update is None


def test_a_name_and_a_number_without_fields_below_are_no_item() -> None:
    text = "Recommendation 1: The library should mend books.\n\nTable 1: The mending of books.\n"
    items = items_of(f"Report on libraries\n\n{text}\nIt is long.\n")
    assert [item.label for item in items] == ["1"]


BOXES = """Internal audit report 7.31/32

Boats of the harbour

22 October 2031

Area: Moorings

Control             Boats are counted.

Management      The Harbour Master will count     Responsible Owner:     Date:             Priority:
Action 1        the boats each week, and tell     Harbour Master         31 January 2032   Medium
                the clerk.

Management      The clerk will write it           Responsible Owner:     Date:             Priority:
Action 2        down.                             Clerk to the Harbour   Completed         Low

Name         Rank        Paid
Ann          One         Yes
"""


def test_a_box_of_aligned_columns_with_names_above_values_is_an_item() -> None:
    assert rows_of(BOXES) == [
        (
            "1",
            "The Harbour Master will count the boats each week, and tell the clerk.",
            "Harbour Master",
            "2032-01-31",
            "",
        ),
        ("2", "The clerk will write it down.", "Clerk to the Harbour", "", "done"),
    ]
    assert read_report(BOXES, "plan.txt").title == "Boats of the harbour"
    assert read_report(BOXES, "plan.txt").published == "2031-10-22"


COLOURS = """INSPECTION ACTION PLAN: PROGRESS REPORT

1.  The inspectorate published its report on the Coastguard on 2 July 2031.

Key to status
Blue      Closed by the inspectorate
Green     Complete
Amber     In progress, on track
Red       Off track, or not started

AREAS FOR IMPROVEMENT

Ref     Area for improvement                Owner             Target       Status   Comment

AFI 1   The Coastguard should mend its      Head of Boats     30/09/31     Blue     By letter.
        boats.

AFI 2   The Coastguard should paint its     Head of Boats     31/05/32     Green    Painted.
        boats.

                                                                                    Page 2 of 3
                                                                                    APPENDIX A

Ref     Area for improvement                Owner             Target       Status   Comment

AFI 3   The Coastguard should count its     Head of Ropes     30/06/32     Amber    Counting.
        ropes.

AFI 4   The Coastguard should sell its      Head of Ropes     30/06/32     Red      No buyer.
        ropes.
"""


def test_the_document_s_own_key_says_what_a_colour_says() -> None:
    draft = read_report(COLOURS, "plan.txt")
    assert [(i.label, i.owner, i.due, i.status) for i in draft.items] == [
        ("1", "Head of Boats", "2031-09-30", "closed"),
        ("2", "Head of Boats", "2032-05-31", "done"),
        ("3", "Head of Ropes", "2032-06-30", "in-progress"),
        ("4", "Head of Ropes", "2032-06-30", None),
    ]
    assert draft.published == "2031-07-02"
    assert {item.framework for item in draft.items} == {None}


def test_a_colour_without_a_key_or_with_two_says_nothing() -> None:
    without = COLOURS.replace("Green     Complete\n", "").replace("Blue      Closed", "We closed")
    assert [i.status for i in read_report(without, "plan.txt").items][1] is None
    twice = COLOURS.replace("1.  The", "Green     Not started\nRed       Stopped\n\n1.  The")
    assert [i.status for i in read_report(twice, "plan.txt").items][1] is None


AUDIT = """Internal Audit Report 2031/32

Bridges and Ferries
September 2031

Contents
Summary                                1
Management Action Plan                 4

Management Action Plan

1.1 Bridges

Two were shut, and one of these was to be mended by the end of summer by its
works department in May.

Recommendation
We recommend that the Board lists its bridges in one book to which
Works has a key.

The result should be shown to members.

Management Action                                            Grade 4 (Operation)

Agreed. A first list should be there in October.

Action owner: Clerk of Works                        Due date: 31 October 2031

1.2 Ferries

Recommendation
We recommend that the Board paints its ferries. As a minimum, this should include:
• the hulls; and
• the names.

Management Action                                            Grade 2 (Design)

Not accepted. Members like the rust.

Action owner: N/A                                           Due date: N/A
"""


def test_a_response_below_its_own_name_is_no_item_and_its_fields_are_the_item_s() -> None:
    first, second = items_of(AUDIT)
    assert first.text == (
        "We recommend that the Board lists its bridges in one book to which Works has a key. "
        "The result should be shown to members."
    )
    assert (first.owner, first.due, first.response) == ("Clerk of Works", "2031-10-31", "accepted")
    assert (second.status, second.owner, second.due) == ("not-accepted", None, None)
    assert second.text == (
        "We recommend that the Board paints its ferries. As a minimum, this should include: "
        "• the hulls; and • the names."
    )


def test_two_paragraphs_under_a_heading_that_stands_once_are_two_items() -> None:
    text = (
        "Report on bridges\n\nRecommendation\n\nThe Board should list its bridges.\n\n"
        "The Board should paint its ferries.\n"
    )
    assert len(items_of(text)) == 2


def test_agreed_work_under_a_list_of_agreed_actions_stays_an_item() -> None:
    text = "Report on bridges\n\nAgreed actions\n\n1. Agreed work on the bridge should be done.\n"
    assert [item.text for item in items_of(text)] == ["Agreed work on the bridge should be done."]


NOTICE = """Inspectorate of Kitchens

IMPROVEMENT NOTICE                       Serial number K/31

Name: Overdale Council

The reasons are that rats were seen. Your own rules say that they should be caught.

I hereby require you to remedy these matters by 30 January 2032 in the manner of the schedule.

Signature: J Ash                               Date: 4 November 2031

Notes
1. Failure to comply with a notice is an offence.

SCHEDULE

To comply with this Notice you should:

1. Instruct all who cook at the school, those of the agency as well, and keep a
record of who was told and when.

2. Close the holes in the
wall.

OR

Any other measures as good.
"""


def test_what_a_notice_requires_is_an_item_each_with_the_notice_s_date() -> None:
    assert rows_of(NOTICE) == [
        (
            "1",
            "To comply with this Notice you should: Instruct all who cook at the school, those of"
            " the agency as well, and keep a record of who was told and when.",
            "",
            "2032-01-30",
            "",
        ),
        (
            "2",
            "To comply with this Notice you should: Close the holes in the wall.",
            "",
            "2032-01-30",
            "",
        ),
    ]
    assert read_report(NOTICE, "notice.txt").published == "2031-11-04"


def test_what_a_guide_says_you_should_do_is_no_item() -> None:
    text = (
        "Report on kitchens\n\nRecommendation 1: The school should close the holes.\n\n"
        "About us\n\nTo reach this office you should:\n\n1. Ring the bell.\n\n2. Wait.\n"
    )
    assert [item.label for item in items_of(text)] == ["1"]


ANNUAL = """Annual report on the Borough of Overdale

Commercial in confidence

28 November 2031

Statutory recommendation 1

The Borough should publish its accounts by 31 March 2032.

Management comments       Accepted. They should be ready by May.
                          Responsible officer: Treasurer
                          Due date: 31 May 2032

© 2031 Ash and Oak LLP          Annual report | 3

Commercial in confidence

Improvement recommendation 1

The Borough should show in each quarter's report what its savings were to bring and

© 2031 Ash and Oak LLP          Annual report | 4

Commercial in confidence

bring it to members, who have asked for that since the
spring of the year before.

Year in which it was raised     2030
Cause                           Haste

Management comments       Agreed. It should be there in May.
"""


def test_recommendations_of_each_sort_have_numbers_of_their_own() -> None:
    assert rows_of(ANNUAL) == [
        (
            "1",
            "The Borough should publish its accounts by 31 March 2032.",
            "Treasurer",
            "2032-05-31",
            "",
        ),
        (
            "1",
            "The Borough should show in each quarter's report what its savings were to bring and"
            " bring it to members, who have asked for that since the spring of the year before.",
            "",
            "",
            "",
        ),
    ]


def test_a_first_cell_may_wrap_in_columns_without_empty_lines_between_the_rows() -> None:
    text = (
        "Action plan\n\n"
        "Recommendation                     Owner         Due date        Status\n"
        "The Council should report its      Treasurer     31 May 2032     In progress\n"
        "loans to members\n"
        "The Council should mend the        Surveyor      30 June 2032    Complete\n"
        "weir\n"
    )
    assert [row[1:] for row in rows_of(text)] == [
        (
            "The Council should report its loans to members",
            *("Treasurer", "2032-05-31", "in-progress"),
        ),
        ("The Council should mend the weir", "Surveyor", "2032-06-30", "done"),
    ]

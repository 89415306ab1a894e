"""Owners, dates and statuses that plans of action print below each item, in their own forms."""

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


TRACKER = """Tracker of recommendations

Recommendation 1
That the ferry run on Sundays.
Executive response
Accepted
Lead
Head of Transport
Target date
31 March 2032
Update
Timetables were printed.
Status
On track

Recommendation 2
That the toll be dropped.
Executive response
Rejected. It pays for the bridge.
Lead
-
Update
No further action.
Status
Rejected by the Executive
"""


def test_names_of_fields_may_stand_above_their_values_with_an_update_among_them() -> None:
    assert rows_of(TRACKER) == [
        ("1", "That the ferry run on Sundays.", "Head of Transport", "2032-03-31", "in-progress"),
        ("2", "That the toll be dropped.", "", "", "not-accepted"),
    ]
    assert [item.update for item in items_of(TRACKER)] == [
        "Timetables were printed.",
        "No further action.",
    ]


def test_a_heading_below_an_item_is_no_name_of_an_update() -> None:
    text = (
        "Review of ferries\n\nRecommendation 1\nThe council should run the ferry on Sundays.\n\n"
        "Progress\n\nThe review began in May.\n"
    )
    (item,) = items_of(text)
    assert item.update is None


DASHES = """Overby Council

Review of Elections: Action Plan

PV1. Publish the count on the night.
Owner – Returning Officer
Due – by the Annual Meeting, 19 May 2032
Position at 1 November 2031 – A date was set. In progress.

PV2. Print the forms in large letters.
Owner – Elections Manager
Due – 30 September 2031
Position at 1 November 2031 – Implemented.
"""


def test_a_status_may_name_its_day_and_a_due_date_is_no_day_of_publication() -> None:
    assert rows_of(DASHES) == [
        (
            "PV1", "Publish the count on the night.", "Returning Officer", "2032-05-19",
            "in-progress",
        ),
        (
            "PV2", "Print the forms in large letters.", "Elections Manager", "2031-09-30", "done",
        ),
    ]  # fmt: skip


ACTIONS = """Review of a fall: action plan

Recommendation 1: The trust should mend the
ramps at each of its doors, and

Fall action plan v2                                          2

make sure that they are lit.

Action: Survey of all ramps to be done.
Lead: Estates Manager, Overby Trust
Timescale: 31 July 2031
Impact / evidence: Ramps mended at 26 of 30 doors.
Status: Completed

Recommendation 2: The trust must count falls.

Action: Form to be written.
Lead: Matron
Timescale: 31 January 2032
Impact / evidence:
Status: Not yet started
"""


def test_the_one_action_below_a_recommendation_is_no_item_and_its_fields_are_the_items() -> None:
    assert rows_of(ACTIONS) == [
        (
            "1",
            "The trust should mend the ramps at each of its doors, and make sure that they are"
            " lit.",
            "Estates Manager, Overby Trust",
            "2031-07-31",
            "done",
        ),
        ("2", "The trust must count falls.", "Matron", "2032-01-31", "not-started"),
    ]


def test_several_actions_below_a_recommendation_are_items_with_their_owners() -> None:
    text = (
        "Plan\n\nRecommendation 1: The trust should mend the ramps.\n\n"
        "Action: Survey the ramps.\nLead: Matron\nStatus: Completed\n\n"
        "Action: Mend the ramps.\nLead: Bursar\nStatus: Ongoing\n"
    )
    assert [row[2] for row in rows_of(text)] == ["", "Matron", "Bursar"]


LEARNING = """Recommendations - Overby Police, July 2031

Published 22 July 2031

Recommendations

Overby recommendation 1

The office recommends that Overby Police should lock its store.

It has been open for years.

Do you accept the recommendation?

Yes

Overby recommendation 2

The office recommends that Overby Police should count its keys.
"""


def test_a_label_with_the_name_of_the_title_is_no_head_of_a_page() -> None:
    assert [(i.label, i.text) for i in items_of(LEARNING)] == [
        ("1", "The office recommends that Overby Police should lock its store."),
        ("2", "The office recommends that Overby Police should count its keys."),
    ]


def test_a_heading_that_ends_with_response_is_no_answer_to_an_item() -> None:
    text = (
        "Inspection of a fire service\n\nRecommendation 1\nThe service should test its pumps.\n"
        "Emergency Response:\nCrews are ready by night.\n\n"
        "Recommendation 2\nThe service should train its drivers.\n"
    )
    assert [(item.text, item.update) for item in items_of(text)] == [
        ("The service should test its pumps.", None),
        ("The service should train its drivers.", None),
    ]


_DONE_SO_FAR = """Our progress

Areas for improvement

• The force should see to it that all thefts are looked into.
Status: On track
What we’ve done:
o New advice for sergeants
o A look at each theft by an inspector
o Audits every month, which supervisors must read

• The force needs to ask each victim what they need.
Status: Complete
What we’ve done:
o The system asks for it
What we’ll do next:
o Make sure that the system is quick
"""


def test_points_below_what_was_done_are_the_items_and_end_no_list() -> None:
    items = items_of(_DONE_SO_FAR)
    assert [(item.text, item.status) for item in items] == [
        ("The force should see to it that all thefts are looked into.", "in-progress"),
        ("The force needs to ask each victim what they need.", "done"),
    ]
    assert [item.update for item in items] == [
        "o New advice for sergeants o A look at each theft by an inspector o Audits every month, "
        "which supervisors must read",
        "o The system asks for it o Make sure that the system is quick",
    ]


def test_what_is_said_with_a_points_status_ends_no_list_of_recommendations() -> None:
    items = items_of(
        "Our progress\n\nCause of concern\n\nThe force doesn’t manage the risk of fire.\n\n"
        "The inspectors recommended that by 31 August 2032 the force should:\n\n"
        "• put out all fires\nStatus: Complete\nThe last fire was put out on 22 July.\n\n"
        "• make sure that each post has a bucket\nStatus: On track\n"
    )
    stem = "The inspectors recommended that by 31 August 2032 the force should:"
    assert [(i.text, i.due, i.status, i.update) for i in items if i.kind == "recommendation"] == [
        (
            f"{stem} put out all fires",
            "2032-08-31",
            "done",
            "The last fire was put out on 22 July.",
        ),
        (f"{stem} make sure that each post has a bucket", "2032-08-31", "in-progress", None),
    ]

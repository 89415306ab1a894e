"""Contents of different layouts, as blocks, to be written as files of different kinds."""

from __future__ import annotations

from typing import Final

from hmic_tracker.documents.blocks import Block
from tests.documents.written_documents import bullet, heading, paragraph, row

Blocks = tuple[Block, ...]

POLICE: Final[Blocks] = (
    heading("PEEL 2031: Westmere Police", 1),
    paragraph("Published on: 14 May 2031"),
    heading("Responding to the public"),
    paragraph("Requires improvement"),
    paragraph("Westmere Police requires improvement at responding to the public."),
    heading("Areas for improvement", 3),
    paragraph("The force should answer calls on the ordinary line within two minutes."),
    paragraph("Callers waited for nine minutes at the weekend."),
    paragraph("The force should tell callers when nobody will be sent, and why."),
    heading("Main findings", 3),
    paragraph("The control room has a desk for vulnerable callers."),
    heading("Investigating crime"),
    paragraph("Adequate"),
    paragraph("Westmere Police is adequate at investigating crime."),
    heading("Area for improvement", 3),
    paragraph("The force should review each investigation that is open after ninety days."),
)
LABELLED: Final[Blocks] = (
    heading("Custody in Norbridge: an inspection", 1),
    paragraph("Published 3 March 2031"),
    heading("Recommendations"),
    paragraph(
        "Recommendation 1: By 30 September 2031, the chief constable should make sure that each"
        " detainee is searched by an officer of the same sex."
    ),
    paragraph(
        "Recommendation 2: The chief constable should record why a strip search was thought to be"
        " necessary, and who agreed to it."
    ),
    paragraph(
        "Recommendation 3: With immediate effect, custody sergeants should check cells every"
        " thirty minutes."
    ),
)
STEM: Final[Blocks] = (
    heading("The handling of stalking reports", 1),
    paragraph("Published on: 20 June 2031"),
    heading("Recommendations"),
    paragraph("By 31 December 2031, all chief constables should make sure that:"),
    bullet("each report of stalking is assessed within a day;"),
    bullet("officers look for earlier reports against the same suspect; and"),
    bullet("victims are given the name of the officer in the case."),
    heading("Conclusion"),
    paragraph("Forces have begun to take these reports more seriously."),
)
ACTIONS: Final[Blocks] = (
    heading("Response to the inspection of fire control", 1),
    paragraph("7 October 2031"),
    paragraph("Recommendation 1: The service should test its fallback site twice a year."),
    paragraph("Owner: Head of Control"),
    paragraph("Due date: 31 January 2032"),
    paragraph("Status: In progress"),
    paragraph("Recommendation 2: The service should train all watch managers in its new system."),
    paragraph("Owner: Director of People"),
    paragraph("Due date: 30 April 2032"),
    paragraph("Status: Completed"),
)
TABLE: Final[Blocks] = (
    heading("Audit of property stores: action plan", 1),
    paragraph("Issued 2 February 2031"),
    row("No", "Recommendation", "Owner", "Due date", "Status", head=True),
    row(
        "1",
        "The store should weigh every bag of seized drugs when it comes in.",
        "Head of Property",
        "30 June 2031",
        "In progress",
    ),
    row(
        "2",
        "The store should destroy property within a month of the order.",
        "Head of Property",
        "31 July 2031",
        "Completed",
    ),
    row(
        "3",
        "Managers should count cash with a second person present.",
        "Finance Director",
        "30 September 2031",
        "Not started",
    ),
)
GRADES: Final[Blocks] = (
    heading("Grades of Eastholm Constabulary", 1),
    paragraph("Published on: 9 September 2031"),
    row("Area", "2029", "2031", head=True),
    row("Preventing crime", "Good", "Good"),
    row("Supporting victims", "Requires improvement", "Adequate"),
    row("Managing offenders", "Inadequate", "Requires improvement"),
    heading("Supporting victims"),
    heading("Area for improvement", 3),
    paragraph("The constabulary should offer a needs assessment to every victim."),
)
CAUSE: Final[Blocks] = (
    heading("Southgate Fire and Rescue Service 2030/31", 1),
    paragraph("Published on: 11 November 2031"),
    heading("Protecting the public through fire regulation"),
    paragraph("Inadequate"),
    heading("Cause of concern", 3),
    paragraph("The service does not know which of its buildings carry the highest risk."),
    heading("Recommendations", 3),
    paragraph("By 29 February 2032, the service should:"),
    bullet("define what a high-risk building is;"),
    bullet("inspect each of them within three years."),
    heading("Area for improvement", 3),
    paragraph("The service should act on false alarms before it sends an engine."),
)
ADDRESSEES: Final[Blocks] = (
    heading("Joint inspection of youth custody", 1),
    paragraph("Published 21 July 2031"),
    heading("Recommendations"),
    paragraph("Chief constables should:"),
    bullet("keep children apart from adults in every custody suite;", "1."),
    bullet("call an appropriate adult within an hour.", "2."),
    paragraph("The Home Office should:"),
    bullet("collect figures on the length of detention;", "3."),
    bullet("publish them every year.", "4."),
)
MATTERS: Final[Blocks] = (
    heading("Report to prevent future deaths", 1),
    paragraph("Date of report: 4 April 2031"),
    heading("Matters of concern"),
    bullet("There is no system by which the ward learns of a missed dose.", "1."),
    bullet("Staff were not trained to use the alarm that was fitted in May.", "2."),
    heading("Action should be taken"),
    paragraph("In my opinion action should be taken to prevent future deaths."),
)
LETTERED: Final[Blocks] = (
    heading("Review of police complaints in Fenmouth", 1),
    paragraph("Published on: 2 December 2031"),
    heading("Recommendations"),
    paragraph("Recommendation 1"),
    paragraph("By 30 June 2032, the force should:"),
    bullet("acknowledge each complaint within two days;", "(a)"),
    bullet("say who will look into it.", "(b)"),
    paragraph("Recommendation 2"),
    paragraph("The force should publish what it has learned from complaints every year."),
)
PARTED_TABLE: Final[Blocks] = (
    heading("Leisure centres: progress on recommendations", 1),
    paragraph("15 January 2031"),
    row("Ref", "Recommendation", "Lead", "Timescale", "Progress", head=True),
    row(
        "R1",
        "The council should check the depth of each pool every morning before it opens.",
        "Head of Leisure",
        "March 2031",
        "A gauge was bought for each of the five pools; two are in use.",
    ),
    row(
        "R2",
        "The council should keep the records of checks for five years.",
        "Head of Leisure",
        "April 2031",
        "Records are kept on paper so far.",
    ),
    row(
        "R3",
        "The council should teach each lifeguard to use the hoist.",
        "Head of People",
        "May 2031",
        "Not begun.",
    ),
)
LONG_TABLE: Final[Blocks] = (
    heading("Internal audit of fleet: agreed actions", 1),
    paragraph("Issued 9 May 2031"),
    row("No", "Recommendation", "Owner", "Due date", head=True),
    *(
        row(
            str(number),
            f"Managers at depot {number} should sign the sheet of each vehicle when it comes back"
            " and report damage on the same day.",
            f"Manager of depot {number}",
            "30 June 2032",
        )
        for number in range(1, 31)
    ),
)
LONG_LIST: Final[Blocks] = (
    heading("Learning from major floods", 1),
    paragraph("Published on: 8 August 2031"),
    heading("Recommendations"),
    *(
        paragraph(
            f"Recommendation {number}: The service should agree with partner {number} who warns"
            " people in the low streets, who opens the rest centres, who pays for pumps that are"
            " brought from other services, and how often all of this is tried in an exercise."
        )
        for number in range(1, 25)
    ),
)
CONCERN_IN_PROSE: Final[Blocks] = (
    heading("Probation in Hollowshire", 1),
    paragraph("Published on: 6 June 2031"),
    heading("Recommendations"),
    paragraph("The Hollowshire Probation Service should:"),
    bullet("improve the quality of its assessments of risk", "1."),
    bullet("make sure that home visits are made", "2."),
    bullet("review the caseloads of new officers.", "3."),
    heading("Background"),
    paragraph("The service has 40 officers. It lost 12 of them in the year before."),
)
BOARD: Final[Blocks] = (
    heading("School inspection: Hill Lane School", 1),
    paragraph("Date of inspection: 12 March 2031"),
    row("Quality of education", "Good"),
    row("Behaviour and attitudes", "Requires improvement"),
    row("Leadership and management", "Good"),
    heading("What does the school need to do to improve?"),
    bullet("Leaders should make sure that lessons begin on time."),
    bullet("Staff should follow the behaviour policy in every lesson."),
)
SECTION_ROWS: Final[Blocks] = (
    heading("Action plan for leisure", 1),
    paragraph("2 May 2031"),
    row("Ref", "Recommendation", "Owner", "Due date", head=True),
    row("Pools", "", "", ""),
    row("1.1", "The council should check each pool every day.", "Head of Pools", "30 June 2031"),
    row("Parks", "", "", ""),
    row("2.1", "The council should lock the parks at dusk.", "Head of Parks", "31 July 2031"),
)
RESPONSES: Final[Blocks] = (
    heading("Response to the inspection of cells", 1),
    paragraph("2 May 2031"),
    row("Recommendation", "Response", "Action", "By when", "Owner", head=True),
    row(
        "The prison should mend the lights in each cell.",
        "Accepted",
        "The lights are on order.",
        "30 June 2031",
        "Head of Works",
    ),
    row(
        "The prison should open the gym at weekends.", "Not accepted", "There are no staff.", "", ""
    ),
)
NUMBERED_HEADINGS: Final[Blocks] = (
    heading("Inspection of archives", 1),
    paragraph("Published on: 2 May 2031"),
    heading("1. Introduction"),
    paragraph("We went to four stores."),
    heading("2. Recommendations"),
    paragraph("2.1 The archive should dry wet files within a day."),
    paragraph("2.2 The archive should count its boxes each year."),
)
LABELS_AS_HEADINGS: Final[Blocks] = (
    heading("Inspection of stables", 1),
    paragraph("Published on: 2 May 2031"),
    heading("Recommendation 1"),
    paragraph("The force should have a vet look at each horse every month."),
    heading("Recommendation 2"),
    paragraph("The force should mend the roof."),
    paragraph("Rain came in on each of our visits."),
)
CONTENTS: Final[dict[str, Blocks]] = {
    "police page": POLICE,
    "labelled recommendations": LABELLED,
    "stem with bullets": STEM,
    "action blocks": ACTIONS,
    "table with a head": TABLE,
    "grade table with years": GRADES,
    "cause of concern": CAUSE,
    "numbers under addressees": ADDRESSEES,
    "matters of concern": MATTERS,
    "labels alone and letters": LETTERED,
    "table with progress": PARTED_TABLE,
    "table over pages": LONG_TABLE,
    "list over pages": LONG_LIST,
    "numbers under a stem": CONCERN_IN_PROSE,
    "board of grades": BOARD,
    "rows that name a section": SECTION_ROWS,
    "table of responses": RESPONSES,
    "numbered headings": NUMBERED_HEADINGS,
    "labels as headings": LABELS_AS_HEADINGS,
}
"""Contents by what they show."""

"""Lists and tables below a heading that says what kind they are of and what they are about."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_PAPER = """Fire inspection of Overby: cause of concern and areas for improvement

Published on 12 November 2031

{first}

 Ref    Action                                  Owner              Target date    Status

 AFI1   The Service should make sure that its   Area Manager,      31/12/2032     In progress
        firefighters can see what it knows      Response
        of each house.

 AFI2   The Service should tell its neighbours  Area Manager,      31/10/2032     Not started
        of fairs.                               Response

{second}

 Ref    Action                                  Owner              Target date    Status

 AFI3   The Service should ask its staff what   Head of People     30/04/2032     Complete
        they think of it.
"""
_AREAS = ("Understanding the risk of fire", "Promoting fairness")


def _frameworks(draft: Draft) -> list[str | None]:
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return [names.get(item.framework or "") for item in draft.items]


@pytest.mark.parametrize("heading", ["Areas for improvement – {}", "Areas for improvement: {}"])
def test_a_heading_of_two_parts_names_the_kind_and_what_the_rows_below_are_about(
    heading: str,
) -> None:
    first, second = map(heading.format, _AREAS)
    draft = read_report(_PAPER.format(first=first, second=second), "paper.txt")
    assert [(i.kind, i.label, i.owner, i.due, i.status) for i in draft.items] == [
        ("afi", "AFI1", "Area Manager, Response", "2032-12-31", "in-progress"),
        ("afi", "AFI2", "Area Manager, Response", "2032-10-31", "not-started"),
        ("afi", "AFI3", "Head of People", "2032-04-30", "done"),
    ]
    assert _frameworks(draft) == [_AREAS[0], _AREAS[0], _AREAS[1]]


@pytest.mark.parametrize("says", ["progress", "Status", "Update", "Closed", "Appendix A"])
def test_what_a_heading_says_of_the_list_itself_is_no_framework_and_no_item(says: str) -> None:
    first, second = f"Areas for improvement – {says.capitalize()}", "Areas for improvement – Care"
    draft = read_report(_PAPER.format(first=first, second=second), "paper.txt")
    assert [item.label for item in draft.items] == ["AFI1", "AFI2", "AFI3"]
    assert _frameworks(draft) == [None, None, "Care"]


def test_such_a_heading_above_paragraphs_is_no_item() -> None:
    draft = read_report(
        "Fire inspection of Overby\n\nPublished on 12 November 2031\n\n"
        "Areas for improvement – Prevention\n\nThe Service should visit more homes.\n\n"
        "Areas for improvement – Protection\n\nThe Service should count its hydrants.\n",
        "report.txt",
    )
    assert [(i.kind, i.text) for i in draft.items] == [
        ("afi", "The Service should visit more homes."),
        ("afi", "The Service should count its hydrants."),
    ]
    assert _frameworks(draft) == ["Prevention", "Protection"]


_TRACKER = """                                         Agenda Item 4.3

   Meeting                    Audit Committee of Overby
   Date                       30 July 2031
   Title of Paper             Inspection Recommendations – Quarter 1 Update
   Presented By               Director of Strategy

   PURPOSE

   To tell members of the progress that was made.
{foot}

   {first}

 No    Recommendation                    Date        Owner              Status

 R1    The board should print a list     Mar 2031    Head of Piers      In progress
       of its piers.

 R2    The board should light each       Jun 2031    Head of Lamps      In progress
       pier.
{foot}
 No    Recommendation                    Date        Owner              Status

 R3    The board should say who cleans   Sep 2031    Head of Piers      In progress
       each pier.

   {second}

 No    Recommendation                    Date        Owner              Status

 R1    The board should feed its cats.   Dec 2030    Head of Estates    Overdue

 R2    The board should count its cats.  Mar 2031    Head of Cats       Closed
{foot}
"""
_FOOT = """
Audit Committee of Overby and Alder
Inspection Recommendations: quarter one
30 July 2031
                                 {}
                              OFFICIAL

                              OFFICIAL
"""
_INSPECTIONS = (
    "Thematic Inspection of Piers – published March 2030",
    "Custody Inspection: Cats of the North – published June 2030",
)


def _tracker() -> Draft:
    first, second = _INSPECTIONS
    text = _TRACKER.format(first=first, second=second, foot=_FOOT)
    return read_report(text.format(1, 2, 3), "tracker.txt")


def test_tables_below_the_names_of_inspections_belong_to_these_over_the_feet_of_pages() -> None:
    draft = _tracker()
    assert [item.label for item in draft.items] == ["R1", "R2", "R3", "R1", "R2"]
    assert _frameworks(draft) == [_INSPECTIONS[0]] * 3 + [_INSPECTIONS[1]] * 2
    assert not [item.doubt for item in draft.items if item.doubt]


def test_the_title_of_a_paper_stands_beside_that_name_in_its_head() -> None:
    assert _tracker().title.startswith("Inspection Recommendations")


_REPLIES = """Review of estates at Overby

Published: July 2031

Management response

 Ref    Recommendation                       Response             Completion date   Owner

 R1     {one:<37}Accepted             November 2031     Head of Strategy
        The board should agree a plan
        for its piers.

 R2     {two:<37}Not accepted         Not applicable    Head of Lamps
        The board reports its lamps once a
        year. It should do so monthly.
"""


def test_a_topic_above_each_text_of_a_column_is_no_part_of_the_text() -> None:
    draft = read_report(_REPLIES.format(one="Strategic plans", two="Lamps and oil"), "reply.txt")
    assert [(i.label, i.text) for i in draft.items] == [
        ("R1", "The board should agree a plan for its piers."),
        ("R2", "The board reports its lamps once a year. It should do so monthly."),
    ]
    assert _frameworks(draft) == ["Strategic plans", "Lamps and oil"]


def test_one_text_among_others_with_a_name_before_it_keeps_its_words() -> None:
    draft = read_report(
        _REPLIES.format(one="Strategic plans", two="The board, in").replace(
            "The board reports", "all, reports"
        ),
        "reply.txt",
    )
    assert (draft.items[0].text or "").startswith("Strategic plans The board")

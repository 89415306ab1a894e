"""What a page's end and foot stand in the middle of: headings, notes, rows and lists."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_REPORT = """Harbour inspection 2032

March 2032

Our judgements

 Good                  Adequate              Inadequate

 Lighting piers        Preventing            Moorings
                       falls

In this report we set out all that was seen of the piers by day and by night in the two
years since the last one.

Lighting piers

Good

In this section, we set out our main findings that relate to how piers are lit at all times.




                                                                                          5
Preventing and stopping falls

Adequate

The harbour is adequate at it.

Area for improvement

The harbour should make sure that its wardens use the handbook1 at night and by day so that
falls become few.

1   Handbook of Wardens of Piers and Moorings in the North (Wardens’ Handbook), Harbour Office
    and others, 2020.



                                                                                          6
Moorings

Inadequate

The harbour is inadequate at it.
"""


def _grades(draft: Draft) -> dict[str, str | None]:
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return {names[grade.framework]: grade.grade for grade in draft.grades}


def test_a_heading_at_a_pages_top_is_one_below_a_full_line_that_ends_its_sentence() -> None:
    draft = read_report(_REPORT, "report.txt")
    names = {framework.slug: framework.name for framework in draft.frameworks}
    assert [names.get(item.framework or "") for item in draft.items] == ["Preventing falls"]


def test_a_chapter_that_a_board_names_in_fewer_words_has_its_grade_once() -> None:
    draft = read_report(_REPORT, "report.txt")
    assert _grades(draft) == {
        "Lighting piers": "Good",
        "Preventing falls": "Adequate",
        "Moorings": "Inadequate",
    }


def test_a_footnote_of_two_lines_at_a_pages_foot_is_no_item() -> None:
    draft = read_report(_REPORT, "report.txt")
    assert [(i.label, (i.text or "")[-17:]) for i in draft.items] == [(None, "falls become few.")]


_PROBATION = """An inspection of harbour services in:

Skelby and Netherby
The Harbour Service

Harbour Inspectorate, May 2032

Contents

1. Organisation
2. Delivery

Ratings

1.       Organisation

P 1.1    Leadership                                               Requires improvement

P 1.2    Staffing                                                 Inadequate

2.       Delivery

Recommendations

Skelby should:
    1. mend its lamps
    2. count its buoys.

1. Organisation

P 1.1. Leadership                                                 Requires improvement

Strengths:
• There was a plan.

Areas for improvement:
• Wardens could have known more of it.




Inspection of harbour services: Skelby                            9
2. Delivery

The harbour delivers.
"""


def test_codes_of_standards_are_no_part_of_names_and_a_numbered_heading_is_no_item() -> None:
    draft = read_report(_PROBATION, "report.txt")
    assert {framework.name for framework in draft.frameworks} >= {"Leadership", "Staffing"}
    assert not [f for f in draft.frameworks if f.name.startswith("P 1")]
    assert [item.label for item in draft.items] == ["1", "2"]
    assert draft.title == "An inspection of harbour services in: Skelby and Netherby"


_SIGNED = """Report on an unannounced inspection of
HM Prison Skelby

Introduction

Skelby is a harbour with a gate.

HM Chief Inspector of Prisons
February 2032

Priority concerns

1. The lamps were out. Nobody had mended them in the months since the last storm.

2. Too many buoys were lost. There were only forty.
"""


def test_who_signs_an_introduction_is_no_area_that_concerns_belong_to() -> None:
    draft = read_report(_SIGNED, "report.txt")
    assert [(item.label, item.framework) for item in draft.items] == [("1", None), ("2", None)]


_AREA = """Area inspection of Skelby

What does the partnership need to do better?

• Leaders must act on lamps with more urgency.
• Leaders do not count buoys well enough.

{heading}

• Leaders should improve how they light the piers at night.
"""


def test_what_is_to_be_done_better_is_no_list_where_the_items_have_one_below() -> None:
    draft = read_report(_AREA.format(heading="Areas for improvement"), "report.txt")
    assert [item.kind for item in draft.items] == ["afi"]
    assert [(i.text or "")[:14] for i in draft.items] == ["Leaders should"]


_AUDIT = """Skelby Harbour

Data protection audit report

October 2032

Audit Summary

Areas for Improvement

 •   The harbour has no schedule of its lamps, and should have one.
 •   The reading of logs is not recorded.

Page 4 of 6

{details}


Lamps

Ref    Control            Recommendation                    Response          Owner       Date

a.1.   Lamps are lit      Keep a log of all lamps, and      Accepted. A log   Harbour     31/01/2033
                          report to the Harbour Board.      is kept.          Master

a.2.   Lamps are counted  Count the lamps each spring.      Accepted. Done    Harbour     Completed
                                                            already.          Master

                                                                              Page 5 of 6

Buoys

Ref    Control            Recommendation                    Response          Owner       Date

b.1.   Buoys are moored   Moor the buoys before the first   Accepted. They    Head of     30/11/2032
       in time            storm of autumn.                  are bought.       Moorings
"""


@pytest.mark.parametrize("details", ["Detailed findings and action plan", "Action plan"])
def test_findings_above_the_tables_of_an_audit_are_shown_and_its_tables_have_the_items(
    details: str,
) -> None:
    draft = read_report(_AUDIT.format(details=details), "audit.txt")
    assert [(item.label, item.status, item.due) for item in draft.items] == [
        ("a.1", None, "2033-01-31"),
        ("a.2", "done", None),
        ("b.1", None, "2032-11-30"),
    ]
    assert draft.published == "2032-10"


_REVIEW = """Harbour Improvement Plan Progress Review

August 2032

Recommendation 1

The harbour should work with its wardens and remove the lamps that are listed in
Appendix B.

Status: Open

4.    A memorandum has been drafted. {promise}

New recommendation

5.    We found one more matter.

      Recommendation 2

      The harbour should log each meal.

6.    We ask the harbour to add this to its improvement plan.
"""


def test_an_appendix_that_an_item_names_is_its_own_and_its_paragraph_says_when_it_ends() -> None:
    for promise, due in (
        ("Work is expected to be finished by 31 December 2032.", "2032-12-31"),
        ("The harbour proposes to close this recommendation by March 2033.", "2033-03"),
        ("It should not take long.", None),
    ):
        draft = read_report(_REVIEW.format(promise=promise), "review.txt")
        found = [(item.label, (item.text or "")[-11:], item.due) for item in draft.items]
        assert found == [("1", "Appendix B.", due), ("2", " each meal.", None)]


_CAUSE = """Harbour inspection 2032

Lighting piers

Inadequate

Cause of concern

{concern}

{why}Recommendations

Within six months, the harbour should:

• mend its lamps.
"""


@pytest.mark.parametrize("why", ["", "In 31 of 90 nights no lamp was lit.\n\n"])
@pytest.mark.parametrize(
    "concern",
    [
        "The harbour doesn’t give its visitors the lamps that they need",
        "Skelby Harbour is not lit at night",
        "Too many piers are dark",
    ],
)
def test_a_short_concern_without_a_stop_is_an_item_and_no_heading(concern: str, why: str) -> None:
    draft = read_report(_CAUSE.format(concern=concern, why=why), "report.txt")
    causes = [item.text for item in draft.items if item.kind == "cause-of-concern"]
    assert (causes, len(draft.items)) == ([concern], 2)

"""Tables in aligned columns whose head says on several lines what to put into it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import DraftItem

_PLAN = """ACTION PLAN: HARBOUR INSPECTORATE REPORT
AN INSPECTION OF OVERBY

Date of publication: 14 January 2032

TERM             DEFINITION                            ADDITIONAL COMMENT
AGREED           All of the recommendation is agreed   The response should say how it will
                 and can be paid for.                  be done and when.
NOT AGREED       The recommendation is not agreed.     The response must give the reasons.

Rec  Recommendation               Agreed/         Response              Owner           Target Date
No                                Partly Agreed/  Action Taken/Planned  (with the
                                  Not Agreed                            role)

The Overby office {should}

1.   light the pier in each of    Agreed          The lamps have been   Head of Piers   30 June 2032
     the winter months;                           bought.

2.   ring the bell when it is     Not Agreed      Nobody would hear     N/A             N/A
     foggy.                                       it.

The northern region {should}

3.   fill the posts of its        Partly Agreed   Two posts will be     Head of People  30 September
     masters.                                     filled.                               2032
"""


def _items(text: str) -> list[DraftItem]:
    return list(read_report(text, "plan.txt").items)


@pytest.mark.parametrize("should", ["should:", "must:", "needs to:"])
def test_who_should_do_it_by_a_line_across_goes_before_each_text_below_it(should: str) -> None:
    assert [(i.label, i.text) for i in _items(_PLAN.format(should=should))] == [
        ("1", f"The Overby office {should} light the pier in each of the winter months;"),
        ("2", f"The Overby office {should} ring the bell when it is foggy."),
        ("3", f"The northern region {should} fill the posts of its masters."),
    ]


def test_the_head_is_read_over_all_its_lines() -> None:
    items = _items(_PLAN.format(should="should:"))
    assert [(i.owner, i.due, i.response, i.update) for i in items] == [
        ("Head of Piers", "2032-06-30", "accepted", "The lamps have been bought."),
        (None, None, "not-accepted", "Nobody would hear it."),
        ("Head of People", "2032-09-30", "partly-accepted", "Two posts will be filled."),
    ]
    assert items[1].status == "not-accepted"


_INSTRUCTED = """Review of piers at Overby

Published: July 2031

Management response

Ref   Recommendation             Organisational response     {due}    Responsible
                                 Please set out here what    Please set out     officer
                                 you plan to do about        by when it will    (title)
                                 each of the risks               be done

R1    The board should light     Accepted                    November 2031      Head of Piers
      the pier in winter.        The lamps have been bought.

R2    The board should ring      Not accepted                Not applicable     Head of Bells
      the bell.                  Nobody would hear it.
"""


@pytest.mark.parametrize("due", ["Completion date", "Target date    ", "Deadline       "])
def test_what_a_column_s_head_asks_to_set_out_is_no_part_of_its_name(due: str) -> None:
    items = _items(_INSTRUCTED.format(due=due))
    assert [(i.label, i.text, i.owner, i.due, i.response) for i in items] == [
        ("R1", "The board should light the pier in winter.", "Head of Piers", "2031-11",
         "accepted"),
        ("R2", "The board should ring the bell.", "Head of Bells", None, "not-accepted"),
    ]  # fmt: skip


def test_a_row_directly_below_a_head_is_no_part_of_it() -> None:
    items = _items(
        "Review of piers at Overby\n\nPublished: July 2031\n\nRecommendations\n\n"
        "Ref   Recommendation                   Response          Owner\n"
        "R1    The board should light the pier. In winter only.   Head of Piers\n\n"
        "R2    The board should ring the bell.  Nobody hears it.  Head of Bells\n"
    )
    assert [i.label for i in items] == ["R1", "R2"]


_NUMBERED_HEADS = """\
Harbour prison: action plan

Published 16 June 2032

1. Ref  2. Recommendation          3. Response     4. Action          5. Target     6. Responsible
No                                 Agreed/Partly   Taken/Planned      Date          Owner
                                   agreed

        Key concerns and recommendations

6.1     Key concern: There were    Agreed          A plan will be     30 September  Governor
        fights. Recommendation:                    written with the   2032
        The causes of them should                  staff.
        be understood and known.
        (To the governor)

        Recommendations to the service

6.2     The showers should all be  Partly agreed   There are funds    31 October    Head of
        replaced.                                  for half of them.  2032          Safety
"""


def test_heads_with_numbers_wrap_and_names_of_parts_stand_over_the_texts() -> None:
    draft = read_report(_NUMBERED_HEADS, "plan.txt")
    assert [(i.label, i.kind, i.text, i.owner, i.due) for i in draft.items] == [
        (
            *("6.1", "recommendation"),
            "The causes of them should be understood and known. (To the governor)",
            *("Governor", "2032-09-30"),
        ),
        (
            *("6.2", "recommendation"),
            "The showers should all be replaced.",
            *("Head of Safety", "2032-10-31"),
        ),
    ]
    assert draft.items[0].update == (
        "Key concern: There were fights. A plan will be written with the staff."
    )

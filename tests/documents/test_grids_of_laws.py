"""Tables of what a law requires, a cell on each line, each row numbered as the law's part is."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import DraftItem

_REPORT = """Inspection of a lodge

12 May 2031

How we inspect

Where we find risk we issue a notice.

We came on a Monday, and looked at the rooms.

We spoke to the lodgers in the hall.

We read the records of the last year.

We came again on the Tuesday.

Summary of Priority Action Notice(s)

Regulation
Summary
Status
Date identified

21
The provider must ensure that lodgers are given a
key, and that each key is tried.
New
11/05/2031

15(1)
The provider must ensure that each lodger has a plan.
Not Achieved
07/06/2029

Summary of Area(s) for Improvement

Regulation
Summary
Status
Date identified

44
The provider must ensure that the stairs on the first floor are
repaired and kept clean.
Achieved
07/06/2029

Page 9

There are no area(s) for improvement identified in respect of the garden.

Your views

We want to hear what you think of our reports to improve them.
"""


def what_is_read(item: DraftItem) -> tuple[str, str | None, str, str | None]:
    return item.kind, item.label, item.text or "", item.status


def test_the_number_of_a_law_begins_a_row_and_its_day_is_no_deadline() -> None:
    items = read_report(_REPORT, "lodge.txt").items
    assert {item.due for item in items} == {None}
    assert [what_is_read(item) for item in items] == [
        (
            "recommendation",
            "21",
            "The provider must ensure that lodgers are given a key, and that each key is tried.",
            "not-started",
        ),
        (
            "recommendation",
            "15(1)",
            "The provider must ensure that each lodger has a plan.",
            "in-progress",
        ),
        (
            "afi",
            "44",
            "The provider must ensure that the stairs on the first floor are repaired and kept "
            "clean.",
            "done",
        ),
    ]

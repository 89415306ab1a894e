"""Lines beside grades that are no area's name: a page's foot, and the days of inspections."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report

_REPORT = """Inspection of a lodge

12 May 2031

How well are lodgers looked after?
2 - Weak
How good is the setting?
4 - Good
How good is leadership?
3 - Adequate

How well are lodgers looked after?
2 - Weak

The stairs are dark.

Recommendations

1. The lodge should light its stairs.

Inspection report for the Old Lodge
page 5 of 11

How good is leadership?
3 - Adequate

Recent inspection history

 Inspection date               Inspection type               Inspection judgement

 16/01/2030                    Full                          Good
 22/11/2028                    Full                          Good
"""


def test_neither_a_pages_foot_nor_a_day_in_a_history_is_an_area() -> None:
    draft = read_report(_REPORT, "lodge.txt")
    names = {one.slug: one.name for one in draft.frameworks}
    assert {names[grade.framework] for grade in draft.grades} == {
        "How well are lodgers looked after?",
        "How good is the setting?",
        "How good is leadership?",
    }

"""Did a grade fall: a line that says so, with its frameworks by name."""

from __future__ import annotations

import pytest

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade, State
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.plan import Plan
from hmic_tracker.render.views.glance import grades_text
from hmic_tracker.reports.grade_changes import grade_changes
from hmic_tracker.reports.grades import grades_report
from tests.browser.plans import DAY


def line_of(*given: str) -> str:
    """The line about grades such as "A 2006 Good", on a scale of that year."""
    grades, names = [], dict[str, None]()
    for text in given:
        name, period, word = text.split()
        names[name] = None
        scale = "peel-2021" if period > "2020" else "hmic-2005"
        state: State = "not-graded-separately" if word == "none" else "graded"
        grade = None if word == "none" else word
        grades.append(Grade(name.lower(), period, state, grade, scale if grade else None))
    plan = Plan(
        frameworks=tuple(Framework(name.lower(), name) for name in names),
        inspections=(Inspection("i", "I", published="2008-01", grades=tuple(grades)),),
    )
    return grades_text(grade_changes(grades_report(plan, DAY)))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ((), "none in the plan"),
        (
            ("A 2006 Good", "A 2007 Fair", "B 2006 Fair", "B 2007 Good"),
            "2007 against 2006: 1 fell (A), 1 rose (B)",
        ),
        (
            ("A 2006 Good", "A 2007 Good", "B 2006 none", "B 2007 Good", "C 2007 Poor"),
            "2007 against 2006: none fell, none rose, 1 unchanged, 1 not graded separately in "
            "2006, 1 without an earlier grade",
        ),
        (
            ("A 2007 Good", "A 2022 Good", "B 2006 Good", "B 2007 Good"),
            "each against the one before: none fell, none rose, 1 unchanged, 1 not comparable",
        ),
        (
            tuple(
                f"{name} {y} {g}" for name in "ABCDE" for y, g in ((2006, "Good"), (2007, "Poor"))
            ),
            "2007 against 2006: 5 fell (A, B, C and 2 more), none rose",
        ),
        (("A 2007 Good",), "none fell, none rose, 1 without an earlier grade"),
        (("A 2007 none",), "none in the plan"),
    ],
)
def test_the_line_says_which_fell_and_which_rose(given: tuple[str, ...], line: str) -> None:
    assert line_of(*given) == line

"""Grades of several periods: which two a change is between, and the national picture of each."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade, National, State
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.plan import PaperSettings, Plan
from hmic_tracker.render.papers.findings import findings
from hmic_tracker.render.papers.grade_tables import grades_table, national_pictures
from hmic_tracker.render.views.grades import change_text
from hmic_tracker.reports.grades import grades_report
from hmic_tracker.reports.paper import Paper, PaperSpecification, paper

DAY: Final = date(2009, 12, 1)
SCALE: Final = ("Excellent", "Good", "Fair", "Poor")
WORDS: Final[dict[str, State]] = {"none": "not-inspected", "apart": "not-graded-separately"}


def plan_of(**words: dict[str, str]) -> Plan:
    """A plan whose frameworks have these grades by year, an inspection a year."""
    periods = sorted({period for by_period in words.values() for period in by_period})
    return Plan(
        frameworks=tuple(Framework(slug, slug.title()) for slug in words),
        inspections=tuple(
            Inspection(
                f"of-{period}",
                f"Inspection {period}",
                published=f"{period}-10",
                grades=tuple(
                    a_grade(slug, period, by_period[period])
                    for slug, by_period in words.items()
                    if period in by_period
                ),
                national=tuple(
                    National(slug, period, SCALE, (4, 3, 2, 1))
                    for slug, by_period in words.items()
                    if by_period.get(period) in SCALE
                ),
            )
            for period in periods
        ),
    )


def a_grade(slug: str, period: str, word: str) -> Grade:
    if word in WORDS:
        return Grade(slug, period, WORDS[word])
    return Grade(slug, period, "graded", word, "hmic-2005")


def paper_of(plan: Plan) -> Paper:
    return paper(plan, PaperSpecification(PaperSettings("paper"), DAY))


ALL: Final = {"2006": "Poor", "2007": "Poor", "2008": "Poor", "2009": "Poor"}


@pytest.mark.parametrize(
    ("grades", "text"),
    [
        ({"2008": "Good", "2009": "Fair"}, "declined"),
        ({"2007": "Fair", "2008": "none", "2009": "Excellent"}, "improved (2007 to 2009)"),
        ({"2006": "Fair", "2007": "Fair"}, "unchanged (2006 to 2007)"),
        ({"2006": "Fair", "2007": "Fair", "2009": "none"}, "unchanged (2006 to 2007)"),
        ({"2009": "Good"}, "no earlier grade"),
        ({"2008": "apart", "2009": "Good"}, "no earlier grade"),
        ({"2007": "Fair", "2008": "apart"}, "no other grade"),
        ({"2009": "none"}, "no earlier grade"),
    ],
)
def test_a_change_says_which_periods_it_compares_where_they_are_not_the_last_two(
    grades: dict[str, str], text: str
) -> None:
    plan = plan_of(np=grades, all=ALL)
    report = grades_report(plan, DAY)
    row = next(one for one in report.frameworks if one.framework.slug == "np")
    assert change_text(row, report.periods) == text
    shown = next(r for r in grades_table(paper_of(plan)).rows if r.cells[0].text == "Np")
    assert shown.cells[-1].text == f"{text[0].upper()}{text[1:]}"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ({"2008": "Fair"}, " (Fair in 2008): improved"),
        ({"2007": "Fair", "2008": "none"}, " (not inspected in 2008; Fair in 2007): improved"),
        ({"2008": "none"}, " (not inspected in 2008)"),
        ({}, ""),
    ],
)
def test_a_finding_names_the_grade_that_its_change_is_from(
    before: dict[str, str], then: str
) -> None:
    told = findings(paper_of(plan_of(np={**before, "2009": "Excellent"})), ())
    assert told[-1].text.endswith(f"Np was graded Excellent in 2009{then}.")
    assert told[-1].texts == ""  # nothing was made, so that no appendix has a text


def test_every_late_period_has_its_national_picture_the_newest_first() -> None:
    plan = plan_of(np={"2007": "Fair", "2009": "Good"}, dv={"2006": "Poor", "2008": "Fair"})
    pictures = national_pictures(paper_of(plan))
    assert [one.period for one in pictures] == ["2009", "2008", "2007"]
    assert [[row.cells[0].text for row in one.table.rows] for one in pictures] == [
        ["Np"],
        ["Dv"],
        ["Np"],
    ]
    assert pictures[0].lead == "as a comparison, how many of 10 forces got each grade in 2009:"
    assert "Forces" not in [column.head for column in pictures[0].table.columns]

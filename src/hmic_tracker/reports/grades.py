"""Our grades: then and now, and where they stand among the forces."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.frameworks import Framework, in_tree_order
from hmic_tracker.domain.grades import (
    Change,
    Grade,
    National,
    Place,
    change_of,
    compared_grades,
    expected_forces,
    place_among_forces,
)
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.unsettled_inspections import UnsettledField, unsettled_of

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage, Plan


class NationalRow(NamedTuple):
    """A framework's national picture in a period, with our grade and place where there is one."""

    national: National
    ours: str | None
    place: Place | None


class FrameworkGrades(NamedTuple):
    """One framework's grades by period, how the latest compares, and the national picture."""

    framework: Framework
    grades: tuple[Grade, ...]
    change: Change | None
    national: tuple[NationalRow, ...]

    def in_period(self, period: str) -> Grade | None:
        """The grade of a period."""
        return next((g for g in self.grades if g.period == period), None)

    @property
    def latest(self) -> Grade | None:
        """The grade of the latest period in which it was graded."""
        return next((grade for grade in reversed(self.grades) if grade.grade), None)

    @property
    def compared(self) -> tuple[Grade, Grade] | None:
        """The two grades of which `change` speaks, the earlier first."""
        return compared_grades(self.grades)


PlacedRow = tuple[FrameworkGrades, NationalRow]
"""A framework with a row of its national picture."""


class GradesReport(NamedTuple):
    """Grades of all frameworks in tree order; `periods` oldest first; `scales` those in use.

    `unsettled` are grades and national rows to which two people gave different values.
    """

    as_of: date
    frameworks: tuple[FrameworkGrades, ...]
    periods: tuple[str, ...]
    scales: tuple[tuple[str, tuple[str, ...]], ...]
    damaged: tuple[Damage, ...]
    unsettled: tuple[UnsettledField, ...] = ()

    @property
    def complete_national(self) -> tuple[PlacedRow, ...]:
        """The national rows that have every cell and add up, of all periods."""
        return tuple(one for one in self._national if one[1].national.complete)

    @property
    def incomplete_national(self) -> tuple[PlacedRow, ...]:
        """The national rows that allow no comparison, of all periods."""
        return tuple(one for one in self._national if not one[1].national.complete)

    @property
    def _national(self) -> tuple[PlacedRow, ...]:
        return tuple((row, one) for row in self.frameworks for one in row.national)


def grades_report(plan: Plan, today: date, slugs: frozenset[str] | None = None) -> GradesReport:
    """The grades of the frameworks, or of those named."""
    rows = tuple(
        row
        for framework in in_tree_order(plan.frameworks)
        if slugs is None or framework.slug in slugs
        if (row := _row(plan, framework)).grades or row.national
    )
    periods = sorted({grade.period for row in rows for grade in row.grades})
    used = {grade.scale for row in rows for grade in row.grades}
    scales = tuple((scale.name, scale.grades) for scale in plan.scales if scale.name in used)
    shown = {row.framework.slug: row.framework.name for row in rows}
    differing = (one for i in plan.inspections for one in unsettled_of(i, shown))
    unsettled = tuple(one for one in differing if one.framework in shown)
    return GradesReport(today, rows, tuple(periods), scales, plan.damaged, unsettled)


def framework_grades(plan: Plan, slug: str | None) -> list[Grade]:
    """A framework's grades, oldest period first; of one period the later inspection's counts."""
    by_period: dict[str, Grade] = {}
    for inspection in sorted(plan.inspections, key=lambda i: i.published or ""):
        for grade in (g for g in inspection.grades if g.framework == slug):
            if grade.state == "graded" or grade.period not in by_period:
                by_period[grade.period] = grade
    return [by_period[period] for period in sorted(by_period)]


def _row(plan: Plan, framework: Framework) -> FrameworkGrades:
    grades = tuple(framework_grades(plan, framework.slug))
    national = {
        n.period: replace(n, expected=n.expected or i.expected or known)
        for i in plan.inspections
        for known in (expected_forces(i.national),)
        for n in i.national
        if n.framework == framework.slug
    }
    return FrameworkGrades(
        framework=framework,
        grades=grades,
        change=change_of(grades, plan.scales),
        national=tuple(_national(national[p], grades) for p in sorted(national)),
    )


def _national(row: National, grades: tuple[Grade, ...]) -> NationalRow:
    mine = next((g for g in grades if g.period == row.period and g.state == "graded"), None)
    ours = mine.grade if mine else None
    return NationalRow(row, ours, place_among_forces(ours, row) if ours else None)

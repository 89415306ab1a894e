"""The position of each framework, in all and by the inspections that graded it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hmic_tracker.domain.frameworks import Framework, children_of, in_tree_order
from hmic_tracker.domain.grades import Grade, change_of, compared_grades, own_grade
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.figures import (
    Scope,
    from_inspection,
    from_no_inspection,
    in_family,
    in_framework,
    in_no_framework,
)
from hmic_tracker.reports.grades import framework_grades
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.summary_values import (
    NO_FRAMEWORK,
    FrameworkSummary,
    InspectionSummary,
    KindCounts,
    kind_counts,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.query.terms import Query


def framework_summaries(
    plan: Plan, unsettled: list[Difference], today: date, scope: Scope
) -> Iterator[FrameworkSummary]:
    """The frameworks of a plan in the order of their tree; items of none of them last."""
    for framework in in_tree_order(plan.frameworks):
        yield _row(plan, framework, unsettled, today, scope)
    known = {framework.slug for framework in plan.frameworks}
    loose = [i for i in plan.items if i.framework not in known and is_counted(i)]
    if loose:
        place = (*scope, in_no_framework(plan.frameworks))
        counts = kind_counts(loose, [], today, place)
        yield FrameworkSummary(NO_FRAMEWORK, None, None, counts, None, 0)


def _row(
    plan: Plan, framework: Framework, unsettled: list[Difference], today: date, scope: Scope
) -> FrameworkSummary:
    below = children_of(plan.frameworks, framework.slug)
    family = {framework.slug, *(child.slug for child in below)}

    def counts(slugs: set[str], place: Query) -> KindCounts:
        items = [item for item in plan.items if item.framework in slugs]
        own = [d for d in unsettled if d.reported.framework in slugs]
        return kind_counts(items, own, today, (*scope, place))

    grades = framework_grades(plan, framework.slug)
    grade = next((one for one in reversed(grades) if one.state == "graded"), None)
    compared = compared_grades(grades)
    return FrameworkSummary(
        framework=framework,
        grade=grade.grade if grade else None,
        period=grade.period if grade else None,
        counts=counts({framework.slug}, in_framework(framework.slug)),
        with_children=counts(family, in_family(framework.slug)) if below else None,
        children=len(below),
        latest=grades[-1] if grades else None,
        inspections=tuple(
            _inspections(
                plan, framework.slug, unsettled, today, (*scope, in_framework(framework.slug))
            )
        ),
        before=compared[0] if compared else None,
        change=change_of(grades, plan.scales),
    )


def _inspections(
    plan: Plan, slug: str, unsettled: list[Difference], today: date, scope: Scope
) -> Iterator[InspectionSummary]:
    """Each inspection that graded a framework or has items of it; one that says nothing new not."""
    every = [item for item in plan.items if item.framework == slug]
    counted = filter(is_counted, every)
    ids_of_all = {inspection.id for inspection in plan.inspections}
    groups = group_by_key(counted, lambda i: i.inspection if i.inspection in ids_of_all else None)
    known: set[Grade] = set()
    for inspection in (*sorted(plan.inspections, key=lambda one: one.published or ""), None):
        grade = own_grade(inspection.grades, slug) if inspection else None
        items = groups.get(inspection.id if inspection else None, [])
        if items or (grade is not None and grade not in known):
            mine = {item.id for item in every if inspection and item.inspection == inspection.id}
            differences = [one for one in unsettled if mine.issuperset(one.candidates)]
            place = from_inspection(inspection.id) if inspection else from_no_inspection(ids_of_all)
            counts = kind_counts(items, differences, today, (*scope, place))
            yield InspectionSummary(inspection, grade, counts)
        known |= {grade} if grade else set()

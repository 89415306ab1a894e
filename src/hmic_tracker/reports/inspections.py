"""The inspections of a plan: when each was published, what is due after it, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hmic_tracker.domain.counts import Counts, count
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.inspections import Inspection, response_clock, response_due
from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.query.terms import Compare
from hmic_tracker.reports.figures import figure_filters
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.unsettled_inspections import UnsettledField, unsettled_of

if TYPE_CHECKING:
    from hmic_tracker.domain.bodies import Body
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Damage, Plan


class InspectionRow(NamedTuple):
    """An inspection with its dates as of a day, and the counts over its items.

    `by_kind` has the kinds that it has items of; good practice is in no count, and only `practice`
    says how much there is. `clock` is the body whose rule says when it is answered; `unsettled` is
    what two people gave otherwise.
    """

    inspection: Inspection
    response_due: date | None
    response_passed: bool
    revisit_passed: bool
    counts: Counts
    by_kind: Mapping[Kind, Counts]
    practice: int
    clock: Body | None = None
    unsettled: tuple[UnsettledField, ...] = ()

    def filters(self, kind: Kind | None = None) -> dict[str, str]:
        """The filter of each figure of its items, or of those of a kind."""
        own = Compare("inspection", "=", self.inspection.id)
        return figure_filters((own, Compare("kind", "=", kind)) if kind else (own,))


class InspectionsReport(NamedTuple):
    """Inspections in the order of their publication; `names` are of the plan's frameworks."""

    as_of: date
    rows: tuple[InspectionRow, ...]
    names: Mapping[str, str]
    damaged: tuple[Damage, ...]


def inspections_report(plan: Plan, today: date, only: str | None = None) -> InspectionsReport:
    """The inspections on a day, the first published first; those without a date are last."""
    known = [one for one in plan.inspections if only in {None, one.id}]
    known.sort(key=lambda one: (one.published_by or date.max, one.id))
    items = group_by_key(plan.items, lambda item: item.inspection)
    names = {framework.slug: framework.name for framework in plan.frameworks}
    rows = (_row(one, items.get(one.id, []), plan.bodies, today) for one in known)
    order = {slug: place for place, slug in enumerate(names)}
    return InspectionsReport(
        as_of=today,
        rows=tuple(
            row._replace(
                inspection=_in_order(row.inspection, order),
                unsettled=unsettled_of(row.inspection, names),
            )
            for row in rows
        ),
        names=names,
        damaged=plan.damaged,
    )


def _in_order(inspection: Inspection, order: Mapping[str, int]) -> Inspection:
    """The inspection with its grades in the order of the plan's frameworks, then of periods.

    In the file one that was taken out and is there again stands last.
    """

    def key(grade: Grade) -> tuple[int, str]:
        return order.get(grade.framework, len(order)), grade.period

    return inspection._replace(grades=tuple(sorted(inspection.grades, key=key)))


def _row(
    inspection: Inspection, items: list[Item], bodies: tuple[Body, ...], today: date
) -> InspectionRow:
    due, revisit = response_due(inspection, bodies), inspection.revisit
    kinds = {kind: count((i for i in items if i.kind == kind), today) for kind in KINDS}
    return InspectionRow(
        inspection=inspection,
        response_due=due,
        response_passed=due is not None and due < today,
        revisit_passed=revisit is not None and deadline(revisit) < today,
        counts=count(items, today),
        by_kind={kind: counts for kind, counts in kinds.items() if counts.total},
        practice=sum(item.kind == "good-practice" for item in items),
        clock=response_clock(inspection.body, bodies),
    )

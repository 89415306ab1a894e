"""Which grades rose and which fell, of the latest inspection against the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport


class GradeChanges(NamedTuple):
    """The frameworks whose latest grade is better than the one before, worse, and so on, by name.

    `alone` counts those that have no grade before, by why that is: a period and what it says of
    them, or empty. `periods` are the two that all others are compared between, None where they
    differ or there are no others.
    """

    rose: tuple[str, ...]
    fell: tuple[str, ...]
    unchanged: tuple[str, ...]
    not_comparable: tuple[str, ...]
    alone: dict[tuple[str, str] | None, int]
    periods: tuple[str, str] | None


def only_new(then: GradesReport, now: GradesReport) -> GradesReport:
    """What is graded otherwise than it was then: what fell, what rose, and then the others."""
    before = {row.framework.slug: row.latest for row in then.frameworks}
    new = (row for row in now.frameworks if row.latest)
    rows = [row for row in new if before.get(row.framework.slug) != row.latest]
    return now._replace(frameworks=tuple(sorted(rows, key=_worst_first)))


def _worst_first(row: FrameworkGrades) -> int:
    order = ("declined", "improved")
    return order.index(row.change) if row.change in order else len(order)


def grade_changes(report: GradesReport) -> GradeChanges:
    """How the latest grades of all frameworks compare with those before."""
    names: dict[str, list[str]] = {}
    alone: Counter[tuple[str, str] | None] = Counter()
    periods = set()
    for row in report.frameworks:
        if row.latest is None:
            continue
        if row.change is None or row.compared is None:
            alone[_why_alone(row, report.periods)] += 1
            continue
        names.setdefault(row.change, []).append(row.framework.name)
        before, now = row.compared
        periods.add((before.period, now.period))
    words = ("improved", "declined", "unchanged", "not-comparable")
    rose, fell, unchanged, not_comparable = (tuple(names.get(word, ())) for word in words)
    only = periods.pop() if len(periods) == 1 else None
    return GradeChanges(rose, fell, unchanged, not_comparable, dict(alone), only)


def _why_alone(row: FrameworkGrades, periods: Sequence[str]) -> tuple[str, str] | None:
    """What the period before its only grade says of a framework; None where it says nothing."""
    earlier = [period for period in periods if row.latest and period < row.latest.period]
    grade = row.in_period(earlier[-1]) if earlier else None
    return (grade.period, grade_phrase(grade)) if grade else None

"""Which grades fell and which rose between two days."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.grades import change_of
from hmic_tracker.domain.replay import head_as_of, item_as_of
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.grades import grades_report

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.grades import GradesReport


class GradeMove(NamedTuple):
    """A framework with the grade that it had, and the one that it has."""

    framework: str
    old: str
    new: str


class GradeMoves(NamedTuple):
    """The grades that are lower than they were, and those that are higher."""

    fell: tuple[GradeMove, ...] = ()
    rose: tuple[GradeMove, ...] = ()


def grade_moves(plan: Plan, since: date, now: GradesReport) -> GradeMoves:
    """What the latest grades of the plan, told in `now`, are against those of the end of a day."""
    then = grades_report(_head_then(plan, since), since)
    before = {row.framework.slug: row.latest for row in then.frameworks}
    fell, rose = list[GradeMove](), list[GradeMove]()
    for row in now.frameworks:
        old, new = before.get(row.framework.slug), row.latest
        if old is None or new is None or old == new:
            continue
        move = GradeMove(row.framework.name, old.grade or "", new.grade or "")
        match change_of((old, new), plan.scales):
            case "declined":
                fell.append(move)
            case "improved":
                rose.append(move)
    return GradeMoves(tuple(fell), tuple(rose))


def _head_then(plan: Plan, day: date) -> Plan:
    """The plan with the inspections of a day; of those published later, the ones with items."""
    later = {one.id for one in plan.inspections if one.published_by and one.published_by > day}
    having = {
        item.inspection
        for item in plan.items
        if item.inspection in later and item_as_of(item, day) is not None
    }
    return head_as_of(plan, day, having)

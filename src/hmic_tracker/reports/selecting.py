"""Which items a report is about, where only a part of the plan is wanted."""

from collections.abc import Container
from datetime import date

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.query.selection import Selection, select, to_query


def selected_items(
    plan: Plan, wanted: Selection | None, today: date, holidays: Container[date]
) -> tuple[Item, ...]:
    """The items that fit, whatever their status where nothing is said of it; all without one."""
    if wanted is None:
        return plan.items
    return tuple(select(plan, wanted.replace(include_all=True), today, holidays)[0])


def filter_text(wanted: Selection | None) -> str:
    """The selection as an expression; empty without one."""
    return str(to_query(wanted)) if wanted is not None else ""

"""What a report is asked to be of: a plan, a day, and the part of the items that is wanted."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.query.selection import Selection, select, to_query

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.query.terms import Query


class ReportRequest(NamedTuple):
    """The plan with its whole history, and the day it is judged on; `past` replays it to that day.

    With `wanted` a report is about those items alone; `holidays` are for the dates in it.
    """

    plan: Plan
    today: date
    past: bool = False
    wanted: Selection | None = None
    holidays: Container[date] = ()

    def current(self) -> Plan:
        """The plan as it stood on the day."""
        return plan_as_of(self.plan, self.today) if self.past else self.plan

    def of_figures(self) -> ReportRequest:
        """The request without parts of items, which are in no figure and no paper."""
        return self._replace(plan=self.plan.without_parts())

    def items_of(self, current: Plan) -> tuple[Item, ...]:
        """The items wanted, whatever their status where nothing is said of it."""
        if self.wanted is None:
            return current.items
        wanted = self.wanted.replace(include_all=True)
        return tuple(select(current, wanted, self.today, self.holidays)[0])

    @property
    def scope(self) -> tuple[Query, ...]:
        """What all figures of the report are of: the selection as a query; nothing of all items."""
        return (to_query(self.wanted),) if self.wanted is not None else ()

    @property
    def filter_text(self) -> str:
        """The selection as an expression; empty for the whole plan."""
        return str(to_query(self.wanted)) if self.wanted is not None else ""

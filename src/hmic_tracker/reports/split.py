"""What a split makes of an item: its parts, and that no figure moves."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.counts import Counts, count
from hmic_tracker.domain.rules import days_overdue
from hmic_tracker.domain.splitting import SplitItem, parts_of
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.item_rows import ItemRow, rows_of

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan


class SplitReport(NamedTuple):
    """An item as it was, how late it is, its new parts as rows, and the figures of the plan.

    `tracked` are all of its parts, `counts` those of the item's kind and of everything.
    """

    item: Item
    days_overdue: int
    made: SplitItem
    rows: tuple[ItemRow, ...]
    tracked: int
    kind: Counts
    all: Counts


def split_report(plan: Plan, item: Item, made: SplitItem, today: date) -> SplitReport:
    """What a split of an item of the plan is told of as."""
    of_kind = [one for one in plan.items if one.kind == item.kind]
    return SplitReport(
        item,
        days_overdue(item, today),
        made,
        rows_of(plan, made.new, today),
        len(parts_of(item.id, plan.items)) + len(made.new),
        count(of_kind, today),
        count(plan.items, today),
    )

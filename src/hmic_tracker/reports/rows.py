"""An item with all that is computed of it: one row of a list, in every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hmic_tracker.domain.frameworks import short_name
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.domain.rules import days_overdue, is_completed, is_open, rag
from hmic_tracker.domain.words import Kind, Rag
from hmic_tracker.query.selection import Selection, select


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item and what the day makes of it. `short_framework` is for narrow columns."""

    item: Item
    framework_name: str | None
    short_framework: str
    board: str | None
    days_overdue: int
    rag: Rag


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows asked for on a day.

    `not_shown` counts completed items that fit but for their status; `open_in_all` the open items
    of the whole plan.
    """

    wanted: Selection
    as_of: date
    rows: tuple[ItemRow, ...]
    not_shown: int
    open_in_all: int
    matching: int
    damaged: tuple[Damage, ...]

    def of_kind(self) -> dict[Kind, int]:
        """How many of each kind the rows have."""
        kinds: dict[Kind, int] = {}
        for row in self.rows:
            kinds[row.item.kind] = kinds.get(row.item.kind, 0) + 1
        return kinds


def listing(plan: Plan, wanted: Selection, today: date, limit: int | None = None) -> Listing:
    """The items asked for, in the order of their ids, at most `limit` of them."""
    items, not_shown = select(plan, wanted, today)
    shown = items if limit is None else items[:limit]
    return Listing(
        wanted=wanted,
        as_of=today,
        rows=tuple(row_of(plan, item, today) for item in shown),
        not_shown=not_shown,
        open_in_all=sum(is_open(item) and item.kind != "good-practice" for item in plan.items),
        matching=len(items),
        damaged=plan.damaged,
    )


def row_of(plan: Plan, item: Item, today: date) -> ItemRow:
    """One item's row."""
    framework = plan.framework(item.framework)
    return ItemRow(
        item=item,
        framework_name=framework.name if framework else None,
        short_framework=short_name(plan.frameworks, item.framework),
        board=plan.board_of(item),
        days_overdue=days_overdue(item, today),
        rag=rag(item, today, plan.thresholds),
    )


def completed_of(rows: tuple[ItemRow, ...]) -> int:
    """How many of the rows are completed."""
    return sum(is_completed(row.item) for row in rows)

"""An item with all that is computed of it: one row of a list, in every format."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

from hmic_tracker.domain.frameworks import short_name
from hmic_tracker.domain.items import Entry, Item
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.domain.rules import days_overdue, is_open, rag
from hmic_tracker.domain.words import Kind, Rag
from hmic_tracker.query.selection import Selection, past_first_date_too, select


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item and what the day makes of it. `short_framework` is for narrow columns."""

    item: Item
    framework_name: str | None
    short_framework: str
    board: str | None
    group: str | None
    days_overdue: int
    rag: Rag


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows asked for on a day.

    `not_shown` counts completed items that fit but for their status; `open_in_all` the open items
    of the whole plan; `past_first_date` those that an overdue list would have besides, had the
    first dates stood. `since` is the day from which the rows changed, where that was asked.
    """

    wanted: Selection
    as_of: date
    rows: tuple[ItemRow, ...]
    not_shown: int
    open_in_all: int
    matching: int
    damaged: tuple[Damage, ...]
    past_first_date: int = 0
    since: date | None = None

    def of_kind(self) -> dict[Kind, int]:
        """How many of each kind the rows have."""
        kinds: dict[Kind, int] = {}
        for row in self.rows:
            kinds[row.item.kind] = kinds.get(row.item.kind, 0) + 1
        return kinds


def listing(plan: Plan, wanted: Selection, today: date, holidays: Container[date] = ()) -> Listing:
    """The items asked for, in the order of their ids."""
    items, not_shown = select(plan, wanted, today, holidays)
    past_first = past_first_date_too(plan, wanted, today, holidays) if wanted.overdue else 0
    return Listing(
        wanted=wanted,
        as_of=today,
        rows=tuple(row_of(plan, item, today) for item in items),
        not_shown=not_shown,
        open_in_all=sum(is_open(item) and item.kind != "good-practice" for item in plan.items),
        matching=len(items),
        past_first_date=past_first,
        damaged=plan.damaged,
    )


def changed_since(found: Listing, day: date) -> Listing:
    """The rows of a listing in which something was entered on a day or after."""
    kept = tuple(row for row in found.rows if entries_since(row.item, day))
    return replace(found, rows=kept, matching=len(kept), not_shown=0, since=day)


def entries_since(item: Item, day: date) -> tuple[Entry, ...]:
    """An item's entries recorded on a day or after."""
    return tuple(entry for entry in item.history if entry.recorded.date() >= day)


def row_of(plan: Plan, item: Item, today: date) -> ItemRow:
    """One item's row."""
    framework = plan.framework(item.framework)
    return ItemRow(
        item=item,
        framework_name=framework.name if framework else None,
        short_framework=short_name(plan.frameworks, item.framework),
        board=plan.board_of(item),
        group=plan.group_of(item),
        days_overdue=days_overdue(item, today),
        rag=rag(item, today, plan.thresholds),
    )

"""One item with everything that `show` tells of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hmic_tracker.domain.counts import Difference
from hmic_tracker.domain.frameworks import children_of
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import Slippage, slippage
from hmic_tracker.reports.grades import latest_grade
from hmic_tracker.reports.rows import ItemRow, row_of


class ItemReport(NamedTuple):
    """An item's row, its inspection and grade, its slippage, and what is unsettled about it."""

    row: ItemRow
    inspection: Inspection | None
    grade: Grade | None
    has_children: bool
    slippage: Slippage
    notes: tuple[str, ...]


def item_report(plan: Plan, item: Item, today: date, unsettled: list[Difference]) -> ItemReport:
    """What there is to tell of an item on a day."""
    return ItemReport(
        row=row_of(plan, item, today),
        inspection=plan.inspection(item.inspection),
        grade=latest_grade(plan, item.framework),
        has_children=bool(item.framework and children_of(plan.frameworks, item.framework)),
        slippage=slippage(item),
        notes=tuple(_note(d) for d in unsettled if item.id in d.candidates),
    )


def _note(difference: Difference) -> str:
    said = difference.reported
    names = ", ".join(difference.candidates)
    which = f"{difference.missing} of {names}" if len(difference.candidates) > 1 else names
    return (
        f"The source counts {which} as completed, not said which: “{said.sentence}” "
        f"({said.source}). "
        f"To settle it: tracker update ID --status done --on {said.on.isoformat()}"
    )

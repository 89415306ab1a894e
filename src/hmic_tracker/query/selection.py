"""Which items are asked for, as a record of conditions that all have to hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hmic_tracker.domain.dates import deadline, first_day
from hmic_tracker.domain.frameworks import resolve
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import is_completed, is_open, is_overdue
from hmic_tracker.domain.words import Kind, Status
from hmic_tracker.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a person asked for; empty conditions hold for every item.

    Several values of one condition are alternatives. `due_before` and `due_after` are dues: a
    month is the span of its days, an item is compared by its deadline.
    """

    every: bool = False
    overdue: bool = False
    completed: bool = False
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    owners: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    inspections: tuple[str, ...] = ()
    due_before: str | None = None
    due_after: str | None = None

    @property
    def open_only(self) -> bool:
        """Nothing was said of status, so the open items are meant."""
        return not (self.every or self.overdue or self.completed or self.statuses)


def select(plan: Plan, wanted: Selection, today: date) -> tuple[list[Item], int]:
    """The items asked for, and how many completed ones fit but for their status.

    Raises NotFoundError where a framework, owner or inspection is none of the plan's.
    """
    slugs = frozenset(s for name in wanted.frameworks for s in resolve(plan.frameworks, name))
    inspections = frozenset(inspection_named(plan, name) for name in wanted.inspections)
    owners = frozenset(_owner(plan, name) for name in wanted.owners)
    fitting = [
        item
        for item in plan.items
        if (not wanted.kinds or item.kind in wanted.kinds)
        and (not slugs or item.framework in slugs)
        and (not inspections or item.inspection in inspections)
        and (not owners or (item.owner or "none").casefold() in owners)
        and _due_fits(item, wanted)
    ]
    if wanted.open_only:
        shown = [item for item in fitting if is_open(item)]
        return shown, sum(is_completed(item) for item in fitting)
    shown = [item for item in fitting if _status_fits(item, wanted, today)]
    return shown, 0


def _status_fits(item: Item, wanted: Selection, today: date) -> bool:
    if wanted.overdue and not is_overdue(item, today):
        return False
    if wanted.completed and not is_completed(item):
        return False
    return not wanted.statuses or item.status in wanted.statuses


def _due_fits(item: Item, wanted: Selection) -> bool:
    last = item.deadline
    if wanted.due_before and (last is None or last >= first_day(wanted.due_before)):
        return False
    return not wanted.due_after or (last is not None and last > deadline(wanted.due_after))


def inspection_named(plan: Plan, name: str) -> str:
    """The id of the inspection with that id or title; raises NotFoundError."""
    known = {i.id: i.id for i in plan.inspections} | {
        i.title.casefold(): i.id for i in plan.inspections
    }
    found = known.get(name.strip().casefold())
    if found is None:
        hint = (
            did_you_mean(name, known)
            or f"the inspections are: {', '.join(i.id for i in plan.inspections) or 'none yet'}"
        )
        raise NotFoundError(f"there is no inspection '{name}'", hint)
    return found


def _owner(plan: Plan, name: str) -> str:
    known = {item.owner.casefold(): item.owner for item in plan.items if item.owner}
    folded = " ".join(name.split()).casefold()
    if folded not in known and folded != "none":
        hint = did_you_mean(name, known.values()) or (
            f"the owners are: {', '.join(sorted(known.values())[:8])}"
            if known
            else "no item has an owner yet: tracker update ID --owner POST"
        )
        raise NotFoundError(f"'{name}' owns nothing in this plan", hint)
    return folded

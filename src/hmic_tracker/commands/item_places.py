"""Moving items under another framework or inspection: `update --framework --inspection`."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.commands.options import named
from hmic_tracker.domain.frameworks import framework_named
from hmic_tracker.domain.item_matching import label_key
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import KIND_NAMES
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.query.names import inspection_named

if TYPE_CHECKING:
    from hmic_tracker.commands.planned_changes import ItemFields
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value
    from hmic_tracker.domain.plan import Plan


def moved_to(session: Session, typed: Mapping[str, str], label: Value) -> ItemFields:
    """What sets the framework and the inspection that were typed in each item.

    The name "none" takes one away. `label` is the number that is given with them. Raises
    NotFoundError for a name that is none of the plan's; where another item has the number there
    already, setting them raises UsageError.
    """
    plan = session.read_plan()
    places = {field: _place(plan, field, name) for field, name in typed.items()}
    taken = {_number(item): item.id for item in plan.items}

    def of_each(item: Item) -> Mapping[str, Value]:
        there = replace(item, **places, label_given=label or item.label_given)
        if _number(there) == _number(item):
            return places
        other = taken.setdefault(_number(there), item.id)
        if there.label is not None and other != item.id:
            raise UsageError(
                f"{other} is {KIND_NAMES[item.kind]} {there.label} there already",
                f"give {item.id} the number that it has there: --label 2a",
            )
        return places

    return of_each


def _place(plan: Plan, field: str, typed: str) -> str | None:
    name = named(f"--{field}", typed)
    if name is None:
        return None
    if field == "inspection":
        return inspection_named(plan, name)
    return framework_named(plan.frameworks, name).slug


def _number(item: Item) -> tuple[str | None, ...]:
    """Where a report has an item, and under which number."""
    return item.kind, item.inspection, item.framework, label_key(item)

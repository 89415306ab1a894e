"""The steps of items' action plans, of all items in one list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from hmic_tracker.domain.rules import is_deferred, is_open
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Literal, NamedTuple
from hmic_tracker.query.names import other_names

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Action
    from hmic_tracker.domain.plan import Damage, Plan

StepState = Literal["open", "done", "dropped"]


class StepFilter(NamedTuple):
    """Which steps are wanted: those still open, those late, those of posts; "none" is nobody."""

    still_open: bool = False
    late: bool = False
    owners: tuple[str, ...] = ()


class StepRow(NamedTuple):
    """A step of an item, who does it, and how it stands.

    `owner` is the step's own post or else the item's; `days_late` is 0 where it isn't late.
    """

    item: Item
    step: Action
    owner: str | None
    state: StepState
    days_late: int


class StepsReport(NamedTuple):
    """The steps wanted on a day, in the order of their items; `of` is how many steps there are."""

    as_of: date
    rows: tuple[StepRow, ...]
    of: int
    damaged: tuple[Damage, ...]


def steps_report(
    plan: Plan, today: date, wanted: StepFilter, ids: Collection[str] | None = None
) -> StepsReport:
    """The steps of some items of a plan, or of all; a post's holder or former name is the post."""
    items = [item for item in plan.items if ids is None or item.id in ids]
    names = {folded(name) for name in wanted.owners}
    names |= {folded(one) for name in wanted.owners for one in other_names(plan, "owner", name)}
    rows = [_row(item, step, today) for item in items for step in item.actions]
    fitting = tuple(
        row
        for row in rows
        if not (wanted.still_open or wanted.late) or row.state == "open"
        if not wanted.late or row.days_late
        if not names or folded(row.owner or "none") in names
    )
    return StepsReport(today, fitting, len(rows), plan.damaged)


def _row(item: Item, step: Action, today: date) -> StepRow:
    state: StepState = "open" if step.is_open else "done" if step.done else "dropped"
    waits = is_open(item) and not is_deferred(item, today)
    last = step.deadline if step.is_open and waits else None
    late = max(0, (today - last).days) if last else 0
    return StepRow(item, step, step.owner or item.owner, state, late)

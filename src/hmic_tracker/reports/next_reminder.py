"""What becomes of a row that nobody answered: it goes into the next reminder, or it needn't."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.domain.people import is_owner
from hmic_tracker.domain.row_values import items_of, step_number
from hmic_tracker.domain.rules import days_overdue, is_deferred, is_listed, is_open
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.sendings import Sending, SentRow


class NextTime(NamedTuple):
    """How late a row is; `settled` says why nobody has to be asked again, "" where they have."""

    days_late: int = 0
    settled: str = ""


def next_times(sending: Sending, plan: Plan, today: date) -> tuple[NextTime, ...]:
    """What becomes of each row of a sending that stays unanswered, in their order."""
    by_uid = {item.uid: item for item in plan.items}
    by_id = {item.id: item for item in plan.items}
    return tuple(
        _next_time(sending.owner, row, items_of(row, by_uid, by_id), today) for row in sending.rows
    )


def _next_time(owner: str, row: SentRow, items: Sequence[Item], today: date) -> NextTime:
    if not items:
        return NextTime(settled="it is not in the plan any more")
    if row.step is not None:
        return _of_step(owner, row.step, items[0], today)
    still = [item for item in items if is_open(item) and is_listed(item)]
    done = [item for item in items if item.status == "done" and is_listed(item)]
    if not still and all(item.evidence for item in done):
        return NextTime(settled="completed here since")
    if not any(is_owner(item.owner, owner) for item in still or done):
        return NextTime(settled="it is with another post since")
    if still and not done and all(is_deferred(item, today) for item in still):
        return NextTime(settled="it is deferred since")
    return NextTime(max((days_overdue(item, today) for item in still), default=0))


def _of_step(owner: str, key: str, item: Item, today: date) -> NextTime:
    number = step_number(item, key)
    step = next((each for each in item.actions if each.n == number), None)
    if step is None or not step.is_open:
        return NextTime(settled="the step is done or dropped here since")
    if not is_open(item):
        return NextTime(settled="completed here since")
    if is_deferred(item, today):
        return NextTime(settled="it is deferred since")
    if not is_owner(step.owner or item.owner, owner):
        return NextTime(settled="it is with another post since")
    late = (today - step.deadline).days if step.deadline else 0
    return NextTime(max(0, late))

"""What the first lines of an owner's mail say: what is late, what moved, what falls due next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.milestones import verified_by, verified_on
from hmic_tracker.domain.people import posts_held_by
from hmic_tracker.domain.rules import is_listed, is_open
from hmic_tracker.domain.workflow import CHECKED
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_rows import ItemRow, reference_in_report

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Action


class Step(NamedTuple):
    """An open step of an item's action plan that has a due date, and its last day.

    `board` is the item's, `place` where the report has the item.
    """

    item: Item
    action: Action
    last: date
    days_late: int
    board: str | None = None
    place: str = ""

    @property
    def name(self) -> str:
        """ "step 2 of REC-5"."""
        return f"step {self.action.n} of {self.item.id}"


class Late(NamedTuple):
    """What is late by as many days: runs of ids, and steps."""

    days: int
    names: tuple[str, ...]


class MovedDate(NamedTuple):
    """The open items, as runs of ids, that had one date first and have another or none now."""

    names: tuple[str, ...]
    first: str
    now: str | None


class OwnerFacts(NamedTuple):
    """What an owner asks first: the most late comes first, the dates that moved in order of ids.

    `next_names` are the items and steps that fall due next, on `next_day`, today included. Nothing
    of it is deferred but what `moved`. `checker` is who verified an item last, of the owner's if
    there is one, else of all.
    """

    late: tuple[Late, ...] = ()
    moved: tuple[MovedDate, ...] = ()
    next_day: date | None = None
    next_names: tuple[str, ...] = ()
    checker: str | None = None


def open_steps(row: ItemRow, today: date) -> Iterator[Step]:
    """The steps still to be done by a day, of an item that is open and not deferred."""
    item = row.item
    if not (is_open(item) and is_listed(item)) or row.is_deferred:
        return
    for action in item.actions:
        last = action.deadline
        if action.is_open and last is not None:
            late = max(0, (today - last).days)
            yield Step(item, action, last, late, row.board, reference_in_report(row))


def owner_facts(
    mine: Sequence[ItemRow], steps: Sequence[Step], today: date, checker: str | None
) -> OwnerFacts:
    """The facts of an owner's items and steps; `checker` is of all owners."""
    still = [row for row in mine if is_open(row.item) and is_listed(row.item)]
    near = _next_day(still, steps, today)
    return OwnerFacts(
        late=_late(still, steps),
        moved=_moved(still),
        next_day=near,
        next_names=_due_on(near, still, steps) if near else (),
        checker=last_checker(mine) or checker,
    )


def _late(still: Iterable[ItemRow], steps: Iterable[Step]) -> tuple[Late, ...]:
    items = group_by_key(filter(lambda row: row.days_overdue, still), lambda row: row.days_overdue)
    behind = group_by_key(filter(lambda step: step.days_late, steps), lambda step: step.days_late)
    return tuple(
        Late(days, (*_runs(items.get(days, ())), *(step.name for step in behind.get(days, ()))))
        for days in sorted({*items, *behind}, reverse=True)
    )


def _moved(still: Iterable[ItemRow]) -> tuple[MovedDate, ...]:
    moved = (row for row in still if row.item.original_due not in (None, row.item.due))
    alike = group_by_key(moved, lambda row: (row.item.original_due or "", row.item.due))
    return tuple(MovedDate(_runs(rows), first, now) for (first, now), rows in alike.items())


def _next_day(still: Iterable[ItemRow], steps: Iterable[Step], today: date) -> date | None:
    days = (row.item.deadline for row in still if row.item.deadline and not row.is_deferred)
    return min((day for day in (*days, *(s.last for s in steps)) if day >= today), default=None)


def _due_on(day: date, still: Iterable[ItemRow], steps: Iterable[Step]) -> tuple[str, ...]:
    rows = (row for row in still if row.item.deadline == day and not row.is_deferred)
    return (*_runs(rows), *(step.name for step in steps if step.last == day))


def last_checker(rows: Iterable[ItemRow]) -> str | None:
    """Who verified an item last; the post where the entry names its holder."""
    checked = (row for row in rows if row.item.status in CHECKED and verified_by(row.item))
    last = max(checked, key=lambda row: verified_on(row.item) or date.min, default=None)
    name = verified_by(last.item) if last else None
    if last is None or name is None:
        return None
    return next((post.name for post in posts_held_by(last.posts, name)), name)


def _runs(rows: Iterable[ItemRow]) -> tuple[str, ...]:
    return tuple(filter(None, format_id_ranges(row.item.id for row in rows).split(", ")))

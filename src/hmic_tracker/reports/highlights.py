"""What a summary has besides its counts: what is overdue and whose, what moved.

Only what may be printed is in it (`reports.publishing`). Exempt items stand apart from the others,
so that nothing but their number and status can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.dates import days_after
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.rules import has_request, is_completed, is_counted, is_overdue
from hmic_tracker.light_typing import TYPE_CHECKING, Any, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_rows import ItemRow, rows_of
from hmic_tracker.reports.paper_status import Update
from hmic_tracker.reports.redaction import printable, redact_plan, redaction_rules
from hmic_tracker.reports.summary import entries_from

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.answers import Answers
    from hmic_tracker.reports.last_report import LastReport
    from hmic_tracker.reports.movement import Movement
    from hmic_tracker.reports.request import ReportRequest

USUAL_DAYS = 30
"""How far back "newly" reaches in a plan that was made from no document."""


class OwnerItems(NamedTuple):
    """Items of one owner; None is nobody."""

    owner: str | None
    rows: tuple[ItemRow, ...]

    @property
    def most_days(self) -> int:
        """By how many days the latest of them is overdue."""
        return max(row.days_overdue for row in self.rows)


class Highlights(NamedTuple):
    """What is overdue, by owner and then the latest first; what is completed since a day.

    `movement` and the published `updates` are there where a day was asked for. `exempt` are all
    exempt items that are counted or that moved, by number and status; in `movement` they have no
    dates. `overdue_exempt` are as many as are overdue among them. `newly_overdue` are the ones of
    `overdue` that weren't on that day. `requested` are those that ask for another date. `answers`
    say who has answered what was sent, where anything was. `last` is the report that it is held
    against where no day was asked for, and `entries` how many people made after that day.
    """

    overdue: tuple[ItemRow, ...]
    since: date
    completed: tuple[ItemRow, ...]
    exempt: tuple[tuple[str, str], ...] = ()
    movement: Movement | None = None
    updates: tuple[Update, ...] = ()
    marking: str | None = None
    overdue_exempt: int = 0
    newly_overdue: tuple[ItemRow, ...] = ()
    requested: tuple[ItemRow, ...] = ()
    answers: Answers | None = None
    last: LastReport | None = None
    entries: int = 0

    @property
    def overdue_by_owner(self) -> tuple[OwnerItems, ...]:
        """What is overdue, by owner in the order of the rows."""
        return _by_owner(self.overdue)

    @property
    def completed_by_owner(self) -> tuple[OwnerItems, ...]:
        """What is newly completed, by owner in the order of the rows."""
        return _by_owner(self.completed)


def highlights(
    request: ReportRequest, since: date | None = None, last: LastReport | None = None
) -> Highlights:
    """The highlights as of a day; with `since` the movement as well.

    Without `since`, newly completed is what is completed since the `last` report, or the newest
    document that the plan was made from.
    """
    request = request.of_figures()
    today, current = request.today, request.current()
    current = replace(current, items=request.items_of(current))
    allowed = redaction_rules(request.plan, internal=False)
    day = since or (last.on if last else _newest_document(current))
    day = day or days_after(today, -USUAL_DAYS)
    late = [printable(item, allowed) for item in current.items if is_overdue(item, today)]
    done = [printable(item, allowed) for item in current.items if _is_new(item, day)]
    asking = [printable(i, allowed) for i in current.items if has_request(i) and is_counted(i)]
    moved, updates = None, tuple[Update, ...]()
    shown = {item.id for item in current.items if is_counted(item)}
    if since is not None:
        from hmic_tracker.reports.movement import PARTS, movement
        from hmic_tracker.reports.paper_status import updates_since

        bare = redact_plan(current, allowed)
        moved = without_exempt_dates(movement(bare, since, today, request.wanted is not None))
        updates = tuple(u for u in updates_since(bare.items, since) if not u.item.exempt)
        shown |= {one.item.id for part in PARTS for one in getattr(moved, part)}
    rows = rows_of(current, (item for item in late if not item.exempt), today)
    overdue = tuple(sorted(rows, key=_owner_order))
    return Highlights(
        overdue=overdue,
        since=day,
        completed=rows_of(current, (item for item in done if not item.exempt), today),
        exempt=tuple((i.id, i.status) for i in current.items if i.exempt and i.id in shown),
        movement=moved,
        updates=updates,
        marking=request.plan.marking,
        overdue_exempt=len(late) - len(rows),
        requested=rows_of(current, (item for item in asking if not item.exempt), today),
        newly_overdue=tuple(row for row in overdue if not _was_overdue(row.item, day)),
        last=last,
        entries=entries_from(current.items, days_after(day, 1)),
    )


def _newest_document(plan: Plan) -> date | None:
    return max((s.on for i in plan.inspections for s in i.sources if s.on), default=None)


def _is_new(item: Item, since: date) -> bool:
    """Completed and counted, and on that day it wasn't."""
    if not (is_completed(item) and is_counted(item)):
        return False
    then = item_as_of(item, since)
    return then is None or not (is_completed(then) and is_counted(then))


def _was_overdue(item: Item, day: date) -> bool:
    then = item_as_of(item, day)
    return then is not None and is_overdue(then, day)


def without_exempt_dates(movement: Movement) -> Movement:
    """The movement without the dates of exempt items; how many are overdue is counted."""
    from hmic_tracker.reports.movement import DATED, OVERDUE, OverdueMoves

    exempt = (sum(bool(one.item.exempt) for one in getattr(movement, part)) for part in OVERDUE)
    kept: dict[str, Any] = {
        part: tuple(one for one in getattr(movement, part) if not one.item.exempt) for part in DATED
    }
    return movement._replace(**kept, exempt_overdue=OverdueMoves(*exempt))


def _owner_order(row: ItemRow) -> tuple[bool, str, int]:
    """Nobody's come last."""
    return (row.item.owner is None, (row.item.owner or "").casefold(), -row.days_overdue)


def _by_owner(rows: Iterable[ItemRow]) -> tuple[OwnerItems, ...]:
    groups = group_by_key(rows, lambda row: row.item.owner)
    return tuple(OwnerItems(owner, tuple(mine)) for owner, mine in groups.items())

"""What moved between two days: became overdue, opened, completed, slipped and so on, old → new.

The plan as it stood at the end of one day is held against the plan at the end of another, so that
what went to and fro in between is no movement, and the counts of the two days add up:

    total then + opened - left = total now
    completed then + completed - undone = completed now
    overdue then + became overdue - no longer overdue = overdue now
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from hmic_tracker.domain.ancestry import passed_over
from hmic_tracker.domain.counts import Counts, count
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import Item, effective_entries
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.rules import (
    days_overdue,
    is_counted,
    is_deferred,
    is_duplicate,
    is_open,
    is_overdue,
)
from hmic_tracker.domain.words import COMPLETED, STATUSES
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.figures import figure_filters, these_items

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan


class Moved(NamedTuple):
    """An item that moved: as it stands now, and what went from `old` to `new`.

    They are statuses, or "duplicate" of what duplicates another item; of a date that moved they are
    dues. Of what became overdue `old` is None and `new` is its due; of what no longer is, `old` is
    the due it was late by. Else `old` is None where the item was not in the plan, `new` where its
    date was taken away. `days` is by how many days a date moved, negative where it came nearer, or
    an item is overdue; `reasons` are those given since, and `agreed_by` the boards that agreed,
    each once; `unsaid` and `unagreed` are how many moves have no reason and no board beside them.
    """

    item: Item
    old: str | None
    new: str | None
    days: int = 0
    reasons: tuple[str, ...] = ()
    agreed_by: tuple[str, ...] = ()
    unsaid: int = 0
    unagreed: int = 0


class OverdueMoves(NamedTuple):
    """How many items became overdue, and how many no longer are."""

    became: int
    no_longer: int


class Movement(NamedTuple):
    """What moved from the end of `since` to the end of `until`; an item can be in several parts.

    `became_overdue` are overdue now and weren't then, `no_longer_overdue` the other way round:
    completed since, out of the counts, deferred, or with another date or none, as other parts say;
    or with the later of two dates that were not settled. `deferred` are so now, and weren't then or
    until another day: from a due or that day. `opened` are in the counts now and weren't then,
    `left` the other way round (a side exit, or found to duplicate another). `reopened` are open and
    existed then, not open. `verified` have been checked since, discharged ones included; `closed`
    have been discharged since. `undone` were completed and in the counts then, and are one or the
    other no more: those of them that are open are in `reopened` too. `undated` had a date then, and
    have none. `exempt_overdue` are as many as are left out of the two parts of overdue items,
    because they are exempt.
    `filters_then` and `filters_now` are those of the counts, as of either day.
    """

    since: date
    until: date
    then: Counts
    now: Counts
    became_overdue: tuple[Moved, ...] = ()
    opened: tuple[Moved, ...] = ()
    completed: tuple[Moved, ...] = ()
    verified: tuple[Moved, ...] = ()
    closed: tuple[Moved, ...] = ()
    slipped: tuple[Moved, ...] = ()
    brought_forward: tuple[Moved, ...] = ()
    undated: tuple[Moved, ...] = ()
    reopened: tuple[Moved, ...] = ()
    left: tuple[Moved, ...] = ()
    undone: tuple[Moved, ...] = ()
    deferred: tuple[Moved, ...] = ()
    no_longer_overdue: tuple[Moved, ...] = ()
    exempt_overdue: OverdueMoves = OverdueMoves(0, 0)
    filters_then: Mapping[str, str] = MappingProxyType({})
    filters_now: Mapping[str, str] = MappingProxyType({})

    @property
    def dates_moved(self) -> tuple[Moved, ...]:
        """What has another date than then, or none any more."""
        return (*self.slipped, *self.brought_forward, *self.undated)

    @property
    def overdue_moves(self) -> OverdueMoves:
        """How many became overdue, and how many no longer are, exempt items among them."""
        became, no_longer = self.exempt_overdue
        return OverdueMoves(
            len(self.became_overdue) + became, len(self.no_longer_overdue) + no_longer
        )

    @property
    def shown(self) -> dict[str, tuple[Moved, ...]]:
        """The parts that people are shown, without what another part says of the same item.

        What is discharged isn't shown as verified as well, what is in the counts again is opened
        and not reopened, what is reopened isn't undone, and what is no longer overdue moved in
        another part, unless one of two dates was chosen.
        """
        parts: dict[str, tuple[Moved, ...]] = {part: getattr(self, part) for part in PARTS}
        others = [one for part, moved in parts.items() if part not in OVERDUE for one in moved]
        twice = {"verified": self.closed, "reopened": self.opened, "undone": self.reopened}
        twice |= {"no_longer_overdue": tuple(others)}
        for part, elsewhere in twice.items():
            ids = {one.item.id for one in elsewhere}
            parts[part] = tuple(one for one in parts[part] if one.item.id not in ids)
        return {part: moved for part, moved in parts.items() if moved}


PARTS: Final = Movement._fields[4:-3]
"""The parts of a movement, in the order in which people are shown them."""
OVERDUE: Final = ("became_overdue", "no_longer_overdue")
DATED: Final = (*OVERDUE, "slipped", "brought_forward", "undated", "deferred")
"""Those that have dates, and nothing of exempt items."""
DATE_MOVES: Final = ("slipped", "brought_forward", "undated")
"""Those whose items have another date than then, or none any more."""

_Pair = tuple[Item | None, Item]


def _filters(items: Iterable[Item], part: bool) -> Mapping[str, str]:
    """The filter of each figure of a day; a part of the plan is known by its items alone."""
    counted = (item.id for item in items if is_counted(item))
    return figure_filters((these_items(counted),) if part else ())


def movement(plan: Plan, since: date, until: date, part: bool = False) -> Movement:
    """What moved between two days; `plan` is the plan with its whole history.

    For a board or an owner hand it a plan that has only their items, and say that it is a `part`.
    """
    pairs: list[_Pair] = [
        (item_as_of(item, since), now)
        for item in plan.items
        if (now := item_as_of(item, until)) is not None
    ]
    dated = tuple(moved for pair in pairs if (moved := _date_moved(*pair, since)))
    return Movement(
        since=since,
        until=until,
        then=count((then for then, _ in pairs if then), since),
        now=count((now for _, now in pairs), until),
        filters_then=_filters((then for then, _ in pairs if then), part),
        filters_now=_filters((now for _, now in pairs), part),
        became_overdue=tuple(
            Moved(now, None, now.due, days_overdue(now, until))
            for then, now in pairs
            if is_overdue(now, until) and not (then and is_overdue(then, since))
        ),
        no_longer_overdue=tuple(
            Moved(now, then.due, None)
            for then, now in pairs
            if then and is_overdue(then, since) and not is_overdue(now, until)
        ),
        opened=_changed(pairs, STATUSES),
        completed=_changed(pairs, COMPLETED),
        verified=_changed(pairs, ("verified", "closed")),
        closed=_changed(pairs, ("closed",)),
        slipped=tuple(moved for moved in dated if moved.days > 0),
        brought_forward=tuple(moved for moved in dated if moved.days < 0),
        undated=tuple(moved for moved in dated if moved.new is None),
        reopened=tuple(
            _status_moved(then, now)
            for then, now in pairs
            if then and not is_open(then) and is_open(now) and is_counted(now)
        ),
        deferred=tuple(moved for pair in pairs if (moved := _deferred(*pair, since, until))),
        left=_changed(pairs, STATUSES, gone=True),
        undone=_changed(pairs, COMPLETED, gone=True),
    )


def _changed(
    pairs: Iterable[_Pair], statuses: Container[str], gone: bool = False
) -> tuple[Moved, ...]:
    """The items counted with one of some statuses now and not then; if `gone` then and not now."""

    def holds(item: Item | None) -> bool:
        return item is not None and item.status in statuses and is_counted(item)

    return tuple(
        _status_moved(then, now)
        for then, now in pairs
        if (holds(then), holds(now)) == (gone, not gone)
    )


def _deferred(then: Item | None, now: Item, since: date, until: date) -> Moved | None:
    """An item that is deferred, and wasn't or until another day."""
    if not is_deferred(now, until):
        return None
    before = then.deferred_until if then and is_deferred(then, since) else None
    if before == now.deferred_until:
        return None
    return Moved(now, before or now.due, now.deferred_until)


def _status_moved(then: Item | None, now: Item) -> Moved:
    return Moved(now, reported_status(then) if then else None, reported_status(now))


def reported_status(item: Item) -> str:
    """Its status, or "duplicate" of what duplicates another item and is counted there."""
    return "duplicate" if is_duplicate(item) else item.status


def _dates_in_question(item: Item) -> set[date]:
    """The deadlines that two people gave an item, of which nobody chose one yet."""
    given = dict(item.unsettled).get("due", ())
    return {deadline(value) for _, value in given if isinstance(value, str)}


def _date_moved(then: Item | None, now: Item, since: date) -> Moved | None:
    """A counted item whose deadline is another one, or none.

    A first due is no move, and neither is the choice of one of two dates that were not settled.
    """
    if then is None or not is_counted(now) or not then.deadline or now.deadline == then.deadline:
        return None
    if now.deadline in _dates_in_question(then):
        return None
    days = (now.deadline - then.deadline).days if now.deadline else 0
    _, others = passed_over(now.history, "due")
    entries = [
        entry
        for entry in effective_entries(now.history)
        if entry.on > since and any(change.field == "due" for change in entry.changes)
        if entry not in others
    ]
    reasons = [entry.reason for entry in entries if entry.reason]
    boards = [entry.agreed_by for entry in entries if entry.agreed_by]
    return Moved(
        *(now, then.due, now.due, days),
        reasons=tuple(dict.fromkeys(reasons)),
        agreed_by=tuple(dict.fromkeys(boards)),
        unsaid=len(entries) - len(reasons),
        unagreed=len(entries) - len(boards),
    )

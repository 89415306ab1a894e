"""What stands out in a plan: overdue, dates moved, completed but unverified for long, no owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.due_course import due_course
from hmic_tracker.domain.items import Entry, Item, effective_entries
from hmic_tracker.domain.rules import is_counted, is_open, slippage
from hmic_tracker.domain.succession import predecessors
from hmic_tracker.domain.words import COMPLETED
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.deferrals import Deferral, deferral_of, end_of
from hmic_tracker.reports.item_rows import ItemRow, rows_of
from hmic_tracker.reports.redaction import WITHHELD, is_hidden
from hmic_tracker.reports.verification_waits import UNVERIFIED_DAYS

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan


class MovedDate(NamedTuple):
    """An open item whose date was moved: `days` later than its first, negative where it is nearer.

    `place_of` are the items whose place it took, where `first` was one of theirs. `present` is None
    where the date was taken away after so many moves. `agreed_by` are the boards that agreed,
    `reasons` those given, the oldest first; `unnamed` is how many moves were agreed by one that
    may not be named, `unrecorded` how many nobody is known to have agreed to, `unsaid` how many
    have no reason that may be printed.
    """

    row: ItemRow
    first: str
    present: str | None
    moves: int
    days: int
    agreed_by: tuple[str, ...]
    unnamed: int
    unrecorded: int
    reasons: tuple[str, ...]
    unsaid: int
    place_of: tuple[str, ...] = ()


class RequestedDate(NamedTuple):
    """An open item that asks for another date, after so many moves of its due.

    `reason` is None where none may be printed, or none was given.
    """

    row: ItemRow
    requested: str
    moves: int
    reason: str | None


class Unverified(NamedTuple):
    """An item completed on a day `since`, and nobody has checked it for so many days."""

    row: ItemRow
    since: date
    days: int


class Exceptions(NamedTuple):
    """What stands out, the latest first; each an open or completed item that counts."""

    overdue: tuple[ItemRow, ...]
    moved: tuple[MovedDate, ...]
    unverified: tuple[Unverified, ...]
    unowned: tuple[ItemRow, ...]
    requested: tuple[RequestedDate, ...] = ()
    deferred: tuple[Deferral, ...] = ()


def exceptions(current: Plan, today: date, whole: Plan | None = None) -> Exceptions:
    """What stands out in a plan as it stood on a day; it may be a part of a `whole` one."""
    named = (item for item in (whole or current).items if not is_hidden(item))
    before = predecessors(named)
    rows = [r for r in rows_of(current, current.items, today) if is_counted(r.item)]
    overdue = [row for row in rows if row.days_overdue]
    still_open = [row for row in rows if is_open(row.item)]
    unverified = [one for row in rows if (one := _unverified(row, today))]
    return Exceptions(
        overdue=tuple(sorted(overdue, key=lambda row: -row.days_overdue)),
        moved=tuple(moved for row in still_open if (moved := _moved(row, before))),
        unverified=tuple(sorted(unverified, key=lambda one: -one.days)),
        unowned=tuple(row for row in still_open if not row.item.owner),
        requested=tuple(
            RequestedDate(row, requested, slippage(row.item).moves, row.item.requested_reason)
            for row in still_open
            if (requested := row.item.requested_due)
        ),
        deferred=tuple(sorted((deferral_of(r, today) for r in rows if r.is_deferred), key=end_of)),
    )


def completed_on(item: Item) -> date | None:
    """The day from which a completed item is completed; None where its history doesn't say.

    One that was superseded for a while, and came back as it was, was completed all that time.
    """
    day: date | None = None
    before = False
    for entry in effective_entries(item.history):
        for change in entry.changes:
            if change.field != "status" or change.new == "superseded":
                continue
            now = change.new in COMPLETED
            if now and not before:
                day = entry.on
            before = now
    return day


def _unverified(row: ItemRow, today: date) -> Unverified | None:
    since = completed_on(row.item) if row.item.status == "done" else None
    days = (today - since).days if since else 0
    return Unverified(row, since, days) if since and days > UNVERIFIED_DAYS else None


def _moved(row: ItemRow, before: Mapping[str, tuple[Item, ...]]) -> MovedDate | None:
    item, course = row.item, due_course(row.item.history)
    first, present = item.original_due, item.due
    taken_away = None if present else _taken_away(item)
    if not first:
        return None
    moved = present and (course.moves or deadline(present) != deadline(first))
    if not (taken_away or moved):
        return None
    # What went from its own first date to that of another item says why.
    by_link = [taken.entry for taken in course.taken[-1:] if taken.before]
    own = [*(move.entry for move in course.moves), *filter(None, [taken_away])]
    entries = [*by_link, *own]
    agreed = [entry.agreed_by for entry in entries]
    reasons = [" ".join(entry.reason.split()) for entry in entries if entry.reason]
    olds = before.get(item.id, ()) if by_link else ()
    return MovedDate(
        row=row,
        first=first,
        present=present,
        moves=len(course.moves),
        days=(deadline(present) - deadline(first)).days if present else 0,
        agreed_by=tuple(dict.fromkeys(board for board in agreed if board)),
        unnamed=agreed.count(WITHHELD),
        unrecorded=sum(entry.agreed_by is None for entry in own),
        reasons=tuple(dict.fromkeys(reasons)),
        unsaid=len(entries) - len(reasons),
        place_of=tuple(old.id for old in olds)
        if any(old.original_due == first for old in olds)
        else (),
    )


def _taken_away(item: Item) -> Entry | None:
    """The last entry of the item's due, where it took it away."""
    dues = [(e, c) for e in effective_entries(item.history) for c in e.changes if c.field == "due"]
    return dues[-1][0] if dues and dues[-1][1].new is None else None

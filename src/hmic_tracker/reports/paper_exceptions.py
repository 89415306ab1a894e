"""What stands out in a plan: overdue, dates moved, completed but unverified for long, no owner."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import due_moves, is_counted, is_open
from hmic_tracker.reports.rows import ItemRow, rows_of

UNVERIFIED_DAYS: Final = 60
"""Completed for longer than this and unverified, an item stands out."""


class MovedDate(NamedTuple):
    """An open item whose date is not its first: `days` later, negative where it is nearer.

    `agreed_by` are the boards that agreed, `reasons` those given, the oldest first; `unsaid` is
    how many moves have no reason that may be printed.
    """

    row: ItemRow
    first: str
    present: str
    moves: int
    days: int
    agreed_by: tuple[str, ...]
    reasons: tuple[str, ...]
    unsaid: int


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


def exceptions(standing: Plan, today: date) -> Exceptions:
    """What stands out in a plan as it stood on a day."""
    rows = [r for r in rows_of(standing, standing.items, today) if is_counted(r.item)]
    overdue = [row for row in rows if row.days_overdue]
    still_open = [row for row in rows if is_open(row.item)]
    unverified = [one for row in rows if (one := _unverified(row, today))]
    return Exceptions(
        overdue=tuple(sorted(overdue, key=lambda row: -row.days_overdue)),
        moved=tuple(found for row in still_open if (found := _moved(row))),
        unverified=tuple(sorted(unverified, key=lambda one: -one.days)),
        unowned=tuple(row for row in still_open if not row.item.owner),
    )


def done_on(item: Item) -> date | None:
    """The day from which a completed item is completed; None where its history doesn't say."""
    found = [
        e.on for e in item.history for c in e.changes if (c.field, c.new) == ("status", "done")
    ]
    return found[-1] if found else None


def _unverified(row: ItemRow, today: date) -> Unverified | None:
    since = done_on(row.item) if row.item.status == "done" else None
    days = (today - since).days if since else 0
    return Unverified(row, since, days) if since and days > UNVERIFIED_DAYS else None


def _moved(row: ItemRow) -> MovedDate | None:
    item = row.item
    first, present = item.original_due, item.due
    if not first or not present or deadline(first) == deadline(present):
        return None
    moves = [move.entry for move in due_moves(item)]
    reasons = [" ".join(entry.reason.split()) for entry in moves if entry.reason]
    return MovedDate(
        row=row,
        first=first,
        present=present,
        moves=len(moves),
        days=(deadline(present) - deadline(first)).days,
        agreed_by=tuple(dict.fromkeys(entry.agreed_by for entry in moves if entry.agreed_by)),
        reasons=tuple(dict.fromkeys(reasons)),
        unsaid=len(moves) - len(reasons),
    )

"""The course of an item's due: the first one, the moves since, and dates that links gave it.

The first due of what an item stands for is its own from the link on, where it is the earlier one:
moves are counted from there, until the link is taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hmic_tracker.domain.ancestry import is_one_line, passed_over
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import (
    CARRIED,
    LINKED,
    TAKING_BACK,
    UNLINKED,
    Entry,
    FieldChange,
    effective_entries,
)
from hmic_tracker.light_typing import Final, NamedTuple

HANDING_OVER: Final = frozenset({LINKED, CARRIED})
"""The events of the entries by which an item takes over another's date."""


class DueMove(NamedTuple):
    """A due that went to another deadline, by an entry of the history."""

    entry: Entry
    old: str
    new: str

    @property
    def days(self) -> int:
        """By how many days; negative where it came nearer."""
        return (deadline(self.new) - deadline(self.old)).days


class TakenDate(NamedTuple):
    """A first due taken over, by an entry: from the due `before`, and what was known until then."""

    entry: Entry
    before: str | None
    due: str
    known: DueCourse


class DueCourse(NamedTuple):
    """The first due that stands, the moves from there, where they led, and what was taken over."""

    first: str | None = None
    moves: tuple[DueMove, ...] = ()
    last: str | None = None
    taken: tuple[TakenDate, ...] = ()


def due_course(history: Sequence[Entry]) -> DueCourse:
    """The course of the due without what was undone, or given by a link that is gone.

    A due that was taken away and set again moved from where it was before; and where an entry in
    between is not there, as on an earlier day, from where the entries that are there had left it.
    Of dates that two people gave it apart the one counts that was chosen: neither the other is a
    move, nor the choice.
    """
    entries = effective_entries(history)
    if not is_one_line(history):
        due, others = passed_over(history, "due")
        course = _course_of(entry for entry in entries if entry not in others)
        if others and course.last == due:
            return course
    return _course_of(entries)


def _course_of(entries: Iterable[Entry]) -> DueCourse:
    course = DueCourse()
    for entry in entries:
        for change in entry.changes:
            if change.field == "due":
                course = _after(course, entry, change)
    return course


def first_due(history: Sequence[Entry]) -> str | None:
    """The first due of a history: of what it stands for where that was due earlier.

    Where the due that stands is from entries that were undone, it is the first of all.
    """
    dues = [c.new for entry in history for c in entry.changes if c.field == "due"]
    events = {entry.event for entry in history}
    if events.isdisjoint(HANDING_OVER | TAKING_BACK):
        return next((str(due) for due in dues if due), None)
    first = due_course(history).first
    if first is None and dues and dues[-1]:
        return next(str(due) for due in dues if due)
    return first


def giver_of_due(entries: Sequence[Entry]) -> Entry | None:
    """The entry that gave the present due: not one that went back to it from a date taken over."""
    dues = [(entry, c.new) for entry in entries for c in entry.changes if c.field == "due"]
    own = [one for one in dues if one[0].event not in HANDING_OVER]
    if own and own[-1][1] == dues[-1][1]:
        return own[-1][0]
    return dues[-1][0] if dues else None


def _after(course: DueCourse, entry: Entry, change: FieldChange) -> DueCourse:
    old, new = (due if isinstance(due, str) else None for due in (change.old, change.new))
    if new and _takes_over(course, entry, new):
        taken = TakenDate(entry, old, new, course._replace(taken=()))
        return DueCourse(new, (), new, (*course.taken, taken))
    if entry.event == UNLINKED:
        for n, taken in reversed([*enumerate(course.taken)]):
            if (taken.due, taken.before) == (old, new):
                return _without(course, n)
    from_ = course.last or old
    moves = course.moves
    if new and from_ and deadline(from_) != deadline(new):
        moves = (*moves, DueMove(entry, from_, new))
    return course._replace(first=course.first or new, moves=moves, last=new or from_)


def _takes_over(course: DueCourse, entry: Entry, new: str) -> bool:
    """Whether an entry gives a first due; further ones of the same command move it."""
    if entry.event not in HANDING_OVER or (course.taken and course.taken[-1].entry.op == entry.op):
        return False
    return course.first is None or deadline(new) < deadline(course.first)


def _without(course: DueCourse, n: int) -> DueCourse:
    """The course without a date taken over: what was known before it, or what the next one gave."""
    gone, later = course.taken[n], course.taken[n + 1 :]
    if not later:
        return gone.known._replace(taken=course.taken[:n])
    later = (later[0]._replace(known=gone.known), *later[1:])
    return course._replace(taken=(*course.taken[:n], *later))

"""The rules: open, completed, overdue, RAG, slippage. One function each; today is an argument."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.dates import OPEN_END, deadline, last_day
from hmic_tracker.domain.due_course import due_course
from hmic_tracker.domain.items import (
    IMPORTS,
    UNNAMED,
    Entry,
    FieldChange,
    Item,
    effective_entries,
)
from hmic_tracker.domain.links import linked_item_id
from hmic_tracker.domain.parts import progress_of_steps, steps_of
from hmic_tracker.domain.words import COMPLETED, OPEN, PROGRESS, SIDE_EXITS, Rag
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan, Thresholds


class Slippage(NamedTuple):
    """How often a due moved, and by how many days in all (negative where it came nearer)."""

    moves: int
    days: int


def is_open(item: Item) -> bool:
    """Not started or in progress."""
    return item.status in OPEN


def has_request(item: Item) -> bool:
    """Another date is asked for and nobody has answered: what isn't open asks for none."""
    return item.requested_due is not None and is_open(item)


def is_deferred(item: Item, today: date) -> bool:
    """Open, in lists, and left by agreement until a day that is not over."""
    until = item.deferred_until
    return until is not None and today <= last_day(until) and is_open(item) and is_listed(item)


def is_completed(item: Item) -> bool:
    """Done, verified or closed."""
    return item.status in COMPLETED


def is_counted(item: Item) -> bool:
    """In the counts: what stands in lists, but for parts, so that no figure moves by a split."""
    return item.part_of is None and is_listed(item)


def is_listed(item: Item) -> bool:
    """In lists, and owed by somebody: no good practice, no side exit, no duplicate of another."""
    return (
        item.kind != "good-practice"
        and item.status not in SIDE_EXITS
        and not (item.links and is_duplicate(item))
    )


def is_taken_back(item: Item) -> bool:
    """Added by mistake, known to others, and taken back: nothing that was entered of it stands.

    One that somebody else worked on meanwhile is no such: it is withdrawn for all to see.
    """
    return item.status == "withdrawn" and bool(item.history) and not effective_entries(item.history)


def taking_back(item: Item) -> Entry | None:
    """The entry by which an item was taken back, None where it wasn't."""
    if not is_taken_back(item):
        return None
    withdrawn = ("status", "withdrawn")
    entries = [e for e in item.history if any((c.field, c.new) == withdrawn for c in e.changes)]
    return (entries or item.history)[-1]


def plan_with_items(plan: Plan, items: Iterable[Item]) -> Plan:
    """The plan with these items: what was taken back is in none of its lists and counts."""
    shown: list[Item] = []
    taken_back: list[Item] = []
    for item in items:
        (taken_back if is_taken_back(item) else shown).append(item)
    return plan._replace(items=tuple(shown), taken_back=tuple(taken_back))


def is_duplicate(item: Item) -> bool:
    """It says what another item says, and is counted there."""
    return linked_item_id(item.links, "duplicates") is not None


def is_unstarted_with_progress(item: Item) -> bool:
    """Whether an item is not started by its status, and begun by its lead's word."""
    return item.status == "not-started" and item.progress not in {None, "none"}


def is_under_way(item: Item) -> bool:
    """Whether an item is in progress by its status, or begun by its steps or its lead's word."""
    is_begun = item.status == "not-started" and item.reported_progress != "none"
    return item.status == "in-progress" or is_begun


def progress_differs(item: Item) -> bool:
    """The lead's word and that of the steps are two words or more apart."""
    done, of = steps_of(item.actions)
    if not of or item.status in SIDE_EXITS:
        return False
    reported, shown = (
        PROGRESS.index(item.reported_progress),
        PROGRESS.index(progress_of_steps(done, of)),
    )
    return abs(reported - shown) > 1


def is_from_report(item: Item) -> bool:
    """It came by an import, so a source's numbers and counts speak of it."""
    return bool(item.history) and item.history[0].event in IMPORTS


def is_born_of(item: Item, document: str, on: date) -> bool:
    """Whether an item came by a document, which is known by its name and day."""
    return is_from_report(item) and (born_of(item), item.history[0].on) == (document, on)


def born_of(item: Item) -> str:
    """The document that an imported item came by."""
    return document_name(item.history[0].source)


def document_name(source: str | None) -> str:
    """The document of a source: "Report 9" of "Report 9, paragraph 13"."""
    return (source or "").partition(", ")[0]


def was_unnamed(item: Item) -> bool:
    """Whether an item was completed by a count once, and that was taken back as not known."""
    if all(entry.event != UNNAMED for entry in item.history):
        return False
    return any(
        entry.event == UNNAMED and any(c.field == "status" for c in entry.changes)
        for entry in effective_entries(item.history)
    )


def is_overdue(item: Item, today: date) -> bool:
    """Open, in lists, not deferred, and past its deadline; overdue begins the day after."""
    return days_overdue(item, today) > 0


def days_overdue(item: Item, today: date) -> int:
    """Days past the deadline, 0 where it is not overdue."""
    last = item.deadline
    if last is None or not is_open(item) or not is_listed(item) or is_deferred(item, today):
        return 0
    return max(0, (today - last).days)


def present_deadline(item: Item, today: date) -> date | None:
    """The day by which an open item is judged: its deadline, or the last of its deferral.

    It is the later of the two; None where it has no date, and where no end of a deferral is set.
    """
    last = item.deadline
    if item.deferred_until is None or not is_deferred(item, today):
        return last
    if item.deferred_until == OPEN_END:
        return None
    ends = last_day(item.deferred_until)
    return ends if last is None else max(last, ends)


def is_move(change: FieldChange) -> bool:
    """A due that went to another deadline; a first due or an equal deadline is no move."""
    if change.field != "due" or not isinstance(change.old, str) or not isinstance(change.new, str):
        return False
    return deadline(change.old) != deadline(change.new)


def slippage(item: Item) -> Slippage:
    """The moves of the item's due in its history, from the first date that stands.

    A history read from the index knows them, and isn't unpacked for them.
    """
    known: Slippage | None = getattr(item.history, "slippage", None)
    if known is not None:
        return known
    moves = due_course(item.history).moves
    return Slippage(len(moves), sum(move.days for move in moves))


def rag(item: Item, today: date, thresholds: Thresholds) -> Rag:
    """The item's colour, computed: the first rule that applies.

    None for side exits and good practice; blue verified or closed; green done; red overdue; grey
    without a day; amber when it is near with progress below almost, or moved many times; else
    green. The day is the due, of what is deferred the last of the deferral where that is later.
    """
    if not is_listed(item):
        return "none"
    if item.status in {"verified", "closed"}:
        return "blue"
    if item.status == "done":
        return "green"
    if is_overdue(item, today):
        return "red"
    last = present_deadline(item, today)
    if last is None:
        return "grey"
    behind = PROGRESS.index(item.reported_progress) < PROGRESS.index("almost")
    if behind and (last - today).days <= thresholds.near_days:
        return "amber"
    return "amber" if slippage(item).moves >= thresholds.many_moves else "green"

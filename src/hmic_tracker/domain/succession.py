"""What an item hands over to the one that stands for it from now on: so no lateness is lost.

The one that takes another's place has its owner, board and open steps where it has none of its
own, and its dates: the first one and the present one, each as an entry of its history. What
duplicates another item hands over its dates alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.due_course import giver_of_due
from hmic_tracker.domain.items import IMPORTS, Item, Value, effective_entries
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.part_changes import next_part_number
from hmic_tracker.domain.words import COMPLETED, OPEN, SIDE_EXITS
from hmic_tracker.light_typing import NamedTuple


class DateStep(NamedTuple):
    """A due that an item takes over, or goes back to, and why; None is taken away."""

    due: str | None
    why: str | None


class TakenDates(NamedTuple):
    """The dates that an item takes over, in their order: each is an entry of its history.

    `first` is the other's first due where the item takes it over, `own` the due that it had itself,
    `holds` the one that it has at the end.
    """

    steps: tuple[DateStep, ...] = ()
    first: str | None = None
    own: str | None = None
    holds: str | None = None


def dates_taken_over(heir: Item, old: Item, reason: str | None) -> TakenDates:
    """The dates that an item takes over from an open one whose place it takes.

    The earlier first date is its first from then on. As its present date its own stays where it is
    no later, where a document gave it, where it is completed, and where there is a `reason` for it.
    """
    first = old.original_due or old.due
    if heir.status in SIDE_EXITS or not was_open(old) or not first:
        return TakenDates(own=heir.due, holds=heir.due)
    own_first = heir.original_due or heir.due
    takes_first = own_first is None or deadline(first) < deadline(own_first)
    holds = heir.due if heir.due and _own_stays(heir, old, reason) else old.due
    as_old = f"due as {old.id}, which it stands for"
    steps: list[DateStep] = []
    if takes_first:
        steps.append(DateStep(first, (reason or as_old) if heir.due else reason))
    if holds != heir.due or not heir.due:
        moved = f"{old.id} had moved so{_last_reason(old)}" if takes_first else as_old
        steps.append(DateStep(holds, moved))
    elif takes_first:
        if old.due and deadline(first) < deadline(old.due) < deadline(heir.due):
            steps.append(DateStep(old.due, f"{old.id} had moved so{_last_reason(old)}"))
        steps.append(DateStep(holds, reason or _why_own(heir, old)))
    made = _without_stops(heir.due, steps)
    return TakenDates(made, first if takes_first else None, heir.due, holds)


def _own_stays(heir: Item, old: Item, reason: str | None) -> bool:
    if not heir.due or not old.due or deadline(heir.due) <= deadline(old.due):
        return True
    return bool(reason) or _is_by_document(heir) or heir.status in COMPLETED


def _why_own(heir: Item, old: Item) -> str:
    if _is_by_document(heir):
        return "its own date, as its document gives it"
    if heir.status in COMPLETED:
        return "its own date: it is completed"
    return f"its own date, no later than that of {old.id}"


def _without_stops(due: str | None, steps: Iterable[DateStep]) -> tuple[DateStep, ...]:
    """The steps but for those that lead to the deadline where it is already."""
    made: list[DateStep] = []
    for step in steps:
        there = deadline(due) if due else None
        if (deadline(step.due) if step.due else None) != there:
            made.append(step)
            due = step.due
    return tuple(made)


def open_steps(heir: Item, old: Item, parts: Iterable[Item] = ()) -> dict[str, Value]:
    """The old item's open steps as fields of the new one, under numbers it never had.

    Each of its open `parts` becomes a step too, with the part's own open steps after it.
    """
    steps = [(one.text, one.owner, one.due) for one in old.actions if one.is_open]
    for part in parts:
        steps.append((part.title, part.owner, part.due))
        steps += [(s.text, s.owner or part.owner, s.due) for s in part.actions if s.is_open]
    fields: dict[str, Value] = {}
    for n, step in enumerate(steps, next_part_number(heir, "action")):
        named = zip(("text", "owner", "due"), step, strict=True)
        fields |= {f"action_{n}_{name}": value for name, value in named}
    return fields


def was_open(item: Item) -> bool:
    """Whether an item is open, or was until it was superseded."""
    return item.status in OPEN or (item.status == "superseded" and status_before(item) in OPEN)


def status_before(item: Item, event: str | None = None) -> str | None:
    """The status before the last one, None where that came by another event than the one named."""
    for entry in reversed(effective_entries(item.history)):
        for change in entry.changes:
            if change.field == "status":
                is_it = event is None or entry.event == event
                return str(change.old) if is_it and change.old else None
    return None


def predecessors(items: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    """By id, the items that stood for the same before it and were open until then."""
    known = {item.id: item for item in items}
    before: dict[str, list[Item]] = {}
    for item in known.values():
        for link in map(link_of, item.links):
            other = known.get(link.other)
            if other is None:
                continue
            heir, old = (other, item) if link.relation == "duplicates" else (item, other)
            is_over = old.status == "superseded" and link.relation in {"supersedes", "carried-from"}
            if (is_over or link.relation == "duplicates") and was_open(old):
                before.setdefault(heir.id, []).append(old)
    return {item_id: tuple(olds) for item_id, olds in before.items()}


def earliest_due(item: Item, before: Mapping[str, tuple[Item, ...]]) -> tuple[str | None, Item]:
    """The first date of what an item stands for, and whose it is: its own, or one before it."""
    mine = [(deadline(item.original_due), 0, item.original_due, item)] if item.original_due else []
    seen, waiting = {item.id}, [item.id]
    while waiting:
        for old in before.get(waiting.pop(), ()):
            if old.id not in seen:
                seen.add(old.id)
                waiting.append(old.id)
                if old.original_due:
                    mine.append((deadline(old.original_due), len(seen), old.original_due, old))
    return min(mine)[2:] if mine else (None, item)


def _is_by_document(item: Item) -> bool:
    """Whether a document gave the item its present due."""
    giver = giver_of_due(effective_entries(item.history))
    return giver is not None and giver.event in IMPORTS


def _last_reason(item: Item) -> str:
    entries = reversed(effective_entries(item.history))
    moved = (e.reason for e in entries if any(c.field == "due" and c.old for c in e.changes))
    reason = next(moved, None)
    return f": {reason}" if reason else ""

"""What an item hands over to the one that stands for it from now on: so no lateness is lost.

The one that takes another's place has its owner, board and open steps where it has none of its
own, and its dates: the first one and the present one, each as an entry of its history. What
duplicates another item hands over its date alone.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import IMPORTS, Item, Value, effective_entries
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.part_changes import next_part_number
from hmic_tracker.domain.words import OPEN


class Dates(NamedTuple):
    """The dates that an item takes over: `first`, then `present` where that is another one.

    `why` is the reason of the second. None are absent; nothing is taken over without `first`.
    """

    first: str | None = None
    present: str | None = None
    why: str | None = None


def dates_taken_over(heir: Item, old: Item, reason: str | None) -> Dates:
    """The dates that an open item takes over from one whose place it takes.

    Its own date stays where it is no later, where a document gave it, and where there is a `reason`
    for it.
    """
    if heir.status not in OPEN or not was_open(old) or not old.due:
        return Dates()
    if heir.due:
        earlier = deadline(old.due) < deadline(heir.due)
        given = reason or _source_of_due(heir) in IMPORTS
        return Dates(old.due) if earlier and not given else Dates()
    first = old.original_due or old.due
    if deadline(first) == deadline(old.due):
        return Dates(old.due)
    return Dates(first, old.due, f"{old.id} had moved so{_last_reason(old)}")


def open_steps(heir: Item, old: Item) -> dict[str, Value]:
    """The old item's open steps as fields of the new one, under numbers it never had."""
    fields: dict[str, Value] = {}
    still_open = (action for action in old.actions if action.is_open)
    for n, action in enumerate(still_open, next_part_number(heir, "action")):
        fields |= {f"action_{n}_{name}": getattr(action, name) for name in ("text", "owner", "due")}
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


def _source_of_due(item: Item) -> str | None:
    """The event that gave the item its present due."""
    for entry in reversed(effective_entries(item.history)):
        if any(change.field == "due" for change in entry.changes):
            return entry.event
    return None


def _last_reason(item: Item) -> str:
    entries = reversed(effective_entries(item.history))
    moved = (e.reason for e in entries if any(c.field == "due" and c.old for c in e.changes))
    reason = next(moved, None)
    return f": {reason}" if reason else ""

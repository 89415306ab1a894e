"""Items whose state is known by a count alone, and what becomes of it when they get their texts.

"Two of five AFIs completed" marks two placeholders: which two doesn't matter while nobody knows the
texts. Once one of the five has its text, which of them are completed is not known until somebody
says so: they go back to open, and the source's count stands beside the plan's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.changes import Stamp, changes_to, next_entry
from hmic_tracker.domain.items import BY_COUNT, UNNAMED, Entry, Item, Value, effective_entries
from hmic_tracker.domain.rules import is_completed, is_from_report, is_open
from hmic_tracker.domain.words import STATUS_PHRASES, Status
from hmic_tracker.light_typing import Final, NamedTuple, cast

_RANKS: Final[Mapping[Status, int]] = {
    "not-started": 0,
    "in-progress": 0,
    "done": 1,
    "verified": 2,
    "closed": 3,
    "superseded": 4,
    "not-accepted": 4,
    "withdrawn": 4,
}
"""How much is said of an item by its status; one that is open may be anything."""


class Arrival(NamedTuple):
    """An item that gets its text.

    `is_sure` is whether it is known to be that item: its number was printed, or a person said so.
    `has_status` is whether its status is said with it, and taken; `status` is what is said of it
    alone.
    """

    item: Item
    is_sure: bool
    has_status: bool = False
    status: Status | None = None


class Unnamed(NamedTuple):
    """An item whose status is not known any more: the fields that say so, and the reason."""

    item: Item
    fields: Mapping[str, Value]
    reason: str

    @property
    def status(self) -> Status:
        """What is true of it."""
        return cast("Status", self.fields["status"])


def group_of(item: Item) -> tuple[str | None, str | None, str]:
    """What a source's count speaks of: the items of one inspection, framework and kind."""
    return item.inspection, item.framework, item.kind


def is_by_count(item: Item) -> bool:
    """Whether an item is completed by a count that doesn't say which items it means."""
    entry = _last_status(item)
    return is_completed(item) and entry is not None and entry.event in BY_COUNT


def unnamed_states(items: Iterable[Item], arrivals: Sequence[Arrival]) -> list[Unnamed]:
    """Return the items whose states are not known once items of theirs get texts.

    `items` are those of the plan before that.
    """
    groups: dict[tuple[str | None, str | None, str], list[Item]] = {}
    for item in items:
        if is_from_report(item):
            groups.setdefault(group_of(item), []).append(item)
    by_group: dict[tuple[str | None, str | None, str], list[Arrival]] = {}
    for arrival in arrivals:
        if is_from_report(arrival.item):
            by_group.setdefault(group_of(arrival.item), []).append(arrival)
    return [
        one
        for key, mine in by_group.items()
        for one in (*_by_count(groups.get(key, []), mine), *_unsure(groups.get(key, []), mine))
    ]


def unnamed_entry(item: Item, one: Unnamed, on: date, stamp: Stamp) -> Entry:
    """The entry that takes back what isn't known of an item any more."""
    changes = changes_to(item, one.fields, is_decision=False)
    return next_entry(item, on, stamp, UNNAMED, changes, reason=one.reason)


def _by_count(group: Sequence[Item], arrivals: Sequence[Arrival]) -> list[Unnamed]:
    """The items of a group that were completed by a count."""
    known = {one.item.id for one in arrivals if one.has_status}
    unnamed = []
    for item in group:
        entry = _last_status(item)
        if entry is not None and is_by_count(item) and item.id not in known:
            reason = f"{entry.source} says how many are completed, not which"
            unnamed.append(Unnamed(item, _open_fields(item, group), reason))
    return unnamed


def _unsure(group: Sequence[Item], arrivals: Sequence[Arrival]) -> list[Unnamed]:
    """The items of a group of which people said more than is true of each that it may be."""
    texts = [one for one in arrivals if not one.is_sure]
    sure = {one.item.id for one in arrivals if one.is_sure}
    left = [item for item in group if item.text is None and item.id not in sure]
    if len(left) < 2 or not texts:
        return []
    least = min(left, key=lambda item: 0 if is_by_count(item) else _RANKS[item.status])
    floor = 0 if is_by_count(least) else _RANKS[least.status]
    unnamed = []
    for one in texts:
        item = one.item
        if one.has_status or is_by_count(item) or _RANKS[item.status] <= floor:
            continue
        fields = {"status": least.status} if floor else _open_fields(item, group)
        if one.status and floor < _RANKS[one.status] < _RANKS[item.status]:
            fields = {"status": one.status}
        what = f"it was {STATUS_PHRASES[item.status]} before it had its text"
        unnamed.append(Unnamed(item, fields, f"{what}; whether it is this one is not known"))
    return unnamed


def _open_fields(item: Item, group: Iterable[Item]) -> dict[str, Value]:
    """What is true of an item that may be one of the open ones: what they have in common."""
    others = [one for one in group if is_open(one)]
    statuses = {one.status for one in others}
    words = {one.progress for one in others}
    dues = {one.due for one in others}
    fields: dict[str, Value] = {
        "status": statuses.pop() if len(statuses) == 1 else "in-progress",
        "progress": words.pop() if len(words) == 1 else None,
    }
    if item.due is None and len(dues) == 1:
        fields["due"] = dues.pop()
    if item.discharged_by:
        fields["discharged_by"] = None
    return fields


def _last_status(item: Item) -> Entry | None:
    """The entry by which an item has its status."""
    entries = reversed(effective_entries(item.history))
    return next((e for e in entries if any(c.field == "status" for c in e.changes)), None)

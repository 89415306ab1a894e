"""What becomes of an item's parts when it changes, and of it when they do.

It is completed while all of its parts are: the last one that is completed completes it, and one
that is opened again opens it. What leaves by a side exit takes its open parts along, and brings
them back when it is opened again. Parts stand where their item stands: framework, inspection,
exempt, deferred, and its board as long as they have no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.deferrals import DEFERRAL
from hmic_tracker.domain.items import (
    FieldChange,
    Item,
    Value,
    attributes_with,
    effective_entries,
    value_of,
)
from hmic_tracker.domain.rules import is_completed, is_open
from hmic_tracker.domain.words import SIDE_EXITS, STATUS_PHRASES
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import Final, NamedTuple

WITH_ITEM: Final = "with its item"
"""The event of what a part takes over from the item that it is a part of."""
WITH_PARTS: Final = "with its parts"
"""The event of what an item takes over from its parts."""
PLACES: Final = ("inspection", "framework", "exempt")
"""What a part has as its item has it."""
_OF_THE_WHOLE: Final = {
    "inspection": "which inspection it is from is said of",
    "framework": "its framework is that of",
    "label": "the report's number is that of",
    "exempt": "what papers print is said of",
    "response": "the answer to the inspectors is that of",
    "discharged_by": "the inspecting body discharges",
    "deferred_until": "a board defers",
}
"""What is said of an item as a whole, never of its parts."""
_ENDS_BY_ITSELF: Final = frozenset({"discharged_by", "deferred_until"})
"""What ends with another step of a part."""


class Following(NamedTuple):
    """An item that changes with another: what, why, on which day it is true, and its event."""

    item: Item
    changes: tuple[FieldChange, ...]
    reason: str
    on: date
    event: str

    def entered(self, item: Item, day: date, stamp: Stamp) -> Item:
        """The item, as it was or as a command changed it, with what follows for it."""
        before = record_outside_changes(item, day, stamp)
        entry = next_entry(before, self.on, stamp, self.event, self.changes, reason=self.reason)
        return apply(before, entry)


def after_changes(item: Item, changes: Iterable[FieldChange]) -> Item:
    """The item as some changes leave it, its history as it was."""
    values = {change.field: change.new for change in changes}
    return item._replace(**attributes_with(values, item.actions, item.evidence))


def what_follows(
    items: Mapping[str, Item], after: Mapping[str, Item], on: date, reason: str | None
) -> dict[str, Following]:
    """What changes in other items, by id, once some items are as they are `after`.

    `items` are at least those and what is a part of them, or what they are parts of, as they were.
    """
    following: dict[str, Following] = {}
    now = {**items, **after}
    for item_id, item in after.items():
        before = items[item_id]
        if item.part_of is None:
            for part in items.values():
                if part.part_of == item_id and part.id not in after:
                    fields = _fields_of_part(before, item, part)
                    _follow(following, part, fields, _with(item, reason), on, WITH_ITEM)
        elif (whole := now.get(item.part_of)) is not None and whole.status == (
            items[whole.id].status
        ):
            parts = [one for one in now.values() if one.part_of == whole.id]
            days = [_over_since(one) for one in parts if one.id not in after]
            since = max([on, *filter(None, days)])
            fields, why, day = _fields_of_whole(before, item, whole, parts, (on, since), reason)
            _follow(following, items[whole.id], fields, why, day, WITH_PARTS)
    return following


def _follow(
    following: dict[str, Following],
    item: Item,
    fields: Mapping[str, Value],
    why: str,
    on: date,
    event: str,
) -> None:
    changes = changes_to(item, fields, is_decision=False) if fields else ()
    if changes:
        following.setdefault(item.id, Following(item, changes, why, on, event))


def _with(item: Item, reason: str | None) -> str:
    return f"with {item.id}: {reason}" if reason else f"with {item.id}"


def _fields_of_part(before: Item, whole: Item, part: Item) -> dict[str, Value]:
    """What a part takes over once the item that it is of has changed."""
    fields: dict[str, Value] = {
        field: value_of(whole, field)
        for field in (*PLACES, *(DEFERRAL if is_open(part) else ()))
        if value_of(before, field) != value_of(whole, field)
    }
    if before.board != whole.board and part.board == before.board:
        fields["board"] = whole.board
    if before.status == whole.status:
        return fields
    is_back = before.status in SIDE_EXITS and not is_completed(whole)
    if whole.status in SIDE_EXITS and is_open(part):
        fields["status"] = whole.status
    elif is_back and part.status in SIDE_EXITS:
        former = _status_before_leaving(part)
        if former is not None:
            fields["status"] = whole.status if whole.status in SIDE_EXITS else former
    return fields


def _status_before_leaving(part: Item) -> str | None:
    """The status that a part had until it left with its item; None where it left by itself."""
    for entry in reversed(effective_entries(part.history)):
        for change in entry.changes:
            if change.field == "status" and change.old not in SIDE_EXITS:
                return str(change.old) if entry.event == WITH_ITEM and change.old else None
    return None


def _fields_of_whole(
    before: Item,
    part: Item,
    whole: Item,
    parts: Iterable[Item],
    days: tuple[date, date],
    reason: str | None,
) -> tuple[dict[str, Value], str, date]:
    """What an item takes over once a part of it has changed, why, and since when.

    `days` are that of the change, and the last on which a part of it was completed.
    """
    on, since = days
    over = all(is_completed(one) or one.status in SIDE_EXITS for one in parts)
    if is_completed(part) and not is_completed(before) and is_open(whole) and over:
        return {"status": "done"}, "all of its parts are completed", since
    if is_open(part) and not is_open(before) and is_completed(whole):
        why = f"{part.id} is open again{f': {reason}' if reason else ''}"
        return {"status": "in-progress", "discharged_by": None}, why, on
    return {}, "", on


def _over_since(part: Item) -> date | None:
    """Since when a part is completed, or has left."""
    from hmic_tracker.domain.milestones import completed_on  # only the last part asks

    if is_completed(part):
        return completed_on(part)
    entries = effective_entries(part.history)
    left = [e.on for e in entries if any(c.field == "status" for c in e.changes)]
    return left[-1] if left else None


def open_parts(whole: str, items: Iterable[Item]) -> tuple[str, ...]:
    """The ids of an item's parts that are still open."""
    return tuple(item.id for item in items if item.part_of == whole and is_open(item))


def part_refusal(part: Item, what: str) -> UsageError:
    """What is answered to a change of a part that is made to its item."""
    return UsageError(
        f"{part.id} is a part in our own words: {what} {part.part_of}",
        f"name that one: {part.part_of}",
    )


def check_is_of_part(part: Item, whole: Item | None, changes: Iterable[FieldChange]) -> None:
    """Raises UsageError for a change to a part that is made to its item, or waits for that."""
    for change in changes:
        what = _OF_THE_WHOLE.get(change.field)
        if what is None and (change.field, change.new) == ("status", "closed"):
            what = _OF_THE_WHOLE["discharged_by"]
        if what is not None and (change.new is not None or change.field not in _ENDS_BY_ITSELF):
            raise part_refusal(part, what)
        reopens = change.field == "status" and change.new not in SIDE_EXITS
        if reopens and whole is not None and whole.status in SIDE_EXITS:
            raise UsageError(
                f"{part.id} is a part of {whole.id}, which is {STATUS_PHRASES[whole.status]}",
                f"first: tracker reopen {whole.id} --reason 'TEXT'",
            )

"""What a row of a workbook has of the fields that can be answered, as the plan has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.items import Item, effective_entries
from hmic_tracker.domain.part_keys import part_places
from hmic_tracker.domain.rules import is_completed, is_open
from hmic_tracker.domain.words import SIDE_EXITS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.sendings import SentRow

UNKNOWN: Final[Mapping[str, str]] = {"unknown": "yes"}
"""The values of a row of which nobody knows what it was sent with."""


def is_unknown(values: Mapping[str, str]) -> bool:
    """Whether nobody knows what a row was sent with; what is only left out was empty."""
    return "unknown" in values


def row_values(items: Sequence[Item], step: int | None = None) -> dict[str, str]:
    """The values of an item, of a step of it, or of nameless items together; "" is none.

    Of several, `done` is how many are completed, `out` how many have left by a side exit, and a
    value that they don't share is none.
    """
    if step is not None:
        action = next((action for action in items[0].actions if action.n == step), None)
        if action is None:
            return {"gone": "yes", "done": "", "due": ""}
        gone = "yes" if action.dropped else ""
        return {"gone": gone, "done": action.done or "", "due": action.due or ""}
    if len(items) == 1:
        one = items[0]
        return {"status": one.status, "progress": one.reported_progress, "due": one.due or ""}
    open_items = [item for item in items if is_open(item)]
    words = {item.reported_progress for item in open_items}
    dues = {item.due or "" for item in items}
    return {
        "done": str(sum(map(is_completed, items))),
        "out": str(sum(item.status in SIDE_EXITS for item in items) or ""),
        "progress": words.pop() if len(words) == 1 else "",
        "due": dues.pop() if len(dues) == 1 else "",
    }


def step_number(item: Item, key: str) -> int | None:
    """The number of the step that is called so in the item's file, None where there is none."""
    number = part_places(item.history, entry_keys(item.history)).get(("action", key))
    if number is None and key.isdigit():
        number = int(key)
    return number if any(action.n == number for action in item.actions) else None


def items_of(row: SentRow, by_uid: Mapping[str, Item], by_id: Mapping[str, Item]) -> list[Item]:
    """The items of a row that the plan has, by their uids, or by ids where no uid is known."""
    named = zip(row.ids, row.uids or [""] * len(row.ids), strict=False)
    known = (by_uid.get(uid) if uid else by_id.get(item_id) for item_id, uid in named)
    return [item for item in known if item is not None]


def last_change(items: Sequence[Item], fields: frozenset[str]) -> tuple[str, date] | None:
    """Who changed one of the fields last, and on which day."""
    entries = [
        entry
        for item in items
        for entry in effective_entries(item.history)
        if any(change.field in fields for change in entry.changes)
    ]
    last = max(reversed(entries), key=lambda entry: entry.recorded, default=None)
    return (last.by, last.on) if last else None

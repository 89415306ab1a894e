"""Undo by appending: what an op changed in an item goes back, and the history says so."""

from typing import NamedTuple

from hmic_tracker.domain.changes import Stamp, apply, next_entry
from hmic_tracker.domain.items import OUTSIDE, UNDO_OF, UNDONE, FieldChange, Item, value_of


class Undone(NamedTuple):
    """An item with an op's changes taken back; `kept` are those that were changed again since."""

    item: Item
    changes: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...]


def undo_in_item(item: Item, op: str, stamp: Stamp) -> Undone | None:
    """Return the item with an operation reversed; None where its history lacks it.

    A field goes back only while it still has the value that the op gave it. What was changed by
    hand and only recorded by the op stays.
    """
    entries = [entry for entry in item.history if entry.op == op and entry.event != OUTSIDE]
    if not entries:
        return None
    back: dict[str, FieldChange] = {}
    for entry in entries:
        for change in entry.changes:
            before = back[change.field].new if change.field in back else change.old
            back[change.field] = FieldChange(change.field, change.new, before)
    made = tuple(c for c in back.values() if value_of(item, c.field) == c.old and c.old != c.new)
    kept = tuple(c for c in back.values() if value_of(item, c.field) != c.old)
    # Dated as what it takes back: on no day was that change true.
    day = max(entry.on for entry in entries)
    entry = next_entry(item, day, stamp, UNDONE, made, source=f"{UNDO_OF}{op}")
    return Undone(apply(item, entry), made, kept)

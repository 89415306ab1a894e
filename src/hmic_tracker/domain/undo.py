"""Undo by appending: what an op changed in an item goes back, and the history says so.

An undo is taken back the same way: its entries are reversed by entries that say "redone".
"""

from collections.abc import Sequence
from typing import NamedTuple

from hmic_tracker.domain.changes import Stamp, apply, next_entry
from hmic_tracker.domain.items import (
    OUTSIDE,
    REDO_OF,
    REDONE,
    UNDO_OF,
    UNDONE,
    Entry,
    FieldChange,
    Item,
    subject_op,
    value_of,
)


class Undone(NamedTuple):
    """An item with an op's changes taken back; `kept` are those that were changed again since."""

    item: Item
    changes: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...]


def undo_in_item(item: Item, op: str, stamp: Stamp, redone: str | None = None) -> Undone | None:
    """Return the item with an operation reversed; None where its history lacks it.

    A field goes back only while it still has the value that the op gave it. What was changed by
    hand and only recorded by the op stays. Where the op is itself an undo, `redone` is the command
    that it had taken back.
    """
    entries = entries_of(item.history, op)
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
    event, source = (REDONE, f"{REDO_OF}{redone}") if redone else (UNDONE, f"{UNDO_OF}{op}")
    entry = next_entry(item, day, stamp, event, made, source=source)
    return Undone(apply(item, entry), made, kept)


def entries_of(history: Sequence[Entry], op: str) -> list[Entry]:
    """The entries of an op, but for those that only record what was changed by hand."""
    return [entry for entry in history if entry.op == op and entry.event != OUTSIDE]


def is_in_effect(history: Sequence[Entry], op: str) -> bool:
    """Whether the last that a history has about what an op did is that it is done.

    Of a command that is so unless it is undone, and again once it is redone; of an undo or a redo
    unless another of the two came after it. It doesn't matter who made them, or where.
    """
    own = entries_of(history, op)
    if not own:
        return False
    subject = subject_op(own[-1])
    last = next(e for e in reversed(history) if e.event != OUTSIDE and subject_op(e) == subject)
    return last.event != UNDONE if subject == op else last.op == op

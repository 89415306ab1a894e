"""Undo by appending: what an op changed in an item goes back, and the history says so.

An undo is taken back the same way: its entries are reversed by entries that say "redone".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from hmic_tracker.domain.changes import Stamp, apply, entry_after
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
    undone_ops,
    value_of,
)
from hmic_tracker.domain.record_history import (
    Path,
    RecordFields,
    is_table_name,
    path_of,
    with_hand_edits,
)
from hmic_tracker.light_typing import NamedTuple


class Undone(NamedTuple):
    """An item with an op's changes taken back; `kept` are those that were changed again since."""

    item: Item
    changes: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...]


class UndoneRecord(NamedTuple):
    """The history and the fields of what is no item with an op's changes taken back."""

    history: tuple[Entry, ...]
    fields: RecordFields
    changes: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...]


def undo_in_item(item: Item, op: str, stamp: Stamp, redone: str | None = None) -> Undone | None:
    """Return the item with an operation reversed; None where its history lacks it.

    A field goes back only while it still has the value that the op gave it, and none while another
    op stands that took in the same. What was changed by hand and only recorded by the op stays.
    Where the op is itself an undo, `redone` is the command that it had taken back.
    """
    entries = entries_of(item.history, op)
    if not entries:
        return None
    back = {} if has_twin(item.history, op) is not None else _backwards(entries)
    made = tuple(c for c in back.values() if value_of(item, c.field) == c.old and c.old != c.new)
    kept = tuple(c for c in back.values() if value_of(item, c.field) != c.old)
    entry = _undoing(item.history, entries, made, stamp, redone)
    return Undone(apply(item, entry), made, kept)


def withdraw_item(item: Item, op: str, day: date, stamp: Stamp) -> Undone | None:
    """Return an item that an operation added and others have, taken back: it is withdrawn.

    From that day on, since until then it was in what others read. None where its history lacks the
    operation, or it is withdrawn already.
    """
    entries = entries_of(item.history, op)
    if not entries or item.status == "withdrawn":
        return None
    made = (FieldChange("status", item.status, "withdrawn"),)
    entry = _undoing(item.history, entries, made, stamp, None)
    entry = entry._replace(on=max(day, entry.on), reason="added by mistake")
    return Undone(apply(item, entry), made, ())


def undo_in_record(
    history: Sequence[Entry],
    now: RecordFields,
    op: str,
    day: date,
    stamp: Stamp,
    redone: str | None = None,
    needed: Collection[Path] = (),
) -> UndoneRecord | None:
    """The same for what is no item, `now` being its fields; hand edits are entered first.

    A table that the op made goes with its name, and stays whole where anything else of it stays,
    and where it is `needed` by what stays.
    """
    entries = entries_of(history, op)
    if not entries:
        return None
    recorded = with_hand_edits(history, now, day, stamp)
    changed = () if has_twin(history, op) is not None else _backwards(entries).values()
    back = [change for change in changed if change.old != change.new]
    made = [change for change in back if now.get(change.field) == change.old]
    after = {**now, **{change.field: change.new for change in made}}
    staying = {path_of(field)[:-1] for field, value in after.items() if value is not None}
    going = [path_of(c.field) for c in made if c.new is None and is_table_name(path_of(c.field))]
    stays = {path[:-1] for path in going if path[:-1] in {*staying, *needed}}
    made = [change for change in made if path_of(change.field)[:-1] not in stays]
    kept = tuple(change for change in back if change not in made)
    fields = {**now, **{change.field: change.new for change in made}}
    entry = _undoing(recorded, entries, tuple(made), stamp, redone)
    there = {field: value for field, value in fields.items() if value is not None}
    return UndoneRecord((*recorded, entry), there, tuple(made), kept)


def _backwards(entries: Sequence[Entry]) -> dict[str, FieldChange]:
    """What would take back all that some entries changed, by field."""
    back: dict[str, FieldChange] = {}
    for entry in entries:
        for change in entry.changes:
            before = back[change.field].new if change.field in back else change.old
            back[change.field] = FieldChange(change.field, change.new, before)
    return back


def _undoing(
    history: Sequence[Entry],
    undone: Sequence[Entry],
    changes: tuple[FieldChange, ...],
    stamp: Stamp,
    redone: str | None,
) -> Entry:
    """The entry that takes entries back, dated as they are: on no day was that change true."""
    day = max(entry.on for entry in undone)
    op = undone[0].op
    event, source = (REDONE, f"{REDO_OF}{redone}") if redone else (UNDONE, f"{UNDO_OF}{op}")
    return entry_after(history, day, stamp, event, changes, source=source)


def entries_of(history: Sequence[Entry], op: str) -> list[Entry]:
    """The entries of an op, but for those that only record what was changed by hand."""
    return [entry for entry in history if entry.op == op and entry.event != OUTSIDE]


def has_twin(history: Sequence[Entry], op: str) -> str | None:
    """Who took in the same as an op did, by another that stands; None where nobody did."""
    entries, undone = entries_of(history, op), undone_ops(history)
    who = None
    for entry in entries:
        alike = (e for e in history if e.origin == entry.origin and e.op not in {op, *undone})
        other = next(alike, None) if entry.origin is not None else None
        if other is None:
            return None
        who = who or other.by
    return who


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

"""Whether somebody worked on a file since a command made it, but by what is undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.items import REDONE, UNDONE, Entry, undone_ops
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.undo import is_in_effect
from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.item_codec import edited_item_text, item_of
from hmic_tracker.store.paths import ITEMS
from hmic_tracker.store.record_files import RecordState, record_kind
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from hmic_tracker.store.operations import Write

_HISTORY: Final = b"[[history]]"


def only_undone_since(write: Write, now: bytes) -> bool:
    """Whether a made item's file differs only by entries of commands that are undone.

    It is held against what those entries would have made of it, line by line but in any order: a
    key that was removed and came back is at another place. Anything else was typed.
    """
    if write.new is None:
        return False
    if not write.path.startswith(f"{ITEMS}/"):
        return _is_record_undone(write, now)
    try:
        made, item = item_of(decode(write.new)), item_of(decode(now))
        later = item.history[len(made.history) :]
        dues = {c.new for entry in later for c in entry.changes if c.field == "due"}
        due = made.original_due or (item.original_due if item.original_due in dues else None)
        then = replace(made, original_due=due, history=item.history)
        expected = edited_item_text(decode(write.new), made, then)
    except (Unreadable, ConflictError, InputError):
        return False
    return _all_undone(item.history, later) and _lines(now) == _lines(expected.encode())


def _is_record_undone(write: Write, now: bytes) -> bool:
    """The same for a file with a history by path."""
    kind = record_kind(write.path)
    if kind is None or write.new is None:
        return False
    try:
        made, there = kind.read(decode(write.new)), kind.read(decode(now))
        then = RecordState(there.history, made.fields)
        expected = kind.write(decode(write.new), made, then)
    except (Unreadable, ConflictError, InputError):
        return False
    later = there.history[len(made.history) :]
    return _all_undone(there.history, later) and _lines(now) == _lines(expected.encode())


def _all_undone(history: Sequence[Entry], later: Sequence[Entry]) -> bool:
    return all(
        entry.event in {UNDONE, REDONE} or not is_in_effect(history, entry.op) for entry in later
    )


def _lines(data: bytes) -> list[bytes]:
    return sorted(line for line in data.splitlines() if line.strip())


def only_twins_since(write: Write, now: bytes) -> bool:
    """Whether a made item's file has more only by others who took in the same, and undone entries.

    Theirs may stand before, and the text above the history is as it was made.
    """
    if write.new is None or not write.path.startswith(f"{ITEMS}/"):
        return False
    try:
        made, item = item_of(decode(write.new)), item_of(decode(now))
    except Unreadable:
        return False
    own = dict(zip(entry_keys(made.history), made.history, strict=True))
    there = dict(zip(entry_keys(item.history), item.history, strict=True))
    if any(there.pop(key, None) != entry for key, entry in own.items()):
        return False
    origins, undone = {entry.origin for entry in made.history}, undone_ops(item.history)
    gone = {UNDONE, REDONE}
    return _head(now) == _head(write.new) and all(
        entry.event in gone or entry.op in undone or (entry.origin and entry.origin in origins)
        for entry in there.values()
    )


def _head(data: bytes) -> Counter[bytes]:
    """The lines above the history but for its length, and comments wherever they stand."""
    head, _, rest = data.partition(_HISTORY)
    lines = [line for line in head.splitlines() if line.strip() and line[:7] != b"entries"]
    return Counter([*lines, *(line for line in rest.splitlines() if line[:1] == b"#")])

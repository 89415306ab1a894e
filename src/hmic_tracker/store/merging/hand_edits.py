"""What was typed into a file, entered into its history before it is merged with another copy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping, Sequence

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.changes import with_hand_edit
from hmic_tracker.domain.fields import TRACKED
from hmic_tracker.domain.items import OUTSIDE, FieldChange, part_values, value_of
from hmic_tracker.domain.record_history import by_hand, with_typed
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store.item_codec import edited_item_text, item_of
from hmic_tracker.store.paths import ITEMS
from hmic_tracker.store.record_files import RecordState, record_kind
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.items import Entry, Value


class Typed(NamedTuple):
    """A file with a history, and what was changed by hand in it since the last entry."""

    history: Sequence[Entry]
    changes: tuple[FieldChange, ...]
    values: Mapping[str, Value]

    def value(self, field: str) -> Value:
        """What the file has for a field now."""
        return self.values.get(field)


def typed_in(path: str, data: bytes | None) -> Typed | None:
    """What was changed by hand in a file; None where it has no history, or can't be read."""
    try:
        if data is None:
            return None
        if path.startswith(f"{ITEMS}/"):
            item = item_of(decode(data))
            values = {**{field: value_of(item, field) for field in TRACKED}, **part_values(item)}
            return Typed(item.history, outside_changes(item), values)
        kind = record_kind(path)
        if kind is None:
            return None
        state = kind.read(decode(data))
    except Unreadable:
        return None  # the merge says what is wrong with it
    return Typed(state.history, by_hand(state.history, state.fields), state.fields)


def with_hand_edits_entered(
    path: str,
    data: bytes,
    day: date,
    stamp: Stamp,
    but: Collection[FieldChange] = (),
    note: str | None = None,
) -> bytes:
    """A file with what was changed by hand in it, `but` some, as an entry; else as it is.

    The entry's command follows from the file, so that two copies that are merged never have one
    command for two entries.
    """
    typed = typed_in(path, data)
    changes = tuple(one for one in typed.changes if one not in but) if typed else ()
    if not typed or not changes:
        return data
    digest = hashlib.sha256(data).digest()[:5]
    stamp = stamp._replace(op=base64.b32encode(digest).decode().lower())
    text = decode(data)
    if path.startswith(f"{ITEMS}/"):
        item = item_of(text)
        return edited_item_text(
            text, item, with_hand_edit(item, changes, day, stamp, note)
        ).encode()
    kind = record_kind(path)
    if kind is None or not typed.history:
        return data
    state = kind.read(text)
    history = with_typed(state.history, changes, day, stamp, note)
    return kind.write(text, state, RecordState(history, state.fields)).encode()


def typed_in_both(mine: Typed, theirs: Typed, changes: Collection[FieldChange]) -> str | None:
    """The first field of some `changes` of theirs that was typed otherwise in mine as well.

    What was typed in mine and is entered there since counts, as long as nothing came after it.
    """
    known = {*entry_keys(theirs.history)}
    last: dict[str, bool] = {}
    for key, entry in zip(entry_keys(mine.history), mine.history, strict=True):
        last |= {one.field: entry.event == OUTSIDE and key not in known for one in entry.changes}
    typed = {one.field for one in mine.changes} | {field for field, own in last.items() if own}
    both = (one for one in changes if one.field in typed)
    return next((one.field for one in both if mine.value(one.field) != one.new), None)

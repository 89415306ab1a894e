"""What was typed into a file, entered into its history before it is merged with another copy."""

from __future__ import annotations

import base64
import hashlib

from hmic_tracker.domain.changes import record_outside_changes
from hmic_tracker.domain.record_history import with_hand_edits
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.item_codec import edited_item_text, item_of
from hmic_tracker.store.paths import ITEMS
from hmic_tracker.store.record_files import RecordState, record_kind
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.changes import Stamp


def with_hand_edits_entered(path: str, data: bytes, day: date, stamp: Stamp) -> bytes:
    """A file with what was changed by hand in it as an entry; as it is where nothing was.

    The entry's command follows from the file, so that two copies that are merged never have one
    command for two entries.
    """
    digest = hashlib.sha256(data).digest()[:5]
    stamp = stamp._replace(op=base64.b32encode(digest).decode().lower())
    try:
        text = decode(data)
        if path.startswith(f"{ITEMS}/"):
            item = item_of(text)
            entered = record_outside_changes(item, day, stamp)
            return data if entered == item else edited_item_text(text, item, entered).encode()
        kind = record_kind(path)
        if kind is None:
            return data
        state = kind.read(text)
        if not state.history:
            return data
        history = with_hand_edits(state.history, state.fields, day, stamp)
        if len(history) == len(state.history):
            return data
        return kind.write(text, state, RecordState(history, state.fields)).encode()
    except Unreadable:
        return data  # the merge says what is wrong with it

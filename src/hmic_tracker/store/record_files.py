"""The files whose history is by path: which they are, what is in them, and how that is changed.

One row a kind: `tracker.toml`; what is said of an undo holds for whatever has a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.domain.record_history import (
    RecordFields,
    changes_between,
    path_of,
)
from hmic_tracker.domain.settings_fields import settings_fields, toml_value
from hmic_tracker.store.paths import SETTINGS
from hmic_tracker.store.settings_codec import edited_settings, settings_of, settings_text_with
from hmic_tracker.store.toml import KeyPath, Unreadable, decode

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry


class RecordState(NamedTuple):
    """What a file has: its history, and its fields as they are now."""

    history: Sequence[Entry]
    fields: RecordFields


class RecordKind(NamedTuple):
    """How files of a kind are read, and made of one state those of another.

    `write` takes the text, its state and the other, whose history is longer. Both raise Unreadable.
    """

    read: Callable[[str], RecordState]
    write: Callable[[str, RecordState, RecordState], str]


def record_kind(path: str) -> RecordKind | None:
    """How a file of the plan is read and changed; None where no history of it is by path."""
    return _KINDS.get(path if "/" not in path else path.partition("/")[0])


def history_in(path: str, data: bytes | None) -> Sequence[Entry]:
    """The history of a record's file; none where the file has or can have none."""
    kind = record_kind(path)
    try:
        return kind.read(decode(data)).history if kind and data is not None else ()
    except Unreadable:
        return ()


def _read_settings(text: str) -> RecordState:
    plan = settings_of(text)
    return RecordState(plan.history, settings_fields(plan))


def _write_settings(text: str, before: RecordState, after: RecordState) -> str:
    """The settings' text with what changed and the entries that tell of it."""
    changes = changes_between(before.fields, after.fields)
    paths = {change.field: path_of(change.field) for change in changes}
    changed: dict[KeyPath, object] = {
        paths[change.field]: toml_value(paths[change.field], change.new) for change in changes
    }
    added = after.history[len(before.history) :]
    return settings_text_with(edited_settings(text, changed), before.history, added)


_KINDS: Final = {SETTINGS: RecordKind(_read_settings, _write_settings)}
"""By path, or by folder."""

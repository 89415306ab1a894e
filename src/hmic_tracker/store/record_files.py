"""The files whose history is by path: which they are, what is in them, and how that is changed.

One row a kind: `tracker.toml` and the inspections; an undo goes by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hmic_tracker.domain.inspection_fields import inspection_fields, with_inspection_fields
from hmic_tracker.domain.record_history import (
    RecordFields,
    changes_between,
    path_of,
)
from hmic_tracker.domain.settings_fields import settings_fields, toml_value
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store.inspection_codec import edited_inspection_text, inspection_of
from hmic_tracker.store.paths import INSPECTIONS, SETTINGS
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

    `write` takes the text, its state and the other, whose history is longer. `take_back` takes the
    text, and those between which what is in no history changed, and gives the text without that
    change. All raise Unreadable.
    """

    read: Callable[[str], RecordState]
    write: Callable[[str, RecordState, RecordState], str]
    take_back: Callable[[str, str, str], str] = lambda text, _old, _new: text


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


def taken_back(kind: RecordKind, old: str, new: str, now: str, after: RecordState) -> str:
    """The text of a file now without what a command made of `old`, which became `new`.

    Where only entries came since, it is as it was before the command, each line in its place.
    Raises Unreadable.
    """
    was, made, there = (kind.read(text) for text in (old, new, now))
    since = made._replace(history=there.history)
    if was.fields == after.fields and kind.write(new, made, since) == now:
        text = kind.write(old, was, was._replace(history=after.history))
        if list(kind.read(text).history) == list(after.history):  # format 1 has none
            return text
    return kind.take_back(kind.write(now, there, after), old, new)


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


def _read_inspection(text: str) -> RecordState:
    inspection = inspection_of(text)
    return RecordState(inspection.history, inspection_fields(inspection))


def _write_inspection(text: str, before: RecordState, after: RecordState) -> str:
    """An inspection's text with what changed and the entries that tell of it."""
    there = inspection_of(text)
    made = with_inspection_fields(there, after.fields)
    history = (*there.history, *after.history[len(before.history) :])
    return edited_inspection_text(text, there, made._replace(history=history))


def _without_rows(text: str, old: str, new: str) -> str:
    """An inspection's text without the documents and remarks that came from one text to another.

    Those that went are there again.
    """
    there, was, became = inspection_of(text), inspection_of(old), inspection_of(new)
    lists: dict[str, Any] = {}
    for key in ("warnings", "sources"):
        mine, before, after = (getattr(one, key) for one in (there, was, became))
        kept = tuple(row for row in mine if row in before or row not in after)
        lists[key] = (*kept, *(row for row in before if row not in (*after, *mine)))
    return edited_inspection_text(text, there, there._replace(**lists))


_KINDS: Final = {
    SETTINGS: RecordKind(_read_settings, _write_settings),
    INSPECTIONS: RecordKind(_read_inspection, _write_inspection, _without_rows),
}
"""By path, or by folder."""

"""The history of a record that is no item, as TOML values and back.

A changed field stands in its entry under its path: `"people.head-of-cid.mail" = "cid@example.org"`.
"""

from __future__ import annotations

from hmic_tracker.domain.items import Entry, FieldChange, Value
from hmic_tracker.light_typing import TYPE_CHECKING, Any
from hmic_tracker.store.entry_codec import (
    AFTER,
    CORRECTIONS,
    CORRECTS,
    REMARKS,
    WAS,
    Replaced,
    read_history,
    values_of_entry,
)

if TYPE_CHECKING:
    from hmic_tracker.store.toml import Fields

_HEAD = frozenset(
    {"on", "recorded", "by", "op", "event", *REMARKS, "published", "origin", "n"}
    | {CORRECTS, *CORRECTIONS.values()}
)


def record_history(fields: Fields) -> tuple[Entry, ...]:
    """The history in a file's values; raises Unreadable where it is cut short."""
    return read_history(fields, _changes)


def record_entry_values(entry: Entry) -> dict[str, Any]:
    """An entry's values, `n` last."""
    return values_of_entry(entry, str, lambda _, value: _plain(value))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _changes(fields: Fields) -> tuple[tuple[FieldChange, ...], Replaced]:
    table = fields.values
    names = dict.fromkeys(
        key.removesuffix(WAS) for key in table if key not in _HEAD and not key.endswith(AFTER)
    )
    changes, after = [], []
    for name in names:
        if not _is_field(name):
            continue  # a key of somebody's own
        changes.append(FieldChange(name, _value(fields, name + WAS), _value(fields, name)))
        if name + AFTER in table:
            after.append((name, fields.texts(name + AFTER)))
    return tuple(changes), tuple(after)


def _is_field(name: str) -> bool:
    """Whether a key is a field's path: only a quoted one costs a look into the patterns for it."""
    if '"' not in name and "\\" not in name:
        return all(part and not part.endswith((WAS, AFTER)) for part in name.split("."))
    from hmic_tracker.domain.record_history import path_of

    try:
        path_of(name)
    except ValueError:
        return False
    return True


def _value(fields: Fields, key: str) -> Value:
    if isinstance(fields.values.get(key), list):
        return fields.texts(key)
    return fields.get(key, str)

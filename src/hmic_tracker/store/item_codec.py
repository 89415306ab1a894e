"""One item as TOML values and back: text in, record out, no path and no file.

The file's keys stand in one fixed order, history last and oldest first. `entries` is the number of
history entries and `n` the last key of each, so that a file cut short is noticed.
"""

from collections.abc import Callable
from datetime import UTC
from typing import Any, Final

from hmic_tracker.domain.fields import ATTRIBUTES, STORED, TRACKED, ItemField, Type
from hmic_tracker.domain.items import Entry, FieldChange, Item, part_values, value_of
from hmic_tracker.domain.parts import (
    PART_FIELDS,
    PARTS,
    Action,
    Evidence,
    field_order,
    parse_part_field,
)
from hmic_tracker.store.toml import Fields, KeyPath, Unreadable, edited, new_text, parse

_WAS: Final = "_was"
_TABLES: Final = {"action": "actions", "evidence": "evidence"}
LARGEST_SIZE: Final = 2**53
_REMARKS: Final = ("note", "reason", "source", "agreed_by", "override")
_CHANGED: Final = tuple((field, field.key + _WAS) for field in STORED if field.tracked)
_EMPTY: Final = {ATTRIBUTES[field.key]: () if field.several else None for field in STORED}
_PART_TYPES: Final[dict[str, Type]] = {"due": "due", "done": "day", "on": "day"}
_READ: Final[dict[Type, Callable[[Fields, str], Any]]] = {
    "number": Fields.count,
    "due": Fields.due,
    "day": Fields.day_text,
    "yes": lambda fields, key: fields.word(key, ("yes",)),
}
"""How a value of each type is read, where it is not a text or a word."""


def item_of(text: str) -> Item:
    """The item in a file's text; raises Unreadable with the line of what is wrong."""
    return item_from(parse(text), text)


def item_from(values: dict[str, Any], text: str = "") -> Item:
    """The item in a file's values; `text` is used to name lines. Raises Unreadable."""
    fields = Fields(values, text)
    history = _history(fields)
    stored = _EMPTY | {
        ATTRIBUTES[field.key]: _stored(fields, field)
        for field in STORED
        if field.required or field.key in values
    }
    return Item(
        **stored,
        actions=_parts(fields, "action"),
        evidence=_parts(fields, "evidence"),
        history=history,
    )


def _stored(fields: Fields, field: ItemField) -> Any:
    """The value of a stored field; raises Unreadable where it has to be there and isn't."""
    if field.type == "id":
        return fields.need_id(field.key)
    if field.required:
        fields.need(field.key, str)
    return _value(fields, field, field.key)


def _value(fields: Fields, field: ItemField, key: str) -> Any:
    """The value of a field under a key; None, or () of a list, where it is absent."""
    if field.several:
        return fields.texts(key)
    if field.words:
        return fields.word(key, field.words)
    read = _READ.get(field.type)
    return read(fields, key) if read else fields.get(key, str) or None


def values_of(item: Item) -> dict[str, Any]:
    """The item's values in the file's order; what is absent is left out."""
    values = {
        "id": item.id,
        "uid": item.uid,
        "entries": len(item.history),  # near the top, so that hardly a cut takes it away
        **{field.key: _plain(field.key, value_of(item, field.key)) for field in STORED},
        "actions": {str(one.n): _part(one) for one in item.actions} or None,
        "evidence": {str(one.n): _part(one) for one in item.evidence} or None,
        "history": [entry_values(entry) for entry in item.history],
    }
    return {key: value for key, value in values.items() if value is not None}


def new_item_text(item: Item) -> str:
    """The text of a new item's file."""
    return new_text(values_of(item))


def edited_item_text(text: str, before: Item, after: Item) -> str:
    """The file's text with what changed between two states of its item, and nothing else."""
    old, new = values_of(before), values_of(after)
    keys = (*TRACKED, "original_due", "entries")
    changed: dict[KeyPath, Any] = {
        (key,): new.get(key) for key in keys if old.get(key) != new.get(key)
    }
    had, has = part_values(before), part_values(after)
    for kind in _TABLES.values():
        gone = {one.n for one in getattr(before, kind)} - {one.n for one in getattr(after, kind)}
        changed.update({(kind, str(n)): None for n in sorted(gone)})
    for field in sorted({*had, *has}, key=field_order):
        kind, n, name = parse_part_field(field) or ("", 0, "")
        if had.get(field) != has.get(field) and (_TABLES[kind], str(n)) not in changed:
            changed[_TABLES[kind], str(n), name] = _plain(field, has.get(field))
    added = [entry_values(entry) for entry in after.history[len(before.history) :]]
    return edited(text, changed, {"history": added}, last="history")


def entry_values(entry: Entry) -> dict[str, Any]:
    """A history entry's values: each changed field with what it was, `n` last."""
    changes: dict[str, Any] = {}
    for change in entry.changes:
        changes[change.field] = _plain(change.field, change.new)
        changes[change.field + _WAS] = _plain(change.field, change.old)
    values = {
        "on": entry.on,
        "recorded": entry.recorded.astimezone(UTC).replace(microsecond=0),
        "by": entry.by,
        "op": entry.op,
        "event": entry.event,
        **changes,
        **{name: getattr(entry, name) for name in _REMARKS},
        "published": entry.published or None,
        "n": entry.n,
    }
    return {key: value for key, value in values.items() if value is not None}


def _plain(field: str, value: Any) -> Any:
    """A value as TOML has it: lists, and the size of a file as a number."""
    if isinstance(value, tuple):
        return list(value)
    return int(value) if value and field.endswith("_size") else value


def _part(part: Action | Evidence) -> dict[str, Any]:
    values = {name: _plain(f"_{name}", value) for name, value in part._asdict().items()}
    return {name: value for name, value in values.items() if name != "n" and value is not None}


def _parts(fields: Fields, kind: str) -> tuple[Any, ...]:
    """The parts of a kind, by number."""
    return tuple(
        PARTS[kind](n, **{name: _part_value(table, name, name) for name in PART_FIELDS[kind]})
        for n, table in fields.numbered(_TABLES[kind])
    )


def _part_value(fields: Fields, name: str, key: str) -> str | None:
    if name == "size":
        size = fields.count(key, LARGEST_SIZE)
        return None if size is None else str(size)
    read = _READ.get(_PART_TYPES.get(name, "text"))
    return read(fields, key) if read else fields.get(key, str) or None


def _history(fields: Fields) -> tuple[Entry, ...]:
    tables = fields.tables("history")
    entries = fields.count("entries")
    if entries is None and tables:
        raise Unreadable(
            f"the key 'entries' is missing, and the history has {len(tables)}: "
            f"write entries = {len(tables)} if none of them is gone",
            fields.line("history"),
            "missing-key",
        )
    entries = entries or 0
    if entries != len(tables):
        raise Unreadable(
            f"the history is cut short: it has {len(tables)} entries, and 'entries' says {entries}",
            fields.line("entries"),
            "history-truncated",
        )
    return tuple(_entry(table, n) for n, table in enumerate(tables, 1))


def _entry(fields: Fields, n: int) -> Entry:
    fields.where = f"history entry {n}: "
    if fields.values.get("n") != n or list(fields.values)[-1] != "n":
        raise Unreadable(
            f"history entry {n} is cut short or out of order: its last key has to be n = {n}",
            fields.line("n"),
            "history-truncated",
        )
    return Entry(
        n=n,
        on=fields.need_day("on"),
        recorded=fields.need_moment("recorded"),
        by=fields.get("by", str) or "",
        op=fields.get("op", str) or "",
        event=fields.get("event", str) or "updated",
        changes=tuple(_changes(fields)),
        **{name: fields.get(name, str) for name in _REMARKS},
        published=fields.yes("published"),
    )


def _changes(fields: Fields) -> list[FieldChange]:
    changes, table = [], fields.values
    for field, was in _CHANGED:
        if field.key in table or was in table:
            old, new = (_value(fields, field, key) or None for key in (was, field.key))
            changes.append(FieldChange(field.key, old, new))
    parts = {
        part for key in table if "_" in key and parse_part_field(part := key.removesuffix(_WAS))
    }
    for part in sorted(parts, key=field_order):
        _, _, name = parse_part_field(part) or ("", 0, "")
        old, new = (_part_value(fields, name, key) for key in (part + _WAS, part))
        changes.append(FieldChange(part, old, new))
    return changes

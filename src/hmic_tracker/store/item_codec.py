"""One item as TOML values and back: text in, record out, no path and no file.

The file's keys stand in one fixed order, history last and oldest first. `entries` is the number of
history entries and `n` the last key of each, so that a file cut short is noticed.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any, Final, cast

from hmic_tracker.domain.items import (
    LISTS,
    TRACKED,
    Entry,
    FieldChange,
    Item,
    Value,
    part_values,
    value_of,
)
from hmic_tracker.domain.parts import Action, Evidence, field_order, part_place
from hmic_tracker.domain.words import KINDS, PROGRESS, STATUSES, Kind, Progress, Status
from hmic_tracker.store.toml import Fields, KeyPath, Unreadable, edited, new_text, parse

_HEAD: Final = ("kind", "inspection", "framework", "number", "of")
_WAS: Final = "_was"
_TABLES: Final = {"action": "actions", "evidence": "evidence"}
LARGEST_SIZE: Final = 2**53
_DAYS: Final = frozenset({"done", "on"})


def item_of(text: str) -> Item:
    """The item in a file's text; raises Unreadable with the line of what is wrong."""
    return item_from(parse(text), text)


def item_from(values: dict[str, Any], text: str = "") -> Item:
    """The item in a file's values; `text` is used to name lines. Raises Unreadable."""
    fields = Fields(values, text)
    history = _history(fields)
    return Item(
        id=fields.need_id("id"),
        uid=fields.need("uid", str),
        kind=cast("Kind", fields.need_word("kind", KINDS)),
        inspection=fields.get("inspection", str) or None,
        framework=fields.get("framework", str) or None,
        number=fields.count("number"),
        of=fields.count("of"),
        title_given=fields.get("title", str) or None,
        text=fields.get("text", str) or None,
        status=cast("Status", fields.need_word("status", STATUSES)),
        status_word=fields.get("status_word", str) or None,
        progress=cast("Progress | None", fields.word("progress", PROGRESS)),
        owner=fields.get("owner", str) or None,
        board=fields.get("board", str) or None,
        due=fields.due("due"),
        original_due=fields.due("original_due"),
        tags=fields.texts("tags"),
        links=fields.texts("links"),
        discharged_by=fields.get("discharged_by", str) or None,
        force=fields.get("force", str) or None,
        circulated=fields.texts("circulated"),
        exempt=_exempt(fields, "exempt"),
        actions=tuple(_action(n, table) for n, table in fields.numbered("actions")),
        evidence=tuple(_evidence(n, table) for n, table in fields.numbered("evidence")),
        history=history,
    )


def values_of(item: Item) -> dict[str, Any]:
    """The item's values in the file's order; what is absent is left out."""
    fields = {field: _plain(field, value_of(item, field)) for field in TRACKED}
    late = {field: fields.pop(field) for field in TRACKED[TRACKED.index("tags") :]}
    values = {
        "id": item.id,
        "uid": item.uid,
        "entries": len(item.history),  # near the top, so that hardly a cut takes it away
        **{key: getattr(item, key) for key in _HEAD},
        **fields,
        "original_due": item.original_due,
        **late,
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
        kind, n, name = part_place(field) or ("", 0, "")
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
        "note": entry.note,
        "reason": entry.reason,
        "source": entry.source,
        "agreed_by": entry.agreed_by,
        "override": entry.override,
        "published": entry.published or None,
        "n": entry.n,
    }
    return {key: value for key, value in values.items() if value is not None}


def _plain(field: str, value: Value) -> Any:
    """A value as TOML has it: lists, and the size of a file as a number."""
    if isinstance(value, tuple):
        return list(value)
    return int(value) if value and field.endswith("_size") else value


def _part(part: Action | Evidence) -> dict[str, Any]:
    values = {name: _plain(f"_{name}", value) for name, value in part._asdict().items()}
    return {name: value for name, value in values.items() if name != "n" and value is not None}


def _action(n: int, fields: Fields) -> Action:
    return Action(n, **{name: _part_value(fields, name, name) for name in Action._fields[1:]})


def _evidence(n: int, fields: Fields) -> Evidence:
    return Evidence(n, **{name: _part_value(fields, name, name) for name in Evidence._fields[1:]})


def _part_value(fields: Fields, name: str, key: str) -> str | None:
    if name == "due":
        return fields.due(key)
    if name in _DAYS:
        return fields.day_text(key)
    if name == "size":
        size = fields.count(key, LARGEST_SIZE)
        return None if size is None else str(size)
    return fields.get(key, str) or None


def _exempt(fields: Fields, key: str) -> str | None:
    return fields.word(key, ("yes",))


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
        note=fields.get("note", str),
        reason=fields.get("reason", str),
        source=fields.get("source", str),
        agreed_by=fields.get("agreed_by", str),
        override=fields.get("override", str),
        published=fields.yes("published"),
    )


def _changes(fields: Fields) -> list[FieldChange]:
    found, table = [], fields.values
    for field in TRACKED:
        if field in table or field + _WAS in table:
            old, new = (_value(fields, field, key) for key in (field + _WAS, field))
            found.append(FieldChange(field, old, new))
    parts = {field for key in table if "_" in key and part_place(field := key.removesuffix(_WAS))}
    for field in sorted(parts, key=field_order):
        _, _, name = part_place(field) or ("", 0, "")
        old, new = (_part_value(fields, name, key) for key in (field + _WAS, field))
        found.append(FieldChange(field, old, new))
    return found


def _value(fields: Fields, field: str, key: str) -> Value:
    if field in LISTS:
        return fields.texts(key) or None
    if field == "exempt":
        return _exempt(fields, key)
    if field == "due":
        return fields.due(key)
    if field in {"status", "progress"}:
        return fields.word(key, STATUSES if field == "status" else PROGRESS)
    return fields.get(key, str) or None

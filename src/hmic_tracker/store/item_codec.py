"""One item as TOML values and back: text in, record out, no path and no file.

The file's keys stand in one fixed order, history last and oldest first. `entries` is the number of
history entries and `n` the last key of each, so that a file cut short is noticed.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any, Final, cast

from hmic_tracker.domain.items import TRACKED, Entry, FieldChange, Item, Value, value_of
from hmic_tracker.domain.words import KINDS, PROGRESS, STATUSES, Kind, Progress, Status
from hmic_tracker.store.fields import Fields
from hmic_tracker.store.toml_text import Path, Unreadable, edited, new_text, parse

_HEAD: Final = ("kind", "inspection", "framework", "number", "of")
_WAS: Final = "_was"


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
        history=history,
    )


def values_of(item: Item) -> dict[str, Any]:
    """The item's values in the file's order; what is absent is left out."""
    fields = {field: _plain(value_of(item, field)) for field in TRACKED}
    tags = fields.pop("tags")
    values = {
        "id": item.id,
        "uid": item.uid,
        "entries": len(item.history),  # near the top, so that hardly a cut takes it away
        **{key: getattr(item, key) for key in _HEAD},
        **fields,
        "original_due": item.original_due,
        "tags": tags,
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
    changed: dict[Path, Any] = {
        (key,): new.get(key) for key in keys if old.get(key) != new.get(key)
    }
    added = [entry_values(entry) for entry in after.history[len(before.history) :]]
    return edited(text, changed, {"history": added})


def entry_values(entry: Entry) -> dict[str, Any]:
    """A history entry's values: each changed field with what it was, `n` last."""
    changes: dict[str, Any] = {}
    for change in entry.changes:
        changes[change.field] = _plain(change.new)
        changes[change.field + _WAS] = _plain(change.old)
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
        "n": entry.n,
    }
    return {key: value for key, value in values.items() if value is not None}


def _plain(value: Value) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _history(fields: Fields) -> tuple[Entry, ...]:
    tables = fields.tables("history")
    entries = fields.count("entries") or 0
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
    )


def _changes(fields: Fields) -> list[FieldChange]:
    found, table = [], fields.values
    for field in TRACKED:
        if field in table or field + _WAS in table:
            old, new = (_value(fields, field, key) for key in (field + _WAS, field))
            found.append(FieldChange(field, old, new))
    return found


def _value(fields: Fields, field: str, key: str) -> Value:
    if field == "tags":
        return fields.texts(key) or None
    if field == "due":
        return fields.due(key)
    if field in {"status", "progress"}:
        return fields.word(key, STATUSES if field == "status" else PROGRESS)
    return fields.get(key, str) or None

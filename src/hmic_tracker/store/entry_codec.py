"""The entries of a history as TOML values and back, whatever it is the history of.

`entries` is their number, and `n` the last key of each, so that a file cut short is noticed. A
changed field stands under its name, with what it was and whose value that was beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date

from hmic_tracker.domain.items import Correction, Entry, FieldChange
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.toml import Fields, Unreadable

WAS, AFTER = "_was", "_after"
REMARKS: Final = ("note", "reason", "source", "agreed_by", "override")
CORRECTS: Final = "corrects"
CORRECTIONS: Final = {name: f"correct_{name}" for name in ("on", "by", "note", "reason")}
"""What an entry says that is right of the one that it corrects, and the keys that say it."""
Replaced = tuple[tuple[str, tuple[str, ...]], ...]
"""For each field changed, the entries whose values were replaced."""
ReadChanges = Callable[[Fields], tuple[tuple[FieldChange, ...], Replaced]]


def values_of_entry(
    entry: Entry, name: Callable[[str], str], plain: Callable[[str, Any], Any]
) -> dict[str, Any]:
    """An entry's values: each changed field with what it was and whose that was, `n` last.

    `name` says what a field is called in the file, `plain` gives its value as TOML has it. An entry
    that was corrected stands there as it was entered.
    """
    if entry.entered is not None:
        from hmic_tracker.domain.corrections import as_entered

        entry = as_entered(entry)
    changes: dict[str, Any] = {}
    after = dict(entry.after)
    for change in entry.changes:
        field = name(change.field)
        changes[field] = plain(change.field, change.new)
        changes[field + WAS] = plain(change.field, change.old)
        changes[field + AFTER] = list(after.get(change.field, ())) or None
    values = {
        "on": entry.on,
        "recorded": entry.recorded.astimezone(UTC).replace(microsecond=0),
        "by": entry.by,
        "op": entry.op,
        "event": entry.event,
        **changes,
        **{remark: getattr(entry, remark) for remark in REMARKS},
        "published": entry.published or None,
        "origin": entry.origin,
        **(_values_of_correction(entry.corrects) if entry.corrects else {}),
        "n": entry.n,
    }
    return {key: value for key, value in values.items() if value is not None}


def _values_of_correction(correction: Correction) -> dict[str, Any]:
    day = date.fromisoformat(correction.on) if correction.on else None
    values = {key: getattr(correction, name) for name, key in CORRECTIONS.items()}
    return {CORRECTS: correction.entry, **values, CORRECTIONS["on"]: day}


def read_history(fields: Fields, read_changes: ReadChanges) -> tuple[Entry, ...]:
    """The entries of a file; raises Unreadable where it is cut short or out of order."""
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
    history: list[Entry] = []
    for place, table in enumerate(tables, 1):
        history.append(_entry(table, place, history[-1].n if history else 0, read_changes))
    if any(entry.corrects is not None for entry in history):
        from hmic_tracker.domain.corrections import with_corrections  # few histories pay for it

        return with_corrections(history)
    return tuple(history)


def _entry(fields: Fields, place: int, last: int, read_changes: ReadChanges) -> Entry:
    """An entry at its place, after one that has the number `last`.

    Two people who worked apart give the same number, so that it may come again; it never falls,
    and none is left out.
    """
    fields.where = f"history entry {place}: "
    n = fields.values.get("n")
    if type(n) is not int or not max(last, 1) <= n <= last + 1 or list(fields.values)[-1] != "n":
        raise Unreadable(
            f"history entry {place} is cut short or out of order: "
            f"its last key has to be n = {last + 1}",
            fields.line("n"),
            "history-truncated",
        )
    changes, after = read_changes(fields)
    return Entry(
        n=n,
        on=fields.need_day("on"),
        recorded=fields.need_moment("recorded"),
        by=fields.get("by", str) or "",
        op=fields.get("op", str) or "",
        event=fields.get("event", str) or "updated",
        changes=changes,
        **{name: fields.get(name, str) for name in REMARKS},  # type: ignore[arg-type]  # texts
        published=fields.yes("published"),
        origin=fields.get("origin", str),
        after=after,
        corrects=_correction(fields) if CORRECTS in fields.values else None,
    )


def _correction(fields: Fields) -> Correction:
    """What an entry says of another; raises Unreadable."""
    on, *texts = CORRECTIONS.values()
    right = (fields.get(key, str) for key in texts)
    return Correction(fields.need(CORRECTS, str), fields.day_text(on), *right)

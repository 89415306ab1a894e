"""Entries of a history and their changes as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.fields import STORED
from hmic_tracker.domain.parts import part_place
from hmic_tracker.render.views.parts import parts_text

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, FieldChange

_TYPES: Final = {field.key: field.type for field in STORED}


def entry_text(entry: Entry, who: bool = True) -> str:
    """An entry as a sentence: "updated: status in progress → done; reason: … (by …)"."""
    born = entry.n == 1
    changes = changes_text(entry.changes, born)
    parts = [f"{entry.event}: {', '.join(changes)}" if changes else entry.event]
    if entry.note:
        parts.append(f"“{entry.note}”" if changes else f"{entry.note}")
    text = "; ".join(parts) if changes or not entry.note else f"note: {entry.note}"
    if entry.reason and entry.reason != entry.source:
        text += f"; reason: {entry.reason}"
    if entry.agreed_by:
        text += f"; agreed by {entry.agreed_by}"
    if entry.override:
        text += f"; rule set aside: {entry.override}"
    if entry.published:
        text += "; for papers"
    origin = ", ".join(
        word
        for word in (
            entry.source,
            f"by {entry.by}" if who and entry.by and entry.event != "imported" else "",
        )
        if word
    )
    return f"{text} ({origin})" if origin else text


def changes_text(changes: Iterable[FieldChange], born: bool = False) -> list[str]:
    """Each change as people say it, a step or a piece of evidence as one."""
    made = list(changes)
    return [*filter(None, (change_text(change, born) for change in made)), *parts_text(made)]


def change_text(change: FieldChange, born: bool = False) -> str:
    """A change as people say it; at an item's beginning only what it began with."""
    name = change.field.replace("_", " ")
    if change.field == "status_word" or (born and change.field == "text"):
        return ""
    if part_place(change.field):
        return ""  # steps and evidence are said whole
    if change.field == "exempt":
        return "exempt from papers" if change.new else "no more exempt from papers"
    if change.field == "text":
        return "text filled in" if change.old is None else "text changed"
    if change.field == "links":
        return _link_text(change)
    if change.field == "discharged_by" and change.old is None:
        return f"discharged by {change.new}"
    old, new = (_value_text(change.field, value) for value in (change.old, change.new))
    if born:
        return new if _TYPES[change.field] == "word" else f"{name} {new}"
    return f"{name} {old} → {new}"


def _link_text(change: FieldChange) -> str:
    old, new = (value if isinstance(value, tuple) else () for value in (change.old, change.new))
    gone = [f"no more {text}" for text in old if text not in new]
    return ", ".join([*(text for text in new if text not in old), *gone])


def _value_text(field: str, value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ", ".join(value)
    if _TYPES[field] == "due":
        return say_in_full(str(value))
    return str(value).replace("-", " ") if _TYPES[field] == "word" else str(value)

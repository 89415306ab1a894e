"""Steps and evidence as people read them, in a page and in a sentence of the history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.parts import Action, Evidence, part_place

if TYPE_CHECKING:
    from hmic_tracker.domain.items import FieldChange, Value

_STEP: dict[str, str] = {"text": "text", "owner": "owner", "due": "due"}


def parts_text(changes: Iterable[FieldChange]) -> list[str]:
    """What changed in steps and evidence: "step 2 done 20 Nov 2008", one text for each part."""
    parts: dict[tuple[str, int], dict[str, FieldChange]] = {}
    for change in changes:
        if place := part_place(change.field):
            parts.setdefault(place[:2], {})[place[2]] = change
    return [
        _step_text(n, fields) if kind == "action" else _evidence_text(n, fields)
        for (kind, n), fields in parts.items()
    ]


def step_lines(actions: Iterable[Action]) -> list[tuple[str, str]]:
    """Each step with its number and how it stands."""
    return [(f"  {action.n}", _step_line(action)) for action in actions]


def evidence_lines(evidence: Iterable[Evidence]) -> list[tuple[str, str]]:
    """Each piece of evidence with its number, its day and what it shows."""
    return [(f"  {one.n}", _evidence_line(one)) for one in evidence]


def _step_line(action: Action) -> str:
    parts = [action.text or "(no text)"]
    if action.done:
        parts.append(f"done {say_due(action.done)}")
    elif action.dropped:
        parts.append(f"dropped: {action.dropped}")
    elif action.due:
        parts.append(f"due {say_due(action.due)}")
    if action.owner:
        parts.append(action.owner)
    return "; ".join(parts)


def _evidence_line(one: Evidence) -> str:
    parts = [one.ref or "(no reference)"]
    if one.shows:
        parts.append(f"shows {one.shows}")
    if one.on:
        parts.append(say_due(one.on))
    if one.sha256:
        size = f"{int(one.size):,} bytes, " if one.size else ""
        parts.append(f"{size}SHA-256 {one.sha256[:12]}…")
    return "; ".join(parts)


def _step_text(n: int, fields: dict[str, FieldChange]) -> str:
    name = f"step {n}"
    text, done, dropped = (fields.get(field) for field in ("text", "done", "dropped"))
    rest = [_change_text(field, fields[field]) for field in ("owner", "due") if field in fields]
    if text and text.old is None and text.new:
        about = [
            f"{key} {_value(key, fields[key].new)}" for key in ("owner", "due") if key in fields
        ]
        return "; ".join([f"{name} added: {text.new}", *about])
    if text and text.new is None:
        return f"{name} taken away"
    parts = []
    if done:
        parts.append(f"done {_value('due', done.new)}" if done.new else "reopened")
    if dropped and not (done and not done.new):
        parts.append(f"dropped: {dropped.new}" if dropped.new else "reopened")
    if text:
        parts.append("text changed")
    return f"{name} " + ", ".join([*parts, *rest])


def _evidence_text(n: int, fields: dict[str, FieldChange]) -> str:
    name = f"evidence {n}"
    ref, shows = fields.get("ref"), fields.get("shows")
    if ref and ref.new and ref.old is None:
        return f"{name} added: {ref.new}" + (f", shows {shows.new}" if shows and shows.new else "")
    if ref and ref.new is None:
        return f"{name} taken away"
    return f"{name} changed"


def _change_text(field: str, change: FieldChange) -> str:
    return f"{_STEP[field]} {_value(field, change.old)} → {_value(field, change.new)}"


def _value(field: str, value: Value) -> str:
    if value is None:
        return "none"
    return say_due(str(value)) if field == "due" else str(value)

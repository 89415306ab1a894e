"""Entries of a history and their changes as sentences; steps and evidence as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.fields import STORED
from hmic_tracker.domain.items import EVIDENCE_WANTED, IMPORTS
from hmic_tracker.domain.parts import Action, Evidence, parse_part_field
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.items import Entry, FieldChange, Value

_TYPES: Final = {field.key: field.type for field in STORED}
_ON_THE_PAGE: Final = frozenset({"text", "label", "source_kind", "response_reason"})
"""What an item began with that its page has above its history."""

_DEFERRAL: Final = frozenset({"deferred_until", "deferred_by"})
"""Until when it is deferred, and by which board."""
_REQUEST: Final = frozenset({"requested_due", "requested_reason"})
"""A date that is asked for, and why."""


def entry_text(entry: Entry, who: bool = True) -> str:
    """An entry as a sentence: "updated: status in progress → done; reason: … (by …)"."""
    as_reason = (
        *(("response_reason", entry.reason), ("requested_reason", entry.reason)),
        ("deferred_by", entry.agreed_by),
    )
    changes = changes_text(
        (c for c in entry.changes if (c.field, c.new) not in as_reason),
        entry.begins,
        entry.event,
    )
    return text_with(entry, changes, who)


def arrival_text(entry: Entry, arrived: Mapping[str, date]) -> str:
    """By which exchange with others an entry came in; empty for one that was made here."""
    day = arrived.get(entry.op)
    return f"; came in by the sync of {say_day(day)}" if day else ""


def text_with(entry: Entry, changes: list[str], who: bool = True) -> str:
    """An entry as a sentence whose changes are texts already."""
    if entry.corrects is not None:
        from hmic_tracker.render.views.corrections import correction_texts

        changes = [*changes, *correction_texts(entry.corrects)]
    text = f"{entry.event}: {', '.join(changes)}" if changes else entry.event
    if entry.note:
        name = entry.event if entry.event == EVIDENCE_WANTED else "note"
        text = f"{text}; “{entry.note}”" if changes else f"{name}: {entry.note}"
    if entry.reason and entry.reason != entry.source:
        text += f"; reason: {entry.reason}"
    if entry.agreed_by:
        text += f"; agreed by {entry.agreed_by}"
    if entry.override:
        text += f"; rule set aside: {entry.override}"
    if entry.published:
        text += "; for papers"
    if entry.entered is not None:
        from hmic_tracker.render.views.corrections import entered_text

        text += f"; {entered_text(entry)}"
    by = f"by {entry.by}" if who and entry.by and entry.event not in IMPORTS else ""
    origin = ", ".join(filter(None, (entry.source, by)))
    return f"{text} ({origin})" if origin else text


def changes_text(changes: Iterable[FieldChange], born: bool = False, event: str = "") -> list[str]:
    """Each change of an entry as people say it, a step or a piece of evidence as one."""
    made = list(changes)
    texts = filter(None, (change_text(change, born) for change in made))
    deferral = _deferral_texts(made, event)
    return [*texts, *request_texts(made, event), *deferral, *_parts_text(made)]


def _deferral_texts(changes: Iterable[FieldChange], event: str) -> list[str]:
    """What became of a deferral; nothing where the changes leave it alone."""
    made = {change.field: change for change in changes if change.field in _DEFERRAL}
    if not made:
        return []
    from hmic_tracker.render.views.deferral_text import deferral_text

    return [deferral_text(made, event)]


def request_texts(changes: Iterable[FieldChange], event: str = "") -> list[str]:
    """What became of a date that was asked for; nothing where the changes leave it alone."""
    made = list(changes)
    if all(change.field not in _REQUEST for change in made):
        return []
    from hmic_tracker.render.views.date_request_text import request_text

    return [*filter(None, [request_text(made, event)])]


def change_text(change: FieldChange, born: bool = False) -> str:
    """A change as people say it; at an item's beginning only what it began with."""
    if change.field == "status_word" or (born and change.field in _ON_THE_PAGE):
        return ""
    if change.field in _REQUEST | _DEFERRAL or parse_part_field(change.field):
        return ""  # said whole: a date asked for, a deferral, steps, evidence
    if change.field == "exempt":
        return "exempt from papers" if change.new else "no more exempt from papers"
    if change.field == "text":
        return rewording("text", change)
    if change.field == "links":
        return _link_text(change)
    if change.field == "discharged_by" and change.old is None:
        return f"discharged by {change.new}"
    name = change.field.replace("_", " ")
    old, new = (_value_text(change.field, value) for value in (change.old, change.new))
    if born:
        is_plain = _TYPES[change.field] == "word" and change.field != "response"
        return new if is_plain else f"{name} {new}"
    if change.old == change.new:
        return f"{name} settled: {new}"
    return f"{name} {old} → {new}"


def rewording(name: str, change: FieldChange) -> str:
    """What became of a text: where it was another before, what of it, word by word."""
    if change.old is None or change.new is None:
        return f"{name} {'filled in' if change.old is None else 'taken out'}"
    from hmic_tracker.reports.word_changes import word_changes  # few entries change a text

    words = word_changes(str(change.old), str(change.new))
    return f"{name} changed: {words}" if words else f"{name} changed in its spaces alone"


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


def _parts_text(changes: Iterable[FieldChange]) -> list[str]:
    """What changed in steps and evidence: "step 2 done 20 Nov 2008", one text for each part."""
    parts: dict[tuple[str, int], dict[str, FieldChange]] = {}
    for change in changes:
        if place := parse_part_field(change.field):
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
    if is_restated(fields):
        return f"{name} entered again as it is"
    fields = {field: change for field, change in fields.items() if change.old != change.new}
    text, done, dropped = (fields.get(field) for field in ("text", "done", "dropped"))
    others = {field: fields[field] for field in ("owner", "due") if field in fields}
    if text and text.old is None and text.new:
        about = (f"{field} {_part_value(field, change.new)}" for field, change in others.items())
        return "; ".join([f"{name} added: {text.new}", *about])
    if text and text.new is None:
        return f"{name} taken away"
    parts = []
    if done:
        parts.append(f"done {_part_value('due', done.new)}" if done.new else "reopened")
    if dropped and not (done and not done.new):
        parts.append(f"dropped: {dropped.new}" if dropped.new else "reopened")
    if text:
        parts.append(rewording("text", text))
    for field, change in others.items():
        old, new = _part_value(field, change.old), _part_value(field, change.new)
        parts.append(f"{field} {old} → {new}")
    return f"{name} {', '.join(parts)}"


def _evidence_text(n: int, fields: dict[str, FieldChange]) -> str:
    name = f"evidence {n}"
    if is_restated(fields):
        return f"{name} entered again as it is"
    ref, shows = fields.get("ref"), fields.get("shows")
    if ref and ref.new and ref.old is None:
        return f"{name} added: {ref.new}" + (f", shows {shows.new}" if shows and shows.new else "")
    if ref and ref.new is None:
        return f"{name} taken away"
    shown = [rewording("shows", shows)] if shows and shows.old and shows.new else []
    return f"{name} {'; '.join(shown)}" if shown else f"{name} changed"


def is_restated(fields: Mapping[str, FieldChange]) -> bool:
    """Whether a part was entered again as it is, to be published or not to be."""
    return all(change.old == change.new is not None for change in fields.values())


def _part_value(field: str, value: Value) -> str:
    if value is None:
        return "none"
    return say_due(str(value)) if field == "due" else str(value)

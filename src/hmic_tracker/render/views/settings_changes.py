"""What changed in the settings, as people say it: "Head of CID, mail: a@x.org → b@x.org"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.kept_texts import WHOLE, is_kept_text
from hmic_tracker.domain.record_history import Path, field_of, path_of
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.domain.settings_fields import row_of_field
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.items import FieldChange, Value

_LONGEST: Final = 60
_OF_TABLES = {
    "filters": "@",
    "mail": "mail ",
    "papers": "paper ",
    "rules": "rule ",
    "scales": "scale ",
}


def settings_texts(
    changes: Iterable[FieldChange], names: Mapping[str, str], adds: bool = False
) -> list[str]:
    """Each change as a text, what begins or ends with all that it has as one.

    `adds` is whether it goes without saying that what begins is added.
    """
    tables: dict[Path, list[FieldChange]] = {}
    for change in filter(_is_shown, changes):
        tables.setdefault(path_of(change.field)[:-1], []).append(change)
    texts = []
    for table, made in tables.items():
        if is_kept_text((*table, "")):
            texts.append(_kept_text(table, made, names))
            continue
        whole = _whole_table(table, made, names, adds)
        texts += [whole] if whole else [_change_text(table, c, names, adds) for c in made]
    return texts


def _is_shown(change: FieldChange) -> bool:
    """Whether a change is more than that what goes without saying is there, or gone."""
    row = row_of_field(change.field)
    return row is None or {change.old, change.new} != {None, row.default}


def _whole_table(table: Path, made: list[FieldChange], names: Mapping[str, str], adds: bool) -> str:
    """A table that is new, or gone; "" where it was there before and stays."""
    name = next((c for c in made if path_of(c.field)[-1] == "name"), None)
    if len(table) < 2 or name is None or (name.old is not None and name.new is not None):
        return ""
    subject = str(name.old or name.new)
    if name.new is None:
        return f"{subject} taken out"
    rest = (c for c in made if c is not name and c.new is not None)
    has = ", ".join(f"{path_of(c.field)[-1]} {_value(c, c.new, names)}" for c in rest)
    return subject + ("" if adds else " added") + (f" ({has})" if has else "")


def _kept_text(table: Path, made: list[FieldChange], names: Mapping[str, str]) -> str:
    """What becomes of a kept paragraph: the paper, where it stands, its words before and after."""
    _, paper, _, framework, section = table
    name = "" if framework == WHOLE else f" on {names.get(f'frameworks.{framework}', framework)}"
    whose = "the paper" if paper == NAMELESS else f"{_OF_TABLES['papers']}{paper}"
    subject = f"{whose}, {section}{name}"
    changes = {path_of(change.field)[-1]: change for change in made}
    words, day = changes.get("text"), changes.get("on")
    of = f" ({_day(day.new)})" if day and day.new else ""
    if words is None:
        had, has = _day(day and day.old), _day(day and day.new)
        return f"{subject}: the same words, of {has} instead of {had}"
    old, new = (_quoted(value) for value in (words.old, words.new))
    return f"{subject}: {old} → {new}{of}"


def _day(value: Value) -> str:
    try:
        return say_day(date.fromisoformat(str(value)))
    except ValueError:  # none, or what somebody typed into the history
        return str(value or "no day")


def _quoted(value: Value) -> str:
    text = " ".join(str(value or "").split())
    short = text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"
    return f'"{short}"' if text else "none"


def _change_text(table: Path, change: FieldChange, names: Mapping[str, str], adds: bool) -> str:
    key = path_of(change.field)[-1]
    if adds and change.old is None and not table:
        return f"{key} {_value(change, change.new, names)}"
    arrow = f"{_value(change, change.old, names)} → {_value(change, change.new, names)}"
    if change.old == change.new:
        arrow = f"{_value(change, change.new, names)}, as it is"
    if len(table) < 2:
        return f"{_OF_TABLES.get(''.join(table), '')}{key} {arrow}"
    subject = names.get(field_of(table)) or f"{_OF_TABLES.get(table[0], '')}{table[1]}"
    return f"{subject}, {key}: {arrow}"


def _value(change: FieldChange, value: Value, names: Mapping[str, str]) -> str:
    """A value; where there is none, what holds without it."""
    if value is None:
        row = row_of_field(change.field)
        usual = row.default if row and len(path_of(change.field)) < 3 else None
        return str(usual) if isinstance(usual, str | int) else "none"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if path_of(change.field)[-1] == "parent":
        return names.get(field_of(("frameworks", value)), value)
    return value or "empty"

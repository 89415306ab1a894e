"""The command line that gives a field a value: what settles it where two people gave it two."""

from __future__ import annotations

import shlex

from hmic_tracker.domain.dates import OPEN_END
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.record_history import is_table_name, path_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value

_FIELDS: Final = (
    *("status", "progress", "owner", "due", "response", "title", "text", "label", "board"),
    *("framework", "inspection"),
)
_OPTIONS: Final = {field: f"--{field}" for field in _FIELDS} | {"requested_due": "--request-due"}
"""The option of `update` that gives a field its value."""
_STEP_OPTIONS: Final = {"text": "--text", "owner": "--owner", "due": "--due"}
_DEFERRAL: Final = {"deferred_until": "--until", "deferred_by": "--agreed-by"}
"""The option of `defer` that does; the other goes with it."""
_NEED_A_REASON: Final = frozenset({"status", "due", "requested_due"})


_RENAMED: Final = {"people": "person", "frameworks": "framework", "boards": "board"}
"""The command that gives a table of the settings another name."""


def settings_line(field: str, value: Value) -> str:
    """The line that gives a setting a value, also the one that it has."""
    section, *table = path_of(field)
    if section in _RENAMED and is_table_name((section, *table)) and isinstance(value, str):
        return f"tracker {_RENAMED[section]} rename {shlex.quote(table[0])} {shlex.quote(value)}"
    if not value:
        return f"tracker settings unset {shlex.quote(field)}"
    words = value if isinstance(value, tuple) else (value,)
    return f"tracker settings set {shlex.quote(field)} {' '.join(map(shlex.quote, words))}"


def settling_line(item_id: str, field: str, value: Value) -> str:
    """The line that gives a field of an item a value; where no option does, that which opens it."""
    word = shlex.quote("none" if value is None else str(value))
    why = ' --reason "..."' if field in _NEED_A_REASON else ""
    kind, n, name = parse_part_field(field) or ("", 0, "")
    if field in _OPTIONS and (field, value) != ("text", None):
        return f"tracker update {item_id} {_OPTIONS[field]} {word}{why}"
    if field == "exempt":
        return f"tracker update {item_id} {'--exempt' if value else '--not-exempt'}"
    if field in _DEFERRAL and value is None:
        return f'tracker defer {item_id} --end --reason "..."'
    if field in _DEFERRAL:
        word = "none" if value == OPEN_END else word
        given = {"--until": "DATE", "--agreed-by": "BOARD"} | {_DEFERRAL[field]: word}
        options = " ".join(f"{option} {text}" for option, text in given.items())
        return f'tracker defer {item_id} {options} --reason "..."'
    if kind == "action" and name in _STEP_OPTIONS:
        return f"tracker action edit {item_id} {n} {_STEP_OPTIONS[name]} {word}"
    if kind == "action" and name == "done" and value:
        return f"tracker action done {item_id} {n} --on {word}"
    if kind == "action" and name == "done":
        return f'tracker action reopen {item_id} {n} --reason "..."'
    return f"tracker edit {item_id}"

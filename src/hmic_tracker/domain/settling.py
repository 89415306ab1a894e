"""The command line that gives a field a value: what settles it where two people gave it two."""

import shlex
from typing import Final

from hmic_tracker.domain.items import Value
from hmic_tracker.domain.parts import parse_part_field

_FIELDS: Final = ("status", "progress", "owner", "due", "response", "title", "label", "board")
_OPTIONS: Final = {field: f"--{field}" for field in _FIELDS} | {"requested_due": "--request-due"}
"""The option of `update` that gives a field its value."""
_STEP_OPTIONS: Final = {"text": "--text", "owner": "--owner", "due": "--due"}
_NEED_A_REASON: Final = frozenset({"status", "due", "requested_due"})


def settling_line(item_id: str, field: str, value: Value) -> str:
    """The line that gives a field of an item a value; where no option does, that which opens it."""
    word = shlex.quote("none" if value is None else str(value))
    why = ' --reason "..."' if field in _NEED_A_REASON else ""
    kind, n, name = parse_part_field(field) or ("", 0, "")
    if field in _OPTIONS:
        return f"tracker update {item_id} {_OPTIONS[field]} {word}{why}"
    if field == "exempt":
        return f"tracker update {item_id} {'--exempt' if value else '--not-exempt'}"
    if kind == "action" and name in _STEP_OPTIONS:
        return f"tracker action edit {item_id} {n} {_STEP_OPTIONS[name]} {word}"
    if kind == "action" and name == "done" and value:
        return f"tracker action done {item_id} {n} --on {word}"
    if kind == "action" and name == "done":
        return f'tracker action reopen {item_id} {n} --reason "..."'
    return f"tracker edit {item_id}"

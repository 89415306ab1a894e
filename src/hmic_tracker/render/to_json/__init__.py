"""Values as JSON for programs: the contract with scripts. A module for each kind of output.

Every object has `schema`, `kind`, `as_of` and `unreadable`; of a command that changes items, what
was written. Absent is null. Changes only add. Start reading at `items`.
"""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import re
    from datetime import date

    from hmic_tracker.domain.plan import Damage

SCHEMA: Final = 1
Object = dict[str, Any]


def dump(value: object) -> str:
    r"""The value as JSON, indented by two, ending in a newline; json.loads gives it back.

    Letters of every script stand as they are. What `visible` would escape, JSON escapes here as
    `\uXXXX` (a pair of them outside the basic plane), so a terminal obeys none of it and a program
    gets the very same text. Two surrogates in a row are the one thing that comes back otherwise: as
    the character they make. Raises ValueError for NaN and infinities, TypeError for other types.
    """
    import json  # a page in another form only takes the names of this module

    from hmic_tracker.render.escaping import misleading

    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    if text.isascii() and "\x7f" not in text:
        # json.dumps has escaped the other control characters; no need to look at each.
        return text + "\n"
    return misleading().sub(_escape, text) + "\n"


def ascii_text(text: str) -> str:
    r"""JSON that stays the same for a program and has ASCII alone: other letters as `\uXXXX`."""
    import re

    return re.sub(r"[^\x00-\x7f]", _escape, text)


def object_header(kind: str, as_of: date | None, damaged: tuple[Damage, ...]) -> Object:
    """What every object of a plan begins with."""
    return {
        "schema": SCHEMA,
        "kind": kind,
        "as_of": iso(as_of),
        "unreadable": [
            {"path": d.path, "line": d.line or None, "problem": d.problem} for d in damaged
        ],
    }


def picked(value: object, *fields: str) -> Object:
    """Fields of a value that JSON has as they are, under their own names."""
    return {field: getattr(value, field) for field in fields}


def error_object(code: int, message: str, hint: str) -> Object:
    """What goes to standard error under `--json` where a command fails."""
    return {"code": code, "message": message, "hint": hint}


def iso(day: date | None) -> str | None:
    """A day or a moment as JSON has it; null where there is none."""
    return day.isoformat() if day else None


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


draw = dump

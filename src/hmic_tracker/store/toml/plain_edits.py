"""Edits of a text that is laid out as tracker lays it out: keys set at its top, tables put last.

Loading the library that keeps every layout takes as long as all the rest of a change. What is made
here is the same to the byte; of any other layout, and any other edit, nothing is made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from hmic_tracker.light_typing import Any, Final, NamedTuple
from hmic_tracker.store.toml.edits import KeyPath, Row, same
from hmic_tracker.store.toml.lines import shape_of

_LINE: Final = re.compile(
    r"(?P<key>[\w-]++) = (?P<value>[\w:+.-]++(?: [\d:+.-]++)?+|\[[^][{}]*+\])[ \t]*+\n"
    r"|(?P<header>\[\[?[\w.-]++\]\]?)[ \t]*+\n"
    r"|[ \t]*+\n",
    re.ASCII,
)
"""In a text's shape, where strings are runs of `_` and comments are blank. No line is indented."""
_BARE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_ESCAPES: Final = {ord('"'): '\\"', ord("\\"): "\\\\"} | {
    sign: f"\\u{sign:04X}" for sign in (*range(0x20), 0x7F)
}
_ESCAPES.update({ord(sign): f"\\{name}" for sign, name in zip("\b\t\n\f\r", "btnfr", strict=True)})


class _Layout(NamedTuple):
    """The top of a text and its end: where the values of the top's keys are, the last header.

    `end` is where another key goes, `is_close` whether the last key stands right below another.
    """

    keys: Mapping[str, slice]
    end: int
    is_close: bool
    last_header: slice
    ends_with_key: bool


def plainly_edited(
    text: str,
    values: Mapping[str, Any],
    changed: Mapping[KeyPath, Any],
    appended: Mapping[str, Sequence[Row]],
) -> str | None:
    """The text with keys of its top set and tables appended to its last list; None where unsure.

    `values` are what the text has now.
    """
    if "\r" in text or len(appended) > 1:
        return None
    layout = _layout_of(text)
    top = _with_keys(text, layout, values, changed) if layout else None
    if layout is None or top is None:
        return None
    for name, rows in appended.items():
        header = layout.last_header
        is_last = text[header] == f"[[{name}]]" and text.endswith("\n\n", 0, header.start)
        tables = [_table(row) for row in rows]
        if not (is_last and layout.ends_with_key and all(tables)):
            return None
        return top + "".join(f"\n[[{name}]]\n{table}" for table in tables)
    return top


def _layout_of(text: str) -> _Layout | None:
    """Where everything is, None where a line is not as tracker writes it."""
    shape = shape_of(text)
    keys: dict[str, slice] = {}
    header, place, end, is_close, before = slice(0, 0), 0, 0, False, ""
    while place < len(text):
        match = _LINE.match(shape, place)
        if match is None:
            return None
        place, now = match.end(), match.lastgroup or ""
        if now == "header":
            header = slice(*match.span("header"))
        elif now and not header.stop:
            keys[text[slice(*match.span("key"))]] = slice(*match.span("value"))
            end, is_close = place, bool(before)
        before = now
    return _Layout(keys, end, is_close, header, before == "value")


def _with_keys(
    text: str, layout: _Layout, values: Mapping[str, Any], changed: Mapping[KeyPath, Any]
) -> str | None:
    """The text with some keys of its top set; None where one is elsewhere, or is of another kind.

    New ones come below the others, which are set off by no empty line.
    """
    pieces, added = [], ""
    for path, value in changed.items():
        key, shown = path[0], _shown(value)
        if len(path) > 1 or shown is None or not _is_bare(key):
            return None
        if key not in values:
            if not layout.is_close:
                return None
            added += f"{key} = {shown}\n"
            continue
        was, place = values[key], layout.keys.get(key)
        if place is None or isinstance(was, list) != isinstance(value, list) or same(was, value):
            return None
        pieces.append((place.start, place.stop, shown))
    for start, stop, shown in sorted([*pieces, (layout.end, layout.end, added)], reverse=True):
        text = text[:start] + shown + text[stop:]
    return text


def _table(row: Row) -> str:
    """The lines of a table's keys; "" where one is none that is written here."""
    lines = [(key, _shown(value)) for key, value in row.items()]
    if not all(shown and _is_bare(key) for key, shown in lines):
        return ""
    return "".join(f"{key} = {shown}\n" for key, shown in lines)


def _shown(value: object) -> str | None:
    """A value as the library writes it, None for one of a kind that no item has."""
    kind = type(value)
    if isinstance(value, str) and kind is str:
        return f'"{value.translate(_ESCAPES)}"'
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if isinstance(value, date) and (kind is date or _is_utc(value)):
        return value.isoformat()
    if isinstance(value, list) and all(type(one) is str for one in value):
        return f"[{', '.join(str(_shown(one)) for one in value)}]"
    return None


def _is_utc(value: date) -> bool:
    return type(value) is datetime and value.tzinfo is UTC


def _is_bare(key: str) -> bool:
    return bool(key) and _BARE.issuperset(key)

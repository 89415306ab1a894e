"""Values as TOML text: tables under their headers, short rows of a list on lines of their own.

The layout is tomli-w's to the byte, which wrote the files of earlier versions. That goes over
every text sign by sign, which takes seconds for the lines of a long register; here a regular
expression finds the few signs that have to be escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time

from hmic_tracker.light_typing import Any, Final

_INDENT: Final = "    "
_WIDEST_ROW: Final = 100
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPED: Final = re.compile(r'[\x00-\x08\x0a-\x1f"\\\x7f]')
_ESCAPED_BUT_LINES: Final = re.compile(r'[\x00-\x08\x0b-\x1f"\\\x7f]')
_SHORT: Final = {"\b": r"\b", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def printed(values: Mapping[str, Any], over_lines: bool = True) -> str:
    """The values as TOML; a text of several lines stands on as many where it may be `over_lines`.

    So written, a line end of two signs becomes one. Raises TypeError for what TOML doesn't know.
    """
    return "".join(_table(values, "", over_lines, in_list=False))


def _table(
    table: Mapping[str, Any], name: str, over_lines: bool, *, in_list: bool
) -> Iterator[str]:
    values: list[tuple[str, Any]] = []
    tables: list[tuple[str, Any, bool]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            tables.append((key, value, False))
        elif _is_tables(value) and not all(_is_short(row, over_lines) for row in value):
            tables += [(key, row, True) for row in value]
        else:
            values.append((key, value))
    has_header = in_list or bool(name and (values or not tables))
    if has_header:
        yield f"[[{name}]]\n" if in_list else f"[{name}]\n"
    for key, value in values:
        yield f"{_key(key)} = {_value(value, over_lines)}\n"
    is_first = not (has_header or values)
    for key, value, is_row in tables:
        if not is_first:
            yield "\n"
        is_first = False
        whole = f"{name}.{_key(key)}" if name else _key(key)
        yield from _table(value, whole, over_lines, in_list=is_row)


def _value(value: object, over_lines: bool, depth: int = 0) -> str:
    if isinstance(value, str):
        return _text(value, over_lines)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | date | time):
        return str(value)
    if isinstance(value, list | tuple):
        inner = [f"{_INDENT * (depth + 1)}{_value(one, over_lines, depth + 1)}" for one in value]
        return "[\n" + ",\n".join(inner) + f",\n{_INDENT * depth}]" if inner else "[]"
    if isinstance(value, Mapping):
        pairs = [f"{_key(key)} = {_value(one, over_lines)}" for key, one in value.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    raise TypeError(f"TOML has no {type(value).__name__}")


def _text(text: str, over_lines: bool) -> str:
    if over_lines and "\n" in text:
        shown = _ESCAPED_BUT_LINES.sub(_escape, text.replace("\r\n", "\n"))
        return f'"""\n{shown}"""'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key, over_lines=False)


def _is_tables(value: Any) -> bool:
    is_list = isinstance(value, list | tuple) and bool(value)
    return is_list and all(isinstance(row, Mapping) for row in value)


def _is_short(row: Mapping[str, Any], over_lines: bool) -> bool:
    """Whether a table of a list fits on one line; a long text says at once that it doesn't."""
    if any(isinstance(value, str) and len(value) > _WIDEST_ROW for value in row.values()):
        return False
    shown = f"{_INDENT}{_value(row, over_lines)},"
    return len(shown) <= _WIDEST_ROW and "\n" not in shown

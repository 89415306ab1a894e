"""Edits of TOML that are made in the text itself, where the library would take more with it.

A key that is taken away leaves the comments above it, and a new section finds its place before a
list. Whatever is done here is read again and compared with the values expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

KeyPath = tuple[str, ...]
"""Keys from the top of a document down: ("frameworks", "neighbourhood-policing", "aliases")."""

_MOST_LINES: Final = 500


def without_keys(
    text: str, expected: dict[str, Any], paths: Sequence[KeyPath]
) -> tuple[str, frozenset[KeyPath]]:
    """The text without some keys and sections, and those of them that it still has.

    They are taken out of `expected` as well; an empty table goes with its last key.
    """
    left = set()
    for path in paths:
        set_in(expected, path, None)
        cut = _without(text, path, expected)
        if cut is None and len(path) > 1 and not expected.get(path[0], True):
            without = {key: value for key, value in expected.items() if key != path[0]}
            cut = _without(text, path, without)
            if cut is not None:
                del expected[path[0]]
        if cut is None:
            left.add(path)
        else:
            text = cut
    return text, frozenset(left)


def _without(text: str, path: KeyPath, expected: Mapping[str, Any]) -> str | None:
    """The text without the lines of a key, None where no run of lines is that key alone."""
    import tomli

    for start in _starts(text, path):
        end = start
        for _ in range(_MOST_LINES):
            end = text.find("\n", end) + 1 or len(text)
            cut = text[:start] + text[end:]
            try:
                if same(tomli.loads(cut), expected):
                    return _closed_up(text, start, end)
            except (ValueError, RecursionError):
                pass
            if end == len(text):
                break
    return None


def _starts(text: str, path: KeyPath) -> Iterator[int]:
    """Where lines begin that may be those of a key, or of a section's header."""
    named = [rf"(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')" for key in path]
    parts = r"[ \t]*\.[ \t]*".join(named)
    if len(path) > 1:
        for match in re.finditer(rf"^[ \t]*\[[ \t]*{parts}[ \t]*\]", text, re.MULTILINE):
            yield match.start()
    for match in re.finditer(rf"^[ \t]*{named[-1]}[ \t]*=", text, re.MULTILINE):
        yield match.start()


def _closed_up(text: str, start: int, end: int) -> str:
    """The text without a run of lines, and of two empty lines that then meet without one."""
    before, after = text[:start], text[end:]
    for line in ("\r\n", "\n"):
        if before.endswith("\n" + line) and (not after.strip() or after.startswith(line)):
            return before.removesuffix(line) + after
    return before + after


def set_in(values: dict[str, Any], path: KeyPath, value: Any) -> None:
    """Set a key in nested values; None takes it away, a table is merged into the one there."""
    for key in path[:-1]:
        values = values.setdefault(key, {})
    if value is None:
        values.pop(path[-1], None)
    elif isinstance(value, dict):
        values.setdefault(path[-1], {}).update(value)
    else:
        values[path[-1]] = value


def begins(values: dict[str, Any], path: KeyPath, changed: Mapping[KeyPath, Any]) -> bool:
    """Whether the key's table is not there yet."""
    if changed[path] is None:
        return False
    table: Any = values
    for key in path[:-1]:
        table = table.get(key) if isinstance(table, dict) else None
    return table is None


def with_sections(
    text: str, paths: Sequence[KeyPath], expected: Mapping[str, Any], last: str
) -> str | None:
    """The text with new sections before the first table of a list, None where that can't be."""
    import tomli_w

    header = re.search(rf"^[ \t]*\[\[[ \t]*[\"']?{last}[\"']?[ \t]*\]\]", text, re.MULTILINE)
    if header is None:
        return None
    sections: list[str] = []
    for path in paths:
        values: Any = expected
        for key in path:
            values = values[key]
        plain = {key: value for key, value in values.items() if not isinstance(value, dict)}
        nested: dict[str, Any] = plain
        for key in reversed(path):
            nested = {key: nested}
        sections.append(tomli_w.dumps(nested, multiline_strings=True))
    begin = _above(text, header.start())
    added = "".join(f"\n{section}" for section in sections)
    if text[:begin].rstrip(" \t").endswith("\r\n"):
        added = added.replace("\n", "\r\n")
    return text[:begin] + added + text[begin:]


def _above(text: str, place: int) -> int:
    """Where the comments right above a line begin, and the empty lines above those.

    A section put there has its own empty line before it, and taking it away restores the text.
    """
    for begins in ("#", ""):
        while place > 0:
            start = text.rfind("\n", 0, place - 1) + 1
            line = text[start:place].strip()
            if not (line.startswith("#") if begins else not line):
                break
            place = start
    return place


def same(actual: Any, expected: Any) -> bool:
    """Return whether two values are equal in type as well: true is not 1, and nan equals nan."""
    if isinstance(actual, dict) and isinstance(expected, Mapping):
        same_keys = actual.keys() == expected.keys()
        return same_keys and all(same(actual[k], expected[k]) for k in actual)
    if isinstance(actual, list) and isinstance(expected, list):
        return len(actual) == len(expected) and all(map(same, actual, expected))
    alike = actual == expected or (actual != actual and expected != expected)  # noqa: PLR0124
    return alike and type(actual) is type(expected)

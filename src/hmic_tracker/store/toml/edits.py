"""Edits of TOML that are made in the text itself, where the library would take more with it.

A key that is taken away leaves the comments above it, and a new section finds its place before a
list. Whatever is done here is read again and compared with the values expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.toml.lines import shape_of

KeyPath = tuple[str, ...]
"""Keys from the top of a document down: ("frameworks", "neighbourhood-policing", "aliases")."""

Row = Mapping[str, Any]
RowsChange = tuple[Sequence[Row], Sequence[Row]]
"""The rows of a list as they are read from the file, and as they shall be."""

KEPT_TABLES: Final = 2
"""So many tables at the end of a list are not in its middle."""
_HEADER: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_BRACKET_OR_END: Final = re.compile(r"[\[\]{}\n]")
_DEPTH: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


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
        if cut is None:
            left.add(path)
            continue
        text, emptied = cut
        for depth in range(len(path) - 1, len(path) - 1 - emptied, -1):
            set_in(expected, path[:depth], None)
    return text, frozenset(left)


def _without(text: str, path: KeyPath, expected: Mapping[str, Any]) -> tuple[str, int] | None:
    """The text without the lines of a key, and how many tables went with the last key in them.

    None where no run of lines is that key alone.
    """
    import tomli

    wanted = [expected, *_without_emptied(expected, path)]
    for start, end in _runs(text, path):
        try:
            values = tomli.loads(text[:start] + text[end:])
        except (ValueError, RecursionError):
            continue
        for emptied, without in enumerate(wanted):
            if same(values, without):
                return _closed_up(text, start, end), emptied
    return None


def _without_emptied(values: Mapping[str, Any], path: KeyPath) -> Iterator[Mapping[str, Any]]:
    """The values without the innermost table around a key if it is empty, the next one, and so on.

    Those beside the path are the same objects.
    """
    for depth in range(len(path) - 1, 0, -1):
        tables = [values]
        for key in path[: depth - 1]:
            tables.append(tables[-1][key])
        if tables[-1].get(path[depth - 1]) != {}:
            return
        new: Mapping[str, Any] = {k: v for k, v in tables[-1].items() if k != path[depth - 1]}
        for key, table in zip(reversed(path[: depth - 1]), reversed(tables[:-1]), strict=True):
            new = {**table, key: new}
        values = new
        yield values


def _runs(text: str, path: KeyPath) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that may be those of a section, or of a key.

    They are few in a text of any length: a key is looked for in its own table alone.
    """
    shape = shape_of(text)
    table_in_it = re.compile(rf"[ \t]*\[[ \t]*{_spelt(path)}[ \t]*\.")
    for begin, end in _sections(text, shape, path):
        yield begin, _last_line_end(shape, begin, end)
        header = end
        while table_in_it.match(text, header):
            following = _next_header(shape, header + 1)
            yield begin, _last_line_end(shape, header, following)
            header = following
    tables = _sections(text, shape, path[:-1]) if path[1:] else [(0, _next_header(shape, 0))]
    key = re.compile(rf"^[ \t]*{_spelt(path[-1:])}[ \t]*=", re.MULTILINE)
    for begin, next_header in tables:
        for match in key.finditer(text, begin, next_header):
            if _begins_line(shape, match.start()):
                yield match.start(), _value_end(shape, match.end())


def _sections(text: str, shape: str, path: KeyPath) -> Iterator[tuple[int, int]]:
    """Where the sections of that name begin, and the next header after each."""
    for match in re.finditer(rf"^[ \t]*\[[ \t]*{_spelt(path)}[ \t]*\]", text, re.MULTILINE):
        if _begins_line(shape, match.start()):
            yield match.start(), _next_header(shape, match.end())


def _spelt(path: KeyPath) -> str:
    """A pattern of a dotted key, each part of it bare or quoted."""
    parts = (rf"(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')" for key in path)
    return r"[ \t]*\.[ \t]*".join(parts)


def _begins_line(shape: str, place: int) -> bool:
    """Whether a line begins there that is not one within a string."""
    return place == 0 or shape[place - 1] == "\n"


def _next_header(shape: str, place: int) -> int:
    match = _HEADER.search(shape, place)
    return match.start() if match else len(shape)


def _last_line_end(shape: str, begin: int, end: int) -> int:
    """The end of the last line of a run that has more than a comment."""
    return shape.find("\n", begin + len(shape[begin:end].rstrip())) + 1 or len(shape)


def _value_end(shape: str, place: int) -> int:
    """The end of the line on which a value ends that begins there."""
    depth = 0
    for match in _BRACKET_OR_END.finditer(shape, place):
        if match[0] == "\n" and depth <= 0:
            return match.end()
        depth += _DEPTH.get(match[0], 0)
    return len(shape)


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
    from hmic_tracker.store.toml.printing import printed

    sections: list[str] = []
    for path in paths:
        values: Any = expected
        for key in path:
            values = values[key]
        plain = {key: value for key, value in values.items() if not isinstance(value, dict)}
        nested: dict[str, Any] = plain
        for key in reversed(path):
            nested = {key: nested}
        sections.append(printed(nested))
    return _with_before(text, sections, last)


def with_lists(text: str, lists: Mapping[str, Sequence[Row]], last: str) -> str | None:
    """The text with new lists before the first table of another, None where that can't be."""
    from hmic_tracker.store.toml.printing import printed

    tables = [  # all at once, short rows would be on one line each, as values of a key
        f"[[{key}]]\n{printed(row)}" for key, rows in lists.items() for row in rows
    ]
    return _with_before(text, tables, last)


def _with_before(text: str, parts: Sequence[str], last: str) -> str | None:
    """The text with parts, each after an empty line, before the first table of a list."""
    header = start_of_list(text, last)
    if header is None:
        return None
    begin = above(text, header)
    added = "".join(f"\n{part}" for part in parts)
    if text[:begin].rstrip(" \t").endswith("\r\n"):
        added = added.replace("\n", "\r\n")
    return text[:begin] + added + text[begin:]


def start_of_list(text: str, name: str) -> int | None:
    """Where the first table of a list begins, None where there is no line of its header."""
    header = _list_header(name).search(text)
    return header.start() if header else None


def middle_of_list(text: str, name: str) -> slice | None:
    """The part of a text from the first table of a list to the last but one; None where it is none.

    Two stay at the end, for a new table is set off as those are from each other.
    """
    headers = [match.start() for match in _list_header(name).finditer(text)]
    return slice(headers[0], headers[-KEPT_TABLES]) if len(headers) > KEPT_TABLES else None


def _list_header(name: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*\[\[[ \t]*[\"']?{name}[\"']?[ \t]*\]\]", re.MULTILINE)


def above(text: str, place: int) -> int:
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

"""TOML text in and out: parsing with a line for every fault, new text, edits in place.

The one module that knows the TOML libraries. Whatever is written here has been parsed again with
the standard library's parser and compared with what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hmic_tracker.errors import ConflictError
from hmic_tracker.store.folder import LARGEST

BOM: Final = "\ufeff"
_DEEPEST: Final = 64
_LONGEST_KEY: Final = 1024
_MARKER: Final = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_AT_LINE: Final = re.compile(r"\(at line (\d+)")
_LONG_NUMBER: Final = re.compile(r"[0-9_]{400}")


class Unreadable(Exception):  # noqa: N818  # a fault of a file, told apart from a failure of the tool
    """A file's text that can't be read. `line` counts from 1; 0 is the whole file."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def decode(data: bytes) -> str:
    """Bytes of a file as text, the byte order mark kept; raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(f"the file is larger than {LARGEST // (1024 * 1024)} MB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Unreadable("not UTF-8 text", data.count(b"\n", 0, fault.start) + 1) from None


def parse(text: str) -> dict[str, Any]:
    """The text's values; raises Unreadable with the line of the fault."""
    import tomli

    marker = _MARKER.search(text)
    if marker and (marker[1] != "=======" or "<<<<<<<" in text):
        line = text.count("\n", 0, marker.start()) + 1
        raise Unreadable("it has conflict markers of a merge", line)
    _within_limits(text)
    try:
        return tomli.loads(text.removeprefix(BOM))
    except tomli.TOMLDecodeError as fault:
        raise Unreadable(*_fault(str(fault))) from None
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except (ValueError, OverflowError) as fault:
        raise Unreadable(f"a value is out of range: {str(fault)[:80]}") from None


def new_text(values: Mapping[str, Any]) -> str:
    """The values as the text of a new file, long text over several lines."""
    import tomli_w

    plain = {key: value for key, value in values.items() if value is not None}
    text = tomli_w.dumps(plain, multiline_strings=True)
    if not _means(text, plain):  # a text that several lines can't carry exactly
        text = tomli_w.dumps(plain)
        _compare(text, plain)
    return text


Path = tuple[str, ...]
"""Keys from the top of a document down: ("frameworks", "neighbourhood-policing", "aliases")."""


def edited(
    text: str,
    changed: Mapping[Path, Any],
    appended: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> str:
    """The text with some keys set (None takes one away) and tables appended to top-level lists.

    Everything else stays as it was to the byte: comments, order, unknown keys, line ends, byte
    order mark. Raises ConflictError where the result would not mean what was asked.
    """
    import tomlrt

    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    meant = parse(body)
    document = tomlrt.loads(body)
    for path, value in changed.items():
        _set_in_document(document, path, value)
        _set(meant, path, value)
    for key, tables in (appended or {}).items():
        rows = [{k: v for k, v in table.items() if v is not None} for table in tables]
        if rows and key not in document:
            document[key] = tomlrt.AoT([])
        for row in rows:
            document[key].append(row)
        if rows:
            meant[key] = [*meant.get(key, []), *rows]
    result = mark + tomlrt.dumps(document)
    _compare(result, meant)
    return result


def _set_in_document(document: Any, path: Path, value: Any) -> None:
    """Sets a key; tables on the way become sections with a header of their own."""
    table = document.ensure_table(path[:-1]) if len(path) > 1 else document
    if value is None:
        table.pop(path[-1], None)
    elif isinstance(value, dict):
        document.ensure_table(path).update(value)
    else:
        table[path[-1]] = value


def _set(values: dict[str, Any], path: Path, value: Any) -> None:
    for key in path[:-1]:
        values = values.setdefault(key, {})
    if value is None:
        values.pop(path[-1], None)
    elif isinstance(value, dict):
        values.setdefault(path[-1], {}).update(value)
    else:
        values[path[-1]] = value


def line_of(text: str, key: str) -> int:
    """The line of a top-level key, 0 where it isn't found."""
    found = re.search(rf"^{re.escape(key)}\s*=", text.removeprefix(BOM), re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _compare(text: str, meant: Mapping[str, Any]) -> None:
    if not _means(text, meant):
        raise ConflictError(
            "an edit would not have meant what was asked, so nothing was written",
            "open the file with: tracker edit ID, simplify its layout, and try again",
        )


def _means(text: str, meant: Mapping[str, Any]) -> bool:
    import tomllib

    try:
        return tomllib.loads(text.removeprefix(BOM)) == meant
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def _within_limits(text: str) -> None:
    if _LONG_NUMBER.search(text) and (
        found := re.search(r"(?m)^[^\"'\n#]{0,200}=\s*[+-]?[0-9_]{400}", text)
    ):
        raise Unreadable("a number is too long", text.count("\n", 0, found.start()) + 1)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_KEY and line.split("=", 1)[0].count(".") > _DEEPEST:
            head = line.split("=", 1)[0]
            if '"' not in head and "'" not in head:
                raise Unreadable(f"a key has more than {_DEEPEST} parts", number)
        if (
            line.count("[") > _DEEPEST
            and '"' not in line.split("[", 1)[0]
            and _depth(line) > _DEEPEST
        ):
            raise Unreadable(f"nested more than {_DEEPEST} deep", number)


def _depth(line: str) -> int:
    deepest = depth = 0
    for char in line:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _fault(message: str) -> tuple[str, int]:
    found = _AT_LINE.search(message)
    problem = message.split(" (at ", maxsplit=1)[0]
    return f"not valid TOML: {problem[:1].lower()}{problem[1:120]}", int(found[1]) if found else 0

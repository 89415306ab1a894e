"""TOML text in and out: parsing with a line for every fault, new text, edits in place.

The one module that knows the TOML libraries. Whatever is written here has been parsed again and
compared with the values expected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.light_typing import Any
from hmic_tracker.store.paths import LARGEST
from hmic_tracker.store.toml.edits import (
    KEPT_TABLES,
    KeyPath,
    Row,
    RowsChange,
    above,
    begins,
    middle_of_list,
    same,
    set_in,
    start_of_list,
    with_lists,
    with_sections,
    without_keys,
)
from hmic_tracker.store.toml.lines import (
    BOM,
    Unreadable,
    line_of,
    line_of_long_number,
    lines_of_keys,
    refuse_deep_nesting,
    refuse_long_keys,
    refuse_markers,
    shape_of,
)
from hmic_tracker.store.toml.plain_edits import plainly_edited

__all__ = (
    "BOM",
    "KeyPath",
    "RowsChange",
    "Unreadable",
    "decode",
    "edited",
    "edited_before",
    "line_of",
    "lines_of_keys",
    "new_text",
    "parse",
    "same",
    "shape_of",
)


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

    refuse_markers(text)
    refuse_long_keys(text)
    try:
        values = tomli.loads(text.removeprefix(BOM))
    except tomli.TOMLDecodeError as fault:
        from hmic_tracker.store.toml.faults import plain_fault

        raise Unreadable(*plain_fault(str(fault), text)) from None
    except RecursionError:
        refuse_deep_nesting(text)  # which knows the line
        raise Unreadable("nested too deeply") from None
    except (ValueError, OverflowError):
        # Python reads no decimal number of more than 4,300 digits.
        raise Unreadable("a number is too long", line_of_long_number(text)) from None
    refuse_deep_nesting(text)
    return values


def new_text(values: Mapping[str, Any]) -> str:
    """The values as the text of a new file, long text over several lines.

    Raises InputError where the file would be larger than one may be.
    """
    from hmic_tracker.store.toml.printing import printed

    plain = {key: value for key, value in values.items() if value is not None}
    text = printed(plain)
    if not _means(text, plain):  # a text that several lines can't carry exactly
        text = printed(plain, over_lines=False)
        _compare(text, plain)
    return _of_size(text)


def edited(
    text: str,
    changed: Mapping[KeyPath, Any],
    appended: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    last: str | None = None,
    lists: Mapping[str, RowsChange] | None = None,
) -> str:
    """The text with some keys set (None takes one away) and tables appended to top-level lists.

    `lists` are lists of tables that get other rows. Everything else stays as it was to the byte:
    comments, order, unknown keys, line ends, byte order mark. A new section is put before the list
    `last`. Raises ConflictError where the result would have other values than expected.
    """
    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    values = parse(body)
    appended = appended or {}
    if last is not None and (middle := middle_of_list(body, last)):
        result = _edited_around(body, values, middle, changed, appended, last, lists or {})
        if result is not None:
            return _of_size(mark + result)
    result, expected = _edited(body, values, changed, appended, last, lists or {})
    _compare(mark + result, expected)
    return _of_size(mark + result)


def edited_before(text: str, changed: Mapping[KeyPath, Any], last: str) -> str:
    """The text with some keys set as by `edited`; new tables stand before the list `last`."""
    place = start_of_list(text, last)
    if place is None:
        return edited(text, changed)
    begin = above(text, place)
    try:
        is_rest = parse(text[begin:]).keys() == {last}
    except Unreadable:
        is_rest = False
    if not is_rest:  # somebody put tables below the list
        return edited(text, changed, last=last)
    return _of_size(edited(text[:begin], changed) + text[begin:])


def _edited_around(
    body: str,
    values: Mapping[str, Any],
    middle: slice,
    changed: Mapping[KeyPath, Any],
    appended: Mapping[str, Sequence[Mapping[str, Any]]],
    last: str,
    lists: Mapping[str, RowsChange],
) -> str | None:
    """The edited text, for which the tables of the list but its last two are left out meanwhile.

    An edit that keeps a text as it is takes many times as long as parsing it. None where the list
    is not all of what is in the middle of the text.
    """
    short = body[: middle.start] + body[middle.stop :]
    try:
        result, expected = _edited(short, parse(short), changed, appended, last, lists)
    except Unreadable:
        return None
    if last not in expected:  # what looked like the list stood in a text of several lines
        return None
    place = start_of_list(result, last)
    result = result[:place] + body[middle] + result[place:]
    whole = {**expected, last: [*values[last], *expected[last][KEPT_TABLES:]]}
    return result if _means(result, whole) else None


def _edited(
    body: str,
    expected: dict[str, Any],
    changed: Mapping[KeyPath, Any],
    appended: Mapping[str, Sequence[Mapping[str, Any]]],
    last: str | None,
    lists: Mapping[str, RowsChange],
) -> tuple[str, dict[str, Any]]:
    """The edited text and the values that it has to have; `expected` are those it had."""
    begun = {path[:-1] for path in changed if len(path) > 1 and begins(expected, path, changed)}
    body, rest = without_keys(body, expected, [path for path in changed if changed[path] is None])
    changed = {path: changed[path] for path in changed if path in rest or changed[path] is not None}
    added = {key: rows for key, tables in appended.items() if (rows := _without_none(tables))}
    plain = None if lists else plainly_edited(body, expected, changed, added)
    for path, value in changed.items():
        set_in(expected, path, value)
    if plain is not None:
        return plain, _with_rows(expected, added)
    sections = begun if last is not None else set()
    return _edited_by_library(body, expected, changed, added, last or "", lists, sections)


def _edited_by_library(
    body: str,
    expected: dict[str, Any],
    changed: Mapping[KeyPath, Any],
    added: Mapping[str, Sequence[Row]],
    last: str,
    lists: Mapping[str, RowsChange],
    begun: Set[KeyPath],
) -> tuple[str, dict[str, Any]]:
    """The edited text of any layout, and its values; sections that are `begun` go before `last`."""
    import tomlrt

    document = tomlrt.loads(body)
    for path, value in changed.items():
        if path[:-1] not in begun:
            _set_in_document(document, path, value)
    new_lists = {k: c[1] for k, c in lists.items() if last in expected and k not in expected}
    if lists:
        from hmic_tracker.store.toml.rows import change_rows

        for key, rows_change in lists.items():
            if key not in new_lists:
                change_rows(document, expected, key, rows_change)
    for key, rows in added.items():
        if key not in document:
            document[key] = tomlrt.AoT([])
        for row in rows:
            document[key].append(row)
    expected = _with_rows(expected, added)
    if begun:
        placed = with_sections(tomlrt.dumps(document), sorted(begun), expected, last)
        if placed is not None and _means(placed, expected):
            return _with_new_lists(placed, expected, new_lists, last)
        for path, value in changed.items():
            _set_in_document(document, path, value)
    return _with_new_lists(tomlrt.dumps(document), expected, new_lists, last)


def _without_none(tables: Sequence[Row]) -> list[dict[str, Any]]:
    return [{key: value for key, value in table.items() if value is not None} for table in tables]


def _with_rows(values: dict[str, Any], added: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    return {**values, **{key: [*values.get(key, []), *rows] for key, rows in added.items()}}


def _with_new_lists(
    text: str, expected: dict[str, Any], lists: Mapping[str, Sequence[Row]], last: str
) -> tuple[str, dict[str, Any]]:
    """The text and its values with lists that it has not yet, before the list `last`."""
    if not lists:
        return text, expected
    expected = {**expected, **{key: [dict(row) for row in rows] for key, rows in lists.items()}}
    placed = with_lists(text, lists, last)
    if placed is not None and _means(placed, expected):
        return placed, expected
    import tomlrt

    document = tomlrt.loads(text)
    for key, rows in lists.items():
        document[key] = tomlrt.AoT([dict(row) for row in rows])
    return tomlrt.dumps(document), expected


def _set_in_document(document: Any, path: KeyPath, value: Any) -> None:
    """Sets a key; tables on the way become sections with a header of their own."""
    table = document.ensure_table(path[:-1]) if len(path) > 1 else document
    if value is None:
        table.pop(path[-1], None)
    elif isinstance(value, dict):
        document.ensure_table(path).update(value)
    else:
        table[path[-1]] = value


def _compare(text: str, expected: Mapping[str, Any]) -> None:
    if not _means(text, expected):
        raise ConflictError(
            "an edit would not have meant what was asked, so nothing was written",
            "open the file with: tracker edit ID, simplify its layout, and try again",
        )


def _means(text: str, expected: Mapping[str, Any]) -> bool:
    """Return whether the text can be parsed, and has the values expected."""
    try:
        return same(parse(text), expected)
    except Unreadable:  # such as a text whose lines look like the markers of a merge
        return False


def _of_size(text: str) -> str:
    """The text; raises InputError where its file would be too large to be read again."""
    if len(text) > LARGEST // 4 and len(text.encode()) > LARGEST:
        raise InputError(
            f"a file of the plan would be larger than {LARGEST // (1024 * 1024)} MB",
            "shorten the text; nothing was written",
        )
    return text

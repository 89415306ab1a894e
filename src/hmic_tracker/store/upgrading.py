"""A plan of format 1 as one of format 2: a pure function of each file's text.

Two copies upgraded apart are alike, since what is added follows from what is there: the names of
steps and evidence from the entries that made them, and what a value replaced from the order of the
history. Comments, order, unknown keys and line ends stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.part_keys import TABLES, field_of, part_keys, part_numbers
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.store.item_codec import entry_values, item_from
from hmic_tracker.store.toml import BOM, Unreadable, new_text, parse, same, shape_of

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item

_AFTER: Final = "_after"
_LIST: Final = re.compile(r"^[ \t]*\[\[[ \t]*history[ \t]*\]\]", re.MULTILINE)
_KEY: Final = re.compile(r"^([ \t]*)([A-Za-z0-9_-]+)[ \t]*=", re.MULTILINE)
_PART: Final = re.compile(
    r"^([ \t]*\[[ \t]*)(actions|evidence)([ \t]*\.[ \t]*)(\d+)([ \t]*\])", re.M
)
_VALUE_ENDS: Final = re.compile(r"[\[\]{}\n]")


def upgraded_item_text(text: str) -> str:
    """An item's file of format 2; as it is where it is that already. Raises Unreadable."""
    values = parse(text)
    item = _with_ancestry(item_from(values, text))
    names = _names(values, item)
    expected = _expected(values, item, names)
    if same(values, expected):
        return text
    body = text.removeprefix(BOM)
    mark = text[: len(text) - len(body)]
    result = mark + _in_lines(body, item, names)
    if not _is(result, expected):
        result = mark + _by_library(body, expected)
    return result


def _with_ancestry(item: Item) -> Item:
    """The item whose entries say what they replaced: of each field what stood before."""
    last: dict[str, str] = {}
    history = []
    for key, entry in zip(entry_keys(item.history), item.history, strict=True):
        after = tuple((c.field, (last[c.field],)) for c in entry.changes if c.field in last)
        history.append(entry if entry.after else entry._replace(after=after))
        last.update(dict.fromkeys((change.field for change in entry.changes), key))
    return replace(item, history=tuple(history))


def _names(values: Mapping[str, Any], item: Item) -> dict[tuple[str, str], str]:
    """What each step and piece of evidence is called, by its kind and the name it has."""
    made = part_keys(item.history, entry_keys(item.history))
    numbers = part_numbers(values)
    names = {part: made.get((part[0], n), "") for part, n in numbers.items()}
    for kind in TABLES:  # those that somebody typed follow the others, by their numbers
        typed = sorted((int(k) for k_kind, k in names if k_kind == kind and not names[kind, k]))
        first = sum(1 for k_kind, k in names if k_kind == kind and names[kind, k]) + 1
        for n, number in enumerate(typed, first):
            names[kind, str(number)] = str(max(n, number))
    return names


def _expected(
    values: dict[str, Any], item: Item, names: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """The values that the upgraded file has."""
    expected = {**values}
    for kind, table in TABLES.items():
        if table in values:
            parts = values[table].items()
            expected[table] = {names.get((kind, key), key): part for key, part in parts}
    if "history" in values:
        pairs = zip(values["history"], item.history, strict=True)
        expected["history"] = [
            _expected_entry(table, dict(entry_values(entry)), names) for table, entry in pairs
        ]
    return expected


def _expected_entry(
    table: Mapping[str, Any], made: Mapping[str, Any], names: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    renamed = {_renamed(key, names): value for key, value in table.items()}
    # An entry is made of numbers, the file of names: the ancestors of a part's field follow it.
    after = {_renamed(key, names): v for key, v in made.items() if key.endswith(_AFTER)}
    n = renamed.pop("n", None)
    return {**renamed, **after, "n": n}


def _renamed(key: str, names: Mapping[tuple[str, str], str]) -> str:
    ending = next((end for end in ("_was", _AFTER) if key.endswith(end)), "")
    part = field_of(key.removesuffix(ending)) if "_" in key else None
    if part is None:
        return key
    kind, name, field = part
    return f"{kind}_{names.get((kind, name), name)}_{field}{ending}"


def _in_lines(body: str, item: Item, names: Mapping[tuple[str, str], str]) -> str:
    """The text with parts renamed and a line for what each value replaced, below that value."""
    kinds = {table: kind for kind, table in TABLES.items()}
    shape = shape_of(body)
    starts = [match.start() for match in _LIST.finditer(shape)]
    head_end = starts[0] if starts else len(body)

    def header(match: re.Match[str]) -> str:
        before, table, dot, key, end = match.groups()
        return f"{before}{table}{dot}{names.get((kinds[table], key), key)}{end}"

    pieces = [_PART.sub(header, body[:head_end])]
    ends = [*starts[1:], len(body)]
    for start, end, entry in zip(starts, ends, item.history, strict=False):
        after = dict(entry.after)
        pieces.append("".join(_entry_lines(body[start:end], shape[start:end], after, names)))
    return "".join(pieces)


def _entry_lines(
    text: str,
    shape: str,
    after: Mapping[str, tuple[str, ...]],
    names: Mapping[tuple[str, str], str],
) -> Iterator[str]:
    """The text of an entry, piece by piece."""
    keys = list(_KEY.finditer(shape))
    spelt = [text[match.start(2) : match.end(2)] for match in keys]
    there = {one.strip("\"'") for one in spelt}
    place = 0
    for match, as_spelt in zip(keys, spelt, strict=True):
        key = as_spelt.strip("\"'")  # in the shape a quoted key is blank
        yield text[place : match.start(2)]
        yield as_spelt.replace(key, _renamed(key, names))
        place = match.end(2)
        field = key.removesuffix("_was")
        is_last = key.endswith("_was") or f"{key}_was" not in there
        if field in after and is_last:
            end = _end_of_value(shape, match.end())
            yield text[place:end]
            line_end = "\r\n" if text[:end].endswith("\r\n") else "\n"
            before = "" if text[:end].endswith("\n") else line_end
            listed = ", ".join(f'"{one}"' for one in after[field])
            yield f"{before}{match[1]}{_renamed(field, names)}{_AFTER} = [{listed}]{line_end}"
            place = end
    yield text[place:]


def _end_of_value(shape: str, place: int) -> int:
    depth = 0
    for match in _VALUE_ENDS.finditer(shape, place):
        if match[0] == "\n":
            if depth <= 0:
                return match.end()
        else:
            depth += 1 if match[0] in "[{" else -1
    return len(shape)


def _is(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        values = parse(text)
        item_from(values, text)
    except Unreadable:
        return False
    return same(values, expected)


def _by_library(body: str, expected: Mapping[str, Any]) -> str:
    """The text where its layout is not one of lines: the lists are written anew."""
    import tomlrt

    document = tomlrt.loads(body)
    for table in (*TABLES.values(), "history"):
        if table in document:
            del document[table]
    rest = tomlrt.dumps(document)
    lists = {key: expected[key] for key in (*TABLES.values(), "history") if key in expected}
    gap = "" if rest.endswith("\n") or not rest else "\n"
    return f"{rest}{gap}\n{new_text(lists)}"

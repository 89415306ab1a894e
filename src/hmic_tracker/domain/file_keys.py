"""Which keys the files of a plan have, and where a key belongs that stands elsewhere.

A place is the tables and the key, a number in a table's name or a list's row left out:
("frameworks", "*", "board"), ("evidence", "*", "ref"), ("history", "due").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from hmic_tracker.domain.check_findings import shortened
from hmic_tracker.domain.fields import STORED
from hmic_tracker.domain.inspection_fields import is_inspection_field
from hmic_tracker.domain.inspections import INSPECTION_LISTS, Inspection
from hmic_tracker.domain.items import Correction
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.part_keys import TABLES, field_of
from hmic_tracker.domain.parts import PART_FIELDS
from hmic_tracker.domain.settings import SECTIONS, SETTINGS
from hmic_tracker.domain.settings_fields import row_of_field
from hmic_tracker.light_typing import Any, Final, Literal, NamedTuple

FileKind = Literal["settings", "item", "inspection"]
Path = tuple[str, ...]
"""The names of tables and, last, the key, as a file has them."""
_ENTRY: Final = frozenset(
    {"on", "recorded", "by", "op", "event", "note", "reason", "source"}
    | {"agreed_by", "override", "published", "origin", "n"}
    | {"corrects", *(f"correct_{name}" for name in Correction._fields[1:])}
)
_WHOSE: Final = {"settings": "the plan's", "item": "the item's", "inspection": "the inspection's"}


class OddKey(NamedTuple):
    """A key that nothing reads where it stands, and whether it belongs elsewhere."""

    path: Path
    misplaced: bool
    message: str


def odd_keys(kind: FileKind, values: Mapping[str, Any]) -> tuple[OddKey, ...]:
    """The keys of a file that nothing reads where they are, each path once."""
    known = _known(kind)
    paths = dict.fromkeys(path for path in _paths(values, known) if not _is_known(kind, path))
    return tuple(_odd(kind, path, known) for path in paths)


@cache
def _known(kind: FileKind) -> Mapping[Path, frozenset[str]]:
    """The keys of each table of a kind of file; "*" is any name, or any key."""
    tables: dict[Path, set[str]] = {(): set()}
    if kind == "settings":
        for section in SECTIONS:
            places = section.places
            tables[_place_of(places)] = {s.key for s in SETTINGS if s.section == section.name}
            for number in range(2, len(places)):  # tables between those of two sections
                part, above = places[number], _place_of(places[:number])
                names = section.names.get(part, ()) if part.isupper() else (part,)
                if names:
                    tables.setdefault(above, set()).update(names)
        tables[()] |= {place for section in SECTIONS for place in section.places[:1]}
        tables[()] |= {"entries", "history"}
        tables["history",] = {*_ENTRY}
    elif kind == "item":
        tables[()] = {field.key for field in STORED} | {
            "entries",
            "history",
            "unsettled",
            *TABLES.values(),
        }
        tables |= {(TABLES[part], "*"): set(fields) for part, fields in PART_FIELDS.items()}
        tables["history",] = {*_ENTRY}
    else:
        tables[()] = {*Inspection._fields, "entries"}
        tables["history",] = {*_ENTRY}
        tables |= {(key,): {*record._fields} for key, record in INSPECTION_LISTS.items()}
    return {place: frozenset(keys) for place, keys in tables.items()}


def _paths(
    values: Mapping[str, Any], known: Mapping[Path, frozenset[str]], at: Path = ()
) -> Iterable[Path]:
    """Every key of a file, those of the tables that are known as well."""
    for key, value in values.items():
        path = (*at, key)
        yield path
        if _place_of(path) in known or _place_of((*path, "")) in known:
            rows = value if isinstance(value, list) else [value]
            merged = {key: one for row in rows if isinstance(row, dict) for key, one in row.items()}
            yield from _paths(merged, known, path)


def _place_of(path: Path) -> Path:
    """A table's place: the names after the first are anybody's."""
    return (*path[:1], *("*" for _ in path[1:]))


def _is_known(kind: FileKind, path: Path) -> bool:
    known, table, key = _known(kind), path[:-1], path[-1]
    if table and (table[0], "*") in known and len(table) == 1:
        return True  # the name of a table of its own
    keys = known.get(_place_of(table) if table else (), frozenset({"*"}))
    if table == ("history",):
        field = key.removesuffix("_was").removesuffix("_after")
        if kind == "settings":
            return key in keys or row_of_field(field) is not None
        if kind == "inspection":
            return key in keys or is_inspection_field(field)
        return key in keys or field in _known(kind)[()] or field_of(field) is not None
    return key in keys or "*" in keys


def _odd(kind: FileKind, path: Path, known: Mapping[Path, frozenset[str]]) -> OddKey:
    table, key = path[:-1], shortened(path[-1])
    below = f" below [{shortened('.'.join(table))}]" if table else ""
    if table and key in known[()]:
        message = f"{key}{below} is not {_WHOSE[kind]} {key}: move it above the first table"
        return OddKey(path, True, message)
    homes = [place for place, keys in known.items() if place not in {(), ("history",)}]
    names = [_header(kind, place) for place in homes if key in known[place]]
    if names and kind != "inspection":
        where = below or " above the first table"
        return OddKey(
            path, True, f"{key}{where} is not read: it belongs below {' or '.join(names)}"
        )
    near = did_you_mean(key, known.get(_place_of(table) if table else (), ()))
    return OddKey(path, False, f"{key}{below} is no key that is read{f': {near}' if near else ''}")


def _header(kind: FileKind, place: Path) -> str:
    """The header of a table in general: "[frameworks.SLUG]", "[evidence.N]"."""
    if kind == "settings":
        own = (one.places[: len(place)] for one in SECTIONS)
        return next((f"[{'.'.join(p)}]" for p in own if _place_of(p) == place), f"[{place[0]}]")
    return f"[{place[0]}.N]"

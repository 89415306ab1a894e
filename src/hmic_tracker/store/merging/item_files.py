"""Two copies of an item's file made one: what its fields are follows from the history of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmic_tracker.domain.due_course import first_due
from hmic_tracker.domain.fields import STORED, TRACKED
from hmic_tracker.domain.items import Item, attributes_with
from hmic_tracker.domain.merging import joined_by_hand, newly_open
from hmic_tracker.domain.part_keys import TABLES, entry_tables, names_in_history
from hmic_tracker.domain.parts import PART_FIELDS
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import begun_with, replayed
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.item_codec import item_from, values_of
from hmic_tracker.store.merging.copies import Copy, Path, newline_for, plain
from hmic_tracker.store.merging.histories import row_keys, united_entries
from hmic_tracker.store.merging.outline import Rules
from hmic_tracker.store.merging.texts import MergedText, merged_text

_PARTS: Final = {table: kind for kind, table in TABLES.items()}
_FIELDS: Final = tuple(field.key for field in STORED)
_TOP: Final = frozenset({*TRACKED, "original_due", "entries", "aka"})
_ORDER: Final = {key: n for n, key in enumerate(dict.fromkeys(("id", "uid", "entries", *_FIELDS)))}
"""The keys above all tables, in the order of a new file."""
_TABLES: Final = (*TABLES.values(), "unsettled")
_FIXED: Final = frozenset({"id", "uid", "kind", "status", "entries"})
_REMADE: Final = frozenset({"unsettled"})
_KEPT: Final = frozenset({"unsettled", "entries", "aka"})
"""What nobody types: it follows from the history, or is that of both."""


def merged_item(base: str | None, mine: str, theirs: str) -> MergedText:
    """The item's file of both; raises Unreadable, and ChangedByBothError."""
    newline = newline_for(base, mine, theirs)
    copies = [Copy(text, newline, row_keys) for text in (mine, theirs)]
    known = Copy(base, newline, row_keys) if base is not None else None
    one, other = copies
    before = [item_from(copy.values) for copy in copies]
    entries = united_entries(one, other)
    names = _renamed_parts(entries)
    item, values = _from_history(one.values, entries)
    begun = {(field,): value for field, value in begun_with(item.history).items()}
    by_hand = [_by_hand(copy, names, begun) for copy in (known, one, other) if copy]
    for copy in filter(None, (known, one, other)):
        copy.renamed(names)
    typed = joined_by_hand(*by_hand[-3:]) if known else joined_by_hand({}, *by_hand)
    for path, value in typed.items():
        if value is None:
            values.pop(path, None)
        else:
            values[path] = value
    if former := {name for copy in copies for name in copy.values.get("aka", [])}:
        values["aka",] = sorted(former, key=id_key)
    rank = _rank_with(entries)
    rules = Rules(row_keys, _is_computed, rank, values, remade=_REMADE, fixed=_FIXED)
    open_before = [dict(item.unsettled) for item in before]
    questions = newly_open(item.history, dict(item.unsettled), *open_before)
    return MergedText(merged_text(known, one, other, rules), rules, questions)


def _is_computed(path: Path) -> bool:
    if len(path) == 1:
        return path[0] in _TOP
    if path[0] == "unsettled":
        return True
    kind = _PARTS.get(str(path[0]))
    return kind is not None and len(path) == 3 and path[2] in PART_FIELDS[kind]


def _rank_with(entries: list[dict[str, Any]]) -> Callable[[Path], tuple[int, ...] | None]:
    """Where keys and tables stand in a new file; parts in the order in which they were made."""
    made = {
        (TABLES[kind], name): n
        for kind, names in names_in_history({"history": entries}).items()
        for n, name in enumerate(names)
    }

    def rank(path: Path) -> tuple[int, ...] | None:
        if len(path) == 1:
            return (_ORDER[path[0]], 0, 0) if path[0] in _ORDER else None
        if path[0] not in _TABLES:
            return None
        table = _TABLES.index(path[0])
        field = path[2] if len(path) > 2 else ""
        fields = PART_FIELDS.get(_PARTS.get(str(path[0]), ""), ())
        place = fields.index(field) if field in fields else len(fields)
        return (table, made.get(path[:2], _ORDER.get(path[1], len(made) + len(_ORDER))), place)

    return rank


def _renamed_parts(entries: list[dict[str, Any]]) -> dict[Path, Path]:
    """The tables of parts that two copies took from one document, with what they are called."""
    return {
        (TABLES[kind], name): (TABLES[kind], one)
        for kind, names in names_in_history({"history": entries}).items()
        for name, one in names.items()
        if name != one
    }


def _from_history(
    head: Mapping[str, Any], entries: list[dict[str, Any]]
) -> tuple[Item, dict[Path, Any]]:
    """The item as its history alone gives it, and its values by their places in the file."""
    record = {
        "id": head["id"],
        "uid": head["uid"],
        "kind": head["kind"],
        "status": "not-started",
        "entries": len(entries),
        "history": entries,
    }
    item = item_from(record)
    attributes = attributes_with(replayed(item.history))
    attributes["status"] = attributes.get("status") or "not-started"
    item = replace(item, **attributes, original_due=first_due(item.history))
    return item, dict(_computed(values_of(item)))


def _computed(values: Mapping[str, Any]) -> dict[Path, Any]:
    """The computed values of a file by their places."""
    flat: dict[Path, Any] = {}
    for key, value in values.items():
        if not isinstance(value, dict):
            flat[(key,)] = value
            continue
        for name, table in value.items():
            fields = table.items() if isinstance(table, dict) else ()
            flat |= {(key, name, field): given for field, given in fields}
    return {path: value for path, value in flat.items() if _is_computed(path)}


def _by_hand(copy: Copy, names: Mapping[Path, Path], begun: Mapping[Path, Any]) -> dict[Path, Any]:
    """What differs in a copy from what its history gives, None where it was taken out.

    What an item has `begun` under, before anybody moved it, nobody typed.
    """
    item, given = _from_history(copy.values, [*map(dict, entry_tables(copy.values))])
    moved = begun_with(item.history)
    given |= {path: value for path, value in begun.items() if path[0] not in moved}
    has = _computed(copy.values)
    differ = {
        path: has.get(path)
        for path in dict.fromkeys((*given, *has))
        if path[0] not in _KEPT and plain(has.get(path)) != plain(given.get(path))
    }
    return {(*names.get(path[:2], path[:2]), *path[2:]): v for path, v in differ.items()}

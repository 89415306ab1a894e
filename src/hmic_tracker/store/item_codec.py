"""One item as TOML values and back: text in, record out, no path and no file.

The file's keys stand in one fixed order, history last and oldest first. `entries` is the number of
history entries and `n` the last key of each, so that a file cut short is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.fields import ATTRIBUTES, STORED, TRACKED, ItemField, Type
from hmic_tracker.domain.items import Entry, FieldChange, Item, part_values, value_of
from hmic_tracker.domain.part_keys import (
    TABLES,
    Place,
    entry_tables,
    field_of,
    is_key,
    names_in_history,
    part_keys,
    part_numbers,
)
from hmic_tracker.domain.parts import (
    PART_FIELDS,
    PARTS,
    Action,
    Evidence,
    field_order,
    parse_part_field,
)
from hmic_tracker.domain.replay import unsettled_fields
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.entry_codec import AFTER, WAS, Replaced, read_history, values_of_entry
from hmic_tracker.store.part_headers import with_part_names
from hmic_tracker.store.toml import Fields, KeyPath, Unreadable, edited, new_text, parse

LARGEST_SIZE: Final = 2**53
_CHANGED: Final = tuple(
    (field, field.key + WAS, field.key + AFTER) for field in STORED if field.tracked
)
_EMPTY: Final = {ATTRIBUTES[field.key]: () if field.several else None for field in STORED}
_PART_TYPES: Final[dict[str, Type]] = {"due": "due", "done": "day", "on": "day"}
_READ: Final[dict[Type, Callable[[Fields, str], Any]]] = {
    "number": Fields.count,
    "due": Fields.due,
    "until": Fields.until,
    "day": Fields.day_text,
    "yes": lambda fields, key: fields.word(key, ("yes",)),
}
"""How a value of each type is read, where it is not a text or a word."""


PartNumbers = Mapping[tuple[str, str], int]
"""The number of each step and piece of evidence, by its kind and its name in the file."""


def item_of(text: str) -> Item:
    """The item in a file's text; raises Unreadable with the line of what is wrong."""
    return item_from(parse(text), text)


def item_from(values: dict[str, Any], text: str = "") -> Item:
    """The item in a file's values; `text` is used to name lines. Raises Unreadable."""
    fields = Fields(values, text)
    try:
        numbers = part_numbers(values) if _may_have_parts(values, text) else {}
    except ValueError as fault:
        raise Unreadable(str(fault), fields.line("actions"), "wrong-value") from None
    history = read_history(fields, lambda table: _changes(table, numbers))
    stored = _EMPTY | {
        ATTRIBUTES[field.key]: _stored(fields, field)
        for field in STORED
        if field.required or field.key in values
    }
    return Item(
        **stored,
        actions=_parts(fields, "action", numbers),
        evidence=_parts(fields, "evidence", numbers),
        unsettled=unsettled_fields(history),
        history=history,
    )


def _may_have_parts(values: Mapping[str, Any], text: str) -> bool:
    """Whether a file has steps or evidence, or entries of any; most have none.

    Where the text has neither word, and no escaped letter that could spell one, no key is looked
    at.
    """
    if text and "action_" not in text and "evidence_" not in text and "\\" not in text:
        return any(table in values for table in TABLES.values())
    return any(table in values for table in TABLES.values()) or any(
        name.startswith(("action_", "evidence_"))
        for entry in entry_tables(values)
        for name in entry
    )


def _stored(fields: Fields, field: ItemField) -> Any:
    """The value of a stored field; raises Unreadable where it has to be there and isn't."""
    if field.type == "id":
        return fields.need_id(field.key)
    if field.required:
        fields.need(field.key, str)
    return _value(fields, field, field.key)


def _value(fields: Fields, field: ItemField, key: str) -> Any:
    """The value of a field under a key; None, or () of a list, where it is absent."""
    if field.several:
        return fields.texts(key)
    if field.words:
        return fields.word(key, field.words)
    read = _READ.get(field.type)
    return read(fields, key) if read else fields.get(key, str) or None


def values_of(item: Item) -> dict[str, Any]:
    """The item's values in the file's order; what is absent is left out."""
    names = part_keys(item.history, entry_keys(item.history))
    values = {
        "id": item.id,
        "uid": item.uid,
        "entries": len(item.history),  # near the top, so that hardly a cut takes it away
        **{field.key: _plain(field.key, value_of(item, field.key)) for field in STORED},
        **{table: _tables(names, kind, getattr(item, table)) for kind, table in TABLES.items()},
        "unsettled": _unsettled(item, names) or None,
        "history": [entry_values(entry, names) for entry in item.history],
    }
    return {key: value for key, value in values.items() if value is not None}


def new_item_text(item: Item) -> str:
    """The text of a new item's file."""
    return new_text(values_of(item))


def edited_item_text(text: str, before: Item, after: Item) -> str:
    """The file's text with what changed between two states of its item, and nothing else."""
    there = parse(text)
    names: dict[Place, str] = {}
    for (kind, key), n in part_numbers(there).items():
        if (kind, n) not in names or key in there.get(TABLES[kind], {}):
            names[kind, n] = key
    made = names_in_history(there)
    kept = {part: name for part, name in names.items() if name in made[part[0]]}
    now = {**part_keys(after.history, entry_keys(after.history)), **kept}
    old, new = values_of(before), values_of(after)
    keys = (*TRACKED, "original_due", "entries")
    changed: dict[KeyPath, Any] = {
        (key,): new.get(key) for key in keys if old.get(key) != new.get(key)
    }
    renamed = with_part_names(text, there, names, now)
    if renamed is not None:
        text, names = renamed, names | {part: now[part] for part in names if part in now}
    changed.update(_changed_parts(names, now, before, after))
    changed.update(_changed_unsettled(there.get("unsettled", {}), _unsettled(after, now)))
    added = [entry_values(entry, now) for entry in after.history[len(before.history) :]]
    return edited(text, changed, {"history": added}, last="history")


def _changed_parts(
    names: Mapping[Place, str], now: Mapping[Place, str], before: Item, after: Item
) -> dict[KeyPath, Any]:
    """What makes the steps and evidence those of another state.

    `names` are those in the file, `now` those they shall have: one that was typed in by hand is
    called after its entry once it has one.
    """
    changed: dict[KeyPath, Any] = {}
    had, has = part_values(before), part_values(after)
    for kind, table in TABLES.items():
        old, new = ({one.n: one for one in getattr(item, table)} for item in (before, after))
        for n in sorted({*old, *new}):
            was, name = names.get((kind, n)), now.get((kind, n), str(n))
            if was is not None and (n not in new or was != name):
                changed[table, was] = None
            if n in new and was != name:
                changed |= {(table, name, field): v for field, v in _part(new[n]).items()}
    for field in sorted({*had, *has}, key=field_order):
        kind, n, name = parse_part_field(field) or ("", 0, "")
        table, key = TABLES[kind], now.get((kind, n), str(n))
        gone = (table, names.get((kind, n), key)) in changed
        if had.get(field) != has.get(field) and not gone:
            changed[table, key, name] = _plain(field, has.get(field))
    return changed


def typed_unsettled(values: Mapping[str, Any], item: Item) -> tuple[str, ...]:
    """The fields that stand otherwise under `[unsettled]` in a file than its history gives them."""
    there = values.get("unsettled", {})
    if not isinstance(there, dict):
        return ("unsettled",)
    names = {(kind, n): name for (kind, name), n in part_numbers(values).items()}
    given = _unsettled(item, names)
    return tuple(
        field for field in sorted({*there, *given}) if there.get(field) != given.get(field)
    )


def _changed_unsettled(there: object, given: Mapping[str, Mapping[str, Any]]) -> dict[KeyPath, Any]:
    """What makes a file say of its unsettled fields what its history gives, whatever it says."""
    top = ("unsettled",)
    if not isinstance(there, dict):
        there = {}
        changed: dict[KeyPath, Any] = {top: None}
    else:
        changed = {}
    for field in sorted({*there, *given}):
        listed, wanted = there.get(field), given.get(field)
        if wanted is None or (listed is not None and not isinstance(listed, dict)):
            changed[*top, field] = None
        old = listed if isinstance(listed, dict) else {}
        if wanted is not None and old != wanted:
            changed |= {(*top, field, key): None for key in old if key not in wanted}
            changed |= {(*top, field, key): value for key, value in wanted.items()}
    if there and not given:
        changed[top] = None  # an empty table that is left
    return changed


def entry_values(entry: Entry, names: Mapping[Place, str] = MappingProxyType({})) -> dict[str, Any]:
    """A history entry's values; `names` are what the steps and evidence are called in the file."""
    return values_of_entry(entry, lambda field: _name_in_file(field, names), _plain)


def _name_in_file(field: str, names: Mapping[Place, str]) -> str:
    """A tracked field as the file has it: a part's with the part's name."""
    place = parse_part_field(field)
    if place is None:
        return field
    kind, n, name = place
    return f"{kind}_{names.get((kind, n), str(n))}_{name}"


def _unsettled(item: Item, names: Mapping[Place, str]) -> dict[str, dict[str, Any]]:
    """The fields that are not settled: each with the entries and what they gave it, "" for none."""
    return {
        _name_in_file(field, names): {
            key: "" if value is None else _plain(field, value) for key, value in candidates
        }
        for field, candidates in item.unsettled
    }


def _tables(names: Mapping[Place, str], kind: str, parts: Iterable[Any]) -> dict[str, Any] | None:
    return {names.get((kind, one.n), str(one.n)): _part(one) for one in parts} or None


def _plain(field: str, value: Any) -> Any:
    """A value as TOML has it: lists, and the size of a file as a number."""
    if isinstance(value, tuple):
        return list(value)
    return int(value) if value and field.endswith("_size") else value


def _part(part: Action | Evidence) -> dict[str, Any]:
    values = {name: _plain(f"_{name}", value) for name, value in part._asdict().items()}
    return {name: value for name, value in values.items() if name != "n" and value is not None}


def _parts(fields: Fields, kind: str, numbers: PartNumbers) -> tuple[Any, ...]:
    """The parts of a kind, by number."""
    made = [
        PARTS[kind](
            numbers[kind, name],
            **{field: _part_value(table, field, field) for field in PART_FIELDS[kind]},
        )
        for name, table in fields.parts(TABLES[kind], is_key)
    ]
    return tuple(sorted(made, key=lambda part: part.n))


def _part_value(fields: Fields, field: str, key: str) -> str | None:
    """The value of a part's field, such as "due" or "action_2_due", under a key."""
    name = field.rpartition("_")[2]
    if name == "size":
        size = fields.count(key, LARGEST_SIZE)
        return None if size is None else str(size)
    read = _READ.get(_PART_TYPES.get(name, "text"))
    return read(fields, key) if read else fields.get(key, str) or None


def _changes(fields: Fields, numbers: PartNumbers) -> tuple[tuple[FieldChange, ...], Replaced]:
    """The changes of an entry, and for each field the entries whose values it replaced."""
    changes, after, table = [], [], fields.values
    for field, was, replaced in _CHANGED:
        # One that settles a field as nothing, where that counts, has only what it replaced.
        if field.key in table or was in table or replaced in table:
            old, new = (_value(fields, field, key) or None for key in (was, field.key))
            changes.append(FieldChange(field.key, old, new))
            if replaced in table:
                after.append((field.key, fields.texts(replaced)))
    if numbers:
        for field_key, name in sorted(_part_fields(table, numbers).items(), key=_in_order):
            old, new = (_part_value(fields, field_key, key) for key in (name + WAS, name))
            changes.append(FieldChange(field_key, old, new))
            if name + AFTER in table:
                after.append((field_key, fields.texts(name + AFTER)))
    return tuple(changes), tuple(after)


def _in_order(pair: tuple[str, str]) -> tuple[str, int, int]:
    return field_order(pair[0])


def _part_fields(table: Mapping[str, Any], numbers: PartNumbers) -> dict[str, str]:
    """The fields of parts that an entry has, by number, each with its name in the file."""
    given = {}
    for key in table:
        if "_" in key and (part := field_of(key.removesuffix(WAS).removesuffix(AFTER))):
            kind, name, field = part
            given[f"{kind}_{numbers[kind, name]}_{field}"] = f"{kind}_{name}_{field}"
    return given

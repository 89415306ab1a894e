"""The names of steps and evidence in an item's file, and the numbers that people type.

A part is called after the entry that made it, `[actions.plm5hb7p-1]`: two people who each add a
step never name two of them alike. Its number is its place among the parts that the history made,
and no part is ever given another's. Files of format 1 have the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hmic_tracker.domain.parts import MOST_PARTS, PART_FIELDS, parse_part_field
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.patterns import pattern

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry

TABLES: Final = {"action": "actions", "evidence": "evidence"}
"""The table of the file that has the parts of each kind."""
_KEY: Final = pattern(r"(?a)[A-Za-z0-9]{1,32}(?:-[1-9]\d{0,5}){1,2}|[1-9]\d{0,3}")
_NUMBER: Final = pattern(r"(?a)[1-9]\d{0,3}")
_PLAIN_OP: Final = pattern(r"(?a)[A-Za-z0-9]{1,32}")

Place = tuple[str, int]
"""The kind of a part, and its number."""


def is_key(text: str) -> bool:
    """Whether a part can be called so in a file."""
    return bool(_KEY.fullmatch(text))


def is_number(name: str) -> bool:
    """Whether a part is called by a number: one of format 1, or one that somebody typed."""
    return bool(_NUMBER.fullmatch(name))


def field_of(key: str) -> tuple[str, str, str] | None:
    """The kind, the part's key and the field that a key of an entry names; None where it is none.

    For example ("action", "plm5hb7p-1", "done").
    """
    kind, _, rest = key.partition("_")
    part, _, name = rest.rpartition("_")
    if kind in PART_FIELDS and name in PART_FIELDS[kind] and is_key(part):
        return kind, part, name
    return None


def entry_tables(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables of a file's history; what is none, reading refuses by its line."""
    history = values.get("history")
    return [one for one in history if isinstance(one, dict)] if isinstance(history, list) else []


def names_in_history(values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the parts of each kind are called in the history of a file's values, the first first.

    Each has the name that it goes by: of parts that entries of equal origin made, the first's.
    """
    names: dict[str, dict[str, str]] = {kind: {} for kind in TABLES}
    made: dict[tuple[str, str, int], str] = {}
    for entry in entry_tables(values):
        parts = {part[:2] for name in entry if (part := _part_in(name))}
        new = [part for part in sorted(parts, key=_by_suffix) if part[1] not in names[part[0]]]
        for place, (kind, name) in enumerate(new):
            origin = entry.get("origin")
            is_known = isinstance(origin, str)
            names[kind][name] = (
                made.setdefault((str(origin), kind, place), name) if is_known else name
            )
    return names


def part_numbers(values: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """The number of each part of a file's values, by its kind and what it is called.

    Those that the history made are numbered in its order, those of format 1 keep their numbers, and
    so do those that somebody typed. Raises ValueError where two would have one number.
    """
    numbers: dict[tuple[str, str], int] = {}
    for kind, names in names_in_history(values).items():
        table = values.get(TABLES[kind])
        there = list(table) if isinstance(table, dict) else []
        if twice := [
            name for name, one in names.items() if name != one and {name, one} <= {*there}
        ]:
            raise ValueError(
                f"[{TABLES[kind]}.{twice[0]}] is [{TABLES[kind]}.{names[twice[0]]}] once more, by "
                "the same document: take one of them out"
            )
        made, typed = [*names.values()], [name for name in there if name not in names]
        if all(map(is_number, (*made, *typed))):
            mine = {name: int(name) for name in (*made, *typed)}
        else:
            mine = _placed(dict.fromkeys(made), typed, TABLES[kind])
        numbers |= {(kind, name): n for name, n in mine.items()}
        numbers |= {(kind, name): mine[one] for name, one in names.items()}
    return numbers


def _placed(made: Iterable[str], typed: Iterable[str], table: str) -> dict[str, int]:
    """The numbers of the parts that a history made, and of those that were typed beside them."""
    mine = {name: n for n, name in enumerate(made, 1)}
    last = highest = len(mine)
    for name in typed:
        mine[name] = int(name) if is_number(name) else highest + 1
        highest = max(highest, mine[name])
    if highest > MOST_PARTS:
        raise ValueError(f"{table} has more than {MOST_PARTS} parts")
    if len(set(mine.values())) < len(mine):
        raise ValueError(
            f"{table} has a number that another part has: a new one can be [{table}.{last + 1}]"
        )
    return mine


def part_keys(history: Sequence[Entry], keys: Iterable[str]) -> dict[Place, str]:
    """What each part is called, by its kind and number: after the entry that first names it.

    `keys` are those of the entries, as `domain.ancestry` has them.
    """
    names: dict[Place, str] = {}
    for key, entry in zip(keys, history, strict=True):
        made: dict[str, int] = {}
        for change in entry.changes:
            place = parse_part_field(change.field)
            if place is None or place[:2] in names:
                continue
            made[place[0]] = made.get(place[0], 0) + 1
            more = f"-{made[place[0]]}" if made[place[0]] > 1 else ""
            names[place[:2]] = f"{_name_of(key)}{more}"
    return names


def part_places(history: Sequence[Entry], keys: Iterable[str]) -> dict[tuple[str, str], int]:
    """The number of each part by its kind and what it is called, or was before another's came.

    Of entries of equal origin the first names what all of them made.
    """
    own = part_keys(history, known := tuple(keys))
    places = {(kind, name): n for (kind, n), name in own.items()}
    made: dict[str, set[Place]] = {}
    for key, entry in zip(known, history, strict=True):
        if not entry.origin:
            continue
        named = [p[:2] for c in entry.changes if (p := parse_part_field(c.field))]
        mine = _name_of(key)
        first = made.setdefault(
            entry.origin, {p for p in named if f"{own[p]}-".startswith(f"{mine}-")}
        )
        again: dict[str, list[int]] = {}
        for kind, n in dict.fromkeys(named):
            if (kind, n) in first:
                again.setdefault(kind, []).append(n)
        for kind, numbers in again.items():
            for nth, n in enumerate(numbers, 1):
                more = f"-{nth}" if nth > 1 else ""
                places.setdefault((kind, f"{mine}{more}"), n)
    return places


def _part_in(name: str) -> tuple[str, str, str] | None:
    if "_" not in name:
        return None
    for ending in ("_was", "_after"):
        name = name.removesuffix(ending)
    return field_of(name)


def _by_suffix(part: tuple[str, str]) -> tuple[str, str, int]:
    """Sorts the parts that one entry made: the first has no number after its name."""
    kind, key = part
    op, *numbers = key.split("-")
    return kind, f"{op}-{numbers[0]}" if numbers else "", int(numbers[1]) if len(numbers) > 1 else 1


def _name_of(entry_key: str) -> str:
    """What the parts that an entry made are called after."""
    op, _, place = entry_key.rpartition("/")
    if not _PLAIN_OP.fullmatch(op):  # one that somebody typed
        import hashlib

        op = hashlib.sha256(op.encode()).hexdigest()[:8]
    return f"{op}-{place}"

"""Two inspections that are the same, made one: whose value stays, what comes, what is in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.fields import TRACKED
from hmic_tracker.domain.inspection_fields import (
    ALIASES,
    HEAD,
    LISTS,
    inspection_fields,
    row_path,
)
from hmic_tracker.domain.inspection_removal import is_worked_on
from hmic_tracker.domain.inspections import ImportWarning, Inspection
from hmic_tracker.domain.item_matching import label_key
from hmic_tracker.domain.items import FieldChange, Item, value_of
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.record_history import Path, changes_between, path_of
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Any, Final, NamedTuple

_OWN: Final = frozenset({"title", ALIASES})
"""What is no conflict: the other title is a name by which the inspection is found."""


class Conflict(NamedTuple):
    """What both have otherwise: a field or a row, and the changes that would take the other's."""

    path: Path
    changes: tuple[FieldChange, ...]


class JoinedInspection(NamedTuple):
    """An inspection with what another one has; `conflicts` are all, taken or not."""

    inspection: Inspection
    conflicts: tuple[Conflict, ...]


class AlikeItems(NamedTuple):
    """An item of each of two inspections under one number; `same` where the texts agree too.

    `goes` is whether the other one has nothing that this one lacks: nobody worked on it.
    """

    mine: Item
    theirs: Item
    same: bool
    goes: bool


def joined(
    mine: Inspection, theirs: Inspection, today: date, taken: Collection[Path] = ()
) -> JoinedInspection:
    """An inspection with all that another has; of conflicts its own value stays unless `taken`."""
    head: dict[str, Any] = {}
    clashes: list[Path] = []
    for key, name in HEAD.items():
        own, other = getattr(mine, key), getattr(theirs, key)
        if name in _OWN or other is None or own == other:
            continue
        is_exact = key in {"published", "revisit"} and own and other.startswith(own)
        is_less = key in {"published", "revisit"} and own and own.startswith(other)
        if own is not None and not is_exact and not is_less:
            clashes.append((name,))
        if own is None or is_exact or (name,) in taken:
            head[key] = other
    lists: dict[str, Any] = {}
    for key in LISTS:
        own_rows, other_rows = (_by_path(key, getattr(one, key)) for one in (mine, theirs))
        merged = dict(own_rows)
        for path, rows in other_rows.items():
            there = own_rows.get(path)
            if there is not None and not _is_unknown(there) and not _is_unknown(rows):
                clashes += [path] * (there != rows)
            if there is None or _is_unknown(there) or (path in taken and there != rows):
                merged[path] = rows
        lists[key] = tuple(row for rows in merged.values() for row in rows)
    digests = {source.sha256 for source in mine.sources}
    sources = (*mine.sources, *(s for s in theirs.sources if s.sha256 not in digests))
    warnings = dict.fromkeys((*mine.warnings, *theirs.warnings, _remark(theirs, today)))
    known = {folded(name) for name in (mine.id, mine.title)}
    aliases = {folded(n): n for n in (*mine.aliases, *theirs.names) if folded(n) not in known}
    after = mine._replace(
        **head, **lists, aliases=tuple(aliases.values()), sources=sources, warnings=tuple(warnings)
    )
    return JoinedInspection(after, tuple(_conflicts(mine, theirs, clashes)))


def items_alike(items: Iterable[Item], mine: Inspection, theirs: Inspection) -> list[AlikeItems]:
    """The items of both under one number of a framework and kind: one may be too many."""
    places: dict[tuple[Any, ...], Item] = {}
    others: list[Item] = []
    linked: set[str] = set()
    for item in items:
        linked.update(link_of(text).other for text in item.links)
        if item.inspection == mine.id and label_key(item) is not None:
            places.setdefault(_number(item), item)
        elif item.inspection == theirs.id:
            others.append(item)
    pairs = ((places[_number(one)], one) for one in others if _number(one) in places)
    return [
        AlikeItems(
            *(own, other, is_same_text(own, other)),
            goes=other.id not in linked and _says_nothing_more(own, other),
        )
        for own, other in pairs
    ]


def is_same_text(one: Item, other: Item) -> bool:
    """Whether two items have the same text, or one of them has none."""
    texts = {folded(item.text) for item in (one, other) if item.text}
    return len(texts) < 2


def _says_nothing_more(own: Item, other: Item) -> bool:
    """Whether an item as it came with a document has nothing that another of its text lacks."""
    given = ((value_of(own, field), value_of(other, field)) for field in TRACKED)
    fields = zip(TRACKED, given, strict=True)
    differs = (now and now != known for field, (known, now) in fields if field != "inspection")
    return is_same_text(own, other) and not any(differs) and not is_worked_on(other)


def _number(item: Item) -> tuple[Any, ...]:
    return item.kind, item.framework, label_key(item)


def _by_path(key: str, rows: Iterable[Any]) -> dict[Path, tuple[Any, ...]]:
    by_path: dict[Path, tuple[Any, ...]] = {}
    for row in rows:
        path = row_path(key, row)
        by_path[path] = (*by_path.get(path, ()), row)
    return by_path


def _is_unknown(rows: tuple[Any, ...]) -> bool:
    """Whether rows say nothing: a grade that isn't known, a row of the country without numbers."""
    return all(
        getattr(row, "state", "") == "unknown" or getattr(row, "printed", None) == ()
        for row in rows
    )


def _conflicts(mine: Inspection, theirs: Inspection, clashes: list[Path]) -> Iterator[Conflict]:
    """Each conflict with what taking the other's value would change."""
    own, other = inspection_fields(mine), inspection_fields(theirs)
    for path in clashes:

        def is_of(field: str, path: Path = path) -> bool:
            return path_of(field)[: len(path)] == path

        fields = ({f: v for f, v in one.items() if is_of(f)} for one in (own, other))
        yield Conflict(path, changes_between(*fields))


def _remark(theirs: Inspection, today: date) -> ImportWarning:
    text = f"'{theirs.title}' ({theirs.id}) was merged into this inspection on {say_day(today)}"
    return ImportWarning(0, text)

"""What no command would have written: found however often a later one has recorded it.

An empty-looking value, a text taken out, a link whose other item doesn't follow it, a first due
that was never one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hmic_tracker.domain.check_findings import Finding, ItemFile, LineOf
from hmic_tracker.domain.due_course import first_due
from hmic_tracker.domain.fields import TRACKED
from hmic_tracker.domain.items import (
    OUTSIDE,
    FieldChange,
    Item,
    Value,
    effective_entries,
    part_values,
    value_of,
)
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Final

_BY_HAND: Final = frozenset({OUTSIDE, "edited"})


def hand_findings(file: ItemFile, items: Mapping[str, Item], line_of: LineOf) -> Iterator[Finding]:
    """What was changed by hand in an item, and is not as a command would have left it."""
    item = file.item
    if file.cut or not item.history:
        return
    for code, problem, key in (*_values(item), *_links(item, items), *_first_due(item)):
        line = line_of(file.path, *file.place_of(key))
        yield Finding(code, f"{item.id}{problem}", file.path, line, (item.id,))


_Problem = tuple[str, str, str]
"""A code, what follows the item's id, and the key that it is about."""


def _values(item: Item) -> Iterator[_Problem]:
    """Values of which nothing can be seen, and a text that is gone, where a hand did it."""
    made: dict[str, tuple[bool, FieldChange]] = {}
    for entry in effective_entries(item.history):
        made |= {c.field: (entry.event in _BY_HAND, c) for c in entry.changes}
    made |= {change.field: (True, change) for change in outside_changes(item)}
    values = {**{field: value_of(item, field) for field in TRACKED}, **part_values(item)}
    for field, (by_hand, change) in made.items():
        value: Value = values.get(field)
        if not by_hand:
            continue
        if field == "text" and change.old and not value:
            yield "text-gone", ": its text was taken out by hand, and its history has it", field
        elif _has_unseen(value):
            yield "unseen-value", f": nothing of its {field} can be seen", field


def _has_unseen(value: Value) -> bool:
    words = value if isinstance(value, tuple) else (value,)
    return any(word is not None and not folded(word) for word in words)


def _links(item: Item, items: Mapping[str, Item]) -> Iterator[_Problem]:
    """Links by which another item is superseded, which it never was."""
    for link in map(link_of, item.links):
        other = items.get(link.other)
        if link.relation == "supersedes" and other and not _was_superseded(other):
            problem = f" supersedes {other.id}, and {other.id} is {other.status}"
            yield "half-link", problem, "links"


def _was_superseded(item: Item) -> bool:
    """Whether an item is superseded, or was before it was reopened."""
    entries = effective_entries(item.history)
    changes = (change for entry in entries for change in entry.changes)
    return item.status == "superseded" or any(
        change.field == "status" and change.new == "superseded" for change in changes
    )


def _first_due(item: Item) -> Iterator[_Problem]:
    """A first due that the item never had, with the one that belongs there."""
    changes = (*(c for entry in item.history for c in entry.changes), *outside_changes(item))
    dues = {due for c in changes if c.field == "due" for due in (c.old, c.new)}
    if item.original_due and item.original_due not in dues:
        first = first_due(item.history)
        back = f'set it back: original_due = "{first}"' if first else "take it out"
        yield (
            "first-due",
            f": original_due is {item.original_due}, a due it never had; {back}",
            ("original_due"),
        )

"""What moved since a day, as a table of a mail and as rows of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.ids import spans
from hmic_tracker.domain.words import STATUS_PHRASES, count_of
from hmic_tracker.render import nodes
from hmic_tracker.reports.movement import DATED, Moved, Movement

_WORDS: Final = {
    "opened": "Opened",
    "completed": "Completed",
    "verified": "Verified",
    "closed": "Closed",
    "slipped": "Slipped",
    "brought_forward": "Nearer",
    "undated": "No longer dated",
    "reopened": "Reopened",
    "left": "Left",
    "undone": "No longer completed",
}
_PHRASES: Final = {str(status): phrase for status, phrase in STATUS_PHRASES.items()}


def movement_table(movement: Movement, most: int) -> nodes.Table | None:
    """A row for each item that moved; of more than `most`, for each part."""
    rows = tuple(_moved_row(cells) for cells in moved_rows(movement))
    if not rows:
        return None
    if len(rows) <= most:
        heads = ("What", "Item", "From", "To", "Owner")
        return nodes.Table(tuple(nodes.Column(head) for head in heads), rows, "Title")
    lines = (
        nodes.make_row(_WORDS[part], str(len(moved)), detail=spans([one.item.id for one in moved]))
        for part, moved in movement.shown.items()
    )
    return nodes.Table(nodes.columns("What", ">Items"), tuple(lines), "Which")


def movement_text(movement: Movement) -> str:
    """What moved in numbers: "Completed 18 of 64, now 20 of 63: 1 opened, 2 completed"."""
    then, now = movement.then, movement.now
    counts = f"Completed {then.completed} of {then.total}, now {now.completed} of {now.total}"
    words = (f"{len(moved)} {_WORDS[part].lower()}" for part, moved in movement.shown.items())
    return f"{counts}: {', '.join(words) or 'nothing moved'}."


def moved_rows(movement: Movement) -> Iterator[tuple[str, str, str, str, str, str]]:
    """What, ids, title, from, to, owner; alike placeholders that follow each other as one."""
    for part, items in movement.shown.items():
        groups: list[tuple[object, str, list[Moved]]] = []
        for moved in items:
            why = _why(moved)
            key = _key(moved, why)
            if groups and groups[-1][0] == key and moved.item.is_placeholder:
                groups[-1][2].append(moved)
            else:
                groups.append((key, why, [moved]))
        for _, why, group in groups:
            yield _cells(part, group, why)


def _key(moved: Moved, why: str) -> object:
    item = moved.item
    place = (item.kind, item.inspection, item.framework, item.owner, item.is_placeholder)
    return (*place, moved.old, moved.new, why)


def _why(moved: Moved) -> str:
    """Why a date moved and who agreed, as far as that was published."""
    parts = [f"reason: {'; '.join(moved.reasons)}"] if moved.reasons else []
    parts += [f"agreed by {', '.join(moved.agreed_by)}"] if moved.agreed_by else []
    return f" ({'; '.join(parts)})" if parts else ""


def _cells(part: str, group: list[Moved], why: str) -> tuple[str, str, str, str, str, str]:
    moved = group[0]
    item = moved.item
    old, new = _side(part, moved.old), _side(part, moved.new)
    if part in DATED and moved.new:
        new += f" ({moved.days:+d} days)"
    many = len(group) > 1
    title = f"{count_of(len(group), item.kind)}, text not published" if many else item.title
    ids = spans([one.item.id for one in group])
    return _WORDS[part], ids, f"{title}{why}", old, new, item.owner or "none"


def _side(part: str, value: str | None) -> str:
    """A status in words, or a due."""
    if value is None:
        return "none"
    return say_due(value) if part in DATED else _PHRASES.get(value, value)


def _moved_row(cells: tuple[str, str, str, str, str, str]) -> nodes.Row:
    what, ids, title, *rest = cells
    return nodes.make_row(what, nodes.Cell(ids, "bold"), *rest, detail=title)

"""What moved since a day, as a table of a mail and as rows of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import STATUS_PHRASES, count_of, plural
from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.deferral_text import until_text
from hmic_tracker.render.views.items import NOT_SETTLED
from hmic_tracker.reports.movement import DATED, OVERDUE, Moved, Movement

_WORDS: Final = {
    "became_overdue": "Now overdue",
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
    "deferred": "Deferred",
    "no_longer_overdue": "No longer overdue",
}
_PHRASES: Final = {str(status): phrase for status, phrase in STATUS_PHRASES.items()}


def movement_table(movement: Movement, most: int) -> nodes.Page:
    """A row for each item that moved, where one did; of more than `most`, for each part."""
    moved = list(moved_rows(movement))
    columns, detail_head = nodes.columns("What", "Item", "From", "To", "Owner"), "Title"
    rows = [
        nodes.make_row(what, nodes.id_cell(ids), *rest, detail=title)
        for what, ids, title, *rest in moved
    ]
    if len(rows) > most:
        return nodes.spaced(parts_table(movement))
    return nodes.spaced(nodes.Table(columns, tuple(rows), detail_head)) if rows else ()


def parts_table(movement: Movement) -> nodes.Table:
    """How many items moved in each part of a movement, and which."""
    rows = (
        nodes.make_row(
            _WORDS[part], len(items), detail=format_id_ranges([one.item.id for one in items])
        )
        for part, items in movement.shown.items()
    )
    return nodes.Table(nodes.columns("What", ">Items"), tuple(rows), "Which")


def movement_text(movement: Movement) -> str:
    """What moved in numbers, the overdue first.

    "Overdue 0, now 12: 12 became overdue. Completed 18 of 64, now 20 of 63: 1 opened, 2 completed."
    """
    then, now = movement.then, movement.now
    late = _overdue_text(movement)
    counts = f"Completed {then.completed} of {then.total}, now {now.completed} of {now.total}"
    words = [
        f"{len(moved)} {_WORDS[part].lower()}"
        for part, moved in movement.shown.items()
        if part not in OVERDUE
    ]
    nothing = "nothing else moved" if any(movement.overdue_moves) else "nothing moved"
    return f"{late}{counts}: {', '.join(words) or nothing}."


def _overdue_text(movement: Movement) -> str:
    """How many were and are overdue, and what makes the difference; nothing where none is."""
    then, now, moves = movement.then.overdue, movement.now.overdue, movement.overdue_moves
    if not any((then, now, *moves)):
        return ""
    words = [f"{moves.became} became overdue"] * bool(moves.became)
    words += [f"{moves.no_longer} no longer {'is' if moves.no_longer == 1 else 'are'}"] * bool(
        moves.no_longer
    )
    if not words:
        return f"Overdue {now}, as before. "
    exempt = sum(movement.exempt_overdue)
    words += [f"{exempt} of them exempt"] * bool(exempt)
    return f"Overdue {then}, now {now}: {', '.join(words)}. "


def moved_rows(movement: Movement) -> Iterator[tuple[str, str, str, str, str, str]]:
    """What, ids, title, from, to, owner; alike placeholders that follow each other as one."""
    for part, items in movement.shown.items():
        for _, alike in groupby(items, _group_key):
            yield _cells(part, list(alike))


def _group_key(moved: Moved) -> object:
    """All that a row says of an item but the number, where its text is not published."""
    item = moved.item
    place = (item.kind, item.inspection, item.framework, item.owner)
    return (
        *place,
        moved.old,
        moved.new,
        _why(moved),
        item.id if item.unsettled or not item.is_placeholder else "",
    )


def _why(moved: Moved) -> str:
    """Why a date moved and who agreed, as far as that was published, and how often it wasn't."""
    parts = [f"reason: {'; '.join(moved.reasons)}"] if moved.reasons else []
    if moved.reasons and moved.unsaid:
        parts.append(f"that of {plural(moved.unsaid, 'other move')} not published")
    parts += [f"agreed by {', '.join(moved.agreed_by)}"] if moved.agreed_by else []
    if moved.agreed_by and moved.unagreed:
        parts.append(f"for {plural(moved.unagreed, 'other move')} no board is named")
    return f" ({'; '.join(parts)})" if parts else ""


def _cells(part: str, alike: list[Moved]) -> tuple[str, str, str, str, str, str]:
    moved, many = alike[0], len(alike)
    item = moved.item
    old, new = _side(part, moved.old), _side(part, moved.new)
    if part == "no_longer_overdue":
        new = _side(part, item.due)
    elif part in OVERDUE:
        old, new = "not overdue", f"{new} ({plural(moved.days, 'day')} late)"
    elif part == "deferred":
        new = until_text(moved.new or "", say_due)
    elif part in DATED and moved.new:
        new += f" ({moved.days:+d} {'day' if abs(moved.days) == 1 else 'days'})"
    title = f"{count_of(many, item.kind)}, text not published" if many > 1 else item.title
    ids = format_id_ranges([one.item.id for one in alike])
    ids = f"{ids} ({NOT_SETTLED})" if item.unsettled else ids
    return _WORDS[part], ids, f"{title}{_why(moved)}", old, new, item.owner or "none"


def _side(part: str, value: str | None) -> str:
    """A status in words, or a due."""
    if value is None:
        return "none"
    return say_due(value) if part in DATED else _PHRASES.get(value, value)

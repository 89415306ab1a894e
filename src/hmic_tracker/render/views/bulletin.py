"""What a summary tells besides its counts: the blocks of a mail, and rows for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.ids import spans
from hmic_tracker.domain.items import standing_entries
from hmic_tracker.domain.words import STATUS_PHRASES, count_of, plural
from hmic_tracker.query.selection import Selection
from hmic_tracker.render.blocks import Block, Cell, Column, Gap, Heading, Line, Pairs, Row, Table
from hmic_tracker.render.visible import visible
from hmic_tracker.reports.bulletin import Bulletin
from hmic_tracker.reports.movement import DATED, Moved, Movement
from hmic_tracker.reports.rows import ItemRow
from hmic_tracker.reports.summary import Summary

_MOST_ROWS: Final = 40
"""Of more items than these a mail has a row for each owner or kind of move, not for each item."""
_OWNERS: Final = (Column("owner", "Owner"), Column("items", "Items", "right"))
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


def bulletin_blocks(told: Bulletin) -> list[Block]:
    """What is overdue and whose, what is new; nothing where there is nothing to tell."""
    blocks: list[Block] = []
    if told.overdue:
        blocks += [Gap(), Heading(_overdue_text(told)), Gap(), _overdue_table(told)]
    if told.movement is not None:
        blocks += [Gap(), Heading(f"Since {say_in_full(told.since.isoformat())}")]
        blocks.append(Line(movement_text(told.movement)))
        if table := _movement_table(told.movement):
            blocks += [Gap(), table]
        if told.updates:
            blocks += [Gap(), Heading("Updates"), Gap(), Pairs(tuple(_updates(told)))]
    elif told.completed:
        many = plural(len(told.completed), "item")
        blocks += [Gap(), Heading(f"Newly completed since {say_day(told.since)}: {many}"), Gap()]
        blocks.append(_completed_table(told))
    if told.exempt:
        blocks += [Gap(), Line(f"Exempt, number and status only: {exempt_text(told)}")]
    return blocks


def subject_of(summary: Summary, wanted: Selection | None) -> str:
    """The subject of a mail: "Inspection action plan, 1 December 2008: 12 overdue, …".

    The board or owner it is about is named; nothing in a name can begin an encoded word (RFC 2047).
    """
    every = summary.totals.all
    names = (*wanted.boards, *wanted.owners) if wanted else ()
    whose = visible(f", {' and '.join(names)}") if names else " (a part)" if wanted else ""
    day = say_in_full(summary.as_of.isoformat())
    text = (
        f"Inspection action plan{whose}, {day}: {every.overdue or 'none'} overdue, "
        f"{every.open} open, {every.completed} of {every.total} completed"
    )
    if summary.damaged:
        text += f", {plural(len(summary.damaged), 'file')} not counted (unreadable)"
    return " ".join(text.replace("=?", "= ?").split())


def exempt_text(told: Bulletin) -> str:
    """Exempt items by number and status: "REC-5 in progress"."""
    return ", ".join(f"{item_id} {_PHRASES[status]}" for item_id, status in told.exempt)


def _overdue_text(told: Bulletin) -> str:
    owners = [row.item.owner for row in told.overdue]
    parts = (f"{owner or 'nobody'} {owners.count(owner)}" for owner in dict.fromkeys(owners))
    return f"Overdue, by owner: {'; '.join(parts)}"


def _overdue_table(told: Bulletin) -> Table:
    from hmic_tracker.render.views.items import items_table

    rows = told.overdue
    if len(rows) <= _MOST_ROWS:
        return items_table(rows, ("id", "where", "due", "days_overdue", "owner"))
    lines = []
    for owner, mine in _by_owner(rows).items():
        oldest = str(max(row.days_overdue for row in mine))
        lines.append(_owner_row(owner, mine, oldest))
    return Table((*_OWNERS, Column("late", "Most days late", "right")), tuple(lines), "Which")


def _completed_table(told: Bulletin) -> Table:
    from hmic_tracker.render.views.items import items_table

    rows = told.completed
    if len(rows) <= _MOST_ROWS:
        return items_table(rows, ("id", "where", "status", "owner"))
    found = (_owner_row(owner, mine) for owner, mine in _by_owner(rows).items())
    return Table(_OWNERS, tuple(found), "Which")


def _by_owner(rows: Iterable[ItemRow]) -> dict[str | None, list[ItemRow]]:
    found: dict[str | None, list[ItemRow]] = {}
    for row in rows:
        found.setdefault(row.item.owner, []).append(row)
    return found


def _owner_row(owner: str | None, rows: list[ItemRow], *more: str) -> Row:
    cells = (Cell(owner or "nobody"), Cell(str(len(rows))), *map(Cell, more))
    return Row(cells, spans([row.item.id for row in rows]))


def _movement_table(found: Movement) -> Table | None:
    """A row for each item that moved; of more than can be read, for each part."""
    rows = tuple(_moved_row(cells) for cells in moved_rows(found))
    if not rows:
        return None
    if len(rows) <= _MOST_ROWS:
        heads = ("What", "Item", "From", "To", "Owner")
        return Table(tuple(Column(head.lower(), head) for head in heads), rows, "Title")
    lines = (
        Row((Cell(_WORDS[part]), Cell(str(len(moved)))), spans([one.item.id for one in moved]))
        for part, moved in found.told.items()
    )
    return Table((Column("what", "What"), Column("items", "Items", "right")), tuple(lines), "Which")


def movement_text(found: Movement) -> str:
    """What moved in numbers: "Completed 18 of 64, now 20 of 63: 1 opened, 2 completed"."""
    then, now = found.then, found.now
    counts = f"Completed {then.completed} of {then.total}, now {now.completed} of {now.total}"
    words = (f"{len(moved)} {_WORDS[part].lower()}" for part, moved in found.told.items())
    return f"{counts}: {', '.join(words) or 'nothing moved'}."


def moved_rows(found: Movement) -> Iterator[tuple[str, str, str, str, str, str]]:
    """What, ids, title, from, to, owner; alike placeholders that follow each other as one."""
    for part, told in found.told.items():
        groups: list[tuple[object, str, list[Moved]]] = []
        for moved in told:
            why = _why(moved, found.since) if part in DATED else ""
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


def _why(moved: Moved, since: date) -> str:
    """Why a date moved and who agreed, as far as that was published."""
    standing = [e for e in standing_entries(moved.item.history) if e.on > since]
    moves = [e for e in standing if any(change.field == "due" for change in e.changes)]
    reasons = dict.fromkeys(entry.reason for entry in moves if entry.reason)
    boards = dict.fromkeys(entry.agreed_by for entry in moves if entry.agreed_by)
    said = [f"reason: {'; '.join(reasons)}"] if reasons else []
    said += [f"agreed by {', '.join(boards)}"] if boards else []
    return f" ({'; '.join(said)})" if said else ""


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


def _moved_row(cells: tuple[str, str, str, str, str, str]) -> Row:
    what, ids, title, *rest = cells
    return Row((Cell(what), Cell(ids, "bold"), *map(Cell, rest)), title)


def _updates(told: Bulletin) -> Iterator[tuple[str, str]]:
    for update in told.updates:
        text = " ".join(filter(None, (update.note, update.reason)))
        yield update.item.id, f"{say_day(update.on)}: {text}"

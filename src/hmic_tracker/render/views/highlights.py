"""What a summary tells besides its counts: the blocks of a mail, and rows for the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hmic_tracker.domain.dates import say_day, say_in_full
from hmic_tracker.domain.ids import spans
from hmic_tracker.domain.words import STATUS_PHRASES, plural
from hmic_tracker.query.selection import Selection
from hmic_tracker.render.blocks import Block, Cell, Column, Gap, Heading, Line, Pairs, Row, Table
from hmic_tracker.render.visible import visible
from hmic_tracker.reports.highlights import Highlights, OwnerItems
from hmic_tracker.reports.summary import Summary

_MOST_ROWS: Final = 40
"""Of more items than these a mail has a row for each owner or kind of move, not for each item."""
_OWNERS: Final = (Column("owner", "Owner"), Column("items", "Items", "right"))
_PHRASES: Final = {str(status): phrase for status, phrase in STATUS_PHRASES.items()}


def bulletin_blocks(told: Highlights) -> list[Block]:
    """What is overdue and whose, what is new; nothing where there is nothing to tell."""
    blocks: list[Block] = []
    if told.overdue:
        blocks += [Gap(), Heading(_overdue_text(told)), Gap(), _overdue_table(told)]
    if told.movement is not None:
        from hmic_tracker.render.views.movement import movement_table, movement_text

        blocks += [Gap(), Heading(f"Since {say_in_full(told.since.isoformat())}")]
        blocks.append(Line(movement_text(told.movement)))
        if table := movement_table(told.movement, _MOST_ROWS):
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


def exempt_text(told: Highlights) -> str:
    """Exempt items by number and status: "REC-5 in progress"."""
    return ", ".join(f"{item_id} {_PHRASES[status]}" for item_id, status in told.exempt)


def _overdue_text(told: Highlights) -> str:
    parts = [f"{one.owner or 'nobody'} {len(one.rows)}" for one in told.overdue_by_owner]
    if told.overdue_exempt:
        parts.append(f"exempt {told.overdue_exempt}")
    return f"Overdue, by owner: {'; '.join(parts)}"


def _overdue_table(told: Highlights) -> Table:
    from hmic_tracker.render.views.items import items_table

    rows = told.overdue
    if len(rows) <= _MOST_ROWS:
        return items_table(rows, ("id", "where", "due", "days_overdue", "owner"))
    lines = [_owner_row(one, str(one.most_days)) for one in told.overdue_by_owner]
    return Table((*_OWNERS, Column("late", "Most days late", "right")), tuple(lines), "Which")


def _completed_table(told: Highlights) -> Table:
    from hmic_tracker.render.views.items import items_table

    rows = told.completed
    if len(rows) <= _MOST_ROWS:
        return items_table(rows, ("id", "where", "status", "owner"))
    return Table(_OWNERS, tuple(map(_owner_row, told.completed_by_owner)), "Which")


def _owner_row(one: OwnerItems, *more: str) -> Row:
    cells = (Cell(one.owner or "nobody"), Cell(str(len(one.rows))), *map(Cell, more))
    return Row(cells, spans([row.item.id for row in one.rows]))


def _updates(told: Highlights) -> Iterator[tuple[str, str]]:
    for update in told.updates:
        text = " ".join(filter(None, (update.note, update.reason)))
        yield update.item.id, f"{say_day(update.on)}: {text}"

"""What a summary tells besides its counts: the nodes of a mail, and rows for the page."""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.domain.dates import say_day, say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import STATUS_PHRASES, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.escaping import visible

if TYPE_CHECKING:
    from hmic_tracker.query.selection import Selection
    from hmic_tracker.reports.highlights import Highlights, OwnerItems
    from hmic_tracker.reports.paper_status import Update
    from hmic_tracker.reports.summary_values import Summary

_MOST_ROWS: Final = 40
"""Of more items than these a mail has a row for each owner or kind of move, not for each item."""
_OWNERS: Final = nodes.columns(nodes.Column("Owner", wrap="long"), ">Items")
_PHRASES: Final = {str(status): phrase for status, phrase in STATUS_PHRASES.items()}


def highlight_nodes(news: Highlights) -> nodes.Page:
    """What is overdue and whose, what is new; nothing where there is nothing to tell."""
    moved: nodes.Page = ()
    if news.movement is not None:
        from hmic_tracker.render.views.movement import movement_table, movement_text

        head = nodes.Heading(f"Since {say_in_full(news.since.isoformat())}")
        moved = nodes.spaced(head, nodes.Paragraph(movement_text(news.movement)))
        moved += movement_table(news.movement, _MOST_ROWS)
        if news.updates:
            pairs = tuple((one.item.id, update_text(one)) for one in news.updates)
            moved += nodes.section("Updates", nodes.Pairs(pairs))
    elif news.completed:
        items = plural(len(news.completed), "item")
        text = f"Newly completed since {say_day(news.since)}: {items}"
        moved = nodes.section(text, _completed_table(news))
    exempt = nodes.Paragraph(f"Exempt, number and status only: {exempt_text(news)}")
    return nodes.page_of(
        nodes.section(_overdue_text(news), _overdue_table(news)) if news.overdue else None,
        moved,
        nodes.spaced(exempt) if news.exempt else None,
    )


def subject_of(summary: Summary, wanted: Selection | None) -> str:
    """The subject of a mail: "Inspection action plan, 1 December 2008: 12 overdue, …".

    The board or owner it is about is named; nothing in a name can begin an encoded word (RFC 2047).
    """
    every = summary.totals.all
    names = (*wanted.boards, *wanted.owners) if wanted else ()
    whose = visible(f", {' and '.join(names)}") if names else " (a part)" if wanted else ""
    day = say_in_full(summary.as_of.isoformat())
    deferred = f"{every.deferred} deferred, " if every.deferred else ""
    text = (
        f"Inspection action plan{whose}, {day}: {every.overdue or 'none'} overdue, {deferred}"
        f"{every.open} open, {every.completed} of {every.total} completed"
    )
    if summary.damaged:
        text += f", {plural(len(summary.damaged), 'file')} not counted (unreadable)"
    return " ".join(text.replace("=?", "= ?").split())


def exempt_text(news: Highlights) -> str:
    """Exempt items by number and status: "REC-5 in progress"."""
    return ", ".join(f"{item_id} {_PHRASES[status]}" for item_id, status in news.exempt)


def _overdue_text(news: Highlights) -> str:
    parts = [f"{one.owner or 'nobody'} {len(one.rows)}" for one in news.overdue_by_owner]
    if news.overdue_exempt:
        parts.append(f"exempt {news.overdue_exempt}")
    return f"Overdue, by owner: {'; '.join(parts)}"


def _overdue_table(news: Highlights) -> nodes.Table:
    from hmic_tracker.render.views.items import items_table

    rows = news.overdue
    if len(rows) <= _MOST_ROWS:
        return items_table(rows, ("id", "where", "due", "days_overdue", "owner"), second=True)
    return owners_table(news.overdue_by_owner)


def owners_table(owners: Iterable[OwnerItems]) -> nodes.Table:
    """How many of each owner's items are overdue, by how long, and which."""
    lines = [_owner_row(one, one.most_days) for one in owners]
    return nodes.Table((*_OWNERS, *nodes.columns(">Most days late")), tuple(lines), "Which")


def _completed_table(news: Highlights) -> nodes.Table:
    from hmic_tracker.render.views.items import items_table

    rows = news.completed
    if len(rows) <= _MOST_ROWS:
        return items_table(rows, ("id", "where", "status", "owner"), second=True)
    return nodes.Table(_OWNERS, tuple(map(_owner_row, news.completed_by_owner)), "Which")


def _owner_row(one: OwnerItems, *more: int) -> nodes.Row:
    ids = format_id_ranges([row.item.id for row in one.rows])
    return nodes.make_row(one.owner or "nobody", len(one.rows), *more, detail=ids)


def update_text(update: Update) -> str:
    """What was noted on an item, and why."""
    text = " ".join(filter(None, (update.note, update.reason)))
    return f"{say_day(update.on)}: {text}"

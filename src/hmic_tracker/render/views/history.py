"""What was entered, newest last: of one item or of the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.history_entries import entry_text

if TYPE_CHECKING:
    from hmic_tracker.reports.history import HistoryReport


def history_page(report: HistoryReport) -> nodes.Page:
    """The page of `history`: one row an entry; entries of one command alike stand as one."""
    if not report.groups:
        none = f"No entries{' for ' + report.item_id if report.item_id else ''}"
        return (nodes.Paragraph(none), *damage_notice(report.damaged))
    rows = (
        nodes.make_row(
            *(say_day(group.entry.on), say_day(group.entry.recorded.date())),
            *(group.ids, group.entry.by or "unknown"),
            detail=entry_text(group.entry, who=False),
        )
        for group in report.groups
    )
    table = nodes.Table(nodes.columns("Day", "Entered", "Items", "By"), tuple(rows), "What")
    head = nodes.Heading(f"History of {report.item_id or 'the plan'}")
    return (head, nodes.Gap(), table, *damage_notice(report.damaged))

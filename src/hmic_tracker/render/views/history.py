"""What was entered, newest last: of one item or of the whole plan."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.render.blocks import Cell, Column, Gap, Heading, Line, Page, Row, Table
from hmic_tracker.render.views.damage import damage_blocks
from hmic_tracker.render.views.entries import entry_text
from hmic_tracker.reports.history import HistoryReport


def history_page(report: HistoryReport) -> Page:
    """The page of `history`: one row an entry; entries of one command alike stand as one."""
    if not report.groups:
        return (
            Line(f"No entries{' for ' + report.item_id if report.item_id else ''}"),
            *damage_blocks(report.damaged),
        )
    columns = (
        Column("on", "Day"),
        Column("recorded", "Entered"),
        Column("items", "Items"),
        Column("by", "By"),
    )
    rows = []
    for group in report.groups:
        entry = group.entry
        rows.append(
            Row(
                (
                    Cell(say_day(entry.on)),
                    Cell(say_day(entry.recorded.date())),
                    Cell(group.ids),
                    Cell(entry.by or "unknown"),
                ),
                entry_text(entry, who=False),
            )
        )
    head = f"History of {report.item_id}" if report.item_id else "History of the plan"
    table = Table(columns, tuple(rows), "What")
    return (Heading(head), Gap(), table, *damage_blocks(report.damaged))

"""What was entered, newest last: of one item or of the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.items import IMPORTS
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.history_entries import arrival_text, entry_text, text_with
from hmic_tracker.reports.history import INSPECTION, SETTINGS

if TYPE_CHECKING:
    from hmic_tracker.reports.history import EntryGroup, HistoryReport


def history_page(report: HistoryReport) -> nodes.Page:
    """The page of `history`: one row an entry; entries of one command alike stand as one."""
    if not report.groups:
        none = f"No entries{' for ' + report.about if report.about else ''}"
        return (nodes.Paragraph(none), *damage_notice(report.damaged))
    rows = (
        nodes.make_row(
            *(say_day(group.entry.on), say_day(group.entry.recorded.date())),
            *(group.ids, group.entry.by or "unknown"),
            detail=_marked(_what(group, report), group) + arrival_text(group.entry, report.arrived),
        )
        for group in report.groups
    )
    table = nodes.Table(nodes.columns("Day", "Entered", "Items", "By"), tuple(rows), "What")
    head = nodes.Heading(f"History of {report.about or 'the plan'}")
    return (head, nodes.Gap(), table, *damage_notice(report.damaged))


def _marked(text: str, group: EntryGroup) -> str:
    """What was entered, and of which fields another's value stands beside it."""
    if not group.unsettled:
        return text
    from hmic_tracker.reports.unsettled import field_name

    return f"{text} (not settled: {', '.join(map(field_name, group.unsettled))})"


def _what(group: EntryGroup, report: HistoryReport) -> str:
    if group.subject == INSPECTION:
        from hmic_tracker.domain.inspection_words import entry_words

        words = entry_words(group.entry, report.frameworks)
        return text_with(group.entry, words, who=False)
    if group.subject != SETTINGS:
        return entry_text(group.entry, who=False)
    from hmic_tracker.render.views.settings_changes import settings_texts

    texts = settings_texts(
        group.entry.changes, report.names, adds=group.entry.event in {"added", *IMPORTS}
    )
    return text_with(group.entry, ["; ".join(texts)] if texts else [], who=False)

"""What was entered, newest last: of one item or of the whole plan."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.items import IMPORTS
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.history_entries import arrival_text, entry_text, text_with
from hmic_tracker.reports.history import INSPECTION, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hmic_tracker.reports.history import EntryGroup, HistoryReport
    from hmic_tracker.reports.item_history import HistoryLine, ShownHistory


def history_page(report: HistoryReport) -> nodes.Page:
    """The page of `history`: one row an entry; entries of one command alike stand as one.

    Of one item it is a line an entry. Those of one history have their place in it, by which
    `correct` names them.
    """
    if not report.groups:
        none = f"No entries{' for ' + report.about if report.about else ''}"
        return (nodes.Paragraph(none), *damage_notice(report.damaged))
    head = nodes.Heading(f"History of {report.about or 'the plan'}")
    if report.one_item is not None:
        lines = tuple(_line(line, report.arrived) for line in report.one_item.lines)
        left_out = left_out_nodes(report.one_item, f"tracker history {report.about} --all")
        shown = (nodes.Pairs(lines),) if lines else ()
        return (head, nodes.Gap(), *shown, *left_out, *damage_notice(report.damaged))
    alike, table = _table(report)
    line = (nodes.Paragraph(alike),) if alike else ()
    return (head, *line, nodes.Gap(), table, *damage_notice(report.damaged))


def _table(report: HistoryReport) -> tuple[str, nodes.Table]:
    """The entries as a table; what is alike in all of them stands in the line before it."""
    entries = [group.entry for group in report.groups]
    writers = {entry.by or "unknown" for entry in entries}
    is_prompt = all(entry.recorded.date() == entry.on for entry in entries)
    several = len(entries) > 1
    columns: list[tuple[str, list[object]]] = [
        (">No.", [group.place for group in report.groups] if report.is_of_one else []),
        ("Day", [say_day(entry.on) for entry in entries]),
        ("Entered", [say_day(e.recorded.date()) for e in entries if not (several and is_prompt)]),
        ("Items", [group.ids for group in report.groups]),
        ("By", [e.by or "unknown" for e in entries] if len(writers) > 1 or not several else []),
    ]
    there = [(head, cells) for head, cells in columns if cells]
    details = (
        _marked(_what(group, report), group) + arrival_text(group.entry, report.arrived)
        for group in report.groups
    )
    rows = tuple(
        nodes.make_row(*map(str, cells), detail=detail)
        for cells, detail in zip(
            zip(*(cells for _, cells in there), strict=True), details, strict=True
        )
    )
    alike = [f"by {name}" for name in writers if several and len(writers) == 1]
    alike += ["entered on its day"] * (several and is_prompt)
    heads = nodes.columns(*(head for head, _ in there))
    return f"All: {', '.join(alike)}" if alike else "", nodes.Table(heads, rows, "What")


def left_out_nodes(shown: ShownHistory, how: str) -> nodes.Page:
    """How many entries of a history are not shown, and the line that shows them."""
    if not shown.has_more:
        return ()
    parts = [plural(shown.earlier, "earlier entry", "earlier entries")] if shown.earlier else []
    parts += [f"{shown.undone} of what was undone"] if shown.undone else []
    text = f"Not shown: {', '.join(parts)} - {how}"
    return (nodes.Gap(), nodes.Paragraph(text, "dim", indent=2))


def _line(line: HistoryLine, arrived: Mapping[str, date]) -> tuple[str, str]:
    """An entry of one item: its place, its day and what it says."""
    entry = line.entry
    text = _marked(entry_text(entry), line)
    if entry.recorded.date() != entry.on:
        text += f"; entered {say_day(entry.recorded.date())}"
    return f"{line.place:>3}  {say_day(entry.on)}", text + arrival_text(entry, arrived)


def _marked(text: str, one: EntryGroup | HistoryLine) -> str:
    """What was entered, which entry it corrects, and what another gave otherwise beside it."""
    if one.corrects is not None and text.startswith(one.entry.event):
        text = f"{one.entry.event} entry {one.corrects}{text[len(one.entry.event) :]}"
    if not one.unsettled:
        return text
    from hmic_tracker.reports.unsettled import field_name

    return f"{text} (not settled: {', '.join(map(field_name, one.unsettled))})"


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

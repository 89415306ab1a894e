"""One item, whole: where it is from, how it stands, its text, its history."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.fields import FIELDS
from hmic_tracker.domain.parts import steps_of
from hmic_tracker.domain.words import (
    KIND_NAMES,
    PROGRESS_PHRASES,
    RESPONSE_PHRASES,
    STATUS_PHRASES,
    plural,
)
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.history_entries import entry_text, evidence_lines, step_lines
from hmic_tracker.reports.item_history import lines_of, shown_history
from hmic_tracker.reports.item_rows import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.domain.items import Entry, Item
    from hmic_tracker.reports.item import ItemReport
    from hmic_tracker.reports.item_sources import SourceLines


def item_page(report: ItemReport, *, is_whole: bool = False) -> nodes.Page:
    """The page of `show`, with the latest of its history or the whole."""
    item = report.row.item
    page: list[nodes.Node] = [
        nodes.Heading(f"{item.id}  {where_in_report(report)}"),
        *origin_nodes(report),
    ]
    if report.taken_back:
        page += _taken_back(report.taken_back)
    if item.unsettled:
        from hmic_tracker.render.views.unsettled import unsettled_nodes
        from hmic_tracker.reports.unsettled import unsettled_of

        page += unsettled_nodes(unsettled_of(item))
    page += [nodes.Gap(), nodes.Pairs(tuple(_pairs(report)), columns=2), nodes.Gap()]
    if report.has_request:
        page += _request(item)
    page += _texts(report)
    if item.response_reason:
        page += nodes.part("Response", nodes.Quotation(item.response_reason))
    if report.parts:
        from hmic_tracker.render.views.item_parts import parts_nodes  # few items have any

        page += parts_nodes(report.parts)
    if item.actions:
        done, of = steps_of(item.actions)
        lines = nodes.Pairs(tuple(step_lines(item.actions)))
        page += nodes.part(f"Action plan: {done} of {plural(of, 'step')} done", lines)
        page += [nodes.Paragraph(text, "amber", indent=2) for text in report.step_notes]
    if item.evidence:
        page += nodes.part("Evidence", nodes.Pairs(tuple(evidence_lines(item.evidence))))
    if report.links:
        page += nodes.part("Links", nodes.Pairs(tuple(_links(report))))
    for text in report.notes:
        page += [nodes.Gap(), nodes.Paragraph(text, "amber")]
    page += nodes.part("History", *_history(item, is_whole=is_whole))
    for earlier in report.earlier:
        page += nodes.part(f"Before, as {earlier.id}", *_history(earlier, is_whole=is_whole))
    return tuple(page)


def _texts(report: ItemReport) -> nodes.Page:
    """A title of one's own, and what the inspectors said; else the title that goes without text."""
    item = report.row.item
    if not item.title_given and not item.text:
        return (nodes.Paragraph(item.title, indent=2),)
    page: list[nodes.Node] = []
    if item.title_given:
        page += [nodes.Paragraph(item.title, "bold", indent=2), nodes.Gap()]
    if item.text:
        page.append(nodes.Quotation(item.text))
    if item.text and report.reworded:
        page.append(nodes.Paragraph(_reworded(report.reworded, item), "dim", indent=2))
    if item.part_of:
        text = f"In our own words. The inspectors' words: tracker show {item.part_of}"
        page.append(nodes.Paragraph(text, "dim", indent=2))
    return tuple(page)


def source_nodes(sources: Iterable[SourceLines]) -> nodes.Page:
    """The lines of documents that an item comes from, each with its place."""
    return tuple(
        node
        for source in sources
        for node in nodes.part(
            f"In {source.origin.name}",
            nodes.Pairs(tuple((f"  {mark.place}", mark.text) for mark in source.marks)),
            nodes.Paragraph(f"all of its lines: {source.path}", "dim", indent=2),
        )
    )


def _taken_back(entry: Entry) -> nodes.Page:
    """That the item is shown nowhere else any more, and who took it back."""
    text = f"Taken back by {entry.by} on {say_day(entry.on)}: in no list and no count any more"
    return (nodes.Gap(), nodes.Paragraph(text, "amber"))


def _request(item: Item) -> nodes.Page:
    """The date that is asked for, and how it is answered."""
    due, reason = item.requested_due or "", item.requested_reason
    how = (
        f"tracker update {item.id} --due {due} --agreed-by BOARD",
        f"tracker update {item.id} --refuse-date REASON",
    )
    text = f"Asks for {say_due(due)}{f': {reason}' if reason else ''}"
    lines = (nodes.Paragraph(line, "dim", indent=2) for line in how)
    return (nodes.Paragraph(text, "amber"), *lines, nodes.Gap())


def _history(item: Item, *, is_whole: bool) -> nodes.Page:
    """Each entry that is shown: its day, what it did, and where it is from."""
    if not item.history:
        return (nodes.Paragraph("none recorded", indent=2),)
    shown = shown_history(item.history, lines_of(item.history), is_whole=is_whole)
    entries = (line.entry for line in shown.lines)
    pairs = nodes.Pairs(tuple((f"  {say_day(e.on)}", entry_text(e)) for e in entries))
    if not shown.has_more:
        return (pairs,)
    from hmic_tracker.render.views.history import left_out_nodes  # few have as many

    how = f"tracker history {item.id} --all"
    return (*([pairs] if shown.lines else []), *left_out_nodes(shown, how))


def _reworded(entry: Entry, item: Item) -> str:
    """That the text isn't the document's, since when, and where its own words are."""
    by = f" by {entry.by}" if entry.by else ""
    return (
        f"Reworded on {say_day(entry.on)}{by}; the words of the report: "
        f"tracker show {item.id} --source"
    )


def where_in_report(report: ItemReport) -> str:
    """The framework of an item, its kind and its number there."""
    item = report.row.item
    if item.part_of:
        title = f": {report.whole.title}" if report.whole else ""
        return f"Part of {item.part_of}{title}"
    name = report.row.framework_name or item.framework
    number = f" {item.label}" if item.label is not None else ""
    of = f" of {item.of}" if item.of is not None and number else ""
    overall = " (overall)" if report.has_children else ""
    kind = f"{KIND_NAMES[item.kind]}{number}{of}"
    return f"{name}{overall}, {kind}" if name else kind


def origin_nodes(report: ItemReport) -> nodes.Page:
    """The inspection that an item is from, when that was published, and the grade that it gave."""
    inspection, grade = report.inspection, report.grade
    if inspection is None:
        return ()
    published = f", published {say_due(inspection.published)}" if inspection.published else ""
    graded = f". Grade {grade.period}: {grade.grade}" if grade else ""
    return (nodes.Paragraph(f"{inspection.title}{published}{graded}"),)


def _pairs(report: ItemReport) -> list[tuple[str, str]]:
    item = report.row.item
    pairs = [
        ("Status", STATUS_PHRASES[item.status]),
        ("RAG", rag_text(report)),
        ("Progress", PROGRESS_PHRASES[item.reported_progress]),
        ("Due", due_line(item, report)),
        ("Owner", item.owner or "none"),
        ("Board", report.row.board or "none"),
        ("Evidence", plural(len(item.evidence), "piece") if item.evidence else "none"),
        ("Verified", verified_line(report)),
    ]
    if item.deferred_until and (text := deferral_line(report)):
        pairs.append(("Deferred", text))
    if item.response:
        pairs.append(("Response", RESPONSE_PHRASES[item.response]))
    if item.source_kind:
        pairs.append(("In the source", item.source_kind))
    if report.body:
        pairs.append(("Body", report.body))
    if item.aka:
        pairs.append(("Formerly", ", ".join(item.aka)))
    if item.discharged_by:
        pairs.append(("Discharged", f"by {item.discharged_by}"))
    if item.actions:
        done, of = steps_of(item.actions)
        pairs.append(("Steps", f"{done} of {of}"))
    if item.kind == "good-practice":
        circulated = "; ".join(item.circulated) or "nobody"
        pairs += [("Force", item.force or "none"), ("Circulated to", circulated)]
    if item.exempt:
        pairs.append(("Exempt", "papers print number and status only"))
    for field in FIELDS:
        if field.line and VALUES[field.key](report.row):
            from hmic_tracker.render.views.columns import COLUMNS  # few items have such a line

            pairs.append((field.head, COLUMNS[field.key].text(report.row)))
    return pairs


def deferral_line(report: ItemReport) -> str:
    """Until when it is deferred, or was, by which board, on which day, and why; "" of the rest."""
    from hmic_tracker.render.views.deferral_text import until_text  # few items are deferred
    from hmic_tracker.reports.deferrals import has_deferral

    row = report.row
    if not has_deferral(row.item):
        return ""
    until, on = row.item.deferred_until or "", VALUES["deferred_on"](row)
    by = f" by {row.item.deferred_by}" if row.item.deferred_by else ""
    agreed = f" on {say_day(on)}" if on else ""
    reason = VALUES["deferred_reason"](row)
    why = f": {reason}" if reason else ""
    return f"{'' if row.is_deferred else 'ended, was '}{until_text(until)}{by}{agreed}{why}"


def verified_line(report: ItemReport) -> str:
    """When an item was verified and by whom, or that it was not."""
    entry = report.verified
    if entry is None:
        words = {"verified": "yes", "closed": "closed by the inspecting body"}
        return words.get(report.row.item.status, "no")
    by = f" by {entry.by}" if entry.by else ""
    return f"{say_day(entry.on)}{by}{' (rule set aside)' if entry.override else ''}"


def _links(report: ItemReport) -> list[tuple[str, str]]:
    return [
        (f"  {link.phrase}", f"{link.other}  {report.titles.get(link.other, '(not in the plan)')}")
        for link in report.links
    ]


def rag_text(report: ItemReport) -> str:
    """An item's colour, and what gives it that one."""
    row = report.row
    if row.rag == "red":
        return f"red: {plural(row.days_overdue, 'day')} overdue"
    if row.rag == "amber":
        moves = report.slippage.moves
        if moves > 1:
            return f"amber: moved {moves} times"
        return "amber: its deferral ends soon" if row.is_deferred else "amber: due soon"
    if row.is_deferred:
        return f"{row.rag}: deferred"
    texts = {"grey": "grey: no due date", "none": f"none: {report.why_not_counted}"}
    texts["blue"] = f"blue: {STATUS_PHRASES[row.item.status]}"
    return texts.get(row.rag, row.rag)


def due_line(item: Item, report: ItemReport) -> str:
    """When an item is due, and how often that was moved from its first due."""
    if item.due is None or item.deadline is None:
        return "none"
    moved = report.slippage
    text = f"{say_in_full(item.due)} (deadline {say_day(item.deadline)})"
    if report.first:
        first_due, whose = report.first
        text += f"; {whose}, whose place it took, was due {say_due(first_due)} first"
    if not moved.moves:
        return f"{text}, never moved"
    first = f", first {say_due(item.original_due)}" if item.original_due else ""
    times = {1: "once", 2: "twice"}.get(moved.moves, f"{moved.moves} times")
    return f"{text}, moved {times} by {plural(moved.days, 'day')}{first}"

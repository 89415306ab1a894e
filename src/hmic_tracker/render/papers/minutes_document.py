"""The minutes of a review as a paper."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.wording import INTERNAL
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.history_entries import entry_text
from hmic_tracker.render.views.review import where_text
from hmic_tracker.reports.redaction import WITHHELD, is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry
    from hmic_tracker.reports.minutes import Minutes, Reviewed


def minutes_document(minutes: Minutes) -> nodes.Document:
    """The minutes: how many items changed, what was decided of each, who is to do what."""
    review = minutes.review
    head = f"{review.head} on {say_day(review.on)}"
    marking = [minutes.marking or "", INTERNAL if minutes.internal else ""]
    return nodes.Document(
        tuple(_nodes(minutes, head)),
        title=head,
        marking=" – ".join(filter(None, marking)),
        footer=head,
        author=minutes.organisation or "",
        day=review.on,
        look="paper",
    )


def _nodes(minutes: Minutes, head: str) -> Iterator[nodes.Node]:
    review = minutes.review
    yield nodes.Heading(head, 1)
    yield nodes.Paragraph(_summary(review))
    for one in minutes.items:
        yield nodes.Heading(f"{format_id_ranges(one.ids)}  {where_text(one.ids, one.row)}", 2)
        if not one.row.item.is_placeholder and not is_hidden(one.row.item):
            yield nodes.Paragraph(one.row.item.title)
        if texts := tuple(filter(None, map(_decision, one.entries))):
            yield nodes.Bullets(texts)
        else:
            yield nodes.Paragraph("Nothing of what was entered is for these minutes.")
    if minutes.tasks:
        yield nodes.Heading("Who is to do what", 2)
        rows = (
            nodes.make_row(
                nodes.id_cell(format_id_ranges(task.ids)),
                f"Evidence: {task.text}" if task.is_evidence else task.text,
                task.owner or "nobody yet",
                say_due(task.due) if task.due else "",
            )
            for task in minutes.tasks
        )
        yield nodes.Table(nodes.columns("Item", "What", "Who", "By"), tuple(rows))
    if minutes.items and review.left:
        yield nodes.Paragraph(f"Left as they were: {format_id_ranges(review.left)}.")
    if review.looked_at and review.unseen:
        yield nodes.Paragraph(f"Not looked at: {format_id_ranges(review.unseen)}.")
    if minutes.withheld:
        many = plural(minutes.withheld, "note or reason", "notes and reasons")
        yield nodes.Paragraph(f"Not printed: {many}, internal; the history has them.")
    yield from (node for node in damage_notice(review.damaged) if node != nodes.Gap())


def _summary(review: Reviewed) -> str:
    if not review.chosen:
        return "No items to go through."
    changed, left, unseen = len(review.changed), len(review.left), len(review.unseen)
    parts = [f"{changed} of {plural(len(review.chosen), 'item')} changed"]
    parts += [f"{left} left as {'it was' if left == 1 else 'they were'}"] if left else []
    parts += [f"{unseen} not looked at"] if unseen else []
    return f"{', '.join(parts)}."


def _decision(entry: Entry) -> str:
    """What an entry decided; empty where nothing of it is printed."""
    if not (entry.changes or entry.note or entry.reason):
        return ""
    bare = entry._replace(agreed_by=None) if entry.agreed_by == WITHHELD else entry
    text = (
        entry_text(bare, who=False).removeprefix(f"{entry.event}: ")
        if bare.changes
        else (entry_text(bare, who=False))
    )
    return text[:1].upper() + text[1:]

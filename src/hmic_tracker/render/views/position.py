"""The page of the position for a board, as browsers show it: pictures, and tables of the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views import summary as summary_view
from hmic_tracker.render.views.columns import COLUMNS
from hmic_tracker.render.views.deferrals import deferrals_part, deferred_text
from hmic_tracker.render.views.glance import glance_nodes
from hmic_tracker.render.views.grades import earlier_part, national_part
from hmic_tracker.render.views.highlights import (
    exempt_text,
    owners_table,
    update_text,
)
from hmic_tracker.render.views.items import item_runs
from hmic_tracker.render.views.movement import moved_rows, movement_text, parts_table
from hmic_tracker.render.views.position_status import PERIODS, status_part
from hmic_tracker.render.views.trend import trend_part

if TYPE_CHECKING:
    from hmic_tracker.reports.status_page import StatusPage
    from hmic_tracker.reports.summary_values import Summary

_MOST_ROWS: Final = 12
"""Of more items than these, which each have a row, a reader opens the list; paper goes without."""
_MOST_OWNERS: Final = 40
_ITEM: Final = nodes.Column("Item", wrap="never")
_TITLE: Final = nodes.Column("Title", wrap="long")
_NO_DATE: Final = {False: "none", True: "not given"}


def position_document(page: StatusPage) -> nodes.Document:
    """The page as a document: grades and status, what is overdue, what moved, then the rest."""
    summary, news = page.summary, page.highlights
    late = summary.totals.all.overdue
    exempt = [nodes.Paragraph(f"Number and status only: {exempt_text(news)}.")] * bool(news.exempt)
    parts: tuple[tuple[str, str, Iterable[nodes.Node]], ...] = (
        ("status", "Grades and status", status_part(page)),
        ("overdue", f"Overdue: {late or 'none'}", _overdue(page)),
        ("news", f"Since {_since_in_full(page)}", _news(page)),
        ("requested", f"Extensions requested: {summary.requested.total}", _requested(page)),
        ("deferred", f"Deferred: {summary.totals.all.deferred}", _deferred(summary)),
        ("unsettled", "Not settled", _unsettled(summary)),
        ("exempt", "Exempt items", exempt),
        ("owners", "Owners", _owners(page)),
        ("trend", "Trend", trend_part(page.trend)),
        ("national", "The national picture", national_part(page.grades)),
        ("grades", "Grades by period", earlier_part(page.grades, PERIODS)),
    )
    made = (
        (nodes.Heading(head, 2, anchor), *nodes_of_it)
        for anchor, head, content in parts
        if (nodes_of_it := tuple(content))
    )
    return nodes.Document(
        nodes.page_of(_head(page), *made),
        title=f"{summary_view.summary_title(summary)}: position at {say_day(summary.as_of)}",
        marking=news.marking or "",
        note="Computed from the action plan; notes and evidence that are internal are left out.",
        look="position",
    )


def _since_in_full(page: StatusPage) -> str:
    day = say_in_full(page.highlights.since.isoformat())
    return f"{page.since} of {day}" if page.since else day


def _head(page: StatusPage) -> Iterator[nodes.Node]:
    summary = page.summary
    yield nodes.Heading(summary_view.summary_title(summary), 1)
    if summary.organisation and summary.organisation != summary_view.summary_title(summary):
        yield nodes.Paragraph(summary.organisation)
    yield nodes.Heading(f"Position at {say_in_full(summary.as_of.isoformat())}", 2, "position")
    yield from nodes.filter_line(summary.filter_text)
    yield from glance_nodes(page)
    if damaged := summary.damaged:
        verb, names = "is" if len(damaged) == 1 else "are", ", ".join(one.path for one in damaged)
        text = f"{plural(len(damaged), 'file')} can't be read and {verb} not counted: {names}."
        yield nodes.Paragraph(text, "bold")
    yield nodes.Contents("Skip to the position")


def _overdue(page: StatusPage) -> Iterator[nodes.Node]:
    """What is overdue, whose, and by how long."""
    rows = page.highlights.overdue
    if not rows:
        every = page.summary.totals.all.overdue
        yield nodes.Paragraph("All are exempt items." if every else "Nothing is overdue.")
        return
    due = nodes.Column("Due", wrap="never")
    columns = nodes.columns(
        *(_ITEM, _TITLE, "In the report", due), *(">Days late", "Progress", "Owner")
    )
    lines = [
        nodes.make_row(
            *(nodes.id_cell(run.ids), run.title, run.where),
            *(say_due(run.first.item.due or ""), nodes.red_count(run.first.days_overdue)),
            *(run.first.item.reported_progress, run.first.item.owner or "none"),
        )
        for run in item_runs(rows, ("due", "days_overdue", "progress", "owner"))
    ]
    table = nodes.Table(columns, tuple(lines), caption="Open and past the deadline, by owner")
    owners = owners_table(page.highlights.overdue_by_owner)
    short = owners._replace(caption="Open and past the deadline: how many of whom, and which")
    yield from _folded_if_long(table, short)


def _folded_if_long(
    table: nodes.Table, short: nodes.Node, most: int = _MOST_ROWS
) -> Iterator[nodes.Node]:
    """A table, or of too many rows what says it in short, with the table to be opened."""
    number = len(table.rows)
    if number > most:
        yield short
        table = table._replace(folded=f"All {number} rows: {table.caption}")
    yield table


def _deferred(summary: Summary) -> Iterator[nodes.Node]:
    """What is deferred, and what has come back."""
    for node in deferrals_part(summary.deferred):
        if isinstance(node, nodes.Table):
            short = nodes.Paragraph(f"{deferred_text(summary.deferred)}.")
            yield from _folded_if_long(node, short)
        else:
            yield node


def _requested(page: StatusPage) -> Iterator[nodes.Node]:
    """The dates that are asked for and not answered yet; nothing where there are none."""
    if not page.summary.requested.total:
        return
    if not page.highlights.requested:
        yield nodes.Paragraph("All are exempt items.")
        return
    due, first, date = (
        nodes.Column(head, wrap="never") for head in ("Due", "First due", "Date asked")
    )
    columns = nodes.columns(_ITEM, _TITLE, "Owner", due, first, date, ">Moves so far", "Reason")
    fields = ("owner", "due", "original_due", "requested_due", "moves", "requested_reason")
    lines = [
        nodes.make_row(
            *(nodes.id_cell(run.ids), run.title),
            *(COLUMNS[key].text(run.first) for key in fields[:-1]),
            run.first.item.requested_reason or "not published",
        )
        for run in item_runs(page.highlights.requested, fields)
    ]
    caption = "Dates asked for and not answered: until then the due stands"
    short = nodes.Paragraph(f"{summary_view.requested_text(page.summary)}.")
    yield from _folded_if_long(nodes.Table(columns, tuple(lines), caption=caption), short)


def _unsettled(summary: Summary) -> Iterator[nodes.Node]:
    """Which items are not settled, which value of theirs counts, and what else was given."""
    if not summary.not_settled_ids:
        return
    from hmic_tracker.render.views.unsettled import unsettled_items_text, unsettled_note

    text = unsettled_items_text(summary.not_settled_ids, summary.not_settled)
    yield nodes.Paragraph(f"{text}.", "bold")
    for one in summary.not_settled:
        yield nodes.Paragraph(f"{unsettled_note(one)}.")


def _news(page: StatusPage) -> Iterator[nodes.Node]:
    """What moved since a day; what is newly overdue by its ids, since it stands above."""
    news = page.highlights
    if news.movement is None:
        return
    yield nodes.Paragraph(movement_text(news.movement))
    if news.newly_overdue:
        ids = format_id_ranges([row.item.id for row in news.newly_overdue])
        number = plural(len(news.newly_overdue), "item")
        yield nodes.Paragraph(f"{number} newly overdue since {say_day(news.since)}: {ids}.")
    moved = news.movement._replace(became_overdue=())
    rows = list(moved_rows(moved))
    columns = nodes.columns(_ITEM, _TITLE, "What", "From", "To", "Owner")
    lines = [
        nodes.make_row(nodes.id_cell(ids), title, what, *rest) for what, ids, title, *rest in rows
    ]
    caption = "What moved, old and new"
    if lines:
        short = parts_table(moved)._replace(caption="How many items moved, and which")
        yield from _folded_if_long(nodes.Table(columns, tuple(lines), caption=caption), short)
    yield from _published(page)


def _published(page: StatusPage) -> Iterator[nodes.Node]:
    """What was published of items in words."""
    updates = page.highlights.updates
    if updates:
        rows = (nodes.make_row(nodes.id_cell(one.item.id), update_text(one)) for one in updates)
        columns, caption = (
            nodes.columns(_ITEM, "Published"),
            "What was published of items, in words",
        )
        short = nodes.Paragraph(f"{plural(len(updates), 'note')} published since.")
        yield from _folded_if_long(nodes.Table(columns, tuple(rows), caption=caption), short)


def _owners(page: StatusPage) -> Iterator[nodes.Node]:
    """What each post owes."""
    if not page.owners:
        yield nodes.Paragraph("Nothing is owed: all is completed and verified.")
        return
    near = say_day(page.summary.near_day)
    owner, next_due = nodes.Column("Owner", wrap="long"), nodes.Column("Next due", wrap="never")
    deferred = page.owed.deferred > 0
    columns = nodes.columns(
        *(owner, nodes.number_columns("Open", *(["Deferred"] if deferred else []), "Overdue")),
        *(f">Due by {near}", next_due, ">Done, not yet verified"),
    )
    lines = [
        nodes.make_row(
            *(row.owner or "nobody", row.open),
            *([row.deferred] if deferred else []),
            *(nodes.red_count(row.overdue), row.near),
            *(say_due(row.next_due) if row.next_due else _NO_DATE[row.withheld], row.unverified),
        )
        for row in page.owners
    ]
    if len(lines) > 1:
        total = page.owed
        numbers = [total.open, *([total.deferred] if deferred else []), total.overdue, total.near]
        lines.append(nodes.make_row("Total", *numbers, "", total.unverified, strong=True))
    table = nodes.Table(columns, tuple(lines), caption="What each post owes")
    short = table._replace(rows=table.rows[-1:], caption="What all posts owe together")
    yield from _folded_if_long(table, short, _MOST_OWNERS)

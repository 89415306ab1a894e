"""The page of the position for a board, as browsers show it: pictures, and tables of the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import PROGRESS_PHRASES, RAGS, STATUS_PHRASES, Rag, plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views import summary as summary_view
from hmic_tracker.render.views.columns import COLUMNS, RAG_STYLES
from hmic_tracker.render.views.deferrals import deferrals_part
from hmic_tracker.render.views.grades import grades_part
from hmic_tracker.render.views.highlights import exempt_text, update_text
from hmic_tracker.render.views.items import item_runs
from hmic_tracker.render.views.movement import moved_rows, movement_text
from hmic_tracker.render.views.status_bars import status_parts
from hmic_tracker.render.views.trend import trend_part

if TYPE_CHECKING:
    from hmic_tracker.reports.status_page import StatusPage
    from hmic_tracker.reports.summary import KindCounts, Summary

_DEFERRED: Final[tuple[nodes.Style, str]] = ("grey", "deferred")
_STATUS_KEY: Final[tuple[tuple[nodes.Style, str], ...]] = (
    ("blue", "verified"),
    ("green", "completed, not yet verified"),
    ("", "open, in time"),
    ("red", "overdue"),
    _DEFERRED,
)
_STATUS_WORDS: Final = ("verified", "completed", "open", "overdue", "deferred")
_ITEM: Final = nodes.Column("Item", wrap="never")
_TITLE: Final = nodes.Column("Title", wrap="long")
_NO_DATE: Final = {False: "none", True: "not given"}


def position_document(page: StatusPage) -> nodes.Document:
    """The page as a document: exceptions first, then grades, status, colours, trend and owners."""
    summary, news = page.summary, page.highlights
    late = summary.totals.all.overdue
    exempt = [nodes.Paragraph(f"Number and status only: {exempt_text(news)}.")] * bool(news.exempt)
    parts: tuple[tuple[str, str, Iterable[nodes.Node]], ...] = (
        ("overdue", f"Overdue: {late or 'none'}", [_overdue(page)]),
        ("deferred", f"Deferred: {summary.totals.all.deferred}", deferrals_part(summary.deferred)),
        ("requested", f"Extensions requested: {summary.requested.total}", _requested(page)),
        ("unsettled", "Not settled", list(_unsettled(summary))),
        ("news", f"Since {say_in_full(news.since.isoformat())}", _news(page)),
        ("exempt", "Exempt items", exempt),
        ("grades", "Grades", grades_part(page.grades)),
        ("status", "Status by framework", _status(summary)),
        ("rag", "Red, amber, green", _colours(page)),
        ("trend", "Trend", trend_part(page.trend)),
        ("owners", "Owners", [_owners(page)]),
    )
    made = (
        (nodes.Heading(head, 2, anchor), *content) for anchor, head, content in parts if content
    )
    return nodes.Document(
        nodes.page_of(_head(page), *made),
        title=f"{summary_view.summary_title(summary)}: position at {say_day(summary.as_of)}",
        marking=news.marking or "",
        note="Computed from the action plan; notes and evidence that are internal are left out.",
        look="position",
    )


def _head(page: StatusPage) -> Iterator[nodes.Node]:
    summary = page.summary
    yield nodes.Heading(summary_view.summary_title(summary), 1)
    if summary.organisation and summary.organisation != summary_view.summary_title(summary):
        yield nodes.Paragraph(summary.organisation)
    yield nodes.Paragraph(f"Position at {say_in_full(summary.as_of.isoformat())}")
    if origin := summary_view.origin_of(summary):
        yield nodes.Paragraph(origin, "dim")
    yield from nodes.filter_line(summary.filter_text)
    yield nodes.Contents("Skip to the position")
    yield _figures(page)
    if damaged := summary.damaged:
        verb, names = "is" if len(damaged) == 1 else "are", ", ".join(one.path for one in damaged)
        text = f"{plural(len(damaged), 'file')} can't be read and {verb} not counted: {names}."
        yield nodes.Paragraph(text, "bold")


def _figures(page: StatusPage) -> nodes.Figures:
    every = page.summary.totals.all
    late: nodes.Style = "red" if every.overdue else ""
    return nodes.Figures(
        (
            nodes.Figure("Open", every.open, f"of {every.total}"),
            nodes.Figure("Overdue", every.overdue, "past the deadline", late),
            *_deferred_figure(every.deferred),
            nodes.Figure("Due soon", page.owed.near, f"by {say_day(page.summary.near_day)}"),
            nodes.Figure("Completed", every.completed, f"of {every.total}", "green"),
            nodes.Figure("Verified", every.verified, f"of {every.completed} completed", "blue"),
        )
    )


def _deferred_figure(number: int) -> list[nodes.Figure]:
    """What is deferred, where anything is."""
    return [nodes.Figure("Deferred", number, "as a board agreed")] if number else []


def _overdue(page: StatusPage) -> nodes.Node:
    """What is overdue, whose, and by how long."""
    rows = page.highlights.overdue
    if not rows:
        every = page.summary.totals.all.overdue
        return nodes.Paragraph("All are exempt items." if every else "Nothing is overdue.")
    due = nodes.Column("Due", wrap="never")
    columns = nodes.columns(
        *(_ITEM, _TITLE, "In the report", due), *(">Days late", "Progress", "Owner")
    )
    lines = [
        nodes.make_row(
            *(nodes.id_cell(run.ids), run.title, run.where),
            *(say_due(run.first.item.due or ""), nodes.red_count(run.first.days_overdue)),
            *(PROGRESS_PHRASES[run.first.item.reported_progress], run.first.item.owner or "none"),
        )
        for run in item_runs(rows, ("due", "days_overdue", "progress", "owner"))
    ]
    return nodes.Table(columns, tuple(lines), caption="Open and past the deadline, by owner")


def _requested(page: StatusPage) -> list[nodes.Node]:
    """The dates that are asked for and not answered yet; nothing where there are none."""
    if not page.summary.requested.total:
        return []
    if not page.highlights.requested:
        return [nodes.Paragraph("All are exempt items.")]
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
    return [nodes.Table(columns, tuple(lines), caption=caption)]


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
    """What moved since a day, or without one what is newly overdue and newly completed."""
    news = page.highlights
    if news.movement is None and news.newly_overdue:
        ids = format_id_ranges([row.item.id for row in news.newly_overdue])
        number = plural(len(news.newly_overdue), "item")
        yield nodes.Paragraph(f"{number} newly overdue since {say_day(news.since)}: {ids}.")
    if news.movement is not None:
        columns = nodes.columns("What", _ITEM, _TITLE, "From", "To", "Owner")
        moved = moved_rows(news.movement)
        lines = [nodes.make_row(what, nodes.id_cell(ids), *rest) for what, ids, *rest in moved]
        yield nodes.Paragraph(movement_text(news.movement))
        if lines:
            yield nodes.Table(columns, tuple(lines), caption="What moved, old and new")
        for update in news.updates:
            yield nodes.Paragraph(f"{update.item.id}, {update_text(update)}")
    elif news.completed:
        columns = nodes.columns(_ITEM, _TITLE, "In the report", "Status", "Owner")
        lines = [
            nodes.make_row(
                *(nodes.id_cell(run.ids), run.title, run.where),
                *(STATUS_PHRASES[run.first.item.status], run.first.item.owner or "none"),
            )
            for run in item_runs(news.completed, ("status", "owner"))
        ]
        caption = f"Completed since {say_day(news.since)}"
        yield nodes.Table(columns, tuple(lines), caption=caption)
    else:
        yield nodes.Paragraph(f"Nothing newly completed since {say_day(news.since)}.")


class _StatusRow(NamedTuple):
    """A row of the status table; `is_sum` where it is no part of the bars.

    It adds up rows that are there as well, or is an inspection's part of one.
    """

    label: str
    grade: str
    counts: KindCounts
    indent: int = 0
    is_sum: bool = False


def _status(summary: Summary) -> Iterator[nodes.Node]:
    """How each framework's items are doing: bars, and the same numbers in a table."""
    rows, deferred = list(_status_rows(summary)), bool(summary.totals.all.deferred)
    bars = (
        nodes.Bar(row.label, status_parts(row.counts.all, _STATUS_WORDS))
        for row in rows
        if not row.is_sum and row.counts.all.total
    )
    key = tuple(one for one in _STATUS_KEY if deferred or one != _DEFERRED)
    yield nodes.Bars(tuple(bars), key=key, in_table=True)
    columns = nodes.columns(
        *("Framework", "Grade", ">Recs", ">AFIs", ">Verified", ">Completed, not verified"),
        *(">Open, in time", *([">Deferred"] if deferred else []), ">Overdue"),
        nodes.Column("Latest due", wrap="never"),
    )
    lines = (
        nodes.make_row(
            row.label,
            row.grade,
            *_counts(row.counts, deferred),
            indent=row.indent,
            strong=row.is_sum and row is rows[-1],
        )
        for row in rows
    )
    caption = "Completed recommendations and AFIs of all, and how the items stand"
    yield nodes.Table(columns, tuple(lines), caption=caption)
    for text in summary_view.difference_notes(summary):
        yield nodes.Paragraph(f"* {text}", "dim")


def _status_rows(summary: Summary) -> Iterator[_StatusRow]:
    """The frameworks, each parent's subtotal after the last of its children, and the total."""
    parents = {row.framework.slug for row in summary.frameworks if row.with_children}
    for row, family in summary_view.with_families(summary.frameworks):
        overall = ", overall" if row.with_children else ""
        grade = summary_view.latest_grade_text(row, "")
        indent = int(row.framework.parent in parents)
        yield _StatusRow(f"{row.framework.name}{overall}", grade, row.counts, indent)
        for part in summary_view.split_by_inspection(row):
            cells = summary_view.of_inspection(part, "")
            yield _StatusRow(*cells, part.counts, indent + 1, is_sum=True)
        if family and family.with_children:
            label = f"{family.framework.name}, all {family.children + 1}"
            yield _StatusRow(label, "", family.with_children, is_sum=True)
    if len(summary.frameworks) > 1:
        yield _StatusRow("Total", "", summary.totals, is_sum=True)


def _counts(counts: KindCounts, deferred: bool) -> Iterator[str | int | nodes.Cell]:
    for kind, some in (("recommendation", counts.recommendations), ("afi", counts.afis)):
        yield f"{some.completed} of {some.total}{'*' if counts.reported(kind) else ''}"
    every = counts.all
    yield from (every.verified, every.unverified, every.in_time)
    if deferred:
        yield every.deferred
    yield nodes.red_count(every.overdue)
    yield summary_view.latest_due_text(every)


def _colours(page: StatusPage) -> Iterator[nodes.Node]:
    """How many items have each colour, and what each means."""
    rags, many = page.summary.rags, page.many_moves
    near = f"due within {plural(page.near_days, 'day')} and not almost completed"
    meanings: dict[Rag, str] = {
        "red": "overdue: open and past its deadline, not deferred",
        "amber": f"{near}, or its date moved {many} times or more",
        "green": "open and on course, or completed and not yet verified",
        "blue": "verified, or closed by the inspecting body",
        "grey": "open, no due date",
    }
    words = [rag for rag in RAGS if rag != "none"]
    parts = tuple((rags[word], RAG_STYLES[word], word) for word in words)
    if any(rags[word] for word in words):
        yield nodes.Bars((nodes.Bar("All items by colour", parts),), in_table=True)
    lines = [
        nodes.make_row(nodes.Cell(word, RAG_STYLES[word]), rags[word], meanings[word])
        for word in words
    ]
    columns = nodes.columns("Colour", ">Items", "What it means")
    caption = "RAG: computed from dates and status, never typed"
    yield nodes.Table(columns, tuple(lines), caption=caption)


def _owners(page: StatusPage) -> nodes.Node:
    """What each post owes."""
    if not page.owners:
        return nodes.Paragraph("Nothing is owed: all is completed and verified.")
    near = say_day(page.summary.near_day)
    next_due = nodes.Column("Next due", wrap="never")
    deferred = page.owed.deferred > 0
    columns = nodes.columns(
        *("Owner", ">Open", *([">Deferred"] if deferred else []), ">Overdue", f">Due by {near}"),
        *(next_due, ">Completed, not verified"),
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
    return nodes.Table(columns, tuple(lines), caption="What each post owes")

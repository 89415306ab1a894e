"""The sections of the page that are about items: overdue, new, status, colours, owners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.words import PROGRESS_PHRASES, RAGS, STATUS_PHRASES, Rag, plural
from hmic_tracker.render.page.charts import Part, bars, key_of
from hmic_tracker.render.page.elements import Markup, element, together
from hmic_tracker.render.page.tables import Head, Line, table, word
from hmic_tracker.render.views.items import item_runs
from hmic_tracker.render.views.movement import moved_rows, movement_text
from hmic_tracker.render.views.summary import difference_notes
from hmic_tracker.reports.page import StatusPage
from hmic_tracker.reports.summary import FrameworkSummary, KindCounts, Summary

_STATUS_KEY: Final = (
    ("s-blue", "verified"),
    ("s-green", "completed, not yet verified"),
    ("", "open, in time"),
    ("s-red", "overdue"),
)


def paragraph(text: str, dim: bool = False) -> Markup:
    """A paragraph."""
    return element("p", text, class_="dim" if dim else None)


def overdue_section(page: StatusPage) -> Markup:
    """What is overdue, whose, and by how long."""
    rows = page.highlights.overdue
    if not rows:
        every = page.summary.totals.all.overdue
        return paragraph("All are exempt items." if every else "Nothing is overdue.")
    heads = (
        *(Head("Item", "id"), Head("Title", "long"), Head("In the report"), Head("Due", "d")),
        *(Head("Days late", "n"), Head("Progress"), Head("Owner")),
    )
    lines = [
        Line(
            (
                ids,
                title,
                where,
                say_due(row.item.due or ""),
                word(str(row.days_overdue), "red"),
                PROGRESS_PHRASES[row.item.reported_progress],
                row.item.owner or "none",
            )
        )
        for ids, title, where, row in item_runs(rows, ("due", "days_overdue", "progress", "owner"))
    ]
    return table("Open and past the deadline, by owner", heads, lines, "table-overdue")


def news_section(page: StatusPage) -> Markup:
    """What moved since a day, or without one what is newly completed."""
    told = page.highlights
    if told.movement is not None:
        moves = (
            *(Head("What"), Head("Item", "id"), Head("Title", "long")),
            *(Head("From"), Head("To"), Head("Owner")),
        )
        lines = [Line(cells) for cells in moved_rows(told.movement)]
        said = [paragraph(movement_text(told.movement))]
        if lines:
            said.append(table("What moved, old and new", moves, lines, "table-moved"))
        for update in told.updates:
            text = " ".join(filter(None, (update.note, update.reason)))
            said.append(paragraph(f"{update.item.id}, {say_day(update.on)}: {text}"))
        return together(*said)
    if not told.completed:
        return paragraph(f"Nothing newly completed since {say_day(told.since)}.")
    heads = (
        *(Head("Item", "id"), Head("Title", "long")),
        *(Head("In the report"), Head("Status"), Head("Owner")),
    )
    lines = [
        Line((ids, title, where, STATUS_PHRASES[row.item.status], row.item.owner or "none"))
        for ids, title, where, row in item_runs(told.completed, ("status", "owner"))
    ]
    return table(f"Completed since {say_day(told.since)}", heads, lines, "table-completed")


class _Row(NamedTuple):
    """A row of the status table; `whole` adds up rows that are there as well."""

    label: str
    grade: str
    counts: KindCounts
    look: str | None = None
    whole: bool = False


def status_section(page: StatusPage, shares: set[int]) -> Markup:
    """How each framework's items stand: bars, and the same numbers in a table."""
    rows = list(_status_rows(page.summary))
    heads = (
        *(Head("Framework"), Head("Grade"), Head("Recs", "n"), Head("AFIs", "n")),
        *(Head("Verified", "n"), Head("Completed, not verified", "n")),
        *(Head("Open, in time", "n"), Head("Overdue", "n"), Head("Latest due", "d")),
    )
    lines = [Line((row.label, row.grade, *_counts(row.counts)), row.look) for row in rows]
    caption = "Completed recommendations and AFIs of all, and how the items stand"
    return together(
        key_of(_STATUS_KEY),
        bars([(row.label, _parts(row.counts)) for row in rows if not row.whole], shares),
        table(caption, heads, lines, "table-status"),
        *(paragraph(f"* {text}", dim=True) for text in difference_notes(page.summary)),
    )


def _status_rows(found: Summary) -> Iterator[_Row]:
    """The frameworks, each parent's subtotal after the last of its children, and the total."""
    parent: FrameworkSummary | None = None
    for row in found.frameworks:
        child = parent is not None and row.framework.parent == parent.framework.slug
        if parent and not child:
            yield _subtotal(parent)
        if not child:
            parent = row if row.with_children else None
        overall = ", overall" if row.with_children else ""
        grade = f"{row.grade} ({row.period})" if row.grade else "none"
        yield _Row(f"{row.framework.name}{overall}", grade, row.counts, "part" if child else None)
    if parent:
        yield _subtotal(parent)
    yield _Row("Total", "", found.totals, "strong", whole=True)


def _subtotal(parent: FrameworkSummary) -> _Row:
    label = f"{parent.framework.name}, all {parent.children + 1}"
    return _Row(label, "", parent.with_children or parent.counts, whole=True)


def _parts(counts: KindCounts) -> tuple[Part, ...]:
    every = counts.all
    return (
        Part(every.verified, "verified", "s-blue"),
        Part(every.unverified, "completed", "s-green"),
        Part(every.in_time, "open", ""),
        Part(every.overdue, "overdue", "s-red"),
    )


def _counts(counts: KindCounts) -> Iterator[str]:
    for kind, some in (("recommendation", counts.recommendations), ("afi", counts.afis)):
        yield f"{some.completed} of {some.total}{'*' if counts.reported(kind) else ''}"
    every = counts.all
    yield str(every.verified)
    yield str(every.unverified)
    yield str(every.in_time)
    yield word(str(every.overdue), "red") if every.overdue else "0"
    none = "none set" if every.open else "none open"
    yield say_due(every.latest_due) if every.latest_due else none


def rag_section(page: StatusPage, shares: set[int]) -> Markup:
    """How many items have each colour, and what each means."""
    rags, many = page.summary.rags, page.many_moves
    near = f"due within {plural(page.near_days, 'day')} and not almost completed"
    means: dict[Rag, str] = {
        "red": "overdue: open and past its deadline",
        "amber": f"{near}, or its date moved {many} times or more",
        "green": "open and on course, or completed and not yet verified",
        "blue": "verified, or closed by the inspecting body",
        "grey": "open, no due date",
    }
    words: list[Rag] = [colour for colour in RAGS if colour != "none"]
    parts = tuple(Part(rags[colour], colour, f"s-{colour}") for colour in words)
    lines = [Line((word(c, c), str(rags[c]), means[c])) for c in words]
    heads = (Head("Colour"), Head("Items", "n"), Head("What it means"))
    return together(
        bars([("All items by colour", parts)], shares),
        table("RAG: computed from dates and status, never typed", heads, lines, "table-rag"),
    )


def owners_section(page: StatusPage) -> Markup:
    """What each post owes."""
    if not page.owners:
        return paragraph("Nothing is owed: all is completed and verified.")
    near = say_day(page.summary.near_day)
    heads = (
        *(Head("Owner"), Head("Open", "n"), Head("Overdue", "n"), Head(f"Due by {near}", "n")),
        *(Head("Next due", "d"), Head("Completed, not verified", "n")),
    )
    lines = [
        Line(
            (
                row.owner or "nobody",
                str(row.open),
                word(str(row.overdue), "red") if row.overdue else "0",
                str(row.near),
                say_due(row.next_due) if row.next_due else "none",
                str(row.unverified),
            )
        )
        for row in page.owners
    ]
    total = page.owed
    numbers = map(str, (total.open, total.overdue, total.near))
    lines.append(Line(("Total", *numbers, "", str(total.unverified)), "strong"))
    return table("What each post owes", heads, lines, "table-owners")

"""A list of items, two lines each: the fields, and the title under them."""

from __future__ import annotations

from itertools import groupby

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import KINDS, count_of, plural
from hmic_tracker.render.blocks import (
    Block,
    Cell,
    Column,
    Gap,
    Heading,
    Line,
    Page,
    Row,
    Style,
    Table,
)
from hmic_tracker.render.views.damage import damage_blocks
from hmic_tracker.reports.rows import ItemRow, Listing

_RAG_STYLES: dict[str, Style] = {
    "red": "red",
    "amber": "amber",
    "green": "green",
    "blue": "blue",
    "grey": "grey",
    "none": "dim",
}


def items_page(listing: Listing) -> Page:
    """The page of `list`."""
    blocks: list[Block] = [Heading(_heading(listing))]
    if listing.rows:
        blocks += [Gap(), items_table(listing.rows, late=listing.wanted.overdue)]
    ends = list(_ends(listing))
    if ends:
        blocks += [Gap(), *ends]
    return (*blocks, *damage_blocks(listing.damaged))


def items_table(rows: tuple[ItemRow, ...], late: bool) -> Table:
    """The rows; adjacent placeholders alike in all but their number stand as one."""
    columns = (
        Column("id", "Item"),
        Column("where", "In the report"),
        *(() if late else (Column("status", "Status"),)),
        Column("due", "Due"),
        *((Column("days_overdue", "Days late", "right"),) if late else ()),
        Column("rag", "RAG"),
        Column("progress", "Progress"),
        Column("owner", "Owner"),
    )
    grouped = [list(group) for _, group in groupby(enumerate(rows), key=_alike)]
    return Table(
        columns, tuple(_row([row for _, row in group], late) for group in grouped), "Title"
    )


def rag_style(word: str) -> Style:
    """The style that goes with a RAG word."""
    return _RAG_STYLES[word]


def _alike(placed: tuple[int, ItemRow]) -> object:
    """A key under which neighbours that print as one row are equal."""
    place, row = placed
    item = row.item
    if not item.is_placeholder:
        return item.id
    prefix, number = id_key(item.id)[1:3]
    return (
        prefix,
        number - place,  # equal along a run of consecutive numbers
        item.framework,
        item.kind,
        item.status,
        item.reported_progress,
        item.due,
        item.owner,
        row.rag,
    )


def _row(group: list[ItemRow], late: bool) -> Row:
    first, item = group[0], group[0].item
    alone = len(group) == 1
    last = group[-1].item.id.rpartition("-")[2]
    number = f", {item.number}" if item.number is not None and alone else ""
    cells = (
        Cell(item.id if alone else f"{item.id}..{last}", "bold"),
        Cell(f"{first.short_framework}{number}"),
        *(() if late else (Cell(item.status),)),
        Cell(say_due(item.due) if item.due else "none"),
        *((Cell(str(first.days_overdue)),) if late else ()),
        Cell(first.rag, rag_style(first.rag)),
        Cell(item.reported_progress),
        Cell(item.owner or "none"),
    )
    title = item.title if alone else f"{count_of(len(group), item.kind)}, text not published"
    return Row(cells, title)


def _heading(listing: Listing) -> str:
    day, wanted, number = say_day(listing.as_of), listing.wanted, listing.matching
    kinds = listing.of_kind()
    parts = ", ".join(count_of(kinds[kind], kind) for kind in KINDS if kind in kinds)
    parts = f" ({parts})" if parts and number == len(listing.rows) else ""
    if wanted.overdue:
        if not number:
            return f"Nothing overdue on {day}, of {plural(listing.open_in_all, 'open item')}"
        return f"Overdue on {day}: {number} of {plural(listing.open_in_all, 'open item')}{parts}"
    what = "Open" if wanted.open_only else "Completed" if wanted.completed else "Items"
    if not number:
        return f"{what} on {day}: none"
    return f"{what} on {day}: {plural(number, 'item') if what != 'Items' else number}{parts}"


def _ends(listing: Listing) -> list[Line]:
    ends = []
    if len(listing.rows) < listing.matching:
        ends.append(Line(f"{len(listing.rows)} of {listing.matching} shown (--limit)"))
    if listing.not_shown:
        ends.append(Line(f"{listing.not_shown} completed not shown (--all)"))
    return ends

"""A list of items: by default two lines each, the fields and the title under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import KINDS, count_of, plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.columns import COLUMNS, ItemColumn, group_rows
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.reports.item_rows import ItemRow, Listing, entries_since

_LATE: Final = ("id", "where", "due", "days_overdue", "rag", "progress", "owner")
_USUAL: Final = ("id", "where", "status", "due", "rag", "progress", "owner")
_REQUESTED: Final = ("id", "where", "due", "requested_due", "requested_reason", "owner")
_WIDE: Final = (
    *("id", "where", "title", "status", "due", "original_due", "moves", "days_overdue"),
    *(
        "requested_due",
        "requested_reason",
        "rag",
        "progress",
        "response",
        "owner",
        "group",
        "board",
        "tags",
    ),
)
_WHERE_THERE: Final = frozenset(
    {
        *("moves", "days_overdue", "requested_due", "requested_reason", "response", "group"),
        *("board", "tags"),
    }
)
"""Wide columns that are left out where no row has anything in them."""
NOT_SETTLED: Final = "not settled"
"""What marks an item of which two people gave a field different values."""
_NUMBERED: Final = frozenset({"id", "where", "number", "label", "title"})
"""Columns in which placeholders differ by their number alone."""


def items_page(
    listing: Listing,
    columns: Sequence[ItemColumn] | None = None,
    group_by: str | None = None,
    wide: bool = False,
) -> nodes.Page:
    """The page of `list`, its rows as they come.

    The titles stand under the rows; with `columns` only what they name is there, with `wide` all
    that is worth seeing, a title beside its row. `group_by` is one of `columns.GROUPINGS`: a table
    for each group, its head above and its subtotals below. Raises UsageError for another.
    """
    titled = columns is None and not wide
    picked = columns or _columns_of(listing, wide)
    content: list[nodes.Node] = []
    if group_by is not None:
        for group in group_rows(listing.rows, group_by):
            late = f"{group.overdue or 'none'} overdue"
            content += [nodes.Gap(), nodes.Heading(group.name), _table(group.rows, picked, titled)]
            content.append(nodes.Paragraph(f"{plural(len(group.rows), 'item')}, {late}", "dim"))
    elif listing.rows:
        content += nodes.spaced(_table(listing.rows, picked, titled))
    ends = nodes.spaced(*_ends(listing))
    return (nodes.Heading(_heading(listing)), *content, *ends, *damage_notice(listing.damaged))


def changes_page(listing: Listing, since: date) -> nodes.Page:
    """The page of `list --changed-since`: what was entered in each row's item, old and new."""
    from hmic_tracker.render.views.history_entries import arrival_text, entry_text

    rows = tuple(
        nodes.make_row(
            *(nodes.id_cell(row.item.id), place),
            *(say_day(entry.recorded.date()), row.item.title),
            detail=f"{entry_text(entry)}{arrival_text(entry, listing.arrived)}",
        )
        for row, place in zip(listing.rows, COLUMNS["where"].cells(listing.rows), strict=True)
        for entry in entries_since(row.item, since, listing.arrived)
    )
    table = nodes.Table(nodes.columns("Item", "In the report", "Entered", "Title"), rows, "What")
    content = nodes.spaced(table) if rows else ()
    return (nodes.Heading(_heading(listing)), *content, *damage_notice(listing.damaged))


def items_table(rows: Sequence[ItemRow], keys: Iterable[str]) -> nodes.Table:
    """Rows with the columns of these keys, the titles under them, placeholders alike as one."""
    return _table(rows, _named(keys), titled=True)


class Run(NamedTuple):
    """Rows that print as one: their ids as a range, a title, the place in the report.

    With the ids is the mark of what is not settled.
    """

    ids: str
    title: str
    where: str
    first: ItemRow


def item_runs(rows: Sequence[ItemRow], keys: Iterable[str]) -> Iterator[Run]:
    """The rows, neighbouring placeholders as one where they are alike in these columns."""
    runs = list(_runs(rows, _named(keys)))
    for run, row in zip(runs, _drawn(runs, _named(("id", "where")), titled=True), strict=True):
        ids, where = row.cells
        mark = f" ({NOT_SETTLED})" if run[0].item.unsettled else ""
        yield Run(f"{ids.text}{mark}", row.detail, where.text, run[0])


def _columns_of(listing: Listing, wide: bool) -> tuple[ItemColumn, ...]:
    if not wide:
        wanted = listing.wanted
        return _named(_REQUESTED if wanted.requested else _LATE if wanted.overdue else _USUAL)
    moved = any(COLUMNS["moves"].rank(row) for row in listing.rows)
    return tuple(
        column
        for column in _named(_WIDE)
        if (column.key != "original_due" or moved)
        and (column.key not in _WHERE_THERE or any(column.rank(row) for row in listing.rows))
    )


def _named(keys: Iterable[str]) -> tuple[ItemColumn, ...]:
    return tuple(COLUMNS[key] for key in keys)


def _table(rows: Sequence[ItemRow], columns: Sequence[ItemColumn], titled: bool) -> nodes.Table:
    drawn = _drawn(list(_runs(rows, columns)), columns, titled)
    heads = tuple(nodes.Column(column.head, column.align) for column in columns)
    return nodes.Table(heads, tuple(drawn), "Title" if titled else "")


def _runs(rows: Sequence[ItemRow], columns: Sequence[ItemColumn]) -> Iterator[list[ItemRow]]:
    """The rows, neighbours that print as one row together: their numbers go up or down by one."""
    alike = [column for column in columns if column.key not in _NUMBERED]
    numbered = any(column.key in {"number", "label"} for column in columns)
    run: list[ItemRow] = []
    known: object = None
    for row in rows:
        key = _key(row, alike)
        if run and key is not None and key == known and _follows(run, row, numbered):
            run.append(row)
            continue
        if run:
            yield run
        run, known = [row], key
    if run:
        yield run


def _key(row: ItemRow, alike: Iterable[ItemColumn]) -> object:
    """What a row prints besides its number; None where the report published its text."""
    item = row.item
    if not item.is_placeholder:
        return None
    place = (id_key(item.id)[1], item.kind, item.inspection, item.framework, item.label_given)
    return (*place, bool(item.unsettled), *(column.text(row) for column in alike))


def _follows(run: Sequence[ItemRow], row: ItemRow, numbered: bool) -> bool:
    last, item = run[-1].item, row.item
    step = id_key(item.id)[2] - id_key(last.id)[2]
    before = id_key(last.id)[2] - id_key(run[-2].item.id)[2] if len(run) > 1 else step
    if abs(step) != 1 or step != before:
        return False
    if not numbered or last.number is None or item.number is None:
        return not numbered or last.number is item.number
    return item.number - last.number == step


def _drawn(
    runs: Sequence[Sequence[ItemRow]], columns: Sequence[ItemColumn], titled: bool
) -> Iterator[nodes.Row]:
    """A row of the table for each run."""
    firsts = [run[0] for run in runs]
    cells = zip(*(column.cells(firsts) for column in columns), strict=True)
    for run, first, row in zip(runs, firsts, cells, strict=True):
        if len(run) == 1:
            yield nodes.Row(row, first.item.title if titled else "")
        else:
            yield _as_one(run, columns, row, titled)


def _as_one(
    run: Sequence[ItemRow], columns: Sequence[ItemColumn], cells: Sequence[nodes.Cell], titled: bool
) -> nodes.Row:
    """The row of several placeholders, of which the first has these cells."""
    first = run[0]
    low, high = sorted((first, run[-1]), key=lambda row: id_key(row.item.id))
    title = f"{count_of(len(run), first.item.kind)}, text not published"
    numbers = f"{low.item.number}..{high.item.number}"
    numbers = "none" if first.item.number is None else numbers
    merged = {
        "id": nodes.Cell(f"{low.item.id}..{high.item.id.rpartition('-')[2]}", "bold"),
        "where": nodes.Cell(first.short_framework),
        "number": nodes.Cell(numbers),
        "label": nodes.Cell(first.item.label_given or numbers),
        "title": nodes.Cell(title),
    }
    row = (merged.get(column.key, cell) for column, cell in zip(columns, cells, strict=True))
    return nodes.Row(tuple(row), title if titled else "")


def _heading(listing: Listing) -> str:
    day, wanted, number = say_day(listing.as_of), listing.wanted, listing.matching
    if listing.since is not None:
        many = plural(number, "item") if number else "none"
        return f"Changed since {say_day(listing.since)}: {many}"
    kinds = listing.of_kind()
    parts = ", ".join(count_of(kinds[kind], kind) for kind in KINDS if kind in kinds)
    parts = f" ({parts})" if parts and number == len(listing.rows) else ""
    if wanted.requested:
        what, still = f"Another date asked for on {day}", plural(listing.open_in_all, "open item")
        return f"{what}: {number or 'none'} of {still}{parts}"
    if wanted.overdue:
        if not number:
            return f"Nothing overdue on {day}, of {plural(listing.open_in_all, 'open item')}"
        more, still = listing.past_first_date, plural(listing.open_in_all, "open item")
        verb = "is past its" if more == 1 else "are past their"
        past = f"; {more} more {verb} first date" if more else ""
        return f"Overdue on {day}: {number} of {still}{parts}{past}"
    is_open = wanted.open_only or wanted.due_within is not None
    is_open = is_open or (wanted.open_ and not wanted.completed)
    what = "Open" if is_open else "Completed" if wanted.completed else "Items"
    if not number:
        return f"{what} on {day}: none"
    return f"{what} on {day}: {plural(number, 'item') if what != 'Items' else number}{parts}"


def _ends(listing: Listing) -> list[nodes.Paragraph]:
    ends = []
    if len(listing.rows) < listing.matching:
        ends.append(nodes.Paragraph(f"{len(listing.rows)} of {listing.matching} shown (--limit)"))
    left = ((listing.not_shown, "completed"), (listing.uncounted, "not counted"))
    if text := ", ".join(f"{n} {word}" for n, word in left if n):
        ends.append(nodes.Paragraph(f"{text} not shown (--all)"))
    if any(row.item.unsettled for row in listing.rows):
        from hmic_tracker.render.views.unsettled import unsettled_line
        from hmic_tracker.reports.unsettled import unsettled_in

        text = unsettled_line(unsettled_in(row.item for row in listing.rows))
        ends.append(nodes.Paragraph(text, "amber"))
    return ends

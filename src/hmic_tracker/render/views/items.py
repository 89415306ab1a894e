"""A list of items: by default two lines each, the fields and the title under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import KINDS, count_of, plural
from hmic_tracker.light_typing import Final, NamedTuple
from hmic_tracker.render import nodes
from hmic_tracker.render.views.columns import (
    COLUMNS,
    ItemColumn,
    ItemGroup,
    group_rows,
    spoken,
    without_alike,
)
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.reports.item_rows import ItemRow, Listing, entries_since

_LATE: Final = ("id", "where", "due", "days_overdue", "rag", "progress", "owner")
_USUAL: Final = ("id", "where", "status", "due", "rag", "progress", "owner")
_REQUESTED: Final = ("id", "where", "due", "requested_due", "requested_reason", "owner")
_DEFERRED: Final = ("id", "where", "due", "deferred_until", "deferred_by", "rag", "owner")
_WIDE: Final = (
    *("id", "title", "where", "status", "due", "original_due", "moves", "days_overdue"),
    *(
        "requested_due",
        "requested_reason",
        "deferred_until",
        "deferred_by",
        "rag",
        "progress",
        "response",
        "owner",
        "group",
        "board",
        "tags",
    ),
)
_SPARE: Final = {
    "progress": 1,
    "status": 2,
    "where": 3,
    "label": 3,
    "rag": 4,
    "requested_reason": 5,
    "deferred_by": 5,
    "owner": 6,
}
"""Which columns a narrow page does without, the ones of least use first."""
_WHERE_THERE: Final = frozenset(
    {
        *("moves", "days_overdue", "requested_due", "requested_reason", "response", "group"),
        *("deferred_until", "deferred_by", "board", "tags"),
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
    picked, alike = tuple(columns or _columns_of(listing, wide)), ""
    groups = group_rows(listing.rows, group_by) if group_by is not None else ()
    if columns is None and len(listing.rows) > 1:
        each = [group.rows for group in groups] or [listing.rows]
        if sum(1 for rows in each for _ in _runs(rows, picked)) > 1:
            picked, alike = without_alike(listing.rows, picked, group_by)
    content: list[nodes.Node] = [nodes.Paragraph(alike)] if alike else []
    for group in groups:
        table = _table(group.rows, picked, titled, second=True, wider="--wide")
        name = spoken(group.name) if group_by in {"status", "kind"} else group.name
        content += [nodes.Gap(), nodes.Heading(name), table]
        content.append(nodes.Paragraph(_subtotal(group), "dim"))
    if listing.rows and group_by is None:
        table = _table(listing.rows, picked, titled, second=True, wider="--wide")
        content += nodes.spaced(table)
    ends = nodes.spaced(*_ends(listing))
    return (nodes.Heading(_heading(listing)), *content, *ends, *damage_notice(listing.damaged))


def changes_page(listing: Listing, since: date) -> nodes.Page:
    """The page of `list --changed-since`: what was entered in each row's item, old and new."""
    from hmic_tracker.render.views.history_entries import arrival_text, entry_text

    rows = tuple(
        nodes.make_row(
            *(nodes.id_cell(row.item.id), row.item.title),
            detail=f"{say_day(entry.recorded.date())}, {entry_text(entry)}"
            f"{arrival_text(entry, listing.arrived)}",
        )
        for row in listing.rows
        for entry in entries_since(row.item, since, listing.arrived)
    )
    table = nodes.Table(nodes.columns("Item", "Title"), rows, "Entered")
    content = nodes.spaced(table) if rows else ()
    return (nodes.Heading(_heading(listing)), *content, *damage_notice(listing.damaged))


def items_table(rows: Sequence[ItemRow], keys: Iterable[str], second: bool = False) -> nodes.Table:
    """Rows with the columns of these keys, the titles under them, placeholders alike as one.

    Where there is room for it the title is the last column, or the `second`.
    """
    return _table(rows, _named(keys), titled=True, second=second)


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
        if wanted.requested or wanted.deferred:
            return _named(_REQUESTED if wanted.requested else _DEFERRED)
        return _named(_LATE if wanted.overdue else _USUAL)
    moved = any(COLUMNS["moves"].rank(row) for row in listing.rows)
    return tuple(
        column
        for column in _named(_WIDE)
        if (column.key != "original_due" or moved)
        and (column.key not in _WHERE_THERE or any(column.rank(row) for row in listing.rows))
    )


def _named(keys: Iterable[str]) -> tuple[ItemColumn, ...]:
    return tuple(COLUMNS[key] for key in keys)


def _table(
    rows: Sequence[ItemRow],
    columns: Sequence[ItemColumn],
    titled: bool,
    second: bool = False,
    wider: str = "",
) -> nodes.Table:
    """The rows as a table; `wider` is the option that shows what a narrow page does without."""
    drawn = tuple(_drawn(list(_runs(rows, columns)), columns, titled))
    spare = _SPARE if titled and wider else {}
    heads = tuple(
        nodes.Column(column.head, column.align, spare=spare.get(column.key, 0))
        for column in columns
    )
    return nodes.Table(
        heads,
        drawn,
        detail_head="Title" if titled else "",
        detail_place=1 if titled and second else None,
        spare_note=f"Not shown at this width ({wider})" if spare else "",
    )


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
        return f"Changed since {say_day(listing.since)}: {_many(number, listing.parts)}"
    kinds = listing.of_kind()
    parts = ", ".join(count_of(kinds[kind], kind) for kind in KINDS if kind in kinds)
    parts = f" ({parts})" if parts and number == len(listing.whole_rows) else ""
    if listing.parts:
        parts += f"; {plural(listing.parts, 'part')}"
    if wanted.requested:
        what, still = f"Another date asked for on {day}", plural(listing.open_in_all, "open item")
        return f"{what}: {number or 'none'} of {still}{parts}"
    if wanted.deferred:
        what, still = f"Deferred on {day}", plural(listing.open_in_all, "open item")
        return f"{what}: {number or 'none'} of {still}{parts}"
    if wanted.overdue:
        if not (number or listing.parts):
            late = f"; {listing.deferred} deferred" if listing.deferred else ""
            return f"Nothing overdue on {day}, of {plural(listing.open_in_all, 'open item')}{late}"
        more, still = listing.past_first_date, plural(listing.open_in_all, "open item")
        verb = "is past its" if more == 1 else "are past their"
        past = f"; {more} more {verb} first date" if more else ""
        past += f"; {listing.deferred} deferred" if listing.deferred else ""
        return f"Overdue on {day}: {number or 'none'} of {still}{parts}{past}"
    is_open = wanted.open_only or wanted.due_within is not None
    is_open = is_open or (wanted.open_ and not wanted.completed)
    what = "Open" if is_open else "Completed" if wanted.completed else "Items"
    if not number:
        return f"{what} on {day}: {_many(0, listing.parts)}"
    return f"{what} on {day}: {plural(number, 'item') if what != 'Items' else number}{parts}"


def _subtotal(group: ItemGroup) -> str:
    """How many items a group has, how many are overdue, and apart from them its parts."""
    is_part = [row.item.part_of is not None for row in group.rows]
    texts = []
    for word, wanted in (("item", False), ("part", True)):
        rows = [row for row, part in zip(group.rows, is_part, strict=True) if part is wanted]
        late = sum(row.days_overdue > 0 for row in rows)
        if rows:
            texts.append(f"{plural(len(rows), word)}, {late or 'none'} overdue")
    return "; ".join(texts)


def _many(items: int, parts: int) -> str:
    """ "3 items, 2 parts", of what there is; "none" where there is nothing."""
    counts = ((items, "item"), (parts, "part"))
    return ", ".join(plural(n, word) for n, word in counts if n) or "none"


def _ends(listing: Listing) -> list[nodes.Paragraph]:
    ends = []
    of = listing.matching + listing.parts
    if len(listing.rows) < of:
        ends.append(nodes.Paragraph(f"{len(listing.rows)} of {of} shown (--limit)"))
    left = ((listing.not_shown, "completed"), (listing.uncounted, "not counted"))
    if text := ", ".join(f"{n} {word}" for n, word in left if n):
        ends.append(nodes.Paragraph(f"{text} not shown (--all)"))
    put_off = [row.item.id for row in listing.rows if row.is_deferred]
    if put_off and not listing.wanted.deferred:
        ids = format_id_ranges(put_off)
        ends.append(nodes.Paragraph(f"Deferred: {ids} (tracker list --deferred)"))
    if any(row.item.unsettled for row in listing.rows):
        from hmic_tracker.render.views.unsettled import unsettled_line
        from hmic_tracker.reports.unsettled import unsettled_in

        text = unsettled_line(unsettled_in(row.item for row in listing.rows))
        ends.append(nodes.Paragraph(text, "amber"))
    return ends

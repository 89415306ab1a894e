"""Tables of items in a paper: who shares a row, what all rows share, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.papers import wording
from hmic_tracker.render.papers.table_columns import COUNT, TOTAL
from hmic_tracker.render.views.items import NOT_SETTLED
from hmic_tracker.reports.item_rows import ItemRow
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.reports.paper import Paper

EXEMPT: Final = "Exempt"
_COMMON: Final = ("Framework", "Progress", "Owner")
"""The heads of columns that are left out where all rows are alike in them: dates and numbers stay,
since they are what such a table is for."""

ListedRow = tuple[ItemRow, tuple[str | int, ...]]
"""An item, and its cells in the columns after the ids and the count."""

Columns = tuple[nodes.Column, ...]


def columns(*heads: str | nodes.Column) -> Columns:
    """The columns of a table of items: the ids and their count, and those given."""
    return nodes.columns("Item", COUNT, *heads)


def date_column(head: str) -> nodes.Column:
    """A column of dates, which stay on one line."""
    return nodes.Column(head, wrap="never")


def items_table(paper: Paper, heads: Columns, listed: Sequence[ListedRow]) -> nodes.Table:
    """Items with their titles; placeholders alike in all but the number share a row.

    Those that are not settled are marked. What all rows share is left out, and stands in the
    sentence before the table (`with_common_words`), and so does how many they are: only where
    exempt items are counted, and not named, is there a column of numbers with its total.
    """
    marked = _marked(paper)
    rows = []
    for (first, cells), *others in _groups(listed, marked):
        items = [first.item, *(row.item for row, _ in others)]
        title = f"{len(items)} items, text not published" if others else first.item.title
        ids = wording.named_ids([item.id for item in items])
        ids = f"{ids} ({NOT_SETTLED})" if first.item.id in marked else ids
        rows.append(nodes.make_row(ids, len(items), *cells, detail=title))
    if exempt := sum(is_hidden(row.item) for row, _ in listed):
        rows.append(nodes.make_row(EXEMPT, exempt, *[""] * (len(heads) - 2)))
        counted = with_total(heads, rows, len(listed))
        return nodes.Table(heads, counted, detail_head="Title")
    whole = nodes.Table(heads, tuple(rows), detail_head="Title")
    return _without(whole, {COUNT.head, *_in_common(paper, heads, listed)})


def with_common_words(text: str, paper: Paper, heads: Columns, listed: Sequence[ListedRow]) -> str:
    """The words before a table with what all its rows share, which has no column then.

    "two items are overdue. For each of them: progress almost completed, owner none"
    """
    common = [
        f"{head.lower()} {text_of}" for head, text_of in _in_common(paper, heads, listed).items()
    ]
    if not common:
        return text
    return f"{text}. For each of them: {', '.join(common)}"


def with_total(
    heads: Sequence[nodes.Column], rows: Sequence[nodes.Row], number: int
) -> tuple[nodes.Row, ...]:
    """Rows with their count under them; none or a single one are no total."""
    cells = (TOTAL, *(number if column == COUNT else "" for column in heads[1:]))
    return (*rows, nodes.make_row(*cells, strong=True)) if len(rows) > 1 else tuple(rows)


def _in_common(paper: Paper, heads: Columns, listed: Sequence[ListedRow]) -> dict[str, str]:
    """The columns in which all rows say the same, by their heads, with what they say.

    None of a single row, and none beside exempt items, of which nothing is to be known.
    """
    if any(is_hidden(row.item) for row, _ in listed):
        return {}
    if sum(1 for _ in _groups(listed, _marked(paper))) < 2:
        return {}
    values = zip(heads[2:], zip(*(cells for _, cells in listed), strict=True), strict=True)
    return {
        column.head: str(texts[0])
        for column, texts in values
        if column.head in _COMMON and len(set(texts)) == 1
    }


def _groups(listed: Sequence[ListedRow], marked: set[str]) -> Iterator[list[ListedRow]]:
    """The items that may be named, each group a row of the table."""
    shown = [one for one in listed if not is_hidden(one[0].item)]
    for _, group in groupby(shown, lambda one: (_group_key(one), one[0].item.id in marked)):
        yield list(group)


def _group_key(listed: ListedRow) -> object:
    """All that a row says of an item but the number, where its text is not published."""
    item = listed[0].item
    return listed[1], item.kind, "" if item.is_placeholder else item.id


def _marked(paper: Paper) -> set[str]:
    return {one.item.id for one in paper.unsettled}


def _without(table: nodes.Table, heads: set[str]) -> nodes.Table:
    kept = [place for place, column in enumerate(table.columns) if column.head not in heads]
    return table._replace(
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(
            row._replace(cells=tuple(row.cells[place] for place in kept)) for row in table.rows
        ),
    )

"""What every table of a paper keeps to, whichever section it belongs to."""

from __future__ import annotations

from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes

COUNT: Final = nodes.Column("Count", "right")
"""How many items a row is about."""
TOTAL: Final = "Total"
_ITEM: Final = "Item"


def arranged(table: nodes.Table) -> nodes.Table:
    """The table with its titles beside the ids, and without numbers that say nothing.

    A count of one in every row goes, and a total under a single row or without a number.
    """
    table = _without_ones(table)
    if len(table.rows) == 2 and _is_total(table.rows[-1]):
        table = table._replace(rows=table.rows[:1])
    heads = [column.head for column in table.columns]
    if _ITEM not in heads:
        return table
    place = heads.index(_ITEM)
    ids = table.columns[place]._replace(wrap="never")
    return table._replace(
        columns=(*table.columns[:place], ids, *table.columns[place + 1 :]),
        detail_place=place + 1,
    )


def _without_ones(table: nodes.Table) -> nodes.Table:
    """The table without a count that is one in every row, and what it alone added up to."""
    if COUNT not in table.columns:
        return table
    at = table.columns.index(COUNT)
    rows = [row for row in table.rows if not _is_total(row)]
    if any(row.cells[at].text != "1" for row in rows):
        return table
    totals = [
        row
        for row in table.rows
        if _is_total(row) and any(cell.text for cell in (*row.cells[1:at], *row.cells[at + 1 :]))
    ]
    return table._replace(
        columns=(*table.columns[:at], *table.columns[at + 1 :]),
        rows=tuple(
            row._replace(cells=(*row.cells[:at], *row.cells[at + 1 :])) for row in (*rows, *totals)
        ),
    )


def _is_total(row: nodes.Row) -> bool:
    return row.strong and row.cells[0].text == TOTAL

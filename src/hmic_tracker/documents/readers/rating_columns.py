"""Tables with a column for each thing that is graded, and a row for who was inspected and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers.grade_heads import time_of_head
from hmic_tracker.documents.readers.grade_tables import PERIOD
from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.date_columns import order_of, settled
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_named, folded_head
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 3
"""Columns with grades."""
_MOST_ROWS: Final = 20
_LONGEST: Final = 120
"""Letters of a name, and of a cell that is no item's text."""
_DATED: Final = re.compile(r"(?:.* )?(?:date|published|year)(?: .*)?")
_NAME: Final = re.compile(rf"[A-Z][^\d/@_]{{2,{_LONGEST}}}")
"""Who was inspected, and no address or number."""


def read_across(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read the grades of one body, a row an inspection: "staff", "planning", "overall_rating"."""
    head, *body = rows
    if len(rows) > _MOST_ROWS or not body:
        return False
    columns = _graded_columns(context, head, body)
    if len(columns) < _FEWEST or any(_has_text(context, at) for at in body):
        return False
    title = _title_column(context, body, columns)
    names = {folded(context.blocks[at].cells[title]) for at in body} if title >= 0 else {""}
    days = {at: _day(context, head, at) for at in body}
    years = {day[1][:4] for day in days.values()}
    if len(names) != 1 or len(years) != len(body):
        return False  # several bodies, whose grades are none of one plan
    context.mark(head, "label")
    newest = max(body, key=lambda at: days[at][1])
    for at in body:
        _mark_row(context, at, columns, days[at], title if at == newest else -1)
    return True


def _has_text(context: ReaderContext, at: int) -> bool:
    """Return whether a row has what may be an item's text."""
    cells = [cell for cell in context.blocks[at].cells if " " in cell]
    return any(len(cell) > _LONGEST or asks(cell) for cell in cells)


def _graded_columns(context: ReaderContext, head: int, body: Sequence[int]) -> dict[int, str]:
    """Return the columns with a grade in any row and nothing else in others, with their names."""
    words, columns = context.grade_words, dict[int, str]()
    for n, name in enumerate(context.blocks[head].cells):
        cells = [cell for at in body for cell in context.blocks[at].cells[n : n + 1] if cell]
        if words.grade(name) or PERIOD.search(name) or time_of_head(name):
            return {}
        if name and cells and all(map(words.cell, cells)):
            spaced = " ".join(name.replace("_", " ").split())
            columns[n] = f"{spaced[:1].upper()}{spaced[1:]}"
    distinct = len({*map(folded, columns.values())}) == len(columns)
    return columns if distinct else {}


def _title_column(context: ReaderContext, body: Sequence[int], graded: dict[int, str]) -> int:
    """Return the first column whose cells may be names, -1 where none is."""
    rows = [context.blocks[at].cells for at in body]
    for n in range(min(map(len, rows), default=0)):
        if n not in graded and all(_NAME.fullmatch(r[n]) and not is_code(r[n]) for r in rows):
            return n
    return -1


def _day(context: ReaderContext, head: int, at: int) -> tuple[int, str, bool]:
    """Return the column of a row's date, the day or its year, and whether it is of publication."""
    names, cells = context.blocks[head].cells, context.blocks[at].cells
    heads = list(map(folded_head, names[: len(cells)]))
    dated = [n for n, name in enumerate(heads) if _DATED.fullmatch(name) or not (n or name)]
    for n in sorted(dated, key=lambda n: field_named(names[n]) != "published"):
        day = due_of_cell(settled(cells[n], order_of([cells[n]])) or "")
        if day or (day := PERIOD.sub(r"\1", cells[n]) if PERIOD.search(cells[n]) else ""):
            return n, day, field_named(names[n]) == "published"
    return -1, "", False


def _mark_row(
    context: ReaderContext,
    at: int,
    columns: dict[int, str],
    day: tuple[int, str, bool],
    title: int,
) -> None:
    """Mark a row's cells: who was inspected, when, and what grades were given."""
    dated, when, is_published = day
    block = context.blocks[at]
    for n, (start, end) in enumerate(cell_spans(block)):
        cell = block.cells[n]
        if n == title and context.is_table:
            context.mark(at, "inspection", start, end, says=cell)
        elif n == dated and title >= 0:
            context.mark(at, "published" if is_published else "report", start, end, says=when)
        elif n in columns and cell:
            context.names.mention(columns[n])
            context.mark(at, "grades", start, end, label=when[:4], says=f"{columns[n]}\t{cell}")
        elif cell:
            context.mark(at, "-", start, end)

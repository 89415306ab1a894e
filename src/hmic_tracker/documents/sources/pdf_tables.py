"""Ruled tables of a PDF page, with the words of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.documents.sources.html_tables import REPEATED
from hmic_tracker.documents.sources.pdf_lines import joined, rows_of_words
from hmic_tracker.documents.sources.pdf_row_rules import missing_lines
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pdfplumber._typing import T_obj

    from hmic_tracker.documents.sources.pdf_words import Word

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the left and top of the page as shown."""


class TableRow(NamedTuple):
    """A row: the texts of its columns, with their lines; where it begins; whether it is bold.

    `y` is in points from the bottom.
    """

    cells: tuple[str, ...]
    y: float
    bold: bool


class PageTable(NamedTuple):
    """A table of one page: its rows, the left edges of its columns, and its words."""

    rows: tuple[TableRow, ...]
    columns: tuple[float, ...]
    words: frozenset[Word]

    @property
    def y(self) -> float:
        """Where it begins, in points from the bottom."""
        return self.rows[0].y


def tables_of(edges: list[T_obj], height: float, words: Sequence[Word]) -> list[PageTable]:
    """The tables that ruled lines make, with at least two columns, from the top of the page.

    The lines come from PDFium, and pdfplumber finds the cells between them: its own reading of
    a page takes thirty times as long.
    """
    if not edges:
        return []
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    merged = merge_edges(edges, 3, 3, 3, 3)
    merged += missing_lines(merged, height, words)
    if not has_ruled_lines(merged):
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, 3, 3))
    tables = [_table(each, height, words) for each in cells_to_tables(cells)]
    return sorted((each for each in tables if each is not None), key=lambda table: -table.y)


def has_ruled_lines(edges: list[T_obj]) -> bool:
    """Whether a page has lines both ways, as a table has."""
    across = sum(1 for edge in edges if edge["orientation"] == "h")
    return across > 1 and len(edges) - across > 1


def _table(cells: list[Box], height: float, words: Sequence[Word]) -> PageTable | None:
    tops = sorted({box[1] for box in cells})
    boxes = [sorted(box for box in cells if box[1] == top) for top in tops]
    columns = sorted({round(box[0], 1) for row in boxes for box in row})
    if len(columns) < 2:
        return None
    outer = (columns[0] - 1, tops[0], max(box[2] for box in cells), max(box[3] for box in cells))
    near = [word for word in words if _is_in(word, outer, height)]
    inside = {box: [word for word in near if _is_in(word, box, height)] for box in cells}
    texts = {box: _cell(inside[box]) for box in cells}
    rows = [
        TableRow(
            tuple(_texts(row, boxes, texts, columns)),
            height - min(box[1] for box in row),
            all(bold for box in row for text, bold in [texts[box]] if text),
        )
        for row in boxes
        if row and any(texts[box][0] for box in row)
    ]
    taken = frozenset(word for each in inside.values() for word in each)
    return PageTable(tuple(rows), tuple(columns), taken) if rows else None


def _texts(
    row: Sequence[Box],
    boxes: Sequence[Sequence[Box]],
    texts: dict[Box, tuple[str, bool]],
    columns: Sequence[float],
) -> Iterator[str]:
    """The text of each column: that of the cell that covers it, from wherever it spans."""
    middle = min(box[1] for box in row) + 1
    every = [box for line in boxes for box in line if box[1] <= middle < box[3]]
    for column in columns:
        box = next((each for each in every if each[0] - 1 <= column < each[2] - 1), None)
        text = texts[box][0] if box else ""
        is_first = box is not None and abs(box[0] - column) < 1 and box in row
        yield text if is_first or len(text) <= REPEATED else ""


def _cell(words: Sequence[Word]) -> tuple[str, bool]:
    """The lines of a cell, and whether it is bold."""
    lines = [joined(row).replace("\t", " ") for row in rows_of_words(words)]
    return "\n".join(lines), all(word.bold for word in words)


def _is_in(word: Word, box: Box, height: float) -> bool:
    x, y = (word.left + word.right) / 2, height - word.y - word.size * 0.3
    return box[0] <= x < box[2] and box[1] <= y < box[3]

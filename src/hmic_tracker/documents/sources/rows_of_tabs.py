"""Rows of tables among printed lines: those whose cells tabs part, and names of parts between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.blocks import Block, Line
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.patterns import BULLETS, SHORT
from hmic_tracker.light_typing import Final

_BULLET_AND_TAB: Final = re.compile(
    rf"\s*(?:[{BULLETS}o*–—-]|\(?(?:\d{{1,3}}|[A-Za-z]|[ivxlIVXL]{{1,4}})[.)])\t[^\t]*$"
)
"""A bullet, a number or a letter; the word "No." is a column's name."""


def rows_of_tabs(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of lines that are rows of a table: two or more with tabs, one by one."""
    cells = [_number_of_cells(line.text) for line in lines]
    for at, line in enumerate(lines):
        if at and cells[at - 1] == 2 and not cells[at] and line.text.endswith("\t"):
            cells[at] = 2  # the second of them is empty
    rows: set[int] = set()
    for at, count in enumerate(cells):
        near = max(cells[at - 1] if at else 0, cells[at + 1] if at + 1 < len(cells) else 0)
        if count > 1 and near > 1:
            rows.add(at)
        elif _parts_a_table(lines, cells, at):
            rows |= {at - 1, at, at + 1}
    return rows


def has_cells(line: Line) -> bool:
    """Return whether a line has cells: tabs that are not a bullet's."""
    return "\t" in line.text and not _BULLET_AND_TAB.match(line.text)


def row_block(line: Line) -> Block:
    """Return the row that a line with tabs between its cells is."""
    cells = tuple(clean(cell) for cell in line.text.strip("\n").split("\t"))
    text = "\t".join(cell for cell in cells if cell)
    return Block("row", text, line.place, cells=cells, gap=line.gap)


def _parts_a_table(lines: Sequence[Line], cells: Sequence[int], at: int) -> bool:
    """Return whether a short line between two rows names those below it: "Key concerns".

    It is one directly between them, and none above the head of the next table.
    """
    if cells[at] or not 0 < at < len(lines) - 1 or not 2 < cells[at - 1] == cells[at + 1]:
        return False
    line, below = lines[at], lines[at + 1]
    if not line.text[:1].isupper() or line.text.endswith((".", ",", ";")):
        return False  # the rest of a cell
    if line.gap or below.gap or line.furniture or below.furniture or len(line.text) > SHORT:
        return False
    return sum(bool(field_named(clean(cell))) for cell in below.text.split("\t")) < 2


def _number_of_cells(text: str) -> int:
    """Return how many cells tabs part; one tab at a line's end parts none, several do."""
    tabs = 0 if _BULLET_AND_TAB.match(text) else text.count("\t")
    return tabs + 1 if tabs > 1 or "\t" in text.strip() else 0

"""Grades beside the direction of travel, and how many others got each grade."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.graded_headings import grade_beside_travel
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FIGURES: Final = re.compile(r"\d{1,3}%?(?:[ \t]\d{1,3}%?){2,8}")
_FEWEST_GRADES: Final = 3


def read(context: ReaderContext, block: Block) -> int:
    """Read "Grade  Direction of travel" with their values below; or a distribution of grades."""
    if len(block.text) > SHORT:
        return 0
    below = next(context.free_after(context.at), None)
    if below is None or context.blocks[below].gap:
        return 0
    span = grade_beside_travel(block, context.blocks[below], context.grade_words)
    if span and context.framework:
        context.mark(context.at, "label")
        _mark_value(context, below, *span)
        return below - context.at + 1
    if span or _is_distribution(context, block, context.blocks[below]):
        context.mark(context.at, "label")
        context.mark(below, "label")
        return below - context.at + 1
    return 0


def _mark_value(context: ReaderContext, at: int, start: int, end: int) -> None:
    """Mark the grade of a line, and the direction before or behind it as prose."""
    if start:
        context.mark(at, "-", 0, start)
    context.mark(at, "grade", start, end)
    if end < len(context.blocks[at].printed):
        context.mark(at, "-", end)


def _is_distribution(context: ReaderContext, block: Block, below: Block) -> bool:
    """Return whether a line has the grades of a scale, and the one below a figure for each."""
    rest, cells = context.grade_words.cells_at_end(block.text.replace("\t", " "), 9)
    grades = {cell.grade for cell in cells if cell.grade}
    figures = _FIGURES.fullmatch(below.printed[:SHORT])
    is_scale = not rest and len(grades) == len(cells) >= _FEWEST_GRADES
    return is_scale and figures is not None and len(figures[0].split()) == len(cells)

"""Tables whose columns are grades: the areas that got each stand below it, or are ticked there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.readers.grade_tables import PERIOD
from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.patterns import BULLETS, CHAPTER_NUMBER, LONGEST_NAME
from hmic_tracker.documents.wording.status_cells import is_nothing
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 2
"""Grades that a head has."""
_MOST_ABOVE: Final = 2
"""Rows above the grades: "Graded judgments" across the table."""
_NOBODY: Final = re.compile(r"\(?(?:no(?: areas?| services?| questions?)?|none|nil)\)?", re.I)
_TICK: Final = re.compile(rf"[{BULLETS}✔✗✘☑☒×xXyY*]|yes", re.I)
_PARTS: Final = re.compile(rf"(?:; ?| ?[{BULLETS}] ?|, (?=[A-Z])| / (?=[A-Z]))")
"""What parts the areas of one cell."""
_RUN_ON: Final = re.compile(r"[a-z] [A-Z][a-z]+(?: [a-z]|$)")
"""Two names with nothing between them: "Preventing crime Police powers"."""
_NAME: Final = re.compile(r"[A-Z][^.!?]{3,}\??")
_NOT_UNDERSTOOD: Final = "a cell below a grade that is no area, or several"


class _Head(NamedTuple):
    """The row with the grades: how many rows it takes, and the grade of each column."""

    rows: int
    grades: dict[int, str]


def read_below_grades(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read a table whose head has nothing but grades, and perhaps a name above the areas."""
    head = _head(context, rows)
    if head is None:
        return False
    body = rows[head.rows :]
    ticked = 0 not in head.grades and any(_ticks(context.blocks[at], head) for at in body)
    cells = [cell for at in body for cell in _graded_cells(context.blocks[at], head)]
    named = sum(bool(_NAME.fullmatch(cell)) for cell in cells)
    if not ticked and (not named or 2 * named < sum(not is_nothing(cell) for cell in cells)):
        return False
    for at in rows[: head.rows]:
        context.mark(at, "label")
    for at in body:
        if ticked:
            _mark_ticked(context, at, head)
        else:
            _mark_named(context, at, head)
    return True


def _head(context: ReaderContext, rows: Sequence[int]) -> _Head | None:
    for place, at in enumerate(rows[: _MOST_ABOVE + 1]):
        cells = context.blocks[at].cells
        grades = _grades_of(context, cells)
        others = [n for n, cell in enumerate(cells) if cell and n not in grades]
        if len(set(grades.values())) == len(grades) >= _FEWEST and others in ([], [0]):
            return _Head(place + 1, grades) if len(rows) > place + 1 else None
        if len({cell for cell in cells if cell}) > 1:
            return None
    return None


def _grades_of(context: ReaderContext, cells: Sequence[str]) -> dict[int, str]:
    """Return the grade of each column; auditors may leave their word out: "Limited" assurance."""
    words = context.grade_words
    grades = {n: grade for n, cell in enumerate(cells) if (grade := words.grade(cell))}
    assured = {
        n: grade for n, cell in enumerate(cells) if (grade := words.grade(f"{cell} assurance"))
    }
    return assured if len(assured) > max(_FEWEST, len(grades)) else grades


def _graded_cells(block: Block, head: _Head) -> Iterator[str]:
    for n in head.grades:
        if n < len(block.cells) and block.cells[n]:
            yield block.cells[n]


def _ticks(block: Block, head: _Head) -> list[int]:
    """Return the columns of a row that are ticked, where nothing else is below the grades."""
    given = [n for n in head.grades if n < len(block.cells) and not is_nothing(block.cells[n])]
    given = [n for n in given if block.cells[n]]
    return given if all(_is_tick(block.cells[n], head.grades[n]) for n in given) else []


def _is_tick(cell: str, grade: str) -> bool:
    return bool(_TICK.fullmatch(cell)) or cell.casefold() == grade.casefold()


def _mark_ticked(context: ReaderContext, at: int, head: _Head) -> None:
    """Mark a row with an area and a tick below its grade."""
    block, ticks = context.blocks[at], _ticks(context.blocks[at], head)
    name = CHAPTER_NUMBER.sub("", block.cells[0])
    if not name or not _NAME.match(name):
        context.mark(at, "-" if not ticks else "?", doubt="" if not ticks else _NOT_UNDERSTOOD)
        return
    context.names.mention(name)
    if len(ticks) != 1:
        context.mark(at, "?", doubt="a row of a grade table without one tick")
        return
    context.mark(at, "grades", says=f"{name}\t{head.grades[ticks[0]]}")


def _mark_named(context: ReaderContext, at: int, head: _Head) -> None:
    """Mark the areas below each grade; a cell that may be several run together is for a person."""
    block = context.blocks[at]
    period = PERIOD.fullmatch(block.cells[0]) if 0 not in head.grades else None
    for n, (start, end) in enumerate(cell_spans(block)):
        cell = block.cells[n]
        if not cell:
            continue
        if n not in head.grades or is_nothing(cell) or _NOBODY.fullmatch(cell):
            context.mark(at, "label", start, end)
            continue
        names = _names(context, cell)
        if not names:
            context.mark(at, "?", start, end, doubt=_NOT_UNDERSTOOD)
        for place, (begins, ends, name) in enumerate(names):
            context.names.mention(name)
            last = end if place == len(names) - 1 else start + ends
            begin = start + begins if place else start
            when = period[1] if period else ""
            says = f"{name}\t{head.grades[n]}"
            context.mark(at, "grades", begin, last, label=when, says=says)


def _names(context: ReaderContext, cell: str) -> list[tuple[int, int, str]]:
    """Return the areas of a cell with where each begins and ends, none where that isn't sure."""
    bounds, begins = list[tuple[int, int]](), 0
    for match in _PARTS.finditer(cell):
        bounds.append((begins, match.end()))
        begins = match.end()
    bounds.append((begins, len(cell)))
    names = []
    for start, end in bounds:
        name = _PARTS.sub("", cell[start:end]).strip(" ;,")
        name = CHAPTER_NUMBER.sub("", name)
        if not name:
            continue
        is_known = context.names.find(name) is not None
        is_one = len(name) <= LONGEST_NAME and _NAME.fullmatch(name) and not _RUN_ON.search(name)
        if not is_known and not is_one:
            return []
        names.append((start, end, name))
    return names

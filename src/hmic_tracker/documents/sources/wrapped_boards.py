"""Boards of names and their grades in columns kept apart by spaces, whose grades are wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_grades import GRADES
from hmic_tracker.documents.sources.aligned_tables import cells_of, segments_of
from hmic_tracker.domain.grades import SCALES
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Final

_CUT: Final = frozenset(
    folded(" ".join(words[:n]))
    for words in (grade.split() for scale in SCALES for grade in scale.grades)
    for n in range(1, len(words))
)
"""The first words of a grade whose last are on the line below: "Requires"."""
_FEWEST: Final = 3
"""Rows of a board."""
_MOST_WRAPPED: Final = 3
"""Lines of one row, and of the head."""
_MOST_ROWS: Final = 60
_MOST_COLUMNS: Final = 5
_LONGEST: Final = 200
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")

Lines = Sequence[tuple[int, str]]
Row = tuple[int, list[str]]


def with_tabs(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each row of such a board as one line, its cells with tabs.

    "Question   This       2027/28" is its head, and "inspection" stands below "This"; a row is
    "Efficiency   Requires   Good", with "improvement" below its grade.
    """
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        columns = _columns(lines, at)
        end, rows = _board(lines, at, columns) if columns else (at, [])
        if len(rows) > _FEWEST:
            result += [(number, "\t".join(cells)) for number, cells in rows]
            at = end
        else:
            result.append(lines[at])
            at += 1
    return result


def _columns(lines: Lines, at: int) -> list[int]:
    """Return where the columns begin of a head whose next row has a name and grades."""
    line = lines[at][1]
    if "\t" in line or "   " not in line.strip() or len(line) > _LONGEST:
        return []
    segments = segments_of(line)
    is_head = 1 < len(segments) <= _MOST_COLUMNS and any(_YEAR.search(s.text) for s in segments)
    return [segment.start for segment in segments] if is_head and segments[0].start < 60 else []


def _board(lines: Lines, first: int, columns: list[int]) -> tuple[int, list[Row]]:
    """Return where a board ends, and its rows from the head on; no rows where it is none."""
    rows: list[Row] = []
    begun = first
    for at in range(first, min(len(lines), first + _MOST_WRAPPED * _MOST_ROWS)):
        number, line = lines[at]
        cells = cells_of(segments_of(line), columns) if line.strip() else None
        if cells is None or "\t" in line:
            return _whole(at, rows)
        if at == first or _begins(cells):
            if len(rows) > 1 and not _is_graded(rows[-1][1]):
                return _whole(begun, rows[:-1])
            rows.append((number, cells))
            begun = at
        elif at - begun < _MOST_WRAPPED and not cells[0][:1].isupper():
            rows[-1] = (
                rows[-1][0],
                [f"{a} {b}".strip() for a, b in zip(rows[-1][1], cells, strict=True)],
            )
        else:
            return _whole(at, rows)
    return _whole(len(lines), rows)


def _begins(cells: Sequence[str]) -> bool:
    """Return whether a line begins a row: a name, and grades or the first words of them."""
    grades = [folded(cell) for cell in cells[1:]]
    return bool(cells[0]) and all(grade in GRADES or grade in _CUT for grade in grades)


def _is_graded(cells: Sequence[str]) -> bool:
    return all(folded(cell) in GRADES for cell in cells[1:])


def _whole(end: int, rows: list[Row]) -> tuple[int, list[Row]]:
    """Return the rows of a board, all of which have whole grades; none of another table."""
    is_board = all(_is_graded(cells) for _, cells in rows[1:])
    return (end, rows) if is_board else (end, [])

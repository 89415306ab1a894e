"""Grades printed half-way down the lines of their names, as tables with centred cells have them."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_grades import GRADES
from hmic_tracker.documents.sources.aligned_tables import Segment, segments_of
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Final

_MOST_ABOVE: Final = 3
"""Lines of a name above its grade, and as many below it."""
_LONGEST: Final = 200

Lines = Sequence[tuple[int, str]]


def with_grades_first(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with such a grade on the first line of its name.

    As many lines of the name stand above the grade as below it; the grade's own line has a
    part of the name or nothing else.
    """
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        row = _row(lines, at) if at == 0 or _parts(lines[at - 1][1]) else []
        while row:
            result += row
            at += 2 * _above(lines, at) + 1
            row = _row(lines, at)
        if at < len(lines):
            result.append(lines[at])
            at += 1
    return result


def _parts(line: str) -> bool:
    """Return whether a row may begin below a line: an empty one, or one with several pieces."""
    return len(segments_of(line[:_LONGEST])) != 1


def _row(lines: Lines, first: int) -> list[tuple[int, str]]:
    """Return the lines of a row that begins at a line, its grade first; none where none begins."""
    above = _above(lines, first)
    rows = lines[first : first + 2 * above + 1]
    if not above or len(rows) <= 2 * above:
        return []
    *name, grade = segments_of(rows[above][1])
    texts = [segments_of(line) for _, line in rows]
    texts[above] = name
    starts = {pieces[0].start for pieces in texts if pieces}
    alone = all(len(pieces) == 1 for n, pieces in enumerate(texts) if n != above or name)
    if not alone or len(starts) != 1 or not _is_name(texts, above, grade.start):
        return []
    begins = f"{rows[0][1].rstrip():<{grade.start}}{grade.text}"
    rest = [(number, pieces) for (number, _), pieces in zip(rows[1:], texts[1:], strict=True)]
    return [
        (rows[0][0], begins),
        *((n, " " * pieces[0].start + pieces[0].text) for n, pieces in rest if pieces),
    ]


def _is_name(texts: Sequence[Sequence[Segment]], above: int, column: int) -> bool:
    """Return whether lines are one name, which goes on below its grade, left of the grade."""
    within = all(piece.start + len(piece.text) + 1 < column for line in texts for piece in line)
    begins = texts[0][0].text[:1].isupper()
    return within and begins and texts[above + 1][0].text[:1].islower()


def _above(lines: Lines, first: int) -> int:
    """Return how many lines of one piece stand above the next grade; 0 where none is near."""
    for at, (_, line) in enumerate(lines[first : first + _MOST_ABOVE + 1]):
        if "\t" in line or len(line) > _LONGEST:
            return 0
        segments = segments_of(line)
        if segments and folded(segments[-1].text) in GRADES and len(segments) < 3:
            return at
        if len(segments) != 1:
            return 0
    return 0

"""Tables whose columns are the grades of a scale, with the areas that got each below it."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_grades import GRADES
from hmic_tracker.documents.sources.aligned_tables import Segment, segments_of
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_FEWEST: Final = 2
"""Grades of a head whose cells are parted."""
_FEWEST_IN_TEXT: Final = 3
"""Grades of a head that only spaces part."""
_LONGEST: Final = 300
_MOST_BLANK: Final = 1
_MOST_LINES: Final = 60
_FAR: Final = 12
"""Letters by which a cell may begin before or after its grade."""

Lines = Sequence[tuple[int, str]]


class _Column(NamedTuple):
    """A grade and where it stands."""

    start: int
    end: int
    name: str


def are_grades(blocks: Sequence[Block]) -> bool:
    """Return whether a block is a row of grades and of nothing else."""
    cells = [folded(cell) for cell in blocks[0].cells if cell] if blocks else []
    return len(set(cells)) == len(cells) >= _FEWEST and set(cells) <= GRADES


def texts_of_lines(blocks: Sequence[Block]) -> list[str]:
    """Return the lines of a cell below a grade, without their bullets: each is an area.

    One that begins with a small letter goes on with the line above.
    """
    texts: list[str] = []
    for block in blocks:
        if block.role == "furniture":
            continue
        if texts and block.text[:1].islower():
            texts[-1] = f"{texts[-1]} {block.text}"
        else:
            texts.append(block.text)
    return texts


def with_tabs(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each row of such a table as one line, its cells with tabs.

    A cell goes on in the next line with a small letter.
    """
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        columns, below = _head(lines, at)
        end, rows = _rows(lines, below, columns) if columns else (at, [])
        if rows:
            result.append((lines[at][0], "\t".join(column.name for column in columns)))
            result += [(number, "\t".join(cells)) for number, cells in rows]
            at = end
        else:
            result.append(lines[at])
            at += 1
    return result


def _head(lines: Lines, at: int) -> tuple[list[_Column], int]:
    """Return the grades of a line, and the line below them: "Requires" may go on in the next."""
    segments = _segments(lines, at)
    if len(segments) < _FEWEST_IN_TEXT:
        return [], at
    columns = [_Column(one.start, one.start + len(one.text), one.text) for one in segments]
    if _are_all_grades(columns):
        return columns, at + 1
    for rest in segments_of(lines[at + 1][1][:_LONGEST]) if at + 1 < len(lines) else ():
        n = _nearest(columns, rest)
        if n is None:
            return [], at
        end = max(columns[n].end, rest.start + len(rest.text))
        columns[n] = columns[n]._replace(name=f"{columns[n].name} {rest.text}", end=end)
    return (columns, at + 2) if _are_all_grades(columns) else ([], at)


def _are_all_grades(columns: Sequence[_Column]) -> bool:
    names = {folded(column.name) for column in columns}
    return len(names) == len(columns) and names <= GRADES


def _segments(lines: Lines, at: int) -> list[Segment]:
    line = lines[at][1]
    if "\t" in line or "   " not in line.strip() or len(line) > _LONGEST:
        return []
    return segments_of(line)


def _nearest(columns: Sequence[_Column], one: Segment) -> int | None:
    """Return the column that a piece of a line stands below, None where it is below none."""
    end = one.start + len(one.text)
    apart = [
        min(abs(one.start - column.start), abs(one.start + end - column.start - column.end) // 2)
        for column in columns
    ]
    least = min(apart)
    return apart.index(least) if least <= _FAR and apart.count(least) == 1 else None


def _rows(
    lines: Lines, first: int, columns: Sequence[_Column]
) -> tuple[int, list[tuple[int, list[str]]]]:
    """Return where the table ends, and its rows."""
    rows: list[tuple[int, list[str]]] = []
    blank, end = 0, first
    for at in range(first, min(len(lines), first + _MOST_LINES)):
        number, line = lines[at]
        segments = segments_of(line[:_LONGEST])
        if not segments:
            blank += 1
            if blank > _MOST_BLANK:
                break
            continue
        cells = _cells(columns, segments, is_apart=blank > 0)
        if not cells or "\t" in line:
            break
        rest = [n for n, cell in enumerate(cells) if cell[:1].islower()]
        for n in rest if rows else ():
            rows[-1][1][n] = f"{rows[-1][1][n]} {cells[n]}".strip()
            cells[n] = ""
        if any(cells):
            rows.append((number, cells))
        blank, end = 0, at + 1
    return end, rows


def _cells(columns: Sequence[_Column], segments: Sequence[Segment], *, is_apart: bool) -> list[str]:
    """Return the cells of a line by column, none where it is no row: a heading or a sentence."""
    places = [_nearest(columns, one) for one in segments]
    if None in places or len(set(places)) < len(places):
        return []
    if len(segments) == 1:
        alone = segments[0]
        below = is_apart and (not alone.start or alone.start not in {c.start for c in columns})
        if below or alone.text.endswith("."):
            return []
    texts = {n: one.text for n, one in zip(places, segments, strict=True)}
    return [texts.get(n, "") for n in range(len(columns))]

"""Tables whose columns are kept apart by spaces, as programs print a page of a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.patterns import BULLETS
from hmic_tracker.documents.wording.requirement_notices import is_head_of_activities
from hmic_tracker.light_typing import Final, NamedTuple

_SEGMENT: Final = re.compile(r"\S+(?: \S+)*")
_NEAR: Final = 3
"""Letters by which a cell may begin before or after its column's head."""
_MOST_BLANK: Final = 1
"""Empty lines between the rows of a table."""
_MOST_BLANK_OF_GRADES: Final = 2
"""Those of a table of grades, whose last row, the grade of the whole, may stand apart."""

_GRADES: Final = re.compile(
    r"(?:[a-z]+ ){0,2}(?:grade|grading|judge?ment|rating|evaluation|opinion|assurance)s?", re.I
)
_LONGEST_HEAD: Final = 200
_MOST_COLUMNS: Final = 6
_MOST_ROWS: Final = 60
_MOST_LINES: Final = 40
"""Lines from one of a row's paragraphs to the next row."""
OF_ROW: Final = re.compile(
    r"\([A-Z][a-z]+ \d|in particular\b|(?:this|it) (?:specifically |particularly )?relates? to\b"
    r"|specifically\b|to do this\b",
    re.I,
)
"""How a paragraph begins that belongs to the row above it: "(Regulation 32 (1))"."""
_ENDED: Final = re.compile(r"[.;:,)—–]$|[;,] (?:and|or)$")
_LISTED: Final = re.compile(rf"\s*[{BULLETS}]")
_MOST_WRAPPED: Final = 12
"""Lines of one row."""


_PAIR: Final = 2
_MOST_OF_PAGE: Final = 6
"""Lines from the last of a page to the first of the next."""
_PAGE: Final = re.compile(r"\s*(?:page )?\d{1,4}(?: of \d{1,4})?\s*", re.I)
"""A page's number, which may stand below a column and is no cell of it."""


class Segment(NamedTuple):
    """A piece of a line that two or more spaces part from the next."""

    start: int
    text: str


def with_tabs(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return numbered lines with each row of a spaced table as one line, its cells with tabs.

    A table begins with a line that names two columns or more; its cells may be wrapped.
    """
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        columns, graded = _columns(lines[at][1]), _graded_column(lines[at][1])
        end, rows = at, list[tuple[int, str]]()
        names = [segment.text for segment in segments_of(lines[at][1])] if columns else []
        if len(columns) == _PAIR and not is_head_of_activities(names):
            end, rows = _paired_rows(lines, at, columns)
        elif columns:
            end, rows = _rows(lines, at, columns)
        elif graded is not None:
            end, rows = _graded_rows(lines, at, graded)
        if len(rows) > (1 if columns else 2):
            result += rows
            at = end
        else:
            result.append(lines[at])
            at += 1
    return result


def with_rows_over_pages(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return numbered lines with the rows of each spaced table that goes on over a page's end.

    The page then ends behind the table.
    """
    result: list[tuple[int, str]] = []
    at, feed = 0, ""
    while at < len(lines):
        columns = _columns(lines[at][1])
        end, rows = _rows(lines, at, columns) if len(columns) > _PAIR else (at, [])
        is_over = len(rows) > 1 and any("\f" in line for _, line in lines[at + 1 : end])
        if is_over:
            result += [(number, line.replace("\f", "")) for number, line in rows]
            at, feed = end, "\f"
        else:
            result.append((lines[at][0], f"{feed}{lines[at][1]}"))
            at, feed = at + 1, ""
    return result


def segments_of(line: str) -> list[Segment]:
    """Return the pieces of a line that wide spaces part."""
    return [Segment(match.start(), match[0]) for match in _SEGMENT.finditer(line)]


def _columns(line: str) -> list[int]:
    """Return where the columns of a table begin, whose heads a line has; none where it has none."""
    if "\t" in line or "  " not in line.strip():
        return []
    segments = segments_of(line[:400])
    if is_head_of_activities([segment.text for segment in segments]):
        return [segment.start for segment in segments]
    fields = [field for segment in segments if (field := field_named(segment.text))]
    is_pair = len(segments) == 2 and fields == ["text", "due"]
    if len(fields) < 2 or (len(segments) < 3 and not is_pair) or set(fields) == {"grade"}:
        return []
    return [segment.start for segment in segments]


def _graded_column(line: str) -> int | None:
    """Return which column of a table's head has the grades: "Judgement      Grade"."""
    if "\t" in line or "  " not in line.strip() or len(line) > _LONGEST_HEAD:
        return None
    segments = segments_of(line)
    named = [n for n, segment in enumerate(segments[1:], 1) if _GRADES.fullmatch(segment.text)]
    return named[0] if named and len(segments) < _MOST_COLUMNS else None


def _graded_rows(
    lines: Sequence[tuple[int, str]], first: int, graded: int
) -> tuple[int, list[tuple[int, str]]]:
    """Return where a table of grades ends, and its rows; a row begins where a grade does.

    Any of its cells may go on in the next line: "Requires improvement" and "to be good".
    """
    columns = [segment.start for segment in segments_of(lines[first][1])]
    rows = [(lines[first][0], [segment.text for segment in segments_of(lines[first][1])])]
    blank, end, begun = 0, first + 1, first
    for at in range(first + 1, len(lines)):
        number, line = lines[at]
        segments = segments_of(line)
        if not segments:
            blank += 1
            if blank > _MOST_BLANK_OF_GRADES:
                break
            continue
        cells = cells_of(segments, columns)
        if cells is None or cells == rows[0][1] or len(rows) > _MOST_ROWS:
            break
        if blank and not cells[0] and (name := _name_below(lines, at, columns, graded)):
            cells = [name, *cells[1:]]
        elif at == begun + 1 and len(rows) > 1 and cells[0] == rows[-1][1][0] == _alone(cells):
            continue  # the name, which stands half-way down its grade
        if cells[0] and cells[graded][:1].isupper():
            rows.append((number, cells))
            begun = at
        elif blank or len(rows) < 2 or at - begun > _MOST_WRAPPED:
            break
        else:
            rows[-1] = (rows[-1][0], _joined(rows[-1][1], cells))
        blank, end = 0, at + 1
    return end, [(number, "\t".join(cells)) for number, cells in rows]


def _alone(cells: Sequence[str]) -> str:
    """Return a line's first cell where it is the only one."""
    return "" if any(cells[1:]) else cells[0]


def _name_below(lines: Sequence[tuple[int, str]], at: int, columns: list[int], graded: int) -> str:
    """Return the name on the line below a grade that goes on below the name, "" without one."""
    below = [cells_of(segments_of(line), columns) for _, line in lines[at + 1 : at + 3]]
    if len(below) < 2 or not below[0] or not below[1] or below[1][0]:
        return ""
    return _alone(below[0]) if below[1][graded][:1].islower() else ""


def _joined(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    return [f"{a} {b}".strip() for a, b in zip(cells, more, strict=True)]


def _rows(
    lines: Sequence[tuple[int, str]], first: int, columns: list[int]
) -> tuple[int, list[tuple[int, str]]]:
    """Return where a table ends, and its rows from the head on."""
    rows: list[tuple[int, list[str]]] = []
    pages: list[tuple[int, str]] = []
    at, blank, end = first, 1, first
    while at < len(lines):
        is_cut = blank or lines[at][1].startswith("\f")
        if is_cut and len(rows) > 1 and (below := _below_page(lines, at, columns)):
            pages += [line for line in lines[at : below[0]] if line[1].strip()]
            at, blank = below[0], int(below[1])
        number, line = lines[at]
        segments = segments_of(line)
        if not segments:
            blank += 1
            if blank > _MOST_BLANK + (not rows):
                break
        else:
            cells = cells_of(segments, columns)
            if cells is None or (len(segments) == 1 and segments[0].start < columns[0] - _NEAR):
                break
            if blank and rows and _PAGE.fullmatch(line):
                break
            goes_on = bool(rows and rows[-1][1][0]) and cells[0][:1].islower()
            goes_on = goes_on or (not blank and len(rows) > 1 and _ends_label(rows[-1][1], cells))
            if (cells[0] and not goes_on) or blank or not rows:
                rows.append((number, cells))
            else:
                rows[-1] = (rows[-1][0], _joined(rows[-1][1], cells))
            blank, end = 0, at + 1
        at += 1
    return end, [*((number, "\t".join(cells)) for number, cells in rows), *pages]


def _below_page(
    lines: Sequence[tuple[int, str]], first: int, columns: list[int]
) -> tuple[int, bool] | None:
    """Return where a table goes on below a page's number, and whether with a row of its own.

    Nothing but the number and the next page's first line is there, and the line below has cells
    where the table has them.
    """
    marks, is_first = 0, False
    for at in range(first, min(len(lines), first + _MOST_OF_PAGE)):
        line = lines[at][1]
        is_first = is_first or line.startswith("\f")
        marks += line.startswith("\f")
        if not line.strip():
            continue
        segments = segments_of(line)
        if len(segments) == 1 and _PAGE.fullmatch(line):
            marks += 1
            continue
        within = len(segments) > 1 or segments[0].start >= columns[1] - _NEAR
        cells = cells_of(segments, columns) if marks and within else None
        if cells and cells[0] and not cells[-1]:
            cells = None  # a row fills its last column
        if cells is None and is_first:
            is_first = False
            continue  # the page's head
        return (at, bool(cells[0])) if cells and not _columns(line) else None
    return None


def _ends_label(row: Sequence[str], cells: Sequence[str]) -> bool:
    """Return whether a line has the number of the label that a row's first line began.

    "Regulation" stands above "28(4)(b)", and the row's last cell is filled.
    """
    is_word = row[0].isalpha() and cells[0][:1].isdigit()
    return is_word and bool(row[-1]) and not cells[-1] and " " not in cells[0]


def _paired_rows(
    lines: Sequence[tuple[int, str]], first: int, columns: list[int]
) -> tuple[int, list[tuple[int, str]]]:
    """Return where a table of texts and their days ends, and its rows.

    A row begins where a day stands beside the text, and goes on to the next empty line, and
    below it with the paragraphs that are of it.
    """
    rows: list[tuple[int, list[str]]] = []
    blank, end = False, first
    for at in range(first, len(lines)):
        number, line = lines[at]
        segments = segments_of(line)
        if not segments:
            blank = True
            continue
        cells = cells_of(segments, columns)
        begins = cells is not None and all(cells)
        if cells is None or (not begins and not rows) or at - end > _MOST_BLANK + 1:
            break
        if blank and not begins and not _is_of_row(lines, at, columns):
            break
        if begins:
            rows.append((number, cells))
        else:
            rows[-1] = (rows[-1][0], _joined(rows[-1][1], cells))
        blank, end = False, at + 1
    return end, [(number, "\t".join(cells)) for number, cells in rows]


def _is_of_row(lines: Sequence[tuple[int, str]], first: int, columns: list[int]) -> bool:
    """Return whether a paragraph is of the row above: it says so, or another row is below it."""
    text = lines[first][1].strip()
    if abs(len(lines[first][1]) - len(lines[first][1].lstrip()) - columns[0]) > _NEAR:
        return False
    if OF_ROW.match(text):
        return True
    ended, blank = "", 0
    for _, line in lines[first : first + _MOST_LINES]:
        segments = segments_of(line)
        blank = 0 if segments else blank + 1
        cells = cells_of(segments, columns) if segments else [""]
        if cells is None or blank > _MOST_BLANK + 1 or _LISTED.match(line):
            return False
        if len(cells) > 1 and all(cells):
            return True
        if blank and ended and not _ENDED.search(ended):
            return False  # a heading
        ended = line.strip() or ended
    return False


def _parted(segment: Segment, columns: Sequence[int]) -> list[Segment]:
    """Part a piece where a word begins exactly in a column, as beside a cell that fills its own."""
    start, text = segment
    ends = [at - start for at in columns if start + _NEAR < at < start + len(text)]
    cuts = [at for at in ends if text[at - 1] == " "]
    bounds = [0, *cuts, len(text)]
    return [Segment(start + a, text[a:b].rstrip()) for a, b in pairwise(bounds)]


def cells_of(segments: Sequence[Segment], columns: Sequence[int]) -> list[str] | None:
    """Return a line's cells; None where a segment begins in no column or runs into the next."""
    cells = [""] * len(columns)
    if len(segments) > 1:
        segments = [part for segment in segments for part in _parted(segment, columns)]
    for segment in segments:
        column = next(
            (n for n, start in enumerate(columns) if abs(segment.start - start) <= _NEAR), None
        )
        if column is None:
            return None
        following = columns[column + 1] if column + 1 < len(columns) else None
        if following is not None and segment.start + len(segment.text) > following + _NEAR:
            return None
        cells[column] = f"{cells[column]} {segment.text}".strip()
    return cells

"""Lines of a table below its head: those in which the gutters between its columns are blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hmic_tracker.documents.sources.aligned_tables import cells_of, segments_of
from hmic_tracker.documents.sources.gutter_heads import (
    LONGEST_LINE,
    OTHERWISE,
    Head,
    head_at,
    is_rule,
)
from hmic_tracker.documents.sources.gutter_rows import TableLine
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import Final

_MOST_LINES: Final = 600
"""Lines that a table may have on one page."""
_MOST_BLANK: Final = 2
"""Empty lines between the rows of a table."""
PAGE: Final = re.compile(r" *\d{1,4}(?: of \d{1,4})?|.*\bpage \d{1,4}(?: of \d{1,4})?", re.I)
"""A line with a page's number, which may stand below a column and is no cell of it."""
_STEM: Final = ("should:", "must:", "needs to:", "need to:")
"""How a line ends that says who has to do what the rows below it say."""
_NEAR: Final = 3
"""Letters by which a cell may begin before or after the others of its column."""
_BLANKS: Final = re.compile(r" {2,}")

Lines = Sequence[tuple[int, str]]
Gaps = list[tuple[int, int]]


def printed(lines: Lines, at: int) -> str:
    """Return a line without the form feed that begins a page, which has no width."""
    return lines[at][1].removeprefix("\f").rstrip()


def run_below(lines: Lines, head: Head) -> list[TableLine]:
    """Return the lines below a head in which each gutter is blank, with their cells.

    A line that is a little out of its columns is one of them where its pieces begin in them.
    """
    gaps = list(head.gaps)
    run: list[tuple[int, bool, list[str] | None]] = []
    blank = 0
    for at in range(head.end, min(len(lines), head.end + _MOST_LINES)):
        line = printed(lines, at) if at == head.end else lines[at][1].rstrip()
        if not line or is_rule(line):
            blank += 1
            if blank > _MOST_BLANK:
                break
            continue
        segments = segments_of(line)
        if set(line) & OTHERWISE or len(line) > LONGEST_LINE or (blank and PAGE.fullmatch(line)):
            break
        narrowed = list(_narrowed(line, gaps))
        cells = None
        if len(narrowed) == len(gaps):
            gaps = narrowed
        elif _is_across(lines, at, head):
            cells = [segments[0].text, *("" for _ in gaps)]
        elif len(segments) < 2 or (cells := cells_of(segments, head.starts)) is None:
            break
        if len(segments) > 1 and head_at(lines, at):
            break
        run.append((at, bool(blank), cells))
        blank = 0
    result = [
        TableLine(at, lines[at][0], tuple(cells or _cells(printed(lines, at), gaps)), gap)
        for at, gap, cells in run
    ]
    result = _with_codes(head, result)
    cuts = (0, *(right for _, right in gaps))
    return result[
        : _first_out_of_line([(line.gap, printed(lines, line.at)) for line in result], cuts)
    ]


def _with_codes(head: Head, lines: list[TableLine]) -> list[TableLine]:
    """Return lines with each code in its column that a long cell before it has moved aside.

    "Improvement IR1" has it where the other lines have "Key" and "KR1" far apart.
    """
    n = head.fields.index("label") if "label" in head.fields else 0
    codes = [line.cells[n] for line in lines if line.cells[n]]
    if not n or not codes or not all(map(is_code, codes)):
        return lines
    forms = {_form(code) for code in codes}
    result: list[TableLine] = []
    for line in lines:
        name, _, code = line.cells[n - 1].rpartition(" ")
        if not line.cells[n] and name and any(map(str.isdigit, code)) and _form(code) in forms:
            cells = (*line.cells[: n - 1], name, code, *line.cells[n + 1 :])
            result.append(line._replace(cells=cells))
        else:
            result.append(line)
    return result


def _form(code: str) -> str:
    """Return a code with each letter as A and each number as 1: "AA1" of "KR12"."""
    return re.sub(r"[^\W\d]", "A", re.sub(r"\d+", "1", code))


def _is_across(lines: Lines, at: int, head: Head) -> bool:
    """Return whether a line stands across a table: a name or a remark above a row with its number.

    Nothing is said in it as a cell would: it begins where the numbers or texts do, and has no stop.
    """
    segments = segments_of(lines[at][1].rstrip())
    below = next((n for n in range(at + 1, min(len(lines), at + 3)) if lines[n][1].strip()), None)
    if len(segments) != 1 or below is None or head.fields[0] != "label":
        return False
    name, row = segments[0], segments_of(lines[below][1].rstrip())
    is_name = name.text[:1].isupper() and len(name.text) <= SHORT
    is_name = is_name and (name.text[-1:].isalnum() or name.text.endswith(_STEM))
    over_text = name.start == head.starts[head.fields.index("text")]
    is_row = len(row) > 1 and is_code(row[0].text)
    over_numbers = (
        abs(name.start - head.starts[0]) <= _NEAR and row[:1] and row[0].start == name.start
    )
    return is_name and is_row and (over_numbers or over_text)


def _first_out_of_line(lines: Sequence[tuple[bool, str]], cuts: Sequence[int]) -> int:
    """Return the place of the first line below a blank that stands in no column of the others.

    Of a column whose cells nearly all begin at one place, none below a blank begins far from it:
    a page's foot does, or the number in its second line.
    """
    indents: list[dict[int, int]] = [{} for _ in cuts]
    for _, line in lines:
        for n, start in _starts(line, cuts):
            indents[n][start] = indents[n].get(start, 0) + 1
    usual = [max(starts, key=lambda at: starts[at], default=0) for starts in map(dict, indents)]
    sure = [
        3 * counts.get(at, 0) >= 2 * sum(counts.values())
        for counts, at in zip(indents, usual, strict=True)
    ]
    begun = 0
    for place, (gap, line) in enumerate(lines):
        begun = place if gap else begun
        far = [n for n, start in _starts(line, cuts) if abs(start - usual[n]) > _NEAR and sure[n]]
        if far and begun and (gap or line.rsplit(" ", 1)[-1].isdecimal()):
            return begun
    return len(lines)


def _starts(line: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the columns in which a line has something, and where that begins."""
    for n, (left, right) in enumerate(pairwise((*cuts, len(line) + 1))):
        cell = line[left:right]
        if cell.strip():
            yield n, left + len(cell) - len(cell.lstrip())


def _narrowed(line: str, gaps: Gaps) -> Iterator[tuple[int, int]]:
    """Yield what a line leaves blank of each gap, where it leaves two letters or more.

    One that ends in a gap may leave a single letter: nothing of it is behind.
    """
    for left, right in gaps:
        if right - 2 < len(line) < right:
            yield max(0, min(left, right - 2)), right
            continue
        blanks = [match.span() for match in _BLANKS.finditer(f"{line:<{right}}", left, right)]
        if not blanks:
            return
        yield max(blanks, key=lambda span: span[1] - span[0])


def _cells(line: str, gaps: Gaps) -> list[str]:
    cuts = [0, *(right for _, right in gaps), len(line) + 1]
    return [" ".join(line[a:b].split()) for a, b in pairwise(cuts)]

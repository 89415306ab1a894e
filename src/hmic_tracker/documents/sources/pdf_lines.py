"""The words of a page as printed lines, in the order of reading: columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_words import Word

_MARKER: Final = re.compile(
    r"[^\w\s]{1,3}|\(?(?:[a-zA-Z]|[ivxl]{1,4}|[A-Z]{0,3}\d[\d.]{0,6}[a-z]?)[.):]{0,2}", re.ASCII
)
_LABEL: Final = re.compile(r"[A-Za-z]{2,16}\.? [A-Z]{0,3}\d[\d./-]{0,8}[a-z]?[.):]{0,2}")
_NOTE: Final = re.compile(r"\d{1,3}|[*†‡§]{1,2}")
_FEWEST: Final = 8
_MOST: Final = 2000
"""Parts of lines on a page among which columns are looked for."""

_UNITS: Final = frozenset(("m", "cm", "km", "ft"))


class PrintedLine(NamedTuple):
    """A line of a page or a column: its text and place, in points from the left and the bottom.

    `column` is the left edge of what the line stands in. `top` says that it begins a page or a
    column, `ruled` that it stands in a table.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    column: float = 0
    top: bool = False
    ruled: bool = False


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the line they stand on, from the top; each line from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.left)):
        if rows and rows[-1][0].y - word.y <= 0.35 * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def printed_line(row: Sequence[Word], column: float | None = None) -> PrintedLine:
    """A line of words."""
    size = max(row, key=lambda word: len(word.text)).size
    left = row[0].left
    return PrintedLine(
        joined(row),
        left,
        row[-1].right,
        median(word.y for word in row),
        size,
        all(word.bold for word in row if any(map(str.isalnum, word.text))),
        left if column is None else column,
    )


def joined(row: Sequence[Word]) -> str:
    """The text of a line: a tab where there is much space between words, but after a marker."""
    parts = [row[0].text] if row else []
    tabs = sum(word.left - before.right > 2 * word.size for before, word in pairwise(row))
    for before, word in pairwise(row):
        space = word.left - before.right
        if space > 2 * word.size and not _is_marker(parts, tabs):
            parts.append("\t")
        elif space > 0.08 * word.size:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _is_marker(parts: list[str], tabs: int) -> bool:
    """Whether a line begins with a number or bullet, or with a label before its only tab."""
    if len(parts) == 1 and _MARKER.fullmatch(parts[0]):
        return True
    return tabs == 1 and len(parts) == 3 and _LABEL.fullmatch("".join(parts)) is not None


def lines_in_order(rows: Sequence[Sequence[Word]]) -> list[PrintedLine]:
    """The lines of a page in the order of reading."""
    gutter = _gutter([printed_line(part) for row in rows for part in _segments(row)])
    if gutter is None:
        left = min((row[0].left for row in rows), default=0)
        return _with_top([printed_line(row, left) for row in rows])
    return _by_columns(rows, gutter)


def _by_columns(rows: Sequence[Sequence[Word]], gutter: float) -> list[PrintedLine]:
    """Read left columns before right ones, down to each line that crosses the gutter."""
    lines: list[PrintedLine] = []
    sides: tuple[list[list[Word]], ...] = ([], [])

    def finish() -> None:
        for side in sides:
            lines.extend(lines_in_order(side))
            side.clear()

    for row in rows:
        left = [word for word in row if word.right <= gutter]
        right = [word for word in row if word.left >= gutter]
        if len(left) + len(right) < len(row) or _runs_across(left, right):
            finish()
            lines.append(printed_line(row))
            continue
        for side, part in zip(sides, (left, right), strict=True):
            if part:
                side.append(part)
    finish()
    return lines


def _runs_across(left: Sequence[Word], right: Sequence[Word]) -> bool:
    return bool(left and right) and right[0].left - left[-1].right < right[0].size


def _with_top(lines: list[PrintedLine]) -> list[PrintedLine]:
    return [lines[0]._replace(top=True), *lines[1:]] if lines else []


def _segments(row: Sequence[Word]) -> list[list[Word]]:
    """The parts of a line that space parts."""
    segments = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right > word.size:
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _gutter(segments: Sequence[PrintedLine]) -> float | None:
    """The middle of the space between two columns of text, None where there is one column."""
    if not _FEWEST <= len(segments) <= _MOST:
        return None
    left, right = min(each.left for each in segments), max(each.right for each in segments)
    width = right - left
    places = sorted({each.left - 1 for each in segments if 0.2 < (each.left - left) / width < 0.8})
    best = min(places, key=lambda x: (_crossing(segments, x), x), default=None)
    if best is None or _crossing(segments, best) * 4 > len(segments):
        return None
    sides = (
        [each for each in segments if each.right <= best],
        [each for each in segments if each.left >= best],
    )
    if all(_is_prose(side, width) for side in sides):
        return max(each.right for each in sides[0]) / 2 + best / 2
    return None


def _crossing(segments: Sequence[PrintedLine], x: float) -> int:
    return sum(each.left < x < each.right for each in segments)


def _is_prose(side: Sequence[PrintedLine], width: float) -> bool:
    """Whether the lines of a side are those of a column, and not labels or cells."""
    if len(side) < 3:
        return False
    widths = sorted(each.right - each.left for each in side)
    across = max(each.right for each in side) - min(each.left for each in side)
    typical = widths[len(widths) // 2]
    return typical > 0.22 * width and typical > 0.5 * across


def without_notes(words: Sequence[Word]) -> list[Word]:
    """Words in the order of the file, without the raised marks of footnotes."""
    kept = list(words[:1])
    for word in words[1:]:
        before = kept[-1]
        raised = 0.15 < (word.y - before.y) / before.size < 0.7 and word.size < 0.88 * before.size
        close = -0.1 < (word.left - before.right) / before.size < 0.3
        is_note = raised and close and _NOTE.fullmatch(word.text) and before.text not in _UNITS
        if not is_note:
            kept.append(word)
    return kept

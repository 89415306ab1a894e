"""What the spacing of a PDF's lines says: paragraphs, indents, headings over several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from hmic_tracker.documents.blocks import Line, Place
from hmic_tracker.documents.sources.pdf_furniture import is_contents
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_lines import PrintedLine

LARGE: Final = 1.15
"""Sizes of the text's letters from which a line is a heading."""


def as_lines(
    printed: Sequence[PrintedLine], first: Place, size: float, breaks: Sequence[float] = ()
) -> Iterator[Line]:
    """The lines of a page for joining, from the place `first` on; `size` is that of the text.

    There is a gap above a line at each of `breaks`, in points from the bottom.
    """
    numbered = [(line, number) for number, line in enumerate(printed, first.line)]
    whole = _with_whole_headings(numbered, size)
    leading = _leading(printed)
    before: PrintedLine | None = None
    for n, (line, number) in enumerate(whole):
        gap = before is not None and not line.top and _ratio(before, line) > 1.25 * leading
        gap = gap or (before is not None and any(before.y > at > line.y for at in breaks))
        following = whole[n + 1][0].text if n + 1 < len(whole) else ""
        contents = is_contents(line.text) or (
            line.text.casefold() == "contents" and is_contents(following)
        )
        indent = max(0, round((line.left - line.column) / (0.5 * line.size)))
        reason = "contents" if contents else ""
        yield Line(line.text, Place(number, first.page), indent, gap, line.size, line.bold, reason)
        before = line


def _with_whole_headings(
    lines: Sequence[tuple[PrintedLine, int]], size: float
) -> list[tuple[PrintedLine, int]]:
    """Join the lines of a heading that had no room in one."""
    edges: dict[float, float] = {}
    for line, _ in lines:
        edges[line.column] = max(line.right, edges.get(line.column, 0))
    whole: list[tuple[PrintedLine, int]] = []
    last: PrintedLine | None = None
    for line, number in lines:
        if last is not None and _wraps(last, line, edges[line.column], size):
            first, begins = whole[-1]
            whole[-1] = first._replace(text=f"{first.text} {line.text}", y=line.y), begins
        else:
            whole.append((line, number))
        last = line
    return whole


def _wraps(last: PrintedLine, line: PrintedLine, edge: float, size: float) -> bool:
    """Whether a large line goes on on the next: that one's first word had no room on it."""
    alike = (last.size, last.bold, last.column) == (line.size, line.bold, line.column)
    if not alike or line.top or line.size <= LARGE * size or _ratio(last, line) > 1.4:
        return False
    return last.right + len(line.text.split(maxsplit=1)[0]) * line.size * 0.45 > edge


def _leading(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of two lines, in sizes of their letters."""
    ratios = [
        ratio
        for before, line in pairwise(lines)
        if not line.top and 0.8 < (ratio := _ratio(before, line)) < 2.2
    ]
    return min(median(ratios), 1.6) if ratios else 1.2


def _ratio(before: PrintedLine, line: PrintedLine) -> float:
    return (before.y - line.y) / max(before.size, line.size)

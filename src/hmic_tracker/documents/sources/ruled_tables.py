"""Tables drawn with signs, a cell of which may go on over lines: "+-----+" and "-----  -----"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from hmic_tracker.light_typing import Final, NamedTuple

_BOX: Final = {
    **dict.fromkeys(map(ord, "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╭╮╰╯┏┳┓┣╋┫┗┻┛"), "+"),
    **dict.fromkeys(map(ord, "─━═"), "-"),
    **dict.fromkeys(map(ord, "│┃║"), "|"),
}
"""Lines that programs draw boxes with, as typewriters have them."""
_GRID_RULE: Final = re.compile(r"\+(?:[-=:]+\+){2,}")
_DASHES: Final = re.compile(r" *-{2,}(?: +-{2,})+ *")
_WHOLE_RULE: Final = re.compile(r" *-{10,} *")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_POINT: Final = re.compile(r"(?:[-*•–]|\(?[a-z0-9]{1,3}[.)])\s")
"""What a line of a cell begins with that goes on no other."""
_MOST_LINES: Final = 2000
_MOST_LINES_OF_HEAD: Final = 6


class Row(NamedTuple):
    """A row, the place of its first line among the lines, and each cell's lines."""

    at: int
    cells: tuple[tuple[str, ...], ...]
    head: bool = False
    spans: tuple[int, ...] = ()
    """How many columns each cell goes over, where it isn't one."""


class RuledTable(NamedTuple):
    """A table from a line to before another, both as places among the lines."""

    first: int
    end: int
    rows: tuple[Row, ...]


def grid_at(lines: Sequence[str], at: int) -> RuledTable | None:
    """Return the table of cells in boxes that begins at a line, None where none does."""
    rule = lines[at].translate(_BOX).strip()
    if not _GRID_RULE.fullmatch(rule):
        return None
    margin = len(lines[at]) - len(lines[at].lstrip())
    cuts = [n for n, sign in enumerate(rule) if sign == "+"]
    rows, held, begun, end = list[Row](), list[str](), at + 1, at + 1
    for n in range(at + 1, min(len(lines), at + _MOST_LINES)):
        line = lines[n].translate(_BOX)[margin:].rstrip()
        if _GRID_RULE.fullmatch(line) or re.fullmatch(r"\+[-=:]+\+", line):
            if held:
                rows.append(_boxed_row(begun, held, cuts, head="=" in line and not rows))
            held, begun, end = [], n + 1, n + 1
        elif len(line) == cuts[-1] + 1 and line[:1] == line[-1:] == "|":
            held.append(lines[n][margin:].rstrip())
        else:
            break
    return RuledTable(at, end, tuple(rows)) if len(rows) > 1 else None


def _boxed_row(at: int, lines: Sequence[str], cuts: Sequence[int], *, head: bool) -> Row:
    """Return the row whose cells stand between the strokes that go through all of its lines."""
    drawn = [line.translate(_BOX) for line in lines]
    through = [n for n, cut in enumerate(cuts) if all(line[cut] in "|+" for line in drawn)]
    cells = tuple(
        tuple(line[cuts[left] + 1 : cuts[right]].strip() for line in lines)
        for left, right in pairwise(through)
    )
    return Row(at, cells, head, tuple(right - left for left, right in pairwise(through)))


def dashed_at(lines: Sequence[str], at: int) -> RuledTable | None:
    """Return the table whose columns a line of dashes shows that begins at a line, or None.

    Between two whole rules its rows may go on over lines, and empty lines part them.
    """
    framed = bool(_WHOLE_RULE.fullmatch(lines[at]))
    first = at + framed
    under = _rule_of_columns(lines, first)
    if under is None:
        return None
    starts = [match.start() for match in re.finditer("-+", lines[under])]
    end = _end_of_dashed(lines, under + 1, framed)
    groups = _groups(lines, under + 1, end - framed, framed) if end else []
    rows = [Row(first, _columned(lines[first:under], starts), head=True)]
    rows += [Row(n, _columned(lines[n:last], starts)) for n, last in groups]
    whole = all(_fits(line, starts) for line in lines[first : end - framed])
    return RuledTable(at, end, tuple(rows)) if groups and whole else None


def _rule_of_columns(lines: Sequence[str], first: int) -> int | None:
    """Return the place of the line of dashes below a head that begins at a line."""
    begins = lines[first : first + 1]
    if not any(line.strip() for line in begins):
        return None
    for n in range(first + 1, min(len(lines), first + _MOST_LINES_OF_HEAD)):
        if _DASHES.fullmatch(lines[n]):
            return n
        if not lines[n].strip():
            break
    return None


def _end_of_dashed(lines: Sequence[str], begin: int, framed: bool) -> int:
    """Return where such a table ends, 0 where one with rules has none at its end."""
    for n in range(begin, min(len(lines), begin + _MOST_LINES)):
        if framed and _WHOLE_RULE.fullmatch(lines[n]):
            return n + 1
        if not framed and not lines[n].strip():
            return n
    return 0 if framed else len(lines)


def _groups(lines: Sequence[str], begin: int, end: int, framed: bool) -> list[tuple[int, int]]:
    """Return where rows begin and end: each line is one, or what empty lines part."""
    places = [n for n in range(begin, end) if lines[n].strip()]
    if not framed:
        return [(n, n + 1) for n in places if not _DASHES.fullmatch(lines[n])]
    begins = [n for n in places if n == begin or not lines[n - 1].strip()]
    return [(n, max(m for m in places if m < last) + 1) for n, last in pairwise([*begins, end])]


def _fits(line: str, starts: Sequence[int]) -> bool:
    """Return whether no word of a line goes on over where a column begins."""
    return all(not line[start - 1 : start].strip() for start in starts if start)


def _columned(lines: Sequence[str], starts: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    cuts = [0, *starts[1:], None]
    return tuple(
        tuple(line[left:right].strip() for line in lines) for left, right in pairwise(cuts)
    )


def cell_texts(cell: Sequence[str]) -> list[str]:
    """Return the paragraphs and points of a cell, each on one line."""
    texts: list[str] = []
    goes_on = False
    for line in cell:
        if line and goes_on and not _POINT.match(line):
            texts[-1] = f"{texts[-1]} {line}"
        elif line:
            texts.append(line)
        goes_on = bool(line)
    return texts


def with_html(lines: Sequence[str], line_attribute: str) -> list[str]:
    """Return Markdown's lines with such tables as HTML, on the line on which each begins."""
    from markdown_it import MarkdownIt

    in_line = MarkdownIt("commonmark").renderInline
    result = list(lines)
    at, fenced = 0, False
    while at < len(lines):
        fenced ^= bool(_FENCE.match(lines[at]))
        table = None if fenced else grid_at(lines, at) or dashed_at(lines, at)
        if table:
            rows = "".join(_html_row(row, line_attribute, in_line) for row in table.rows)
            result[at : table.end] = [f"<table>{rows}</table>", *[""] * (table.end - at - 1)]
        at = table.end if table else at + 1
    return result


def _html_row(row: Row, line_attribute: str, in_line: Callable[[str], str]) -> str:
    tag = "th" if row.head else "td"
    cells = (
        f"<{tag} colspan={span}>{'<br>'.join(map(in_line, cell_texts(cell)))}</{tag}>"
        for cell, span in zip(row.cells, row.spans or [1] * len(row.cells), strict=True)
    )
    return f'<tr {line_attribute}="{row.at + 1}">{"".join(cells)}</tr>'


def with_tabs(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return numbered lines with the rows of tables in boxes as lines whose cells tabs part."""
    texts = [text for _, text in lines]
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        if table := grid_at(texts, at):
            result += [
                (lines[row.at][0], "\t".join(" ".join(filter(None, cell)) for cell in row.cells))
                for row in table.rows
            ]
        else:
            result.append(lines[at])
        at = table.end if table else at + 1
    return result

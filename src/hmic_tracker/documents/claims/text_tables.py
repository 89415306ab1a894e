"""Tables in a plain text: columns that stand under each other, cells wrapped over several lines."""

from __future__ import annotations

import re
from itertools import pairwise

from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import Final, NamedTuple

_MOST_LINES: Final = 400
_LONGEST_LINE: Final = 300
_MOST_HEAD_LINES: Final = 3
LABEL: Final = re.compile(r"(?:(?:REC|AFI|COC|GP)[-‐‑–]?)?\d{1,3}[a-z]?\.?")
"""What the first cell of a row with an item may be; no name of a column is."""
_SENTENCE: Final = 3
_LONGEST_LABEL: Final = 30
_TOTAL: Final = re.compile(r"(?:grand |sub-?)?totals?\b|all (?:frameworks|items)\b", re.I)
_GOES_ON: Final = re.compile(r"(?:\b(?:to|and|or)|[,&])$")
"""How a cell ends that goes on in the row below: "AFI-11 and AFI-13 to"."""
_GAP: Final = re.compile(r"\S(?: {2,}|\t+)\S")
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[\s=+|_:–—-]+")
_MARKER: Final = re.compile(r"\s*(?:[•*–—-]|\d{1,3}[.)]|\([a-z]\)) +\S")


class TextTable(NamedTuple):
    """A table with its first and last line; its rows have the line that each begins at.

    `is_labels` is one of two columns without heads: a label, and what is said of it.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int], ...]
    first: int
    last: int
    is_labels: bool = False


_VALUE: Final = re.compile(
    r"(?:\d+(?: (?:of|/) ?\d+| ?/ ?\d+)?%?|[A-Z][a-z]{2}[-’' ]\d\d)(?: \(\d+%\))?"
)
_NOTHING: Final = frozenset({"-", "–", "—", "n/a", "N/A"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_Line = tuple[int, str]
_Span = tuple[int, int]


def text_tables(text: str) -> list[TextTable]:
    """Return the tables of a text whose columns are aligned; those it is unsure of are left out."""
    tables = (_table(group) for group in _groups(text))
    return [table for table in tables if table is not None]


def _groups(text: str) -> list[list[_Line]]:
    """Return the lines that stand together without an empty one between."""
    groups: list[list[_Line]] = [[]]
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.rstrip().expandtabs(8)
        if not bare.strip() or (
            groups[-1] and _MARKER.match(bare) and not _is_row(bare, groups[-1])
        ):
            groups.append([])
        elif len(groups[-1]) < _MOST_LINES and not _RULE.fullmatch(bare):
            groups[-1].append((number, bare))
    return [group for group in groups if len(group) > 1]


def _is_row(line: str, group: list[_Line]) -> bool:
    """Whether a line with a mark before it stands in the columns of those above it."""
    return bool(_GAP.search(line.strip())) and any(
        _GAP.search(above.strip()) for _, above in group[-2:]
    )


def _table(lines: list[_Line]) -> TextTable | None:
    """Return the table of lines, None where most of them have no columns in common."""
    if all(text.lstrip().startswith("|") for _, text in lines):
        return _with_bars(lines)
    lines = [(number, text.replace("|", " ")) for number, text in lines]
    gapped = [one for one in lines if _GAP.search(one[1].strip())]
    if len(gapped) < 2 or any(len(text) > _LONGEST_LINE for _, text in lines):
        return None
    best: tuple[int, int, list[_Span]] | None = None
    for heads in range(min(_MOST_HEAD_LINES, len(gapped) - 1) + 1):
        dropped = {number for number, _ in lines[:heads]}
        body = [one for one in gapped if one[0] not in dropped]
        if len(body) < 2:
            break
        spans = _columns([text for _, text in body])
        if best is None or len(spans) > len(best[2]):
            best = (heads, len(body), spans)
    if best is None or len(best[2]) < 2:
        return None
    if len(best[2]) == 2 and (labels := _labels(lines, best[2])):
        return labels
    return _with_rows(lines, best[2])


def _labels(lines: list[_Line], spans: list[_Span]) -> TextTable | None:
    """Return labels with the words beside each; None where the second column is no sentences."""
    rows: list[tuple[tuple[str, str], int]] = []
    for number, line in lines:
        label, words = _cells(line, spans)
        if label or not rows:
            rows.append(((label, words), number))
        else:
            (label, before), begun = rows[-1]
            rows[-1] = (label, f"{before} {words}"), begun
    sentences = sum(len(words.split()) >= _SENTENCE for (_, words), _ in rows)
    if sentences <= len(rows) / 2 or any(len(label) > _LONGEST_LABEL for (label, _), _ in rows):
        return None
    return TextTable((), tuple(rows), lines[0][0], lines[-1][0], is_labels=True)


def _with_bars(lines: list[_Line]) -> TextTable:
    """Return the table whose cells stand between bars, as Markdown has them."""
    (_, heads), *rows = [(n, tuple(map(str.strip, _BAR.split(t)[1:-1]))) for n, t in lines]
    return TextTable(
        heads, tuple((cells, number) for number, cells in rows), lines[0][0], lines[-1][0]
    )


def _columns(lines: list[str]) -> list[_Span]:
    """Return where the columns are: between strips of space that go through all of the lines."""
    width = max(map(len, lines))
    full = [False] * (width + 1)
    for line in lines:
        for at, letter in enumerate(line):
            full[at] = full[at] or letter != " "
    spans, start = [], None
    for at in range(width + 1):
        if full[at] and start is None:
            start = at
        if start is not None and not full[at] and not any(full[at : at + 2]):
            spans.append((start, at))
            start = None
    if start is not None:
        spans.append((start, width))
    return spans


def _with_rows(lines: list[_Line], spans: list[_Span]) -> TextTable | None:
    """Return the table with these columns: heads above the first row, wrapped cells joined."""
    cut = [(number, _cells(text, spans), text) for number, text in lines]
    most = max(sum(map(bool, cells)) for _, cells, _ in cut)
    full = [sum(map(bool, cells)) >= max(2, 0.6 * most) for _, cells, _ in cut]
    first = next((n for n, one in enumerate(cut) if full[n] and _has_value(one[1])), None)
    numbered = next((n for n, one in enumerate(cut) if full[n] and LABEL.fullmatch(one[1][0])), 0)
    first = min(first, numbered) if first and numbered else first
    early = next((n for n, one in enumerate(cut) if n and full[n] and _stands(one[1])), None)
    first = min(first, early) if first and early and full[0] else first
    if first is None:  # a table of words alone: its first whole line is its head
        first = next((n + 1 for n in range(len(cut)) if full[n]), len(cut))
    if first and first > 1 and not cut[0][1][0] and full[0] and full[1] and cut[1][1][0]:
        first = 1  # a matrix: names along the top and down the side
    if first == 0 and not cut[0][1][0] and full[0]:
        first = 1  # days along the top
    if first == 0 or first >= len(cut):
        return None
    if first > 1 and _is_over(cut[first - 1][1], cut[first][1]):
        first -= 1
    heads = _heads([one for one in lines if one[0] < cut[first][0]], spans)
    rows: list[tuple[list[str], int]] = []
    for at, ((number, cells, text), is_full) in enumerate(zip(cut, full, strict=True)):
        if at < first:
            continue
        spills = _spills(text, spans)
        is_section = (
            bool(rows and cells[0])
            and not any(cells[1:])
            and LABEL.fullmatch(rows[-1][0][0] or "") is not None
            and not LABEL.fullmatch(cells[0])
        ) or (at + 1 < len(cut) and _is_over(cells, cut[at + 1][1]))
        is_rest = bool(rows) and _is_rest(rows[-1][0][0], cells[0])
        if (
            (is_full and not spills and not is_rest)
            or (cells[0] and _TOTAL.match(cells[0]))
            or is_section
            or not rows
        ):
            rows.append((list(cells), number))
        elif not spills:
            for column, cell in enumerate(cells):
                if cell:
                    rows[-1][0][column] = f"{rows[-1][0][column]}\n{cell}".strip()
    kept = tuple((tuple(cells), number) for cells, number in rows)
    return TextTable(heads, kept, lines[0][0], lines[-1][0])


def _is_rest(above: str, cell: str) -> bool:
    """Whether the first cell of a line goes on with the one above: small letters, or "… to"."""
    begins_small = cell[:1].islower() and not LABEL.fullmatch(cell) and " " in cell
    return begins_small or _GOES_ON.search(above) is not None


def _heads(lines: list[_Line], spans: list[_Span]) -> tuple[str, ...]:
    """Return the columns' names; one that stands over several columns is in each."""
    names = [list[str]() for _ in spans]
    bounds = [
        (start if n == 0 else (spans[n - 1][1] + start) // 2, end)
        for n, (start, end) in enumerate(spans)
    ]
    for _, text in lines:
        for match in re.finditer(r"\S+(?: \S+)*", text):
            over = [
                n
                for n, (start, end) in enumerate(bounds)
                if match.start() < end + 1 and match.end() > start - 1
            ]
            for n in over[:1] if len(over) > 1 and match.end() <= spans[over[0]][1] else over:
                names[n].append(match[0])
    return tuple(" ".join(parts) for parts in names)


def _cells(text: str, spans: list[_Span]) -> tuple[str, ...]:
    starts = [start for start, _ in spans]
    ends = [*starts[1:], max(len(text), spans[-1][1])]
    return tuple(text[start:end].strip() for start, end in zip([0, *starts[1:]], ends, strict=True))


def _spills(text: str, spans: list[_Span]) -> bool:
    """Whether a line's words go over the space between columns, as a title under a row does.

    A wrapped word may stand a little into that space, where nothing goes on behind it.
    """
    between = ((text[left[1] : right[0]], right[0]) for left, right in pairwise(spans))
    return any(gap.strip() and len(text) > end and not gap.endswith("  ") for gap, end in between)


def _is_over(cells: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Whether a line with nothing but a name stands over the first of its parts: "(i) Overall"."""
    return bool(cells[0]) and not any(cells[1:]) and behind[0].startswith("(i) ")


def _stands(cells: tuple[str, ...]) -> bool:
    """Whether a cell says that there is none, or beside a title how that stands: no head does."""
    has_title = any(len(cell.split()) > _SENTENCE for cell in cells)
    return any(cell in _NOTHING or (has_title and is_only_status(cell)) for cell in cells[1:])


def _has_value(cells: tuple[str, ...]) -> bool:
    cells = tuple(cell for cell in cells if not _YEAR.fullmatch(cell))
    return any(_VALUE.fullmatch(cell) or DATE.fullmatch(cell) for cell in cells[1:])

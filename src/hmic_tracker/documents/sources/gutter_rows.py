"""The rows of a table in aligned columns: which of its lines begin one, and which go on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.source_kinds import OUR_WORDS
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.gutter_heads import Head

ENDED: Final = (".", "!", "?", ".”", ".’", '."', ".)", ";")

_LONGEST_MARK: Final = 4
"""Letters of a label without a figure that is whole: "A", "iii"."""
_LONGEST_TITLE: Final = 60
_DUTY: Final = re.compile(r"\b(?:must|should|shall|needs? to|ha(?:s|ve) to)\b")


class TableLine(NamedTuple):
    """A line of a table: where it stands, its number, its cells, whether a blank is above it."""

    at: int
    number: int
    cells: tuple[str, ...]
    gap: bool


@dataclass(slots=True)
class Row:
    """A row: its number, its cells, the line below it, and whether it may be none of the table.

    Its title stands on the first line of its text's cell.
    """

    number: int
    cells: list[str]
    end: int
    loose: bool = False
    title: str = ""


class _Columns(NamedTuple):
    """Which columns have the labels and the texts, and how wide each is."""

    label: int | None
    text: int
    widths: tuple[int, ...]


def rows_of(head: Head, lines: Sequence[TableLine]) -> list[Row]:
    """Return the rows of a table's lines, without what stands below the table."""
    if not lines:
        return []
    columns = _columns(head, lines)
    blocks = _blocks(lines)
    begun = [block for block in blocks if sum(map(bool, block[0].cells)) > 1]
    spaced = 2 * sum(_is_one_row(block, columns) for block in begun) > len(begun) > 1
    rows: list[Row] = []
    for block, below in zip(blocks, [*blocks[1:], []], strict=True):
        if rows and _is_heading(block, below, columns):
            break
        whole = _has_one_label(block, columns) if columns.label is not None else spaced
        for place, line in enumerate(block):
            above = block[place - 1] if place else None
            if _goes_on(rows, line, above, columns, whole):
                _join(rows[-1], line)
            else:
                loose = _is_loose(line, columns)
                has_title = not (place or OUR_WORDS.search(head.names[columns.text]))
                title = _title_of(block, columns) if has_title else ""  # else a topic of its own
                cells = list(line.cells)
                cells[columns.text] = "" if title else cells[columns.text]
                rows.append(Row(line.number, cells, line.at + 1, loose, title))
    return _without_what_follows(rows, columns)


def _columns(head: Head, lines: Sequence[TableLine]) -> _Columns:
    return _Columns(
        head.fields.index("label") if "label" in head.fields else None,
        head.fields.index("text"),
        tuple(max(len(line.cells[n]) for line in lines) for n, _ in enumerate(head.names)),
    )


def asks_something(text: str) -> bool:
    """Return whether a cell asks for something, or begins to."""
    return asks(text) or is_order(text)


def _blocks(lines: Sequence[TableLine]) -> list[list[TableLine]]:
    """Return the lines that stand together, without a blank between them."""
    blocks: list[list[TableLine]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _is_one_row(block: Sequence[TableLine], columns: _Columns) -> bool:
    pairs = itertools.pairwise(block)
    return not any(_is_next(above, line, columns) for above, line in pairs)


def _has_one_label(block: Sequence[TableLine], columns: _Columns) -> bool:
    """Return whether a block is a row with its label, which may be half-way down its lines."""
    labels = [bool(line.cells[columns.label or 0]) for line in block]
    return sum(labels) == 1 and (labels[0] or block[0].cells[columns.text][:1].isupper())


def _goes_on(
    rows: Sequence[Row],
    line: TableLine,
    above: TableLine | None,
    columns: _Columns,
    whole: bool,
) -> bool:
    """Return whether a line belongs to the row above it; `whole` is whether its block is one."""
    if not rows:
        return False
    label = "" if columns.label is None else line.cells[columns.label]
    if above is None:
        text = line.cells[columns.text]
        if whole and columns.label is not None:
            return False
        if label or (text[:1].isupper() and len([*filter(None, line.cells)]) > 1):
            return label[:1].islower()
        if text[:1].islower() or rows[-1].cells[0].endswith(","):
            return True
        asks_alone = columns.label is None and asks_something(text)
        return not asks_alone and not _is_loose(line, columns)
    if whole:
        return True
    if columns.label is not None and label:
        above_label = rows[-1].cells[columns.label]
        is_word = len(above_label) > _LONGEST_MARK and not any(map(str.isdigit, above_label))
        return label[:1].islower() or (is_word and not line.cells[columns.text][:1].isupper())
    if columns.label is not None:
        has_day = any(map(DATE.fullmatch, line.cells))
        return not (has_day and _is_next(above, line, columns))
    return not _is_next(above, line, columns)


def _is_next(above: TableLine, line: TableLine, columns: _Columns) -> bool:
    """Return whether a line directly below another begins a row, by where the text above ends.

    A line that had room for the first word below it was not wrapped there.
    """
    n, text = columns.text, line.cells[columns.text]
    others = [k for k, cell in enumerate(line.cells) if cell and k != n]
    last = above.cells[n]
    if _have_numbers(above, line):
        return True
    has_room = len(last) + 1 + len(text.split(" ", 1)[0]) <= columns.widths[n]
    if not text or text[:1].islower():
        return False
    if not others:
        return has_room and last.endswith(ENDED) and asks_something(text)
    is_day = any(DATE.fullmatch(line.cells[k]) and DATE.fullmatch(above.cells[k]) for k in others)
    return not last or last.endswith(ENDED) or has_room or is_day


def _have_numbers(above: TableLine, line: TableLine) -> bool:
    """Return whether two lines have each cell, and a number of their own in the first."""
    first, second = above.cells[0], line.cells[0]
    is_full = all(above.cells) and all(line.cells)
    return is_full and first.isdecimal() and second.isdecimal() and int(first) < int(second)


def _is_loose(line: TableLine, columns: _Columns) -> bool:
    """Return whether a line below a blank may be none of the table: one cell that asks nothing."""
    filled = [n for n, cell in enumerate(line.cells) if cell]
    return filled == [0] and not (columns.text == 0 and asks_something(line.cells[0]))


def _is_heading(block: Sequence[TableLine], below: Sequence[TableLine], columns: _Columns) -> bool:
    """Return whether a line between blanks heads what is below the table, and no rows of it."""
    if len(block) > 1 or not _is_loose(block[0], columns):
        return False
    has_row = bool(below) and sum(map(bool, below[0].cells)) > 1
    name = block[0].cells[0]
    return not has_row and name[:1].isupper() and not name.endswith((*ENDED, ","))


def without_foot(head: Head, lines: Sequence[TableLine]) -> list[TableLine]:
    """Return a page's lines of a table without those of its foot, in the first column alone."""
    blocks = _blocks(lines)
    columns = _columns(head, lines)
    while len(blocks) > 1 and all(_is_loose(line, columns) for line in blocks[-1]):
        blocks.pop()
    return [line for block in blocks for line in block]


def _title_of(block: Sequence[TableLine], columns: _Columns) -> str:
    """Return what the first line of a row with a label has above the sentences of its text.

    The first word below it had room on its line.
    """
    if len(block) < 2 or columns.label is None or not block[0].cells[columns.label]:
        return ""
    title, *below = [line.cells[columns.text] for line in block]
    is_name = title[:1].isupper() and title[-1:].isalnum() and len(title) <= _LONGEST_TITLE
    has_room = len(title) + 1 + len(below[0].split(" ", 1)[0]) <= columns.widths[columns.text]
    if not is_name or not has_room or not below[0][:1].isupper() or asks_something(title):
        return ""
    text = " ".join(below)
    return title if asks_something(text) or _DUTY.search(text) else ""


def _join(row: Row, line: TableLine) -> None:
    row.cells = [f"{a} {b}".strip() for a, b in zip(row.cells, line.cells, strict=True)]
    row.end = line.at + 1


def _without_what_follows(rows: list[Row], columns: _Columns) -> list[Row]:
    """Return the rows up to the last one of the table; a loose text between two is of the first."""
    while rows and rows[-1].loose and sum(map(bool, rows[-1].cells)) == 1:
        rows.pop()
    result: list[Row] = []
    for row in rows:
        if row.loose and result and columns.text == 0 and sum(map(bool, row.cells)) == 1:
            above = result[-1]
            above.cells[0] = f"{above.cells[0]} {row.cells[0]}"
            above.end = row.end
        else:
            result.append(row)
    return result

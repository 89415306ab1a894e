"""Tables whose cells are parted by upright strokes: "Ref | Recommendation | Owner"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.labels import is_label_alone
from hmic_tracker.documents.wording.printed_heads import fields_of_heads
from hmic_tracker.light_typing import Final

_OF_RULES: Final = frozenset(" \t\r|│:=+-")
"""Signs of a line that only rules off the head of a table."""
_LONGEST_NAME: Final = 60
_LEAST_ROWS: Final = 3
"""Rows of as many cells, one below the other, that are a table whatever its head says."""
_OF_GRADES: Final = re.compile(
    r"(?:(?:our|overall) )?(?:grades?|grading|judge?ments?|ratings?)", re.I
)
"""The head of the second of two columns, below which grades stand: "Judgement | Grade"."""
_MOST_LINES: Final = 30
"""Lines by which a cell may go on below its row."""

Lines = Sequence[tuple[int, str]]


def with_tabs(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with the rows of such tables as lines whose cells tabs part.

    A table is a line that names two columns or more with the rows below it, or three rows alike.
    A form's rows of a name and a value are read directly above a head, or above one another.
    """
    if sum("|" in text or "│" in text for _, text in lines) < 2:
        return list(lines)
    lines = [line for line in lines if not _is_rule(line[1])]
    cells = [_cells(text) for _, text in lines]
    rows = _tables(cells)
    _add_pairs(lines, cells, rows)
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        number, text = lines[at]
        if at in rows:
            parts = list(cells[at])
            end = _end_of_cell(lines, at, rows)
            parts[-1] = " ".join([parts[-1], *(text.strip() for _, text in lines[at + 1 : end])])
            result.append((number, "\t".join(parts)))
            at = end
        else:
            result.append((number, text))
            at += 1
    return result


def _is_rule(text: str) -> bool:
    return bool(set(text) & set("|│+")) and set(text) <= _OF_RULES


def _cells(text: str) -> tuple[str, ...]:
    """Return the cells of a line; one with a stroke at its beginning has one at its end as well."""
    if "\t" in text or not ("|" in text or "│" in text):
        return ()
    plain = text.strip().replace("│", "|")
    if plain.startswith("|"):
        plain = plain[1:].removesuffix("|")
    return tuple(cell.strip() for cell in plain.split("|"))


def _tables(cells: Sequence[tuple[str, ...]]) -> set[int]:
    """Return the places of the rows of tables with three columns, or two that are named."""
    rows: set[int] = set()
    at = 0
    while at < len(cells):
        end = at + 1
        while end < len(cells) and len(cells[end]) == len(cells[at]):
            end += 1
        if end - at > 1 and (
            _is_head(cells[at]) or (len(cells[at]) > 2 and end - at >= _LEAST_ROWS)
        ):
            rows |= set(range(at, end))
        at = end
    return rows


def _is_head(cells: Sequence[str]) -> bool:
    if len(cells) == 2 and _OF_GRADES.fullmatch(cells[1]):
        return True
    names = [cell for cell in cells if len(cell) <= _LONGEST_NAME]
    return len({field for field in fields_of_heads(names) if field}) > 1


def _add_pairs(lines: Lines, cells: Sequence[tuple[str, ...]], rows: set[int]) -> None:
    """Add the pairs of a name and a value that stand above a table's row, or above such a pair."""
    for at in range(len(lines) - 1, -1, -1):
        pair = cells[at]
        if len(pair) != 2 or len(pair[0]) > _LONGEST_NAME:
            continue
        below = _end_of_cell(
            lines, at, {n for n in range(at + 1, at + _MOST_LINES) if cells[n : n + 1] != [()]}
        )
        if below in rows and (is_label_alone(pair[0]) or field_of_head(pair[0])):
            rows.add(at)


def _end_of_cell(lines: Lines, at: int, rows: set[int]) -> int:
    """Return where the row at a place ends: its last cell may go on over lines up to a row."""
    end = at + 1
    while end < min(len(lines), at + _MOST_LINES) and end not in rows and lines[end][1].strip():
        end += 1
    return end if end in rows else at + 1

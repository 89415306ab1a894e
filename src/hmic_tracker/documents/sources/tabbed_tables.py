"""Tables whose cells tabs part, as a word processor saves them: a cell's paragraphs are lines."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import Final

_FEWEST: Final = 3
"""Columns of such a table."""
_PAIR: Final = 2
_LONGEST_NAME: Final = 60
_MOST_LINES: Final = 20
"""Lines by which a row goes on."""

Lines = Sequence[tuple[int, str]]


def with_whole_rows(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each row of such a table as one line.

    A table begins with a line that names its columns and goes on to an empty line. A row with too
    few cells goes on in the lines below, where they make it whole.
    """
    result: list[tuple[int, str]] = []
    columns, at = 0, 0
    while at < len(lines):
        number, text = lines[at]
        if _is_head_of_days(text) and (pairs := _rows_above_days(lines, at + 1)):
            rows, at = pairs
            result += [(number, text.rstrip("\r\n")), *rows]
            continue
        count = text.rstrip("\r\n").count("\t") + 1
        if not text.strip():
            columns = 0
        elif count >= _FEWEST and _is_head(text):
            columns = count
        end = _end_of_row(lines, at, columns) if columns and count > 1 else at + 1
        rest = [line.strip(" \r\n") for _, line in lines[at + 1 : end]]
        result.append((number, " ".join([text.rstrip("\r\n"), *rest]) if rest else text))
        at = end
    return result


def _is_head(text: str) -> bool:
    """Return whether a line names the columns of a table with items."""
    names = [cell.strip() for cell in text.split("\t")]
    if any(len(name) > _LONGEST_NAME for name in names):
        return False
    fields = {field for name in names if (field := field_named(name))}
    return len(fields) > 1 and ("text" in fields or any(map(kind_heading, names)))


def _end_of_row(lines: Lines, first: int, columns: int) -> int:
    """Return where the row ends that begins at a line: below it where it has too few cells.

    The last cell of a whole row goes on only by sentences, since other lines name what is below.
    """
    cells = lines[first][1].rstrip("\r\n").count("\t") + 1
    is_whole = cells >= columns
    for at in range(first + 1, min(len(lines), first + 1 + _MOST_LINES)):
        text = lines[at][1].rstrip("\r\n")
        more = text.count("\t")
        if not text.strip():
            break
        if is_whole:
            if more:
                return at if more + 1 == columns else first + 1
            if not text.rstrip().endswith("."):
                break
            continue
        if more and is_code(text.split("\t", 1)[0].strip()):
            break  # the number of the next row
        cells += more
        if cells >= columns:
            return at + 1 if cells == columns and more + 1 < columns else first + 1
    return first + 1


def _is_head_of_days(text: str) -> bool:
    """Return whether a line has two columns: what is required, and the day it is due."""
    names = [cell.strip() for cell in text.split("\t")]
    return len(names) == _PAIR and [field_named(name) for name in names] == ["text", "due"]


def _rows_above_days(lines: Lines, first: int) -> tuple[list[tuple[int, str]], int] | None:
    """Return the rows of which each ends with its day, and the line below; None without any.

    The paragraphs of a row's first cell are lines, and the day stands behind the last of them.
    """
    rows: list[tuple[int, str]] = []
    begun, parts, end, is_below = 0, list[str](), first, False
    for at in range(first, len(lines)):
        number, text = lines[at]
        cells = [cell.strip() for cell in text.split("\t")]
        if not text.strip():
            is_below = is_below or bool(parts)
            continue
        if len(cells) > _PAIR or kind_heading(cells[0]) or len(parts) > _MOST_LINES:
            break
        begun = begun if parts else number
        is_below = is_below if parts else at == end
        parts.append(cells[0])
        if len(cells) == _PAIR:
            if not due_of_cell(cells[1]):
                break
            rows.append((begun, f"{' '.join(filter(None, parts))}\t{cells[1]}"))
            parts, end = [], at + 1
    beside_first = bool(rows) and rows[0][0] == lines[first][0] and "\t" in lines[first][1]
    if not rows or (parts and is_below and beside_first):
        return None  # each day stands beside a first line, and the rest of its row below it
    return rows, end

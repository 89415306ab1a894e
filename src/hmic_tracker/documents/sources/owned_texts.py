"""Tables of who has to do something and what, kept apart by spaces, whose rows follow at once."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_tables import cells_of, segments_of
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import Final

_MOST_LINES: Final = 150
_MOST_BETWEEN: Final = 3
"""Lines of a page's foot and head within a row, and empty lines on end."""
_LONGEST_HEAD: Final = 200

Lines = Sequence[tuple[int, str]]
Row = tuple[int, list[str]]


def with_tabs(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each row of such a table as one line, a tab between its cells.

    A row begins where both cells begin in capitals below a text that has ended. What stands at a
    page's end within a row comes behind the table, and then the next page begins.
    """
    result: list[tuple[int, str]] = []
    at, feed = 0, ""
    while at < len(lines):
        columns, text = _columns(lines[at][1])
        end, rows, between = _rows(lines, at, columns, text) if columns else (at, [], [])
        if len(rows) < 2:
            result.append((lines[at][0], f"{feed}{lines[at][1]}"))
            at, feed = at + 1, ""
            continue
        result += [(number, "\t".join(cells)) for number, cells in rows]
        result += [(number, line.replace("\f", "")) for number, line in between]
        feed = "\f" if any("\f" in line for _, line in lines[at:end]) else ""
        at = end
    return result


def _columns(line: str) -> tuple[list[int], int]:
    """Return where the two columns of such a table begin, and which of them has the texts."""
    if "\t" in line or "  " not in line.strip() or len(line) > _LONGEST_HEAD:
        return [], 0
    segments = segments_of(line)
    owners = [field_named(segment.text) == "owner" for segment in segments]
    texts = [kind_heading(segment.text) is not None for segment in segments]
    if len(segments) != 2 or sum(owners) != 1 or texts != [not one for one in owners]:
        return [], 0
    return [segment.start for segment in segments], texts.index(True)


def _rows(
    lines: Lines, first: int, columns: list[int], text: int
) -> tuple[int, list[Row], list[tuple[int, str]]]:
    """Return where a table ends, its rows from the head on, and the lines between its pages."""
    rows: list[Row] = [(lines[first][0], [one.text for one in segments_of(lines[first][1])])]
    end, blank, between, waiting = first + 1, 0, list[tuple[int, str]](), list[tuple[int, str]]()
    for at in range(first + 1, min(len(lines), first + _MOST_LINES)):
        number, line = lines[at]
        segments = segments_of(line)
        if not segments:
            blank += 1
            if blank > _MOST_BETWEEN:
                break
            continue
        cells = cells_of(segments, columns)
        ended = len(rows) == 1 or rows[-1][1][text].endswith((".", ".”", ".)"))
        if ended and cells and all(cell[:1].isupper() for cell in cells):
            rows.append((number, cells))
        elif ended and (blank or cells is None or len(rows) == 1):
            break
        elif cells is None or (blank and not cells[text]):
            waiting.append(lines[at])
            if len(waiting) > _MOST_BETWEEN:
                break
            continue
        else:
            number, above = rows[-1]
            rows[-1] = number, [f"{a} {b}".strip() for a, b in zip(above, cells, strict=True)]
        between, waiting, blank, end = [*between, *waiting], [], 0, at + 1
    return end, rows, between

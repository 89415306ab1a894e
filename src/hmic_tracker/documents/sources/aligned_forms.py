"""Boxes of an action in columns: its label and text, and beside them names above their values."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_tables import cells_of, segments_of
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.light_typing import Final

_MOST_LINES: Final = 40
"""Lines that a box may have."""

Lines = Sequence[tuple[int, str]]


def with_lines(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each cell of such a box as a line, its name before its value.

    A box begins with a line of which two pieces or more are names of fields with a colon and the
    first is none, "Action 1   The force will   Owner:   Date:", and goes on to an empty line.
    """
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        end, cells = _box(lines, at)
        if not cells:
            result.append(lines[at])
            at += 1
            continue
        number = lines[at][0]
        for cell in cells:
            result += [(number, cell), (number, "")]
        at = end
    return result


def _box(lines: Lines, first: int) -> tuple[int, list[str]]:
    """Return where the box that begins at a line ends, and its cells; none where none begins."""
    segments = segments_of(lines[first][1]) if ": " in lines[first][1] else []
    names = [segment.text.endswith(":") for segment in segments]
    fields = [segment.text for segment in segments if _is_field(segment.text)]
    if len(segments) < 3 or len(fields) < 2 or names[0] or sum(names) > len(fields):
        return first, []
    columns = [segment.start for segment in segments]
    cells = [segment.text for segment in segments]
    at = first + 1
    while at < min(len(lines), first + _MOST_LINES) and lines[at][1].strip():
        below = cells_of(segments_of(lines[at][1]), columns)
        if below is None:
            return first, []
        cells = [f"{above} {cell}".strip() for above, cell in zip(cells, below, strict=True)]
        at += 1
    return (at, cells) if at > first + 1 else (first, [])


def _is_field(text: str) -> bool:
    return text.endswith(":") and (text == "Date:" or bool(field_named(text)))

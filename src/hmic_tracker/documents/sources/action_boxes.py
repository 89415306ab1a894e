"""Boxes of an action in columns whose label and names of fields each go over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_tables import cells_of, segments_of
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.furniture import BARE_NUMBER, is_page_mark
from hmic_tracker.documents.wording.labels import is_label_alone
from hmic_tracker.light_typing import Final, NamedTuple

_MOST_LINES: Final = 40
"""Lines that a box may have."""
_MOST_OF_NAMES: Final = 3
"""Lines on which the label and the names of the fields stand."""
_MOST_BETWEEN: Final = 12
"""Lines from a box's end to what is left of it on the next page."""
_FEWEST_COLUMNS: Final = 3
_FEWEST_FIELDS: Final = 2
_LONGEST_VALUE: Final = 60
_NAMED: Final = re.compile(r"(?P<name>[A-Z][A-Za-z ]{1,40}:)(?: |$)")

Lines = Sequence[tuple[int, str]]


class _Box(NamedTuple):
    """A box: where it ends, its pieces, and the lines of a page's end within it."""

    end: int
    pieces: list[str]
    between: list[tuple[int, str]]


def with_lines(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each piece of such a box as a line: label, text, fields.

    "Management   The head will   Responsible   Date:" is its first line, and "Action 1", "Owner:"
    stand below the first and the third of them. A page that ends within it ends behind it.
    """
    result: list[tuple[int, str]] = []
    at, feed = 0, ""
    while at < len(lines):
        box = _box(lines, at)
        number, line = lines[at]
        if box is None:
            result.append((number, line if line.startswith("\f") else f"{feed}{line}"))
            at, feed = at + 1, ""
            continue
        for place, piece in enumerate(box.pieces):
            result += [(number, piece if place else f"{feed}{piece}"), (number, "")]
        result += [(n, between.replace("\f", "")) for n, between in box.between]
        feed = "\f" if any("\f" in text for _, text in lines[at : box.end]) else ""
        at = box.end
    return result


def _box(lines: Lines, first: int) -> _Box | None:
    """Return the box that begins at a line, None where none begins."""
    segments = segments_of(lines[first][1]) if "   " in lines[first][1].strip() else []
    if len(segments) < _FEWEST_COLUMNS or segments[0].text.endswith((":", ".")):
        return None
    columns = [segment.start for segment in segments]
    cells = [[segment.text] for segment in segments]
    at, named = first + 1, False
    while at < min(len(lines), first + _MOST_LINES) and lines[at][1].strip():
        below = cells_of(segments_of(lines[at][1]), columns) if "\t" not in lines[at][1] else None
        if below is None or (named and below[0]):
            return None
        for n, text in enumerate(below):
            _add(cells[n], text, is_field=n > 1)
        at += 1
        named = named or _is_named(cells)
        if not named and at - first >= _MOST_OF_NAMES:
            return None
    if not named:
        return None
    fields = [piece for column in cells[2:] for piece in column]
    end, more, between = _on_next_page(lines, at) if _open(fields) else (at, [], [])
    if more:
        fields[_open(fields) - 1] += f" {more[0]}"
    return _Box(end, [cells[0][0], cells[1][0], *fields, *more[1:]], between)


def _add(pieces: list[str], text: str, *, is_field: bool) -> None:
    """Join a line's text to a column, or begin a piece of it with the name of the next field."""
    if text and is_field and _NAMED.match(text) and _NAMED.match(pieces[-1]):
        pieces.append(text)
    elif text:
        pieces[-1] = f"{pieces[-1]} {text}".strip()


def _is_named(cells: Sequence[Sequence[str]]) -> bool:
    """Return whether the columns begin with a label, a text and then names of fields."""
    names = [match["name"] for column in cells[2:] if (match := _NAMED.match(column[0]))]
    fields = [name for name in names if name == "Date:" or field_named(name)]
    text = cells[1][0]
    is_text = text[:1].isupper() and not _NAMED.match(text)
    return len(fields) >= _FEWEST_FIELDS and is_text and is_label_alone(clean(cells[0][0]))


def _open(fields: Sequence[str]) -> int:
    """Return the place, from 1, of the first field without a value; 0 where each has one."""
    return next((n for n, piece in enumerate(fields, 1) if piece.endswith(":")), 0)


def _on_next_page(lines: Lines, end: int) -> tuple[int, list[str], list[tuple[int, str]]]:
    """Return where a box ends whose last value is on the next page, what is there, and between."""
    between: list[tuple[int, str]] = []
    more: list[str] = []
    is_next = False
    for at in range(end, min(len(lines), end + _MOST_BETWEEN)):
        line = lines[at][1]
        is_next = is_next or line.startswith("\f")
        text = clean(line)
        if more and (not text or not _NAMED.match(text)):
            return at, more, between
        if not text or (not more and (is_page_mark(text) or BARE_NUMBER.fullmatch(text))):
            between.append(lines[at])
        elif not is_next or "  " in line.strip() or not _may_be_value(text):
            break
        else:
            more.append(text)
    return (end, [], [])


def _may_be_value(text: str) -> bool:
    """Return whether a line may be an owner or a day."""
    return len(text) <= _LONGEST_VALUE and text[:1].isupper() and not text.endswith((".", ";"))

"""Plain text as a document: wrapped or not, with tabs, in any encoding a person meets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from hmic_tracker.documents.blocks import Document, Line, Place
from hmic_tracker.documents.sources import (
    action_boxes,
    aligned_forms,
    aligned_grades,
    aligned_tables,
    centred_grades,
    days_at_ends,
    grades_above,
    gutter_tables,
    owned_texts,
    piped_tables,
    ruled_tables,
    tabbed_tables,
    two_column_boxes,
    wrapped_boards,
)
from hmic_tracker.documents.sources.columns import in_reading_order
from hmic_tracker.documents.sources.lines import blocks_from_lines
from hmic_tracker.documents.sources.text_decoding import decode
from hmic_tracker.light_typing import Final

_TAB: Final = 4
_TABS_OF_ROW: Final = 2
"""Tabs of a row in which one cell is filled, below a row with as many."""
_MOST_LINES_OF_CELL: Final = 60
_BOXED: Final = re.compile(r"\s*[|│] (?P<text>[^|│\n]{1,200}?)\s*[|│]\s*")
"""A line of a text in a box of lines, which is no row of a table."""
_OPENS: Final = re.compile(r'(?:^|\t)"(?!")')
_CLOSES: Final = re.compile(r'(?<!")"(?=\t|\r?$)')
_CELL: Final = re.compile(r'(^|\t)"((?:[^"]|"")*)"(?=\t|\r?$)')


def read(data: bytes, name: str) -> Document:
    """Read a text file. Raises InputError where it is empty, binary or too large."""
    text, remarks = decode(data, name)
    return Document(
        name,
        blocks_from_lines(lines_of(text)),
        text,
        hashlib.sha256(data).hexdigest(),
        len(data),
        remarks=tuple((Place(line), remark) for line, remark in remarks),
    )


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that aren't empty, each with its place."""
    lines: list[Line] = []
    gap, above = True, 0
    printed_rows = ruled_tables.with_tabs(days_at_ends.with_lines(list(printed_lines(text))))
    pages = two_column_boxes.with_lines(action_boxes.with_lines(printed_rows))
    pages = list(aligned_tables.with_rows_over_pages(pages))
    for number, line in _by_columns(_with_whole_tables(pages)):
        boxed = _BOXED.fullmatch(line)
        printed = f" {boxed['text']}" if boxed else line
        if not printed.strip(" \t\xa0\r\f\v\u200b\ufeff"):
            gap = True
            continue
        tabs = printed.rstrip("\r\n").count("\t")
        is_row = "\t" in printed.strip() or (not gap and above == tabs >= _TABS_OF_ROW)
        body = printed.lstrip(" ") if is_row else printed.lstrip(" \t")
        indent = len(printed[: len(printed) - len(body)].expandtabs(_TAB))
        lines.append(Line(body.rstrip("\r\n"), Place(number), indent, gap))
        gap, above = False, tabs
    return lines


def _with_whole_tables(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return owned_texts.with_tabs(gutter_tables.with_tabs(lines))


def _by_columns(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines in reading order, page by page; a form feed begins a page."""
    page: list[tuple[int, str]] = []
    for number, text in lines:
        if text.startswith("\f"):
            yield from in_reading_order(_with_tabs(page))
            page = []
        page.append((number, text.replace("\f", "")))
    yield from in_reading_order(_with_tabs(page))


def _with_tabs(page: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return a page's lines with the cells of its tables parted by tabs."""
    page = grades_above.with_tabs(piped_tables.with_tabs(page))
    lines = tabbed_tables.with_whole_rows(aligned_forms.with_lines(page))
    rows = centred_grades.with_grades_first(wrapped_boards.with_tabs(lines))
    return aligned_grades.with_tabs(aligned_tables.with_tabs(rows))


def printed_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; a quoted cell of a table may go on over several.

    Spreadsheets put cells with line ends into quotation marks when they are copied.
    """
    opened, parts = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if parts:
            parts.append(line)
            if _is_open("\n".join(parts)) and len(parts) < _MOST_LINES_OF_CELL:
                continue
            yield opened, _CELL.sub(_unquoted, " ".join(part.strip("\r") for part in parts))
            parts = []
        elif "\t" in line and _is_open(line):
            opened, parts = number, [line]
        else:
            yield number, _CELL.sub(_unquoted, line) if "\t" in line else line
    for offset, line in enumerate(parts):
        yield opened + offset, line


def _is_open(line: str) -> bool:
    """Return whether the last quoted cell of a line goes on in the next."""
    return len(_OPENS.findall(line)) > len(_CLOSES.findall(line))


def _unquoted(match: re.Match[str]) -> str:
    return match[1] + match[2].replace('""', '"')

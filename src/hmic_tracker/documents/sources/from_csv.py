"""Tables as text (.csv, .tsv): any delimiter and encoding a person meets."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.blocks import Document, Place
from hmic_tracker.documents.sources import text as text_source
from hmic_tracker.documents.sources.grid import MOST_ROWS, Notes, Sheet, document_of_sheets
from hmic_tracker.documents.sources.package_xml import FEWER_ROWS
from hmic_tracker.documents.sources.text_decoding import LARGEST, decode
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 200
_MOST_LINES_OF_CELL: Final = 1_000
_NAMED: Final = "sep="


def read(data: bytes, name: str) -> Document:
    """Read a table; what has no columns is read as text. Raises InputError as text does."""
    text, remarks = decode(data, name)
    notes = Notes([(Place(line), remark) for line, remark in remarks])
    lines = text.split("\n")
    first = 1 if lines[0].lower().strip('"').startswith(_NAMED) else 0
    given = lines[0].strip('"')[len(_NAMED) : len(_NAMED) + 1] if first else ""
    delimiter = given or _delimiter(lines)
    if not delimiter:
        return text_source.read(data, name)
    sheet = Sheet("")
    for number, cells in _records(lines, delimiter, first, notes):
        for column, cell in enumerate(cells):
            sheet.put(number, column, cell)
        if len(sheet.rows) > MOST_ROWS:
            raise InputError(f"{name} has over {MOST_ROWS:,} rows", FEWER_ROWS)
    return document_of_sheets(data, name, [sheet], notes, {})


def _delimiter(lines: Sequence[str]) -> str:
    """Return what parts the cells: it gives the most rows of one width. "" where nothing does."""
    best, most = "", 0.0
    for delimiter in DELIMITERS:
        sample = list(_sample(lines, delimiter))
        widths = Counter(len(cells) for cells in sample if len(cells) > 1)
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda one: (one[1], one[0]))
        worth = rows / len(sample) * (1 + min(width, 12) / 12)
        if rows > 1 and worth > most:
            best, most = delimiter, worth
    return best


def _sample(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    for nth, (_, cells) in enumerate(_records(lines, delimiter, 0, Notes())):
        if nth == _SAMPLE:
            return
        if any(cells):
            yield cells


def _records(
    lines: Sequence[str], delimiter: str, first: int, notes: Notes
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows, each with the number of its first line; a quoted cell may have several.

    A quotation mark that is never closed is a sign like any other, and doesn't swallow the rest.
    """
    csv.field_size_limit(LARGEST)
    at, width = first, 0
    while at < len(lines):
        cells, taken = _record(lines, at, delimiter, strict=True)
        if not taken:
            literal = lines[at].split(delimiter)
            cells, taken = _record(lines, at, delimiter, strict=False)
            is_open = lines[at].count('"') % 2 and len(literal) == width
            if is_open or not taken:
                cells, taken = literal, 1
                notes.add("a quotation mark that is not closed", Place(at + 1))
        yield at + 1, cells
        at, width = at + taken, len(cells) or width


def _record(lines: Sequence[str], at: int, delimiter: str, strict: bool) -> tuple[list[str], int]:
    """Return the row that begins at a line, and how many lines it has; 0 where it can't be read."""
    ends = min(len(lines), at + _MOST_LINES_OF_CELL)
    source = (lines[n] + "\n" for n in range(at, ends))
    reader = csv.reader(source, delimiter=delimiter, strict=strict)
    try:
        cells = next(reader, [])
    except csv.Error:
        return [], 0
    is_cut = reader.line_num > 1 and at + reader.line_num == ends and not strict
    return cells, 0 if is_cut else max(1, reader.line_num)

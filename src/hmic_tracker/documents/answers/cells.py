"""Sheets of cells as texts: what a workbook or a CSV file that came back has in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from hmic_tracker.documents.sources.child import call_in_child
from hmic_tracker.documents.sources.source_registry import zip_names
from hmic_tracker.documents.sources.text_decoding import decode
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Any, Final, NamedTuple

MOST_ROWS: Final = 20_000
"""Rows with something in them; no lead answers so many."""
MOST_COLUMNS: Final = 256
LONGEST_CELL: Final = 32_767
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
"""What old workbooks begin with, Outlook's mails, and new workbooks with a password."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_DELIMITERS: Final = ",;\t|"
_WORKBOOKS: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})


class CellRow(NamedTuple):
    """A row: its number, counted from 1, and the texts of its cells; `formulas` by their places.

    `comments` are those on its cells, by their places as well.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    comments: tuple[tuple[int, str], ...] = ()


class CellSheet(NamedTuple):
    """A sheet: the rows that have anything. A hidden one is not what a person filled in."""

    name: str
    rows: tuple[CellRow, ...]
    is_hidden: bool = False


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook of any kind, be it protected with a password."""
    if data.startswith(OLD_OFFICE):
        return ENCRYPTED in data or any(name in data for name in _BOOKS)
    return bool(_WORKBOOKS & {name.casefold() for name in zip_names(data)})


def read_sheets(data: bytes, name: str) -> list[CellSheet]:
    """The sheets of a workbook or a CSV file; raises InputError where it can't be read."""
    if not is_workbook(data):
        return [CellSheet("", _csv_rows(data, name))]
    if data.startswith(OLD_OFFICE) and ENCRYPTED in data:
        raise with_password(name)
    try:
        return [_sheet(values) for values in read_in_child("cells", data, name)]
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{name} is damaged: it can't be read", SAVE_AGAIN) from None


SAVE_AGAIN: Final = "open it, save it again as a workbook (.xlsx), and receive that"
AS_LINES: Final = "copy its lines, one an item, into a plain text file, and receive that"


def text_of(data: bytes, name: str) -> str:
    """The text of a file; raises InputError, which says what to do to have it received."""
    try:
        return decode(data, name)[0]
    except InputError as fault:
        raise InputError(fault.message, AS_LINES) from None


def read_in_child(task: str, data: bytes, name: str, way_on: str = SAVE_AGAIN) -> Any:
    """What a child read of a file; raises InputError, which says what to do to have it received."""
    try:
        return call_in_child(task, data, name)
    except InputError as fault:
        is_ours = fault.hint.endswith("receive that")
        raise InputError(fault.message, fault.hint if is_ours else way_on) from None


def _sheet(values: dict[str, Any]) -> CellSheet:
    rows = (
        CellRow(
            int(number),
            tuple(map(str, cells)),
            frozenset(map(int, formulas)),
            tuple((int(column), str(text)) for column, text in comments),
        )
        for number, cells, formulas, comments in values["rows"]
    )
    return CellSheet(str(values["name"]), tuple(rows), bool(values["hidden"]))


def _csv_rows(data: bytes, name: str) -> tuple[CellRow, ...]:
    text = text_of(data, name)
    if text.startswith("sep=") and "\n" in text[:8]:
        text = text.partition("\n")[2]
    before = csv.field_size_limit(10 * LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    except csv.Error as fault:
        raise InputError(f"{name} is no table: {fault}", SAVE_AGAIN) from None
    finally:
        csv.field_size_limit(before)
    full = [CellRow(n, plain_cells(row)) for n, row in enumerate(rows, 1) if any(row)]
    if len(full) > MOST_ROWS:
        raise too_many_rows(name)
    return tuple(full)


def _delimiter(text: str) -> str:
    """What parts the cells: the sign that the line of the heads has most of."""
    lines = text.split("\n", 50)[:50]
    heads = next((line for line in lines if "item" in line.casefold()), lines[0])
    fuller = max(lines, key=lambda line: max(map(line.count, _DELIMITERS)))
    line = heads if any(map(heads.count, _DELIMITERS)) else fuller
    return max(_DELIMITERS, key=line.count)


def plain_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """The texts of cells, none longer than a cell, with plain line ends."""
    return tuple(
        _whole(text).replace("\r\n", "\n").replace("\r", "\n").strip()
        for text in cells[:MOST_COLUMNS]
    )


def _whole(text: str) -> str:
    """A text as far as a cell of a spreadsheet can hold it; what is cut off is said."""
    if len(text) <= LONGEST_CELL:
        return text
    return f"{text[:LONGEST_CELL]} [cut: {len(text):,} signs, and a cell holds {LONGEST_CELL:,}]"


def too_many_rows(name: str) -> InputError:
    """The fault of a file with more rows than anybody fills in."""
    return InputError(
        f"{name} has over {MOST_ROWS:,} rows", "send back the sheet Answers alone, and receive that"
    )


def with_password(name: str) -> InputError:
    """The fault of a workbook that only opens with its password."""
    return InputError(
        f"{name} is protected with a password",
        "open it with its password, save a copy without one, and receive that",
    )

"""The cells of workbooks, read in a process of its own: what was saved last, no formula is run."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from hmic_tracker.documents.answers.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    OLD_OFFICE,
    SAVE_AGAIN,
    plain_cells,
    too_many_rows,
)
from hmic_tracker.documents.sources.source_registry import zip_names
from hmic_tracker.errors import InputError

_MOST_UNPACKED: Final = 200 * 1024 * 1024
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HIDDEN: Final = frozenset({"hidden", "veryHidden"})
Sheet = dict[str, Any]


def make(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook as values of JSON; raises InputError where it can't be read."""
    if data.startswith(OLD_OFFICE) or "content.xml" in zip_names(data):
        return _from_calamine(data, name)
    _check_size(data, name)
    return _from_openpyxl(data, name)


def _check_size(data: bytes, name: str) -> None:
    """Refuse what unpacks to more than any workbook is."""
    try:
        with ZipFile(BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
    except (BadZipFile, OSError, ValueError):
        raise InputError(f"{name} is damaged: it can't be read", SAVE_AGAIN) from None
    if size > _MOST_UNPACKED:
        raise InputError(f"{name} unpacks to over 200 MB", SAVE_AGAIN)


def _from_openpyxl(data: bytes, name: str) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets: list[Sheet] = [
            {"name": sheet.title, "hidden": sheet.sheet_state in _HIDDEN, "rows": rows}
            for sheet in book.worksheets
            for rows in [_full_rows(_openpyxl_rows(sheet), name)]
        ]
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError, IndexError):
        raise InputError(f"{name} is damaged: it can't be read", SAVE_AGAIN) from None
    formulas = _formulas(data)
    for sheet in sheets:
        places = formulas.get(sheet["name"], {})
        for row in sheet["rows"]:
            row[2] = sorted(places.get(row[0], ()))
    return sheets


def _openpyxl_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what a file declares of itself may be wrong
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if any(value is not None for value in row):
            yield number, [_text(value) for value in row]


def _full_rows(rows: Iterable[tuple[int, list[str]]], name: str) -> list[list[Any]]:
    """The rows that have anything, without the empty cells at their ends."""
    full: list[list[Any]] = []
    for number, texts in rows:
        cells = list(plain_cells(texts))
        while cells and not cells[-1]:
            del cells[-1]
        if cells:
            full.append([number, cells, []])
        if len(full) > MOST_ROWS:
            raise too_many_rows(name)
    return full


def _formulas(data: bytes) -> dict[str, dict[int, list[int]]]:
    """The places of formulas by sheet and row; the workbook is gone over again where it has any."""
    with ZipFile(BytesIO(data)) as package:
        sheets = [n for n in package.namelist() if n.lower().startswith("xl/worksheets/sheet")]
        if not any(_has_formula(package, sheet) for sheet in sheets):
            return {}
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    places_of: dict[str, dict[int, list[int]]] = {}
    for sheet in book.worksheets:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MOST_COLUMNS):
            for cell in row:
                if getattr(cell, "data_type", "") == "f" and cell.row and cell.column:
                    places = places_of.setdefault(sheet.title, {}).setdefault(cell.row, [])
                    places.append(cell.column - 1)
    return places_of


def _has_formula(package: ZipFile, sheet: str) -> bool:
    with package.open(sheet) as stream:
        tail = b""
        while part := stream.read(1 << 20):
            if b"<f>" in tail + part or b"<f " in tail + part or b"<f/" in tail + part:
                return True
            tail = part[-3:]
    return False


def _from_calamine(data: bytes, name: str) -> list[Sheet]:
    """Old workbooks, and those of LibreOffice."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            {
                "name": known.name,
                "hidden": known.visible != SheetVisibleEnum.Visible,
                "rows": _full_rows(_calamine_rows(book.get_sheet_by_name(known.name)), name),
            }
            for known in book.sheets_metadata
        ]
    except (CalamineError, OSError, ValueError) as fault:
        if "password" in str(fault).lower():
            raise InputError(
                f"{name} is protected with a password",
                "open it with its password, save a copy without one, and receive that",
            ) from None
        raise InputError(f"{name} is damaged: it can't be read", SAVE_AGAIN) from None


def _calamine_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    """A cell's value as a person would type it: a day as 2009-03-31, a whole number without dot."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text

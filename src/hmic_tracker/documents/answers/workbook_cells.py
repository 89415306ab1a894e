"""The cells of workbooks, read in a process of its own: what was saved last, no formula is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from hmic_tracker.documents.answers import workbook_comments, workbook_traits
from hmic_tracker.documents.answers.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    OLD_OFFICE,
    SAVE_AGAIN,
    plain_cells,
    too_many_rows,
    with_password,
)
from hmic_tracker.documents.sources.source_registry import zip_names
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.documents.answers.workbook_comments import Comments
    from hmic_tracker.documents.answers.workbook_traits import Places

_MOST_UNPACKED: Final = 200 * 1024 * 1024
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?", re.ASCII)
_HIDDEN: Final = frozenset({"hidden", "veryHidden"})
Sheet = dict[str, Any]


def make(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook as values of JSON; raises InputError where it can't be read."""
    if data.startswith(OLD_OFFICE):
        return _from_calamine(data, name)
    _check_size(data, name)
    if "content.xml" in zip_names(data):
        return _from_calamine(data, name)
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
    comments = _comments_of(data, name)
    sheets = _with_formulas(sheets, workbook_traits.in_xlsx(data), [0] * len(sheets))
    return _with_comments(sheets, [comments.get(one["name"], {}) for one in sheets], [])


def _openpyxl_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what a file declares of itself may be wrong
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if any(cell.value is not None for cell in row):
            yield number, [_cell_text(cell) for cell in row]


def _cell_text(cell: Any) -> str:
    """A cell's text; a number that is shown as a percentage is one."""
    value = cell.value
    if isinstance(value, (int, float)) and "%" in (cell.number_format or ""):
        return _share(value)
    return _text(value)


def _share(value: float) -> str:
    return f"{value * 100:.6g}%"


def _full_rows(rows: Iterable[tuple[int, list[str]]], name: str) -> list[list[Any]]:
    """The rows that have anything, without the empty cells at their ends."""
    full: list[list[Any]] = []
    for number, texts in rows:
        cells = list(plain_cells(texts))
        while cells and not cells[-1]:
            del cells[-1]
        if cells:
            full.append([number, cells, [], []])
        if len(full) > MOST_ROWS:
            raise too_many_rows(name)
    return full


def _with_formulas(sheets: list[Sheet], places: Places, first_columns: list[int]) -> list[Sheet]:
    """The sheets, each row with the places of its formulas among its cells."""
    for sheet, of_sheet, first in zip(sheets, places, first_columns, strict=False):
        for row in sheet["rows"]:
            row[2] = sorted(column - first for column in of_sheet.get(row[0], ()))
    return sheets


def _with_shares(sheets: list[Sheet], places: Places, first_columns: list[int]) -> list[Sheet]:
    """The sheets, each number that is shown in per cent as that."""
    for sheet, of_sheet, first in zip(sheets, places, first_columns, strict=False):
        for number, cells, *_ in sheet["rows"]:
            for place in (column - first for column in of_sheet.get(number, ())):
                if 0 <= place < len(cells) and _NUMBER.fullmatch(cells[place]):
                    cells[place] = _share(float(cells[place]))
    return sheets


def _comments_of(data: bytes, name: str) -> dict[str, Comments]:
    """The comments of a workbook by the names of its sheets; raises InputError."""
    try:
        if data.startswith(OLD_OFFICE):
            return workbook_comments.in_xls(data)
        return workbook_comments.in_xlsx(data, name)
    except InputError as fault:
        raise InputError(fault.message, SAVE_AGAIN) from None


def _with_comments(
    sheets: list[Sheet], comments: Sequence[Comments], first_columns: list[int]
) -> list[Sheet]:
    """The sheets, each row with the comments on its cells; one may have nothing else."""
    firsts = [*first_columns, *[0] * len(sheets)]
    for sheet, of_sheet, first in zip(sheets, comments, firsts, strict=False):
        rows = {row[0]: row for row in sheet["rows"]}
        for number, notes in list(of_sheet.items())[:MOST_ROWS]:
            row = rows.setdefault(number, [number, [], [], []])
            row[3] = [[column - first, plain_cells([text])[0]] for column, text in notes]
        sheet["rows"] = [rows[number] for number in sorted(rows)]
    return sheets


def _from_calamine(data: bytes, name: str) -> list[Sheet]:
    """Old workbooks, and those of LibreOffice."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        if workbook_traits.is_protected(data):
            raise with_password(name)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        known = [(one, book.get_sheet_by_name(one.name)) for one in book.sheets_metadata]
        sheets: list[Sheet] = [
            {
                "name": one.name,
                "hidden": one.visible != SheetVisibleEnum.Visible,
                "rows": _full_rows(_calamine_rows(sheet), name),
            }
            for one, sheet in known
        ]
        if data.startswith(OLD_OFFICE):
            places, by_name = workbook_traits.in_xls(data), _comments_of(data, name)
            shares = workbook_traits.shares_in_xls(data)
            comments = [by_name.get(one["name"], {}) for one in sheets]
        else:
            places = workbook_traits.in_ods(data, name)
            shares = workbook_traits.shares_in_ods(data, name)
            comments = workbook_comments.in_ods(data, name)
        firsts = [(sheet.start or (0, 0))[1] for _, sheet in known]
        sheets = _with_shares(sheets, shares, firsts)
        return _with_comments(_with_formulas(sheets, places, firsts), comments, firsts)
    except (CalamineError, OSError, ValueError, KeyError, BadZipFile):
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

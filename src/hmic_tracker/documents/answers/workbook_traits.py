"""What a workbook has besides its values: cells of formulas and of shares, and a password.

The value of a formula is what a program worked out, not an answer. The library that reads old and
OpenDocument workbooks tells no formula from a value nor 100% from 1, and takes a protected one for
no workbook.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from io import BytesIO, StringIO
from zipfile import ZipFile

from hmic_tracker.documents.answers.cells import MOST_COLUMNS, MOST_ROWS, OLD_OFFICE
from hmic_tracker.documents.sources.package_xml import Listener, Package
from hmic_tracker.light_typing import Any, Final

Places = list[dict[int, list[int]]]
"""For each sheet, in their order, the columns of formulas, or of shares, by the row's number."""
_SHEET_RECORD: Final = 0x0085
_FORMULA_RECORD: Final = 0x0006
_END_RECORD: Final = 0x000A
_BEGIN_RECORD: Final = 0x0809
_PASSWORD_RECORD: Final = 0x002F


def in_xlsx(data: bytes) -> Places:
    """The formulas of a new workbook; it is gone over again where it has any."""
    with ZipFile(BytesIO(data)) as package:
        sheets = [n for n in package.namelist() if n.lower().startswith("xl/worksheets/sheet")]
        if not any(_has(package, sheet, (b"<f>", b"<f ", b"<f/")) for sheet in sheets):
            return []
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    return [_of_sheet(sheet) for sheet in book.worksheets]


def _of_sheet(sheet: Any) -> dict[int, list[int]]:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    places: dict[int, list[int]] = {}
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        for cell in row:
            if getattr(cell, "data_type", "") == "f" and cell.row and cell.column:
                places.setdefault(cell.row, []).append(cell.column - 1)
    return places


def in_ods(data: bytes, name: str) -> Places:
    """The formulas of an OpenDocument workbook; raises InputError."""
    with ZipFile(BytesIO(data)) as package:
        if not _has(package, "content.xml", (b":formula=",)):
            return []
    listener = _OdsCells("formula")
    Package(data, name).stream("content.xml", listener)
    return listener.places


def shares_in_ods(data: bytes, name: str) -> Places:
    """The cells of an OpenDocument workbook that are shown in per cent; raises InputError."""
    with ZipFile(BytesIO(data)) as package:
        if not _has(package, "content.xml", (b'"percentage"', b"'percentage'")):
            return []
    listener = _OdsCells("value-type", "percentage")
    Package(data, name).stream("content.xml", listener)
    return listener.places


def shares_in_xls(data: bytes) -> Places:
    """The cells of an old workbook that are shown in per cent."""
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), formatting_info=True)
    formats = [book.format_map.get(look.format_key) for look in book.xf_list]
    shown = {n for n, one in enumerate(formats) if one is not None and "%" in one.format_str}
    return [_looking_so(sheet, shown) for sheet in book.sheets()] if shown else []


def _looking_so(sheet: Any, looks: Container[int]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for row in range(min(sheet.nrows, MOST_ROWS)):
        for column in range(min(sheet.row_len(row), MOST_COLUMNS)):
            if sheet.cell_xf_index(row, column) in looks:
                places.setdefault(row + 1, []).append(column)
    return places


class _OdsCells(Listener):
    """Notes the cells with an attribute, or a value of it; a row or a cell may stand for many."""

    def __init__(self, attribute: str, value: str = "") -> None:
        self.places: Places = []
        self._attribute, self._value = attribute, value
        self._row, self._column, self._rows = 1, 0, 0

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """A sheet, a row or a cell begins."""
        if name == "table":
            self.places.append({})
            self._row, self._rows = 1, 0
        elif name == "table-row":
            self._row, self._column = self._row + self._rows, 0
            self._rows = _times(attributes, "number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            times = _times(attributes, "number-columns-repeated")
            value = attributes.get(self._attribute)
            if value is not None and self._value in {"", value}:
                self._add(list(range(self._column, min(self._column + times, MOST_COLUMNS))))
            self._column += times

    def _add(self, columns: list[int]) -> None:
        for number in range(self._row, self._row + min(self._rows, MOST_ROWS)):
            self.places[-1].setdefault(number, []).extend(columns)


def _times(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 9 and int(text) else 1


def in_xls(data: bytes) -> Places:
    """The formulas of an old workbook: its records, by the places at which its sheets begin."""
    records = _xls_stream(data)
    starts = [
        struct.unpack_from("<I", body)[0]
        for kind, body in _records(records, 0)
        if kind == _SHEET_RECORD and len(body) >= 4
    ]
    return [_of_records(records, start) for start in starts]


def is_protected(data: bytes) -> bool:
    """Whether an old or an OpenDocument workbook only opens with its password."""
    if data.startswith(OLD_OFFICE):
        return any(kind == _PASSWORD_RECORD for kind, _ in _records(_xls_stream(data), 0))
    with ZipFile(BytesIO(data)) as package:
        manifest = "META-INF/manifest.xml"
        names = package.namelist()
        return manifest in names and _has(package, manifest, (b":encryption-data",))


def _xls_stream(data: bytes) -> bytes:
    import olefile

    with olefile.OleFileIO(BytesIO(data)) as ole:
        name = next((each for each in ("Workbook", "Book") if ole.exists(each)), None)
        if name is None:
            return b""
        with ole.openstream(name) as stream:
            records: bytes = stream.read()
    return records


def _of_records(records: bytes, start: int) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for kind, body in _records(records, start):
        if kind == _FORMULA_RECORD and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            places.setdefault(row + 1, []).append(column)
    return places


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part, up to its end; parts within it are gone through as well."""
    depth = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        depth += (kind == _BEGIN_RECORD) - (kind == _END_RECORD)
        if kind == _END_RECORD and depth <= 0:
            return
        at += 4 + size


def _has(package: ZipFile, part: str, signs: tuple[bytes, ...]) -> bool:
    """Whether a part has one of the signs, none of them longer than a score of bytes."""
    with package.open(part) as stream:
        tail = b""
        while piece := stream.read(1 << 20):
            if any(sign in tail + piece for sign in signs):
                return True
            tail = piece[-20:]
    return False

"""Workbooks for tests: whole ones by openpyxl, and packages of parts as a stranger sends them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><workbookPr date1904="%s"/>'
    '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)
HEAD = ("Ref", "Recommendation", "Owner", "Due date", "Status")
ROW = ("R1", "The force should answer letters.", "Head of Contact", "31/10/2031", "In progress")


def workbook(rows: Iterable[Iterable[Any]] = (HEAD, ROW)) -> Workbook:
    """A workbook of one sheet with such rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def package(
    rows: str, more: Mapping[str, str | bytes] | None = None, from_1904: bool = False
) -> bytes:
    """A workbook of one sheet, whose rows are as given."""
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": BOOK % int(from_1904),
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><dimension ref="A1:B2"/>'
        f"<sheetData>{rows}</sheetData></worksheet>",
        **(more or {}),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return file.getvalue()


def row_xml(number: int, cells: Iterable[str]) -> str:
    """A row of texts."""
    inside = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inside}</row>'


def spreadsheet(table: str, manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet, whose tables are as given."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "manifest")
    )
    file = BytesIO()
    with ZipFile(file, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", f"<m {names}>{manifest}</m>")
        target.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()

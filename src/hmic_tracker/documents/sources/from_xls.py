"""Excel workbooks before 2007 (.xls), by xlrd: the values that were saved last."""

from __future__ import annotations

from io import StringIO

from hmic_tracker.documents.sources.cell_colours import colour_name
from hmic_tracker.documents.sources.grid import MOST_ROWS, Notes, Sheet, document_of_sheets
from hmic_tracker.documents.sources.number_formats import shown
from hmic_tracker.documents.sources.package_xml import FEWER_ROWS, SAVE_AGAIN
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document

_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")


def read(data: bytes, name: str) -> Document:
    """Read a workbook. Raises InputError where it is damaged, protected or too large."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=StringIO(), formatting_info=True, ragged_rows=True
        )
        sheets = [_sheet(xlrd, book, sheet, name) for sheet in book.sheets()]
    except InputError:
        raise
    except Exception as error:  # of a damaged file it raises whatever comes
        if "encrypted" in str(error):
            raise InputError(
                f"{name} is protected with a password",
                "open it with its password, save a copy without one, and import that",
            ) from error
        raise InputError(f"{name} is damaged: it is no whole workbook", SAVE_AGAIN) from error
    notes = Notes()
    comments = sum(len(sheet.cell_note_map) for sheet in book.sheets())
    notes.count(comments, "comment", "on cells: not read")
    if _MACROS in data:
        notes.add("it has macros: they are not run")
    return document_of_sheets(data, name, sheets, notes, {})


def _sheet(xlrd: Any, book: Any, source: Any, file: str) -> Sheet:
    sheet = Sheet(str(source.name), hidden=source.visibility != 0)
    if source.nrows > 10 * MOST_ROWS:
        raise InputError(f"{file} has over {MOST_ROWS:,} rows", FEWER_ROWS)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            text = _shown(xlrd, book, source, row, column)
            sheet.put(row + 1, column, text)
            if not text and (name := _colour(book, source, row, column)):
                sheet.fill(row + 1, column, name)
    sheet.merged += [
        (first + 1, last, left, right - 1) for first, last, left, right in source.merged_cells
    ]
    sheet.hidden_rows |= {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    return sheet


def _shown(xlrd: Any, book: Any, source: Any, row: int, column: int) -> str:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "Yes" if value else "No"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    if kind not in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return ""
    style = book.xf_list[source.cell_xf_index(row, column)]
    code = book.format_map[style.format_key].format_str
    return shown(float(value), code, book.datemode == 1)


def _colour(book: Any, source: Any, row: int, column: int) -> str:
    """The name of an empty cell's fill."""
    index = source.cell_xf_index(row, column)
    background = book.xf_list[index].background if index is not None else None
    if background is None or background.fill_pattern != 1:
        return ""
    rgb = book.colour_map.get(background.pattern_colour_index)
    return colour_name("".join(f"{part:02x}" for part in rgb)) if rgb else ""

"""What every workbook is made of: values as cells, the printed page, properties; no formula.

Text from outside is written as text, whatever it looks like, and its control signs are shown as
everywhere. A workbook has no person's name and no hour in it: the same content on the same day has
the same bytes.
"""

from __future__ import annotations

import math
import zipfile
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render.escaping import looks_like_formula, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL: Final = 32_767
"""So many signs a cell of a spreadsheet holds."""
_CUT: Final = " [cut: a cell holds no more]"
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it spreadsheets count a day that never was."""
_A4: Final = 9
_PAGE: Final = 1045
"""Pixels between the margins of a page, across."""
_SMALLEST: Final = 0.65
"""Letters of 10 points are 6.5 then: smaller ones nobody reads on paper."""
_DIGIT, _EDGE = 7, 5
"""Pixels of a unit of width, and of a column besides."""
_LINE: Final = 13
"""Points that a line of text takes."""
_HIGHEST: Final = 409
_BREAKS: Final = 0.8
"""Signs to a unit of width: narrower than a digit, but lines are broken between words."""
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY: Final = 255
_LONGEST_MARKING: Final = 100


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book, self._made = book, dict[tuple[tuple[str, Any], ...], Any]()

    def of(self, **properties: Any) -> Format:
        """The format with these properties; text wraps and stands at the top."""
        whole = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 10}
        key = tuple(sorted((whole | properties).items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


def new_book(stream: BytesIO) -> Workbook:
    """A workbook that takes texts as texts, and leaves no file beside it."""
    return xlsxwriter.Workbook(stream, {"in_memory": True})


def finished(stream: BytesIO) -> bytes:
    """The bytes of a workbook that was closed, its rows free to grow with what is typed.

    The library fixes each height it is told; one that is only a guess is no height of somebody's.
    """
    whole = BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(whole, "w") as new:
        for name in made.namelist():
            data = made.read(name)
            if name.startswith("xl/worksheets/"):  # texts are elsewhere, or have no plain quotes
                data = data.replace(b' customHeight="1"', b"")
            part = zipfile.ZipInfo(name, _ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3
            part.external_attr = 0o600 << 16
            new.writestr(part, data)
    return whole.getvalue()


def set_height(sheet: Worksheet, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Makes a row as high as its texts need, each with the width of its column."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE + 2, _HIGHEST))


def fits(text: str, width: float) -> bool:
    """Whether a text stands whole in a row of a column of that width: no row is higher."""
    return _lines(text, width) * _LINE + 2 <= _HIGHEST


def _lines(text: str, width: float) -> int:
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(line) * _BREAKS / width)) for line in text.split("\n"))


def set_properties(
    book: Workbook, title: str, marking: str | None, day: date, **custom: str
) -> None:
    """What a file says of itself: no name, and no hour but that of its day."""
    book.set_properties(
        {
            "title": _property(title),
            "keywords": _property(marking or ""),
            "author": "",
            "created": datetime.combine(day, time()),
        }
    )
    for name, text in custom.items():
        book.set_custom_property(name, _property(text), "text")


def set_columns(
    sheet: Worksheet, widths: Sequence[float], last_row: int, unprinted: int = 0
) -> None:
    """The widths of the columns, and as many pages beside each other as keep the print readable.

    The first column stands on each of them; the last `unprinted` ones on none.
    """
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    printed = [width * _DIGIT + _EDGE for width in widths[: len(widths) - unprinted]]
    pages, room = 1, _PAGE / _SMALLEST
    if sum(printed) > room:
        pages = max(2, math.ceil((sum(printed) - printed[0]) / (room - printed[0])))
        sheet.repeat_columns(0)
        sheet.print_across()  # what lies side by side comes out one after the other
    sheet.fit_to_pages(pages, 0)
    if unprinted:
        sheet.print_area(0, 0, last_row, len(printed) - 1)


def set_page(sheet: Worksheet, marking: str | None, head_row: int) -> None:
    """A4 across, the heads and the marking on each page."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    sheet.repeat_rows(head_row)
    shown = visible(marking or "")[:_LONGEST_MARKING].replace("&", "&&")
    middle = f'&C&"Arial,Bold"{shown}' if shown else ""
    if middle:
        sheet.set_header(middle)
    sheet.set_footer(f"{middle}&R&8&P of &N")


def write(
    sheet: Worksheet, row: int, column: int, value: object, styles: Styles, **style: Any
) -> None:
    """A value as a cell: a day as a date, a number as a number, all else as text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, styles.of(**style))
    elif isinstance(value, date) and _day(value) >= _FIRST_DAY:
        form = {"num_format": "d mmm yyyy", "align": "left"} | style
        sheet.write_datetime(row, column, datetime.combine(_day(value), time()), styles.of(**form))
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, styles.of(**style))
    else:
        text = cell_text(value.isoformat() if isinstance(value, date) else str(value))
        if looks_like_formula(text):  # else it is one when somebody opens the cell and leaves it
            style = style | {"quote_prefix": True}
        sheet.write_string(row, column, text, styles.of(**style))


def cell_text(text: str) -> str:
    """A text as a cell has it: control signs shown, and no longer than a cell can be."""
    shown = visible(text, newlines=True)
    # Spreadsheets count a sign outside the basic plane as two.
    if len(shown.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return shown
    room = (LONGEST_CELL - len(_CUT)) * 2
    return shown.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _property(text: str) -> str:
    return visible(text)[:_LONGEST_PROPERTY]

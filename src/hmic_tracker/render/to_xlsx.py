"""Tables as a workbook: a sheet each, with a filter, heads that stay, and colours beside words."""

from __future__ import annotations

from io import BytesIO

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render import nodes, xlsx_parts
from hmic_tracker.render.xlsx_parts import Styles

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from xlsxwriter.worksheet import Worksheet

    from hmic_tracker.render.sheets import Sheet, Value, Workbook

_FILLS: Final = {
    "red": ("#C00000", "#FFFFFF"),
    "amber": ("#FFC000", "#000000"),
    "green": ("#A9D08E", "#000000"),
    "blue": ("#2F75B5", "#FFFFFF"),
    "grey": ("#D9D9D9", "#000000"),
}
"""What a style fills a cell with, and the colour of its word on it."""
_HEAD: Final[dict[str, Any]] = {"bold": True, "bg_color": "#E7E9EC", "bottom": 1}
_NUMBER: Final[dict[str, Any]] = {"align": "right", "indent": 1}
"""A number keeps away from the word in the next column."""
_NARROWEST, _USUAL, _WIDEST = 6, 30, 60
_LONG: Final = 120
"""Signs of a text that takes a wide column."""


def draw(workbook: Workbook) -> bytes:
    """The workbook as the bytes of a file."""
    stream = BytesIO()
    with xlsx_parts.new_book(stream) as book:
        xlsx_parts.set_properties(book, workbook.title, workbook.marking, workbook.day)
        styles = Styles(book)
        for sheet in workbook.sheets:
            made = book.add_worksheet(sheet.name)
            xlsx_parts.set_page(made, workbook.marking, 0)
            _write_sheet(made, sheet, styles)
    return xlsx_parts.finished(stream)


def _write_sheet(made: Worksheet, sheet: Sheet, styles: Styles) -> None:
    rows = list(sheet.rows)
    widths = [
        _width([head, *(row[column] for row in (*rows, *sheet.strong))])
        for column, head in enumerate(sheet.heads)
    ]
    xlsx_parts.set_columns(made, widths, len(rows) + len(sheet.strong), sheet.unprinted)
    numbers = {n for n in range(len(widths)) if _are_numbers([row[n] for row in rows])}
    _write_row(made, 0, sheet.heads, styles, widths, numbers, **_HEAD)
    for number, row in enumerate(rows, 1):
        _write_row(made, number, row, styles, widths)
    for number, row in enumerate(sheet.strong, len(rows) + 1):
        _write_row(made, number, row, styles, widths, bold=True, top=1)
    made.freeze_panes(1, 1)
    made.autofilter(0, 0, max(len(rows), 1), len(sheet.heads) - 1)
    # A label may well be a number: it is no mistake.
    made.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + len(sheet.strong) + 1}"})


def _write_row(
    made: Worksheet,
    number: int,
    row: Sequence[Value],
    styles: Styles,
    widths: list[int],
    numbers: Container[int] = (),
    **style: Any,
) -> None:
    """Write a row; numbers, and the heads of columns of them, stand on the right of their cells."""
    texts = []
    for column, cell in enumerate(row):
        value: object = cell
        is_number = column in numbers or isinstance(cell, int | float)
        form = {**style, **_NUMBER} if is_number else style
        if isinstance(cell, nodes.Cell):
            value = cell.text
            if fill := _FILLS.get(cell.style):
                form = {**style, "bg_color": fill[0], "font_color": fill[1]}
        xlsx_parts.write(made, number, column, value, styles, **form)
        if isinstance(value, str):
            texts.append((value, widths[column]))
    xlsx_parts.set_height(made, number, texts)


def _are_numbers(values: Sequence[Value]) -> bool:
    given = [value for value in values if value is not None]
    return bool(given) and all(isinstance(value, int | float) for value in given)


def _width(values: Sequence[Value]) -> int:
    """As wide as what is in a column, of long texts as wide as can be read."""
    texts = (str(value.text if isinstance(value, nodes.Cell) else value or "") for value in values)
    head, *lengths = (max(map(len, text[:_LONG].split("\n"))) for text in texts)
    longest = max([min(head, 12), *lengths])
    if longest >= _LONG:
        return _WIDEST
    return max(_NARROWEST, min(longest, _USUAL) + 2)

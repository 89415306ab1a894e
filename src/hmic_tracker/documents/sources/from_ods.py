"""OpenDocument spreadsheets (.ods): what their cells show; no formula is worked out."""

from __future__ import annotations

import re
from datetime import datetime

from hmic_tracker.documents.sources.cell_colours import colour_name
from hmic_tracker.documents.sources.file_titles import file_title
from hmic_tracker.documents.sources.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Notes,
    Sheet,
    document_of_sheets,
)
from hmic_tracker.documents.sources.number_formats import shown_date
from hmic_tracker.documents.sources.package_xml import FEWER_ROWS, Listener, Package, TitleListener
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document

_REPEATED: Final = 4096
"""So often a cell or a row with a text may be repeated; empty ones as often as they like."""
_NUMBER: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[^\W\d_]")


def read(data: bytes, name: str) -> Document:
    """Read a spreadsheet. Raises InputError where it is damaged, protected or too large."""
    package = Package(data, name)
    manifest, meta, cells = _Manifest(), TitleListener(), _Content(name)
    package.stream("META-INF/manifest.xml", manifest)
    if manifest.encrypted:
        raise InputError(
            f"{name} is protected with a password",
            "open it with its password, save a copy without one, and import that",
        )
    if not package.stream("content.xml", cells):
        raise package.damaged()
    package.stream("meta.xml", meta)
    notes = Notes()
    notes.count(cells.comments, "comment", "on cells: not read")
    if package.paths("basic/") or package.paths("scripts/"):
        notes.add("it has macros: they are not run")
    return document_of_sheets(data, name, cells.sheets, notes, {"title": file_title(meta.title)})


class _Manifest(Listener):
    """Whether parts are encrypted."""

    def __init__(self) -> None:
        self.encrypted = False

    def start(self, name: str, _attributes: dict[str, str], /) -> None:
        """See a part's key."""
        self.encrypted = self.encrypted or name == "encryption-data"


class _Content(Listener):
    """The sheets, cell by cell. `comments` counts those on cells."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Sheet] = []
        self.comments = 0
        self._file = file
        self._hidden_styles: set[str] = set()
        self._colours: dict[str, str] = {}
        self._row_colours: dict[int, str] = {}
        self._style = ""
        self._row, self._column = 0, 0
        self._rows, self._row_cells, self._row_is_hidden = 1, dict[int, str](), False
        self._cell: dict[str, str] = {}
        self._parts, self._in_cell, self._beside = list[str](), False, 0

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a sheet, a row, a cell, or a piece of one."""
        if name in {"table-cell", "covered-table-cell"}:
            self._cell, self._parts, self._in_cell = attributes, [], True
        elif name == "table-row":
            self._rows = _times(attributes, "number-rows-repeated")
            self._row_is_hidden = attributes.get("visibility", "visible") != "visible"
            self._row_cells, self._row_colours, self._column = {}, {}, 0
        elif name == "annotation":
            self._beside += 1
            self.comments += 1
        elif name in {"p", "line-break", "tab"} and self._parts:
            self._parts.append("\n")
        elif name == "s":
            self._parts.append(" ")
        else:
            self._start_sheet(name, attributes)

    def _start_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            hidden = attributes.get("style-name", "") in self._hidden_styles
            self.sheets.append(Sheet(attributes.get("name", ""), hidden))
            self._row = 0
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-cell-properties":
            if colour := colour_name(attributes.get("background-color", "")):
                self._colours[self._style] = colour
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str, /) -> None:
        """End a cell, a row or a comment."""
        if name == "annotation":
            self._beside -= 1
        elif name in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif name == "table-row":
            self._end_row()

    def text(self, data: str, /) -> None:
        """Add letters of a cell."""
        if self._in_cell and not self._beside:
            self._parts.append(data)

    def _end_cell(self) -> None:
        self._in_cell = False
        text = self._shown("".join(self._parts))
        times = _times(self._cell, "number-columns-repeated")
        if text.strip():
            for column in range(self._column, self._column + min(times, _REPEATED)):
                self._row_cells[column] = text
            self._merge()
        elif times < MOST_COLUMNS and (
            colour := self._colours.get(self._cell.get("style-name", ""))
        ):
            for column in range(self._column, self._column + times):
                self._row_colours[column] = colour
        self._column += times

    def _shown(self, text: str) -> str:
        """What a cell says: a date as a day, or as the month where only that is shown."""
        given = self._cell.get("date-value", "")
        if self._cell.get("value-type") != "date" or not given:
            return text
        try:
            moment = datetime.fromisoformat(given)
        except ValueError:
            return text
        numbers = len(_NUMBER.findall(text))
        has_day = numbers > (1 if _LETTER.search(text) else 2) or not numbers
        return shown_date(moment, has_day)

    def _merge(self) -> None:
        rows, columns = (
            _times(self._cell, f"number-{which}-spanned") for which in ("rows", "columns")
        )
        if (rows > 1 or columns > 1) and self.sheets:
            first, left = self._row + 1, self._column
            self.sheets[-1].merged.append((first, first + rows - 1, left, left + columns - 1))

    def _end_row(self) -> None:
        times = min(self._rows, _REPEATED) if self._row_cells else 0
        for number in range(self._row + 1, self._row + times + 1):
            if not self.sheets:
                break
            sheet = self.sheets[-1]
            for column, text in self._row_cells.items():
                sheet.put(number, column, text)
            for column, colour in self._row_colours.items():
                sheet.fill(number, column, colour)
            if self._row_is_hidden:
                sheet.hidden_rows.add(number)
            if len(sheet.rows) > MOST_ROWS:
                raise InputError(f"{self._file} has over {MOST_ROWS:,} rows", FEWER_ROWS)
        self._row += self._rows


def _times(attributes: dict[str, str], key: str) -> int:
    """How often a cell or a row is repeated, or how many it spans."""
    text = attributes.get(key, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1

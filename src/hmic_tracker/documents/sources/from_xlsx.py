"""Excel workbooks (.xlsx, .xlsm): the values that were saved last; no formula is worked out."""

from __future__ import annotations

import re

from hmic_tracker.documents.sources.cell_colours import colour_name, indexed_colour
from hmic_tracker.documents.sources.file_titles import file_title
from hmic_tracker.documents.sources.grid import (
    MOST_ROWS,
    Notes,
    Sheet,
    document_of_sheets,
)
from hmic_tracker.documents.sources.number_formats import BUILT_IN, shown
from hmic_tracker.documents.sources.package_xml import FEWER_ROWS, Listener, Package, TitleListener
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document

_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LAST_COLUMN: Final = 16_384
_MOST_STRINGS: Final = 2_000_000
_MOST_STRUCK: Final = 10
_LONGEST_QUOTED: Final = 60


def read(data: bytes, name: str) -> Document:
    """Read a workbook. Raises InputError where it is damaged, empty or too large."""
    package = Package(data, name)
    book, relations = _Workbook(), _Relations()
    if not package.stream("xl/workbook.xml", book):
        raise package.damaged()
    package.stream("xl/_rels/workbook.xml.rels", relations)
    strings, styles, core = _Strings(name), _Styles(), TitleListener()
    package.stream("xl/sharedStrings.xml", strings)
    package.stream("xl/styles.xml", styles)
    package.stream("docProps/core.xml", core)
    notes, sheets, without = Notes(), [], 0
    for title, state, relation in book.sheets:
        target = relations.targets.get(relation, "")
        sheet = Sheet(title, hidden=state in {"hidden", "veryHidden"})
        cells = _Cells(sheet, strings.texts, styles, book.from_1904, name)
        path = target if target.startswith("/") else f"xl/{target}"
        if target and package.stream(path, cells):
            sheets.append(sheet)
            without += cells.without_value
    for text in strings.struck[:_MOST_STRUCK]:
        notes.add(f"words struck out are left out of '{clean(text)[:_LONGEST_QUOTED]}'")
    more = len(strings.struck) - _MOST_STRUCK
    notes.count(max(0, more), "more cell", "with words struck out: those are left out")
    _remark(package, notes, without)
    return document_of_sheets(data, name, sheets, notes, {"title": file_title(core.title)})


def _remark(package: Package, notes: Notes, without_value: int) -> None:
    """Say what of a workbook isn't read."""
    notes.count(
        without_value,
        "formula",
        "without a saved value: open it in a spreadsheet, save it, and import it again",
    )
    counter = _Counter({"comment", "threadedComment"})
    for path in (*package.paths("xl/comments"), *package.paths("xl/threadedcomments/")):
        package.stream(path, counter)
    notes.count(counter.number, "comment", "on cells: not read")
    boxes = _Counter({"txBody"})
    for path in package.paths("xl/drawings/drawing"):
        package.stream(path, boxes)
    notes.count(boxes.number, "text box", "over the cells: not read")
    if package.paths("xl/externallinks/externallink"):
        notes.add("it takes values from other files: those that were saved last are read")
    if package.paths("xl/vbaproject.bin"):
        notes.add("it has macros: they are not run")


class _Counter(Listener):
    """Counts elements of some names."""

    def __init__(self, names: set[str]) -> None:
        self.names, self.number = names, 0

    def start(self, name: str, _attributes: dict[str, str], /) -> None:
        """Count one."""
        self.number += name in self.names


class _Workbook(Listener):
    """The sheets in their order, each with its state and relation."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Keep a sheet, or where dates begin."""
        if name == "sheet":
            state = attributes.get("state", "")
            self.sheets.append((attributes.get("name", ""), state, attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


class _Relations(Listener):
    """The paths of sheets by their relation."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Keep the path of a sheet; a chart has none."""
        kind = attributes.get("Type", "")
        is_inside = attributes.get("TargetMode") != "External"
        if name == "Relationship" and kind.endswith("/worksheet") and is_inside:
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Strings(Listener):
    """The texts that cells share."""

    def __init__(self, file: str) -> None:
        self.texts: list[str] = []
        self.struck: list[str] = []
        self._file, self._parts, self._reads = file, list[str](), False
        self._beside = 0
        self._run_is_struck, self._rest = False, list[str]()

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a text, or how it is pronounced, which is none of it."""
        self._beside += name == "rPh"
        self._reads = name == "t" and not self._beside
        if name == "strike":
            self._run_is_struck = attributes.get("val", "1") in {"1", "true"}
        elif name == "r":
            self._run_is_struck = False

    def end(self, name: str, /) -> None:
        """Keep a text; where some of its words are struck out, without them."""
        self._reads = False
        self._beside -= name == "rPh"
        if name == "si":
            rest = "".join(self._rest).strip()
            if rest and len(self._rest) < len(self._parts):
                self.struck.append("".join(self._parts))
            self.texts.append("".join(self._parts if not rest else self._rest))
            self._parts, self._rest, self._run_is_struck = [], [], False
            if len(self.texts) > _MOST_STRINGS:
                raise InputError(f"{self._file} has over {_MOST_STRINGS:,} texts", FEWER_ROWS)

    def text(self, data: str, /) -> None:
        """Add letters."""
        if self._reads:
            self._parts.append(data)
            if not self._run_is_struck:
                self._rest.append(data)


class _Styles(Listener):
    """The format of each style, as its code, and the colour of those that fill a cell."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.colours: dict[int, str] = {}
        self._own: dict[str, str] = {}
        self._fills: list[str] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Keep a format, or the style that has one."""
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "fill":
            self._fills.append("")
        elif name == "fgColor" and self._fills:
            number = attributes.get("indexed", "")
            indexed = indexed_colour(int(number)) if number.isdecimal() else ""
            self._fills[-1] = colour_name(attributes.get("rgb", "")) or indexed
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            fill = attributes.get("fillId", "0")
            place = int(fill) if fill.isdecimal() else 0
            if place < len(self._fills) and self._fills[place]:
                self.colours[len(self.codes)] = self._fills[place]
            number = attributes.get("numFmtId", "0")
            built_in = BUILT_IN.get(int(number), "") if number.isdecimal() else ""
            self.codes.append(self._own.get(number, built_in))

    def end(self, name: str, /) -> None:
        """End the styles of cells."""
        self._in_cells = self._in_cells and name != "cellXfs"


class _Cells(Listener):
    """The cells of one sheet; `without_value` counts formulas that were never worked out."""

    def __init__(
        self, sheet: Sheet, strings: list[str], styles: _Styles, from_1904: bool, file: str
    ) -> None:
        self.without_value = 0
        self._sheet, self._strings = sheet, strings
        self._codes, self._colours = styles.codes, styles.colours
        self._from_1904, self._file = from_1904, file
        self._row, self._column = 0, -1
        self._type, self._style = "n", 0
        self._value, self._has_formula, self._beside = list[str](), False, 0
        self._reads = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a row, a cell, or a piece of one."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self._sheet.hidden_rows.add(self._row)
        elif name in {"v", "t"}:
            self._reads = not self._beside
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._beside += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str, /) -> None:
        """End a cell, or a piece of one."""
        self._reads = False
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._beside -= 1

    def text(self, data: str, /) -> None:
        """Add letters of a value."""
        if self._reads:
            self._value.append(data)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        match = _CELL.fullmatch(attributes.get("r", ""))
        self._column = _column(match[1]) if match else self._column + 1
        if match:
            self._row = int(match[2])
        style = attributes.get("s", "")
        self._type = attributes.get("t", "n")
        self._style = int(style) if style.isdecimal() else 0
        self._value, self._has_formula, self._beside = [], False, 0

    def _end_cell(self) -> None:
        value = "".join(self._value)
        self.without_value += self._has_formula and not value
        if value and self._column < _LAST_COLUMN:
            self._sheet.put(self._row, self._column, self._shown(value))
            if len(self._sheet.rows) > MOST_ROWS:
                raise InputError(f"{self._file} has over {MOST_ROWS:,} rows", FEWER_ROWS)
        elif not value and self._style in self._colours:
            self._sheet.fill(self._row, self._column, self._colours[self._style])

    def _shown(self, value: str) -> str:
        if self._type == "s":
            place = int(value) if value.isdecimal() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if self._type == "b":
            return "Yes" if value == "1" else "No"
        if self._type == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        if self._type != "n":
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        code = self._codes[self._style] if self._style < len(self._codes) else ""
        return shown(number, code, self._from_1904)

    def _merge(self, area: str) -> None:
        ends = [_CELL.fullmatch(end) for end in area.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = int(ends[0][2]), int(ends[1][2])
            self._sheet.merged.append((first, last, _column(ends[0][1]), _column(ends[1][1])))


def _column(letters: str) -> int:
    """The place of a column, from 0: "A" is 0, "AA" 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1

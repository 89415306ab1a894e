"""The comments on a workbook's cells: what a lead wrote beside an answer, and not into it.

Of a thread every word is kept, and not the sentence that older programs show in its place.
"""

from __future__ import annotations

import posixpath
import re
from io import StringIO
from urllib.parse import unquote

from hmic_tracker.documents.sources.package_xml import Listener, Package
from hmic_tracker.light_typing import Final

Comments = dict[int, list[tuple[int, str]]]
"""The columns that have comments, counted from 0, with the texts, by the number of the row."""
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
_MOST_TIMES: Final = 9
"""Digits of a number of rows or cells that are alike."""


def in_xlsx(data: bytes, name: str) -> dict[str, Comments]:
    """The comments of a new workbook, by the names of its sheets; raises InputError."""
    package = Package(data, name)
    if not any("comment" in path for path in package.paths("xl/")):
        return {}
    book, relations = _Sheets(), _relations(package, "xl/workbook.xml")
    package.stream("xl/workbook.xml", book)
    paths = {title: relations.get(key, "") for title, key in book.sheets}
    return {title: _of_sheet(package, path) for title, path in paths.items() if path}


def _of_sheet(package: Package, path: str) -> Comments:
    """The comments of a sheet; a thread goes before what stands for it."""
    threads, notes = _CellTexts("threadedComment"), _CellTexts("comment")
    for target in _relations(package, path).values():
        plain = target.casefold()
        if "/threadedcomments/" in plain:
            package.stream(target, threads)
        elif posixpath.basename(plain).startswith("comment"):
            package.stream(target, notes)
    made: Comments = {}
    for cell, text in {**notes.texts(), **threads.texts()}.items():
        if (match := _CELL.fullmatch(cell)) and text:
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
            made.setdefault(int(match[2]), []).append((column - 1, text))
    return made


def _relations(package: Package, path: str) -> dict[str, str]:
    """The parts that a part names, by the keys that it uses."""
    folder, base = posixpath.split(path)
    listener = _Relations()
    package.stream(f"{folder}/_rels/{base}.rels", listener)
    return {
        key: posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        for key, target in listener.targets.items()
    }


class _Relations(Listener):
    """Keeps what a part names within its package."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Note a part."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Sheets(Listener):
    """Keeps the names of the sheets, with the keys of their parts."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Note a sheet."""
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))


class _CellTexts(Listener):
    """Keeps the texts of comments by their cells; what is said of how a word sounds is left out."""

    def __init__(self, element: str) -> None:
        self._element, self._cell, self._author = element, "", -1
        self._reads, self._beside = "", False
        self._authors: list[str] = []
        self._parts: dict[str, list[list[str]]] = {}
        self._by: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a comment, or letters of one."""
        if name == self._element:
            self._cell = attributes.get("ref", "").upper()
            self._parts.setdefault(self._cell, []).append([])
            author = attributes.get("authorId", "")
            self._by[self._cell] = int(author) if author.isdecimal() and len(author) < 6 else -1
        elif name == "author":
            self._authors.append("")
            self._reads = name
        elif name in {"t", "text"}:
            self._reads = "text"
        elif name == "rPh":
            self._beside = True

    def end(self, name: str, /) -> None:
        """End a comment, or letters of one."""
        if name == self._element:
            self._cell = ""
        elif name in {"author", "t", "text"}:
            self._reads = ""
        elif name == "rPh":
            self._beside = False

    def text(self, data: str, /) -> None:
        """Add letters."""
        if self._reads == "author":
            self._authors[-1] += data
        elif self._reads and self._cell and not self._beside:
            self._parts[self._cell][-1].append(data)

    def texts(self) -> dict[str, str]:
        """The texts by their cells, without the name that programs put before one."""
        return {cell: self._text(cell, parts) for cell, parts in self._parts.items()}

    def _text(self, cell: str, parts: list[list[str]]) -> str:
        texts = ["".join(part).strip() for part in parts]
        by = self._by.get(cell, -1)
        author = self._authors[by] if 0 <= by < len(self._authors) else ""
        if author and texts and texts[0].startswith(f"{author}:"):
            texts[0] = texts[0][len(author) + 1 :].strip()
        return "; ".join(filter(None, texts))


def in_ods(data: bytes, name: str) -> list[Comments]:
    """The comments of an OpenDocument workbook, sheet by sheet; raises InputError."""
    listener = _Annotations()
    Package(data, name).stream("content.xml", listener)
    return listener.sheets


class _Annotations(Listener):
    """Keeps the texts of annotations; a row or a cell may stand for many alike."""

    def __init__(self) -> None:
        self.sheets: list[Comments] = []
        self._row, self._rows, self._column, self._columns = 1, 0, 0, 0
        self._text: list[str] | None = None
        self._is_beside = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a sheet, a row, a cell, or an annotation of one."""
        if name == "table":
            self.sheets.append({})
            self._row, self._rows = 1, 0
        elif name == "table-row":
            self._row, self._column, self._columns = self._row + self._rows, 0, 0
            self._rows = _times(attributes, "number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            self._column += self._columns
            self._columns = _times(attributes, "number-columns-repeated")
        elif name == "annotation":
            self._text = []
        elif name in {"creator", "date"}:
            self._is_beside = True
        elif name in {"p", "line-break", "s", "tab"} and self._text:
            self._text.append(" ")

    def end(self, name: str, /) -> None:
        """End an annotation."""
        if name in {"creator", "date"}:
            self._is_beside = False
        elif name == "annotation" and self._text is not None:
            if self.sheets and (text := " ".join("".join(self._text).split())):
                self.sheets[-1].setdefault(self._row, []).append((self._column, text))
            self._text = None

    def text(self, data: str, /) -> None:
        """Add letters of an annotation."""
        if self._text is not None and not self._is_beside:
            self._text.append(data)


def _times(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < _MOST_TIMES and int(text) else 1


def in_xls(data: bytes) -> dict[str, Comments]:
    """The comments of an old workbook, by the names of its sheets."""
    import xlrd

    made: dict[str, Comments] = {}
    book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), formatting_info=True)
    for sheet in book.sheets():
        for (row, column), note in sorted(sheet.cell_note_map.items()):
            text, author = str(note.text or "").strip(), str(note.author or "")
            text = text.removeprefix(f"{author}:").strip() if author else text
            if text:
                made.setdefault(str(sheet.name), {}).setdefault(row + 1, []).append((column, text))
    return made

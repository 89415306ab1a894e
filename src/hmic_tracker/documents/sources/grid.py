"""Sheets of cells as blocks: rows, and above each table what is written over it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.blocks import NOWHERE, Block, Document, Place
from hmic_tracker.documents.sources.cell_colours import RAG_HEAD
from hmic_tracker.documents.sources.package_xml import FEWER_ROWS
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

MOST_ROWS: Final = 20_000
"""Rows with something in them; a register of so many is none that a person keeps."""
MOST_COLUMNS: Final = 256
LONGEST_CELL: Final = 32_767
"""Letters that a spreadsheet's cell can hold."""
HIDDEN: Final = "hidden sheet"
"""Why rows of a hidden sheet are none of the content."""
_COLOURED: Final = 64
"""Columns that may hold a colour alone."""
_REPEATED: Final = 1000
"""Letters of a merged cell; a longer text stands in its first place only."""
_ERROR: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WRONG: Final = re.compile("[\u00c2\u00c3\u00e2\u00f0][^\x00-\x7f]{1,3}")
"""Letters of UTF-8 that were taken for Windows-1252 and saved so: "â€™" for "’"."""

Area = tuple[int, int, int, int]
"""The first and last row, and the first and last column, of merged cells."""


@dataclass(slots=True)
class Sheet:
    """A sheet being read: `rows` has by number the texts of its cells by column, from 0.

    `merged` are areas that show their first cell's text all over. `hidden_rows` are taken like the
    others: a filter hides rows that are still meant. `colours` has by row and column the fills of
    cells without a text.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    colours: dict[int, dict[int, str]] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell; one of which nothing can be seen stays empty."""
        if text and not text.isspace():
            self.rows.setdefault(row, {})[column] = text

    def fill(self, row: int, column: int, colour: str) -> None:
        """Keep the colour of a cell without a text, but for those of whole sheets painted."""
        if column < _COLOURED and len(self.colours) < MOST_ROWS:
            self.colours.setdefault(row, {})[column] = colour

    def spread(self) -> None:
        """Give merged cells their text in each place, in rows that have anything."""
        for first, last, left, right in self.merged:
            text = self.rows.get(first, {}).get(left, "")
            if not text or len(text) > _REPEATED:
                continue
            for row in [n for n in self.rows if first <= n <= last]:
                for column in range(left, min(right, MOST_COLUMNS - 1) + 1):
                    self.rows[row].setdefault(column, text)


@dataclass(slots=True)
class Notes:
    """What a person should know of a reading: with the place it is about."""

    remarks: list[tuple[Place, str]] = field(default_factory=list)

    def add(self, text: str, place: Place = NOWHERE) -> None:
        """Add a remark."""
        self.remarks.append((place, text))

    def count(self, number: int, what: str, rest: str) -> None:
        """Add a remark on so many of something, where there are any."""
        if number:
            self.add(f"{plural(number, what)} {rest}")


def document_of_sheets(
    data: bytes,
    name: str,
    sheets: Sequence[Sheet],
    notes: Notes,
    properties: Mapping[str, str],
) -> Document:
    """Return the document of a workbook's sheets. Raises InputError where they hold nothing."""
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise InputError(f"{name} has over {MOST_ROWS:,} rows", FEWER_ROWS)
    for sheet in sheets:
        sheet.spread()
        _name_colours(sheet, notes)
        _tidy(sheet, notes)
    full = [sheet for sheet in sheets if sheet.rows]
    if not full:
        raise InputError(f"{name} has no text in any cell", "check that it is the right file")
    shown = [sheet for sheet in full if not sheet.hidden]
    blocks: list[Block] = []
    for sheet in full:
        where = sheet.name if len(sheets) > 1 or sheet.name else ""
        if len(full) > 1 and not sheet.hidden and len(shown) > 1:
            blocks.append(Block("heading", clean(sheet.name), Place(0, 0, where), level=1))
        blocks += _blocks(sheet, where)
        _remark_hidden_rows(sheet, notes)
    text = "\n".join(block.text for block in blocks)
    digest = hashlib.sha256(data).hexdigest()
    kept = tuple((key, value) for key, value in properties.items() if value)
    return Document(name, tuple(blocks), text, digest, len(data), kept, tuple(notes.remarks), True)


def _remark_hidden_rows(sheet: Sheet, notes: Notes) -> None:
    number = 0 if sheet.hidden else len(sheet.hidden_rows & sheet.rows.keys())
    where = f" of sheet {sheet.name}" if sheet.name else ""
    notes.count(number, "row", f"{where.strip()} hidden by a filter or by hand; read all the same")


def _tidy(sheet: Sheet, notes: Notes) -> None:
    """Clean every cell, and cut what no cell can hold; what is left out is remarked."""
    wide, mended = 0, 0
    for number, cells in list(sheet.rows.items()):
        tidied: dict[int, str] = {}
        for column, text in sorted(cells.items()):
            if column >= MOST_COLUMNS:
                wide += 1
                continue
            plain = clean(_decoded(text))
            if len(plain) > LONGEST_CELL:
                place = Place(number, 0, sheet.name)
                notes.add(
                    f"a cell of {len(plain):,} letters: the first {LONGEST_CELL:,} are read", place
                )
                plain = clean(plain[:LONGEST_CELL])
            right = with_letters_mended(plain)
            mended += right != plain
            if right:
                tidied[column] = right
        if tidied:
            sheet.rows[number] = tidied
        else:
            del sheet.rows[number]
    _remark_errors(sheet, notes)
    notes.count(wide, "cell", f"right of column {MOST_COLUMNS}: not read")
    notes.count(mended, "cell", "with letters saved in a wrong encoding (â€™ for ’): mended")


def _name_colours(sheet: Sheet, notes: Notes) -> None:
    """Give cells that are a colour alone its name, below a head that speaks of RAG or status."""
    if not sheet.colours:
        return
    columns = {column for cells in sheet.colours.values() for column in cells}
    taken: dict[str, list[int]] = {}
    heads: set[int] = set()
    for number in sorted(sheet.rows):
        cells, colours = sheet.rows[number], sheet.colours.get(number, {})
        heads |= {n for n in columns if len(cells) > 2 and RAG_HEAD.fullmatch(cells.get(n, ""))}
        for column in heads & colours.keys() - cells.keys():
            if len(cells) > 1:
                cells[column] = colours[column]
                taken.setdefault(colours[column], []).append(number)
    for name, rows in taken.items():
        what = plural(len(rows), "cell")
        notes.add(
            f"{what} filled with a colour and without a word: taken as {name}",
            Place(rows[0], 0, sheet.name),
        )


def _remark_errors(sheet: Sheet, notes: Notes) -> None:
    """Name the cells whose formulas failed: what they would say is not known."""
    if sheet.hidden:
        return
    places: dict[str, list[int]] = {}
    for number, cells in sheet.rows.items():
        for text in cells.values():
            if text[0] in "#E" and _ERROR.fullmatch(text):
                places.setdefault(text, []).append(number)
    for error, rows in places.items():
        what = plural(len(rows), "cell")
        notes.add(f"{what} with the error {error}: not read", Place(rows[0], 0, sheet.name))


def _decoded(text: str) -> str:
    """The text with what Excel writes for signs that XML can't have: "_x000D_" ends a line."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def with_letters_mended(text: str) -> str:
    """Return a text with letters of UTF-8 that were read as Windows-1252 set right."""
    if text.isascii():
        return text
    return _WRONG.sub(lambda match: _mended(match[0]), text)


def _mended(letters: str) -> str:
    for end in range(len(letters), 1, -1):
        part = letters[:end]
        try:
            data = b"".join(_byte(letter) for letter in part)
            right = data.decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            continue
        if len(right) == 1:
            return right + with_letters_mended(letters[end:])
    return letters


def _byte(letter: str) -> bytes:
    """The byte that a letter was made of; five have no letter in Windows-1252."""
    return bytes([ord(letter)]) if letter in "\x81\x8d\x8f\x90\x9d" else letter.encode("cp1252")


def _blocks(sheet: Sheet, where: str) -> Iterator[Block]:
    """Yield a sheet's rows; those above its first table are lines of text."""
    used = sorted({column for cells in sheet.rows.values() for column in cells})
    numbers = sorted(sheet.rows)
    begins = _first_row_of_table(sheet, numbers)
    above = 0
    for number in numbers:
        by_column = sheet.rows[number]
        place, gap = Place(number, 0, where), number != above + 1
        above = number
        cells = tuple(by_column.get(column, "") for column in used)
        text = "\t".join(filter(None, cells))
        if sheet.hidden:
            yield Block("row", text, place, cells=cells, gap=gap, reason=HIDDEN)
        elif number < begins:
            role = "heading" if number == numbers[0] else "paragraph"
            once = " ".join(dict.fromkeys(filter(None, cells)))
            yield Block(role, once, place, 1 if role == "heading" else 0)  # type: ignore[arg-type]
        else:
            yield Block("row", text, place, cells=cells, gap=gap)


def _first_row_of_table(sheet: Sheet, numbers: Sequence[int]) -> int:
    """Return the first row with three cells, or two where no row has more: a table's."""
    sizes = {n: len(set(sheet.rows[n].values())) for n in numbers}
    widest = max(sizes.values())
    if widest < 2:
        return numbers[-1] + 1
    least = min(3, widest)
    return next(n for n in numbers if sizes[n] >= least)

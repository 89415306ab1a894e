"""What a source makes of a document: blocks with their places, the same whatever the file was."""

from __future__ import annotations

from hmic_tracker.light_typing import Final, Literal, NamedTuple

Role = Literal["heading", "paragraph", "bullet", "row", "furniture"]
"""What a block is. Furniture is what surely isn't content: menus, page heads, hidden text."""


class Place(NamedTuple):
    """Where something stands: its line from 1, on a page or a sheet where the file has them.

    Sources without lines (HTML, DOCX) count their blocks. A page of a sheet is the column of a
    table with an item in each, from 1.
    """

    line: int = 0
    page: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        """Return it in words: "line 98", "page 12, line 3", "sheet Actions, row 7"."""
        if self.sheet and self.page:
            return f"sheet {self.sheet}, column {_letters(self.page)}"
        if self.sheet:
            return f"sheet {self.sheet}, row {self.line}"
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"


def _letters(column: int) -> str:
    """The letters of a sheet's column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


class Line(NamedTuple):
    """A printed line of a text file or a PDF page, before lines are joined to blocks.

    `indent` is in letters from the left edge of the text; `gap` is whether there is empty space
    above it; `size` of the letters (0 unknown) in points; `strong` is whether it is bold as a
    whole. `furniture` says why the source knows that it is none of the content ("page head").
    """

    text: str
    place: Place
    indent: int = 0
    gap: bool = False
    size: float = 0
    strong: bool = False
    furniture: str = ""


class Block(NamedTuple):
    """A heading, paragraph, bullet or table row: one line of text, runs of space as one.

    `text` is without the bullet or number that the block begins with, which is its `marker` as
    printed ("•", "3.", "(a)"); `level` of a heading is 1 to 6, 0 unknown, and a bullet's depth
    from 1. A row's `cells` are its columns, "" where a cell is empty, and its `text` joins those
    that aren't with tabs; `head` rows name the columns. A cell that spans rows or columns stands
    in each. `gap` is whether there is empty space above. `reason` says why it is furniture.
    """

    role: Role
    text: str
    place: Place
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    head: bool = False
    strong: bool = False
    gap: bool = True
    reason: str = ""

    @property
    def printed(self) -> str:
        """The text with its marker, as printed."""
        return f"{self.marker} {self.text}" if self.marker else self.text


class Document(NamedTuple):
    """A document read from its source.

    `name` is the file's ("report.pdf", "the paste"); `text` is all of its text, for keeping and
    comparing; `properties` are pairs of what the file itself says that a title page also gives:
    "title", "body", "published" (an ISO day); `remarks` are what a person should know of
    the reading ("byte 1204 is no UTF-8 and left out"). `is_table` is whether the file is nothing
    but tables: a workbook, a CSV file.
    """

    name: str
    blocks: tuple[Block, ...]
    text: str
    sha256: str
    size: int
    properties: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[Place, str], ...] = ()
    is_table: bool = False


NOWHERE: Final = Place()

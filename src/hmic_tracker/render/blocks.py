"""The blocks a page is made of: what is to be seen, not how.

Views make them, `plain` and `terminal` draw them. Texts are data as they came in: the drawers make
them safe (`visible`) and wrap them, and never cut one.
"""

from typing import Literal, NamedTuple

Style = Literal["", "red", "amber", "green", "blue", "grey", "dim", "bold"]
Align = Literal["left", "right"]


class Cell(NamedTuple):
    """A field of a row; the style repeats what the text says, it never says it alone."""

    text: str
    style: Style = ""


class Column(NamedTuple):
    """A column of a table.

    `head` may hold newlines; heads stand on the bottom line. `group` is a head over neighbouring
    columns of the same group, on the line above: "Completed" over "Recs" and "AFIs".
    """

    key: str
    head: str
    align: Align = "left"
    group: str = ""


class Row(NamedTuple):
    """A row of a table, with as many cells as the table has columns.

    `detail` is a longer text of the row, such as an item's title, under it or beside it. `indent`
    moves the first cell right by two columns a step. `strong` is for totals.
    """

    cells: tuple[Cell, ...]
    detail: str = ""
    indent: int = 0
    strong: bool = False


class Table(NamedTuple):
    """Rows under heads; `detail_head` names the rows' details where they get a head."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    detail_head: str = ""


class Heading(NamedTuple):
    """The head of a page or of a part of it."""

    text: str


class Line(NamedTuple):
    """A line of text, wrapped under its own start; `indent` in columns."""

    text: str
    style: Style = ""
    indent: int = 0


class Pairs(NamedTuple):
    """Labels with their texts, in order; `columns=2` puts two on a line where both fit."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1


class Note(NamedTuple):
    """A footnote, its text wrapped under itself to the right of the mark."""

    mark: str
    text: str


class Prose(NamedTuple):
    """A long text with its own line breaks, which are kept; `indent` in columns."""

    text: str
    indent: int = 2


class Bar(NamedTuple):
    """Counts that add up, each as (count, style, word), with a text after them."""

    label: str
    parts: tuple[tuple[int, Style, str], ...]
    text: str = ""


class Bars(NamedTuple):
    """Bars drawn to one scale: the count that fills the width, 0 for the largest bar's."""

    bars: tuple[Bar, ...]
    head: str = ""
    scale: int = 0


class Gap(NamedTuple):
    """An empty line."""


Block = Table | Heading | Line | Pairs | Note | Prose | Bars | Gap
Page = tuple[Block, ...]

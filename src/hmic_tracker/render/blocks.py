"""The blocks a page is made of: what is to be seen, not how.

Views make them, `plain` and `terminal` draw them. Texts are data as they came in: the drawers make
them safe (`visible`) and wrap them, and never cut one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["", "red", "amber", "green", "blue", "grey", "dim", "bold"]
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a row; the style repeats what the text says, it never says it alone."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `head` may hold newlines; heads stand on the bottom line. `group` is a head over neighbouring
    columns of the same group, on the line above: "Completed" over "Recs" and "AFIs".
    """

    key: str
    head: str
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with as many cells as the table has columns.

    `detail` is a longer text of the row, such as an item's title, under it or beside it. `indent`
    moves the first cell right by two columns a step. `strong` is for totals.
    """

    cells: tuple[Cell, ...]
    detail: str = ""
    indent: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; `detail_head` names the rows' details where they get a head."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    detail_head: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a page or of a part of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, wrapped under its own start; `indent` in columns."""

    text: str
    style: Style = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their texts, in order; `columns=2` puts two on a line where both fit."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, its text wrapped under itself to the right of the mark."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A long text with its own line breaks, which are kept; `indent` in columns."""

    text: str
    indent: int = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """Counts that add up, each as (count, style, word), with a text after them."""

    label: str
    parts: tuple[tuple[int, Style, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars drawn to one scale: the count that fills the width, 0 for the largest bar's."""

    bars: tuple[Bar, ...]
    head: str = ""
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


Block = Table | Heading | Line | Pairs | Note | Prose | Bars | Gap
Page = tuple[Block, ...]

"""How wide texts and columns are in Word, in millimetres, so that ids and numbers stay on a line.

Word and LibreOffice lay fixed columns out as they are given. Arial is measured by its own widths,
which Helvetica and Liberation Sans share; other scripts by what they take at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from hmic_tracker.render import nodes, text_layout
from hmic_tracker.render.docx_text import kept_together
from hmic_tracker.render.escaping import visible

POINTS: Final = 10
"""The size of the text in tables."""
MARGIN: Final = 1.5
"""What is left free on either side of what is in a cell."""
INDENT: Final = 4
_EM: Final = POINTS * 25.4 / 72
_BOLD: Final = 1.09  # bold Arial is so much wider, at the most
_SPARE: Final = 0.6  # a rounding here, and another there
_LONGEST_WORD: Final = 40.0  # what is longer may be broken
_LONGEST_KEPT: Final = 60.0  # in a column that doesn't wrap
_WIDE: Final = 1000
_WIDTHS: Final = {
    character: width
    for width, characters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft\u00a0",
        333: "()-`r\u2010\u2011",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jckvxyzs",
        556: "#$0123456789?_abdeghnopqu\u2013Lé",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "—…",
        1015: "@",
    }.items()
    for character in characters
}


class _Texts(NamedTuple):
    """A column's widest text, and what of it can't be broken."""

    natural: float
    least: float


@cache
def width_of(text: str, bold: bool = False) -> float:
    """The width of a text on one line."""
    units = sum(_WIDTHS.get(one) or _other(one) for one in text)
    return units / 1000 * _EM * (_BOLD if bold else 1)


def _other(character: str) -> int:
    cells = text_layout.width_of(character)
    return _WIDE * 8 // 10 if cells == 1 else _WIDE * (cells > 0)


def column_widths(table: nodes.Table, room: float) -> list[float]:
    """How wide each column is, its margins included; together they fill the room.

    Each is as wide as the longest of what stays on a line in it. What is left goes to the column
    that would have most lines, and where nothing wraps to the columns of texts.
    """
    room -= 2 * MARGIN * len(table.columns)
    texts = [_measured(table, place) for place in range(len(table.columns))]
    widths = [one.least for one in texts]
    if sum(widths) > room:
        return _scaled(widths, room)
    rest = room - sum(widths)
    while rest > 0:
        step = min(1.0, rest)
        lines = [one.natural / width for one, width in zip(texts, widths, strict=True)]
        most = max(lines)
        if most <= 1:
            break
        widths[lines.index(most)] += step
        rest -= step
    if rest > 0:
        shares = [1 if column.align == "right" else 3 for column in table.columns]
        widths = [
            width + rest * share / sum(shares) for width, share in zip(widths, shares, strict=True)
        ]
    return [width + 2 * MARGIN for width in widths]


def _scaled(widths: Sequence[float], room: float) -> list[float]:
    """More than there is room for: each has its share, and words are broken."""
    return [max(room, 1) * width / sum(widths) + 2 * MARGIN for width in widths]


def _measured(table: nodes.Table, place: int) -> _Texts:
    column = table.columns[place]
    bodies = [
        (kept_together(visible(row.cells[place].text)), row.strong, 0 if place else row.indent)
        for row in table.rows
    ]
    head = [(word, True, 0) for word in head_of(column).split(" ")]
    longest = _LONGEST_KEPT if column.wrap == "never" else _LONGEST_WORD
    natural = max((_width(*one) for one in chain(bodies, head)), default=0)
    words = ((word, bold, indent) for text, bold, indent in bodies for word in text.split(" "))
    least = max((min(_width(*one), longest) for one in chain(words, head)), default=0)
    if column.wrap == "never" or column.align == "right":
        least = max(least, min(natural, longest))
    return _Texts(natural + _SPARE, least + _SPARE)


def _width(text: str, bold: bool, indent: int) -> float:
    return width_of(text, bold) + INDENT * indent


def head_of(column: nodes.Column) -> str:
    """The head of a column in one line, that of its group before it."""
    head = " ".join(visible(column.head, newlines=True).split("\n"))
    return " ".join(filter(None, (visible(column.group), head)))


def height_of(table: nodes.Table, widths: Sequence[float]) -> float:
    """About how high the rows of a table are together."""
    lines = 0
    for row in table.rows:
        cells = zip(row.cells, widths, strict=True)
        rooms = ((visible(cell.text), max(width - 2 * MARGIN, 1)) for cell, width in cells)
        lines += max(1, *(-int(-width_of(text, row.strong) // room) for text, room in rooms))
    return lines * _EM * 1.2 + len(table.rows)

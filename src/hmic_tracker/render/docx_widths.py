"""How wide texts and columns are in Word, in millimetres, so that ids and numbers stay on a line.

Word and LibreOffice lay fixed columns out as they are given. Arial is measured by its own widths,
which Helvetica and Liberation Sans share; other scripts by what they take at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from hmic_tracker.light_typing import Final, NamedTuple
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
_WEIGHTS: Final = (2.0, 1.7, 1.4, 1.2, 1.0, 0.8)
"""So many fewer lines a title may have than other texts: what makes the table shortest is taken."""
_ROWS_TRIED: Final = 200
_RAGGED: Final = 1.08  # lines end before a word that doesn't fit
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
    """A column's widest text, what of it can't be broken, and whether it is of titles."""

    natural: float
    least: float
    is_title: bool


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

    Each is as wide as the longest of what stays on a line in it. What is left goes to the texts
    that would have most lines, titles before others as far as that makes the rows no higher, and
    where nothing wraps to all columns of texts.
    """
    room -= 2 * MARGIN * len(table.columns)
    texts = [_measured(table, place) for place in range(len(table.columns))]
    least = [one.least for one in texts]
    rest = room - sum(least)
    if rest < 0:  # each has its share, and words are broken
        widths = [max(room, 1) * width / sum(least) for width in least]
    elif sum(one.natural for one in texts) <= room:
        spare = room - sum(one.natural for one in texts)
        shares = [1 if column.align == "right" else 3 for column in table.columns]
        widths = [
            one.natural + spare * share / sum(shares)
            for one, share in zip(texts, shares, strict=True)
        ]
    else:
        step = max(1, len(table.rows) // _ROWS_TRIED)
        sample = table._replace(rows=table.rows[::step])
        widths = min(_tried(texts, rest), key=lambda widths: _lines(sample, widths))
    return [width + 2 * MARGIN for width in widths]


def _tried(texts: Sequence[_Texts], rest: float) -> Iterator[list[float]]:
    """Widths to choose from: all texts wrap, or those of one column stay on a line."""
    yield from (_shared(texts, rest, weight) for weight in _WEIGHTS)
    for place, one in enumerate(texts):
        more = one.natural - one.least
        if not one.is_title and 0 < more <= rest:
            kept = [*texts[:place], one._replace(least=one.natural), *texts[place + 1 :]]
            yield from (_shared(kept, rest - more, weight) for weight in _WEIGHTS)


def _shared(texts: Sequence[_Texts], rest: float, weight: float) -> list[float]:
    """The widths after what is left went millimetre by millimetre to the texts with most lines."""
    widths = [one.least for one in texts]
    while rest > 0:
        lines = [
            one.natural / width * (weight if one.is_title else 1) if width < one.natural else 0
            for one, width in zip(texts, widths, strict=True)
        ]
        step = min(1.0, rest)
        widths[lines.index(max(lines))] += step
        rest -= step
    return widths


def _lines(table: nodes.Table, widths: Sequence[float]) -> int:
    """About how many lines the rows of a table have together, in columns of so much text."""
    lines = 0
    for row in table.rows:
        cells = zip(row.cells, widths, strict=True)
        rooms = ((visible(cell.text), max(width, 1.0)) for cell, width in cells)
        lines += max(1, *(_lines_of(width_of(text, row.strong), width) for text, width in rooms))
    return lines


def _lines_of(natural: float, width: float) -> int:
    return 1 if natural <= width else -int(-natural * _RAGGED // width)


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
    return _Texts(natural + _SPARE, least + _SPARE, column.wrap == "long")


def _width(text: str, bold: bool, indent: int) -> float:
    return width_of(text, bold) + INDENT * indent


def head_of(column: nodes.Column) -> str:
    """The head of a column in one line, that of its group before it."""
    head = " ".join(visible(column.head, newlines=True).split("\n"))
    return " ".join(filter(None, (visible(column.group), head)))


def height_of(table: nodes.Table, widths: Sequence[float]) -> float:
    """About how high the rows of a table are together."""
    lines = _lines(table, [width - 2 * MARGIN for width in widths])
    return lines * _EM * 1.2 + len(table.rows)

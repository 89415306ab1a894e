"""How wide text is on a terminal, how it wraps, which columns a table gets and how wide they are.

Widths are in terminal cells: most letters take one, Chinese, Japanese, Korean and emoji two,
combining characters none. All texts here have been through `visible`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from hmic_tracker.light_typing import Final, NamedTuple
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.nodes import Align, Column, Table, with_detail_column, without_column

GAP: Final = 2
"""Spaces between two columns."""

_NARROW: Final = frozenset(
    map(
        chr,
        chain(
            range(0x20, 0x7F),
            range(0xA0, 0xAD),
            range(0xAE, 0x300),  # Latin
            range(0x370, 0x378),
            range(0x384, 0x483),  # Greek, Cyrillic
            range(0x2010, 0x2028),
            range(0x2030, 0x205F),  # dashes, quotes, ellipsis: in nearly every title
            range(0x2190, 0x2200),  # arrows, in every history
            range(0x2500, 0x25FD),  # what bars and rules are drawn with
        ),
    )
)
_KEPT_WHOLE: Final = 10  # a day (13 Mar 2009) may break where all else has given way
_LONGEST_WORD: Final = 16  # a longer word may be broken in a column
_LONGEST_FIRST: Final = 24  # but ids stand in the first
_SEAMS: Final = "-/\\_"
_BESIDE_FROM: Final = 100
_ROOM: Final = 30
_ROOM_ON_TWO_LINES: Final = 40
"""So wide is a column in which a title, of 60 letters, takes two lines."""


def narrow(text: str) -> bool:
    """Whether every character takes one cell, so that len() is the width."""
    return text.isascii() or _NARROW.issuperset(text)


def width_of(text: str) -> int:
    """The cells a text takes on a terminal."""
    return len(text) if narrow(text) else _measure()(text)


@cache
def _measure() -> Callable[[str], int]:
    # Costs some 6 ms, so not before a text needs it.
    from rich.cells import cell_len

    return cell_len


def pad(text: str, width: int, align: Align = "left") -> str:
    """The text filled up with spaces to a width; a wider one stays as it is."""
    if text.isascii():  # nearly every text, of 100,000 rows
        return text.ljust(width) if align == "left" else text.rjust(width)
    fill = " " * (width - width_of(text))
    return text + fill if align == "left" else fill + text


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces, never empty.

    Only the spaces at a break go. Spaces inside a line and before the first word stay; no-break
    spaces don't break. A word wider than the width is broken between characters, which keep their
    combining marks and joiners. A wide character alone exceeds a width of 1.
    """
    text = text.rstrip(" ")
    if width_of(text) <= width:
        return [text]
    measure = len if narrow(text) else width_of
    lines: list[str] = []
    line = ""
    used = gap = 0
    for word in text.split(" "):
        # `gap` counts the spaces before the word: an empty word is one space more.
        if not word:
            gap += 1
            continue
        size = measure(word)
        if used + gap + size <= width:
            line += " " * gap + word
            used += gap + size
        else:
            # A word that is broken anyway begins in what is left of the line.
            if size <= width or width - used - gap < 2:
                if line:
                    lines.append(line)
                line, used, gap = "", 0, 0
            *full, last = _broken(word, width - used - gap, width) if size > width else [word]
            if full:
                lines += [line + " " * gap + full[0], *full[1:]]
                line = ""
            line += last
            used = measure(line)
        gap = 1
    return [*lines, line]


def _broken(word: str, first: int, width: int) -> list[str]:
    """A word in pieces, the first of at most `first` cells, the others of at most `width`.

    An id of several words, or a path, is broken at one of its seams.
    """
    pieces: list[str] = []
    if narrow(word):
        at, room = 0, first
        while len(word) - at > room:
            end = at + room
            seam = max(word.rfind(sign, at + room // 2, end) for sign in _SEAMS)
            pieces.append(word[at : seam + 1 or end])
            at, room = at + len(pieces[-1]), width
        return [*pieces, word[at:]]
    piece: list[str] = []
    room = first
    for cluster in _clusters(word):
        # Rich before 15 counts every emoji of a joined sequence; such a one may have to part.
        for part in (cluster,) if width_of(cluster) <= width else cluster:
            cells = width_of(part)
            if cells > room and piece:
                pieces.append("".join(piece))
                piece, room = [], width
            piece.append(part)
            room -= cells
    pieces.append("".join(piece))
    return pieces


def _clusters(word: str) -> Iterable[str]:
    """Characters with the marks on them; the joins are those Rich measures by."""
    starts = []
    joined = False
    for at, char in enumerate(word):
        if not at or not (joined or char in "\u200d\ufe0f" or width_of(char) == 0):
            starts.append(at)
        joined = char == "\u200d" and not joined
    return (word[a:b] for a, b in zip(starts, (*starts[1:], None), strict=True))


def cell_lines(text: str, width: int) -> list[str]:
    """The text of a cell in lines, its indent before each of them."""
    if len(text) <= width and text.isascii():
        return [text]
    inner = text.lstrip(" ")
    indent = text[: len(text) - len(inner)]
    return [indent + line for line in wrap(inner, max(width - len(indent), 1))]


def column_texts(table: Table) -> list[list[str]]:
    """The visible texts of a table column by column, the first column indented.

    Raises ValueError if a row has more or fewer cells than the table has columns.
    """
    if any(len(row.cells) != len(table.columns) for row in table.rows):
        raise ValueError("a row needs one cell for each column")
    cells = zip(*[row.cells for row in table.rows], strict=True)
    columns = []
    for column in cells if table.rows else [()] * len(table.columns):
        texts = [text for text, _ in column]
        if not "".join(texts).isprintable():
            texts = [visible(text) for text in texts]
        columns.append(texts)
    if columns and any(row.indent for row in table.rows):
        rows = zip(table.rows, columns[0], strict=True)
        columns[0] = ["  " * row.indent + text for row, text in rows]
    return columns


def heads_of(table: Table) -> list[list[str]]:
    """The lines of each column's head as it was given."""
    return [visible(column.head, newlines=True).split("\n") for column in table.columns]


def spans_of(table: Table) -> list[tuple[str, int, int]]:
    """The heads over several columns, each with the first column and the one after the last."""
    spans: list[tuple[str, int, int]] = []
    for place, column in enumerate(table.columns):
        if spans and spans[-1][0] == column.group:
            spans[-1] = (column.group, spans[-1][1], place + 1)
        else:
            spans.append((column.group, place, place + 1))
    return [(visible(group), first, end) for group, first, end in spans if group]


class Fitted(NamedTuple):
    """A table as a page is wide enough for, its texts by columns, and what to add below it."""

    table: Table
    texts: list[list[str]]
    below: str = ""


def fitted(table: Table, width: int, screen: bool = False) -> Fitted:
    """The table as it is drawn at a width.

    Details that have a place stand there where each row then takes one line, or from 100 columns
    on two; else under them. Columns are left out that don't fit above the details, as
    far as they are spare. On a screen other details too stand beside their rows, from 100 columns
    on. Raises ValueError as `column_texts` does.
    """
    texts = column_texts(table)
    if (place := table.detail_place) is None:
        return _with_last(table, texts, width) if screen else Fitted(table, texts)
    details = [visible(row.detail) for row in table.rows]
    words = (max(map(_longest_word, head)) for head in heads_of(table))
    needed = list(map(max, map(widest, texts), words))
    title = widest([*details, table.detail_head]) if any(details) else 0
    if width >= _BESIDE_FROM:
        title = min(title, _ROOM_ON_TWO_LINES)
    for kept in _choices(table.columns):
        room = width - sum(needed[column] + GAP for column in kept) + GAP
        cells, below = [texts[column] for column in kept], _below(table, kept)
        if title and room >= title + GAP:
            at = sum(column < place for column in kept)
            whole = with_detail_column(_only(table, kept)._replace(detail_place=at))
            return Fitted(whole, [*cells[:at], details, *cells[at:]], below)
        if room >= 0:
            return Fitted(_only(table, kept), cells, below)
    return Fitted(table, texts)


def _choices(columns: Sequence[Column]) -> Iterator[Sequence[int]]:
    """Which columns there may be, by their places: all, then without ever more useful spare ones.

    Where one has to go, those of less use stay as far as there is room for them.
    """
    every = range(len(columns))
    yield every
    spare = sorted((n for n in every if columns[n].spare), key=lambda n: columns[n].spare)
    for number, last in enumerate(spare):
        for more in range(number + 1):
            gone = {last, *spare[:more]}
            yield [place for place in every if place not in gone]


def _only(table: Table, kept: Sequence[int]) -> Table:
    for place in reversed(range(len(table.columns))):
        if place not in kept:
            table = without_column(table, place)
    return table


def _below(table: Table, kept: Sequence[int]) -> str:
    """Which columns were left out, in their order."""
    gone = [one.head for place, one in enumerate(table.columns) if place not in kept]
    return f"{table.spare_note}: {', '.join(gone)}" if gone else ""


def _with_last(table: Table, texts: list[list[str]], width: int) -> Fitted:
    """The table with a last column of details where that leaves room for them; else as it is."""
    whole = with_detail_column(table) if width >= _BESIDE_FROM and table.columns else table
    if whole is table:
        return Fitted(table, texts)
    more = [*texts, [visible(row.detail) for row in table.rows]]
    widths = widths_of(whole, more, width)
    needed = min(_ROOM, widest([*more[-1], visible(table.detail_head)]))
    if widths and widths[-1] >= needed:
        return Fitted(whole, more)
    return Fitted(table, texts)


def widths_of(table: Table, texts: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide each column is drawn so that the table is at most `width`; None if it can't be.

    `texts` are those of `texts_of`. Where not all fits, heads of several words give way first, then
    the widest columns, down to their longest words; words of over 16 characters may be broken (24
    in the first column, of the ids).
    """
    heads = heads_of(table)
    if not heads:
        return None
    room = width - GAP * (len(heads) - 1)
    bodies = [widest(column) for column in texts]
    words = [max(map(_longest_word, head)) for head in heads]
    natural = _under_groups(table, map(max, bodies, map(widest, heads)))
    if sum(natural) <= room:
        return natural
    full = _under_groups(table, map(max, bodies, words))
    if sum(full) <= room:
        return full
    least = []
    for place, (column, body, word) in enumerate(zip(texts, bodies, words, strict=True)):
        longest = _LONGEST_WORD if place else _LONGEST_FIRST
        needed = body
        if body > _KEPT_WHOLE:
            needed = max(_indent(text) + min(_longest_word(text), longest) for text in set(column))
        least.append(max(needed, min(word, longest), 1))
    return _shrunk(full, _under_groups(table, least), room)


def _under_groups(table: Table, widths: Iterable[int]) -> list[int]:
    """The widths with the last column under a wider head over several of them widened."""
    widths = list(widths)
    for group, first, end in spans_of(table):
        inner = sum(widths[first:end]) + GAP * (end - first - 1)
        widths[end - 1] += max(0, width_of(group) - inner)
    return widths


def widest(texts: Iterable[str]) -> int:
    """The width of the widest text, 0 for none."""
    texts = list(texts)
    return max(map(len if narrow("".join(texts)) else width_of, texts), default=0)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _longest_word(text: str) -> int:
    return widest(text.split(" "))


def _shrunk(natural: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """The widths down to `least` so that they fill the room: the widest are cut to one cap."""
    if sum(least) > room:
        return None
    bounds = list(zip(natural, least, strict=True))
    cap = room
    while sum(min(full, max(low, cap)) for full, low in bounds) > room:
        cap -= 1
    widths = [min(full, max(low, cap)) for full, low in bounds]
    spare = room - sum(widths)
    for place, (full, _) in enumerate(bounds):
        if spare and widths[place] == cap < full:
            widths[place] += 1
            spare -= 1
    return widths

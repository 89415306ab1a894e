"""Documents for pipes and mail: no colour, no boxes, nothing cut, at most so many columns.

`pieces_of` lays out every node but tables and bars for this writer and for `terminal`, so that
both say the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice, repeat, zip_longest

from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes, text_layout
from hmic_tracker.render.escaping import visible

Pieces = list[tuple[str, nodes.Style]]
"""One line as texts with their styles."""

Entry = tuple[str, str, nodes.Style]
"""A label, its text and the text's style."""

NARROWEST: Final = 20
"""Drawers take any width, and draw for this one where it is less."""

WIDTH: Final = 78
"""How wide a page is in a pipe and in a mail."""
_ROOM_FOR_DETAIL: Final = 24
_LABEL: Final = 14
_RULES: Final = {1: "=", 2: "=", 3: "-"}  # under the headings of papers, by their level


def draw(page: nodes.Page | nodes.Document, width: int = WIDTH) -> str:
    """The page as text of at most `width` columns (20 at the least), ending in one newline.

    A table whose columns can't be that narrow is written as one record a row, "Head  value". No
    line ends in a space, and no page in an empty line. An empty page is an empty text.
    """
    width = max(width, NARROWEST)
    lines: list[str] = []
    for node in nodes.flatten_document(nodes.as_document(page)):
        if isinstance(node, nodes.Table):
            lines += table_lines(node, width)
        else:
            lines += map(_joined, pieces_of(node, width))
    text = "\n".join([line.rstrip(" ") for line in lines]).rstrip("\n")
    return text + "\n" if text else ""


def _joined(line: Pieces) -> str:
    return "".join(text for text, _ in line)


def pieces_of(node: nodes.Node, width: int) -> Iterator[Pieces]:  # noqa: PLR0912  # one a node
    """The node's lines of at most `width` columns; a table's as records."""
    match node:
        case nodes.Gap():
            yield []
        case nodes.Heading(text, level):
            text = visible(text)
            yield from indented(text, 0, width, "bold")
            if rule := _RULES.get(level):
                yield [(rule * min(text_layout.width_of(text), width), "")]
        case nodes.Paragraph(text, number=int(number)):
            yield from _marked(f"{number}.".ljust(3), text, width)
        case nodes.Paragraph(text, style, indent):
            yield from indented(visible(text), indent, width, style)
        case nodes.Quotation(text, indent):
            for paragraph in visible(text, newlines=True).split("\n"):
                yield from indented(paragraph, indent, width)
        case nodes.Note(mark, text):
            yield from _marked(visible(mark), text, width)
        case nodes.Bullets(texts):
            for text in texts:
                yield from _marked("  -", text, width)
        case nodes.Pairs():
            yield from _pairs(node, width)
        case nodes.Figures():
            yield from _pairs(nodes.figures_as_pairs(node), width)
        case nodes.Bars(bars, head):
            if head:
                yield from indented(visible(head), 0, width, "bold")
            entries: list[Entry] = [(visible(bar.label), nodes.bar_text(bar), "") for bar in bars]
            yield from beside(entries, text_layout.widest(label for label, _, _ in entries), width)
        case nodes.Table():
            yield from _records(node, width)
        case nodes.LineChart() | nodes.Contents() | nodes.NewPage():
            pass


def _marked(mark: str, text: str, width: int) -> Iterator[Pieces]:
    return beside([(mark, text, "")], text_layout.width_of(mark), width, gap=1)


def indented(text: str, indent: int, width: int, style: nodes.Style = "") -> Iterator[Pieces]:
    """A visible text wrapped under its own start."""
    indent = min(indent, width // 2)
    for line in text_layout.wrap(text, width - indent):
        yield [(" " * indent, ""), (line, style)]


def beside(
    entries: Iterable[Entry], label_width: int, width: int, gap: int = text_layout.GAP
) -> Iterator[Pieces]:
    """Visible labels with their texts to the right, each wrapped under its own start."""
    label_width = min(label_width, max(width // 3, min(_LABEL, width // 2)))
    start = label_width + gap if label_width else 0
    for label, text, style in entries:
        labels = text_layout.wrap(label, max(label_width, 1))
        for left, right in zip_longest(
            labels, text_layout.wrap(visible(text), width - start), fillvalue=""
        ):
            yield [(text_layout.pad(left, start), "bold" if left else ""), (right, style)]


def _pairs(node: nodes.Pairs, width: int) -> Iterator[Pieces]:
    pairs = [(visible(label), visible(text)) for label, text in node.pairs]
    half = (
        (width - 2 * text_layout.GAP) // 2
        - text_layout.GAP
        - text_layout.widest(label for label, _ in pairs)
    )
    lines: list[list[tuple[str, str]]] = []
    room = False  # beside the last line's pair
    for pair in pairs:
        fits = node.columns > 1 and text_layout.width_of(pair[1]) <= half
        if fits and room:
            lines[-1].append(pair)
        else:
            lines.append([pair])
        room = fits and not room
    label_width = text_layout.widest(line[0][0] for line in lines)
    text_width = text_layout.widest(line[0][1] for line in lines if len(line) == 2)
    right_width = text_layout.widest(line[1][0] for line in lines if len(line) == 2)
    for (label, text), *right in lines:
        if not right:
            yield from beside([(label, text, "")], label_width, width)
        for second, more in right:
            yield [
                (text_layout.pad(label, label_width + text_layout.GAP), "bold"),
                (text_layout.pad(text, text_width + 2 * text_layout.GAP), ""),
                (text_layout.pad(second, right_width + text_layout.GAP), "bold"),
                (more, ""),
            ]


def _records(table: nodes.Table, width: int) -> Iterator[Pieces]:
    """A table too wide for the page: a record for each row, one line or more for each cell."""
    texts = text_layout.column_texts(table)
    labels = [
        " ".join(filter(None, (visible(column.group), *head)))
        for column, head in zip(table.columns, text_layout.heads_of(table), strict=True)
    ]
    detail_head = visible(table.detail_head)
    label_width = text_layout.widest((*labels, detail_head))
    for number, row in enumerate(table.rows):
        if number:
            yield []
        cells = zip(labels, (column[number] for column in texts), row.cells, strict=True)
        entries: list[Entry] = [
            (label, text.strip(" "), cell.style) for label, text, cell in cells if text.strip(" ")
        ]
        if row.detail:
            place = len(entries) if table.detail_place is None else table.detail_place
            entries.insert(place, (detail_head, visible(row.detail), ""))
        yield from beside(entries, label_width, width)


def table_lines(table: nodes.Table, width: int) -> Iterator[str]:
    """A table as plain lines, as records where its columns don't fit."""
    table, texts, below = text_layout.fitted(table, width)
    widths = text_layout.widths_of(table, texts, width)
    if widths is None:
        yield from map(_joined, _records(table, width))
        return
    if groups := group_line(table, widths):
        yield groups
    aligns = [column.align for column in table.columns]
    for heads in zip(*head_lines(text_layout.heads_of(table), widths), strict=True):
        yield (" " * text_layout.GAP).join(map(text_layout.pad, heads, widths, aligns))
    start = detail_start(widths, width)
    for row, lines in zip(table.rows, _rows(texts, widths, aligns), strict=True):
        yield from lines
        if row.detail:
            for line in text_layout.wrap(visible(row.detail), width - start):
                yield " " * start + line
    if below:
        yield from text_layout.wrap(visible(below), width)


def group_line(table: nodes.Table, widths: Sequence[int]) -> str:
    """The line of the heads over several columns, empty if there are none."""
    line = ""
    for group, first, end in text_layout.spans_of(table):
        start = sum(widths[:first]) + text_layout.GAP * first
        inner = sum(widths[first:end]) + text_layout.GAP * (end - first - 1)
        right = all(column.align == "right" for column in table.columns[first:end])
        line = text_layout.pad(line, start) + text_layout.pad(
            group, inner, "right" if right else "left"
        )
    return line.rstrip(" ")


def head_lines(heads: Sequence[Sequence[str]], widths: Sequence[int]) -> list[list[str]]:
    """The wrapped lines of the heads, as many of each, standing on the last line."""
    wrapped = [
        [line for given in head for line in text_layout.wrap(given, cells)]
        for head, cells in zip(heads, widths, strict=True)
    ]
    height = max(map(len, wrapped))
    return [[""] * (height - len(lines)) + lines for lines in wrapped]


def detail_start(widths: Sequence[int], width: int) -> int:
    """Where the details under the rows begin: with the second column where that leaves room."""
    start = widths[0] + text_layout.GAP if len(widths) > 1 else text_layout.GAP
    return start if width - start >= _ROOM_FOR_DETAIL else text_layout.GAP


def _rows(
    texts: Sequence[Sequence[str]], widths: Sequence[int], aligns: Sequence[nodes.Align]
) -> Iterator[Sequence[str]]:
    """The lines of each row, whole columns at once, because a plan may have 100,000 rows."""
    beside = (" " * text_layout.GAP).join
    firsts: list[Sequence[str]] = []
    wrapped: dict[int, list[tuple[str, ...]]] = {}
    for place, (column, cells, align) in enumerate(zip(texts, widths, aligns, strict=True)):
        if text_layout.widest(column) <= cells:
            firsts.append(_padded(column, cells, align))
            continue
        # The same few owners and frameworks over and over: each of them is wrapped once.
        lines = {text: text_layout.cell_lines(text, cells) for text in set(column)}
        firsts.append(_padded([lines[text][0] for text in column], cells, align))
        more = {text: tuple(_padded(parts[1:], cells, align)) for text, parts in lines.items()}
        wrapped[place] = [more[text] for text in column]

    @cache
    def under(*rests: tuple[str, ...]) -> list[str]:
        """The lines after the first, from what is left of the cells that have several."""
        filled: list[Iterable[str]] = [repeat(" " * cells) for cells in widths]
        for place, rest in zip(wrapped, rests, strict=True):
            filled[place] = chain(rest, filled[place])
        return list(islice(map(beside, zip(*filled, strict=True)), max(map(len, rests))))

    rows = map(beside, zip(*firsts, strict=True))
    if not wrapped:
        yield from zip(rows)
        return
    for row, *rests in zip(rows, *wrapped.values(), strict=True):
        yield (row, *under(*rests))


def _padded(column: Sequence[str], cells: int, align: nodes.Align) -> list[str]:
    if not text_layout.narrow("".join(column)):
        return [text_layout.pad(text, cells, align) for text in column]
    if align == "left":
        return [text.ljust(cells) for text in column]
    return [text.rjust(cells) for text in column]

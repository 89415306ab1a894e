"""Documents for a screen: the words of plain text, with Rich's tables, colour, and bars.

The only module that imports Rich when it is loaded. Data reaches Rich as Text, never as markup, and
wrapped already, so that there is nothing for Rich to cut or break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import accumulate, pairwise, zip_longest
from typing import Final

from rich import style as rich_style
from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.segment import Segment, SegmentLines
from rich.table import Table as RichTable
from rich.text import Text

from hmic_tracker.render import layout, nodes, to_plain
from hmic_tracker.render.visible import visible

_DETAIL_BESIDE_FROM: Final = 100
_DETAIL_ROOM: Final = 30
_LONGEST_BAR: Final = 40
_SHORTEST_BAR: Final = 16

# Grey is dim, and blue is bright: bright black and dark blue vanish on many a screen.
_STYLES: Final[dict[nodes.Style, rich_style.Style]] = {
    "": rich_style.Style.null(),
    "red": rich_style.Style(color="red"),
    "amber": rich_style.Style(color="yellow"),
    "green": rich_style.Style(color="green"),
    "blue": rich_style.Style(color="bright_blue"),
    "grey": rich_style.Style(dim=True),
    "dim": rich_style.Style(dim=True),
    "bold": rich_style.Style(bold=True),
    "rank-1": rich_style.Style(color="bright_blue"),
    "rank-2": rich_style.Style(color="green"),
    "rank-3": rich_style.Style(color="yellow"),
    "rank-4": rich_style.Style(color="red"),
    "rank-5": rich_style.Style(color="red"),
}
_ASCII_HEAD: Final = Box("\n".join(("    ", "    ", " -- ", *["    "] * 5)), ascii=True)
# Parts differ without colour too, on the bar and before their words.
_BLOCKS: Final = "█▓▒░"
_ASCII_BLOCKS: Final = "#=-."


def draw(page: nodes.Page | nodes.Document, width: int, color: bool, unicode: bool = True) -> str:
    """The page as text for a screen `width` cells wide (20 at the least), ending in one newline.

    Says everything `plain.draw` says. Without `color` there are no escape sequences at all; with
    it, only those for colour and weight, in the 16 colours a person's theme sets. `unicode` is for
    rules and bars; the data stays as it is. From 100 columns on, a row's detail has a column of its
    own, on a narrower screen it is under its row; a table that fits neither way is drawn as a
    record for each row. The environment is not asked.
    """
    width = max(width, to_plain.NARROWEST)
    file = StringIO()
    screen = Console(
        file=file,
        width=width,
        height=25,
        color_system="standard" if color else None,
        no_color=not color,
        force_terminal=True,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    lines: list[list[Segment]] = []
    for node in nodes.in_one_flow(nodes.as_document(page)):
        if isinstance(node, nodes.Table):
            lines += _table(node, width, screen, unicode)
        elif isinstance(node, nodes.Bars):
            lines += map(_painted, _bars(node, width, _BLOCKS if unicode else _ASCII_BLOCKS))
        else:
            lines += map(_painted, to_plain.pieces_of(node, width))
    lines = [_trimmed(line) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    screen.print(SegmentLines(lines, new_lines=True), end="", crop=False)
    return file.getvalue()


def _painted(line: to_plain.Pieces) -> list[Segment]:
    return [Segment(text, _STYLES[style]) for text, style in line if text]


def _trimmed(line: Sequence[Segment]) -> list[Segment]:
    """The line without the white space it ends in, and without colour on spaces alone."""
    bare = (Segment(text, style if text.strip(" ") else None) for text, style, _ in line)
    line = list(Segment.simplify(bare))
    while line and not line[-1].text.rstrip(" "):
        line.pop()
    if line:
        line[-1] = Segment(line[-1].text.rstrip(" "), line[-1].style)
    return line


def _table(
    table: nodes.Table, width: int, screen: Console, unicode: bool
) -> Iterator[list[Segment]]:
    texts = layout.texts_of(table)
    details = [visible(row.detail) for row in table.rows]
    beside = None
    if table.columns and any(details) and width >= _DETAIL_BESIDE_FROM:
        head = visible(table.detail_head)
        beside = layout.widths_of(table, [*texts, details], width, [head])
        if beside and beside[-1] < min(_DETAIL_ROOM, layout.widest([*details, head])):
            beside = None
    widths = beside or layout.widths_of(table, texts, width)
    if widths is None:
        yield from map(_painted, to_plain.pieces_of(table, width))
        return
    if groups := to_plain.group_line(table, widths):
        yield _painted([(groups, "bold")])
    if beside:
        texts = [*texts, details]
    cells = [
        [layout.cell_lines(text, room) for text, room in zip(row, widths, strict=True)]
        for row in zip(*texts, strict=True)
    ]
    drawn = _rich_table(table, widths, cells, unicode)
    lines = screen.render_lines(drawn, screen.options.update_width(width), pad=False)
    if beside:
        yield from lines
        return
    # Rich has no cell over several columns, so the details go between its lines.
    heights = [max(map(len, row)) for row in cells]
    start = to_plain.detail_start(widths, width)
    end = len(lines) - sum(heights)
    yield from lines[:end]
    for height, detail in zip(heights, details, strict=True):
        yield from lines[end : end + height]
        end += height
        if detail:
            for line in layout.wrap(detail, width - start):
                yield _painted([(" " * start, ""), (line, "")])


def _rich_table(
    table: nodes.Table,
    widths: Sequence[int],
    cells: Iterable[Sequence[Sequence[str]]],
    unicode: bool,
) -> RichTable:
    """The table with exactly these widths; a width more than its columns is for the details."""
    drawn = RichTable(
        box=SIMPLE_HEAD if unicode else _ASCII_HEAD,
        show_edge=False,
        padding=0,
        header_style="bold",
        border_style="dim",
    )
    heads = [*layout.heads_of(table), [visible(table.detail_head)]][: len(widths)]
    aligns: list[nodes.Align] = [*(column.align for column in table.columns), "left"]
    # The box puts one space between columns itself. Rich's own padding and alignment are not
    # used: they differ from one version to the next for texts that must not be wrapped.
    rooms = [*(room + layout.GAP - 1 for room in widths[:-1]), widths[-1]]
    for lines, align, width, room in zip(
        to_plain.head_lines(heads, widths), aligns, widths, rooms, strict=False
    ):
        drawn.add_column(
            _text(lines, "", align, width), width=room, no_wrap=True, overflow="ignore"
        )
    for row, columns in zip(table.rows, cells, strict=True):
        styles: list[nodes.Style] = [*(cell.style for cell in row.cells), ""]
        texts = map(_text, columns, styles, aligns, widths)
        drawn.add_row(*texts, style="bold" if row.strong else None)
    return drawn


def _text(lines: Iterable[str], style: nodes.Style, align: nodes.Align, width: int) -> Text:
    return Text("\n".join(layout.pad(line, width, align) for line in lines), _STYLES[style], end="")


def _bars(bars: nodes.Bars, width: int, blocks: str) -> Iterator[to_plain.Pieces]:
    if bars.head:
        yield from to_plain.indented(visible(bars.head), 0, width, "bold")
    scale = nodes.bar_scale(bars)
    labels = [visible(bar.label) for bar in bars.bars]
    label_width = min(layout.widest(labels), width // 3)
    start = label_width + layout.GAP if label_width else 0
    texts = [_bar_text(bar, blocks) for bar in bars.bars]
    room = width - start - layout.GAP - max(map(_width, texts), default=0)
    fits_beside = room >= _SHORTEST_BAR
    room = min(room if fits_beside else width - start, _LONGEST_BAR)
    for bar, label, text in zip(bars.bars, labels, texts, strict=True):
        sizes = _sizes([count for count, _, _ in bar.parts], scale, room)
        drawn: to_plain.Pieces = [
            (blocks[place % len(blocks)] * size, style)
            for place, (size, (_, style, _)) in enumerate(zip(sizes, bar.parts, strict=True))
        ]
        if fits_beside:
            lines = [[*drawn, (" " * (room + layout.GAP - sum(sizes)), ""), *text]]
        else:
            lines = [drawn, *_flowing(text, width - start)]
        names = layout.wrap(label, max(label_width, 1))
        for name, line in zip_longest(names, lines):
            yield [(layout.pad(name or "", start), "bold" if name else ""), *(line or [])]


def _bar_text(bar: nodes.Bar, blocks: str) -> to_plain.Pieces:
    """What a bar says, each part after the block it is drawn with."""
    pieces: to_plain.Pieces = []
    for place, (count, style, word) in enumerate(bar.parts):
        text = f"{blocks[place % len(blocks)]} {count} {visible(word)}".rstrip(" ")
        pieces.append((text + " " * layout.GAP, style))
    return [*pieces, (visible(bar.text), "")]


def _flowing(pieces: to_plain.Pieces, width: int) -> Iterator[to_plain.Pieces]:
    """The pieces in lines of at most `width`, each on one line if it can be."""
    line: to_plain.Pieces = []
    for text, style in pieces:
        if line and _width(line) + layout.width_of(text.rstrip(" ")) > width:
            yield line
            line = []
        *full, last = layout.wrap(text, width)
        yield from ([(part, style)] for part in full)
        line.append((last + " " * layout.GAP, style))
    yield line


def _width(pieces: to_plain.Pieces) -> int:
    return sum(layout.width_of(text) for text, _ in pieces)


def _sizes(counts: Sequence[int], scale: int, room: int) -> list[int]:
    """The cells of each part: in proportion, together at most `room`, none gone that counts."""
    ends = accumulate((max(count, 0) for count in counts), initial=0)
    edges = [(2 * end * room + scale) // (2 * scale) for end in ends]
    sizes = [
        max(after - before, 1 if count > 0 else 0)
        for count, (before, after) in zip(counts, pairwise(edges), strict=True)
    ]
    limit = min(room, max(edges[-1], sum(count > 0 for count in counts)))
    while sum(sizes) > limit:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes

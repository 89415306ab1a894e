"""Documents for a screen: the words of plain text, with colour, rules and bars.

With its theme the only module that imports Rich when it is loaded: its segments, whose styles
become the codes of a terminal. What goes into them is wrapped already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest

from rich.color import ColorSystem
from rich.segment import Segment

from hmic_tracker.render import nodes, text_layout, to_plain
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.theme import (
    ASCII_BLOCKS,
    ASCII_RULE,
    BLOCKS,
    LONGEST_BAR,
    LOOKS,
    RULE,
    SHORTEST_BAR,
    Look,
)


def draw(page: nodes.Page | nodes.Document, width: int, color: bool, unicode: bool = True) -> str:
    """The page as text for a screen `width` cells wide (20 at the least), ending in one newline.

    Says everything `plain.draw` says. Without `color` there are no escape sequences at all; with
    it, only those for colour and weight, in the 16 colours a person's theme sets. `unicode` is for
    rules and bars; the data stays as it is. From 100 columns on, a row's detail has a column of its
    own, on a narrower screen it is under its row; a table that fits neither way is drawn as a
    record for each row. The environment is not asked.
    """
    width = max(width, to_plain.NARROWEST)
    lines: list[list[Segment]] = []
    for node in nodes.flatten_document(nodes.as_document(page)):
        if isinstance(node, nodes.Table):
            lines += _table(node, width, RULE if unicode else ASCII_RULE)
        elif isinstance(node, nodes.Bars):
            lines += map(_painted, _bars(node, width, BLOCKS if unicode else ASCII_BLOCKS))
        else:
            lines += map(_painted, to_plain.pieces_of(node, width))
    lines = [_trimmed(line) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    return _text_of(lines, color)


def paint(lines: Iterable[to_plain.Pieces], color: bool) -> str:
    """Lines that are laid out already, as text for a screen."""
    return _text_of([_trimmed(_painted(line)) for line in lines], color)


def _text_of(lines: Iterable[list[Segment]], color: bool) -> str:
    system = ColorSystem.STANDARD if color else None
    return "".join(
        "".join(
            style.render(text, color_system=system) if style else text for text, style, _ in line
        )
        + "\n"
        for line in lines
    )


def _painted(line: to_plain.Pieces) -> list[Segment]:
    return [Segment(text, LOOKS[style]) for text, style in line if text]


def _trimmed(line: Sequence[Segment]) -> list[Segment]:
    """The line without the white space it ends in, and without colour on spaces alone."""
    bare = (Segment(text, style if text.strip(" ") else None) for text, style, _ in line)
    line = list(Segment.simplify(bare))
    while line and not line[-1].text.rstrip(" "):
        line.pop()
    if line:
        line[-1] = Segment(line[-1].text.rstrip(" "), line[-1].style)
    return line


def _table(table: nodes.Table, width: int, rule: str) -> Iterator[list[Segment]]:
    table, texts, below = text_layout.fitted(table, width, screen=True)
    widths = text_layout.widths_of(table, texts, width)
    if widths is None:
        yield from map(_painted, to_plain.pieces_of(table, width))
        return
    if groups := to_plain.group_line(table, widths):
        yield _painted([(groups, "bold")])
    heads, aligns = text_layout.heads_of(table), [column.align for column in table.columns]
    bold = [LOOKS["bold"]] * len(widths)
    yield from _row_lines(to_plain.head_lines(heads, widths), widths, aligns, bold)
    yield _painted([(rule * (sum(widths) + text_layout.GAP * (len(widths) - 1)), "dim")])
    start = to_plain.detail_start(widths, width)
    for row, cells in zip(table.rows, zip(*texts, strict=True), strict=True):
        strength = LOOKS["bold" if row.strong else ""]
        styles = [strength + LOOKS[cell.style] for cell in row.cells]
        yield from _row_lines(map(text_layout.cell_lines, cells, widths), widths, aligns, styles)
        for line in text_layout.wrap(visible(row.detail), width - start) if row.detail else ():
            yield _painted([(" " * start, ""), (line, "")])
    if below:
        yield from map(_painted, to_plain.indented(visible(below), 0, width, "dim"))


def _row_lines(
    cells: Iterable[Sequence[str]],
    widths: Sequence[int],
    aligns: Sequence[nodes.Align],
    styles: Sequence[Look],
) -> Iterator[list[Segment]]:
    """The lines of cells beside each other, each cell's with its style."""
    gap = Segment(" " * text_layout.GAP)
    for line in zip_longest(*cells, fillvalue=""):
        texts = map(Segment, map(text_layout.pad, line, widths, aligns), styles)
        yield [segment for text in texts for segment in (text, gap)]


def _bars(bars: nodes.Bars, width: int, blocks: str) -> Iterator[to_plain.Pieces]:
    if bars.head:
        yield from to_plain.indented(visible(bars.head), 0, width, "bold")
    yield from _flowing(_legend(bars, blocks), width)
    scale = nodes.bar_scale(bars)
    labels = [visible(bar.label) for bar in bars.bars]
    label_width = min(text_layout.widest(labels), width // 3)
    start = label_width + text_layout.GAP if label_width else 0
    texts = [_bar_text(bar, blocks) for bar in bars.bars]
    room = width - start - text_layout.GAP - max(map(_width, texts), default=0)
    fits_beside = room >= SHORTEST_BAR
    room = min(room if fits_beside else width - start, LONGEST_BAR)
    for bar, label, text in zip(bars.bars, labels, texts, strict=True):
        sizes = _sizes([count for count, _, _ in bar.parts], scale, room)
        drawn: to_plain.Pieces = [
            (blocks[place % len(blocks)] * size, style)
            for place, (size, (_, style, _)) in enumerate(zip(sizes, bar.parts, strict=True))
        ]
        if fits_beside:
            lines = [[*drawn, (" " * (room + text_layout.GAP - sum(sizes)), ""), *text]]
        else:
            lines = [drawn, *_flowing(text, width - start)]
        names = text_layout.wrap(label, max(label_width, 1))
        for name, line in zip_longest(names, lines):
            yield [(text_layout.pad(name or "", start), "bold" if name else ""), *(line or [])]


def _legend(bars: nodes.Bars, blocks: str) -> to_plain.Pieces:
    """The blocks with what they stand for, once for all bars, of what there is in any of them."""
    seen = {
        (place % len(blocks), style, word): None
        for bar in bars.bars
        for place, (count, style, word) in enumerate(bar.parts)
        if count and word
    }
    gap = " " * text_layout.GAP
    return [(f"{blocks[n]} {visible(word)}{gap}", style) for n, style, word in sorted(seen)]


def _bar_text(bar: nodes.Bar, blocks: str) -> to_plain.Pieces:
    """The numbers of a bar, each after the block it is drawn with, and what else it says."""
    gap = " " * text_layout.GAP
    pieces: to_plain.Pieces = [
        (f"{blocks[place % len(blocks)]} {count}{gap}", style)
        for place, (count, style, _) in enumerate(bar.parts)
        if count
    ]
    return [*pieces, (visible(bar.text), "")]


def _flowing(pieces: to_plain.Pieces, width: int) -> Iterator[to_plain.Pieces]:
    """The pieces in lines of at most `width`, each on one line if it can be."""
    line: to_plain.Pieces = []
    for text, style in pieces:
        if line and _width(line) + text_layout.width_of(text.rstrip(" ")) > width:
            yield line
            line = []
        *full, last = text_layout.wrap(text, width)
        yield from ([(part, style)] for part in full)
        line.append((last + " " * text_layout.GAP, style))
    yield line


def _width(pieces: to_plain.Pieces) -> int:
    return sum(text_layout.width_of(text) for text, _ in pieces)


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

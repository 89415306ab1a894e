"""A paper as plain text, fit for a mail: at most so many columns, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.render import blocks, plain
from hmic_tracker.render.cells import width_of
from hmic_tracker.render.papers.tree import (
    Bullets,
    Document,
    Facts,
    Grid,
    NewPage,
    Node,
    Paragraph,
    Quotation,
    Section,
    Title,
)
from hmic_tracker.render.visible import visible


def draw(document: Document, width: int = 78) -> str:
    """The paper as text; its marking stands at the head, before each appendix and at the end."""
    width = max(width, plain.NARROWEST)
    found: list[blocks.Block] = [*_marking(document)]
    for node in document.nodes:
        if isinstance(node, NewPage):
            found += _marking(document)
        else:
            found += [*_blocks(node, width), blocks.Gap()]
    return plain.draw((*found, *_marking(document)), width)


def _marking(document: Document) -> list[blocks.Block]:
    return [blocks.Line(document.marking), blocks.Gap()] if document.marking else []


def _blocks(node: Node, width: int) -> Iterator[blocks.Block]:
    match node:
        case Title(text):
            yield from _heading(text, "=", width)
        case Section(level, text):
            yield from _heading(text, {1: "=", 2: "-"}.get(level, ""), width)
        case Facts(pairs):
            yield blocks.Pairs(pairs)
        case Paragraph(text, number):
            yield blocks.Line(text) if number is None else blocks.Note(f"{number}.".ljust(3), text)
        case Bullets(texts):
            for text in texts:
                yield blocks.Note("  -", text)
        case Quotation(text):
            yield blocks.Prose(text)
        case Grid(_, table):
            yield table
        case NewPage():
            pass


def _heading(text: str, rule: str, width: int) -> Iterator[blocks.Block]:
    yield blocks.Heading(text)
    if rule:
        yield blocks.Line(rule * min(width_of(visible(text)), width))

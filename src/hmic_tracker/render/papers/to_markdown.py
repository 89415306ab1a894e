"""A paper as Markdown. Lines and tables are escaped where the pages of lists are."""

from __future__ import annotations

from hmic_tracker.render import blocks, to_markdown
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


def draw(document: Document) -> str:
    """The paper as Markdown; its marking stands at the head, before each appendix and at the end.

    Numbered paragraphs keep their numbers, since a list may begin with any.
    """
    marking = [f"**{_line(document.marking)}**"] if document.marking else []
    parts = [*marking]
    for node in document.nodes:
        if isinstance(node, NewPage):
            parts += ["---", *marking]
        else:
            parts.append(_text(node))
    return "\n\n".join([*filter(None, parts), *marking]) + "\n"


def _text(node: Node) -> str:
    match node:
        case Title(text):
            return f"# {_heading(text)}"
        case Section(level, text):
            return f"{'#' * (level + 1)} {_heading(text)}"
        case Facts(pairs):
            return _drawn(blocks.Pairs(pairs))
        case Paragraph(text, number):
            return _line(text) if number is None else f"{number}. {_line(text)}"
        case Bullets(texts):
            return "\n".join(f"- {_line(text)}" for text in texts)
        case Quotation(text):
            return _drawn(blocks.Prose(text))
        case Grid(_, table):
            return _drawn(table)
        case NewPage():
            return ""


def _heading(text: str) -> str:
    """A heading's text: marks at its end would be taken for the end of the heading."""
    line = _line(text)
    bare = line.rstrip("#")
    return bare + "\\#" * (len(line) - len(bare))


def _line(text: str) -> str:
    return _drawn(blocks.Line(text))


def _drawn(block: blocks.Block) -> str:
    return to_markdown.draw((block,)).rstrip("\n")

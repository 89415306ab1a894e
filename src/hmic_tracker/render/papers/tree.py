"""The blocks that a paper is made of, the same for every format. Texts are data as they came in."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hmic_tracker.render.blocks import Table


class Title(NamedTuple):
    """What the paper is called."""

    text: str


class Section(NamedTuple):
    """A heading; `level` 1 is a part of the paper, 2 and 3 are within it."""

    level: int
    text: str


class Facts(NamedTuple):
    """Labels with what they say, as at the head of a paper."""

    pairs: tuple[tuple[str, str], ...]


class Paragraph(NamedTuple):
    """A paragraph; numbered paragraphs are numbered through the whole paper."""

    text: str
    number: int | None = None


class Bullets(NamedTuple):
    """A list of short texts."""

    texts: tuple[str, ...]


class Quotation(NamedTuple):
    """A text as it was published, its line breaks kept."""

    text: str


class Grid(NamedTuple):
    """A table with what it shows; a table without rows isn't drawn."""

    caption: str
    table: Table


class NewPage(NamedTuple):
    """What follows begins a page."""


Node = Title | Section | Facts | Paragraph | Bullets | Quotation | Grid | NewPage


class Document(NamedTuple):
    """A paper: its blocks, and what stands on every page.

    `marking` stands at the head and the foot of every page, `footer` beside the page number. `day`
    is the day that the file is dated with, `author` the post that is named in it.
    """

    title: str
    marking: str
    footer: str
    author: str
    day: date
    nodes: tuple[Node, ...]

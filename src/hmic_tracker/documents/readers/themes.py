"""Headings of themes that have items of their own: "Safety", and below it a list or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of, is_plain_heading
from hmic_tracker.documents.wording.headers import names_inspection
from hmic_tracker.documents.wording.labels import name_alone
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import state_of_list
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ITEMS: Final = frozenset({"rec", "afi", "cause"})
_MOST_PROSE: Final = 3
"""Paragraphs between a theme and its list: what is expected, and what was found last time."""
_SENTENCE: Final = re.compile(
    r"(?:the|this) (?:\w+ )?"
    r"(?:force|constabulary|police|service|trust|council|school|prison|home) ",
    re.I,
)
"""What a heading begins with that says what was found, and names nothing."""
_FEWEST: Final = 3
"""Themes of a document; one or two may be chapters like any other."""
_FEWEST_TABLES: Final = 2
"""Tables with one head, each under a heading: they have been parted by what they are about."""
_OF_LISTS: Final = re.compile(
    r"\b(?:recommendations?|actions?|improvements?|concerns?|items?|tables?|priority|year|phase)\b",
    re.I,
)
"""Words of headings that part tables by something else than what they are about."""


_STOPS: Final = (".", ":", ";", ",", "?")


def collect_themes(context: ReaderContext) -> None:
    """Mention the themes of a document, where several headings have items of their own."""
    free = [at for at in range(len(context.blocks)) if at not in context.pieces]
    content = [context.blocks[at] for at in free if context.blocks[at].role != "furniture"]
    themes = dict.fromkeys(_themes(content))
    if len(themes) >= _FEWEST:
        for name in themes:
            context.names.mention(name)
    for name in _themes_of_tables(context):
        context.names.mention(name)


def _themes_of_tables(context: ReaderContext) -> Iterator[str]:
    """Yield the headings above tables of items that all have the same head."""
    content = [n for n, block in enumerate(context.blocks) if block.role != "furniture"]
    themes: dict[tuple[str, ...], dict[str, None]] = {}
    for place, at in enumerate(content):
        above = content[max(0, place - 1 - _MOST_PROSE) : place]
        is_first = context.blocks[at].role == "row" and above and above[-1] not in context.pieces
        name = _theme_above(context, above) if is_first else ""
        if name and _has_items_in_rows(context, at):
            themes.setdefault(context.blocks[at].cells, {})[name] = None
    for names in themes.values():
        yield from names if len(names) >= _FEWEST_TABLES else ()


def _theme_above(context: ReaderContext, above: Sequence[int]) -> str:
    """Return the theme that the last heading among blocks names; "" where it names none."""
    directly = context.blocks[above[-1]]
    if directly.role == "paragraph" and _is_title_of_report(directly):
        return directly.text
    for block in (context.blocks[at] for at in reversed(above)):
        if block.role == "heading":
            name = _name_of(block)
            other = _OF_LISTS.search(name) or state_of_list(name) or names_inspection(name)
            return "" if other else name
        if block.role != "paragraph":
            return ""
    return ""


def _is_title_of_report(block: Block) -> bool:
    """Return whether a line between empty ones names the inspection whose items are below it."""
    is_line = block.gap and not block.marker and len(block.text) <= SHORT
    is_line = is_line and block.text[:1].isupper() and not block.text.endswith(_STOPS)
    return is_line and bool(names_inspection(block.text)) and not kind_heading(block.text)


def _has_items_in_rows(context: ReaderContext, first: int) -> bool:
    """Return whether the table that begins at a row has items."""
    for at in range(first, len(context.blocks)):
        if context.blocks[at].role not in {"row", "furniture"}:
            return False
        if any(piece.mark.word in _ITEMS for piece in context.pieces.get(at, ())):
            return True
    return False


def _themes(blocks: Sequence[Block]) -> Iterator[str]:
    for place, block in enumerate(blocks):
        name = _name_of(block)
        if name and _has_items(list(islice(blocks, place + 1, place + 2 + _MOST_PROSE))):
            yield name


def _name_of(block: Block) -> str:
    """Return the name of a theme that a block may be the heading of; "" where it is none."""
    if block.marker or not block.gap or kind_heading(block.text) or len(block.text) > SHORT // 2:
        return ""
    name = None if _SENTENCE.match(block.text) else heading_of(block)
    return name if name and not is_plain_heading(name) and not name[-1:].isdigit() else ""


def _has_items(below: Sequence[Block]) -> bool:
    """Return whether an item with its kind's name stands below, or a list behind some prose."""
    if not below:
        return False
    named = name_alone(below[0].text)
    if named and named.row and len(below[0].text) > named.end:
        return True
    for block in below:
        if block.marker or block.role == "row":
            return False
        if kind_heading(block.text):
            return True
        if not block.text.endswith("."):
            return False
    return False

"""Headings of themes that each have items of their own: "Safety", and below it its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of, is_plain_heading
from hmic_tracker.documents.wording.labels import name_alone
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

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


def collect_themes(context: ReaderContext) -> None:
    """Mention the themes of a document, where three headings or more have items of their own."""
    free = [at for at in range(len(context.blocks)) if at not in context.pieces]
    content = [context.blocks[at] for at in free if context.blocks[at].role != "furniture"]
    themes = dict.fromkeys(_themes(content))
    if len(themes) >= _FEWEST:
        for name in themes:
            context.names.mention(name)


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

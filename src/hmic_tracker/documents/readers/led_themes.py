"""Themes whose headings have a lead in common: "Theme 1: Housing", "A. Complaints"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers.headings import is_plain_heading
from hmic_tracker.documents.readers.numbers_above import heads_item
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_at, field_named
from hmic_tracker.documents.wording.labels import code_of, name_alone, starts_label
from hmic_tracker.documents.wording.patterns import LONGEST_NAME
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LED: Final = re.compile(
    r"(?P<lead>[A-Z][A-Za-z’' -]{2,40}?)(?: (?P<number>\d{1,2})(?:: | [–-] )|: )"
    r"(?P<name>[A-Z].{2,})"
)
_LETTERED: Final = re.compile(r"(?P<letter>[A-Z])[.)] (?P<name>[A-Z].{2,})")
_NO_THEME: Final = re.compile(
    r"(?:issue|risk|case|objective|outcome|matter|concern|action|step|question|chapter|section|part"
    r"|appendix|annex|figure|table|exhibit|page|note)s?\b",
    re.I,
)
"""Leads that number something else, or parts of the document as such."""
_BRACKET: Final = re.compile(r" \([^()]{1,80}\)$")
_LONGEST: Final = 140
_FEWEST: Final = 2
"""Themes with an item directly below that make a group."""


class _Theme(NamedTuple):
    """A heading: its block, its lead, its number among them, and where its name begins and ends."""

    at: int
    lead: str
    number: int
    start: int
    end: int
    has_item: bool


def collect_led_themes(context: ReaderContext) -> None:
    """Keep the headings that are themes: two or more of a lead stand directly above an item."""
    content = [n for n, block in enumerate(context.blocks) if block.role != "furniture"]
    by_lead: dict[str, list[_Theme]] = {}
    for place, at in enumerate(content[:-1]):
        below = [context.blocks[n] for n in content[place + 1 : place + 3]]
        if at not in context.pieces and (theme := _theme_at(context, at, below)):
            by_lead.setdefault(theme.lead, []).append(theme)
    for themes in by_lead.values():
        if sum(theme.has_item for theme in themes) >= _FEWEST and _are_in_order(themes):
            for one in themes:
                context.themes[one.at] = (one.start, one.end) if one.has_item else None


def _theme_at(context: ReaderContext, at: int, below: Sequence[Block]) -> _Theme | None:
    """Return the theme that a block may be the heading of."""
    block = context.blocks[at]
    text = block.text
    if block.role == "row" or block.marker or not block.gap or len(text) > _LONGEST:
        return None
    if text.endswith((".", ";", ":", "?", ",")) or starts_label(text) or field_at(text):
        return None
    match = _LETTERED.fullmatch(text) or _LED.fullmatch(text)
    if match is None or kind_heading(text) or is_plain_heading(text) or asks(match["name"]):
        return None
    groups = match.groupdict()
    lead = (groups.get("lead") or "").casefold()
    letter, number = groups.get("letter"), groups.get("number")
    one_word = not (letter or number) and " " not in lead
    is_field = one_word and field_named(lead) not in {"source", "framework"}  # "Graded: Strong"
    if is_field or _NO_THEME.match(lead):
        return None
    place = ord(letter) - ord("A") + 1 if letter else int(number or 0)
    bracket = _BRACKET.search(text)
    end = bracket.start() if bracket else len(text)
    if end - match.start("name") > LONGEST_NAME:
        return None
    return _Theme(at, lead, place, match.start("name"), end, _begins_item(below))


def _are_in_order(themes: Sequence[_Theme]) -> bool:
    """Return whether themes are numbered from 1 on, or none of them is."""
    numbers = [theme.number for theme in themes]
    return not any(numbers) or numbers == list(range(1, len(numbers) + 1))


def _begins_item(below: Sequence[Block]) -> bool:
    """Return whether the first block is an item with its label, or the label above it."""
    if len(below) > 1 and heads_item(*below):
        return True
    text = below[0].text
    named, code = name_alone(text), code_of(text)
    behind = text[code[1] :] if code else ""
    return (
        starts_label(text)
        or bool(named and named.row and named.end < len(text))
        or bool(code and (asks(behind) or is_order(behind)))
    )


def read(context: ReaderContext, block: Block) -> bool:
    """Read the heading of such a theme; the list that it parts goes on below it."""
    if context.former or context.at not in context.themes:
        return False
    kind, single = context.kind, context.single
    span = context.themes[context.at]
    if span is None:
        context.begin_section(None)
        context.mark(context.at, "section")
    else:
        start, end = span
        context.begin_section(context.names.mention(block.text[start:end]))
        context.mark(context.at, "framework", 0, end, text=start)
        if end < len(block.text):
            context.mark(context.at, "-", end)
    context.kind, context.single, context.listed = kind, single, 0
    return True

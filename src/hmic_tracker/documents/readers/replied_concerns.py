"""Letters that answer concerns: each concern with its number, the answer below, an action."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_CONCERN: Final = SourceKind("cause", "matter of concern", "")
_ANNOUNCES: Final = re.compile(
    r"\b(?:respon(?:d(?:ed|ing)?|ses?)|repl(?:y|ies|ied)|answer(?:s|ed)?|address(?:ed|es)?)\b"
    r"[^.:]{0,80}"
    r"\b(?:concerns?|(?:matters|issues|points) (?:of concern|(?:that )?you (?:have )?raised?))\b"
    r"[^.:]{0,60}[.:]$",
    re.I,
)
"""The last sentence above the concerns: "I set out our response to each of your concerns."."""
_IN_TURN: Final = re.compile(r"\b(?:below|in turn|each|following|as follows|:$)", re.I)
_ACTION: Final = re.compile(r"(?:(?:agreed|planned|further) )?actions?(?: taken)?: (?=\S)", re.I)
_NUMBER: Final = re.compile(r"\(?(\d{1,2})[.):]{1,2} (?=\S)")
_NAME: Final = re.compile(
    r"(?:(?:matter of |your )?concern|issue|point) (?:no\.? |number )?(\d{1,2})"
    r"(?: ?[:.)–—-]{1,2} ?(?=\S))?",
    re.I,
)
"""A concern's name and number, with the concern behind it or below it."""
_FEWEST: Final = 2
_MOST_BLOCKS: Final = 12
"""Blocks of an answer to one concern."""
_NEAR: Final = 3
"""Blocks from the announcement to the first concern."""


def read(context: ReaderContext, block: Block) -> int:
    """Read a concern with its number, and the answer below it up to the action's fields."""
    if context.replied is None:
        context.replied = _in_turn(context.blocks)
    end = context.replied.get(context.at)
    if end is None or context.former or context.at in context.pieces:
        return 0
    number = _number(block)
    label, begins = (number[1], number.end()) if number else ("", context.offset(context.at))
    last = context.at
    context.begin_section(None)
    if begins == len(block.printed):
        context.mark(last, "label")
        last, begins = next(context.free_after(last)), 0
    context.mark_item(last, _CONCERN, text=begins, label=label)
    for n in [n for n in context.free_after(last) if n < end]:
        text, begins = context.blocks[n].text, context.offset(n)
        if action := _ACTION.match(text):
            context.mark(n, "update", text=begins + action.end())
            last = n
            break
        if field_at(text):
            break
        context.mark(n, "update", text=begins)
        last = n
    context.after_item = True
    return last - context.at + 1


def _in_turn(blocks: Sequence[Block]) -> Mapping[int, int]:
    """Return where the answer to each concern ends, by the place of the concern."""
    content = [n for n, block in enumerate(blocks) if block.role != "furniture"]
    for place, n in enumerate(content):
        text = blocks[n].text[-300:]
        if not (_ANNOUNCES.search(text) and _IN_TURN.search(text)):
            continue
        firsts = [at for at in content[place + 1 : place + 1 + _NEAR] if _is_next(blocks[at], 1)]
        concerns = _concerns(blocks, firsts[0]) if firsts else []
        if len(concerns) >= _FEWEST:
            ends = [*concerns[1:], _end_of_last(blocks, concerns[-1])]
            return dict(zip(concerns, ends, strict=True))
    return {}


def _concerns(blocks: Sequence[Block], first: int) -> list[int]:
    """Return the places of the concerns, whose numbers go on by one; none where one has no answer.

    What has another kind's name before it is read as any other item is.
    """
    places = [first]
    for n in range(first + 1, len(blocks)):
        block = blocks[n]
        if _is_next(block, len(places) + 1):
            places.append(n)
        elif label_of(block.text) or kind_heading(block.text):
            break
        if n - places[-1] > _MOST_BLOCKS:
            break
    alone = [_is_alone(blocks[at]) for at in places]
    answers = [blocks[at + 1 + n : at + 2 + n] for at, n in zip(places, alone, strict=True)]
    are_answered = all(below and not below[0].marker for below in answers)
    return places if are_answered else []


def _number(block: Block) -> re.Match[str] | None:
    """Return the number of a concern with its sentence behind it, or its name alone."""
    if named := _NAME.match(block.printed):
        return named
    is_text = block.gap and heading_of(block._replace(role="paragraph")) is None
    return _NUMBER.match(block.printed) if is_text else None


def _is_next(block: Block, number: int) -> bool:
    """Return whether a block has the number that a concern at its place has."""
    match = _number(block)
    return match is not None and int(match[1]) == number


def _is_alone(block: Block) -> bool:
    """Return whether a block is a concern's name, with the concern itself below."""
    match = _number(block)
    return match is not None and match.end() == len(block.printed)


def _end_of_last(blocks: Sequence[Block], last: int) -> int:
    """Return the place behind the last answer: its action, or the paragraph below the concern."""
    for n in range(last + 1, min(len(blocks), last + _MOST_BLOCKS)):
        if _ACTION.match(blocks[n].text):
            return n + 1
    return last + 2 + _is_alone(blocks[last])

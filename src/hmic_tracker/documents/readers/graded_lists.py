"""Grades that a paragraph gives to several frameworks, by name or in a list below it."""

from __future__ import annotations

from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.graded_lists import graded_lead, graded_lists, may_be_name
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST_NAMES: Final = 2
_MOST_NAMES: Final = 40


def read(context: ReaderContext, block: Block) -> int:
    """Read "It was graded good in A, B and C; adequate in D", or "It is good at:" and a list."""
    if context.former or block.role in {"heading", "row"}:
        return 0
    return _read_sentences(context, block) or _read_list(context, block)


def _read_sentences(context: ReaderContext, block: Block) -> int:
    lists = graded_lists(block.text, context.grade_words, context.names.find)
    if not lists:
        return 0
    for one in lists:
        for name in one.names:
            context.names.mention(name)
    offset = context.offset(context.at)
    start, end = lists[0].start + offset, lists[-1].end + offset
    if lists[0].start:
        context.mark(context.at, "-", 0, start)
    context.mark(context.at, "graded", start if lists[0].start else 0, end)
    if end < len(block.printed):
        context.mark(context.at, "-", end)
    context.graded_in_row = 0  # as for any other sentence with a grade
    return 1


def _read_list(context: ReaderContext, block: Block) -> int:
    """Read a line that ends with a grade and a colon, and the names that got it below."""
    grade = graded_lead(block.text, context.grade_words)
    names = _names_below(context) if grade else []
    if not grade or len(names) < _FEWEST_NAMES:
        return 0
    start, end = (place + context.offset(context.at) for place in grade)
    if start:
        context.mark(context.at, "-", 0, start)
    context.mark(context.at, "graded", start, label="below", says=block.printed[start:end])
    for at in names:
        context.names.mention(context.blocks[at].text)
        context.mark(at, "frameworks", text=context.offset(at))
    return names[-1] - context.at + 1


def _names_below(context: ReaderContext) -> list[int]:
    """Return the places of the lines below that may be names, with a bullet each or all without."""
    names: list[int] = []
    for at in context.free_after(context.at):
        below = context.blocks[at]
        if len(names) == _MOST_NAMES or below.role in {"heading", "row"}:
            break
        alike = not names or bool(below.marker) == bool(context.blocks[names[0]].marker)
        text = below.text.rstrip(" .;,").removesuffix(" and")
        is_name = may_be_name(text) and not asks(below.text)
        if not (alike and is_name) or (below.gap and not below.marker):
            break
        names.append(at)
    return names

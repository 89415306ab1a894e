"""Boards of grades without a table: the grade above its areas, beside each, or below each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from hmic_tracker.documents.framework_names import name_without_initials
from hmic_tracker.documents.readers.graded_headings import year_above
from hmic_tracker.documents.wording.grade_words import (
    GRADE_FIRST,
    LINK,
    WITH_GRADE,
    WITH_WORD,
    without_level,
)
from hmic_tracker.documents.wording.patterns import (
    CHAPTER_NUMBER,
    LONGEST_GRADED,
    LONGEST_NAME,
)
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LARGEST_BOARD: Final = 200
_LONGEST_SCALE: Final = 8
_OVERALL: Final = re.compile(r"overall (?:rating|grade|judge?ment|effectiveness)", re.I)
"""What is graded on a line of its own, whatever is around it."""
_STANDARD: Final = re.compile(r"(?:[A-Z] ?)?\d{1,2}\.\d{1,2}\.? [A-Z][^.:]{2,70}? ?[–—-] [A-Z]")
"""A numbered standard with a dash before its grade, which may be the only one of its part."""
_NUMBERED: Final = re.compile(r"(?:[A-Z] ?)?\d{1,2}\.\d{1,2}\.? [A-Z]")
"""The number of a standard before its name."""
_NOBODY: Final = re.compile(r"\(?(?:no(?: areas?| services?| questions?)?|none|nil)\)?", re.I)
_SENTENCE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|rated|as|the most|very|not|grade|graded)$"
    r"|[;,]|\.(?!\d)",
    re.I,
)
_BEHIND: Final = re.compile(r"[ –—-]+\d? ?[–—-]?$")
"""The number of a level between a name and its word: "… leadership? 2 - Weak"."""


def read(context: ReaderContext, block: Block) -> int:
    """Read a board from its first line on; two grades make one."""
    if len(block.text) > LONGEST_GRADED or block.role == "row":
        return 0
    return _read_axis(context) or _read_above(context) or _read_beside(context)


def _read_axis(context: ReaderContext) -> int:
    """Mark the grades of a scale below each other, which name a chart's axis and nothing else."""
    run = [context.at]
    if not context.grade_words.grade(context.blocks[context.at].text):
        return 0
    for at in islice(context.free_after(context.at), _LONGEST_SCALE):
        if context.blocks[at].gap or not context.grade_words.grade(context.blocks[at].text):
            break
        run.append(at)
    if not context.grade_words.is_scale([context.blocks[at].text for at in run]):
        return 0
    for at in run:
        context.mark(at, "label")
    return run[-1] - context.at + 1


class _Line(NamedTuple):
    """A line of a board with its areas below: its block, and the grade that it is, else None.

    `cut` is whether the grade goes on in the block directly below.
    """

    at: int
    grade: str | None
    cut: bool = False


def _read_above(context: ReaderContext) -> int:
    """Read grades with the areas that got each below it."""
    if not context.grade_words.grade(_joined(context, context.at)):
        return 0
    region = _region(context)
    names = [line for line in region if line.grade is None]
    bulleted = names and all(
        context.blocks[line.at].marker or _NOBODY.fullmatch(context.blocks[line.at].text)
        for line in names
    )
    grades = [n for n, line in enumerate(region) if line.grade is not None]
    nobody_first = grades[:2] == [0, 1] and grades[-1] < len(region) - 1
    if not bulleted and not nobody_first and not _is_open(context):
        return 0
    ends = [*grades[1:], len(region)]
    sections = [(n, end) for n, end in zip(grades, ends, strict=True) if end - n > 1]
    if len(sections) < 2 or len({region[n].grade for n, _ in sections}) < 2:
        return 0
    for n, end in zip(grades, ends, strict=True):
        _mark_section(context, region[n:end])
    return max(line.at + line.cut for line in region) - context.at + 1


def _region(context: ReaderContext) -> list[_Line]:
    """Return the lines that are grades or may be areas, to the first that is neither."""
    words, region, dotted = context.grade_words, list[_Line](), False
    for at in _free_from(context):
        block = context.blocks[at]
        if region and region[-1].cut and at == region[-1].at + 1:
            continue
        text = _joined(context, at)
        is_grade = words.is_verdict(text)
        if not (is_grade or _NOBODY.fullmatch(block.text) or _may_be_name(block)):
            break
        if words.is_nearly(text) or (dotted and not (block.marker or is_grade)):
            break  # whose grade what is below a misspelt one has nobody can say
        dotted = dotted or bool(block.marker)
        grade = (words.grade(text) or "") if is_grade else None
        region.append(_Line(at, grade, is_grade and text != block.text))
    return region


def _joined(context: ReaderContext, at: int) -> str:
    """Return a line's text, with the one directly below it where both are a grade, or nearly."""
    text, words = context.blocks[at].text, context.grade_words
    below = context.blocks[at + 1 : at + 2]
    if not below or below[0].gap or words.is_verdict(text):
        return text
    both = f"{text} {below[0].text}"
    return both if words.is_verdict(both) or words.is_nearly(both) else text


def _mark_section(context: ReaderContext, lines: Sequence[_Line]) -> None:
    """Mark a grade and the areas below it; a grade that no area got is a label."""
    at, _, cut = lines[0]
    if len(lines) > 1:
        context.mark(at, "graded", label="below", says=_joined(context, at) if cut else "")
    else:
        context.mark(at, "label")
    if cut:
        context.mark(at + 1, "label")
    for line in lines[1:]:
        if _NOBODY.fullmatch(context.blocks[line.at].text):
            context.mark(line.at, "label")
        else:
            context.names.mention(context.blocks[line.at].text)
            context.mark(line.at, "frameworks")


def _is_open(context: ReaderContext) -> bool:
    """Return whether the line above can't be the area that a grade belongs to."""
    above = next(
        (
            context.blocks[n]
            for n in range(context.at - 1, -1, -1)
            if context.blocks[n].role != "furniture"
        ),
        None,
    )
    if above is None or above.text.endswith((".", ":")):
        return True
    return bool(re.search(r"\b(?:judge?ments?|grades?|gradings?|ratings?)$", above.text, re.I))


def _read_beside(context: ReaderContext) -> int:
    """Read lines with a name and its grade, or a name and below it its grade with a link."""
    rows: list[tuple[int, ...]] = []
    free = [context.at, *islice(context.free_after(context.at), 1)]
    if not _row(context, free):
        return 0
    free = _free_from(context)
    while pair := _row(context, free[:2]):
        rows.append(pair)
        free = free[len(pair) :]
    if not (len(rows) > 1 and _is_board(context, rows)) and not _stands_alone(context, rows):
        return 0
    year = year_above(context.blocks, context.at)
    for pair in rows:
        name = _name(context, pair)
        for one in name.split("; "):
            context.names.mention(one)
        if len(pair) == 1:
            context.mark(pair[0], "graded", label=year)
        else:
            block = context.blocks[pair[0]]
            number = CHAPTER_NUMBER.match(block.text)
            begins = context.offset(pair[0]) + number.end() if number else 0
            context.mark(pair[0], "frameworks", text=begins)
            context.mark(pair[1], "graded", label="above")
    return rows[-1][-1] - context.at + 1


def _row(context: ReaderContext, free: Sequence[int]) -> tuple[int, ...]:
    if not free:
        return ()
    if _name(context, free[:1]):
        return (free[0],)
    pair = tuple(free[:2])
    return pair if len(pair) == 2 and _name(context, pair) else ()


def _name(context: ReaderContext, pair: Sequence[int]) -> str:
    """Return the area of a row of the board, "" where it is none."""
    words, block = context.grade_words, context.blocks[pair[0]]
    text = without_level(LINK.sub("", block.text))
    if len(pair) == 2:
        below = context.blocks[pair[1]]
        grade = LINK.sub("", below.text)
        if not words.grade(grade) or not _may_be_name(block) or words.grade(block.text):
            return ""
        return CHAPTER_NUMBER.sub("", block.text)
    if len(text) > LONGEST_GRADED or text.endswith("."):
        return ""
    match = WITH_GRADE.fullmatch(text)
    worded = WITH_WORD.fullmatch(text)
    if worded and words.grade(worded["grade"]):
        name = worded["name"]
    elif match and words.grade(match["grade"]):
        name = match["name"]
    elif (first := GRADE_FIRST.fullmatch(text)) and words.is_verdict(first["grade"]):
        name = first["name"]
    else:
        name, cells = words.cells_at_end(text, 1)
        if not cells or not cells[0].grade or _SENTENCE.search(name):
            return ""
        name = _BEHIND.sub("", name)
    name = name.strip(" –—:-")
    is_name = 3 < len(name) <= LONGEST_NAME and name[:1].isupper() and len(name.split()) < 14
    is_name = is_name and "★" not in name  # a key to the stars
    return name_without_initials(name) if is_name and not words.grade(name) else ""


def _stands_alone(context: ReaderContext, rows: Sequence[tuple[int, ...]]) -> bool:
    """Return whether one line with a name and its grade is no heading of a text below it."""
    if len(rows) != 1 or len(rows[0]) > 1:
        return False
    at = rows[0][0]
    if _OVERALL.fullmatch(_name(context, rows[0])):
        return True
    below = next(context.after(at), None)
    alone = below is None or kind_heading(below.text.partition(" (")[0]) is not None
    return alone and bool(_STANDARD.match(context.blocks[at].printed))


def _is_board(context: ReaderContext, rows: Sequence[tuple[int, ...]]) -> bool:
    """Return whether rows are a board: numbered or marked alike, with links, or three and more."""
    if any(len(pair) == 2 for pair in rows):
        return len(rows) > 2 or _linked(context, rows)
    blocks = [context.blocks[pair[0]] for pair in rows]
    return len(rows) > 2 or all(
        block.marker
        or _NUMBERED.match(block.text)
        or WITH_GRADE.fullmatch(LINK.sub("", block.text))
        or GRADE_FIRST.fullmatch(block.text)
        or WITH_WORD.fullmatch(block.text)
        or block.text.startswith("Overall")
        for block in blocks
    )


def _linked(context: ReaderContext, rows: Sequence[tuple[int, ...]]) -> bool:
    return all(LINK.search(context.blocks[pair[-1]].text) for pair in rows if len(pair) == 2)


def _free_from(context: ReaderContext) -> list[int]:
    return [context.at, *islice(context.free_after(context.at), _LARGEST_BOARD)]


def _may_be_name(block: Block) -> bool:
    text = CHAPTER_NUMBER.sub("", block.text)
    return (
        3 < len(text) <= LONGEST_NAME
        and text[:1].isupper()
        and not text.endswith((".", ":", "?", ";"))
        and kind_heading(text) is None
        and block.role != "row"
    )

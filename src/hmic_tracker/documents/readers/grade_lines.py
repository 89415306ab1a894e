"""Grades on a line of their own: "2007 Grade: Fair", or "Neighbourhood Policing – Excellent"."""

from __future__ import annotations

import re

from hmic_tracker.documents.framework_names import looks_like_name
from hmic_tracker.documents.marks import THIS_TIME
from hmic_tracker.documents.readers.graded_headings import (
    grade_that_moved,
    verdict_cell,
    year_above,
)
from hmic_tracker.documents.readers.headings import is_dot
from hmic_tracker.documents.wording.grade_words import WITH_GRADE, WITH_WORD, without_level
from hmic_tracker.documents.wording.patterns import (
    GRADE_IN_SENTENCE,
    GRADE_LINE,
    LONGEST_GRADED,
    SHORT,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.grade_words import Outcome

_SURELY_GRADES: Final = re.compile(r"\b(?:grade|grading|judge?ment)\b", re.I)
"""Words of which a value that is no grade is worth a warning."""
_OTHER_GRADE: Final = re.compile(
    r"(?:our|the|this|that|its|last|previous|former|earlier|current|overall|final|new|at|in)\b"
    r"|.*\b(?:is|are|was|were|be|been|has|have)$",
    re.I,
)
"""What stands before a grade and names nothing that was graded."""
_SUMMARY: Final = re.compile(
    r"(?:summary of (?:(?:our|the|key|main) )?findings|(?:findings|conclusion) in summary"
    r"|in summary|our (?:finding|conclusion))",
    re.I,
)
"""What stands above the grade of a section, at its end or in its middle."""
_QUESTION: Final = re.compile(r".{5,140}\?")


def read_grade(context: ReaderContext, block: Block) -> bool:
    """Read the grade of the current framework, whose value may be on the next line."""
    if block.role == "row":
        begins = verdict_cell(block, context.grade_words) if context.framework else 0
        if begins:
            context.mark(context.at, "grade", text=begins)
        return begins > 0
    if ends := grade_that_moved(block.text, context.grade_words):
        return _mark_moved(context, context.offset(context.at) + ends)
    if context.expected_grade and (ends := context.grade_words.leading(block.text)):
        return _mark_moved(context, ends)
    return len(block.text) <= SHORT and _read_short(context, block)


def _read_short(context: ReaderContext, block: Block) -> bool:
    """Read the grade of the current framework on a short line."""
    if context.expected_grade and context.grade_words.cell(block.text):
        context.mark(context.at, "grade", label=context.expected_grade[0] or "")
        return True
    if context.expected_grade and _QUESTION.fullmatch(block.text):
        context.next_grade = context.expected_grade
        context.mark(context.at, "-")
        return True
    is_verdict = context.framework and context.grade_words.is_verdict(block.text)
    if is_verdict and _is_below_summary(context):
        context.mark(context.at, "grade")
        return True
    if context.framework and context.grade_words.with_former(block.text):
        context.mark(context.at, "grade")
        return True
    match = GRADE_LINE.fullmatch(block.text)
    if not match:
        return False
    period = match["before"] or match["after"]
    if context.grade_words.cell(match["grade"].strip(" .")):
        start = context.offset(context.at) + match.start("grade")
        doubt = "" if context.framework else "belongs to no framework"
        context.mark(context.at, "grade", text=start, label=period or "", doubt=doubt)
    elif not match["grade"]:
        context.next_grade = (period,)
        context.mark(context.at, "label")
    elif period is None and (":" not in block.text or not _SURELY_GRADES.search(block.text)):
        return False
    else:
        context.mark(context.at, "?", doubt="no grade of a known scale")
    return True


def _is_below_summary(context: ReaderContext) -> bool:
    """Return whether the line directly above sums a section up: "Summary of findings"."""
    above = (b for b in reversed(context.blocks[: context.at]) if b.role != "furniture")
    block = next(above, None)
    return block is not None and bool(_SUMMARY.fullmatch(block.text.rstrip(":")))


def _mark_moved(context: ReaderContext, ends: int) -> bool:
    """Mark a grade with which way it went: that of the heading above, or of a question of it."""
    if context.expected_grade:
        context.mark(context.at, "grade", 0, ends, label=context.expected_grade[0] or "")
        context.mark(context.at, "-", ends)
    else:
        context.mark(context.at, "?", doubt="a grade whose framework isn't known")
    return True


def read_heading_with_grade(context: ReaderContext, block: Block) -> bool:
    """Read the heading of a known framework with its grade behind: "P 1.1. Staffing Good"."""
    if block.role == "row" or len(block.text) > SHORT or block.text.endswith("."):
        return False
    name, cells = context.grade_words.cells_at_end(block.text, 1)
    if not cells or not cells[0].grade or not context.names.find(name):
        return False
    context.begin_section(context.names.mention(name))
    begins = context.offset(context.at) + len(name)
    context.mark(context.at, "framework", 0, begins, text=context.offset(context.at))
    context.mark(context.at, "grade", begins)
    return True


def read_heading_with_word(context: ReaderContext, block: Block) -> bool:
    """Read a heading with the word for a grade behind it: "LEADERSHIP   Grade: Good"."""
    if block.role == "row" or block.marker or not block.gap or len(block.text) > SHORT:
        return False
    match = WITH_WORD.fullmatch(block.text)
    if match is None or context.former or not context.grade_words.grade(match["grade"]):
        return False
    name = match["name"]
    if _OTHER_GRADE.match(name) or (" " not in name and not context.names.find(name)):
        return False
    context.begin_section(context.names.mention(name))
    context.mark(context.at, "framework", 0, match.end("name"))
    context.mark(context.at, "label", match.end("name"), match.start("grade"))
    context.mark(context.at, "grade", match.start("grade"), match.end("grade"))
    if match.end("grade") < len(block.text):
        context.mark(context.at, "label", match.end("grade"))
    return True


def read_named_grade(context: ReaderContext, block: Block) -> bool:
    """Read a framework and its grade on one line."""
    text = without_level(block.text)
    match = WITH_GRADE.fullmatch(text) if len(text) <= LONGEST_GRADED else None
    cell = context.grade_words.cell(match["grade"].strip(" .;")) if match else None
    if not match or not cell or not cell.grade:
        return False
    name = match["name"]
    if not context.names.find(name) and not (is_dot(block) and looks_like_name(name)):
        return False
    context.begin_section(context.names.mention(name))
    context.mark(context.at, "graded", label=year_above(context.blocks, context.at))
    return True


def read_sentence(context: ReaderContext, block: Block) -> bool:
    """Read "is ‘good’ at solving burglaries" in a list or in quotes, and "… Grade: Good."."""
    words = context.grade_words
    if block.role in {"heading", "row"} or len(block.text) > 20 * SHORT:
        return False
    match = GRADE_IN_SENTENCE.search(block.text)
    if match and context.framework and words.cell(match["grade"].strip(" .")):
        offset = context.offset(context.at)
        if match.start() + offset:
            context.mark(context.at, "-", 0, match.start() + offset)
        ends = match.end() + offset
        context.mark(
            context.at, "grade", match.start() + offset, ends, text=match.start("grade") + offset
        )
        if ends < len(block.printed):
            context.mark(context.at, "-", ends)
        return True
    if context.framework and (outcomes := list(words.outcomes(block.text))):
        return _mark_outcomes(context, outcomes)
    earlier = words.earlier(block.text) if context.framework else None
    begins = block.text.rfind(". ", 0, earlier.start) + 2 if earlier else len(block.text)
    given = list(words.given_to(block.text[:begins]))
    if earlier and not given:
        return _mark_outcomes(context, [earlier])
    if not given or context.former:
        return False
    marked_out = is_dot(block) or any(quoted for *_, quoted in given)
    if not marked_out and not any(context.names.find(name) for name, *_ in given):
        return False
    for name, *_ in given:
        context.names.mention(name)
    below = context.following
    is_now = earlier or (below is not None and words.earlier(below.text))
    ends = context.offset(context.at) + begins
    context.mark(context.at, "graded", 0, ends, label=THIS_TIME if is_now else "")
    if earlier:
        _mark_outcomes(context, [earlier], ends)
    context.graded_in_row = 0  # a sentence after a grade is the section's own text
    return True


def _mark_outcomes(context: ReaderContext, outcomes: Sequence[Outcome], begun: int = 0) -> bool:
    """Mark the grades of a sentence; one that is repeated on the next line belongs to it."""
    offset, graded = context.offset(context.at), context.graded_in_row
    for one in outcomes:
        start, end = one.start + offset, one.end + offset
        context.mark(context.at, "-", begun, start)
        context.mark(context.at, "grade", start, end, label=one.period or THIS_TIME)
        begun = end
    context.mark(context.at, "-", begun)
    context.graded_in_row = graded + 1  # the sentence is all that stands between two of them
    follows = context.following
    if follows and context.grade_words.grade(follows.text) and len(follows.text) <= SHORT:
        context.next_grade = (None,)
    return True

"""Grades on a line of their own: "2007 Grade: Fair", or "Neighbourhood Policing – Excellent"."""

import re
from typing import Final

from hmic_tracker.documents.readers.headings import looks_like_name
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.patterns import GRADE_LINE, SHORT

_WITH_GRADE: Final = re.compile(r"(?P<name>.{3,80}?)(?: ?[–—:]| -) ?(?P<grade>.{3,40})")


def read_grade(context: ReaderContext, block: Block) -> bool:
    """Read the grade of the current framework, whose value may be on the next line."""
    if len(block.text) > SHORT:
        return False
    if context.expected_grade and (cell := context.grade_words.cell(block.text)):
        context.add_grade(block, context.expected_grade[0], cell)
        return True
    match = GRADE_LINE.fullmatch(block.text)
    if not match:
        return False
    period = match["before"] or match["after"]
    if cell := context.grade_words.cell(match["grade"].strip(" .")):
        context.add_grade(block, period, cell)
    elif not match["grade"]:
        context.next_grade = (period,)
    elif period is None and ":" not in block.text:
        return False
    else:
        context.warn(block, "not understood: no grade of a known scale")
    return True


def read_named_grade(context: ReaderContext, block: Block) -> bool:
    """Read a framework and its grade on one line."""
    match = _WITH_GRADE.fullmatch(block.text) if len(block.text) <= SHORT else None
    cell = context.grade_words.cell(match["grade"].strip(" .;")) if match else None
    if not match or not cell or not cell.grade:
        return False
    name = match["name"]
    if not context.names.find(name) and not (block.bullet and looks_like_name(name)):
        return False
    context.begin_section(context.names.mention(name))
    context.add_grade(block, None, cell)
    return True

"""Paragraphs: counts and grades in sentences. What looks like more than prose is warned of."""

import re
from typing import Final

from hmic_tracker.documents.parsed_report import GradeStatement
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.bullets import counts_in_prose, has_count
from hmic_tracker.documents.wording.patterns import KIND, SHORT

_LABEL: Final = re.compile(rf"{KIND} ?\d", re.I)


def read(context: ReaderContext, block: Block) -> bool:
    """Read any block."""
    text = block.text
    if block.number is not None and not block.bullet:
        context.kind = None  # the next numbered paragraph ends a list
    if context.framework is not None and not block.bullet:
        for kind, total in counts_in_prose(text):
            context.add_count(block, context.framework, kind, total)
    for name, cell in context.grade_words.in_sentences(text[: 50 * SHORT]):
        if slug := context.mention_known(name):
            context.report.grades.append(GradeStatement(slug, None, cell, block, in_prose=True))
    if _LABEL.match(text) or (block.bullet and _looks_like_content(context, text)):
        context.warn(block, "not understood")
    return True


def _looks_like_content(context: ReaderContext, text: str) -> bool:
    name = re.split(r" [-–—] |: |[–—]", text[: 3 * SHORT], maxsplit=1)[0]
    about_known = len(name) < len(text) and context.names.find(name) is not None
    return len(text) <= 3 * SHORT and (has_count(text) or about_known)

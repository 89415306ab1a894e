"""How much each of a document's first lines looks like its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers.headings import is_plain_heading
from hmic_tracker.documents.readers.title_lines import (
    begins_no_title,
    has_title_words,
    is_body_name,
    is_by_line,
    is_of_list,
    is_organisation,
    is_to_body,
)
from hmic_tracker.documents.wording.headers import dated_line, is_body
from hmic_tracker.documents.wording.patterns import CHAPTER_NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_SERIES: Final = re.compile(
    r"(?:(?:internal|external) )?audit reports?(?: (?:no|ref|number)\.?)?:? [\d./-]+"
    r"|(?:[a-z]+ ){0,2}(?:accident|incident|casualty)(?: investigation)? report",
    re.I,
)
"""What a report is, and its number or its year, but not what it is about."""
_MARKED: Final = re.compile(
    r"\s(?:PUBLIC|PRIVATE|OFFICIAL(?:[- ]SENSITIVE)?|RESTRICTED|CONFIDENTIAL)$"
)
"""Who may read a paper, in the same line as whose it is."""
_DAY_BEHIND: Final = re.compile(
    r"(?<!year ended )(?<!year ending )(?<!period ended )(?<!year to )(?<! as at )"
    r"\b\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d\b.*\d{4}"
)


def worth_of(blocks: Sequence[Block], likely: Sequence[int], n: int) -> int:
    """Return how much a line looks like the title: what it says, its size, how early it is."""
    block, text = blocks[n], _MARKED.sub("", blocks[n].text)
    worth = 3 * (n == likely[0]) + (2 if block.role == "heading" and block.level == 1 else 0)
    worth += 1 if 3 <= len(text.split()) <= 20 else 0
    worth -= 3 if is_body(text) or is_by_line(text) else 0
    is_name = is_organisation(text)
    worth -= (
        (4 if _has_better(blocks, likely) else 2) if is_name else 2 if len(text.split()) < 2 else 0
    )
    worth -= 4 if re.search(r"\bagenda item\b", text, re.I) else 0
    worth -= 3 if block.role != "heading" and _is_first_heading(blocks[n + 1 : n + 2]) else 0
    is_plain = is_plain_heading(text) and not (is_of_list(text) or is_to_body(text))
    worth -= 4 if n != likely[0] and (is_plain or CHAPTER_NUMBER.match(text)) else 0
    if dated_line(text) or _DAY_BEHIND.search(text) or begins_no_title(text):
        worth -= 3 if n != likely[0] else 0
    beside = [blocks[at].text for at in (n - 1, n + 1) if 0 <= at < len(blocks)]
    worth -= 4 if _SERIES.fullmatch(text) else 0
    worth += 3 if any(map(_SERIES.fullmatch, beside)) and not is_name else 0
    near = n - likely[0] < 8
    again = any(other.text == text for other in blocks[n + 1 : n + 8]) and len(text.split()) > 2
    worth += 2 if again and not is_name else 0  # a page's path ends with its title
    return worth + (2 if near and has_title_words(text) else 0)


def _is_first_heading(below: Sequence[Block]) -> bool:
    """Return whether the line below is a page's heading, so that this one only says its sort."""
    return any(block.role == "heading" and block.level == 1 for block in below)


def _has_better(blocks: Sequence[Block], likely: Sequence[int]) -> bool:
    """Return whether a line of four words and more is a title of its own, and no mere name."""
    return any(
        len(blocks[n].text.split()) > 3
        and not is_body_name(blocks[n].text)
        and not is_plain_heading(blocks[n].text)
        and not begins_no_title(blocks[n].text)
        for n in likely
    )

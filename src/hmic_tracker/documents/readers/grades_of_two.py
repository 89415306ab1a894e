"""Boards whose rows have two grades: this inspection's, and the one that a former one gave."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.marks import FORMER_TIME, THIS_TIME
from hmic_tracker.documents.wording.patterns import LONGEST_NAME, SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 2
"""Grades of a row, and rows of a board."""
_MOST: Final = 60
_MOST_LETTERS: Final = 160
"""Letters of a row."""
_OF: Final = r"(?:inspection|judge?ment|grade|grading|rating|visit|round|assessment)s?"
_YEAR: Final = r"(?:in |of )?\(?(?P<period>20\d\d(?:[/–-]\d{2,4})?)\)?"
_FORMER: Final = re.compile(
    rf"\b(?:previous|last|former|prior|earlier)\b(?: {_OF}){{0,2}}(?: {_YEAR})?", re.I
)
_NOW: Final = re.compile(r"\b(?:this|current|latest|new|now|inspected|today)\b", re.I)
UNCLEAR: Final = "two grades, and nobody says which of them is the former one"


def read(context: ReaderContext, block: Block) -> int:
    """Read such rows from the first on; the line above says which grade is which."""
    if block.role == "row" or not _is_row(context, block):
        return 0
    rows = [context.at]
    for at in islice(context.free_after(context.at), _MOST):
        if not _is_row(context, context.blocks[at]):
            break
        rows.append(at)
    if len(rows) < _FEWEST:
        return 0
    periods = _periods_above(context)
    for at in rows:
        name, _ = context.grade_words.cells_at_end(context.blocks[at].text, _FEWEST)
        context.names.mention(name)
        doubt = "" if periods else UNCLEAR
        context.mark(at, "grades" if periods else "?", label=periods, doubt=doubt)
    return rows[-1] - context.at + 1


def names_both(head: str) -> bool:
    """Return whether a table's head names this inspection and, a former one."""
    return bool(_FORMER.search(head) and _NOW.search(head))


def _is_row(context: ReaderContext, block: Block) -> bool:
    """Return whether a line is a name and two grades."""
    if len(block.text) > _MOST_LETTERS or block.role == "row":
        return False
    name, cells = context.grade_words.cells_at_end(block.text, _FEWEST + 1)
    named = 3 < len(name) <= LONGEST_NAME and name[:1].isupper()
    return named and len(cells) == _FEWEST and all(cell.grade for cell in cells)


def _periods_above(context: ReaderContext) -> str:
    """Return the periods of the two grades that the line above names, "" where it names none."""
    above = (n for n in range(context.at - 1, -1, -1) if context.blocks[n].role != "furniture")
    at = next(above, -1)
    text = context.blocks[at].text if at >= 0 else ""
    former = _FORMER.search(text) if len(text) <= SHORT else None
    if former is None or at in context.pieces:
        return ""
    period = (former["period"] or FORMER_TIME).replace("–", "/").replace("-", "/")
    now = _NOW.search(text)
    if now is None and former.end() < len(text):
        return ""
    context.mark(at, "label")
    is_second = now is None or now.start() < former.start()
    return f"{THIS_TIME} {period}" if is_second else f"{period} {THIS_TIME}"

"""Chapters of graded areas that a board names in fewer of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from hmic_tracker.documents.framework_names import name_of_heading
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.marks import Mark

_NAME_AND_GRADE: Final = 2
"""Cells of a row of a board."""
_FEWEST_WORDS: Final = 2


def names_on_board(marks: Sequence[Mark]) -> Mapping[str, str]:
    """Return what a board calls a chapter in fewer words, by the chapter's name.

    No other heading has that name, and the grade below the chapter's is the board's.
    """
    headings = {folded(mark.text) for mark in marks if mark.word in {"framework", "section"}}
    rows = [mark.text.split("\t") for mark in marks if mark.word == "grades"]
    board = [row for row in rows if len(row) == _NAME_AND_GRADE and folded(row[0]) not in headings]
    known: dict[str, str] = {}
    content = [mark for mark in marks if mark.word != "~"] if board else []
    for mark, below in pairwise(content):
        if mark.word != "framework" or below.word != "grade":
            continue
        name = name_of_heading(mark.text)
        short = {row[0] for row in board if _is_shorter(row, name, below.text)}
        if len(short) == 1:
            known[name] = short.pop()
    return known


def _is_shorter(row: Sequence[str], name: str, grade: str) -> bool:
    """Return whether a row has the grade, and words of the name in their order from the first."""
    words, longer = folded(row[0]).split(), folded(name).split()
    rest = iter(longer)
    few = _FEWEST_WORDS <= len(words) < len(longer) and words[0] == longer[0]
    return few and folded(row[1]) == folded(grade.strip(" .")) and all(w in rest for w in words)

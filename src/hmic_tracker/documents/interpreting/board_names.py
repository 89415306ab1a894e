"""Chapters of graded areas that a board names in fewer of their words, or in others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hmic_tracker.documents.framework_names import name_of_heading
from hmic_tracker.documents.interpreting.grades import row_name
from hmic_tracker.documents.marks import THIS_TIME
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.marks import Mark
    from hmic_tracker.documents.wording.grade_words import GradeWords

_FEWEST_WORDS: Final = 2
_FEWEST_ROWS: Final = 3
"""Areas of a board and of chapters of which the last two left are one."""
_ROOT: Final = 4
"""Letters by which a word is known in another form: "public", "treating"."""
_LITTLE: Final = frozenset({"and", "the", "for", "with", "other", "our", "its", "how", "from"})

Grades = Mapping[str, str]
"""Grades by names."""


def names_on_board(marks: Sequence[Mark], words: GradeWords) -> Mapping[str, str]:
    """Return what a board calls a chapter in fewer words or others, by the chapter's name.

    No other heading has that name, and the grade below the chapter's is the board's.
    """
    rows = _rows(marks, words)
    chapters = _chapters(marks, words) if rows else {}
    headings = {folded(mark.text) for mark in marks if mark.word in {"framework", "section"}}
    board = {name: grade for name, grade in rows.items() if folded(name) not in headings}
    known: dict[str, str] = {}
    for name, grade in chapters.items():
        short = {row for row in board if board[row] == grade and _is_shorter(row, name)}
        if len(short) == 1:
            known[name] = short.pop()
    on_board = {folded(name) for name in rows}
    left = {
        name: grade
        for name, grade in chapters.items()
        if name not in known and folded(name) not in on_board
    }
    board = {name: grade for name, grade in board.items() if name not in known.values()}
    alike = _alike(left, board)
    left = {name: grade for name, grade in left.items() if name not in alike}
    board = {name: grade for name, grade in board.items() if name not in alike.values()}
    is_last = len(left) == len(board) == 1 and len(rows) == len(chapters) >= _FEWEST_ROWS
    if is_last and [*left.values()] == [*board.values()]:
        alike |= dict(zip(left, board, strict=True))
    return known | alike


def _rows(marks: Sequence[Mark], words: GradeWords) -> Grades:
    """Return this inspection's grades on the board."""
    rows: dict[str, str] = {}
    for mark in marks:
        periods = mark.label.split()
        if mark.word != "grades" or (periods and THIS_TIME not in periods):
            continue
        number = max(1, len(periods))
        cells = words.cells_at_end(mark.text.replace("\t", " "), number)[1]
        now = periods.index(THIS_TIME) if periods else 0
        grade = cells[now].grade if len(cells) == number else None
        if grade:
            rows[row_name(words, mark)] = folded(grade)
    return rows


def _chapters(marks: Sequence[Mark], words: GradeWords) -> Grades:
    """Return the grades that stand directly below the headings of chapters."""
    chapters: dict[str, str] = {}
    for mark, below in pairwise([mark for mark in marks if mark.word != "~"]):
        if mark.word == "framework" and below.word == "grade":
            former = words.with_former(below.text)
            grade = words.grade(former[0] if former else below.text) or ""
            chapters[name_of_heading(mark.text)] = folded(grade)
    return chapters


def _is_shorter(row: str, name: str) -> bool:
    """Return whether a row has words of the name in their order from the first."""
    words, longer = folded(row).split(), folded(name).split()
    rest = iter(longer)
    few = _FEWEST_WORDS <= len(words) < len(longer) and words[0] == longer[0]
    return few and all(w in rest for w in words)


def _alike(chapters: Grades, board: Grades) -> dict[str, str]:
    """Return the chapters and rows of one grade that are most alike, each to the other."""
    pairs = {
        (name, row): likeness
        for name, grade in chapters.items()
        for row, same in board.items()
        if grade == same and (likeness := _likeness(name, row))
    }
    return {
        pair[0]: pair[1]
        for pair, most in pairs.items()
        if all(one == pair or pairs[one] < most for one in pairs if {*one} & {*pair})
    }


def _likeness(name: str, row: str) -> float:
    """Return how much of two names is in both, 0 where it is less than most of the shorter."""
    roots, others = _roots(name), _roots(row)
    both = roots & others
    if len(both) < _FEWEST_WORDS or 2 * len(both) <= min(len(roots), len(others)):
        return 0
    return len(both) / len(roots | others)


def _roots(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", folded(name))
    return {word[:_ROOT] for word in words if word not in _LITTLE}

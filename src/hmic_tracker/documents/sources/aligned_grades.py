"""Boards of grades in two columns kept apart by spaces, whose names go on in the lines below."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_tables import segments_of
from hmic_tracker.domain.grades import SCALES
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Final

GRADES: Final = frozenset(folded(grade) for scale in SCALES for grade in scale.grades)
"""Those of every scale, folded."""
_MOST_WRAPPED: Final = 4
"""Lines by which a name goes on."""
_MOST_BLANK: Final = 2
_PAIR: Final = 2
_FEWEST: Final = 2
"""Rows of a board."""

Lines = Sequence[tuple[int, str]]


def with_tabs(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each row of such a board as one line, a tab before its grade.

    Boards with each name on one line are left as they are, for other readers.
    """
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        end, rows = _board(lines, at)
        if len(rows) >= _FEWEST and end - at > len(rows):
            result += rows
            at = end
        else:
            result.append(lines[at])
            at += 1
    return result


def _board(lines: Lines, first: int) -> tuple[int, list[tuple[int, str]]]:
    """Return where the board that begins at a line ends, and its rows; a name may be wrapped."""
    rows: list[tuple[int, str]] = []
    at = end = first
    wrapped = False
    while at < len(lines) and at - end <= _MOST_BLANK:
        if not lines[at][1].strip():
            at += 1
            continue
        name, grade = _name_and_grade(lines[at][1])
        last = at
        if not grade:
            name, grade = _over_two_lines(lines, at)
            last = at + 1
        if not grade:
            break
        below = _wrapped(lines, last) if len(segments_of(lines[last][1])) > 1 else []
        wrapped = wrapped or bool(below) or last > at
        rows.append((lines[at][0], f"{' '.join([name, *below])}\t{grade}"))
        at = end = last + 1 + len(below)
    return (end, rows) if wrapped else (first, [])


def _name_and_grade(line: str) -> tuple[str, str]:
    """Return the two pieces of a line whose second is a grade; nothing of another line."""
    if "\t" in line or "   " not in line.strip():
        return "", ""
    segments = segments_of(line[:200])
    if len(segments) != 2 or folded(segments[1].text) not in GRADES:
        return "", ""
    return segments[0].text, segments[1].text


def _over_two_lines(lines: Lines, at: int) -> tuple[str, str]:
    """Return the name and the grade of a row whose grade goes on below: "Requires improvement"."""
    if at + 1 >= len(lines):
        return "", ""
    above, below = (segments_of(line[:200]) for _, line in lines[at : at + 2])
    if len(above) != _PAIR or not 1 <= len(below) <= _PAIR or below[-1].start != above[1].start:
        return "", ""
    grade = f"{above[1].text} {below[-1].text}"
    rest = below[0].text if len(below) == _PAIR else ""
    if folded(grade) not in GRADES or (rest and below[0].start != above[0].start):
        return "", ""
    return f"{above[0].text} {rest}".strip(), grade


def _wrapped(lines: Lines, at: int) -> list[str]:
    """Return the lines below a row by which its name goes on, to the next empty one."""
    start = segments_of(lines[at][1])[0].start
    texts: list[str] = []
    for _, line in lines[at + 1 : at + 2 + _MOST_WRAPPED]:
        segments = segments_of(line)
        if not segments:
            return texts
        is_rest = len(segments) == 1 and segments[0].start == start
        if not is_rest or not segments[0].text[:1].islower():
            return []
        texts.append(segments[0].text)
    return [] if len(texts) > _MOST_WRAPPED else texts

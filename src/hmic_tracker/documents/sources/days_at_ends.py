"""Tables of texts and their days in which a copy left each day at the end of the first line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.sources.aligned_tables import OF_ROW
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.pointers import CITED
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import Final

_LONGEST_HEAD: Final = 60
_MOST_LINES: Final = 200
"""Lines of a table."""
_MOST_OF_ROW: Final = 60
_MOST_ABOVE: Final = 3
"""Lines from the head to the first row, with it."""
_SHORTEST: Final = 20
"""Letters beside a day."""
_SAYS_WHEN: Final = re.compile(r"\b(?:by|before|until|till|since|on|dated|from|and|or)$", re.I)
"""What stands before a day that is of the sentence."""
_ENDED: Final = (".", ".)", ")", ":", ";")

Lines = Sequence[tuple[int, str]]


def with_lines(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each such day on a line of its own below the text it is of.

    "Requirement Due date" is the head, and "The staff must learn to 29 May 2032" a first line,
    with the rest of the text below it.
    """
    texts: dict[int, str] = {}
    days: dict[int, str] = {}
    end = 0
    for at, (_, line) in enumerate(lines):
        name = _name_of_days(line) if at >= end else ""
        if name:
            end = _end(lines, at)
            for first, last, begins in _rows(lines, at, end):
                text = lines[first][1]
                texts[first], days[last] = text[:begins].rstrip(), f"{name}: {text[begins:]}"
    result: list[tuple[int, str]] = []
    for at, (number, line) in enumerate(lines):
        result.append((number, texts.get(at, line)))
        if at in days:
            result += [(number, ""), (number, days[at]), (number, "")]
    return result


def _name_of_days(line: str) -> str:
    """Return what the head of such a table calls the days, "" where a line is none."""
    text = line.strip()
    if len(text) > _LONGEST_HEAD or "\t" in text or "  " in text:
        return ""
    words = text.split(" ")
    for n in range(1, len(words)):
        name = " ".join(words[n:])
        if field_named(" ".join(words[:n])) == "text" and field_named(name) == "due":
            return name
    return ""


def _end(lines: Lines, head: int) -> int:
    """Return where the table below a head ends at the latest: at the name of another list."""
    last = min(len(lines), head + _MOST_LINES)
    return next((n for n in range(head + 1, last) if kind_heading(lines[n][1].strip())), last)


def _rows(lines: Lines, head: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the first and the last line of each row, and where the day begins in the first."""
    begins = {n: day for n in range(head + 1, end) if (day := _day_begins(lines, n))}
    firsts = list(begins)
    if not firsts or not _is_directly_below(lines, head, firsts[0]):
        return
    for first, stop in zip(firsts, [*firsts[1:], end], strict=True):
        yield first, _last(lines, first, min(stop, first + _MOST_OF_ROW)), begins[first]


def _is_directly_below(lines: Lines, head: int, first: int) -> bool:
    between = lines[head + 1 : first]
    return len(between) < _MOST_ABOVE and not any(line.strip() for _, line in between)


def _day_begins(lines: Lines, at: int) -> int:
    """Return where a day begins that stands at a line's end and beside its sentence, else 0."""
    line = lines[at][1].rstrip()
    day = next((one for one in DATE.finditer(line) if one.end() == len(line)), None)
    before = line[: day.start()].strip() if day else ""
    if day is None or len(before) < _SHORTEST or _SAYS_WHEN.search(before) or "\t" in line:
        return 0
    below = lines[at + 1][1].strip() if at + 1 < len(lines) else ""
    return day.start() if below[:1].islower() or before.endswith(_ENDED) else 0


def _last(lines: Lines, first: int, stop: int) -> int:
    """Return the last line of a row: of its first paragraph, or of the one with its regulation.

    The paragraphs below that say so are of it as well.
    """
    is_cited = not any(CITED.search(line.strip()) for _, line in lines[first:stop])
    last = first
    for at in range(first, stop):
        text = lines[at][1].strip()
        if not text:
            continue
        if is_cited and at - last > 1 and not OF_ROW.match(text):
            break
        last = at
        is_cited = is_cited or _ends_with_regulation(lines, at)
    return last


def _ends_with_regulation(lines: Lines, at: int) -> bool:
    """Return whether the regulation that a requirement cites ends with a line or on its second."""
    return bool(CITED.search(" ".join(line.strip() for _, line in lines[max(0, at - 1) : at + 1])))

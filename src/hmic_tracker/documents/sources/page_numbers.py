"""Numbers of pages far from the margin: alone on their lines, or before a page's first words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.furniture import is_page_mark
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

_INDENT: Final = 12
"""Columns that a page's number stands further in than the lines above and below it."""
_FAR: Final = 30
"""Columns so far in that alone on their lines are pages' numbers, however many are left out."""
_FEWEST: Final = 3
_MOST_SKIPPED: Final = 2
"""By how much a number may be larger than the one before: a page without one is between them."""
_NUMBER: Final = re.compile(r"(?P<number>\d{1,4})(?: {3,}(?=\S)|(?=[A-Za-z]{2})|$)")
"""The number, with the first line of the next page behind it where no line end is left."""

_BARE: Final = re.compile(r"\d{1,3}")
_MOST_HEADS: Final = 8
"""Columns of a table whose cells are lines."""
_FEWEST_NAMED: Final = 2
"""Of its heads those whose names are known."""
_LONGEST_HEAD: Final = 60
_LONGEST_ROW: Final = 40
"""Lines from the number of one row of such a table to the next."""


def with_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with such numbers marked, where there are three that go on from each other.

    A number before the words of the next page has a line of its own.
    """
    matches = {at: match for at in range(len(lines)) if (match := _number_at(lines, at))}
    numbers = [int(match["number"]) for match in matches.values()]
    is_far = all(
        len(match.string) == match.end() and _depth(lines, at) >= _FAR
        for at, match in matches.items()
    )
    most = max(numbers, default=0) if is_far else _MOST_SKIPPED
    goes_on = all(0 < after - before <= most for before, after in pairwise(numbers))
    if len(numbers) < _FEWEST or not goes_on:
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        match = matches.get(at)
        if match:
            parted.append(line._replace(text=match["number"], furniture="page mark"))
        if rest := line.text.strip()[match.end() :] if match else line.text:
            parted.append(line._replace(text=rest, indent=0) if match else line)
    return parted


def _number_at(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """Return the number that a line begins with, far from the margin of the lines about it."""
    line = lines[at]
    is_apart = line.gap or (at > 0 and is_page_mark(lines[at - 1].text.strip()))
    if not is_apart or line.furniture or not (match := _NUMBER.match(line.text.strip())):
        return None
    return match if _depth(lines, at) >= _INDENT else None


def _depth(lines: Sequence[Line], at: int) -> int:
    """Return how many columns a line stands further in than those above and below it."""
    beside = (lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines))
    near = [one.indent for one in beside if not _NUMBER.match(one.text.strip())]
    return lines[at].indent - max(near, default=lines[at].indent)


def numbers_of_rows(lines: Sequence[Line]) -> set[int]:
    """Return the places of numbers that begin the rows of a table with a cell on each line.

    They go on from 1 below the names of its columns, or each stands directly above what somebody
    must do, and are none of pages.
    """
    texts = [line.text.strip() for line in lines]
    rows = _numbers_above_texts(lines, texts)
    for at, text in enumerate(texts):
        if text != "1" or not _are_heads(texts[max(0, at - _MOST_HEADS) : at]):
            continue
        last, number = at, 1
        rows.add(at)
        for n in range(at + 1, len(texts)):
            if n - last > _LONGEST_ROW:
                break
            if texts[n] == str(number + 1):
                last, number = n, number + 1
                rows.add(n)
    return rows


def _numbers_above_texts(lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """Return the places of numbers, of laws' parts, that each have an item's text below them."""
    starts = [at for at, text in enumerate(texts) if _BARE.fullmatch(text) and lines[at].gap]
    rows: list[int] = []
    for at in starts:
        text = " ".join(texts[at + 1 : at + 3])
        if at + 1 >= len(lines) or lines[at + 1].gap or not asks(text):
            continue
        near = bool(rows) and at - rows[-1] <= _LONGEST_ROW
        if near or _are_heads(texts[max(0, at - _MOST_HEADS) : at]):
            rows.append(at)
    return set(rows)


def _are_heads(above: Sequence[str]) -> bool:
    """Return whether the lines above a number end with the names of columns."""
    heads: list[str] = []
    for text in reversed(above):
        if len(text) > _LONGEST_HEAD or text.endswith((".", ":", ";")):
            break
        heads.append(text)
    named = [text for text in heads if field_of_head(text) or kind_heading(text)]
    return len(named) >= _FEWEST_NAMED

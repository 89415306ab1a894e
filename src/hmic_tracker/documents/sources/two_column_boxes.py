"""Boxes of two columns: an item's label and facts at the left, its text and a reply beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.sources.aligned_tables import segments_of
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.wording.furniture import BARE_NUMBER, is_page_mark
from hmic_tracker.documents.wording.labels import is_label_alone
from hmic_tracker.documents.wording.patterns import BULLETS
from hmic_tracker.light_typing import Final, NamedTuple

_LEAST_LEFT: Final = 15
"""Letters of room that the left column has."""
_NEAR: Final = 3
_MOST_LINES: Final = 80
_MOST_BLANK: Final = 3
_MOST_BETWEEN: Final = 5
"""Lines of a page's foot and head within a box."""
_FACT: Final = re.compile(r"[A-Z][A-Za-z /]{1,40}:")
"""A name with its value, at the left: "Stated: First time", "To be completed by:"."""
_REPLY: Final = re.compile(
    rf"(?:Refs?|References?)\b\.? ?:|(?:[A-Z]\w+ )?(?i:response)\b|[{BULLETS}]"
)
"""What stands below the text at the right: where it is argued for, and what is answered."""
_FROM: Final = re.compile(r"(?:Refs?|References?|Stated)\b\.? ?:")
"""What is no field of an item: the regulation, the paragraph, and how often it was stated."""
_ENDED: Final = (".", ":", ";", ".)", "?", "!")

Lines = Sequence[tuple[int, str]]


class _Side(NamedTuple):
    """One column of a box: its pieces, each with the number of its first line."""

    pieces: list[tuple[int, str]]

    def add(self, number: int, text: str, *, begins: bool) -> None:
        """Join a line to the piece above it, or begin a piece with it."""
        if begins or not self.pieces:
            self.pieces.append((number, text))
        else:
            first, above = self.pieces[-1]
            self.pieces[-1] = (first, f"{above} {text}")

    @property
    def is_open(self) -> bool:
        """Whether the last piece is a sentence without its end."""
        return bool(self.pieces) and not self.pieces[-1][1].endswith(_ENDED)


def with_lines(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each piece of such a box as a line: label, text, facts, reply."""
    result: list[tuple[int, str]] = []
    printed = Counter(line.strip() for _, line in lines)
    heads = frozenset(text for text, times in printed.items() if times > 1 and text)
    at = 0
    while at < len(lines):
        right = _right_column(lines, at)
        end, pieces = _box(lines, at, right, heads) if right else (at, [])
        if not pieces:
            result.append(lines[at])
            at += 1
            continue
        for piece in pieces:
            result += [piece, (piece[0], "")]
        at = end
    return result


def _right_column(lines: Lines, at: int) -> int:
    """Return where the right column of a box begins whose label a line has, 0 where none does."""
    line = lines[at][1]
    segments = segments_of(line) if "\t" not in line else []
    if not segments or not is_label_alone(clean(segments[0].text)) or len(segments) > 2:
        return 0
    if len(segments) == 1:
        below = segments_of(lines[at + 1][1]) if at + 1 < len(lines) else []
        if len(below) != 2 or not _FACT.match(below[0].text):
            return 0
        segments = below
    right = segments[1].start
    is_apart = right - segments[0].start >= _LEAST_LEFT
    return right if is_apart and segments[1].text[:1].isupper() else 0


def _box(
    lines: Lines, first: int, right: int, heads: frozenset[str]
) -> tuple[int, list[tuple[int, str]]]:
    """Return where a box ends and its pieces in order; no pieces where it has no facts.

    Below a page's number stand `heads`, lines that come again, and they are none of the box.
    """
    left, beside = _Side([]), _Side([])
    waiting, between = list[tuple[int, str]](), list[tuple[int, str]]()
    end, blank, apart = first, 0, [True, True]
    for at in range(first, min(len(lines), first + _MOST_LINES)):
        number, line = lines[at]
        if not line.strip():
            blank, apart = blank + 1, [True, True]
            if blank > _MOST_BLANK and not waiting:
                break
            continue
        cells = _cells(line, right)
        if at > first and is_label_alone(cells[0] if cells else clean(line)):
            break
        is_head = bool(waiting) and line.strip() in heads
        if cells is None or is_head or (waiting and not _goes_on(cells, beside)):
            waiting.append(lines[at])
            if at == first or len(waiting) > _MOST_BETWEEN:
                break
            continue
        apart = [apart[0] and not waiting, apart[1] and not waiting]
        for n, (side, begins) in enumerate(((left, _FACT), (beside, _REPLY))):
            if cells[n]:
                new = apart[n] or bool(begins.match(cells[n])) or len(left.pieces) == 1 > n
                side.add(number, cells[n], begins=new)
            apart[n] = not cells[n]
        between, waiting, blank, end = [*between, *waiting], [], 0, at + 1
    facts = [text for _, text in left.pieces[1:] if _FACT.match(text)]
    return (end, [*_in_order(left, beside), *between]) if facts else (first, [])


def _cells(line: str, right: int) -> tuple[str, str] | None:
    """Return what a line has at the left and at the right; None where it has neither."""
    if is_page_mark(clean(line)) or BARE_NUMBER.fullmatch(line.strip()):
        return None
    sides: tuple[list[str], list[str]] = ([], [])
    for segment in segments_of(line):
        is_right = segment.start >= right - _NEAR
        if not is_right and segment.start + len(segment.text) > right - 1:
            return None
        sides[is_right].append(segment.text)
    return clean(" ".join(sides[0])), clean(" ".join(sides[1]))


def _goes_on(cells: tuple[str, str], beside: _Side) -> bool:
    """Return whether a line below a page's end is one of the box that the page has cut."""
    if cells[0] and not _FACT.match(cells[0]):
        return False
    return bool(cells[1]) and (beside.is_open or bool(_REPLY.match(cells[1])))


def _in_order(left: _Side, beside: _Side) -> Iterator[tuple[int, str]]:
    """Yield a box's pieces: the label and the text, its fields, and then where it is from.

    A point of a list at the right belongs to the text as long as no reply is above it.
    """
    replies = [n for n, (_, text) in enumerate(beside.pieces) if _REPLY.match(text)]
    cut = next((n for n in replies if beside.pieces[n][1][:1] not in BULLETS), len(beside.pieces))
    yield from (*left.pieces[:1], *beside.pieces[:cut])
    others = []
    for piece in (*left.pieces[1:], *beside.pieces[cut:]):
        if _FROM.match(piece[1]):
            others.append(piece)
        else:
            yield piece
    yield from others

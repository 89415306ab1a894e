"""What every line of a document counts as, and the sums of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hmic_tracker.documents.marks import BY_WORD, Mark, Marks, Part
from hmic_tracker.light_typing import Final, NamedTuple, get_args

PARTS: Final[tuple[Part, ...]] = get_args(Part)


class AccountLine(NamedTuple):
    """A piece of a document with what it counts as; one that continues counts as that above it."""

    mark: Mark
    part: Part


def account_of(marks: Marks) -> tuple[AccountLine, ...]:
    """Return each mark with its part, in order."""
    lines: list[AccountLine] = []
    part: Part = "prose"
    for mark in marks:
        part = BY_WORD[mark.word].part if mark.word else part
        lines.append(AccountLine(mark, part))
    return tuple(lines)


def sums_of(account: tuple[AccountLine, ...]) -> Mapping[Part, int]:
    """Return how many lines count as each part, each part named."""
    numbers = Counter(line.part for line in account)
    return {part: numbers[part] for part in PARTS}


def not_understood(marks: Marks) -> Marks:
    """Return what looks like content and was not understood, with what continues it."""
    unread: list[Mark] = []
    is_unread = False
    for mark in marks:
        if mark.word:
            is_unread = BY_WORD[mark.word].part == "unread"
        if is_unread:
            unread.append(mark)
    return tuple(unread)

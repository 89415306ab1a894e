"""Numbers, dates and lists as a committee reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import Kind, count_of

_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)
_RUN: Final = re.compile(r"([A-Za-z]+)-(\d+)\.\.(\d+)")


def in_words(number: int) -> str:
    """ "four"; from eleven on in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def many(number: int, kind: Kind) -> str:
    """ "four recommendations", "ten AFIs", "one cause of concern"."""
    return f"{in_words(number)} {count_of(number, kind).partition(' ')[2]}"


def number_of(number: int, word: str) -> str:
    """ "one item", "12 items"."""
    return f"{in_words(number)} {word}{'' if number == 1 else 's'}"


def in_full(due: str | date | None) -> str:
    """ "11 September 2008" or "September 2008"; nothing for nothing."""
    if due is None:
        return ""
    return say_in_full(due if isinstance(due, str) else due.isoformat())


def due_text(due: str, late: bool) -> str:
    """ "to be completed by September 2008", or that this is past."""
    return f"was due by {in_full(due)}, overdue" if late else f"to be completed by {in_full(due)}"


def join_and(texts: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    return f" {last} ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def named_ids(ids: Iterable[str]) -> str:
    """ "REC-5, AFI-1 and AFI-11 to AFI-18"."""
    runs = format_id_ranges(ids).split(", ")
    return join_and([name for run in runs if run for name in _named(run)])


def _named(run: str) -> list[str]:
    """A run of ids: two are named, more are a span."""
    match = _RUN.fullmatch(run)
    if match is None:
        return [run]
    first, last = f"{match[1]}-{match[2]}", f"{match[1]}-{match[3]}"
    return [first, last] if int(match[3]) - int(match[2]) == 1 else [f"{first} to {last}"]


def sentence(text: str) -> str:
    """The text with a capital first and a stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in {".", "?", "!", "…", ""} else ".")

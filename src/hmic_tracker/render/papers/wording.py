"""Numbers, dates and lists as a committee reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.dates import say_due, say_in_full
from hmic_tracker.domain.frameworks import Framework, children_of
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import Kind, count_of, plural
from hmic_tracker.light_typing import Final

_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)
INTERNAL: Final = "INTERNAL: not for publication"
"""What stands on every page of a paper with notes and reasons that were not published."""
_RUN: Final = re.compile(r"([A-Za-z]+)-(\d+)\.\.(\d+)")


def in_words(number: int) -> str:
    """ "four"; from eleven on in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def many(number: int, kind: Kind) -> str:
    """ "four recommendations", "ten AFIs", "one cause of concern"."""
    return f"{in_words(number)} {count_of(number, kind).partition(' ')[2]}"


def many_of(counts: Mapping[Kind, int]) -> str:
    """ "four recommendations and ten AFIs"; "no items" where there are none."""
    return join_and([many(number, kind) for kind, number in counts.items() if number]) or "no items"


def number_of(number: int, word: str) -> str:
    """ "one item", "12 items"."""
    return f"{in_words(number)} {word}{'' if number == 1 else 's'}"


def part_of(number: int, whole: int) -> str:
    """ "none", "one", "12" or "all" before "of them"; of two "neither" and "both"."""
    if number == 0:
        return "neither" if whole == 2 else "none"
    if number == whole:
        return "both" if whole == 2 else "all"
    return in_words(number)


def days(number: int) -> str:
    """ "1 day", "12 days": in figures, as they stand in tables."""
    return plural(number, "day")


def when(due: str | date | None) -> str:
    """ "on 14 July 2022" or "in July 2022", after "published" or "graded"; nothing for nothing."""
    text = in_full(due)
    return f"{'on' if text[:1].isdigit() else 'in'} {text}" if text else ""


def be(number: int) -> str:
    """ "is" after one item, "are" after more, and after no items."""
    return "is" if number == 1 else "are"


def was(number: int) -> str:
    """ "was" after one item, "were" after more, and after no items."""
    return "was" if number == 1 else "were"


def have(number: int) -> str:
    """ "has" after one item, "have" after more, and after no items."""
    return "has" if number == 1 else "have"


def in_full(due: str | date | None) -> str:
    """ "11 September 2008" or "September 2008"; nothing for nothing."""
    if due is None:
        return ""
    return say_in_full(due if isinstance(due, str) else due.isoformat())


def in_short(due: str | date | None) -> str:
    """ "11 Sep 2008" or "Sep 2008", as dates stand in tables; nothing for nothing."""
    if due is None:
        return ""
    return say_due(due if isinstance(due, str) else due.isoformat())


def due_text(due: str, late: bool) -> str:
    """ "to be completed by September 2008", or that this is past."""
    return f"was due by {in_full(due)}, overdue" if late else f"to be completed by {in_full(due)}"


def family_name(framework: Framework, frameworks: Iterable[Framework]) -> str:
    """The name in a list beside its children: "Protecting Vulnerable People (overall)"."""
    below = children_of(frameworks, framework.slug)
    return f"{framework.name} (overall)" if below else framework.name


def join_and(texts: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    space = "" if last.startswith(",") else " "
    return f"{space}{last} ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


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
    """The text with a capital first and a stop last, but for what ends with a colon."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in {".", "?", "!", "…", ":", ""} else ".")

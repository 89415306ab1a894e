"""The items that a mail's text names, as rows of the pack that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.domain.answer_cells import RowName, read_row_name
from hmic_tracker.domain.words import PREFIX_OF_WORD, folded
from hmic_tracker.light_typing import Final, NamedTuple

_PREFIX: Final = "|".join(sorted(map(re.escape, PREFIX_OF_WORD), key=len, reverse=True))
_NAME: Final = rf"(?:{_PREFIX}|recommendation|area for improvement)s?\.?"
_MEASURE: Final = r"\s?(?:%|of\b|out\b|/|per\b|\d|[.]\d|(?:st|nd|rd|th)\b)"
"""What comes after a number that is no item's: a share, a day."""
_RANGE_END: Final = r"\d{1,5}\s*(?:$|[:;,.)=*-](?!\d)|(?:are|is|all|have|and|now|both)\b)"
"""How an item's number goes on where a dash with spaces is before it, and it ends a range."""
MENTION: Final = re.compile(
    rf"\b({_NAME})\s?(?:no\.? ?|number ?)?-?\s?0*(\d{{1,5}})([a-z]?)\b"
    rf"(?:(?:\s?(?:\.\.|\u2026|to\b)\s?|[-\u2013]|\s?[-\u2013]\s?(?={_RANGE_END})|"
    rf"\s?[-\u2013]\s?(?={_NAME}))(?:{_NAME}\s?-?)?0*(\d{{1,5}})\b(?!{_MEASURE}))?"
    r"((?:\s?(?:,|&|/|and)\s?\d{1,5}\b" + f"(?!{_MEASURE}))*)"
    r"(?:,?\s?\(?step\s?(\d{1,4})\)?)?",
    re.IGNORECASE,
)
_IS_LISTED: Final = re.compile(r"\s*(?:$|[:;,.)=-])")
"""What comes after a number that is one more item's."""
EDGES: Final = " \t,:;.-\u2013\u2014=>"
"""What stands around an item's name and says nothing."""


class Mention(NamedTuple):
    """An item named in a sentence: where, and the rows' names that it stands for."""

    start: int
    end: int
    names: tuple[str, ...]


def mentions(text: str, labels: Sequence[str]) -> list[Mention]:
    """The items named in a text, as rows of the pack where it has them."""
    made: list[Mention] = []
    for match in MENTION.finditer(text):
        ends = _end_of_range(match, text[match.end() :])
        names = _names(match, labels, match[5][: max(0, ends - match.start(5))])
        made.append(Mention(match.start(), ends, tuple(names)))
    return made


def _end_of_range(match: re.Match[str], after: str) -> int:
    """Where a mention ends: before a number that counts its items, "AFI-26 to 30, 3 done"."""
    if not match[4] or not match[5]:
        return match.end()
    numbers = re.findall(r"\d+", match[5])
    of = int(match[4]) - int(match[2]) + 1
    is_count = len(numbers) == 1 and int(numbers[0]) <= of and not _IS_LISTED.match(after)
    return match.start(5) if is_count else match.end()


def _names(match: re.Match[str], labels: Sequence[str], beside: str) -> Iterator[str]:
    """The labels of the rows that a mention names; what is in no row as it would be called."""
    word = folded(match[1]).strip(". ")
    prefix = PREFIX_OF_WORD.get(word.replace(" ", "-")) or PREFIX_OF_WORD.get(word.rstrip("s"))
    prefix = (prefix or ("afi" if word.startswith("area") else "rec")).upper()
    numbers = [int(match[2])]
    if match[4] and 0 < int(match[4]) - numbers[0] < 1000:
        numbers = list(range(numbers[0], int(match[4]) + 1))
    numbers += [int(each) for each in re.findall(r"\d+", beside)]
    step = f" step {match[6]}" if match[6] else ""
    wanted = {
        f"{prefix}-{n}{match[3] or ''}".lower(): f"{prefix}-{n}{match[3] or ''}" for n in numbers
    }
    left = dict(wanted)
    for label in labels:
        row = read_row_name(label)
        if row is None or (step != "") != (row.step is not None):
            continue
        if row.ids <= set(wanted) and (not step or RowName(row.ids, int(match[6])) == row):
            yield label
            left = {key: name for key, name in left.items() if key not in row.ids}
    if len(left) == len(wanted) > 1 and len(numbers) > 2:
        yield f"{prefix}-{numbers[0]}..{numbers[-1]}{step}"
        return
    for name in left.values():
        yield f"{name}{step}"

"""The points that an item's text lists: "should: (a) train all sergeants; and (b) …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.wording.patterns import BULLETS
from hmic_tracker.light_typing import Final, NamedTuple

_SIGN: Final = re.compile(
    rf"(?:^|(?<= ))[{BULLETS}] ?(?=\S)|(?:(?<=[:;,.] )|(?<=; and ))[*–-] (?=\S)"
)
_DASH: Final = re.compile(r"(?<= )[*–-] (?=\S)")
_DASH_FIRST: Final = re.compile(r": [*–-] \S")
"""The first of several points that each begin with a dash, and may end without a stop."""
_NUMBERS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    tuple(map(str, range(1, 31))),
)
_FORMS: Final = ("({})", "{})", "{}.")
_FEWEST_WORDS: Final = 2
"""Words of a point: "and" between two laws is none."""
_ITS_OWN: Final = re.compile(
    r"[.;] (?=(?:This|These|All|Both|Each|The above|The whole|It|They)\b[^.;]{0,60}"
    r"\b(?:by|within|before|no later|not later|immediate)\b)"
)
"""What parts the last point from a sentence on all of them: "This should be done by May 2032."."""


class SubPoints(NamedTuple):
    """What a text says of itself, before and behind its points, and each of them."""

    own: str
    points: tuple[str, ...]


def sub_points(text: str) -> SubPoints:
    """Return the points of a text, none where it lists fewer than two."""
    ways = [one for one in (_of_signs(text), *_of_numbers(text)) if _are_points(text, one)]
    if not ways:
        return SubPoints(text, ())
    starts = min(ways, key=lambda one: (one[0], -len(one)))
    bounds = [start for start, _ in starts[1:]]
    points = [text[a:b].strip() for (_, a), b in zip(starts, [*bounds, len(text)], strict=True)]
    own, last = text[: starts[0][0]].strip(), points[-1]
    if behind := _ITS_OWN.search(last):
        points[-1] = last[: behind.start() + 1]
        own = f"{own} {last[behind.end() :]}"
    return SubPoints(own, tuple(points))


def _of_signs(text: str) -> list[tuple[int, int]]:
    """Return where each bullet begins, and where its words do."""
    first = _DASH_FIRST.search(text)
    dashes = [match.span() for match in _DASH.finditer(text, first.start())] if first else []
    return dashes or [match.span() for match in _SIGN.finditer(text)]


def _of_numbers(text: str) -> list[list[tuple[int, int]]]:
    """Return the same of each way of counting that a text has: "(a) … (b) …", "1. … 2. …"."""
    return [_counted(text, form, numbers) for form in _FORMS for numbers in _NUMBERS]


def _counted(text: str, form: str, numbers: Sequence[str]) -> list[tuple[int, int]]:
    starts: list[tuple[int, int]] = []
    for number in numbers:
        marker = f"{form.format(number)} "
        at = text.find(marker, starts[-1][1] if starts else 0)
        while at > 0 and text[at - 1] != " ":
            at = text.find(marker, at + 1)
        if at < 0:
            break
        starts.append((at, at + len(marker)))
    return starts


def _are_points(text: str, starts: Sequence[tuple[int, int]]) -> bool:
    """Return whether what is counted has words of its own, unlike "regulation 12 (a) and (b)"."""
    ends = [start for start, _ in starts[1:]]
    return len(starts) > 1 and all(
        len(text[begin:end].split()) >= _FEWEST_WORDS
        for (_, begin), end in zip(starts, [*ends, len(text)], strict=True)
    )

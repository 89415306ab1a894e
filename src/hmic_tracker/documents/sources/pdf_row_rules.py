"""Tables whose rows alone are ruled: their columns are where no word of any row stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pdfplumber._typing import T_obj

    from hmic_tracker.documents.sources.pdf_words import Word

_NARROWEST: Final = 7
"""Points between two columns."""

_SHORTEST: Final = 100
"""Points of a rule."""

_HIGHEST: Final = 200
"""Points of a row; rules that lie farther apart part sections."""

_FEWEST: Final = 4
"""Rules. With three (above, below the head, at the end) rows have none between them."""


def missing_lines(edges: Sequence[T_obj], height: float, words: Sequence[Word]) -> list[T_obj]:
    """The lines down a page that tables ruled across alone would have."""
    down = [edge for edge in edges if edge["orientation"] == "v"]
    missing: list[T_obj] = []
    for rules in _groups(edges):
        left, right, top, bottom = rules[0]["x0"], rules[0]["x1"], rules[0]["top"], rules[-1]["top"]
        if any(
            left + 3 < edge["x0"] < right - 3 and edge["top"] < bottom and edge["bottom"] > top
            for edge in down
        ):
            continue
        inside = [
            word
            for word in words
            if left - 3 <= word.left and word.right <= right + 3 and top < height - word.y < bottom
        ]
        gutters = _gutters(inside, left, right)
        if gutters:
            missing += [_line(x, top, bottom) for x in (left, *gutters, right)]
    return missing


def _groups(edges: Sequence[T_obj]) -> Iterator[list[T_obj]]:
    """Rules of one width below each other, no farther apart than rows are."""
    rules = [edge for edge in edges if edge["orientation"] == "h" and edge["width"] >= _SHORTEST]
    rules.sort(key=lambda edge: (round(edge["x0"] / 4), round(edge["x1"] / 4), edge["top"]))
    group: list[T_obj] = []
    for edge in rules:
        if group and not _follows(group[-1], edge):
            if len(group) >= _FEWEST:
                yield group
            group = []
        if not group or edge["top"] - group[-1]["top"] > 3:
            group.append(edge)
    if len(group) >= _FEWEST:
        yield group


def _follows(above: T_obj, edge: T_obj) -> bool:
    same = abs(above["x0"] - edge["x0"]) < 4 and abs(above["x1"] - edge["x1"]) < 4
    return bool(same and edge["top"] - above["top"] < _HIGHEST)


def _gutters(words: Sequence[Word], left: float, right: float) -> list[float]:
    """The middles of the spaces that no word crosses."""
    gutters: list[float] = []
    reached = left
    for word in sorted(words, key=lambda word: word.left):
        if word.left - reached >= _NARROWEST and reached > left:
            gutters.append((word.left + reached) / 2)
        reached = max(reached, word.right)
    edges = (left, *gutters, right)
    return gutters if all(one - other > 12 for other, one in pairwise(edges)) else []


def _line(x: float, top: float, bottom: float) -> T_obj:
    return {
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "width": 0,
        "height": bottom - top,
        "orientation": "v",
    }

"""Where two wordings of the same differ, so that a long text needn't be read twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from hmic_tracker.light_typing import Final

_AROUND: Final = 3
"""So many words before and after are said with those that differ."""
_MOST: Final = 24


def differing_words(old: str, new: str) -> tuple[str, str]:
    """Return the words of two texts from where they first differ to where they last do.

    They are the same where only spaces differ; "none" is said of a text without words.
    """
    mine, theirs = old.split(), new.split()
    start = _same(mine, theirs)
    end = _same(mine[start:][::-1], theirs[start:][::-1])
    return _part(mine, start, end), _part(theirs, start, end)


def _same(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words are the same from the beginning on."""
    pairs = zip(words, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _part(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), len(words) - max(0, end - _AROUND)
    part = words[first:last]
    cut = [*part[: _MOST // 2], "…", *part[-_MOST // 2 :]] if len(part) > _MOST else part
    if not words:
        return "none"
    before, after = "… " if first else "", " …" if last < len(words) else ""
    return f"“{before}{' '.join(cut)}{after}”"

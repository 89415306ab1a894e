"""What changed between two wordings, word by word: "risk is [-not-] {+seldom+} seen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.light_typing import Final

_AROUND: Final = 4
"""So many words that stayed are shown on either side of what changed."""
_MOST_PAIRS: Final = 40_000
"""Longer texts are compared from both ends alone, since comparing takes as long as the product."""
_MOST: Final = 60
"""A run of words that is longer is cut in its middle."""


def word_changes(old: str, new: str) -> str:
    """The new wording with what went in [-…-] and what came in {+…+}, what stayed cut short.

    Words that stayed between two changes are all there where they are few. Two texts that differ in
    spaces alone are alike: nothing is shown of them.
    """
    mine, theirs = old.split(), new.split()
    runs = [*_runs(mine, theirs)]
    last = len(runs) - 1
    parts = []
    for place, (gone, come) in enumerate(runs):
        if gone == come:
            parts.append(_stayed(gone, is_first=place == 0, is_last=place == last))
            continue
        parts += [f"[-{_cut(gone)}-]"] if gone else []
        parts += [f"{{+{_cut(come)}+}}"] if come else []
    return " ".join(parts) if mine != theirs else ""


Run = tuple[Sequence[str], Sequence[str]]
"""Words that stand in the place of others; the same on both sides where they stayed."""


def _runs(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Run]:
    """The words of two texts from their beginning to their end, in runs that stayed or changed."""
    start = _same(mine, theirs)
    end = _same(mine[start:][::-1], theirs[start:][::-1])
    if start:
        yield mine[:start], mine[:start]
    gone, come = mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    if not gone or not come or len(gone) * len(come) > _MOST_PAIRS:
        yield gone, come
    else:
        from difflib import SequenceMatcher  # few texts change

        matcher = SequenceMatcher(None, gone, come, autojunk=False)
        for _, i, j, k, n in matcher.get_opcodes():
            yield gone[i:j], come[k:n]
    if end:
        yield mine[len(mine) - end :], mine[len(mine) - end :]


def _same(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words are the same from the beginning on."""
    pairs = enumerate(zip(words, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(words), len(others)))


def _stayed(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    """Words that stayed: those next to what changed, with "…" for the others."""
    after = () if is_first else words[:_AROUND]
    before = () if is_last else words[-_AROUND:]
    if len(words) <= len(after) + len(before):
        return " ".join(words)
    return " ".join([*after, "…", *before])


def _cut(words: Sequence[str]) -> str:
    half = _MOST // 2
    return " ".join(words if len(words) <= _MOST else [*words[:half], "…", *words[-half:]])

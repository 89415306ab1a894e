"""Frameworks by the words that tell their names apart: "Prevention", "fire regulation"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.word_roots import Rooted, rooted
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework

_GENERAL: Final = frozenset(
    {"area", "areas", "framework", "frameworks", "question", "pillar", "overall", "overview"}
    | {"theme", "section", "part", "grade", "graded", "whole", "public", "service", "force"}
)
"""Words that a paper puts beside a name."""
_IN: Final = re.compile(r"\W*(?:in|on|at|for|under|within|from|by|to|with|of)\b", re.I)
"""What a sentence about a framework begins with, and no name."""
_FEW: Final = 2
_LONE: Final = 6
"""Letters of a word that can stand for a name alone."""


class NameWords:
    """Knows frameworks by the roots of the words of their names."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._roots: dict[str, frozenset[str]] = {}
        self._first: dict[str, str] = {}
        for framework in frameworks:
            roots = [one.root for one in rooted(framework.name)]
            self._roots[framework.slug] = frozenset(roots)
            self._first[framework.slug] = roots[0] if roots else ""

    def find(self, text: str) -> str | None:
        """Return the one framework whose name has all the words of a short text."""
        if _IN.match(text):
            return None
        words = [one for one in rooted(text) if text[one.start : one.end].lower() not in _GENERAL]
        if len(words) == 1 and not _may_be_alone(text[words[0].start : words[0].end]):
            return None
        roots = {one.root for one in words}
        return self._only(roots)

    def in_text(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the frameworks of whose names a text has two words or more on end, and where."""
        words = list(rooted(text))
        at = 0
        while at < len(words):
            until = at + 1
            while until < len(words) and self._goes_on(text, words, at, until):
                until += 1
            run = words[at:until]
            roots = {one.root for one in run}
            if len(roots) >= _FEW and (slug := self._only(roots)):
                yield slug, run[0].start, run[-1].end
                at = until
            else:
                at += 1

    def _goes_on(self, text: str, words: Sequence[Rooted], at: int, until: int) -> bool:
        """Whether a word is of the same name as those before it, and nothing but space between."""
        between = text[words[until - 1].end : words[until].start]
        roots = {one.root for one in words[at:until]}
        if re.search(r"[^\w\s,-]", between) or words[until].root in roots:
            return False  # "responding to fires, responding to major incidents" are two
        roots.add(words[until].root)
        return any(roots <= own for own in self._roots.values())

    def _only(self, roots: set[str]) -> str | None:
        """Return the one framework whose name has all of some roots; one that is these wins."""
        hits = [slug for slug, own in self._roots.items() if roots and roots <= own]
        exact = [slug for slug in hits if self._roots[slug] == roots]
        if len(roots) == 1 and not exact:  # "Response": the first of those that respond
            exact = [slug for slug in hits if self._first[slug] in roots][:1]
        return (exact or hits)[0] if len(exact or hits) == 1 else None


def _may_be_alone(word: str) -> bool:
    """Whether a word can stand for a name alone: "Prevention", but not "missed"."""
    return len(word) >= _LONE and not word.lower().endswith("ed")

"""Frameworks under names that a paper has cut short: "Perf Mgt", "Dom. Viol.", "mispers"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework

_WORD: Final = re.compile(r"[a-z]+")
_SHORTEST: Final = 3
"""Letters of the shortest form of a word that stands for it."""
_OWN: Final = re.compile(r" ?\([\"“‘']?(?P<short>[A-Z][A-Z&/]{1,7})[\"”’']?\)")
_NO_NAME: Final = frozenset({"AFI", "AFIS", "REC", "RECS", "HMIC", "RAG", "SMT"})


class ShortNames:
    """Knows the frameworks whose names have several words by the beginnings of all of these."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        for framework in frameworks:
            words = tuple(_WORD.findall(framework.name.lower()))
            if len(words) > 1 and all(len(word) > _SHORTEST for word in words):
                self._words[framework.slug] = words
        cut = [
            "".join(rf"{word[0]}[a-z]{{2,}}\.?[ -]?" for word in words).removesuffix("[ -]?")
            for words in self._words.values()
        ]
        self._in_text = re.compile(rf"(?<![\w-])(?:{'|'.join(cut) or '(?!)'})(?![\w-])", re.I)

    def find(self, text: str, *, is_cell: bool = False) -> str | None:
        """Return the one framework that a text is short for; in a cell also by its first words."""
        tokens = tuple(_WORD.findall(text.lower()))
        hits = [slug for slug, words in self._words.items() if _is_short(tokens, words)]
        if not hits and is_cell and len(tokens) > 1:
            hits = [slug for slug, words in self._words.items() if words[: len(tokens)] == tokens]
        return hits[0] if len(hits) == 1 else None

    def in_text(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the frameworks that a text names short, and where."""
        for match in self._in_text.finditer(text):
            if slug := self.find(match[0]):
                yield slug, *match.span()


def _is_short(tokens: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(tokens) == 1 and len(words) > 1:
        return _is_joined(tokens[0], words)
    if len(tokens) != len(words) or tokens == words:
        return False
    return all(_stands_for(token, word) for token, word in zip(tokens, words, strict=True))


def _stands_for(token: str, word: str) -> bool:
    """Whether a word is cut short ("perf") or has lost its vowels ("mgt")."""
    if len(token) < _SHORTEST:
        return False
    if word.startswith(token):
        return True
    if token[0] != word[0] or token[-1] != word[-1] or re.search(r"[aeiou]", token[1:]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in token)


def _is_joined(token: str, words: tuple[str, ...]) -> bool:
    """Whether one word is the beginnings of all: "mispers"."""
    if not words:
        return not token
    first, rest = words[0], words[1:]
    return any(
        token.startswith(first[:cut]) and _is_joined(token[cut:], rest)
        for cut in range(_SHORTEST, min(len(first), len(token)) + 1)
    )


def own_short_form(behind: str) -> str | None:
    """Return the short form that a paper gives in brackets behind a name: "… (NHP)"."""
    match = _OWN.match(behind)
    return match["short"] if match and match["short"] not in _NO_NAME else None

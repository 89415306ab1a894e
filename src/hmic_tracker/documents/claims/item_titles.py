"""Items that a sentence or cell means by words of their own text, without a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.item_refs import Reference
from hmic_tracker.documents.claims.known_words import odd_words, without_posts
from hmic_tracker.documents.claims.quantities import without_dates
from hmic_tracker.documents.claims.word_roots import Rooted, rooted
from hmic_tracker.light_typing import Final, NamedTuple

_FEWEST: Final = 2
"""So many words of an item make it known."""
_ENOUGH: Final = 1.5
"""What they weigh in a cell, in the weight of a word which one item alone has."""
_ENOUGH_IN_TEXT: Final = 1.7
_OWN: Final = 0.75
"""Of the words between the first and the last of them so many are the item's."""
_OF_NAME: Final = 0.5
"""What a word weighs that a framework's name has too, of what it would."""
_MOSTLY: Final = 0.6
"""Of the words of a cell so many are the item's."""
_HALF: Final = 0.5
"""So much of an item's words a subject has that names it whole."""
_FARTHEST: Final = 90
_SHORTEST: Final = 5
_ENOUGH_COMMON: Final = 3
"""So many words, all of one item's text, make it known, however common each is."""
_SHARED: Final = 2
"""So many items may share their words: what is so of none of them is wrong."""
_LONE: Final = 6
"""Letters of a word that can stand for an item alone in a cell."""
_OF_TOPIC: Final = 5
"""Letters of a word that alone can be what an item is about."""
_OF_ANY: Final = frozenset(
    {"work", "issu", "matter", "concern", "project", "action", "better", "first", "second", "third"}
    | {"fourth", "fifth", "sixth", "last", "next", "main", "same", "former", "latter", "final"}
)
"""Roots of words that can stand beside any item."""
_MODAL: Final = re.compile(r"\b(?:should|must|needs? to|will)\b", re.I)
"""What stands behind who is to do something: such a text begins with nothing of its own."""
_VERBS: Final = frozenset({"should", "would", "could", "shall", "might"})
"""What begins to say something of an item, though its text has the word too."""

_REST_OF_NAME: Final = re.compile(r"['’]s(?: [A-Z][a-z]+)?\b")
"""What is left of a name that ends an item's words: "Clare's Law"."""


class _Span(NamedTuple):
    """Words on end that are an item's: what they weigh, whose they are."""

    weight: float
    item: int
    words: tuple[Rooted, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class ItemTitles:
    """Knows the words of a plan's items, each by how few of them have it.

    Where it has the texts of all items, one word can name one in a cell.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str], *, has_all: bool) -> None:
        self._has_all = has_all
        known_texts = tuple(texts)
        known = tuple(names)
        common = {one.root for name in known for one in rooted(name)}
        spelled = "|".join(map(re.escape, sorted(known, key=len, reverse=True))) or r"(?!)"
        self._named = re.compile(rf"\b(?:{spelled})\b", re.I)
        self._roots = [frozenset(one.root for one in _telling(text)) for text in known_texts]
        self._whole = [frozenset(one.root for one in rooted(text)) for text in known_texts]
        firsts = (next(_telling(_MODAL.split(text)[0]), None) for text in known_texts)
        self._heads = frozenset(one.root for one in firsts if one)
        self._owners: dict[str, list[int]] = {}
        for at, roots in enumerate(self._roots):
            for root in roots:
                self._owners.setdefault(root, []).append(at)
        number = len(self._roots)
        self._weights = {
            root: math.log(number / len(them)) * (_OF_NAME if root in common else 1)
            for root, them in self._owners.items()
            if number > 1
        }
        self._common = common
        self._one = math.log(number) if number > 1 else math.inf

    def in_text(self, text: str, *, is_cell: bool = False) -> Reference | None:
        """Return the one item whose own words a text has, from the first of them to the last."""
        words = list(_telling(self._named.sub(blank, text)))
        rare = (word.root for word in words if self._weights.get(word.root, 0.0) >= self._one / 2)
        items = {at for root in dict.fromkeys(rare) for at in self._owners[root]}
        enough = self._one * (_ENOUGH if is_cell else _ENOUGH_IN_TEXT)
        spans = sorted((s for at in items if (s := self._span(at, words, enough))), reverse=True)
        if not spans:
            return self._lone(words) if is_cell and self._has_all else None
        best = spans[0]
        for other in spans[1:]:
            is_apart = other.end <= best.start or best.end <= other.start
            is_as_good = other.weight == best.weight and other.words != best.words
            if is_apart or is_as_good:
                return None
        if is_cell and len(best.words) < _MOSTLY * len(words):
            return None
        reference = _reference(best.words)
        name = _REST_OF_NAME.match(text, reference.end)
        return reference._replace(end=name.end()) if name else reference

    def of_subject(self, text: str) -> Reference | None:
        """Return the item that a sentence's subject names with most of its words.

        Fewer words may be a step of it: "the training" where managers are to be trained.
        """
        reference = self.in_text(text, is_cell=True)
        if reference is None or len(reference.ref.words) < _FEWEST:
            return self._by_all_words(text)
        roots = set(reference.ref.words)
        whole = [own for own in self._roots if roots <= own]
        return reference if len(whole) == 1 and len(roots) >= _HALF * len(whole[0]) else None

    def of_topic(self, text: str) -> Reference | None:
        """Return the one item that has all words of what is named as its topic: "the library"."""
        words = list(rooted(without_dates(text)))
        for own in (words, [word for word in words if word.root not in _OF_ANY]):
            roots = {word.root for word in own}
            whose = [at for at, whole in enumerate(self._whole) if roots and roots <= whole]
            if len(whose) == 1 and self._has_all and self._is_telling(own):
                return _reference(own)
        return self.of_subject(text)

    def _is_telling(self, words: Sequence[Rooted]) -> bool:
        """Whether words are enough to name the only item that has them all: a rare one, or more."""
        rare = [w for w in words if len(self._owners.get(w.root, ())) == 1]
        longest = max((w.end - w.start for w in rare if w.root not in self._common), default=0)
        return longest >= _OF_TOPIC or (len(words) > 1 and bool(rare or len(words) > _FEWEST))

    def is_known_by(self, reference: Reference) -> bool:
        """Whether words name an item also where nothing says so: what it begins with, or half.

        "Training has been completed" may be a step of an item that has the word somewhere.
        """
        words = set(reference.ref.words)
        whose = [at for at, whole in enumerate(self._whole) if words <= whole]
        if len(whose) != 1:
            return False
        own = self._roots[whose[0]]
        return bool(words & self._heads) or (len(words) > 1 and len(words) >= _HALF * len(own))

    def _by_all_words(self, text: str) -> Reference | None:
        """Return the item that has all the words of a subject, common ones too, or the two."""
        words = list(rooted(without_dates(text)))
        roots = {word.root for word in words}
        whose = [own for own in self._whole if roots <= own]
        is_known = len(roots) >= _ENOUGH_COMMON and 0 < len(whose) <= _SHARED and self._has_all
        return _reference(words) if is_known else None

    def _span(self, item: int, words: Sequence[Rooted], enough: float) -> _Span | None:
        """Return the heaviest words on end that are nearly all an item's; None where too light."""
        own = [at for at, word in enumerate(words) if word.root in self._roots[item]]
        best: _Span | None = None
        for nth, first in enumerate(own):
            for end, last in enumerate(own[nth + 1 :], nth + 2):
                if words[last].end - words[first].start > _FARTHEST:
                    break
                mine = [words[at] for at in own[nth:end]]
                if len(mine) < _OWN * (last - first + 1):
                    continue
                roots = {word.root for word in mine}
                weight = math.fsum(self._weights.get(root, 0.0) for root in roots)  # in any order
                own_weight = math.fsum(self._weights.get(r, 0.0) for r in roots - self._common)
                is_enough = len(roots) >= _FEWEST and weight >= enough and own_weight >= self._one
                if is_enough and (best is None or weight > best.weight):
                    best = _Span(weight, item, tuple(mine))
        return best

    def _lone(self, words: Sequence[Rooted]) -> Reference | None:
        """Return the item that alone has a word of a cell, where the others are its words too."""
        lone = [
            word
            for word in words
            if word.root not in self._common and len(self._owners.get(word.root, ())) == 1
        ]
        items = {self._owners[word.root][0] for word in lone}
        if len(items) != 1 or max(word.end - word.start for word in lone) < _LONE:
            return None
        own = self._roots[items.pop()]
        return _reference(words) if all(word.root in own for word in words) else None


def _reference(words: Sequence[Rooted]) -> Reference:
    roots = tuple(dict.fromkeys(word.root for word in words))
    return Reference(ItemRef(words=roots), words[0].start, words[-1].end)


def _telling(text: str) -> Iterator[Rooted]:
    """Yield the words that may tell an item from another."""
    for word in rooted(without_posts(without_dates(text))):
        plain = text[word.start : word.end]
        if plain.lower() in _VERBS:
            continue
        longest = max(map(len, plain.split("-")))
        if plain.isdecimal() or (longest >= _SHORTEST and odd_words(plain)):
            yield word

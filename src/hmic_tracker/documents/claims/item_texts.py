"""The texts of a plan's items, which are no claims where a paper quotes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.measure_words import states_in
from hmic_tracker.documents.claims.sentences import sentences_of
from hmic_tracker.documents.wording.patterns import folded
from hmic_tracker.light_typing import Final, NamedTuple

_QUOTED: Final = re.compile(r"[“\"‘'][^”\"]{20,600}[”\"’']")
_TEXT_OF_ITEM: Final = 40
_BEFORE_ITEM: Final = re.compile(r"(?:[\d.]+[.)]? )?(?:(?:key|priority) )?")
"""What stands before the item that begins a passage: the passage's own number."""
_SAYS: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|remains?|due)\b", re.I)
"""What says something of an item beside its own words."""
_FEWEST_WORDS: Final = 6
"""Words before an item's text that say something of their own."""


class ItemTexts(NamedTuple):
    """The texts of items, folded, and how they begin."""

    texts: tuple[str, ...]
    starts: frozenset[str]

    def has(self, text: str) -> bool:
        """Whether a text is that of an item, a long piece of it, or begins as it does."""
        if len(text) < _TEXT_OF_ITEM:
            return False
        key = folded(text)
        return any(start in key for start in self.starts) or any(key in one for one in self.texts)

    def without(self, text: str) -> str:
        """Return what a passage says besides the text of an item that it quotes."""
        own = _QUOTED.sub(lambda quoted: "" if self.has(quoted[0]) else quoted[0], text)
        sentences = sentences_of(own)
        kept = [one for one in sentences if not self.has(one)]
        ids = references_in(text, None) if own == text else []
        is_first = bool(ids) and bool(_BEFORE_ITEM.fullmatch(text[: ids[0].start]))
        is_alone = self.has(sentences[0]) and not self._says_more(sentences[0])
        if is_first and (ids[0].ref.ids or ids[0].ref.labels) and is_alone:
            rest = [one for one in kept if not any(folded(one) in key for key in self.texts)]
            return " ".join([f"{text[: ids[0].end]}.", *rest])  # "REC-1: Its text. It is late."
        if own == text:
            more = [one for one in sentences if self._says_more(one)]
            return " ".join(more) or self._before(text)
        return " ".join(kept)

    def _says_more(self, sentence: str) -> bool:
        """Whether a sentence is no part of an item's text, or says behind it how it stands."""
        plain = folded(sentence)
        if any(plain in text for text in self.texts):
            return False
        rest = self._besides(sentence)
        return rest == sentence or bool(states_in(rest) or _SAYS.search(rest))

    def _besides(self, sentence: str) -> str:
        """Return a sentence with blanks for the words of items that it has from their beginning."""
        places = [at for at, letter in enumerate(sentence) if letter.casefold().isalnum()]
        plain = "".join(sentence[at].casefold() for at in places)
        if len(plain) != len(places):
            return sentence  # a letter that folds into two
        for text in self.texts:
            first = plain.find(text[:_TEXT_OF_ITEM])
            if first >= 0:
                alike = _alike(plain[first:], text)
                start, end = places[first], places[first + alike - 1] + 1
                sentence = f"{sentence[:start]}{' ' * (end - start)}{sentence[end:]}"
        return sentence

    def _before(self, text: str) -> str:
        """Return the clause of a passage that gives the text of an item behind a colon."""
        lead, colon, rest = text.partition(": ")
        is_clause = len(lead.split()) > _FEWEST_WORDS and not self.has(lead)
        return f"{lead}." if colon and is_clause and self.has(rest) else ""


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin alike with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def item_texts(texts: Iterable[str]) -> ItemTexts:
    """Return the texts of items that are long enough to be known again."""
    keys = tuple(key for text in texts if len(key := folded(text)) > _TEXT_OF_ITEM)
    return ItemTexts(keys, frozenset(key[:_TEXT_OF_ITEM] for key in keys))

"""Words without their endings, by which names and titles are known in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hmic_tracker.light_typing import Final, NamedTuple

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*|\d{3,}", re.I)
_LITTLE: Final = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "how", "in", "into", "its", "of", "on", "or"}
    | {"our", "other", "others", "that", "the", "their", "them", "these", "this", "those", "to"}
    | {"up", "with", "all", "we", "us", "is", "are"}
)
"""Words that tell no name from another."""
_ENDINGS: Final = (
    *("abilities", "ability", "ations", "ation", "ating", "ement", "ments", "ment", "ances"),
    *(
        "ated",
        "ates",
        "ate",
        "ance",
        "ness",
        "ship",
        "ions",
        "ings",
        "able",
        "ion",
        "ing",
        "ive",
        "ity",
    ),
    *("ers", "ies", "ed", "er", "es", "al", "ly", "e", "s", "y"),
)
_ROOT: Final = 4
"""Letters that a word keeps, whatever its ending."""
_OTHER_ROOTS: Final = {"respon": "respond"}
_POSTS: Final = frozenset({"manager", "managers", "responder", "responders"})
"""Words for people, who are no part of what they work on."""


class Rooted(NamedTuple):
    """The root of a word, and where the word stands."""

    root: str
    start: int
    end: int


def rooted(text: str) -> Iterator[Rooted]:
    """Yield the words of a text that tell something, each with its root."""
    for match in _WORD.finditer(text):
        if (word := match[0].lower()) not in _LITTLE:
            yield Rooted(_root(word), *match.span())


@lru_cache(4096)  # a paper has the same words over and over
def _root(word: str) -> str:
    """Return a word without its endings: "prevent" of "prevention" and "preventing"."""
    if word in _POSTS:
        return word
    while (cut := next((e for e in _ENDINGS if _ends_so(word, e)), None)) is not None:
        word = word.removesuffix(cut)
    return _OTHER_ROOTS.get(word, word)


def _ends_so(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= _ROOT

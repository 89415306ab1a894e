"""How many items a post has: "The Head of Protection leads on four recommendations"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import FigureClaim, Spot
from hmic_tracker.documents.claims.known_words import MODAL
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, value_of
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import Final

_HAS: Final = (
    r"(?: (?:now|also|still|currently|alone))* (?:owns?|leads?(?: on)?|has|have|holds?|carries"
    r"|looks after|is (?:responsible for|in charge of|the (?:lead|owner) (?:for|of|on)))"
)
_WITH: Final = (
    r"(?: (?:that |which )?(?:are|is|sit|sits|rest|rests|lie|lies|all))* (?:with|owned by|led by"
    r"|held by|belong(?:s|ing)? to|assigned to|allocated to|the responsibility of|fall(?:s)? to)"
)
_COUNT: Final = (
    rf"(?P<number>{NUMBER}) (?:(?P<open>open|live|outstanding) )?(?P<kind>{KINDS.pattern})"
)
_STATED: Final = re.compile(
    r" (?:is|are|was|were|has|have|that|which|overdue|due|late|complete\w*|left)\b", re.I
)
"""What may leave some of a post's items out."""


class OwnerCounts:
    """Knows the posts of a plan, and reads how many items a sentence says that each has."""

    def __init__(self, owners: Iterable[str]) -> None:
        posts = sorted(set(owners), key=lambda post: (-len(post), post))
        names = "|".join(map(re.escape, posts)) or r"(?!)"
        post = rf"(?:the |our )?(?P<owner>{names})"
        self._has = re.compile(rf"(?<!\w){post}{_HAS} (?:a total of )?{_COUNT}", re.I)
        self._with = re.compile(rf"(?<!of the )\b{_COUNT}{_WITH} {post}(?!\w)", re.I)

    def of_sentence(self, spot: Spot, sentence: str) -> Iterator[FigureClaim]:
        """Yield the numbers of items that a sentence gives to posts."""
        if MODAL.search(sentence) or MOVED.search(sentence):
            return
        doubt = doubt_of_statement(sentence)
        for pattern in (self._has, self._with):
            for match in pattern.finditer(sentence):
                if pattern is self._has and _STATED.match(sentence, match.end()):
                    continue
                yield FigureClaim(
                    spot,
                    "count",
                    kind_of_word(match["kind"]),
                    "open" if match["open"] else "total",
                    None,
                    "plan",
                    value_of(match["number"]),
                    quote=" ".join(sentence.split()),
                    owner=match["owner"],
                    doubt=doubt,
                )

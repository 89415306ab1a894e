"""Dates, grades and numbers that no claim has read: they must be of something in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import Claim, GradeClaim, Mention, Sight, Spot
from hmic_tracker.documents.claims.date_mentions import date_mentions
from hmic_tracker.documents.claims.known_words import MODAL
from hmic_tracker.documents.claims.number_mentions import number_mentions
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.paper_names import Named

_EACH: Final = re.compile(r"\b(?:each of them|them both|both of them|all of them)\b", re.I)


def mentions_in(
    spot: Spot,
    sentence: str,
    named: Sequence[Named],
    sight: Sight,
    claims: Sequence[Claim],
    grades: GradeReader,
    day: date | None,
) -> Iterator[Mention]:
    """Yield what a sentence gives that none of its claims has read."""
    if not (sight.frameworks or sight.refs or sight.kinds or sight.above or sight.is_ours):
        return
    quote = " ".join(sentence.split())
    for one in (
        *date_mentions(spot, sentence, named, sight, claims, day),
        *_grades(spot, sentence, named, sight, claims, grades),
        *number_mentions(spot, sentence, named, sight, claims, day),
    ):
        yield one._replace(quote=quote, sight=one.sight if one.is_tight else sight)


def _grades(
    spot: Spot,
    sentence: str,
    named: Sequence[Named],
    sight: Sight,
    claims: Sequence[Claim],
    grades: GradeReader,
) -> Iterator[Mention]:
    has = {c.grade for c in claims if isinstance(c, GradeClaim)}
    doubt = doubt_of_statement(sentence, named)
    is_about = named or (_EACH.search(sentence) and len(sight.above) > 0)
    if not is_about or MODAL.search(sentence):
        return
    for grade in grades.other_grades(sentence):
        if grade not in has:
            yield Mention(spot, "grade", grade=grade, doubt=doubt)

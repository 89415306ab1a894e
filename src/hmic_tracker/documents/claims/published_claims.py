"""When the inspectorate's report came out: "HMIC published its findings in October 2007"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.claims.claim_types import PublishedClaim, Spot
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import Final

_OURS: Final = re.compile(
    r"\bHMIC\w*\b|\bHMI\b|\binspect(?:ion|ors?|orate)(?:['’]?s)?\b|\bfindings\b"
    rf"|{KINDS.pattern}(?: (?:made|given|raised|set out))? (?:in|of|from|by)"
    r" (?:the|this|that|their) (?:\w+ )?report\b",
    re.I,
)
_DATE: Final = DATE.pattern
_PUBLISHED: Final = re.compile(
    rf"\b(?:published|came out|was issued|were issued)\b[^.;:,]{{0,60}}?"
    rf"\b(?:in|on) (?P<behind>{_DATE})"
    rf"|^(?:[\d.]+ )?(?:in|on) (?P<before>{_DATE}),? [^.;:]{{0,60}}?\bpublished\b"
    rf"|\b(?:inspection|report) published(?: on| in)?:? (?P<bare>{_DATE})"
    rf"|\b(?:report|findings) of (?P<of>\d{{1,2}} [A-Z][a-z]+ (?:19|20)\d\d)\b",
    re.I,
)
_THE_REPORT: Final = re.compile(
    rf"(?:[\d.]+ )?(?:the|their|its) (?:full |final )?report (?:was published|came out)"
    rf" (?:on|in) {_DATE}\.?|(?:[-*•] )?report published:?(?: on| in)? {_DATE}\.?".replace(
        "(?P<", "(?:"
    ),
    re.I,
)
"""A sentence that says of the one report that a paper is about when it came out."""
_OTHERS: Final = re.compile(
    r"\b(?:to be|will|would|shall|next|later|due|expect\w*|re-?visit\w*|re-?inspect\w*|second|two"
    r"|follow-?up|interim|draft|update\w*|previous\w*|earlier|national\w*|thematic|press|response"
    r"|action plan|performance data|statistics|member|committee|authority|board|councils?"
    r"|audit\w*)\b",
    re.I,
)
"""What may make it another report: of the body itself, of another visit, still to come."""


def published_claims(spot: Spot, sentence: str) -> Iterator[PublishedClaim]:
    """Yield the day or month in which a sentence says that the inspectorate's report came out."""
    is_ours = _OURS.search(sentence) or _THE_REPORT.fullmatch(sentence.strip())
    if not is_ours or _OTHERS.search(sentence):
        return
    for match in _PUBLISHED.finditer(sentence):
        days = days_of_cell(match["behind"] or match["before"] or match["bare"] or match["of"])
        if len(days) == 1:
            yield PublishedClaim(spot, days[0], " ".join(sentence.split()))

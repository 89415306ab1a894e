"""What leaves a grade in a sentence in doubt: it is wanted, or another body's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.certainty import NOT_YET, doubt_of_statement
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_bindings import Bound
    from hmic_tracker.documents.claims.paper_names import Named

_WISHED: Final = re.compile(
    r"\b(?:should|would|could|might|must|will be|hop(?:e[sd]?|ing)|aim\w*|want\w*|wish\w*"
    r"|expect\w*|intend\w*|ambition|target\w*)(?: (?!(?:was|were|is|are|has|have|had|been|that)\b)"
    r"[\w’'-]+)* $"
    r"|\b(?:aim|ambition|target|hope)\b[^.;:]* (?:is|was|remains)(?: to be)?(?: an?)? $",
    re.I,
)
"""What says before a grade that it is wanted: "We hope to be graded Good"."""
COUNTRY: Final = re.compile(
    r"\b(?:(?:one|a single|no|each|every|another|other) force\b|forces|nationally|national"
    r"|country|england|average|elsewhere|most similar|neighbours"
    rf"|(?:{NUMBER}|other|most|all) (?:services|prisons|councils|authorities))\b",
    re.I,
)
_CLAUSE: Final = re.compile(r"[,;:.(]|\b(?:that|while|and|but|whereas|this is)\b", re.I)
_PLACE: Final = re.compile(r"(?:in|at|for|under|within) [^,]{2,40},", re.I)
"""How a sentence begins that may be of another body: "In the north, …"."""


def doubt_of_clause(
    sentence: str, masked: str, named: Sequence[Named], start: int, bound: Bound
) -> str:
    """Return why a grade may be another body's: by its own clause and how the sentence begins.

    The grade begins at `start`; `masked` is the sentence with blanks for its grades.
    """
    if is_wished(sentence[:start]):
        return NOT_YET
    begins = [match.end() for match in _CLAUSE.finditer(sentence, 0, bound.start)]
    first = begins[-1] if begins else 0
    place = _PLACE.match(sentence)
    clauses = [(first, bound.end), *([place.span()] if place and first else [])]
    for begin, end in clauses:
        inside = [
            one._replace(start=one.start - begin, end=one.end - begin)
            for one in named
            if begin <= one.start and one.end <= end
        ]
        if doubt := doubt_of_statement(masked[begin:end], inside):
            return doubt
    return ""


def without_country(sentence: str) -> str:
    """Return what a sentence says before it comes to other forces: "Fair, when 14 were higher"."""
    match = COUNTRY.search(sentence)
    if match is None:
        return sentence
    return sentence[: match.start()].rpartition(",")[0]


def is_wished(lead: str) -> bool:
    """Whether the words before a grade say that it is wanted."""
    return bool(_WISHED.search(lead))


def is_of_country(sentence: str) -> bool:
    """Whether a sentence speaks of other forces, or of all."""
    return bool(COUNTRY.search(sentence))

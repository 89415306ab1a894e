"""What sentences call the areas that are graded, and whose grades these are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.grade_doubts import is_of_country
from hmic_tracker.documents.claims.measure_words import value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

AREAS: Final = (
    r"(?:(?:main|overall|core|key|graded|inspected|individual|separate|headline|different)"
    r" )*(?:(?:sub-?)?areas?(?! for improvement)|frameworks?|questions?|tests?|strands?|themes?"
    r"|topics?|judge?ments?|grades?|gradings?|ratings?|pillars?|outcomes)"
    r"(?: of (?:policing|prison life|practice|(?:the|our) (?:service|force|prison|work"
    r"|inspection)))?"
)
"""What a paper calls that which is graded, in a pattern."""
WHOLE: Final = rf"(?<![\w-])(?P<whole>{NUMBER})(?![\w-])"
_BODIES: Final = re.compile(
    rf"\b(?:{NUMBER}|other|all|most|many) (?:\w+ )?(?:services|forces|prisons|councils"
    r"|authorities|establishments|schools|homes|wards|units|trusts)\b",
    re.I,
)
"""What says that those which are graded are other bodies."""
OWN_VIEW: Final = re.compile(
    r"\b(?:self-? ?(?:assess|evaluat)\w*|mock|survey\w*|we (?:graded|rated|judged|assessed)"
    r"|residents|audit\w*|predict\w*|internal\w*|peers?)\b",
    re.I,
)
"""What says that grades are none of the inspection's."""
EARLIER: Final = re.compile(
    r"\b(?:previous\w*|former\w*|earlier|before|last time|last inspection|had been|used to|then"
    r"|rather than|instead|compared|changed|improved|fell|rose|unchanged)\b",
    re.I,
)
_PLACE: Final = re.compile(
    r"(?:in|at|for|under|within|among|across|on|of) (?P<place>[^,]{2,60}),", re.I
)
_PLACE_IS_PLAIN: Final = re.compile(
    r"\b(?:inspect\w*|report|(?:19|20)\d\d|all|total|sum|short|graded?|grades|overall|these|those"
    rf"|them|{AREAS})\b",
    re.I,
)
_EXTREME: Final = re.compile(
    r"\b(?:lowest|worst|poorest|weakest|highest|best)\b"
    r"(?: (?:grade|grading|rating|mark|judge?ment)s?\b)?[^,.;:]{0,30}$",
    re.I,
)
_SCOPE: Final = re.compile(r"\b(?:under|within|in|of|beneath|for|on|makes? up)(?: the)? $", re.I)
_COUNTED: Final = (
    re.compile(
        rf"{WHOLE} {AREAS} (?:were|was|are|have been|being) (?:all )?(?:graded|rated|judged)"
        r"(?=\s*(?:$|[.,;:]|(?:beneath|under|within|at this|in (?:this|the|our|all|20))\b))",
        re.I,
    ),
    re.compile(
        rf"\b(?:graded|rated|given grades)(?: us)? (?:in|on|for|under|against) {WHOLE} {AREAS}"
        r"(?=\s*(?:$|[.,;:]|in (?:this|the|our|(?:19|20)\d\d)\b))",
        re.I,
    ),
    re.compile(
        r"\b(?:gave|given|got|received|contained|awarded|we (?:have|had)"
        r"|report (?:gives|contains|has|sets out|awards))"
        rf"(?: us| the \w+)? {WHOLE} (?:graded areas|grades|judge?ments)"
        r"(?=\s*(?:$|[.,;:]|(?:in all|in total|altogether|in (?:19|20)\d\d)\b))",
        re.I,
    ),
    re.compile(
        rf"\b(?:all|of)(?: of)? our {WHOLE} grades\b(?! (?:of|above|below)\b)",
        re.I,
    ),
    re.compile(
        rf"\b(?:all|of)(?: of)? the {WHOLE} grades (?:that )?(?:we|they|inspectors|it)"
        r" (?:were|was|gave|got|received|have)\b",
        re.I,
    ),
)
"""What counts the areas that were graded, whatever their grades."""


def is_of_bodies(sentence: str) -> bool:
    """Return whether a sentence is of the grades of other bodies, or of all."""
    return is_of_country(sentence) or bool(_BODIES.search(sentence))


def without_extremes(sentence: str, grades: re.Pattern[str], named: Sequence[Named]) -> str:
    """Return a sentence with blanks for what is the best or lowest grade of something unnamed."""
    for match in grades.finditer(sentence):
        extreme = _EXTREME.search(sentence[: match.start()])
        between = (one for one in named if one.end <= match.start())
        if extreme and not any(one.end > extreme.start() for one in between):
            blank = " " * len(match[0])
            sentence = f"{sentence[: match.start()]}{blank}{sentence[match.end() :]}"
    return sentence


def scoped(sentence: str, named: Sequence[Named], start: int) -> tuple[str, ...]:
    """Return the frameworks of whose parts a sentence counts: "Under Custody, two were good"."""
    return tuple(
        one.slug for one in named if one.end <= start and _SCOPE.search(sentence[: one.start])
    )


def whole_of(sentence: str) -> int | None:
    """Return how many areas were graded, as a sentence counts them."""
    hits = (pattern.search(sentence) for pattern in _COUNTED)
    match = next(filter(None, hits), None)
    return value_of(match["whole"]) if match else None


def is_elsewhere(sentence: str, named: Sequence[Named]) -> bool:
    """Return whether a sentence begins with a place outside the plan: "In the north, …"."""
    place = _PLACE.match(sentence)
    if place is None or any(one.start < place.end() for one in named):
        return False
    return not _PLACE_IS_PLAIN.search(place["place"])

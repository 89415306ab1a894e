"""How many areas have each grade: "Three were good, three adequate and two inadequate"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hmic_tracker.documents.claims.certainty import ANOTHER_BODY, ANOTHER_TIME, doubt_of_statement
from hmic_tracker.documents.claims.claim_types import GradeCounts, Spot
from hmic_tracker.documents.claims.grade_doubts import is_of_country, is_wished
from hmic_tracker.documents.claims.grade_periods import YEAR
from hmic_tracker.documents.claims.measure_words import KINDS, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

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
_N: Final = rf"(?<![\w-])(?:{NUMBER}|none|no|neither|half|not one)(?![\w-])"
_WHOLE: Final = rf"(?<![\w-])(?P<whole>{NUMBER})(?![\w-])"
_OF: Final = (
    r"(?P<of> (?:out )?of(?: (?:the|our|its|these|those|them|all))*"
    rf"(?:(?<=of)|(?<=[a-z])(?: {_WHOLE})?))"
)
_VERB: Final = (
    r"(?:(?: (?:that|which))?(?: (?:were|was|are|is|came out|got|received|had))"
    r"(?: (?:also|each|both|then|all|only|now))?)"
)
_GRADED: Final = (
    r"(?: (?:graded|rated|judged|found|assessed|placed|marked|given|of|as|at|to be|us|an?"
    r"|the (?:grade|rating) of|that|which|in the category of))*"
)
_ENDS: Final = (
    r"(?=\s*(?:$|[.,;:()–—]|(?:and|or|but|while|whereas|overall|again|with|for|in|by|because|on)\b"
    r"|(?:grades?|gradings?|ratings?|judge?ments?|areas?)\b))"
)
_NOT_BEFORE: Final = (
    r"(?<!the )(?<!these )(?<!those )(?<!this )(?<!that )(?<!other )(?<!which )(?<!each )"
    r"(?<!only )(?<!remaining )(?<!last )(?<!first )(?<!every )(?<!least )(?<!than )(?<!most )"
    r"(?<!about )(?<!up )(?<!over )(?<!nearly )"
)
_GIVES: Final = (
    r"\b(?:have|has|had|with|there (?:is|are|was|were)|gave|given|give|gives|got|received"
    r"|awarded|:)(?: us| the \w+)? (?:just |only )?$"
)
_SPEAKS: Final = re.compile(r"\b(?:graded|grades?|rated|ratings?|judge?d|judge?ments?)\b", re.I)
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
    r"|rather than|instead|compared|changed|improved|fell|rose|worse than|better than|unchanged)\b",
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
_SCOPE: Final = re.compile(r"\b(?:under|within|in|of|beneath|for|on|makes? up)(?: the)? $", re.I)
_COUNTED: Final = (
    re.compile(
        rf"{_WHOLE} {AREAS} (?:were|was|are|have been|being) (?:all )?(?:graded|rated|judged)"
        r"(?=\s*(?:$|[.,;:]|(?:beneath|under|within|at this|in (?:this|the|our|all|20))\b))",
        re.I,
    ),
    re.compile(
        rf"\b(?:graded|judged|rated|gave us grades|given grades)(?: us| the \w+)?"
        rf" (?:in|on|for|under|against) {_WHOLE} {AREAS}(?! (?:of|as)\b)",
        re.I,
    ),
    re.compile(
        r"\b(?:gave|given|gives|got|received|contained|contains|awarded|set out|has)"
        rf"(?: us| the \w+)? {_WHOLE} (?:graded areas|grades|judge?ments)"
        r"(?=\s*(?:$|[.,;:]|(?:in all|in total|altogether|in (?:19|20)\d\d)\b))",
        re.I,
    ),
    re.compile(
        rf"\b(?:all|of)(?: of)? (?:the|our|all|its) {_WHOLE} grades\b(?! (?:of|above|below)\b)",
        re.I,
    ),
)
"""What counts the areas that were graded, whatever their grades."""
_NAMES: Final = re.compile(
    r"(?: (?:in|for|at))?(?:,? (?:namely|these|being|are|were|for|in|at)\b)|\s*[:–—(-]", re.I
)
"""What stands behind a grade of areas that are then named."""
_FEWEST: Final = 3


class AreasCounted(NamedTuple):
    """That a sentence has counted areas, or spoken of their grades: how many, and of which."""

    is_on: bool = False
    whole: int | None = None
    tops: tuple[str, ...] = ()


class _Part(NamedTuple):
    number: str
    whole: str | None
    has_noun: bool
    is_whole_clause: bool
    grade: str
    start: int
    end: int


class GradeCounter:
    """Reads how many areas have each grade; `words` matches a grade of a scale in any letters."""

    def __init__(self, words: re.Pattern[str], spelled: Mapping[str, str]) -> None:
        grade = rf"(?P<grade>{words.pattern})"
        self._words, self._spelled = words, spelled
        self._before = re.compile(
            rf"{_NOT_BEFORE}(?P<n>{_N})(?: (?:more|further|others?))?{_OF}?"
            rf"(?P<noun> {AREAS})?(?P<verb>{_VERB})?{_GRADED} {grade}{_ENDS}",
            re.I,
        )
        self._behind = re.compile(
            rf"{grade}(?: grades?)?(?:,? which (?:we|it|the \w+) (?:were|was|had been)"
            r" (?:given|awarded)|,? (?:being )?given)?,? (?:in|for|at|under|across)"
            rf" (?:just |only |all )?(?P<n>(?<![\w-]){NUMBER}(?![\w-])){_OF}?"
            rf"(?:(?P<noun> {AREAS})|(?=\s*(?:$|[.,;:)]|(?:and|but)\b)))"
            r"|(?!)(?P<verb>)",
            re.I,
        )

    def read(
        self, spot: Spot, sentence: str, named: Sequence[Named], above: str | None, at: AreasCounted
    ) -> tuple[list[GradeCounts], AreasCounted]:
        """Return how many areas have each grade by a sentence, and what it leaves to the next."""
        whole = _whole_of(sentence)
        parts = self._parts(sentence, at)
        tops = scoped(sentence, named, parts[0].start if parts else len(sentence))
        before = at if at.is_on else AreasCounted()
        is_plain = before.is_on or whole is not None or any(p.has_noun for p in parts)
        if (whole is None and not parts) or is_of_bodies(sentence):
            return [], AreasCounted()
        number = whole if whole is not None else before.whole
        own = {value_of(p.whole) for p in parts if p.whole}
        number = own.pop() if len(own) == 1 else number
        counted = AreasCounted(is_plain, number, tops or before.tops)
        if KINDS.search(sentence) and not any(p.has_noun for p in parts):
            return [], AreasCounted()
        counts = [(self._spelled[folded(p.grade)], _value(p.number, number)) for p in parts]
        if len({grade for grade, _ in counts}) < len(counts) or any(n is None for _, n in counts):
            return [], counted
        claim = GradeCounts(
            spot,
            tuple((grade, n or 0) for grade, n in counts),
            number,
            counted.tops,
            (above,) if above else (),
            is_plain=is_plain,
            period=_period(sentence),
            quote=" ".join(sentence.split()),
            doubt=self._doubt(sentence, named, parts[0].start if parts else 0),
        )
        return [claim], counted

    def without_counts(self, sentence: str) -> str:
        """Return a sentence with blanks for grades of areas that it counts and doesn't name."""
        for part in self._parts(sentence, AreasCounted()):
            if part.has_noun and not _NAMES.match(sentence, part.end):
                at = sentence.lower().index(part.grade.lower(), part.start)
                blank = " " * len(part.grade)
                sentence = f"{sentence[:at]}{blank}{sentence[at + len(part.grade) :]}"
        return sentence

    def _parts(self, sentence: str, at: AreasCounted) -> list[_Part]:
        """Return the numbers of a sentence with the grade that stands behind or before each."""
        hits = [*self._before.finditer(sentence), *self._behind.finditer(sentence)]
        parts: list[_Part] = []
        for match in sorted(hits, key=lambda one: one.start()):
            if parts and match.start() < parts[-1].end:
                continue
            has_noun = bool(match["noun"]) or bool(match["of"] and at.is_on)
            is_behind = match.start("grade") < match.start("n")
            gives = re.search(_GIVES, sentence[: match.start()], re.I)
            is_clause = bool(match["verb"] or is_behind or gives)
            if not is_clause and not parts and not at.is_on:
                continue
            if is_behind and not (has_noun or match["of"] or any(p.has_noun for p in parts)):
                continue  # "good for three years"
            if match["noun"] and not is_clause and not parts:
                continue
            if not is_behind and _goes_on(sentence, match.end(), match):
                continue
            parts.append(
                _Part(
                    match["n"],
                    match["whole"],
                    has_noun,
                    is_clause,
                    match["grade"],
                    match.start(),
                    match.end(),
                )
            )
        first = parts[0] if parts else None
        is_sure = at.is_on or any(p.has_noun for p in parts) or len(parts) >= _FEWEST
        return parts if first and (is_sure or _SPEAKS.search(sentence)) else []

    def _doubt(self, sentence: str, named: Sequence[Named], start: int) -> str:
        masked = self._words.sub(lambda grade: " " * len(grade[0]), sentence)
        if doubt := doubt_of_statement(masked, named):
            return doubt
        if OWN_VIEW.search(sentence) or _is_elsewhere(sentence, named):
            return ANOTHER_BODY
        return ANOTHER_TIME if is_wished(sentence[:start]) or EARLIER.search(sentence) else ""


def is_of_bodies(sentence: str) -> bool:
    """Return whether a sentence is of the grades of other bodies, or of all."""
    return is_of_country(sentence) or bool(_BODIES.search(sentence))


def _goes_on(sentence: str, end: int, match: re.Match[str]) -> bool:
    """Whether a number of areas with a grade is what a sentence speaks of: "two … have moved"."""
    rest = sentence[end:]
    return not match["verb"] and bool(
        re.match(r" (?:grades |areas )?(?:have|has|had|are|were|was|is|will|came)\b", rest, re.I)
    )


def _whole_of(sentence: str) -> int | None:
    """Return how many areas were graded, as a sentence counts them."""
    hits = (pattern.search(sentence) for pattern in _COUNTED)
    match = next(filter(None, hits), None)
    return value_of(match["whole"]) if match else None


def _value(number: str, whole: int | None) -> int | None:
    plain = number.lower()
    if plain == "half":
        return whole // 2 if whole and whole % 2 == 0 else None
    return 0 if plain == "not one" else value_of(plain)


def scoped(sentence: str, named: Sequence[Named], start: int) -> tuple[str, ...]:
    """Return the frameworks of whose parts a sentence counts: "Under Custody, two were good"."""
    return tuple(
        one.slug for one in named if one.end <= start and _SCOPE.search(sentence[: one.start])
    )


def _period(sentence: str) -> str | None:
    years = set(YEAR.findall(sentence))
    return str(years.pop()) if len(years) == 1 else None


def _is_elsewhere(sentence: str, named: Sequence[Named]) -> bool:
    """Whether a sentence begins with a place that is none of the plan's: "In the north, …"."""
    place = _PLACE.match(sentence)
    if place is None or any(one.start < place.end() for one in named):
        return False
    return not _PLACE_IS_PLAIN.search(place["place"])

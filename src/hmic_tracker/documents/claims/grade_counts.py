"""How many areas have each grade: "Three were good, three adequate and two inadequate"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from hmic_tracker.documents.claims.area_words import (
    AREAS,
    EARLIER,
    OWN_VIEW,
    WHOLE,
    is_elsewhere,
    is_of_bodies,
    scoped,
    whole_of,
)
from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.certainty import ANOTHER_BODY, ANOTHER_TIME, doubt_of_statement
from hmic_tracker.documents.claims.claim_types import GradeClaim, GradeCounts, Spot
from hmic_tracker.documents.claims.grade_doubts import is_wished
from hmic_tracker.documents.claims.grade_periods import YEAR
from hmic_tracker.documents.claims.graded_areas import areas_listed
from hmic_tracker.documents.claims.measure_words import KINDS, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_N: Final = rf"(?<![\w-])(?:{NUMBER}|none|no|neither|half|not one)(?![\w-])"
_A_NUMBER: Final = re.compile(rf"(?<![\w-])(?!one\b)(?:{NUMBER})(?![\w-])", re.I)
_OF: Final = (
    r"(?P<of> (?:out )?of(?: (?:the|our|its|these|those|them|all))*"
    rf"(?:(?<=of)|(?<=[a-z])(?: {WHOLE})?))"
)
_VERB: Final = (
    r"(?:(?: (?:that|which))?(?: (?:were|was|are|is|came out|got|received|had))"
    r"(?: (?:also|each|both|then|all|only|now))?)"
)
_RANK: Final = r"(?: (?P<rank>below|above|better than|worse than|lower than|higher than))?"
_REACH: Final = r"(?: (?:or|and) (?P<reach>better|above|higher|worse|below|lower))?"
_HIGHER: Final = frozenset({"above", "better", "higher"})
_UNDER: Final = r" (?:under|within|beneath|in|for) [^,.;:]{3,60}?"
_GRADED: Final = (
    r"(?: (?:graded|rated|judged|found|assessed|placed|marked|given|of|as|at|to be|us|an?"
    r"|the (?:grade|rating) of|that|which|in the category of))*"
)
_ENDS: Final = (
    r"(?=\s*(?:$|[.,;:()–—]|(?:and|but|while|whereas|overall|again|with|for|in|by|because|on)\b"
    r"|(?:grades?|gradings?|ratings?|judge?ments?|areas?)\b))"
)
_NOT_BEFORE: Final = (
    r"(?<!the )(?<!these )(?<!those )(?<!this )(?<!that )(?<!other )(?<!which )(?<!each )"
    r"(?<!only )(?<!remaining )(?<!last )(?<!first )(?<!every )(?<!least )(?<!than )(?<!most )"
    r"(?<!in )(?<!about )(?<!up )(?<!over )(?<!nearly )"
)
_GIVES: Final = (
    r"\b(?:have|has|had|(?:out|left|ended) with|there (?:is|are|was|were)"
    r"|gave|given|give|gives|got|received"
    r"|awarded|:)(?: us| the \w+)? (?:just |only )?$"
)
_SPEAKS: Final = re.compile(r"\b(?:graded|grades?|rated|ratings?|judge?d|judge?ments?)\b", re.I)
_GRADES: Final = re.compile(
    r"\b(?:grades|gradings|ratings|judge?ments)\b|\bareas (?:by|with|at) (?:each )?grade\b", re.I
)
_NAMES: Final = re.compile(
    r"(?: (?:in|for|at))?(?:,? (?:namely|these|being|are|were|for|in|at)\b)|\s*[:–—(-]", re.I
)
"""What stands behind a grade of areas that are then named."""
_THESE: Final = re.compile(
    r"(?:these|those|they)(?: (?:areas|two|three|four|five))* (?:are|were)\b"
    r"|(?:it|this|that)(?: (?:one|area))? (?:is|was)\b",
    re.I,
)
_FEWEST: Final = 3


class AreasCounted(NamedTuple):
    """That a sentence has counted areas: how many, and of which; or only spoken of grades.

    Where it counted those with `one` grade alone, the next sentence may name them.
    """

    is_on: bool = False
    is_of_grades: bool = False
    whole: int | None = None
    tops: tuple[str, ...] = ()
    one: tuple[str, int] | None = None


class _Part(NamedTuple):
    number: str
    whole: str | None
    has_noun: bool
    grade: str
    start: int
    end: int
    graded: int
    rank: str = "{}"
    """What is counted: those with the grade, "above {}", "{} or worse"."""


class GradeCounter:
    """Reads how many areas have each grade; `words` matches a grade of a scale in any letters."""

    def __init__(self, words: re.Pattern[str], spelled: Mapping[str, str]) -> None:
        grade = rf"(?P<grade>{words.pattern})"
        self._words, self._spelled = words, spelled
        self._before = re.compile(
            rf"{_NOT_BEFORE}(?P<n>{_N})(?: (?:more|further|others?))?{_OF}?"
            rf"(?:(?P<noun> {AREAS})(?:{_UNDER}(?={_VERB}))?)?"
            rf"(?P<verb>{_VERB})?{_GRADED}{_RANK} {grade}{_REACH}{_ENDS}",
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

        self._beside = re.compile(
            rf"{grade}(?: ?[:–—-])? \(?(?P<n>\d{{1,2}})\)?(?: {AREAS})?(?=\s*(?:$|[.,;]| and\b))",
            re.I,
        )

    def read(
        self, spot: Spot, sentence: str, named: Sequence[Named], above: str | None, at: AreasCounted
    ) -> tuple[list[GradeCounts], AreasCounted]:
        """Return how many areas have each grade by a sentence, and what it leaves to the next."""
        whole = whole_of(sentence)
        parts = self._parts(sentence, at)
        tops = scoped(sentence, named, parts[0].graded if parts else len(sentence))
        before = at if at.is_on else AreasCounted()
        is_plain = before.is_on or whole is not None or any(p.has_noun for p in parts)
        is_of_grades = at.is_of_grades or bool(_GRADES.search(sentence))
        is_line = len(parts) == 1 and parts[0].start == 0 and at.is_of_grades
        is_plain = is_plain or (is_of_grades and len(parts) >= _FEWEST) or is_line
        if (whole is None and not parts) or is_of_bodies(sentence):
            of_others = (KINDS, _A_NUMBER, OWN_VIEW)
            speaks = not (is_of_bodies(sentence) or any(one.search(sentence) for one in of_others))
            return [], AreasCounted(is_of_grades=speaks and bool(_GRADES.search(sentence)))
        number = whole if whole is not None else before.whole
        own = {value_of(p.whole) for p in parts if p.whole}
        number = own.pop() if len(own) == 1 else number
        counted = AreasCounted(is_plain and not is_line, is_line, number, tops or before.tops)
        if KINDS.search(sentence) and not any(p.has_noun for p in parts):
            return [], AreasCounted()
        counts = self._counts(parts, number)
        if len(counts) < len({(p.rank, p.grade.lower()) for p in parts}):
            return [], counted
        if len(counts) < len(parts):  # the same grade twice: wrong, if those are all
            number = number or sum(n for _, n in counts)
            if named or len(parts) < _FEWEST or sum(n for _, n in counts) != number:
                return [], counted
        counted = counted._replace(
            one=counts[0] if len(counts) == 1 and parts[0].rank == "{}" else None
        )
        claim = GradeCounts(
            spot,
            tuple(counts),
            number,
            counted.tops,
            (above,) if above else (),
            is_plain=is_plain,
            period=_period(sentence),
            quote=" ".join(sentence.split()),
            doubt=self._doubt(sentence, named, parts[0].start if parts else 0),
        )
        return [claim], counted

    def _counts(self, parts: Sequence[_Part], number: int | None) -> list[tuple[str, int]]:
        """Return how many areas have each grade; none where a number can't be told."""
        counts: dict[str, int] = {}
        for part in parts:
            value = _value(part.number, number)
            if value is None:
                return []
            grade = part.rank.format(self._spelled[folded(part.grade)])
            counts[grade] = counts.get(grade, 0) + value
        return list(counts.items())

    def without_counts(self, sentence: str) -> str:
        """Return a sentence with blanks for grades of areas that it counts and doesn't name."""
        for part in self._parts(sentence, AreasCounted(is_on=True)):
            if part.has_noun and not _NAMES.match(sentence, part.end):
                blank, behind = " " * len(part.grade), part.graded + len(part.grade)
                sentence = f"{sentence[: part.graded]}{blank}{sentence[behind:]}"
        return sentence

    def _parts(self, sentence: str, at: AreasCounted) -> list[_Part]:
        """Return the numbers of a sentence with the grade that stands behind or before each."""
        hits = [*self._before.finditer(sentence), *self._behind.finditer(sentence)]
        parts: list[_Part] = []
        for match in sorted(hits, key=lambda one: one.start()):
            if parts and match.start() < parts[-1].end:
                continue
            speaks = at.is_on or at.is_of_grades or _SPEAKS.search(sentence) or len(hits) > 1
            has_noun = bool(speaks and match["noun"]) or bool(match["of"] and at.is_on)
            is_behind = match.start("grade") < match.start("n")
            gives = re.search(_GIVES, sentence[: match.start()], re.I)
            is_clause = bool(match["verb"] or is_behind or gives)
            if not is_clause and not parts and not at.is_on:
                continue
            if match["of"] and not match["whole"] and match["n"].lower() == "one":
                continue  # "one of our areas", and maybe others
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
                    match["grade"],
                    match.start(),
                    match.end(),
                    match.start("grade"),
                    _rank_of(match) if not is_behind else "{}",
                )
            )
        parts = parts or self._numbers_beside(sentence, at)
        first = parts[0] if parts else None
        is_sure = (
            at.is_on or at.is_of_grades or any(p.has_noun for p in parts) or len(parts) >= _FEWEST
        )
        return parts if first and (is_sure or _SPEAKS.search(sentence)) else []

    def _numbers_beside(self, sentence: str, at: AreasCounted) -> list[_Part]:
        """Return the numbers that stand beside grades: "good 4, adequate 3", or a line of one."""
        hits = list(self._beside.finditer(sentence))
        is_line = len(hits) == 1 and hits[0].span() == (0, len(sentence.rstrip(" .;,")))
        if not (len(hits) >= _FEWEST or (is_line and at.is_of_grades)):
            return []
        return [_Part(m["n"], None, False, m["grade"], *m.span(), m.start()) for m in hits]

    def _doubt(self, sentence: str, named: Sequence[Named], start: int) -> str:
        masked = self._words.sub(blank, sentence)
        if doubt := doubt_of_statement(masked, named):
            return doubt
        if OWN_VIEW.search(sentence) or is_elsewhere(sentence, named):
            return ANOTHER_BODY
        return ANOTHER_TIME if is_wished(sentence[:start]) or EARLIER.search(sentence) else ""


def areas_of_count(
    spot: Spot, sentence: str, find: Callable[[str], Named | None], at: AreasCounted
) -> list[GradeClaim]:
    """Return the grade of the areas that a sentence names behind their number: "These were …"."""
    these = _THESE.match(sentence) if at.one else None
    if at.one is None or these is None:
        return []
    areas = areas_listed(sentence[these.end() :], find)
    quote = " ".join(sentence.split())
    grade, number = at.one
    is_whole = len({one.slug for one in areas}) == number
    claims = [GradeClaim(spot, one.slug, None, grade, quote, is_dated=True) for one in areas]
    return claims if is_whole else []


def _goes_on(sentence: str, end: int, match: re.Match[str]) -> bool:
    """Whether a number of areas with a grade is what a sentence speaks of: "two … have moved"."""
    rest = sentence[end:]
    return not match["verb"] and bool(
        re.match(r" (?:grades |areas )?(?:have|has|had|are|were|was|is|will|came)\b", rest, re.I)
    )


def _rank_of(match: re.Match[str]) -> str:
    """Return which grades a number counts: that one, those above or below it, or it and those."""
    if match["rank"]:
        return "above {}" if match["rank"].lower().split()[0] in _HIGHER else "below {}"
    if match["reach"]:
        return "{} or better" if match["reach"].lower() in _HIGHER else "{} or worse"
    return "{}"


def _value(number: str, whole: int | None) -> int | None:
    plain = number.lower()
    if plain == "half":
        return whole // 2 if whole and whole % 2 == 0 else None
    return 0 if plain == "not one" else value_of(plain)


def _period(sentence: str) -> str | None:
    years = set(YEAR.findall(sentence))
    return str(years.pop()) if len(years) == 1 else None

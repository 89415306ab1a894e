"""Grades in sentences: "Custody rose from Fair in 2006 to Good in 2007", "It was graded Good"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.area_words import OWN_VIEW, without_extremes
from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.certainty import ANOTHER_BODY, NOT_YET, doubt_of_statement
from hmic_tracker.documents.claims.claim_types import PREVIOUS, GradeClaim, Spot
from hmic_tracker.documents.claims.grade_bindings import RESPECTIVELY, bound_grades
from hmic_tracker.documents.claims.grade_counts import GradeCounter
from hmic_tracker.documents.claims.grade_doubts import (
    doubt_of_clause,
    is_of_country,
    is_wished,
    without_country,
)
from hmic_tracker.documents.claims.grade_frameworks import (
    Graded,
    framework_of,
    is_boxed,
    is_just_before,
    is_right_behind,
    together,
)
from hmic_tracker.documents.claims.grade_periods import (
    is_dated_in,
    is_of_now,
    period_of,
    year_before,
)
from hmic_tracker.documents.claims.plain_grades import enlarged
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames

SPEAKS: Final = re.compile(
    r"\b(?:(?:un)?grad(?:e[ds]?|ings?)|rat(?:ed|ings?)|judge?d|judge?ments?|assessed)\b", re.I
)
_OF_ANOTHER: Final = re.compile(
    r" (?:for|at) (?!(?:this|that|it|us|both|all|each|our|its|now|the (?:area|framework|same|force"
    r"|service|first|second|third|year|time|way|last))\b)",
    re.I,
)
"""What stands behind a grade that is of something else than what stands above: "Good for X"."""
_NO_GRADE: Final = (
    r"(?:practices?|news|reasons?|to (?:add|say|see|note|report|hear|know|assume|expect|ask"
    r"|record|point|conclude|describe|be able))\b"
)
"""What follows a word that is no grade: "good practice", "it is fair to say"."""
_GOT: Final = re.compile(
    r"\b(?:received|awarded|got|given|stayed|remain(?:s|ed)|held|kept|rose|raised|fell|went|moved"
    r"|improved|dropped|unchanged|marks?)\b",
    re.I,
)
"""What says too that a word with a capital is a grade."""
_BEFORE: Final = re.compile(
    r"\b(?:from|had been(?! (?:graded|rated|judged))|than|previous(?:ly)?|year before|earlier"
    r"|last (?:time|year)|against)\b"
    r"[^.;]{0,25}$",
    re.I,
)
"""What stands before the grade that something had before."""
_OF_OTHERS: Final = re.compile(
    rf"\b(?:{NUMBER}|others?|rest|remaining|that|those|this|each|all)\b[^.;,]{{0,30}}$", re.I
)
"""What stands before a grade of several, or of something named before."""
_ONE_OF: Final = re.compile(
    r"\b(?:the )?(?:only|one) (?:part|area|framework|strand|element)\b(?! for improvement)", re.I
)
"""What says that a grade is of a part that the sentence may name anywhere."""
_COUNTED: Final = re.compile(
    rf"\b(?:(?:{NUMBER}|forces|others|many|most|some)(?: of them)? (?:(?:were|was|are|is) )?"
    rf"(?:also )?(?:graded|judged|rated)|{NUMBER}) $",
    re.I,
)
"""What stands before a grade of which forces are counted."""
_SO_MANY_WERE: Final = re.compile(rf"(?:^|[;,.] (?:and )?){NUMBER} (?:were|was|are) $", re.I)
_IS: Final = re.compile(r"\b(?:was|were|is|are)(?: (?:each|both|all|also|again|only))? $", re.I)


class GradeSentences:
    """Reads the grades of sentences: of the frameworks beside each, or of that above."""

    def __init__(self, names: PaperNames, spellings: Iterable[tuple[str, str]]) -> None:
        self._names = names
        forms = dict(spellings)
        longest = sorted(forms, key=len, reverse=True)
        words = "|".join(map(re.escape, [*longest, *map(str.upper, longest)]))
        self._grade = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])(?! {_NO_GRADE})")
        self._any_letters = re.compile(self._grade.pattern, re.I)
        self._spelled = {folded(form): grade for form, grade in forms.items()}
        self.counter = GradeCounter(self._any_letters, self._spelled)
        self.folded = frozenset(grade.casefold() for grade in self._spelled.values())

    def of_sentence(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        above: str | None,
        about: Sequence[str] = (),
    ) -> list[GradeClaim]:
        """Return the grades of a sentence; of the framework named beside each, or the one above.

        `about` are those that it may go on about: "It was graded Good", "Both were Fair".
        """
        whole, sentence = sentence, self.counter.without_counts(sentence)
        sentence = without_extremes(sentence, self._any_letters, named)
        possible = list(self._any_letters.finditer(sentence))
        if not possible:
            return []
        named = self._names.with_areas(sentence, named, possible, is_under=bool(above or about))
        quote, doubt = " ".join(whole.split()), doubt_of_statement(sentence, named)
        if OWN_VIEW.search(whole):
            doubt = ANOTHER_BODY
        plain, sentence = sentence, enlarged(sentence, self._any_letters, named)
        if not self._grade.search(sentence):
            return []
        sentence = DATE.sub(blank, sentence)  # a due's year is no grade's
        sentence = without_country(sentence)
        named = [one for one in named if one.end <= len(sentence)]
        if not sentence or _ONE_OF.search(sentence):
            return []
        matches = [m for m in self._grade.finditer(sentence) if not _is_of_forces(sentence, m)]
        if not named and matches and _OF_ANOTHER.match(sentence, matches[0].end()):
            above, about = None, ()
        if matches and is_wished(sentence[: matches[0].start()]):
            doubt = NOT_YET
        over = about or ([above] if above else ())
        if bound := self._bound(spot, sentence, named, matches, over, quote):
            return bound
        if RESPECTIVELY.search(sentence):
            return []
        if (
            len(named) == 1
            and len(matches) == 1
            and is_right_behind(sentence, named[0], matches[0])
        ):
            is_dated = is_of_now(sentence)
            period = period_of(sentence, matches[0], 0, len(sentence))
            grade = self._given(matches[0])
            return [GradeClaim(spot, named[0].slug, period, grade, quote, doubt, is_dated)]
        speaks = (
            plain != sentence
            or SPEAKS.search(sentence)
            or _GOT.search(sentence)
            or _are_several(sentence, matches)
        )
        its = Graded(sentence, named, above, bool(speaks), self._grade, self._names)
        claims = self._one_by_one(its, matches)
        return [
            GradeClaim(spot, slug, period, grade, quote, doubt, is_dated)
            for slug, period, grade, is_dated in claims
        ]

    def _given(self, match: re.Match[str]) -> str:
        return self._spelled[folded(match[0])]

    def _bound(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        matches: Sequence[re.Match[str]],
        over: Sequence[str],
        quote: str,
    ) -> list[GradeClaim]:
        """Return the grades of a sentence of which no word leaves open whose they are."""
        bound = bound_grades(sentence, named, matches, over)
        if {one.at for one in bound} != set(range(len(matches))):
            return []
        masked = self._grade.sub(blank, sentence)
        own = ANOTHER_BODY if OWN_VIEW.search(sentence) else ""
        return [
            GradeClaim(
                spot,
                one.slug,
                one.period or year_before(sentence, one.start),
                self._given(matches[one.at]),
                quote,
                own or doubt_of_clause(sentence, masked, named, matches[one.at].start(), one),
                is_dated=True,
            )
            for one in bound
        ]

    def _one_by_one(
        self, its: Graded, matches: Sequence[re.Match[str]]
    ) -> Iterator[tuple[str, str | None, str, bool]]:
        """Yield the framework, period and word of each grade, and whether it is for sure of it."""
        sentence, named = its.text, its.named
        for at, match in enumerate(matches):
            floor = matches[at - 1].end() if at else 0
            limit = matches[at + 1].start() if at + 1 < len(matches) else len(sentence)
            if _COUNTED.search(sentence[: match.start()]):
                continue
            slug = framework_of(its, match, floor, limit)
            if slug is None:
                continue
            period = period_of(sentence, match, floor, limit)
            lead = sentence[floor : match.start()]
            if period is None and _BEFORE.search(lead):
                if not (at and is_just_before(lead)):
                    continue
                period = PREVIOUS
            is_dated = is_dated_in(sentence, match, limit, matches, period, named, slug)
            for one in together(sentence, named, match) or (slug,):
                yield one, period, self._given(match), is_dated

    def in_brackets(self, text: str, end: int) -> str | None:
        """Return the grade in brackets right behind a framework's name: "Custody (Good)"."""
        match = self._grade.search(text, end)
        if match is None or not is_boxed(text[end : match.start()]):
            return None
        return self._spelled[folded(match[0])]

    def other_grades(self, sentence: str) -> list[str]:
        """Return the grades that a sentence gives as such, of whatever it is about."""
        if not (SPEAKS.search(sentence) or _GOT.search(sentence)) or is_of_country(sentence):
            return []
        if _ONE_OF.search(sentence):
            return []
        return [
            self._spelled[folded(match[0])]
            for match in self._grade.finditer(sentence)
            if not _COUNTED.search(sentence[: match.start()])
            and not _OF_OTHERS.search(sentence[: match.start()])
            and (match.start() > 0 or match[0] != sentence.split(" ", maxsplit=1)[0])
        ]


def _is_of_forces(sentence: str, match: re.Match[str]) -> bool:
    """Whether a grade is what so many forces were in something: "Three were excellent at X"."""
    counts = _SO_MANY_WERE.search(sentence[: match.start()])
    return counts is not None and re.match(r" (?:at|in|for) ", sentence[match.end() :]) is not None


def _are_several(sentence: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether a sentence gives several their grades: "Custody was Good and Call Handling Fair"."""
    given = [m for m in matches if m[0][:1].isupper() and _IS.search(sentence[: m.start()])]
    return len(given) > 1

"""Grades in sentences: "Custody rose from Fair in 2006 to Good in 2007", "It was graded Good"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.certainty import NOT_YET, doubt_of_statement
from hmic_tracker.documents.claims.claim_types import PREVIOUS, GradeClaim, Spot
from hmic_tracker.documents.claims.grade_bindings import Bound, bound_grades
from hmic_tracker.documents.claims.plain_grades import enlarged
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames

SPEAKS: Final = re.compile(
    r"\b(?:(?:un)?grad(?:e[ds]?|ings?)|rat(?:ed|ings?)|judge?d|judge?ments?|assessed)\b", re.I
)
YEAR: Final = re.compile(r"\b((?:19|20)\d\d(?:/\d{2,4})?)\b")
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
_WAS: Final = re.compile(
    r"(?: framework| area)?,? (?:(?:which|you|HMIC|inspectors|the inspectors|was|is|remains?"
    r"|stays?|graded|rated|judged|as|again|still|also) )+",
    re.I,
)
_BOXED: Final = re.compile(
    r"(?: framework| area)?:? ?[\[(](?:HMIC )?(?:graded? ?:? ?|rated ?:? ?|now ?:? ?)?", re.I
)
_OF_OTHERS: Final = re.compile(
    rf"\b(?:{NUMBER}|others?|rest|remaining|that|those|this|each|all)\b[^.;,]{{0,30}}$", re.I
)
"""What stands before a grade of several, or of something named before."""
_SEVERAL: Final = 2
_ONE_OF: Final = re.compile(
    r"\b(?:the )?(?:only|one) (?:part|area|framework|strand|element)\b(?! for improvement)", re.I
)
"""What says that a grade is of a part that the sentence may name anywhere."""
_EARLIER: Final = re.compile(
    r"\b(?:previous\w*|former\w*|earlier|before|last time|had been|was then|used to|improv\w+|from"
    r"|instead|than)\b",
    re.I,
)
_WISHED: Final = re.compile(
    r"\b(?:should|would|could|might|must|will be|hop(?:e[sd]?|ing)|aim\w*|want\w*|wish\w*"
    r"|expect\w*|intend\w*|ambition|target\w*)(?: (?!(?:was|were|is|are|has|have|had|been|that)\b)"
    r"[\w’'-]+)* $"
    r"|\b(?:aim|ambition|target|hope)\b[^.;:]* (?:is|was|remains)(?: to be)?(?: an?)? $",
    re.I,
)
"""What says before a grade that it is wanted: "We hope to be graded Good"."""
_SECOND: Final = re.compile(
    r",?(?: (?:in|for) (?:19|20)\d\d)?,?(?: up| down)?"
    r" (?:to|and(?: then)?|from|but|then|where it had been|compared with|having been|after)"
    r"(?: (?:again|to|was|just|still|an?))* ",
    re.I,
)
"""What stands between two grades of the same framework."""
_COUNTED: Final = re.compile(
    rf"\b(?:(?:{NUMBER}|forces|others|many|most|some)(?: of them)? (?:(?:were|was|are|is) )?"
    rf"(?:also )?(?:graded|judged|rated)|{NUMBER}) $",
    re.I,
)
"""What stands before a grade of which forces are counted."""
_JUST_BEFORE: Final = re.compile(
    r" ?[(,] ?(?:which is |an? )?(?:previously|formerly|was|up from|down from|from"
    r"|before)(?: an?)? ",
    re.I,
)
"""What stands between a grade and the one that came before it."""
_FOR: Final = re.compile(
    r" (?:(?:grad\w+|judge?ment|rating)s? (?:(?:was|is|were|are) (?:given )?)?)?(?:overall )?"
    r"(?:(?:for|in|to|at) (?:the )?(?:framework )?"
    r"|in one (?:framework )?\()| \(",
    re.I,
)
_SHARED: Final = re.compile(
    r" (?:was|were|are|is)(?: (?:both|each|all))?(?: (?:graded|rated|judged|assessed|found)"
    r"(?: (?:as|to be))?)? ",
    re.I,
)
"""What stands between several frameworks and the grade that all have."""
_AND: Final = re.compile(r"(?:,|,? and)(?: (?:in|for|at|on))?(?: the)? ", re.I)
_RATING: Final = re.compile(r" (?:grad\w+|rating|judge?ment)\b", re.I)
_GRADE_IS: Final = re.compile(r"(?:grade|grading|judge?ment|rating)[^.;]{0,20}[:–—-]?\s*$", re.I)
_IN_BRACKETS: Final = re.compile(r"[^;.]{0,30}\((?:was )?")
_BESIDE: Final = re.compile(r"\s*(?:[:–—-]|\()?\s*")
_IS: Final = re.compile(r"\b(?:was|were|is|are)(?: (?:each|both|all|also|again|only))? $", re.I)
_ITS_YEAR: Final = re.compile(r"[^;.()]{0,20}?\b(?:in|for) ((?:19|20)\d\d)\b")
_GRADED: Final = re.compile(
    r"\b(?:graded|rated|judged)(?: (?:this|the|it|us|area|framework|part|overall|as))*\s*$", re.I
)
_OTHERS: Final = re.compile(r"\b(?:other|each|all|both|respective|remaining|rest|every)\b", re.I)
_PARTS: Final = re.compile(
    r"\b(?:areas|parts?|strands?|elements?|ones?|frameworks) (?:of|in|within|under) (?:the )?$"
    r"|(?<!the )\barea (?:of|in|within|under) (?:the )?$",
    re.I,
)
_LONGEST_PHRASE: Final = 60
COUNTRY: Final = re.compile(
    r"\b(?:(?:one|a single|no|each|every|another|other) force\b|forces|nationally|national"
    r"|country|england|average|elsewhere|most similar)\b",
    re.I,
)
_CLAUSE: Final = re.compile(r"[,;:.(]|\b(?:that|while|and|but|whereas|this is)\b", re.I)
_PLACE: Final = re.compile(r"(?:in|at|for|under|within) [^,]{2,40},", re.I)
"""How a sentence begins that may be of another body: "In the north, …"."""


class GradeSentences:
    """Reads the grades of sentences: of the frameworks beside each, or of that above."""

    def __init__(self, names: PaperNames, spellings: Iterable[tuple[str, str]]) -> None:
        self._names = names
        forms = dict(spellings)
        longest = sorted(forms, key=len, reverse=True)
        words = "|".join(map(re.escape, [*longest, *map(str.upper, longest)]))
        self._grade = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])(?! practices?\b)")
        self._any_letters = re.compile(self._grade.pattern, re.I)
        self._spelled = {folded(form): grade for form, grade in forms.items()}
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
        possible = list(self._any_letters.finditer(sentence))
        if not possible:
            return []
        named = self._names.with_areas(sentence, named, possible)
        quote, doubt = " ".join(sentence.split()), doubt_of_statement(sentence, named)
        plain, sentence = sentence, enlarged(sentence, self._any_letters, named)
        if not self._grade.search(sentence):
            return []
        sentence = DATE.sub(lambda date: " " * len(date[0]), sentence)  # a due's year is no grade's
        sentence = _without_country(sentence)
        named = [one for one in named if one.end <= len(sentence)]
        if not sentence or _ONE_OF.search(sentence):
            return []
        matches = list(self._grade.finditer(sentence))
        if _WISHED.search(sentence[: matches[0].start()] if matches else ""):
            doubt = NOT_YET
        over = about or ([above] if above else ())
        if bound := self._bound(spot, sentence, named, matches, over, quote):
            return bound
        if len(named) == 1 and len(matches) == 1 and self._is_plain(sentence, named[0], matches[0]):
            is_dated = not _EARLIER.search(sentence) and not YEAR.search(sentence)
            period = _period(sentence, matches[0], 0, len(sentence))
            grade = self._given(matches[0])
            return [GradeClaim(spot, named[0].slug, period, grade, quote, doubt, is_dated)]
        speaks = (
            plain != sentence
            or SPEAKS.search(sentence)
            or _GOT.search(sentence)
            or _are_several(sentence, matches)
        )
        claims = self._one_by_one(sentence, named, above, matches, speaks=bool(speaks))
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
        masked = self._grade.sub(lambda grade: " " * len(grade[0]), sentence)
        return [
            GradeClaim(
                spot,
                one.slug,
                one.period,
                self._given(matches[one.at]),
                quote,
                _doubt_of_clause(sentence, masked, named, matches[one.at].start(), one),
                is_dated=True,
            )
            for one in bound
        ]

    def _one_by_one(
        self,
        sentence: str,
        named: Sequence[Named],
        above: str | None,
        matches: Sequence[re.Match[str]],
        *,
        speaks: bool,
    ) -> Iterator[tuple[str, str | None, str, bool]]:
        """Yield the framework, period and word of each grade, and whether it is for sure of it."""
        for at, match in enumerate(matches):
            floor = matches[at - 1].end() if at else 0
            limit = matches[at + 1].start() if at + 1 < len(matches) else len(sentence)
            if _COUNTED.search(sentence[: match.start()]):
                continue
            slug = self._framework(sentence, match, named, above, floor, limit, speaks)
            if slug is None:
                continue
            period = _period(sentence, match, floor, limit)
            if period is None and _BEFORE.search(sentence[floor : match.start()]):
                if not (at and _JUST_BEFORE.fullmatch(sentence[floor : match.start()])):
                    continue
                period = PREVIOUS
            is_dated = self._is_dated(sentence, match, limit, matches, period, named, slug)
            for one in _together(sentence, named, match) or (slug,):
                yield one, period, self._given(match), is_dated

    def _is_plain(self, sentence: str, one: Named, match: re.Match[str]) -> bool:
        """Whether a grade stands right behind its framework: "Custody was again Good"."""
        between = sentence[one.end : match.start()]
        is_beside = bool(_WAS.fullmatch(between)) and match[0][:1].isupper()
        return is_beside or bool(
            _BOXED.fullmatch(between) and re.match(r"[\])]", sentence[match.end() :])
        )

    def _is_dated(
        self,
        sentence: str,
        match: re.Match[str],
        limit: int,
        matches: Sequence[re.Match[str]],
        period: str | None,
        named: Sequence[Named],
        slug: str,
    ) -> bool:
        """Whether a grade is for sure of the period given, or of the latest where none is."""
        if slug not in {one.slug for one in named}:
            return False  # that of a sentence before
        if _ITS_YEAR.match(sentence[match.end() : limit]):
            return True
        years = set(YEAR.findall(sentence))
        is_plain = len(years) <= 1 and not _EARLIER.search(sentence)
        if is_plain and len(matches) == 1 and (period or not years):
            return True
        front = [n for n in named if n.end <= match.start()]
        return bool(
            is_plain
            and not years
            and front
            and _WAS.fullmatch(sentence[front[-1].end : match.start()])
        )

    def _framework(
        self,
        sentence: str,
        match: re.Match[str],
        named: Sequence[Named],
        above: str | None,
        floor: int,
        limit: int,
        speaks: bool,
    ) -> str | None:
        lead = sentence[: match.start()]
        behind = next((n for n in named if match.end() <= n.start < limit), None)
        front = next((n for n in reversed(named) if n.end <= match.start()), None)
        if speaks and behind and _FOR.fullmatch(sentence[match.end() : behind.start]):
            return behind.slug
        has_own = front is not None and front.start >= floor
        if speaks and above and not has_own and _RATING.match(sentence[match.end() : limit]):
            return above
        if front:
            return self._of_front(sentence, match, front, floor, speaks=speaks)
        is_given = (
            _GRADED.search(lead)
            or (floor and _JUST_BEFORE.fullmatch(sentence[floor : match.start()]))
            or (speaks and _GRADE_IS.search(lead))
        )
        return above if is_given else None

    def _of_front(
        self, sentence: str, match: re.Match[str], nearest: Named, floor: int, *, speaks: bool
    ) -> str | None:
        """Return the framework before a grade where the words between make it that one's."""
        between, since = sentence[nearest.end : match.start()], sentence[floor : match.start()]
        if _SHARED.fullmatch(between) and not _PARTS.search(sentence[: nearest.start]):
            return nearest.slug
        if _PARTS.search(sentence[: nearest.start]) or _OTHERS.search(between):
            return None
        if between.startswith(")") and self._ends_in_grade(sentence[: nearest.start]):
            return None  # "adequate (Custody) and good (Call Handling)"
        if floor > nearest.end:
            is_second = _IN_BRACKETS.fullmatch(since) or _SECOND.fullmatch(since)
            return nearest.slug if speaks and is_second else None
        is_near = speaks and len(between) <= _LONGEST_PHRASE and _near(between)
        if not (is_near or _BESIDE.fullmatch(between)):
            return None
        return nearest.slug if speaks or self._alone(sentence, match, nearest) else None

    def _ends_in_grade(self, lead: str) -> bool:
        match = next(reversed(list(self._grade.finditer(lead))), None)
        return match is not None and lead[match.end() :] == " ("

    def _alone(self, sentence: str, match: re.Match[str], named: Named) -> bool:
        """Whether a line has nothing but frameworks with their grades: "Custody: Good"."""
        rest = self._grade.sub(" ", sentence)
        for one in reversed(self._names.named_in(rest)):
            rest = f"{rest[: one.start]} {rest[one.end :]}"
        if not re.sub(r"\b(?:and|overall|grades?|(?:19|20)\d\d)\b|[\W_]", "", rest):
            return True
        return not sentence[: named.start].strip() and not sentence[match.end() :].strip(" .;")

    def in_brackets(self, text: str, end: int) -> str | None:
        """Return the grade in brackets right behind a framework's name: "Custody (Good)"."""
        match = self._grade.search(text, end)
        is_boxed = match and _BOXED.fullmatch(text[end : match.start()])
        return self._spelled[folded(match[0])] if match and is_boxed else None

    def other_grades(self, sentence: str) -> list[str]:
        """Return the grades that a sentence gives as such, of whatever it is about."""
        if not (SPEAKS.search(sentence) or _GOT.search(sentence)) or COUNTRY.search(sentence):
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


def _doubt_of_clause(
    sentence: str, masked: str, named: Sequence[Named], start: int, bound: Bound
) -> str:
    """Return why a grade may be another body's: by its own clause and how the sentence begins.

    The grade begins at `start`; `masked` is the sentence with blanks for its grades.
    """
    if _WISHED.search(sentence[:start]):
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


def _without_country(sentence: str) -> str:
    """Return what a sentence says before it comes to other forces: "Fair, when 14 were higher"."""
    match = COUNTRY.search(sentence)
    if match is None:
        return sentence
    return sentence[: match.start()].rpartition(",")[0]


def _together(sentence: str, named: Sequence[Named], match: re.Match[str]) -> tuple[str, ...]:
    """Return the frameworks that share a grade: "Custody and Call Handling were both Good"."""
    before = [one for one in named if one.end <= match.start()]
    if len(before) < _SEVERAL or not _SHARED.fullmatch(sentence[before[-1].end : match.start()]):
        return ()
    joined = [before[-1]]
    for one in reversed(before[:-1]):
        between = sentence[one.end : joined[0].start]
        if not _AND.fullmatch(between) or (len(joined) == 1 and "and" not in between):
            break
        joined.insert(0, one)
    return tuple(one.slug for one in joined) if len(joined) > 1 else ()


def _are_several(sentence: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether a sentence gives several their grades: "Custody was Good and Call Handling Fair"."""
    given = [m for m in matches if m[0][:1].isupper() and _IS.search(sentence[: m.start()])]
    return len(given) > 1


def _near(between: str) -> bool:
    words = re.findall(r"[A-Za-z]+", between)
    return len(words) <= 7 and not re.search(r"[;.]", between)


def _period(sentence: str, match: re.Match[str], floor: int, limit: int) -> str | None:
    """Return the year that a grade is given for; None where no year is beside it."""
    after = _ITS_YEAR.match(sentence[match.end() : limit])
    if after:
        return after[1]
    lead = sentence[floor : match.start()]
    years = YEAR.findall(_ITS_YEAR.sub("", lead, count=1) if floor else lead)
    if years:
        return str(years[-1])
    alone = YEAR.findall(sentence)
    if (
        len(set(alone)) == 1
        and floor == 0
        and limit == len(sentence)
        and re.search(r"grad|rat|judg", sentence, re.I)
        and not re.search(
            r"\b(?:same|improve\w*|compared|up|down|previous\w*|than|had been|where|when)\b",
            sentence[match.end() :],
        )
    ):
        return str(alone[0])
    return None

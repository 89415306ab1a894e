"""Which framework each grade of a sentence is of, by the words between the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hmic_tracker.documents.claims.claim_types import PREVIOUS
from hmic_tracker.documents.claims.grade_times import (
    A_YEAR,
    BEFORE,
    BOTH_TIMES,
    IN_YEAR,
    SINCE,
    THEN,
    TIME,
    TO,
)
from hmic_tracker.documents.claims.plain_grades import ROSE_FROM
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_JOIN: Final = re.compile(
    r"(?:,|,? (?:and|&|or|as well as))(?: also)?(?: (?:for|in|at|on|by))?(?: (?:the|its|our))?"
    r"(?: (?:services?|work|outcomes?|support|help|care) (?:for|with|on|of)(?: the)?)? ",
    re.I,
)
"""What stands between frameworks that have a grade together."""
_AND: Final = re.compile(r"\b(?:and|or)\b|&", re.I)
_OVERALL: Final = r"(?: \([^()]{2,40}\))?(?:,? (?:as a whole|overall|in general|altogether))?"
_FOR: Final = re.compile(
    r"(?: (?:grad\w+|ratings?|marks?|judge?ments?))?(?: (?:was|is|were|are)(?: given)?)?"
    r"(?: in (?:19|20)\d\d)?(?:,? (?:for|in|at|to|on)| \((?:for|in|at|on))(?: (?:both|each|all))?"
    r"(?: (?:the|its|our|their))?(?: (?:way|work)(?: in which| of| on| for)?)? ",
    re.I,
)
_NAMELY: Final = re.compile(
    r"(?:,? (?:namely|these (?:are|were)|(?:being|are|were)))?\s*[:–—-] (?:the )?", re.I
)
"""What stands between a grade and the frameworks that all have it: "graded Good: A, B and C"."""
_COUNTED: Final = re.compile(
    r"(?:(?:areas|frameworks|questions|of them|were|are|the (?:force|service|prison|council))"
    r"(?: \w+){0,3} )?(?:graded|rated|judged|found)(?: (?:as|to be|us))? $|^$",
    re.I,
)
_SAFE: Final = (
    r"(?:which|where|who|we|you|it|they|HMIC|HMICFRS|inspectors|the (?:inspectors|inspectorate"
    r"|force|service|prison|MPS|grade|grading|rating)|force|service|prison|MPS|was|were|is|are|be"
    r"|been|being|had|has|have|both|each|all|alone|again|also|only|graded?|grading|rated?|rating"
    r"|(?:grade|grading|rating|mark|judge?ment) of"
    r"|judged?|assessed?|found|put|marked|considered|called|told|verdict|to"
    r"|as|at|got|gets|received?|awarded|given|earned|achieved|an?|the|stayed|stays|remain(?:s|ed)?|stood|stands|kept|held|came|out"
    r"|with|overall|still|just|then|therefore|better|best|this(?: work)?"
    r"|(?:in|for) (?:19|20)\d\d|(?:came|comes?|did|does|an? (?:grade|step|notch))"
    r"(?: (?:in|next|first|last|top|bottom|much"
    r"|better|worse|well|badly|one|a|grade|lower|higher|below|above|that))*)"
)
_VERB: Final = re.compile(rf"{_OVERALL}[\s,:–—(-]*(?:{_SAFE}[\s,:–—(-]+){{0,8}}", re.I)
"""What stands between a framework and its grade."""
_ROSE: Final = re.compile(
    rf"{_OVERALL},?(?: (?:which|whose grade|had|has|have|was|were|is|also|then|again"
    r"|the (?:one|only) (?:framework|area|strand)))*"
    rf" {ROSE_FROM}",
    re.I,
)
"""What stands between a framework and the grade that it had before: "rose from Fair to Good"."""
RESPECTIVELY: Final = re.compile(r"\brespectively\b|\bin that order\b", re.I)
_IT_WAS: Final = re.compile(
    r"[^.;:]{0,60}?[:;,–—-] ?(?:and |so |but )?(?:it|this|which|that) (?:was|is|has been)"
    r" (?:again |also )?(?:graded|rated|judged)(?: as| to be)? ",
    re.I,
)
"""What stands between a framework and its grade: "Custody did badly: it was graded fair"."""
_THOSE_WITH: Final = re.compile(
    r"\b(?:areas?|those|ones?|frameworks?|questions?|strands?)(?: (?:that|which) (?:was|were))?"
    r" (?:graded|rated|judged)(?: as)? $",
    re.I,
)
_WERE: Final = re.compile(r" (?:were|are|was|is)(?: the)? ", re.I)
"""What stands between a grade and those that have it: "The areas graded good were A and B"."""
_PRONOUN: Final = re.compile(
    r"(?:(?:in|for) (?:(?:19|20)\d\d|this|that|both|each|these),? )?"
    r"(?:(?:answer|a\d*)[:.] )?(?:(?:yes|no)[,:;.] )?"
    r"(?:(?:we|inspectors) (?:were told|said) (?:that )?)?"
    r"(?:(?:this|that) (?:framework|area|strand|part|work)|it|this(?: one)?|that|both|each|they"
    r"|these|we|you|here|our|HMIC\w*|inspectors|grade|rating|the (?:HMIC )?grad\w+"
    r"|the (?:force|service|prison|MPS|framework|area|strand|inspectors?|inspectorate|two|three"
    r"|four))\b",
    re.I,
)
_PART_OF: Final = re.compile(r"\w (?:of|within|in|under) (?:the )?$", re.I)
GOES_ON_ITSELF: Final = re.compile(
    r"(?:(?:yes|no)[,:;.] )?(?:we were told (?:that )?)?(?:it|(?:this|that) (?:area|framework))\b"
    r"|[^,;:]{0,40} at (?:it|this)\b",
    re.I,
)
"""How a sentence begins that is of the framework above, though it names others further on."""
OF_TWO: Final = re.compile(r"\b(?:both|each|they|these|them|two)\b", re.I)
_TWO: Final = 2
Period = str | None


class Bound(NamedTuple):
    """A grade's number among those of its sentence, whose it is, of when (None: the latest).

    From `start` to `end` stand the grade, its framework and the words between.
    """

    at: int
    slug: str
    period: Period
    start: int
    end: int


class _Token(NamedTuple):
    sort: Literal["name", "grade"]
    start: int
    end: int
    at: int


def bound_grades(
    sentence: str,
    named: Sequence[Named],
    grades: Sequence[re.Match[str]],
    above: Sequence[str] = (),
) -> list[Bound]:
    """Return the grades of a sentence whose frameworks and times its words leave no doubt of.

    Where it names no framework and begins with a pronoun, it is of those `above`: of one, or of
    two where it says "both".
    """
    if RESPECTIVELY.search(sentence):
        return _in_order(sentence, named, grades)
    tokens = sorted(
        [
            *_names(sentence, named),
            *(_Token("grade", *one.span(), n) for n, one in enumerate(grades)),
        ],
        key=lambda token: token.start,
    )
    bound: list[Bound] = []
    whose: tuple[str, ...] = ()
    begun = end = 0
    for n, token in enumerate(tokens):
        if token.sort == "name":
            continue
        lead = sentence[tokens[n - 1].end if n else 0 : token.start]
        behind = sentence[token.end : tokens[n + 1].start if n + 1 < len(tokens) else None]
        before = _list_before(sentence, tokens, n)
        after = _list_after(sentence, tokens, n)
        is_own = bool(after and _FOR.fullmatch(behind))  # "good, against fair for Custody"
        if n and tokens[n - 1].sort == "grade" and whose and _follows(lead) and not is_own:
            period = _second(lead, behind)
            bound += [
                Bound(token.at, one, period, begun, token.end) for one in whose if period != ""
            ]
            continue
        is_list = (_NAMELY.fullmatch(behind) and _COUNTED.search(lead)) or (
            _WERE.fullmatch(behind) and _THOSE_WITH.search(lead)
        )
        if after and (is_list or is_own):
            rest = sentence[_end_of(after, tokens) : _next_start(tokens, after, sentence)]
            whose = tuple(named[tokens[one].at].slug for one in after)
            begun, end = token.start, _end_of(after, tokens)
            period = None if not TIME.search(rest) or _is_clause(rest) else ""
        elif before and (_is_its(lead) or (len(before) == 1 and _IT_WAS.fullmatch(lead))):
            whose = tuple(named[tokens[one].at].slug for one in before)
            begun, end = tokens[before[0]].start, token.end
            period = _period_of(lead, behind)
        elif (
            not n
            and above
            and (not named or GOES_ON_ITSELF.match(sentence))
            and _is_its(_after_pronoun(lead, above))
        ):
            whose = tuple(above)
            begun, end = 0, token.end
            period = _period_of(_after_pronoun(lead, above), behind)
        else:
            whose = ()
            continue
        if period != "":
            bound += [Bound(token.at, slug, period, begun, end) for slug in whose]
        if period is None and BOTH_TIMES.match(behind):
            bound += [Bound(token.at, slug, PREVIOUS, begun, end) for slug in whose]
    return bound


def _in_order(
    sentence: str, named: Sequence[Named], grades: Sequence[re.Match[str]]
) -> list[Bound]:
    """Return as many grades as frameworks, each of its own: "fair and good respectively"."""
    names = list(_names(sentence, named))
    if len(names) != len(grades) or not grades or names[-1].end > grades[0].start():
        return []
    begun, end = names[0].start, grades[-1].end()
    if TIME.search(sentence[begun:end]):
        return []
    return [Bound(n, named[one.at].slug, None, begun, end) for n, one in enumerate(names)]


def _is_its(lead: str) -> bool:
    return bool(_VERB.fullmatch(lead) or _ROSE.fullmatch(lead))


def _names(sentence: str, named: Sequence[Named]) -> Iterator[_Token]:
    """Yield the frameworks of a sentence, one with its short form in brackets once."""
    for n, one in enumerate(named):
        last = named[n - 1] if n else None
        is_same = last and last.slug == one.slug and sentence[last.end : one.start] == " ("
        if not is_same:
            after = named[n + 1] if n + 1 < len(named) else None
            is_short = after and after.slug == one.slug and sentence[one.end : after.start] == " ("
            yield _Token("name", one.start, after.end + 1 if after and is_short else one.end, n)


def _after_pronoun(lead: str, above: Sequence[str]) -> str:
    """Return what stands between the pronoun that a sentence begins with and its grade."""
    match = _PRONOUN.match(lead)
    is_of_two = bool(OF_TWO.search(lead)) and not GOES_ON_ITSELF.match(lead)
    if (len(above) > 1) != is_of_two or (is_of_two and len(above) != _TWO):
        return "?"
    if match:
        return f" {lead[match.end() :].lstrip()}"
    return "" if not lead.strip() else "?"


def _list_before(sentence: str, tokens: Sequence[_Token], n: int) -> list[int]:
    """Return the frameworks that stand joined right before a grade."""
    joined: list[int] = []
    for at in range(n - 1, -1, -1):
        if tokens[at].sort != "name":
            break
        between = sentence[tokens[at].end : tokens[joined[0]].start] if joined else ""
        if joined and not _JOIN.fullmatch(between):
            break
        if len(joined) == 1 and not _AND.search(between):
            break  # "Within Custody, Call Handling got Good"
        joined.insert(0, at)
    is_whole = joined and _PART_OF.search(sentence[: tokens[joined[0]].start])
    return [] if is_whole else joined  # "the one part of Custody to be graded Good"


def _list_after(sentence: str, tokens: Sequence[_Token], n: int) -> list[int]:
    """Return the frameworks that stand joined right behind a grade."""
    joined: list[int] = []
    for at in range(n + 1, len(tokens)):
        if tokens[at].sort != "name":
            break
        if joined and not _JOIN.fullmatch(sentence[tokens[joined[-1]].end : tokens[at].start]):
            break
        joined.append(at)
    joins = [sentence[tokens[a].end : tokens[b].start] for a, b in pairwise(joined)]
    return joined if not joins or _AND.search(joins[-1]) else joined[:1]


def _end_of(names: Sequence[int], tokens: Sequence[_Token]) -> int:
    return tokens[names[-1]].end


def _next_start(tokens: Sequence[_Token], names: Sequence[int], sentence: str) -> int:
    behind = names[-1] + 1
    return tokens[behind].start if behind < len(tokens) else len(sentence)


def _is_clause(rest: str) -> bool:
    """Whether a sign or a verb parts what follows from the grade before it."""
    return bool(re.match(r"\s*(?:\([^()]*\))?[,;.:]|\s+(?:and|but|while|which|when)\b", rest))


def _follows(lead: str) -> bool:
    return bool(TO.fullmatch(lead) or THEN.fullmatch(lead) or BEFORE.fullmatch(lead))


def _second(lead: str, behind: str) -> Period:
    """Return when a grade was given that stands behind another of the same frameworks."""
    year = IN_YEAR.match(behind)
    if year:
        return year["year"]
    if BEFORE.fullmatch(lead):
        return PREVIOUS
    return "" if THEN.fullmatch(lead) else None


def _period_of(lead: str, behind: str) -> Period:
    """Return when a grade was given: None is the latest, "" is nothing that is sure."""
    if year := IN_YEAR.match(behind):
        return year["year"]
    if _ROSE.fullmatch(lead):
        return PREVIOUS
    years = re.findall(A_YEAR, lead)
    if years:
        return str(years[-1]) if len(years) == 1 else ""
    own = re.split(r"[,;.(]", SINCE.sub("", behind, count=1), maxsplit=1)[0]
    if BOTH_TIMES.match(behind) or BEFORE.match(f"{behind} "):
        return None
    return "" if TIME.search(lead) or TIME.search(own) else None

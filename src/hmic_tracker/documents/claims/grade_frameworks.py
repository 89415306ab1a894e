"""Of which framework a grade in a sentence is, by the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames

_WAS: Final = re.compile(
    r"(?: framework| area)?,? (?:(?:which|you|HMIC|inspectors|the inspectors|was|is|remains?"
    r"|stays?|graded|rated|judged|as|again|still|also) )+",
    re.I,
)
_BOXED: Final = re.compile(
    r"(?: framework| area)?:? ?[\[(](?:HMIC )?(?:graded? ?:? ?|rated ?:? ?|now ?:? ?)?", re.I
)
_SEVERAL: Final = 2
_SECOND: Final = re.compile(
    r",?(?: (?:in|for) (?:19|20)\d\d)?,?(?: up| down)?"
    r" (?:to|and(?: then)?|from|but|then|where it had been|compared with|having been|after)"
    r"(?: (?:again|to|was|just|still|an?))* ",
    re.I,
)
"""What stands between two grades of the same framework."""
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


def together(sentence: str, named: Sequence[Named], match: re.Match[str]) -> tuple[str, ...]:
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


def _near(between: str) -> bool:
    words = re.findall(r"[A-Za-z]+", between)
    return len(words) <= 7 and not re.search(r"[;.]", between)


class Graded(NamedTuple):
    """A sentence with grades: what it names, what it stands under, and how grades are written.

    It `speaks` of grades where its words say so, and not only their capitals.
    """

    text: str
    named: Sequence[Named]
    above: str | None
    speaks: bool
    grade: re.Pattern[str]
    names: PaperNames


def is_right_behind(sentence: str, one: Named, match: re.Match[str]) -> bool:
    """Whether a grade stands right behind its framework: "Custody was again Good"."""
    if _PARTS.search(sentence[: one.start]):
        return False
    between = sentence[one.end : match.start()]
    is_beside = has_grade_behind(between) and match[0][:1].isupper()
    return is_beside or bool(is_boxed(between) and re.match(r"[\])]", sentence[match.end() :]))


def is_boxed(between: str) -> bool:
    """Whether a bracket with nothing but a grade begins behind a framework: "Custody (now "."""
    return bool(_BOXED.fullmatch(between))


def has_grade_behind(between: str) -> bool:
    """Whether words say that what stands behind them is the grade of what is before them."""
    return bool(_WAS.fullmatch(between))


def is_just_before(between: str) -> bool:
    """Whether a grade behind another is the one that came before it: "Good (previously Fair"."""
    return bool(_JUST_BEFORE.fullmatch(between))


def framework_of(its: Graded, match: re.Match[str], floor: int, limit: int) -> str | None:
    """Return the framework that a grade is of, between the grades before and behind it."""
    sentence, named, above, speaks = its.text, its.named, its.above, its.speaks
    lead = sentence[: match.start()]
    behind = next((n for n in named if match.end() <= n.start < limit), None)
    front = next((n for n in reversed(named) if n.end <= match.start()), None)
    if speaks and behind and _FOR.fullmatch(sentence[match.end() : behind.start]):
        return behind.slug
    has_own = front is not None and front.start >= floor
    if speaks and above and not has_own and _RATING.match(sentence[match.end() : limit]):
        return above
    if front:
        return _of_front(its, match, front, floor)
    is_given = (
        _GRADED.search(lead)
        or (floor and is_just_before(sentence[floor : match.start()]))
        or (speaks and _GRADE_IS.search(lead))
    )
    return above if is_given else None


def _of_front(its: Graded, match: re.Match[str], nearest: Named, floor: int) -> str | None:
    """Return the framework before a grade where the words between make it that one's."""
    sentence, speaks = its.text, its.speaks
    between, since = sentence[nearest.end : match.start()], sentence[floor : match.start()]
    if _SHARED.fullmatch(between) and not _PARTS.search(sentence[: nearest.start]):
        return nearest.slug
    if _PARTS.search(sentence[: nearest.start]) or _OTHERS.search(between):
        return None
    if between.startswith(")") and _ends_in_grade(its, sentence[: nearest.start]):
        return None  # "adequate (Custody) and good (Call Handling)"
    if floor > nearest.end:
        is_second = _IN_BRACKETS.fullmatch(since) or _SECOND.fullmatch(since)
        return nearest.slug if speaks and is_second else None
    is_near = speaks and len(between) <= _LONGEST_PHRASE and _near(between)
    if not (is_near or _BESIDE.fullmatch(between)):
        return None
    return nearest.slug if speaks or _alone(its, match, nearest) else None


def _ends_in_grade(its: Graded, lead: str) -> bool:
    """Whether a bracket is open behind a grade: "adequate (Custody"."""
    match = next(reversed(list(its.grade.finditer(lead))), None)
    return match is not None and lead[match.end() :] == " ("


def _alone(its: Graded, match: re.Match[str], named: Named) -> bool:
    """Whether a line has nothing but frameworks with their grades: "Custody: Good"."""
    rest = its.grade.sub(" ", its.text)
    for one in reversed(its.names.named_in(rest)):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    if not re.sub(r"\b(?:and|overall|grades?|(?:19|20)\d\d)\b|[\W_]", "", rest):
        return True
    return not its.text[: named.start].strip() and not its.text[match.end() :].strip(" .;")

"""Grades in small letters: "graded as good", "inadequate at protecting the public"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_GRADED: Final = re.compile(
    r"\b(?:grad(?:ed?|es|ings?)|rat(?:ed|ings?)|judge?d|judge?ments?|verdicts?|assessed|found|got"
    r"|given|awarded|received|called"
    r"|(?:came|come|coming) (?:out|in)|(?:stands?|stood|stays?|stayed) at)\b"
    r"(?: (?:as|at|to|be|it|us|them|this|that|each|both|all|overall|was|is|were|are|of|given|being"
    r"|(?:the|this|that|our|its) (?:force|service|area|framework|authority|organisation)))*:? $",
    re.I,
)
"""What stands before a grade, whatever its letters."""
_IS: Final = re.compile(
    r"\b(?:was|were|is|are|be|been|being|remains?) (?:each |both |all )?$", re.I
)
_ENDS: Final = re.compile(
    r"\s*(?:$|[.,;:()\]–—]|(?:at|for|in|and|or|but|overall|by|on|as|again|when|twice|once|to|than"
    r"|under|with|here|since|against|respectively|grades?|gradings?|ratings?|judge?ments?|was|is|were|are)\b)"
)
"""What stands behind a grade; before a noun the word is none: "good practice"."""
_OF: Final = re.compile(
    r" (?:(?:judge?ment|grade|grading|rating)s? (?:(?:was|is|were|are) (?:given )?)?)?"
    r"(?:in (?:19|20)\d\d )?"
    r"(?:at|for|in|to|on) (?:both |each |all )?(?:the |our |its )?"
)
_SIGN: Final = re.compile(r"\s*[:,–—(-]\s*")
_STOP: Final = re.compile(r"\s*(?:$|[.,;)])")
_GOES_ON: Final = re.compile(r"(?:, | and | or | but |\()(?:(?:as|to|was|is|were|are) )*$")
_SPEAKS: Final = re.compile(
    r"\b(?:grad(?:ed?|es|ings?)|rat(?:ed|ings?)|judge?d|judge?ments?)\b", re.I
)
ROSE_FROM: Final = (
    r"(?:rose|risen|moved|gone|went|improved|fell|fallen|dropped|changed|raised|up|down)"
    r"(?: (?:up|down|back|one|a|grade))*,? from(?: an?)? "
)
"""What a pattern has for the words before a grade that another followed."""
_FROM: Final = re.compile(rf"\b{ROSE_FROM}$", re.I)
"""What stands before the grade that a framework had: "fell from good to inadequate"."""
_TO: Final = re.compile(
    r"\b(?:19|20)\d\d\)? to(?: an?)? $|^ ?to(?: an?)? $|^,? and (?:is|are) now $"
)
_JUDGED: Final = re.compile(
    r"\b(?:found|judged|considers|considered|rated|graded|assessed|calls|called)(?: that)?"
    r" (?:the |our |its |[\w-]+['’]s? "
    r"|(?:outcomes|work|services?|provision) (?:in|for|on|with) "
    r"|(?:way (?:in which |that )?|how (?:well )?)(?:we|it|the (?:force|service|prison)) )*$",
    re.I,
)
_INSPECTORS: Final = re.compile(r"\b(?:inspect\w*|reports?|HMIC\w*|Ofsted)\b", re.I)
_TO_BE: Final = re.compile(r"(?: as a whole| overall)? (?:to be|as) (?:each |both |all )?$")
_ALSO: Final = frozenset({" ", " also ", " both ", " each ", " all "})
"""What stands between frameworks and "require improvement"."""
_REQUIRES: Final = re.compile(
    r"\b(?:we|it|the (?:force|service|prison|council|area))(?: also| still)? $", re.I
)
"""What stands before the verb that is a grade: "we required improvement in crime"."""
_NEXT: Final = 4
_ARE: Final = re.compile(
    r"(?: (?:framework|area|as a whole|overall))?"
    r",?(?: (?:we|it|they|the (?:force|service|prison|council)))?"
    r" (?:was|were|is|are)(?: (?:each|both|all|again|also|found to be))* ",
    re.I,
)
_JOINED: Final = re.compile(r"(?:,|,? and)(?: the)? ", re.I)
_BEGINS: Final = re.compile(
    r"(?:^|[,;:] |\b(?:that|while|and|but|both) )(?:(?:on|in|for|at) )?(?:the )?$", re.I
)
_ENDS_CLAUSE: Final = re.compile(
    r"\s*(?:$|[.,;:()]|(?:and|but|while|again|against)\b"
    r"|in (?:the )?(?:eyes of (?:the )?)?inspect\w+)"
)
_WHICH_WAS: Final = re.compile(r",? (?:which|that) (?:was|is|were|are)(?: also| again)? ", re.I)
"""What stands right behind a framework and before its grade: "Safety, which was poor"."""
_AT: Final = re.compile(
    r"(?: (?:was|were|is|came?|comes|did|does|fell|stood|a (?:grade|step|notch))\b"
    r"[^,.;:()]{0,40})?, (?:also )?at ",
    re.I,
)
"""What stands between a framework and its place on the scale: "came next, at adequate"."""
_WITH: Final = re.compile(r"\bwith (?:the |our )?$", re.I)
_SINCE: Final = re.compile(r"\b(?:it|this (?:area|framework)) has been $", re.I)
"""What stands before a grade that is as old as what follows says: "inadequate since 2022"."""
_IS_THE_GRADE: Final = re.compile(
    r" (?:was|is) (?:the|our) (?:grade|grading|rating|judge?ment)(?: given)? (?:for|in|on) ", re.I
)
"""What stands between a grade that begins a sentence and its framework."""
_AT_IT: Final = re.compile(r" at (?:it|this|that)\b", re.I)
_WE_ARE: Final = re.compile(
    r"\b(?:we|it|the (?:force|service|prison|council)) (?:was|were) $", re.I
)


def spellings(grades: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each grade under the forms that its words take: "required improvement"."""
    for grade in grades:
        yield grade, grade
        first, _, rest = grade.partition(" ")
        if rest and first.endswith("s"):
            yield f"{first[:-1]} {rest}", grade
            yield f"{first[:-1]}d {rest}", grade
            yield f"{first[:-2]}ing {rest}", grade


def unquoted(grades: Iterable[str]) -> Callable[[str], str]:
    """Return what takes the quotation marks from around each grade: "was ‘good’ at"."""
    forms = sorted({form for form, _ in spellings(grades)}, key=len, reverse=True)
    words = "|".join(map(re.escape, forms)) or r"(?!)"
    quoted = re.compile(rf"[“\"‘'](?P<grade>{words})[”\"’']", re.I)
    return lambda text: quoted.sub(r"\g<grade>", text)


def enlarged(sentence: str, grade: re.Pattern[str], named: Sequence[Named]) -> str:
    """Return a sentence, each grade in small letters begun with a large one, as others have it.

    `grade` matches those of a scale in any letters. A word counts as one behind "graded" and the
    like, before the framework that it is of, and where it goes on from another.
    """
    speaks, is_on, end = bool(_SPEAKS.search(sentence)), False, 0
    for match in grade.finditer(sentence):
        lead, behind = sentence[: match.start()], sentence[match.end() :]
        if match[0][:1].isupper():
            is_on, end = True, match.end()
        elif (_ENDS.match(behind) or _OF.match(behind)) and (
            _GRADED.search(lead)
            or (_is_no_state(match[0], behind) and _is_before(match.end(), behind, named))
            or _is_behind(sentence, match, named)
            or _is_of_names(sentence, match, named)
            or (speaks and _IS.search(lead))
            or (speaks and is_on and _GOES_ON.search(lead))
            or (_REQUIRES.search(lead) and match[0].lower().startswith("require"))
            or (is_on and _is_gapped(match, lead, named))
            or (named and _FROM.search(lead))
            or (is_on and _TO.search(sentence[end : match.start()]))
            or _is_seen_so(sentence, match, named, goes_on=is_on)
            or _is_placed(sentence, match, named)
            or (_has_been(lead, named) and behind.startswith(" since "))
            or (not lead and named and _IS_THE_GRADE.match(behind))
            or (_WE_ARE.search(lead) and _AT_IT.match(behind))
        ):
            is_on, end = True, match.end()
            sentence = f"{lead}{match[0][:1].upper()}{match[0][1:]}{behind}"
    return sentence


def _has_been(lead: str, named: Sequence[Named]) -> bool:
    """Whether a word is what something has been: "It has been", "Custody has been"."""
    return bool(_SINCE.search(lead)) or any(lead[one.end :] == " has been " for one in named)


def _is_gapped(match: re.Match[str], lead: str, named: Sequence[Named]) -> bool:
    """Whether a word goes on with a verb left out: "Custody was graded fair, Crime good"."""
    return any(lead[one.end :] == " " for one in named if one.end < match.start())


def _is_no_state(word: str, behind: str) -> bool:
    """Whether a word before a framework isn't that something is left to do there."""
    return word != "outstanding" or behind.startswith(" at ")


def _is_seen_so(
    sentence: str, match: re.Match[str], named: Sequence[Named], *, goes_on: bool
) -> bool:
    """Whether a word is what frameworks were found to be: "found Custody and Crime to be good".

    "Require improvement" says so right behind a framework; another goes on with the same verb.
    """
    before = [one for one in named if one.end <= match.start()]
    if not before:
        return False
    between = sentence[before[-1].end : match.start()]
    if match[0].startswith("require") and between in _ALSO:
        return True
    if between == " " and _STOP.match(sentence, match.end()):
        lead = sentence[: _start_of(sentence, before)]
        return bool(_JUDGED.search(lead) and _INSPECTORS.search(lead))
    if not _TO_BE.fullmatch(between):
        return False
    return goes_on or bool(_JUDGED.search(sentence[: _start_of(sentence, before)]))


def _start_of(sentence: str, names: Sequence[Named]) -> int:
    """Return where the first of the frameworks stands that are joined to the last of some."""
    first = names[-1]
    for one in reversed(names[:-1]):
        if not _JOINED.fullmatch(sentence[one.end : first.start]):
            break
        first = one
    return first.start


def _is_before(end: int, behind: str, named: Sequence[Named]) -> bool:
    """Whether a word stands right before a framework: "good at efficiency"."""
    match = _OF.match(behind)
    return bool(match) and any(0 <= one.start - end - match.end() < _NEXT for one in named if match)


def _is_of_names(sentence: str, match: re.Match[str], named: Sequence[Named]) -> bool:
    """Whether a clause says a word of nothing but frameworks: "Custody and Crime were good"."""
    before = [one for one in named if one.end <= match.start()]
    if not before or not _ENDS_CLAUSE.match(sentence, match.end()):
        return False
    if not _ARE.fullmatch(sentence[before[-1].end : match.start()]):
        return False
    starts = {_start_of(sentence, before), before[-1].start}
    return any(_BEGINS.search(sentence[:start]) for start in starts)


def _is_placed(sentence: str, match: re.Match[str], named: Sequence[Named]) -> bool:
    """Whether a word says where a framework right before it came: "Safety, which was poor"."""
    before = [one for one in named if one.end <= match.start()]
    if not before or not _ENDS_CLAUSE.match(sentence, match.end()):
        return False
    between = sentence[before[-1].end : match.start()]
    if between == " at ":
        return bool(_WITH.search(sentence[: before[-1].start]))
    return bool(_WHICH_WAS.fullmatch(between) or _AT.fullmatch(between))


def _is_behind(sentence: str, match: re.Match[str], named: Sequence[Named]) -> bool:
    """Whether a word stands alone behind a framework and a sign: "Custody: good"."""
    before = [one for one in named if one.end <= match.start()]
    if not before or not _STOP.match(sentence, match.end()):
        return False
    return bool(_SIGN.fullmatch(sentence[before[-1].end : match.start()]))

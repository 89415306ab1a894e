"""Areas that a sentence with a grade names by a word or two, in the place where its area stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_NAMES: Final = r"(?:the |our |its )?(?P<names>[A-Za-z][\w ,&’'-]{3,80}?)"
_NOUN: Final = r"(?:grad(?:e|ing)|rating|mark|judge?ment)s?"
_WHO: Final = r"(?:we|it|they|you|the (?:force|service|prison|council|inspect\w+))"
_VERB: Final = (
    r"(?:were|was|are|is|has|have|had|remain(?:s|ed)?|stay(?:s|ed)?|stands|stood|came|got|gets"
    r"|received|did|does|fared|scored|fell|rose|improved|dropped|went|require[sd]?)"
)
_SUBJECT: Final = re.compile(
    rf"(?:^|\b(?:that|while|whereas|but|and|today|now) |[,;:] )(?:(?:on|in|for|at) )?{_NAMES}"
    rf"(?=,? (?:{_WHO} )?{_VERB} )",
    re.I,
)
"""What stands before the verb of a clause: "On skills we were adequate"."""
_OF_GRADE: Final = re.compile(
    rf"\b{_NOUN} (?:given )?(?:for|in|on|at|of) {_NAMES}(?= {_VERB} )", re.I
)
"""What stands behind the word for a grade: "the judgement for prevention was …"."""
_SEEN: Final = re.compile(
    rf"\b(?:graded|rated|judged|found|considered|marked|put) {_NAMES}(?= (?:as|to be|at) )", re.I
)
"""What stands between a verb and the grade: "HMICFRS rated prevention as …"."""
_BEHIND: Final = re.compile(
    rf"(?: {_NOUN})?(?: (?:was|is|were|are)(?: (?:given|awarded))?)? (?:for|at|in|on) {_NAMES}"
    r"(?=$|[.;:)]|,? (?:and|but|by|while|whereas|again|overall|when|where|which|with)\b"
    r"|, | (?:in|on|after|since|at) \w)",
    re.I,
)
"""What stands behind a grade: "a grade of good was given for affordability"."""
_BEFORE: Final = re.compile(rf"(?:^|\b(?:that|while|but|and) |[,;] ){_NAMES}(?= ?[:–(-] ?$)", re.I)
"""What stands before a sign and a grade: "Affordability: good"."""
_LISTED: Final = re.compile(
    r"(?: (?:in|for|at))?(?:,? (?:namely|these (?:are|were)|being|are|were))?\s*[:–—-] (?:the )?"
    r"(?P<names>[A-Za-z][\w ,&’'-]{3,240}?)(?=$|[.;(])",
    re.I,
)
"""What stands behind a grade and a sign: "Three areas were graded good: A, B and C"."""
_PART: Final = re.compile(
    r"(?:^|,? (?:and|&) |, )(?:the |our |its )?(?P<name>(?:(?!,| and | & ).)+)"
)

_WAY: Final = re.compile(
    r"(?:way (?:in which |that )?|how (?:well |effectively )?)"
    r"(?:we|it|the (?:force|service|prison|council)) (?=\w)",
    re.I,
)
"""What stands before an area that is told as what is done: "the way we protect …"."""
_BETWEEN: Final = (
    re.compile(
        rf"(?:^|\b(?:that|while|but|and) |[,;] ){_NAMES}"
        r"(?=, (?:which (?:was|were) )?(?:both |each |all )?(?:graded|rated|judged) )",
        re.I,
    ),
    re.compile(
        rf"\b(?:graded|rated|judged|found|called|calls|considers|considered) {_NAMES}(?= $)", re.I
    ),
)
"""What stands before a grade with a word or nothing between: "Custody, graded good, is …"."""
_WERE: Final = re.compile(
    r" (?:were|are|was|is) (?:the )?(?P<names>[A-Za-z][\w ,&’'-]{3,160}?)(?=$|[.;(])", re.I
)
"""What stands behind a grade and a verb: "The areas graded good were A and B"."""
_GAPPED: Final = re.compile(rf"(?:,|;|\band\b|\bbut\b|\bwhile\b) {_NAMES}(?= $)", re.I)
"""What stands right before a second grade: "Custody was graded fair and the response good"."""
_OVERALL: Final = re.compile(
    r"(?:(?:^|\b(?:our|the|its|their|that|and|but) )(?P<name>overall (?:grade|grading|rating"
    r"|judge?ment|effectiveness)))\b(?! (?:for|of|on|in)\b)"
    r"|^(?P<name2>overall),? "
    r"(?=(?:we|it|the (?:force|service|prison|council)) (?:was|were|is|are)\b)",
    re.I,
)
"""What says that a grade is that for everything inspected."""
_MOST_PARTS: Final = 3
"""An area's own name has no more parts: "values, culture and behaviour"."""


def areas_beside(
    sentence: str, grades: Iterable[re.Match[str]], find: Callable[[str], Named | None]
) -> list[Named]:
    """Return the areas that stand where a sentence names what it grades, each known by `find`.

    A place all of whose words are no area names none: "The staff we met were good".
    """
    places: list[re.Match[str]] = []
    for pattern in (_SUBJECT, _OF_GRADE, _SEEN):
        places += _all(pattern, sentence)
    for n, grade in enumerate(grades):
        gapped = _GAPPED.search(sentence[: grade.start()]) if n else None
        places += [gapped] if gapped else []
        lead = sentence[: grade.start()]
        places += [*_all(_BETWEEN[0], lead), *filter(None, [_BETWEEN[1].search(lead)])]
        for pattern in (_BEHIND, _LISTED, _WERE):
            if behind := pattern.match(sentence, grade.end()):
                places.append(behind)
        if before := _BEFORE.search(sentence[: grade.start()]):
            places.append(before)
    areas: list[Named] = []
    for place in places:
        areas += [one for one in _named(place, find) if not any(overlap(one, a) for a in areas)]
    return sorted(areas, key=lambda one: one.start)


def overall_grade(sentence: str) -> tuple[int, int] | None:
    """Return where a sentence speaks of the grade for all: "Our overall grade is good"."""
    match = _OVERALL.search(sentence)
    return match.span("name" if match["name"] else "name2") if match else None


def areas_listed(words: str, find: Callable[[str], Named | None]) -> Sequence[Named]:
    """Return the areas of a list that consists of nothing else: "prevention and the culture"."""
    place = re.fullmatch(rf"(?:(?:for|in|at|on) )?{_NAMES}", words.strip(" .;,:"), re.I)
    return _named(place, find) if place else ()


def _all(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern from each place on: a longer one may hold the right one."""
    at = 0
    while match := pattern.search(sentence, at):
        yield match
        at = match.start("names") + 1


def _named(place: re.Match[str], find: Callable[[str], Named | None]) -> Sequence[Named]:
    first, words = place.start("names"), place["names"]
    if way := _WAY.match(words):
        first, words = first + way.end(), words[way.end() :]
    if one := find(words):
        return [one._replace(start=first, end=first + len(words))]
    named: list[Named] = []
    spans = [part.span("name") for part in _PART.finditer(words)]
    while spans:
        one, many = _longest(words, spans, find)
        if one is None:
            return []
        named.append(one._replace(start=first + spans[0][0], end=first + spans[many - 1][1]))
        spans = spans[many:]
    return named


def _longest(
    words: str, spans: Sequence[tuple[int, int]], find: Callable[[str], Named | None]
) -> tuple[Named | None, int]:
    """Return the area that the first parts of a list name together, and how many these are."""
    for many in range(min(len(spans), _MOST_PARTS), 0, -1):
        if one := find(words[spans[0][0] : spans[many - 1][1]]):
            return one, many
    return None, 0


def overlap(one: Named, other: Named) -> bool:
    """Return whether two names share letters of their sentence."""
    return one.start < other.end and other.start < one.end

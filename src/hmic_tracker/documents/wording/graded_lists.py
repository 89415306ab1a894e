"""Sentences that give grades to lists of names: "It was graded good in A and B; adequate in C"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from hmic_tracker.documents.wording.advice import first_sentence
from hmic_tracker.documents.wording.patterns import LONGEST_NAME, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.wording.grade_words import Cell, GradeWords

_JUDGED: Final = re.compile(
    r"\b(?:graded|judged|rated|assessed|scored|received|awarded|given|gave|achieved)"
    r"(?: [\w’'&-]+){0,8} ?[‘'“\"]?$",
    re.I,
)
"""What stands before the first of the grades: that it is one."""
_IS: Final = re.compile(r"\b(?:is|are|was|were|be|being|been) [‘'“\"]?$", re.I)
"""What says so as well where another grade follows, or a number of areas."""
_NEXT: Final = re.compile(
    r"(?:[;,:] ?(?:and |but |while |whilst )?|\b(?:and|but|while|whilst) )(?:(?:it|we|they) )?"
    r"(?:was |were |is |are )?(?:also )?(?:graded |judged |rated |assessed )?(?:as |to be )?"
    r"(?:an? )?[‘'“\"]?$",
    re.I,
)
"""What stands before each other grade of the sentence."""
_AREAS: Final = (
    r"(?:areas?|sub-?categor(?:y|ies)|categor(?:y|ies)|questions?|pillars?|themes?|aspects?"
    r"|domains?|judgements?|criteria|headings|outcomes|standards?|services?|functions)"
)
_HOW_MANY: Final = re.compile(
    rf"(?:(?:the )?following(?: {NUMBER})?|(?:all |only |just )?{NUMBER}"
    rf"(?: (?:out )?of (?:the |its |our |their )?(?:{NUMBER} )?)?)"
    rf"(?: ?(?:of )?(?:\w+ )?{_AREAS})?(?: of [\w ]{{3,40}}?)?"
    r"(?: inspected| assessed| examined)?(?:,? (?:namely|which (?:are|were)|being))?",
    re.I,
)
_TO_NAMES: Final = re.compile(
    r"[’'”\"]?(?: (?:grades?|gradings?|ratings?|judge?ments?))? (?:in|at|for|across|on)"
    r"(?: how (?:well|effectively|efficiently) it (?:is|does))?"
    rf"(?: (?P<number>{_HOW_MANY.pattern}))?(?P<colon> ?:)? ",
    re.I,
)
_CLAUSE: Final = re.compile(
    r"^(?:and )?(?:as|because|since|for|so|with|when|while|although|though|if|due|but|where|who"
    r"|which|that|following|compared|after|before|despite|having|meaning|making it)\b"
    r"|^(?:and )?(?:\w+ed|gave|found|made|set|said) (?:an?|the|that|it|us|one|two|no|its|some)\b"
    r"|\b(?:is|are|was|were|has|have|had|would|will|should|could|can|must|we|they)\b",
    re.I,
)
"""What goes on behind the names and is none of them: "…, as we would like to see more"."""
_ENDS: Final = re.compile(r"[;,.]?(?: and| but| while| whilst)?[ ;,.‘'“\"]*$", re.I)
_MOTTO: Final = re.compile(
    r"\b(?P<word>right|better|best|safer?|good|great|strong(?:er)?|fair(?:er)?) [a-z]+"
    r"(?P<comma>,) (?P=word) [a-z]+(?=[,;]|$| and\b)",
    re.I,
)
"""A name with a comma within: "Better roads, better buses"."""
_KEPT: Final = "\x02"
_AND: Final = re.compile(r" (?:and|&) ", re.I)
_DOING: Final = re.compile(r"(?:how |the )?[a-z]{2,12}ing\b", re.I)
_NO_NAME: Final = re.compile(
    r"(?:all|both|some|several|most|many|each|every|other|others|parts?|general|particular|which"
    r"|terms|relation|respect|this|that|these|those|it|its|our|their|order|line|full|19\d\d|20\d\d"
    rf"|{NUMBER}|(?:the )?(?:same|other|remaining|last|previous|first|year))\b",
    re.I,
)
_OF_OTHERS: Final = re.compile(
    rf"\b(?:most|many|some|all|both|several|other|few|no|{NUMBER}) (?:of )?(?:the )?(?:other )?"
    r"(?:\w+ ){0,2}(?:forces|services|schools|providers|trusts|councils|homes|prisons)\b",
    re.I,
)
_EARLIER: Final = re.compile(
    r"\b(?:last|previous|earlier|prior|former|first) (?:\w+ ){0,2}?(?:inspections?|report|round)\b"
    r"|\bpreviously\b|\b(?:next|future) (?:\w+ )?inspection\b"
    r"|\b(?:would|could|might|may|will) be\b",
    re.I,
)
_A_YEAR: Final = re.compile(r"\b20\d\d(?:[/–-]\d{2,4})?\b")
_LONGEST: Final = 3000


class GradedNames(NamedTuple):
    """A grade, the names that got it, and where their sentence begins and ends in the paragraph.

    `period` is the year that the sentence gives; `unclear` is whether nobody can say where one of
    the names ends.
    """

    cell: Cell
    names: tuple[str, ...]
    period: str | None
    unclear: bool
    start: int
    end: int


def graded_lists(
    text: str, words: GradeWords, is_known: Callable[[str], object]
) -> list[GradedNames]:
    """Return the grades that a paragraph's sentences give to two or more names each.

    `is_known` says of a name whether it is a framework's.
    """
    graded: list[GradedNames] = []
    at, text = 0, text[:_LONGEST]
    if not words.names_grade(text):
        return []
    while at < len(text):
        sentence = first_sentence(text[at:])
        for one in _of_sentence(sentence, words, is_known):
            graded.append(one._replace(start=at, end=at + len(sentence)))
        at += len(sentence) or 1
        while at < len(text) and text[at] == " ":
            at += 1
    return graded


def _of_sentence(
    sentence: str, words: GradeWords, is_known: Callable[[str], object]
) -> list[GradedNames]:
    places = list(_places(sentence, words))
    lead = sentence[: places[0][0]] if places else ""
    if not places or _OF_OTHERS.search(lead) or _EARLIER.search(lead):
        return []
    counted = any(place[3] for place in places)
    near = lead[-160:]
    if not _JUDGED.search(near) and not (_IS.search(near) and (len(places) > 1 or counted)):
        return []
    year = _A_YEAR.search(lead)
    graded: list[GradedNames] = []
    ends = [*(place[0] for place in places[1:]), len(sentence)]
    for (start, end, begins, _), stop in zip(places, ends, strict=True):
        cell = words.cell(sentence[start:end])
        listed = _listed(sentence[begins:stop], is_last=stop == len(sentence))
        names, unclear = _names(listed, is_known)
        if cell and names:
            graded.append(GradedNames(cell, tuple(names), year[0] if year else None, unclear, 0, 0))
    return graded if sum(len(one.names) for one in graded) > 1 else []


def _places(sentence: str, words: GradeWords) -> Iterator[tuple[int, int, int, bool]]:
    """Yield where each grade begins and ends, where its names begin, and whether it counts them.

    Of areas that are only counted no names follow: "good in two, adequate in three of them".
    """
    first = True
    for match in words.places(sentence):
        names = _TO_NAMES.match(sentence, match.end())
        before = sentence[max(0, match.start() - 120) : match.start()]
        if names and (first or _NEXT.search(before)):
            first = False
            only_counted = names["number"] and not names["colon"]
            begins = len(sentence) if only_counted else names.end()
            yield match.start(), match.end(), begins, bool(names["number"])


def _listed(text: str, *, is_last: bool) -> str:
    """Return the names of a list without what leads to the next grade, or ends the sentence."""
    if not is_last and (lead := _NEXT.search(text[-60:])):
        text = text[: len(text) - len(text[-60:]) + lead.start()]
    return _ENDS.sub("", text[:1000]).strip()


def _names(listed: str, is_known: Callable[[str], object]) -> tuple[list[str], bool]:
    """Return the names of "A, B, C and D", and whether nobody can say where one of them ends."""
    if is_known(listed):
        return [listed], False
    listed = _MOTTO.sub(lambda m: m[0].replace(",", _KEPT, 1), listed)
    parts = [part.strip() for part in re.split(r"[;,]", listed)]
    parts = list(takewhile(lambda part: not _CLAUSE.search(part), parts))
    last, unclear = parts.pop() if parts else "", False
    if parts and re.match(r"(?:and|&) ", last, re.I):
        parts.append(last.split(" ", 1)[1])
    else:
        ends, unclear = _parted(last, bool(parts), is_known)
        parts += ends
    names = [part.replace(_KEPT, ",") for part in parts if part]
    return (names, unclear) if all(map(may_be_name, names)) else ([], False)


def _parted(text: str, in_list: bool, is_known: Callable[[str], object]) -> tuple[list[str], bool]:
    """Part the last of some names at the "and" that joins the list; a name may have its own."""
    places = [(match.start(), match.end()) for match in _AND.finditer(text)]
    if not places or is_known(text):
        return [text], False
    for start, end in places:
        if is_known(text[:start]) and is_known(text[end:]):
            return [text[:start], text[end:]], False
    if len(places) == 1 and not in_list:
        return [text], True
    doing = [place for place in places if _DOING.match(text, place[1])] if in_list else []
    start, end = doing[0] if doing else places[-1]
    return [text[:start], text[end:]], len(places) > 1 and not doing


def may_be_name(text: str) -> bool:
    """Return whether a text may be the name of what is graded, and is no sentence."""
    is_short = 2 < len(text) <= LONGEST_NAME and len(text.split()) < 14
    return is_short and not _NO_NAME.match(text) and not re.search(r"[.:()]", text)


def graded_lead(text: str, words: GradeWords) -> tuple[int, int] | None:
    """Return where the grade of the names listed below stands: "The service is ‘good’ at:"."""
    bare = text.rstrip(" ·•-–—")
    tail_at = max(0, len(bare) - 300)
    for match in words.places(bare, tail_at):
        follows = _TO_NAMES.fullmatch(bare.rstrip(":") + ": ", match.end())
        before = bare[max(0, match.start() - 120) : match.start()]
        judged = _JUDGED.search(before) or _IS.search(before) or not before.strip(" ‘'“\"")
        if follows and judged and bare.endswith(":") and not _EARLIER.search(before):
            return match.span()
    return None

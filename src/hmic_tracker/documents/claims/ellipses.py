"""Sentences with what they leave out put back from those before: "The first, on X, is late"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.documents.claims.claim_types import GradeClaim
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, states_in
from hmic_tracker.documents.claims.of_it import of_it
from hmic_tracker.documents.claims.turned_sentences import turned
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Claim
    from hmic_tracker.domain.words import Kind

_ORDINAL: Final = (
    r"(?:the (?:first|second|third|fourth|fifth|sixth|next|last|final|other|former|latter)"
    r"(?: one)?|(?:the |this |that )?one|that|another|a (?:second|third|fourth|further)(?: one)?)"
    r"(?: of (?:these|those|them|the (?:two|three|four|five|six)))?"
)
_ONE_OF_KIND: Final = re.compile(
    rf"(?:[\d.]+ )?(?:of (?:the|our|its|these) (?P<of>{KINDS.pattern}),? )?{_ORDINAL}"
    r"(?:,| \(|,? which (?:is|asks|asked|calls|called|says)(?: us| the \w+)?)?"
    r" ?(?:(?:on|about|concerning|covering|regarding|relating to|to do with|for|to|that) "
    r"|(?<=, )(?=the |an? |[a-z]+ing ))(?P<title>[^.;:,()]{6,90}?)[,)]*"
    r" (?=(?:is|was|has|had|remains|will|should|must)\b)",
    re.I,
)
"""One of several items by what it is about: "The first, on missing persons, is overdue"."""
_SAME_GRADE: Final = re.compile(
    r"\b(?:the|that) same(?: (?:grade|grading|rating|judge?ment))?(?! (?:as|is|was)\b)"
    r"(?=[ ,.;])(?! \w+(?:s|ed)\b)",
    re.I,
)
_SPEAKS: Final = re.compile(r"\b(?:grad\w+|rat(?:ed|ings?)|judge?d|judge?ments?)\b", re.I)
_LETTER: Final = re.compile(r"^(?:a|answer) ?\d*[.:)] (?=[A-Z0-9])", re.I)
_QUESTION: Final = re.compile(
    r"(?:(?:question|q)\s*\d*\s*[:.)–-]\s*)?(?P<words>[^?]{8,160})\?\s*$", re.I
)
_HOW_MANY: Final = re.compile(
    rf"how many (?:of )?(?:the |our |its |these |those )*(?P<all>{NUMBER} )?"
    rf"(?P<kind>(?:\w+ )?{KINDS.pattern})(?P<tail> .+)?",
    re.I,
)
_A_NUMBER: Final = re.compile(
    rf"(?:only |just |all )?(?P<number>{NUMBER}|none)"
    rf"(?P<of> (?:out )?of (?:the |our |them)?(?:{NUMBER})?)?"
    r"(?=[,.;:)]|$| (?:so far|to date|at present|now)\b)",
    re.I,
)
_DONE_BY_US: Final = re.compile(
    r" (?:have|has|did) (?:you|we|they|the \w+) (?:now |already )?(?:carried out|completed?"
    r"|finish(?:ed)?|met|implement(?:ed)?|done|deliver(?:ed)?|dealt with|closed?)\b.*",
    re.I,
)
_WHAT_IS: Final = re.compile(
    r"(?:what|which(?: of (?:them|these|those))?(?: \w+)?|how much|how many)"
    r" (?P<verb>is|are|has|have) (?P<state>.{3,40})",
    re.I,
)
"""A question that asks for what is so: "What has not been started?"."""
_SO_MANY: Final = re.compile(
    rf"(?P<number>{NUMBER}) (?P<kind>{KINDS.pattern})(?P<end>[.,;:])", re.I
)
_WHEN_DUE: Final = re.compile(
    r"(?:when|by when|by what date) (?:is|must|should|will) (?P<item>.{4,90}?)"
    r" (?:due|be (?:completed?|finished|done))",
    re.I,
)
_BY_DATE: Final = re.compile(
    rf"(?:(?:by|on|in|at)(?: the end of)? )?(?P<date>{DATE.pattern})", re.I
)
_STATUS_OF: Final = re.compile(
    r"what(?: is|[’']s) the (?:status|position|state|progress) (?:of|on|with) (?P<item>.{4,90})",
    re.I,
)
_IS_IT: Final = re.compile(
    r"(?P<verb>is|are|has|have) (?P<item>.{4,90}?)"
    r" (?P<state>(?:yet )?(?:been )?(?:now )?\w+(?: \w+){0,2})",
    re.I,
)
_GRADE_OF: Final = re.compile(
    r"(?:what (?:is|was)(?: the| our)? (?:grade|grading|rating|judge?ment)"
    r"(?: given)? (?:for|in|on|of)"
    r"|(?:what|which) (?:grade|grading|rating|judge?ment)"
    r" (?:did|was|were) (?:\w+ ){1,4}?(?:for|in|on)"
    r"|how did (?:the )?(?:inspect\w+|HMIC\w*|Ofsted) (?:grade|rate|judge)) (?P<item>.{4,90})"
    r"|how (?:is|was|were) (?P<own>.{4,90}) (?:graded|rated|judged)",
    re.I,
)
_SHORT_ANSWER: Final = re.compile(r"(?:as )?(?P<words>(?:\w+ ?){1,6}?)(?=[.,;:]|$)")
_YES: Final = re.compile(r"(?P<no>no|not yet)\b|yes\b", re.I)


_SINGULAR: Final[dict[Kind | None, str]] = {
    "recommendation": "recommendation",
    "afi": "area for improvement",
    "cause-of-concern": "cause of concern",
}


class Spoken(NamedTuple):
    """What the sentences before one leave to it: a `question`, a kind of items, one grade."""

    question: str = ""
    kind: str = ""
    grade: str = ""


def in_full(sentence: str, before: Spoken) -> str:
    """Return a sentence with what it leaves out put back."""
    sentence = turned(_LETTER.sub("", sentence))
    if before.question and (answer := _answered(sentence, before.question)):
        return answer
    sentence = of_it(sentence)
    if before.grade and _SPEAKS.search(sentence):
        sentence = _SAME_GRADE.sub(f"the grade of {before.grade}", sentence)
    if match := _ONE_OF_KIND.match(sentence):
        kind = _kind_in(match["of"]) if match["of"] else before.kind
        words = f"The {kind} on {match['title']} {sentence[match.end() :]}"
        return words if kind else sentence
    return sentence


def spoken_in(sentence: str, claims: Iterable[Claim], before: Spoken) -> Spoken:
    """Return what a sentence leaves to the next one; a kind of items stays until another."""
    question = match["words"] if (match := _QUESTION.match(sentence)) else ""
    kinds = KINDS.findall(sentence)
    kind = _kind_in(kinds[-1]) if kinds else before.kind
    grades = {
        one.grade
        for one in claims
        if isinstance(one, GradeClaim) and not one.doubt and one.period is None
    }
    grade = next(iter(grades)) if len(grades) == 1 else ""
    return Spoken(question, kind, grade or "")


def _kind_in(words: str) -> str:
    """Return the name of one item of the kind that words name, "" where that is left open."""
    return _SINGULAR.get(kind_of_word(words), "")


def _answered(answer: str, question: str) -> str:
    """Return what an answer states in full; "" where it can't be told."""
    if (match := _HOW_MANY.match(question)) and not KINDS.search(answer):
        return _number_of(match, answer)
    if (match := _WHAT_IS.fullmatch(question)) and (reply := _SO_MANY.match(answer)):
        verb = "has" if match["verb"].lower() in {"has", "have"} else "are"
        words = f"{reply['number']} {reply['kind']} {verb} {match['state']}"
        return f"{words}{reply['end']}{answer[reply.end() :]}" if states_in(match["state"]) else ""
    if match := _WHEN_DUE.match(question):
        date = _BY_DATE.match(answer)
        return f"{_begun(match['item'])} is due on {answer[date.start('date') :]}" if date else ""
    if match := _GRADE_OF.fullmatch(question):
        short = _SHORT_ANSWER.match(answer)
        item = match["item"] or match["own"]
        return f"{_begun(item)} was graded {_small(answer)}" if short else ""
    if match := _STATUS_OF.match(question):
        is_state = bool(states_in(answer[:40])) and not KINDS.search(answer)
        return f"{_begun(match['item'])} is {answer[:1].lower()}{answer[1:]}" if is_state else ""
    if (match := _IS_IT.fullmatch(question)) and (reply := _YES.match(answer)):
        if not states_in(match["state"]):
            return ""
        no = " not" if reply["no"] else ""
        rest = answer[reply.end() :]
        state = match["state"].removeprefix("yet ").removeprefix("now ")
        return f"{_begun(match['item'])} {match['verb'].lower()}{no} {state}{rest}"
    return ""


def _number_of(match: re.Match[str], answer: str) -> str:
    """Return how many there are, as an answer gives the number: "Two of the six."."""
    number = _A_NUMBER.match(answer)
    if number is None:
        return ""
    tail = _DONE_BY_US.sub(" have been completed", match["tail"] or "")
    rest = answer[number.end() :]
    if not states_in(tail):
        return f"There are {number[0].lower()} {match['kind']}{rest}" if not number["of"] else ""
    of = number["of"] or (f" of the {match['all'].strip()}" if match["all"] else "")
    return f"{number['number']}{of} {match['kind']}{tail}{rest}"


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"

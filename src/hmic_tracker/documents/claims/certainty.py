"""What leaves a statement in doubt: it is denied or asked, or another body's.

A claim in doubt may agree with the plan; it never differs from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hmic_tracker.documents.claims.known_words import (
    KNOWN_NAMES,
    OPENERS,
    is_odd_in_label,
    without_posts,
)
from hmic_tracker.documents.claims.measure_words import KINDS, State, states_in
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

ANOTHER_TIME: Final = "of another day"
NOT_YET: Final = "wanted or expected, not reached"
ANOTHER_BODY: Final = "of another body or inspection"
ROUGH: Final = "no exact number"
_DENIED: Final = re.compile(
    r"\b(?:not all|not the case|wrong to|untrue|incorrect|rather than|instead of|not every|nor"
    r"|whether|contrary to|mistaken|in error|wrongly|misreported|should have read|not yet clear"
    r"|no reason to (?:think|believe|suppose)|not (?:think|believe|suppose) that"
    r"|would (?:not )?have|had (?:it|they|this|we) not|if (?:it|they) had)\b",
    re.I,
)
_NO_FORCE: Final = re.compile(r"\bno (?:other )?(?:forces?|police|authority)\b", re.I)
_QUESTION: Final = re.compile(r"\?[)”\"’ ]*$")
_BODY: Final = re.compile(
    r"\b(?:audit(?:s|ors?)?|commission(?!er)|peer|neighbouring|other forces?|another force"
    r"|most similar|nationally|forces|elsewhere|county|counties|district|reviews?|inquir(?:y|ies)"
    r"|ombudsman|(?:our|its|their|my|your) own (?:recommendations?|actions?|findings?|points?)"
    r"|(?:separate|other|another|different|earlier|previous|later|second|new) (?:inspection"
    r"|report|review|programme|plan|action plan)s?|region(?:s|al|ally)?|partners?|council(?:s|'s)?"
    r"|survey\w*"
    r"|each(?! (?:was|were|is|are|been|graded|rated|judged|of)\b)(?![.,;]|$| \d)|average"
    r"|per(?! ?cent))\b",
    re.I,
)
_ID: Final = re.compile(r"\b(?:REC|AFI|COC|GP|Rec|Afi|R|A|RECS|AFIS)s?[-‐‑– .]?\d+[a-z]?\b")
_BEGINS: Final = re.compile(r"(?:[.:(“\"?!|–—•-]|  ) *$")
_NAME: Final = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")
_VERB: Final = re.compile(
    r" (?:was|were|is|are|has|have|had|made|completed|received|got|achieved|saw|closed|led|police"
    r"|force|constabulary|council)\b",
    re.I,
)
_BY: Final = re.compile(r"\b(?:by|from|for|at|in)(?: the)? $", re.I)
_A_NUMBER: Final = re.compile(NUMBER, re.I)


def doubt_of_statement(sentence: str, named: Sequence[Named] = ()) -> str:
    """Return why what a sentence says of an item or a grade may not be of the plan; "" is sure."""
    segment = blanked(sentence, 0, named, None)
    if is_denied(sentence, segment):
        return NOT_YET
    return ANOTHER_BODY if _NO_FORCE.search(sentence) or is_of_other(segment, 0) else ""


def is_denied(sentence: str, segment: str) -> bool:
    """Whether a sentence asks, or a segment of it says that something is not so."""
    return bool(_DENIED.search(segment) or _QUESTION.search(sentence))


def is_odd_label(label: str) -> bool:
    """Return whether a label has words that are neither items, states nor words of a paper."""
    words = label
    if KINDS.search(label):
        return False
    for state in states_in(words):
        words = words.replace(words[state.start : state.end], " " * (state.end - state.start))
    words = KINDS.sub(" ", DATE.sub(" ", words))
    return is_odd_in_label(words)


def blanked(segment: str, offset: int, named: Iterable[Named], state: State | None) -> str:
    """Return a segment with blanks for its frameworks, its ids and the state's own words."""
    letters = list(segment)
    spans = [(one.start, one.end) for one in named]
    spans += [(state.start, state.end)] if state else []
    spans += [(m.start() + offset, m.end() + offset) for m in _ID.finditer(segment)]
    for first, last in spans:
        for at in range(max(0, first - offset), min(len(letters), last - offset)):
            letters[at] = " "
    return "".join(letters)


def is_of_other(segment: str, offset: int) -> bool:
    """Whether a segment that begins at an offset names another body, or something unknown."""
    if _BODY.search(segment):
        return True
    plain = without_posts(segment)
    for match in _NAME.finditer(plain):
        word = match[0]
        if word.lower() in OPENERS or KNOWN_NAMES.fullmatch(word) or _A_NUMBER.fullmatch(word):
            continue
        follows = _NAME.match(plain, match.end() + 1)
        if follows and not KNOWN_NAMES.fullmatch(follows[0]) and follows[0].lower() not in OPENERS:
            return True
        begins = match.start() + offset == 0 or _BEGINS.search(plain[: match.start()])
        is_short = word.isupper() and not _BY.search(plain[: match.start()])
        if is_short and not begins and not _VERB.match(plain, match.end()):
            continue  # "the accountability of BOCU commanders"
        if not begins or _VERB.match(plain, match.end()):
            return True
    return False

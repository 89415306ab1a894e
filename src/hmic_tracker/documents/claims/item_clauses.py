"""What a sentence says of an item itself: without others, reasons and what was to be."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import Final

_NTH: Final = (
    r"(?:others?|first|second|third|fourth|fifth|sixth|next|last|rest|remainder|latter|former)"
)
_OF_OTHERS: Final = re.compile(
    rf",? (?:and|but|while) (?:(?:the other )?{NUMBER}(?: ?%| per ?cent)?(?: of them)?"
    r"|(?:half|all|both|none|most|some|each|neither)(?: of (?:the )?\w+)?"
    rf"|the {_NTH}(?:(?:,|,? and)"
    rf" (?:the )?{_NTH})*)(?: \([^()]*\))? (?:have|has|are|is|were|was)\b",
    re.I,
)
"""What begins to say how others stand: "is in progress and three have not been started"."""
_ANOTHER_SUBJECT: Final = re.compile(
    r",? (?:and|but|while|whereas) (?!(?:i|it|this|that|which|they"
    r"|these|work|has|have|is|are|was|were"
    r"|also|now|still|yet|not|no|none|nothing|there|then|so|its|their|we|the (?:work|date|target"
    r"|deadline|owner|rest)|progress|will|should|must|had|needs?|remains?)\b)"
    r"(?:the |our )?[a-z][\w’' -]{2,40}? (?:has|have|is|are|was|were)"
    r"(?: (?:now|still|not|yet|been|already|also|to|be))* (?:started|begun|in progress|under ?way"
    r"|completed?|finished|done|overdue|late|due|closed|verified)\b"
    r"|, and (?!(?:is|was|has|it|this|that|which|so|then|now|not)\b)[a-z][\w’' -]{4,60},"
    r" (?:completed|finished|closed|verified|due) (?:on|by|in) ",
    re.I,
)
"""What begins to say how something else stands: "and time locked up has not been started"."""
_BECAUSE: Final = re.compile(
    r",? (?:because|owing to|due to (?!be|finish|end)|as a result of)\b"
    r"|, (?:since|as) (?=(?:the|its|our|their|no|we|it|they|there|a|an|[\w-]+['’]s) )",
    re.I,
)
OWED: Final = re.compile(
    r"\b(?:will|would) (?:also |still |now )?need\b|\bmay wish\b|\bif (?:it|this|that|they)\b"
    r"|\bto be (?:\w+ )?(?:finished|completed?|done|implemented|delivered)\b|"
    r"\b(?:was|were) to (?:have \w+|be)\b|\b(?:should|ought to|could|might|may) have been\b"
    r"|\bnot (?:been )?possible\b|\bhow (?:much|many|far|long)\b",
    re.I,
)
"""What was to be, or is asked, which says nothing of what is."""
_BUT: Final = re.compile(
    r"[,;]? (?:but|although|though|while|whereas) |[,;]? and (?=(?:is|has|was) )", re.I
)
"""What begins a clause that says how something stands that was to be otherwise."""
OF_A_THING: Final = re.compile(
    r"\b(?:was|were|is|are|been) (?:delivered|supplied|finished|completed) late\b"
    r"|\bfrom (?:not (?:yet )?started|in progress|open|to do) to\b(?! \d)",
    re.I,
)
"""What happened to something else than an item, or how an item stood before."""
OF_SO_MANY: Final = re.compile(
    r",? ?\(?\b(?:with |for )?\d+ (?:out )?of (?:the |our |its )?\d+\b"
    rf"(?! {KINDS.pattern})[^,;.()]*"
    r"|\b\d+(?: ?%| per ?cent)(?! (?:complete|done|finished|of (?:the |its |this )?(?:work|it"
    r"|actions?|steps?))\b)(?: of [^,;.()]*)?",
    re.I,
)
"""What says how many things of an item's are done: "overdue, with 131 of 140 done"."""
COMPLETED_LATE: Final = re.compile(r"\W*(?:was|were|has been) (?:finished|completed) late\b", re.I)
"""What happened to an item right before it."""
UNTIL_DONE: Final = re.compile(
    r"\b(?:in progress|under ?way|started|begun|began|open)(?: since| from| on| in)(?: the)?"
    r" [^.,;]{3,24}?(?:,? (?:and|then|and then)|,)(?= (?:was |has been |now )?(?:completed|finished"
    r"|closed|verified)\b)",
    re.I,
)
"""When something began that was completed later: "In progress from 20 May, completed in June"."""
_ENOUGH_WORDS: Final = 4
"""From so many on what stands before a reason is a sentence of its own."""


def without_others(text: str) -> str:
    """Return what is said of an item before others or another are told of."""
    return _ANOTHER_SUBJECT.split(_OF_OTHERS.split(text)[0])[0]


def has_another_subject(text: str) -> bool:
    """Return whether words behind an item go on with how something else stands."""
    return _ANOTHER_SUBJECT.search(text) is not None


def without_owed(text: str) -> str:
    """Return what is left of what is so behind what was to be: "should have been …, but is"."""
    if not OWED.search(text):
        return text
    return " ".join(clause for clause in _BUT.split(text) if not OWED.search(clause))


def without_reason(text: str) -> str:
    """Return what is said before a reason; all of it where that says nothing of how it stands."""
    head = _BECAUSE.split(text)[0]
    is_whole = len(head.split()) >= _ENOUGH_WORDS
    return head if is_whole or DATE.search(head) or statement_of(head).statuses else text

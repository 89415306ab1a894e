"""Sentences that say how "this recommendation" stands, at the end of what is reported of it."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.status_cells import state_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE: Final = (
    r"(?P<state>(?:not (?:yet )?)?(?:fully |partly |partially )?(?:completed?|closed|implemented"
    r"|achieved|discharged|met|open|outstanding|in progress|ongoing|under way))\b"
)
_ITEM: Final = r"(?:recommendation|area for improvement|action|requirement)"
OUTCOME: Final = re.compile(
    rf"\b(?:this|the) {_ITEM} (?:has (?:now )?been|have been|is(?: now| still)?|was|remains) "
    rf"{STATE}",
    re.I,
)
_OF_ITS_WORK: Final = re.compile(
    rf"(?:the )?(?:work|action) (?:on|against|towards|to meet) (?:this|the) {_ITEM} "
    r"(?:is|has)(?: (?:now|therefore|still|also))? "
    r"(?P<state>(?:not (?:yet )?)?(?:been )?(?:started|begun|commenced|completed?|in progress"
    r"|on-?going|under ?way))\b",
    re.I,
)
_ITS_BODY: Final = r"(?:you|(?:the|your) [\w’'-]+(?: [\w’'-]+){0,3}?) (?:has|have)(?: now)? "
_MET_BY_BODY: Final = re.compile(
    rf"{_ITS_BODY}(?P<state>(?:not (?:yet )?)?(?:fully |partly |partially )?"
    r"(?:satisfied|met|implemented|completed|addressed|achieved|discharged)) "
    rf"(?:this|the) {_ITEM}\b",
    re.I,
)
_PROGRESS_OF_BODY: Final = re.compile(
    rf"{_ITS_BODY}made (?P<state>[a-z]{{2,14}} progress) (?:against|on|in|towards|with) "
    rf"(?:this|the) {_ITEM}\b",
    re.I,
)
_PROGRESS_MADE: Final = re.compile(
    r"(?P<state>(?:no|little|limited|some|good|significant|reasonable|insufficient|sufficient)"
    r" progress) has(?: now)? been made\b",
    re.I,
)
_WHOLE: Final = re.compile(
    r"(?P<state>(?:work (?:is )?)?(?:in progress|on-?going|under ?way)|(?:now |fully )?completed?"
    r"|no (?:work|action) has(?: yet)?(?: been)? (?:started|begun|taken)|not (?:yet )?started"
    r"|(?:work|this) has not(?: yet)? (?:been )?(?:started|begun)"
    r"|(?:this|it) (?:is|has been)(?: now)? (?:completed?|implemented|in progress|ongoing))",
    re.I,
)
"""What a sentence has to be as a whole to be no more than a status."""
_NUMBERED: Final = re.compile(
    rf"{_ITEM} (?P<label>\d{{1,3}}[a-z]?) "
    rf"(?:has (?:now )?been|is(?: now| still)?|was|remains) {STATE}",
    re.I,
)
PROMISED: Final = re.compile(
    r"\b(?:(?:will|should|shall|is to|are to|due to|expected to|expect this to) (?:all )?be "
    r"(?:fully )?(?:completed?|implemented|done|delivered|finished|in place)"
    r"|(?:proposes?|plans?|intends?|aims?|expects?) to (?:close|complete|finish|implement|meet) "
    r"(?:this|the|its) (?:recommendation|action|work)) (?P<when>by [^.;:]{3,40})",
    re.I,
)
"""When a reply says that what is asked for will be done: "This will be complete by May 2032"."""
_LONGEST: Final = 400
"""Letters of a paragraph's end that its last sentences are looked for in."""
_MOST_SENTENCES: Final = 3


def outcome_at_end(text: str, label: str = "") -> tuple[int, int] | None:
    """Return where the last sentences of a paragraph, or the first, say how its item stands.

    `label` is the item's number, by which a sentence may name it.
    """
    for begins, sentence in _last_sentences(text):
        if match := _match(sentence, label):
            start, end = match.span("state")
            return begins + start, begins + end
    opening = _WHOLE.match(text)
    is_sentence = opening and text[opening.end() :].startswith(". ")
    return opening.span("state") if opening and is_sentence else None


def _match(sentence: str, label: str) -> re.Match[str] | None:
    """Return what a sentence says of the item at hand: not of another one, by its number."""
    if numbered := _NUMBERED.match(sentence):
        return numbered if numbered["label"] == label else None
    plain = sentence.strip(" .")
    begins = (_OF_ITS_WORK, _MET_BY_BODY, _PROGRESS_OF_BODY, _PROGRESS_MADE)
    match = OUTCOME.search(sentence) or next((m for p in begins if (m := p.match(plain))), None)
    match = match or _WHOLE.fullmatch(plain)
    return match if match and state_of(match["state"]) else None


def _last_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the last sentences of a text, the last one first, each with where it begins."""
    end, least = len(text), max(0, len(text) - _LONGEST)
    for _ in range(_MOST_SENTENCES):
        stop = text.rfind(". ", least, max(least, end - 1))
        yield (stop + 2 if stop >= 0 else least), text[stop + 2 if stop >= 0 else least : end]
        if stop < 0:
            return
        end = stop + 1

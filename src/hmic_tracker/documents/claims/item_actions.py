"""Sentences that say first what was done, put so that the item comes first.

"We have not started work on the library" becomes "The work on the library has not been started".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hmic_tracker.documents.claims.item_topics import KIND_BEFORE
from hmic_tracker.documents.claims.sentence_words import A_DATE, WE
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.item_titles import ItemTitles

_NOW: Final = r"(?: (?:now|also|since|already|just|recently|all|both|then|fully|at last|again))*"
_ON: Final = r"(?:on|with|for|towards)"
_THE_WORK: Final = rf"(?:(?:the |our |all |any |further )?work {_ON} )?"
_TOPIC: Final = r"(?P<topic>[^.;:,()?]{4,90}?)"
_DATED: Final = rf"(?P<by>(?:the )?(?:end of )?{A_DATE})"
_END: Final = (
    r"(?=[.,;:?]|$| (?:but|although|though|while|which|because|so far|as yet|yet|at all$AND)\b"
    rf"| (?:on|in|by|since|at)(?: the end of)? (?:{A_DATE}))"
)
"""What ends the name of an item; "and" too, where what is before it names one alone."""
_ENDS: Final = (_END.replace("$AND", ""), _END.replace("$AND", "|and"))
_OPENED: Final = (
    r"(?P<opened>^(?:[\d.]+ )?(?:(?:however|so far|in response|since then|as you know|to date|yet"
    r"|and|but),? )?|.*[,;] (?:and|but|while) (?=we|no|work|nothing|there))"
)
_DONE: Final = (
    r"(?:completed?|finished(?: with)?|done|delivered|implemented|dealt with|closed(?: off)?|met"
    r"|put right|carried out|discharged)"
)
_WAYS: Final = tuple(
    (re.compile(_OPENED + way + end, re.I), put)
    for end in _ENDS
    for way, put in (
        (
            rf"{WE} (?:have|has|had)(?P<no> not| never)?{_NOW}(?: yet)?"
            rf" {_DONE} {_THE_WORK}{_TOPIC}",
            "has{no} been completed",
        ),
        (
            rf"{WE} (?:have|has|had)(?P<no> not| never)?{_NOW}(?: yet)?"
            rf" (?:started|begun|made a start on)(?: (?:the |our |any )?work)?(?: on)? {_TOPIC}",
            "has{no} been started",
        ),
        (
            rf"{WE} (?:have|has) (?:yet|still) to (?:start|begin)(?: work)?(?: on)? {_TOPIC}",
            "has not been started",
        ),
        (
            rf"{WE} (?:are|is)(?: now| still| also| currently)* working on {_TOPIC}",
            "is in progress",
        ),
        (
            r"(?:no work|nothing|none of the work)(?: has| is)?(?: yet| so far)?"
            rf"(?: been)? (?:started|done|begun) (?:on|about|for) {_TOPIC}",
            "has not been started",
        ),
        (
            r"(?:the |our )?work (?:has|is) not(?: yet)?(?: been)? (?:started|begun)"
            rf" on {_TOPIC}",
            "has not been started",
        ),
        (
            rf"(?:the |our )?work (?:has|is) (?:yet|still|due) to (?:start|begin) on {_TOPIC}",
            "has not been started",
        ),
        (
            r"(?:the |our )?work (?:has|is)(?: now)?(?: been)? (?:started|begun|under ?way"
            rf"|in progress|in hand|going on) on {_TOPIC}",
            "is in progress",
        ),
        (
            rf"(?:the |our )?work (?:has been|is|was)(?: now)? (?:completed?|finished) on {_TOPIC}",
            "has been completed",
        ),
        (
            rf"there (?:is|are)(?: still| as yet| at present)? no (?:\w+ )?(?:date|deadline)"
            rf"(?: set| yet)? for {_THE_WORK}{_TOPIC}",
            "has no date",
        ),
        (
            rf"no (?:\w+ )?(?:date|deadline) (?:has|is|was)(?: yet)?(?: been)?"
            rf" (?:set|agreed|given|fixed) for {_THE_WORK}{_TOPIC}",
            "has no date",
        ),
        (
            rf"{WE} (?:have|has) (?:yet|still) to (?:set|agree|fix) a (?:\w+ )?(?:date|deadline)"
            rf" for {_THE_WORK}{_TOPIC}",
            "has no date",
        ),
        (
            rf"by {_DATED},? {WE} (?:have to|has to|must|need to|needs to|should|are to|is to"
            rf"|will) (?:have )?{_DONE} {_THE_WORK}{_TOPIC}",
            "is due by {by}",
        ),
        (
            rf"{WE} (?:have|has) until {_DATED} to (?:{_DONE}|finish|meet|deliver|put right)"
            rf" {_THE_WORK}{_TOPIC}",
            "is due by {by}",
        ),
        (
            rf"{WE} (?:aim|plan|have|are|is|expect|intend)s? to (?:{_DONE}|finish|meet|deliver)"
            rf" {_THE_WORK}{_TOPIC} by {_DATED}",
            "is due by {by}",
        ),
        (
            rf"{WE} (?:are|is)(?: now| already)? (?P<late>{NUMBER} (?:days?|weeks?|months?)) late"
            rf" (?:with|on|in) {_THE_WORK}{_TOPIC}",
            "is {late} late",
        ),
        (
            rf"(?:the )?(?:position|status|state|progress) (?:on|of|with) {_THE_WORK}{_TOPIC}"
            r" is that (?:the |this )?(?:work|it)(?P<rest> [^.;]{3,80}?)",
            "{rest}",
        ),
        (
            rf"(?:the )?(?:position|status|state) (?:on|of|with) {_THE_WORK}{_TOPIC}"
            r"(?: is| remains|:) (?P<rest>[^.;]{3,60}?)",
            "is {rest}",
        ),
    )
)
_WORK: Final = re.compile(r"\bwork\b", re.I)
_PART: Final = re.compile(
    r"\b(?:first|second|third|next|last|part|parts|half|most|some|much|stage|phase|draft|pilot|step"
    r"|steps|other|another|more|one|two|three)\b",
    re.I,
)
"""What says that a part of an item's work is meant."""


def item_first(titles: ItemTitles) -> Callable[[str], str]:
    """Return what puts the item of a sentence before what was done of it."""

    def put(sentence: str) -> str:
        for way, words in _WAYS:
            match = way.match(sentence)
            topic = KIND_BEFORE.sub("", match["topic"]) if match else ""
            titled = titles.of_topic(topic) if match and not _PART.search(topic) else None
            if match is None or titled is None:
                continue
            if not (titles.is_known_by(titled) or _WORK.search(match[0])):
                continue
            groups = {name: value or "" for name, value in match.groupdict().items()}
            says = " ".join(words.format(**groups).split())
            begun = f"{match['opened']}The work" if match["opened"] else "The work"
            return f"{begun} on {topic} {says}{sentence[match.end() :]}"
        return sentence

    return put

"""What is said of the item named before, put so that "it" begins: "We have not started on it"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.sentence_words import A_DATE, WE
from hmic_tracker.light_typing import Final

_IT: Final = r"(?:this|it|that)(?: work| one| action| matter| item)?"
_ADVERBS: Final = r"(?: (?:yet|now|already|since|also|still|only|just|recently|at present))*"
_DATED: Final = rf"(?P<by>(?:the (?:end|last day) of )?{A_DATE})"
_END: Final = r"(?=[.,;:]|$| (?:and|but|although|though|while|because|so far)\b)"
_DATE_NAME: Final = r"(?:(?:due|target|completion|end) )?(?:date|deadline)"
_WAYS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"^{way}", re.I), put)
    for way, put in (
        # "The plan shows this as not started"
        (
            r"(?:the (?:action )?plan|our (?:plan|records?|tracker)|the (?:tracker|register"
            r"|record)) (?:still |now )?(?:shows?|records?|lists?|has)"
            r" (?:it|this|that|this one) as ",
            "It is ",
        ),
        (
            r"(?:the (?:action )?plan|our (?:plan|tracker)|the (?:tracker|register))"
            r" rates (?:it|this)(?: as)? ",
            "It is rated ",
        ),
        # "We have not started on it"
        (
            rf"{WE} (?:have|has)(?P<no> not)?{_ADVERBS} (?P<verb>completed|finished|started|begun)"
            rf"(?: (?:the )?work)?(?: on)? {_IT}(?=[,.;]| (?:and|but|in|on)\b)",
            "It has{no} been {verb}",
        ),
        (
            rf"{WE} (?:have|has)(?P<no> not)?{_ADVERBS} (?:made a start|started work|begun work)"
            rf"(?: on {_IT})?{_END}",
            "It has{no} been started",
        ),
        (rf"{WE} (?:have|has) {_IT} in hand{_END}", "It is in progress"),
        (rf"{WE} (?:are|am|is){_ADVERBS} working on {_IT}{_END}", "It is in progress"),
        (
            rf"{WE} (?:have|has) (?:yet|still) to (?:start|begin)(?: (?:work )?on)? {_IT}{_END}",
            "It has not been started",
        ),
        # "There is no date for it"
        (
            rf"there is{_ADVERBS} no {_DATE_NAME}(?: set| yet)?(?: for {_IT})?{_END}",
            "It has no date",
        ),
        (
            rf"no {_DATE_NAME} (?:has|is|was)(?: yet)?(?: been)? (?:set|agreed|given|fixed)"
            rf"(?: for {_IT})?{_END}",
            "It has no date",
        ),
        (
            rf"{WE} (?:have|has) (?:yet|still) to (?:set|agree|fix) an? {_DATE_NAME}"
            rf"(?: for {_IT})?{_END}",
            "It has no date",
        ),
        (
            rf"there is{_ADVERBS} an? {_DATE_NAME} of {_DATED}(?: for {_IT})?{_END}",
            "It is due {by}",
        ),
        (
            rf"with an? {_DATE_NAME} of {_DATED},?",
            "It is due {by} and",
        ),
        # "We were to have put this right by the end of May"
        (
            rf"{WE} (?:was|were|is|are|had|have|has)"
            rf" (?:to|until {_DATED.replace('<by>', '<until>')} to) (?:have )?"
            rf"(?:put {_IT} right|(?:finish(?:ed)?|completed?|do(?:ne)?|deal(?:t)? with|meet|met)"
            rf" {_IT})(?: (?:by|before|in|on) {_DATED})?{_END}",
            "It was due by {until}{by}",
        ),
    )
)
_DONE_THEN: Final = re.compile(rf"^(?:that|this|it) was done (?=(?:in|on) {_DATED})", re.I)


def of_it(sentence: str) -> str:
    """Return a sentence of what was named before that begins with "it"."""
    for way, put in _WAYS:
        if match := way.match(sentence):
            groups = {name: (value or "").lower() for name, value in match.groupdict().items()}
            dates = {name: match[name] or "" for name in groups if name in {"by", "until"}}
            says = put.format(**{"until": "", "by": "", "no": "", **groups, **dates})
            is_bare = says.endswith("by ")
            return sentence if is_bare else says + sentence[match.end() :]
    return _DONE_THEN.sub("It was completed ", sentence)

"""Sentences turned about, so that what they count stands before what is so of it.

"We have completed one of the 12" says that one of the 12 has been completed.
"""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import Final

_MANY: Final = (
    rf"(?:only |just )?(?:a further )?{NUMBER}(?: more| others)?(?: (?:out )?of (?:them|these|those"
    rf"|(?:the |our )?(?:{NUMBER} )?{KINDS.pattern}|(?:the )?{NUMBER}))?(?: {KINDS.pattern})?"
)
_SO: Final = r"(?:completed|finished|dealt with|drawn a line under|started|begun|made a start on)"
_END: Final = r"(?=[.,;]|$| and (?:have )?(?:completed|finished|started|begun|made)\b| so far)"
_WE: Final = re.compile(
    r"(?P<lead>^|^[^.;:?]{3,40}?,? )(?P<we>we|(?:the|our) (?:force|service|prison|council"
    rf"|authority)) (?P<verb>have|has|had) (?:(?:now|so far|already|since|also) )*(?P<so>{_SO})"
    rf" (?P<many>{_MANY}){_END}",
    re.I,
)
"""How a sentence says how many somebody has completed or started."""
_AND: Final = re.compile(
    rf"(?P<and>,? and) (?:have |has |had )?(?:(?:now|so far|already|since|also) )*(?P<so>{_SO})"
    rf" (?P<many>{NUMBER} (?:more|others))(?=[.,;]|$)",
    re.I,
)
_WORK_ON: Final = re.compile(
    rf"^work on (?P<many>(?:the (?:other|others|rest|remaining)(?: {NUMBER})?"
    rf"(?:, {NUMBER} in (?:all|total),)?|{_MANY}))"
    r" (?:has|had|is|was)(?P<no> not| yet to| still to)?(?: yet)?(?: been)?(?: to)?"
    r" (?P<so>begun|begin|started|start|be started|in progress|under way|underway)(?=[.,;]|$)",
    re.I,
)
"""How a sentence says that something is started: "Work on the rest has not begun"."""
_NO_DATES: Final = re.compile(
    r"^(?:there (?:is|are|was|were) (?:still |as yet |currently )?no (?:due |target )?dates?"
    r"|no (?:due |target )?dates? (?:has|have) (?:yet |as yet )?been (?:agreed|set|given|fixed)"
    r"|(?:due )?dates (?:are|were) (?:still )?missing) for"
    rf" (?:(?P<share>\d{{1,2}} ?(?:%|per cent)) of the (?:plan|whole|items)(?:: |, | \())?"
    rf"(?P<many>{_MANY})(?=[.,;]|$)",
    re.I,
)
_LEAVES: Final = re.compile(
    rf"^(?:that|this|which) leaves (?P<many>{NUMBER})(?P<kind> {KINDS.pattern})?"
    r" (?:(?P<verb>which|that) )?(?=[a-z])(?!to |of |after |from )",
    re.I,
)
"""How a sentence says what is left of what was counted: "That leaves nine that have …"."""


_MAKES: Final = re.compile(
    rf"^(?:that|this|which) makes (?P<many>{NUMBER}) (?P<so>[a-z -]{{3,20}}?) (?:out )?of (?:the )?"
    rf"(?P<of>{NUMBER}(?: {KINDS.pattern})?)(?=[.,;]|$)",
    re.I,
)
"""How a sentence adds up: "That makes two done of eight"."""
_NO_OTHER: Final = re.compile(
    rf"^no other (?P<kind>{KINDS.pattern}) (?:is|are|has|have) (?P<so>[a-z ]{{3,30}}?),? (?:so|and)"
    rf" the total (?:now )?(?:stands at|is|comes to|remains) (?P<many>{NUMBER})(?=[.,;]|$)",
    re.I,
)
_DOWN_TO: Final = re.compile(
    rf"^the number (?:of (?P<kind>{KINDS.pattern}) )?(?:that are )?(?P<so>overdue|open|late"
    rf"|in progress|not started) (?:is|has) (?:[a-z]+ ){{0,2}}?(?:down|up|risen|fallen) from"
    rf" {NUMBER} to (?P<many>{NUMBER}|none)(?=[.,;]|$)",
    re.I,
)
"""How a sentence says how many there were and are: "The number overdue is down from 2 to 1"."""


_AT_END: Final = re.compile(
    r"^the (?:one|area|grade) at the (?P<end>bottom|top)(?: of the (?:list|scale|table))?"
    r" (?=was |is )",
    re.I,
)
"""How a sentence says which grade was the lowest: "The one at the bottom was safety"."""


_FOR_IT: Final = re.compile(
    r"(?P<before>^|, |\band |; )for (?P<what>(?!(?:it|this|that|us)\b)[^,.;:]{4,80}?),? (?:it|we"
    r"|the (?:judge?ment|grade|grading|rating|verdict)) (?P<verb>was|is|were|are) ",
    re.I,
)
"""A grade of something that stands before it: "for care leavers it was good"."""


def turned(sentence: str) -> str:
    """Return a sentence in which what it counts stands first, any other as it is."""
    sentence = _FOR_IT.sub(r"\g<before>\g<what> \g<verb> ", sentence)
    if end := _AT_END.match(sentence):
        which = "lowest" if end["end"].lower() == "bottom" else "best"
        return f"The {which} {sentence[end.end() :]}"
    whole = _WE.sub(_passive, sentence)
    if whole != sentence:
        return _AND.sub(_passive_more, whole)
    if match := _WORK_ON.match(sentence):
        if match["so"] in {"in progress", "under way", "underway"} and not match["no"]:
            return f"{_begun(match['many'])} are in progress{sentence[match.end() :]}"
        no = " not" if match["no"] else ""
        return f"{_begun(match['many'])} have{no} been started{sentence[match.end() :]}"
    if match := _NO_DATES.match(sentence):
        share = f" ({match['share']})" if match["share"] else ""
        return f"{_begun(match['many'])}{share} have no date{sentence[match.end() :]}"
    if match := _MAKES.match(sentence):
        many = f"{_begun(match['many'])} of the {match['of']}"
        return f"{many} are {match['so']}{sentence[match.end() :]}"
    if match := _NO_OTHER.match(sentence) or _DOWN_TO.match(sentence):
        kind = match["kind"] or "items"
        return f"{_begun(match['many'])} {kind} are {match['so']}{sentence[match.end() :]}"
    if match := _LEAVES.match(sentence):
        verb = "" if match["verb"] else "are "
        return f"The remaining {match['many']}{match['kind'] or ''} {verb}{sentence[match.end() :]}"
    return sentence


def _passive(match: re.Match[str]) -> str:
    many = match["many"] if match["lead"] else _begun(match["many"])
    return f"{match['lead']}{many} {_verb(many, match['verb'])} been {_so(match['so'])}"


def _passive_more(match: re.Match[str]) -> str:
    verb = _verb(match["many"], "have")
    return f"{match['and']} {match['many']} {verb} been {_so(match['so'])}"


def _verb(many: str, verb: str) -> str:
    if verb.lower() == "had":
        return "had"
    return "has" if re.match(r"(?:only |just )?(?:1|one)\b", many, re.I) else "have"


def _so(words: str) -> str:
    """Return what has been done in one word."""
    is_begun = words.lower() in {"started", "begun", "made a start on"}
    return "started" if is_begun else "completed"


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"

"""What in a sentence stands against taking it as it reads: a no, a doubt, a wish, a part, a number.

"Far from complete" has the word of an answer and is none. What is here only ever has a person
asked.
"""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import NUMBER, number_of
from hmic_tracker.light_typing import Final

COMPLETED: Final = r"(?:completed?|done|finished|implemented|delivered|in place)"
_DAY_AHEAD: Final = (
    r"(?:(?:by|until|till|before|next|this|on|for|come) (?:the )?(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day|tomorrow|tonight|close of (?:play|business)|cop|cob|eod)"
)
_NO: Final = (
    r"not|never|isn't|isn’t|aren't|aren’t|hasn't|hasn’t|haven't|haven’t|won't|won’t|can't|can’t"
    r"|(?:is|has|was|are|were|did|have|had|do|does|could|would|should|ca|wo)nt|cannot|nothing|none"
    r"|no longer|no|nope|nah|false|neither|nor|nobody|nowhere|far from|far off|short of"
    r"|anything but|hardly|barely|scarcely|rarely|seldom|little|few|fewer|without|lacks?|lacking"
    r"|unable|impossible|fail(?:s|ed|ing)?|failure|refus\w+|declin\w+|abandon\w*|cancel\w*|halt\w*"
    r"|stopped|stalled|delay\w*|reject\w*|rather than"
    r"|instead of|too|wrong|wrongly|mistake\w*|in error"
    r"|premature\w*|incorrect\w*|untrue|denie[sd]|deny|re-?open\w*|revers\w+|withdrawn|un|non|re"
)
_DOUBT: Final = (
    r"doubt\w*|unlikely|likely|possibl[ey]|uncertain|unclear|unsure|not sure|whether|wonder\w*"
    r"|think|thinks|thought|believed?|believes|probably|maybe|perhaps|assum\w+|presum\w+|apparently"
    r"|supposed\w*|suppose|allegedly|reportedly|guess|reckon|understand|understood|seems?|seemed"
    r"|seemingly|appears?|claim(?:s|ed)?|am told|are told|was told|hear|hears|heard|afaik|as far as"
    r"|to be confirmed|confirm whether|question\w*|disput\w+|unverified|unproven"
)
_WISH: Final = (
    r"yet|to (?:be|have|get|see|make|complete)|will|shall|should|would|could|may|might|can|ought"
    r"|aim(?:s|ed|ing)?|expect(?:s|ed|ing)?|hope(?:s|d)?|hoping|hopeful\w*|plan(?:s|ned|ning)?|due"
    r"|going to|gonna|about to|set to|wants?|wanted|wanting|try|tries|tried|trying|intend\w*"
    r"|intention|target\w*|scheduled?|forecast|anticipat\w+|on track|on course|promis\w+|agreed to"
    r"|needs?|needed|needing|must|requir\w+|working|attempt\w*|struggl\w+|being|getting|towards"
    rf"|\w+'ll|\w+’ll|{_DAY_AHEAD}"
)
_CONDITION: Final = (
    r"if|once|when|until|till|before|unless|provided|providing|subject to|depend\w*|as long as"
    r"|as soon as|as if|as though|in case|await\w*|waiting|pending|otherwise|had (?:it|this|we)"
)
_IN_PART: Final = (
    r"except\w*|excluding|apart from|aside from|save for|other than|bar|minus|but|although|though"
    r"|however|albeit|despite|whereas|only|still|rest|remain(?:s|ing|der)?|outstanding|partly"
    r"|partially|partial|half|semi|some|several|many|most|few|couple|various|certain|elements?"
    r"|aspects?|incomplete|phase|stage|first|in progress|under ?way|on ?going"
)
_NEARLY: Final = (
    r"near|near to|close|closer|approaching|practically|more or less|pretty much|as good as"
    r"|just about|about|basically|effectively|essentially|in principle|in theory|broadly|nearing"
    r"|well on|half ?way|not quite|quite"
)
_TO_DO: Final = (
    r"outstanding|left|to go|to do|to come|remain(?:s|ing)?|overdue|late|missing|open|undone"
    r"|unfinished|incomplete|awaited|awaiting|pending|delayed|to be (?:done|completed)|behind"
)
_ASKS: Final = re.compile(
    r"^(?:is|are|has|have|was|were|did|do|does|who|whose|whether) "
    r"(?:it|this|that|these|those|they|we|you|the|there|i|all|any\w*)\b"
)
_UNTICKED: Final = re.compile(
    r"^\]|\[ ?\]|[\u2610\u2612\u2717\u2718\u274c\u2716]|"
    rf"\b{COMPLETED} ?[=:?(-]* ?(?:n|x|0)\b(?! ?%)"
)
UNSURE: Final = re.compile(
    rf"\b(?:{_NO}|{_DOUBT}|{_WISH}|{_CONDITION}|{_IN_PART}|{_NEARLY})\b|n't\b|n’t\b"
)
"""What has to be looked at wherever it stands by a word of what is completed."""
NOT_SO: Final = re.compile(rf"\b(?:{_NO}|{_DOUBT}|{_WISH}|{_CONDITION})\b|n't\b|n’t\b")
_LEFT: Final = re.compile(rf"\b(?:{_TO_DO})\b")
_CLAUSE: Final = re.compile(
    r"[,;:.()]|\s[-\u2013\u2014]\s|\b(?:and|but|with|while|whereas|though|although|however|so|rest"
    r"|remainder|the others?)\b"
)
_NUMBER: Final = rf"(?:{NUMBER}|zero)"
_NO_TALLY: Final = (
    r"(?! ?(?:st|nd|rd|th|%|per|days?|weeks?|months?|years?|hours?|am\b|pm\b|o'clock|[./:]\d))"
)
_TALLY: Final = re.compile(
    r"(?<![\w./:-])(?!(?:(?<=this )|(?<=that )|(?<=the )|(?<=each )|(?<=every ))one\b)"
    rf"(?P<before>{_NUMBER})\b{_NO_TALLY}(?: of (?:the |these |those |our )?{_NUMBER}\b)?"
    rf"(?: (?!{_NUMBER}\b|{COMPLETED}\b|at\b|in\b|on\b|by\b)[\w'’-]+){{0,4}} {COMPLETED}\b"
    rf"|\b{COMPLETED}(?: so far| now| already)? ?[:=(-]? ?(?P<after>{_NUMBER})(?![\w./:-]*\d)\b"
    rf"{_NO_TALLY}(?: of (?:them|these|those)| so far)?(?=$|[ ,.;)])(?! (?:{_NUMBER}|\w+ ago))"
)
_WHOLE: Final = re.compile(r"\b(?:all|both|each of the|every one of the)(?: of)?(?: the| these)? $")


def against_completed(plain: str) -> str:
    """What stands against a sentence that has a word of what is completed; empty for nothing."""
    match = _ASKS.search(plain) or _UNTICKED.search(plain) or UNSURE.search(plain)
    return match[0] if match else ""


def against_reading(plain: str, words: str) -> str:
    """What stands, in the clause of these words, against what they say: "5 of 8 still to do"."""
    before, _, after = plain.partition(words)
    clause = f"{_CLAUSE.split(before)[-1]} | {_CLAUSE.split(after)[0]}"
    match = _ASKS.search(plain) or NOT_SO.search(clause) or _LEFT.search(f"{clause} | {words}")
    return match[0] if match else ""


def tally(plain: str, of: int) -> str:
    """So many as are said to be done where nothing says of how many: "3 done" of five."""
    for match in _TALLY.finditer(plain):
        number = match["before"] or match["after"]
        is_all = number != "zero" and number_of(number) == of > 1
        if not is_all and not _WHOLE.search(plain[: match.start()]):
            return match[0].strip()
    return ""

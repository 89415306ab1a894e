"""How minutes begin what a meeting recommends, resolves, and gives somebody to do."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

_COLON: Final = r"(?: ?[:–—]-?| -)*"
_TO: Final = r"(?: (?:to|TO) (?P<who>[^.:–—]{2,120}?))?"
_NUMBER: Final = r"(?:\(?(?:1|i|a)[.)] ?)?"
RECOMMENDS: Final = re.compile(
    r"(?:RECOMMENDED|Recommended|RECOMMENDATIONS?(?= TO\b)|Recommendations?(?= to .{2,120}: That\b)"
    r"|(?:It was )?(?i:resolved to recommend)"
    r"|(?:RESOLVED|Resolved) that [^.:]{3,80}? recommends?(?= .{0,120}\bthat\b))"
    rf"{_TO}{_COLON}(?: ?(?P<what>{_NUMBER}[Tt]hat\b.*))?"
)
"""What others are to do: "RECOMMENDED to Cabinet:", "Resolved to recommend to the Board that …"."""
RESOLVES: Final = re.compile(
    r"(?:It was )?(?:RESOLVED|Resolved|AGREED|Agreed|(?<=It was )(?:resolved|agreed))"
    rf"(?: UNANIMOUSLY| unanimously)?{_COLON}(?: ?(?P<what>{_NUMBER}(?:[Tt]hat|[Tt]o)\b.*))?"
)
"""What the meeting itself settles: "RESOLVED: That the report be noted"."""
ACTION: Final = re.compile(
    r"(?:ACTIONS?|Actions?)(?: (?:POINT|point|NO\.?|no\.?))?(?: \d{1,3})?(?: ?[:–—]| -) ?"
    r"(?P<what>\S.*)"
)
"""What somebody is to do: "ACTION: Clerk to send the figures"."""
DOES: Final = re.compile(r"\b(?:to|will|that) [a-z]|\.$")
"""What an action has besides the post that is to carry it out."""
ACTIONS: Final = re.compile(r"(?:agreed )?actions?(?: (?:points?|agreed))? ?:", re.I)
"""What stands above such actions."""
SUMMARY: Final = re.compile(
    r"(?:summary of (?:the )?actions?(?: points)?|actions? (?:summary|log|list|points)"
    r"|list of actions)(?: (?:arising|agreed))?",
    re.I,
)
"""What stands above a table of them."""
_MINUTES: Final = re.compile(r"(?:(?:draft|confirmed|public) )?minutes (?:of|from)\b", re.I)
_CLAUSE: Final = re.compile(
    r"[,;]? and that (?=(?:the|it|this|an?) )"
    r"|[;,.] (?:and )?\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] (?=(?:that|to) )",
    re.I,
)
_TAIL: Final = r"(?:(?!,|; ?\w| and (?!signed\b|welcomed\b|noted\b|received\b)).){0,200}"
_SUBJECT: Final = rf"{_NUMBER}(?:that )?[^,;]{{3,200}}? be (?:\w+ly )?"
_ACTIVE: Final = rf"{_NUMBER}(?:to |that (?:the )?(?:\w+ ){{1,6}}?)?"
_HEARD: Final = re.compile(
    rf"{_SUBJECT}(?:confirmed|noted|received|thanked|welcomed)\b{_TAIL}"
    rf"|{_ACTIVE}(?:notes?|thanks?|receives?|congratulates?|welcomes?)\b{_TAIL}",
    re.I,
)
_DECIDED: Final = re.compile(
    rf"{_SUBJECT}(?:accepted|adopted|agreed|approved|endorsed|passed|ratified)\b{_TAIL}"
    rf"|{_ACTIVE}(?:approves?|endorses?|adopts?)\b{_TAIL}|{_NUMBER}(?:to )?agree\b{_TAIL}",
    re.I,
)
_AND: Final = re.compile(r"[;,]?(?: and)?$")
_FOR_MEMBERS: Final = re.compile(r"(?:that )?(?:the )?(?:members|committee|panel|meeting)\b", re.I)


def says_minutes(text: str) -> bool:
    """Return whether a line says that a document is minutes: "Minutes of the meeting …"."""
    return bool(_MINUTES.match(text))


def is_formality(text: str) -> bool:
    """Return whether nobody has anything to do by a resolution: "That the report be noted"."""
    return all(map(_HEARD.fullmatch, _clauses(text)))


def is_decision(text: str) -> bool:
    """Return whether a resolution is carried out by being made: "That the plan be approved"."""
    return all(_HEARD.fullmatch(one) or _DECIDED.fullmatch(one) for one in _clauses(text))


def is_for_meeting(text: str) -> bool:
    """Return whether a text is for those who met: "That members attend the seminar"."""
    return bool(_FOR_MEMBERS.match(text))


def _clauses(text: str) -> list[str]:
    return _CLAUSE.split(_AND.sub("", text[:2000].strip()))

"""What a paper recommends to its own meeting: "That members note the report"."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.advice import is_order
from hmic_tracker.light_typing import Final

_FOR_MEMBERS: Final = re.compile(
    r"(?:that )?(?:the )?(?:members?|committee|panel|board|authority|council|meeting)\b"
    r"(?! (?:should|must|needs? to))",
    re.I,
)
_OWN: Final = re.compile(
    r"that:?$|that (?:the )?(?:members|committee|board|panel|authority|council|meeting|cabinet)\b"
    r"|(?:the )?(?:members|committee|board|panel|cabinet|council|governors)(?: are| is)"
    r" (?:asked|invited|requested|recommended)\b|(?:it is )?(?:recommended|resolved) that (?:the )?"
    r"(?:members|committee|board|panel|report|cabinet)|members (?:note|agree|approve|consider)"
    r"|to (?:note|approve|agree|consider|receive)\b|resolved",
    re.I,
)
_BODY_DOES: Final = re.compile(
    r"that (?:the )?(?:authority|board|cabinet|council) (?P<verb>[a-z]{2,20})\b", re.I
)
_FORMAL: Final = re.compile(
    r"(?:accept|acknowledge|adopt|agree|appoint|approve|authorise|comment|confirm|consider|delegate"
    r"|discuss|elect|endorse|instruct|nominate|note|ratif(?:y|ie)|receive|recommend|refer|request"
    r"|resolve|scrutinise|set|support|thank|welcome)s?|members|officers|has|is|was|does",
    re.I,
)
"""What a meeting does with a paper, and what no body is asked to do by it."""
_REPORT_BY_LAW: Final = re.compile(
    r"(?:the |your )?(?:[\w’-]+ ){1,4}?(?:(?:must|should|shall|has to|is required to) )?"
    r"(?:considers?|lays?|publish(?:es)?|discuss(?:es)?) (?:the|this|our) (?:public )?report\b"
    r"(?=.{0,600}\b(?:Act|Measure) (?:19|20)\d\d\b)",
    re.I,
)
"""What a law has every body do with a report on it, under the recommendations of that report."""


_SET_OUT: Final = re.compile(
    r"(?:(?:sections?|schedules?|regulations?|paragraphs?|parts?|articles?) [^,:;]{1,40}? "
    r"(?:of|to) )?(?:the|that|this) (?:[\w’'-]+ ){0,8}"
    r"(?-i:Acts?|Regulations|Measure|Order|Code|Rules|Schedule)(?: (?:19|20)\d\d)?,? "
    r"(?:also |then )?(?:sets?|lays?|says?|describes?|explains?|tells?)\b[^.]{0,200}:",
    re.I,
)
"""The beginning of a list of duties: "Schedule 7 of the Act sets out what a body must do:"."""


def says_what_law_sets_out(text: str) -> bool:
    """Return whether a text introduces what a law, not the report, has somebody do."""
    return bool(_SET_OUT.fullmatch(text[:400].strip()))


def is_duty_of_law(text: str) -> bool:
    """Return whether a text says what a law, which it cites, has a body do with a report."""
    return bool(_REPORT_BY_LAW.match(text[:1000]))


def is_for_members(text: str, *, is_paper: bool = False) -> bool:
    """Return whether a text is for those who meet to decide, and no body's to carry out.

    "That the Council mends the pier" is something to do, but in a paper for a meeting.
    """
    return bool(_FOR_MEMBERS.match(text)) and (is_paper or not _asks_body(text))


def is_own_resolution(text: str, *, is_paper: bool) -> bool:
    """Return whether a text begins as what a meeting is asked to resolve: "That the Board …"."""
    return bool(_OWN.match(text)) and (is_paper or not _asks_body(text))


def _asks_body(text: str) -> bool:
    """Return whether a text asks a body for what no meeting does with a paper."""
    match = _BODY_DOES.match(text)
    if match is None or _FORMAL.fullmatch(match["verb"]):
        return False
    verb = match["verb"].casefold()
    return (verb.endswith("s") and not verb.endswith("ss")) or is_order(text[match.start("verb") :])

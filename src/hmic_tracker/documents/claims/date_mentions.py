"""Dates of a sentence that no claim has read: one must be that of something it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    DueClaim,
    ItemClaim,
    Mention,
    Sight,
    Spot,
)
from hmic_tracker.documents.claims.known_words import MODAL
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_MONTH: Final = re.compile(
    rf"\b(?:(?:end of|early|late|by|in|until|till|for|since|to|from|and|or|on|before|is|was|at|of)"
    rf"(?: the)? |(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?|^|, )"
    rf"(?P<month>{'|'.join(MONTHS)})\b(?!,? ?['’]?\d)"
)
"""A month without its year: "by the end of March", "since 1 October"."""
_DUE: Final = re.compile(
    r"\b(?:due|deadlines?|targets?|milestones?|complet\w+|finish\w*|done|promised|overdue|should"
    r"|to be(?! (?:good|outstanding|adequate|excellent))"
    r"|late|passed|missed|moved|extended|put back|re-?dated|expire[sd]?|until|runs? to"
    r"|over ?r[au]ns?|falls?|have had|timetabled|expected|scheduled)\b|\bby(?: the)?(?: end of)? $",
    re.I,
)
"""What says before a date that something is to be done by it, or was."""
_EVENT: Final = re.compile(
    r"\b(?:target (?:score|rating|level|risk)|publish\w*|publication|issued|inspect\w+|met"
    r"|meetings?|visit\w*|re-?visit\w*|reports?|reported"
    r"|considered|wrote|written|letters?|discussed|presented|received|returns?|returned|submit\w*"
    r"|review\w*|agreed|approved|ask(?:s|ed)?|told|began|started|position|as at|as of|committee"
    r"|board|panel|authority|paper|update[ds]?|brief\w*|next|last|held|sat|since|correct"
    r"|consult\w*|closes|closing|session|seminar|conference|audit\w*|dip|sampl\w+|checks?|checked|verif\w+)\b",
    re.I,
)
"""What a date may be of that is none of an item's."""
_NEAR: Final = 60
_BEHIND: Final = 24
"""Letters behind a date in which a meeting may be named; in a timetable it is the whole line."""
_SHORT: Final = 12
_LATE_SINCE: Final = re.compile(r"\b(?:overdue|late) since\b", re.I)
_LATE_ON: Final = re.compile(
    r"\b(?:late|overdue|days|weeks|months|past its date)(?: late| overdue)?,?"
    r" (?:on|at|as at|as of|by)(?: the)? $",
    re.I,
)
"""What says before a date that something was late by then: "63 days late on 2 December"."""
_THIS: Final = re.compile(
    r"\b(?:(?:the|this|that|remaining|outstanding|its|their|all)(?: \w+){0,2} work\b"
    r"|(?:they|these|both|all) (?:are|were|is|was|have|had|should|must)\b|all of (?:it|them|this)\b"
    r"|^(?:the (?:\w+ )?date|target(?! (?:score|rating|level|risk))|due|expected|deadline|by"
    r"|all to be)\b|the (?:rest"
    r"|remainder)\b|it (?:is|was) (?:due|to be)\b|(?:the|its|their) (?:deadline|target|due date))",
    re.I,
)
"""What goes on with the items of the heading or of the sentence before."""
_FINISHED: Final = re.compile(r"\b(?:completed?|done|finished|closed)\b", re.I)
_DUE_WORDS: Final = re.compile(
    r"\b(?:due|deadline|target|by|until|to be|will|should|expected|not|yet|open|late|overdue"
    r"|progress|almost|nearly|expect|ahead of|date of|went|moved|put back|from)\b",
    re.I,
)
_DONE: Final = re.compile(
    r"\b(?:completed|complete|done|finished|closed|signed off|implemented)(?: late,?)?"
    r"(?: in full)?(?: on| in|,| \()? ?(?:the )?$",
    re.I,
)
_TO_BE: Final = re.compile(
    r"\b(?:to be|be|not|(?:should|were to|was to) have been) (?:\w+ )?\w+(?: on| in|,| \()? ?$",
    re.I,
)
_OF_ONE: Final = re.compile(
    r"\b(?:first|second|third|last|other) of (?:these|them|those|the)\b|\bthe (?:former|latter)\b",
    re.I,
)
"""What names one of several items that stand before: "the first of these"."""
_ANOTHER: Final = re.compile(
    r",? and (?:the|our|an?) (?:(?!\b(?:is|are|was|were|has|have|had)\b)[^,;.]){4,60} (?:on|in) $",
    re.I,
)
"""What says before a date that it is something else's: "REC-1 on 3 May and the training on …"."""
_SO_MANY_BY: Final = re.compile(
    rf"\b(?:{NUMBER}|none|neither)(?: of (?:them|these|those|the others))?"
    r"(?: (?:are|is|more|further|others?|fall|falls|\w+))? due (?:by|before|until) $",
    re.I,
)
"""What says before a date how many items are due by then, whatever their days."""
_BECAUSE: Final = re.compile(
    r"\b(?:because|owing to|as a result of)\b|, (?:since|as|when|after|once) ", re.I
)
"""What begins a reason, whose dates are other matters'."""
_MOVED_IN: Final = re.compile(
    r"\b(?:moved|put back|extended|changed|re-?set|deferred)(?: back)? (?:in|on|at)(?: the)?"
    r"(?: (?:end|start|beginning|middle) of)? $",
    re.I,
)
"""What says before a date that something was moved then, and not until when."""
_AHEAD_OF: Final = re.compile(
    r"\b(?:before|ahead of|inside|within|against)(?: (?:the|its|their))?(?: \w+)? $", re.I
)
"""What says before a date that something was done by then, and not on it."""
_NO_ITEMS: Final = re.compile(
    r"(?:actions?|agreed|resolved|decisions?)(?: \w+)?: |.*\b(?:step|milestone|stage|phase)\b", re.I
)
"""What says that a date is of what a meeting wants, or of a step."""
_NUMBERS: Final = re.compile(r"\d $")
"""What stands before a date whose day is the last of a row's numbers: "3 0 3 Apr 2009"."""


_DUES: Final = re.compile(r"\([^()]*\bdue\b[^()]*\)")
"""What gives each of several their own dates: "the library (due May), the cells (due June)"."""
_WHEN: Final = re.compile(r",? (?:after|before|when|once|following)\b")
"""What follows a date that a heading asks for: "May 2032, after those that are due in April"."""


def date_mentions(
    spot: Spot,
    sentence: str,
    named: Sequence[Named],
    sight: Sight,
    claims: Sequence[Claim],
    day: date | None,
) -> Iterator[Mention]:
    """Yield the dates that a sentence gives its items, or what it goes on about."""
    is_named = bool(sight.frameworks or sight.refs or sight.kinds)
    is_ours = bool(sight.above) and bool(_THIS.search(sentence)) and not MODAL.search(sentence)
    if not (is_named or is_ours) or _NO_ITEMS.match(sentence):
        return
    has = {c.due for c in claims if isinstance(c, (DueClaim, ItemClaim)) and c.due}
    has_done = any(c.field == "done-on" for c in claims if isinstance(c, ItemClaim))
    doubt = doubt_of_statement(sentence, named)
    if (_OF_ONE.search(sentence) and not named) or len(_DUES.findall(sentence)) > len(named) + 1:
        doubt = doubt or A_PART
    for due, start, end in dates_in(sentence):
        before = sentence[max(0, start - _NEAR) : start]
        lead = re.split(r"[;:]", before)[-1]
        lead = lead if len(lead) > _SHORT else before  # "Meeting: Tuesday 10 March 2026"
        is_done = _is_done(sentence, lead, due, day)
        is_of_item = is_done or _is_to_come(due, day) or _DUE.search(lead)
        if _LATE_ON.search(before) or (not start and _WHEN.match(sentence, end)):
            continue
        if (
            _AHEAD_OF.search(before)
            or _MOVED_IN.search(before)
            or _SO_MANY_BY.search(before)
            or _BECAUSE.search(sentence[:start])
        ):
            continue
        if due in has or not is_of_item or (is_done and has_done) or _NUMBERS.search(lead):
            continue
        stop = len(sentence) if sentence[end : end + 1] == ":" else end + _BEHIND
        if _is_event(lead, sentence[end:stop]) or _ANOTHER.search(lead):
            continue
        yield Mention(spot, "date", due=due, doubt=doubt, is_done=is_done)


def _is_event(lead: str, behind: str) -> bool:
    """Whether a date is that of a meeting, a report or another matter."""
    if _DONE.search(lead):
        return False
    plain = _LATE_SINCE.sub(" ", lead)
    return bool(_EVENT.search(plain) or _EVENT.search(behind.split(",", maxsplit=1)[0]))


def _is_done(sentence: str, lead: str, due: str, day: date | None) -> bool:
    """Whether a date is the day on which something was completed."""
    if _DONE.search(lead):
        return not _TO_BE.search(lead)
    if _is_to_come(due, day):
        return False
    return bool(_FINISHED.search(sentence)) and not _DUE_WORDS.search(sentence)


def _is_to_come(due: str, day: date | None) -> bool:
    """Whether a date is later than the paper's day: one of its items' then, without more words."""
    if day is None or due.startswith("--"):
        return False
    return due > day.isoformat()[: len(due)]


def dates_in(sentence: str) -> list[tuple[str, int, int]]:
    """Return the dates of a sentence and where they stand; a month without its year is "--09"."""
    hits: list[tuple[str, int, int]] = []
    for match in DATE.finditer(sentence):
        if days := days_of_cell(match[0]):
            hits.append((days[0], *match.span()))
    for match in _MONTH.finditer(sentence):
        if any(start < match.end() and match.start("month") < end for _, start, end in hits):
            continue
        number = f"{MONTHS.index(match['month']) + 1:02}"
        day = f"-{int(match['day']):02}" if match["day"] else ""
        start = match.start("day") if day else match.start("month")
        hits.append((f"--{number}{day}", start, match.end()))
    return sorted(hits, key=lambda one: one[1])

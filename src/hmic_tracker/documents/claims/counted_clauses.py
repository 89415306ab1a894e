"""How clauses say how many of the items counted before are so: "of those five, three are open"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.claims.measure_words import KINDS, State, states_in, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.documents.claims.claim_types import Measure, Stated

SEEDS: Final[frozenset[Measure]] = frozenset(
    {
        "total",
        "completed",
        "open",
        "overdue",
        "in-progress",
        "not-started",
        "no-owner",
        "no-date",
        "dated",
    }
)
"""What the items are counted for of which a passage may tell the parts."""
_COUNTED: Final = SEEDS - {"total"} | {"verified", "unverified", "in-time"}
_STARTED: Final = re.compile(
    r"\b(?:been |were |was )(?:started|begun)\b|\b(?:have|has) (?:started|begun)(?=[.,;]|$)", re.I
)
OF_THESE: Final = r"of (?:these|those|them|which|this half|that half)"
_PART_OF: Final = r"a (?:third|quarter|fifth|sixth)"
_CLAUSES: Final = re.compile(
    rf"[,;:]? (?:and|(?<!all )but|while|with|leaving|though|although) (?=(?:only |just )?"
    rf"(?:{NUMBER}|none|neither|half|{_PART_OF}|the (?:other|others|remaining|rest)|a further)\b)"
    r"|, (?=the (?:latest|last|first|oldest)\b|which\b|including\b|because\b)"
    rf"|[,;:] (?=(?:{OF_THESE} )?(?:only |just )?"
    rf"(?:{NUMBER}|none|neither|half|{_PART_OF}|the (?:other|others|remaining|rest)|a further)\b)",
    re.I,
)
FRONT: Final = re.compile(
    rf"(?:(?:and )?that )?(?:there (?:is|are) )?"
    rf"(?:(?:out )?of (?:(?P<those>these|those|them|which|this half|that half)"
    rf"(?: (?P<many>{NUMBER}))?|the (?P<number>{NUMBER})(?: {KINDS.pattern})?"
    rf"|the (?:other|remaining) (?P<other>{NUMBER})(?: {KINDS.pattern})?)(?:,? |$))?"
    r"(?:(?:so far|to date|at present|currently|now),? )?(?:only |just )?",
    re.I,
)
REST: Final = re.compile(
    rf"(?:the (?:other|others|remaining|rest)|others)(?:,? (?P<number>{NUMBER}))?"
    rf"(?:,? (?P<behind>{NUMBER}) in (?:all|total),?)?",
    re.I,
)
SO_MANY: Final = re.compile(
    r"(?:a (?P<further>further) )?"
    r"(?P<share>(?:a|one|two|three|four) (?:third|quarter|fifth|sixth|tenth)s?, )?"
    rf"(?P<value>{NUMBER}|none|neither)(?(share) in (?:all|total),?)"
    rf"(?: (?P<more>more|others?|further))?"
    rf"(?: {KINDS.pattern})?"
    rf"(?: of (?:(?P<those>these|those|them|which)|the (?P<number>{NUMBER})"
    rf"(?: (?:{KINDS.pattern}))?))?",
    re.I,
)
_VERBS: Final = re.compile(
    r"(?:,? (?:that|which|is|are|was|were|has|have|had|been|remain|remains|now|still|already|also"
    r"|currently|both|all|therefore|so far))* ?",
    re.I,
)
ALL_BUT: Final = re.compile(
    rf"all but (?P<value>{NUMBER}) of (?:the|our|these) (?P<kind>{KINDS.pattern})", re.I
)
ALL_OF_THEM: Final = re.compile(r"all (?:of (?:them|these|those)|three|four|five|six)\b", re.I)
ALL_OF_SO_MANY: Final = re.compile(
    rf"\ball (?:of )?(?:the )?(?P<number>{NUMBER}) (?P<kind>{KINDS.pattern})"
    r"(?= (?:on|at|and)\b|[.,;])",
    re.I,
)
"""All items of a kind, of which a sentence doesn't say how they are: "reviewed all six items"."""
_PARTS_OF: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
SHARE: Final = re.compile(
    rf"(?:just |only )?(?:(?P<half>half)|(?P<some>a|one|two|three|four) (?P<part>third|quarter"
    rf"|fifth|sixth|tenth)s?|(?P<one>{NUMBER}) in (?P<every>{NUMBER}))"
    rf"(?: of (?:(?P<those>them|these|those)|(?:the|our|all) (?P<kind>{KINDS.pattern})))?"
    r"(?= (?:is|are|was|were|has|have|remain)\b)",
    re.I,
)
"""A part of items without its number: "a third are in progress", "one in six of the items"."""
_END: Final = re.compile(
    r"(?: (?:now|so far|to date|at present|yet|too|as well|already|against (?:them|it)))*[.,;]?",
    re.I,
)
ON_DAY: Final = re.compile(
    r"(?:by|at|as (?:at|of)|on) (?P<day>\d{1,2} [A-Z][a-z]+)(?: (?P<year>\d{4}))?,? ", re.I
)
"""The day that a sentence begins with."""
NUMBERED: Final = re.compile(rf"(?:only |just )?{NUMBER} ", re.I)
_NOT_SO: Final = re.compile(r"(?:has|have|is|are|was|were|had) not\b", re.I)
"""What says that others are not what those before them are: "three have not"."""
_NONE_OF: Final = re.compile(r" (?:have|has|had) none[.,;]?", re.I)
"""What says that items have no date, where others have: "the other eight have none"."""


def is_day(words: str, day: date | None) -> bool:
    """Whether a sentence is of the paper's own day."""
    match = ON_DAY.match(words)
    own = f"{day.day} {MONTHS[day.month - 1]}" if day else ""
    return bool(match and day and match["day"] == own and match["year"] in {None, str(day.year)})


def clauses_of(masked: str) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a sentence stand, each with a number of its own."""
    first = 0
    for match in _CLAUSES.finditer(masked):
        yield first, match.start()
        first = match.end()
    yield first, len(masked)


def stated_in(clause: str, start: int, before: Stated | None) -> tuple[Stated, date | None] | None:
    """Return what a clause says from a place on, where it says nothing else.

    It may deny of some what was stated `before` of others.
    """
    if before and before[0] == "dated" and _NONE_OF.fullmatch(clause, start):
        return (before[0], not before[1]), None
    states = [one for one in states_in(clause) if one.start >= start]
    started = _STARTED.search(clause, start)
    if started and not any(s.start <= started.start() < s.end for s in states):
        states.append(State("not-started", started.start(), started.end()))
        is_so = False
    else:
        is_so = True
    if len(states) != 1 or not (states[0].measure in _COUNTED or states[0].by):
        return None
    one = states[0]
    if not _VERBS.fullmatch(clause, start, one.start) or not _END.fullmatch(clause, one.end):
        return None
    if before and _NOT_SO.match(clause, one.start):
        return (before[0], not before[1]), None
    return (one.measure, is_so), one.by


def fraction_of(match: re.Match[str]) -> tuple[int, int]:
    """Return a share as how many of how many."""
    if match["half"]:
        return 1, 2
    if match["part"]:
        some = match["some"].lower()
        return (1 if some == "a" else value_of(some) or 1), _PARTS_OF[match["part"].lower()]
    return value_of(match["one"]) or 1, value_of(match["every"]) or 1

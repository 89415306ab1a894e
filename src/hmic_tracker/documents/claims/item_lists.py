"""What stands before items: "Overdue: REC-6 and REC-7", "Deadline for REC-15: March 2009"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hmic_tracker.documents.claims.claim_types import CountedIds, ItemClaim, Spot
from hmic_tracker.documents.claims.date_mentions import dates_in
from hmic_tracker.documents.claims.item_states import of_any_year
from hmic_tracker.documents.claims.measure_words import KINDS, states_in, value_of
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.item_refs import Reference

_JOINS: Final = re.compile(
    r"[\s,;&()]*(?:(?:and|plus|with|also|together|as well as|namely|the|which are|are)[\s,]*)*",
    re.I,
)
_LEAD: Final = re.compile(
    r"(?:\([a-z0-9]\)|\d+[.)]|[-•*])?\s*(?P<words>[^:]{3,80}):\s*$"
    r"|(?P<those>(?:those|the (?:ones|items|ids|recommendations|AFIs|concerns|actions))"
    r" [^:;,.]{3,60}?) (?:are|is)(?: the)? $",
    re.I,
)
_DATE_BEFORE: Final = re.compile(
    r"\b(?:deadline|(?:(?:due|target|completion|revised|new|end|agreed) )?date|target) (?:for|of)"
    r"(?: (?:the |our )?(?:work|recommendation|concern|action|item) (?:on|about))?(?: the)? $",
    re.I,
)
_DATE_BEHIND: Final = re.compile(
    rf"[^.;]{{0,40}}?(?:is|was|:|–|—|-|now|remains|of|to)(?: the)?(?: end of)?"
    rf" ?(?P<date>{DATE.pattern}|\d{{1,2}} (?:{'|'.join(MONTHS)})\b(?! \d))",
    re.I,
)
_DUE_BEFORE: Final = re.compile(
    r"\b(?:next|first|last|earliest|latest)(?: \w+)? (?:to (?:fall|become|be) due|due|deadline"
    r"|date) (?:is|falls|comes)(?: that (?:of|for))?(?: the)? $",
    re.I,
)
_ON_BEHIND: Final = re.compile(
    rf"(?: \([^()]*\))?,? (?:on|by|in|at)(?: the end of)? (?P<date>{DATE.pattern}"
    rf"|\d{{1,2}} (?:{'|'.join(MONTHS)})\b(?! \d))",
    re.I,
)
"""The date of what is due next: "The next to fall due is AFI-1, on 31 March"."""
_COUNT_BEHIND: Final = re.compile(
    rf" ?[:(–—-] ?(?:all )?(?P<number>{NUMBER}) (?:AFIs|recommendations|items|recs)\b", re.I
)
_COUNT_BEFORE: Final = re.compile(
    rf"(?P<before>(?:\bof (?:the |its |these |those |our |all )?)?)\b(?P<number>{NUMBER})"
    r" (?P<words>[^.;:,()\d–—]{3,60}?) ?(?P<sign>[:(–—]) ?$",
    re.I,
)
"""What counts the items that are named right behind it: "four items (REC-2, AFI-1, …)"."""
_MOST_WORDS: Final = 2
_DATE_LEAD: Final = re.compile(
    rf"(?:due )?(?:on |by |in )?(?P<date>{DATE.pattern}|\d{{1,2}} (?:{'|'.join(MONTHS)})) ?[:–—-] ?"
    rf"(?P<counted>(?:{NUMBER}|the) (?:open )?{KINDS.pattern} ?[:(–—-]? ?)?",
    re.I,
)
"""A date that a list of items follows: "30 September: four items (REC-2, …)"."""
_TITLE: Final = re.compile(r" ?\([^()]*\)")
"""What an item of a list is about: "REC-2 (inspecting officers)"."""
_OF_DATES: Final = re.compile(
    r"\b(?:due|dates|deadlines?|falling|falls?|timetable|targets?|milestones|next)\b", re.I
)
_STATES: Final = {
    "completed": "completed",
    "verified": "verified",
    "closed": "discharged",
    "open": "open",
    "overdue": "overdue",
    "in-progress": "in progress",
    "not-started": "not started",
}


def state_before(sentence: str, refs: Sequence[Reference]) -> str:
    """Return the state that a list of items is put under; "" where nothing is for sure.

    It stands before a colon with nothing but items behind it, or counts as many as are listed.
    """
    first, last = refs[0], refs[-1]
    lead = sentence[: first.start]
    between = [sentence[a.end : b.start] for a, b in pairwise(refs)]
    if not all(_JOINS.fullmatch(words) for words in between):
        return ""
    tail = sentence[last.end :]
    match = _LEAD.fullmatch(lead)
    is_list = match is not None and not tail.strip(" .;)")
    named = sum(len(ref.ref.ids) or len(ref.ref.labels) or 1 for ref in refs)
    masked = without_dates(lead)
    counted = [one for one in quantities_of(masked) if one.value is not None]
    is_counted = bool(
        len(counted) == 1
        and counted[0].value == named
        and re.search(r"[(:–—-]\s*$", lead)
        and re.match(r"[).;,\s]|$", tail)
    )
    if not (is_list or is_counted):
        return ""
    words = (match["words"] or match["those"]) if is_list and match else lead[counted[0].end :]
    plain = re.sub(r"\b(?:not (?:yet )?(?:been )?started|newly (?=overdue))", " ", words)
    if re.search(r"\b(?:except|apart|other than|excluding|but|not|by|will|since|newly)\b", plain):
        return ""
    states = [s for s in states_in(words) if s.measure in _STATES]
    if len(states) != 1 or (is_list and not is_counted and _is_sentence(words, states[0].end)):
        return ""
    return _STATES[states[0].measure]


def _is_sentence(words: str, end: int) -> bool:
    """Whether more stands behind the state than the kind of items that are in it."""
    rest = KINDS.sub(" ", words[end:])
    return len(rest.split()) > 2


def dated_list(
    spot: Spot, sentence: str, refs: Sequence[Reference], day: date | None, over: str
) -> list[ItemClaim]:
    """Return the date to come that a list of nothing but items has: "31 May: REC-1, REC-2".

    A list that doesn't count them stands below a heading of dates.
    """
    lead = _DATE_LEAD.fullmatch(sentence[: refs[0].start])
    parts = [sentence[a.end : b.start] for a, b in pairwise(refs)]
    *between, tail = (_TITLE.sub("", words) for words in [*parts, sentence[refs[-1].end :]])
    is_list = all(_JOINS.fullmatch(words) for words in between) and not tail.strip(" .;)")
    days = dates_in(lead["date"]) if lead and day else []
    is_of_dates = bool(lead and lead["counted"]) or bool(_OF_DATES.search(f"{over} {sentence}"))
    if not (days and day and is_list and is_of_dates):
        return []
    due = days[0][0]
    if due < day.isoformat() if due[0] != "-" else due < f"--{day:%m-%d}"[: len(due)]:
        return []  # what was done on that day, or was due then
    stated = lead["date"] if lead else due
    return [
        ItemClaim(spot, ref.ref, "due", due=due, stated=stated, quote=sentence, is_tight=True)
        for ref in refs
        if ref.ref.ids or ref.ref.labels
    ]


def dues_before(spot: Spot, ref: Reference, sentence: str, end: int, doubt: str) -> list[ItemClaim]:
    """Return the date of an item that "deadline for" stands before."""
    lead, words = sentence[: ref.start], sentence[ref.end : end]
    match = _DATE_BEHIND.match(words) if _DATE_BEFORE.search(lead) else None
    match = _ON_BEHIND.match(words) if _DUE_BEFORE.search(lead) else match
    if match is None:
        return []
    days = days_of_cell(match["date"]) or tuple(filter(None, [of_any_year(match["date"])]))
    if not days:
        return []
    due = days[0]
    return [ItemClaim(spot, ref.ref, "due", due=due, stated=due, quote=sentence, doubt=doubt)]


def counted_beside(spot: Spot, sentence: str, refs: Sequence[Reference]) -> list[CountedIds]:
    """Return the numbers that stand beside a list of items: "AFIs 11-18: 8 AFIs"."""
    claims = []
    for ref in refs:
        names = ref.ref.ids or ref.ref.labels
        match = _COUNT_BEHIND.match(sentence[ref.end :])
        if match and len(names) > 1:
            value = value_of(match["number"])
            if value is not None:
                claims.append(CountedIds(spot, names, value, sentence))
    return claims or _counted_before(spot, sentence, refs)


def _counted_before(spot: Spot, sentence: str, refs: Sequence[Reference]) -> list[CountedIds]:
    """Return the number right before a list of ids that has nothing else in it."""
    match = _COUNT_BEFORE.search(sentence[: refs[0].start]) if refs else None
    between = [sentence[a.end : b.start] for a, b in pairwise(refs)]
    if match is None or match["before"] or not all(_JOINS.fullmatch(words) for words in between):
        return []
    ends = r"\)" if match["sign"] == "(" else r"[.)]*$"
    ids = tuple(dict.fromkeys(one for ref in refs for one in ref.ref.ids))
    is_whole = all(ref.ref.ids for ref in refs) and re.match(ends, sentence[refs[-1].end :])
    states, words = states_in(match["words"]), match["words"]
    for state in reversed(states):
        words = f"{words[: state.start]} {words[state.end :]}"
    rest = KINDS.sub(" ", words).split()
    is_of_items = bool(states or KINDS.search(match["words"])) and len(rest) <= _MOST_WORDS
    value = value_of(match["number"])
    if not (is_whole and is_of_items) or value is None or MOVED.search(sentence):
        return []
    return [CountedIds(spot, ids, value, sentence)]

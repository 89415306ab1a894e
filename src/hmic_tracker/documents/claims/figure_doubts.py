"""What leaves a figure in doubt: another time or body, a part, a rough number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hmic_tracker.documents.claims.certainty import (
    ANOTHER_BODY,
    ANOTHER_TIME,
    NOT_YET,
    ROUGH,
    blanked,
    is_denied,
    is_odd_label,
    is_of_other,
)
from hmic_tracker.documents.claims.claim_types import A_PART, THE_REST
from hmic_tracker.documents.claims.known_words import COLOUR, MONTH_NAMES, OF_PLAN
from hmic_tracker.documents.claims.measure_words import KINDS, State
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.part_doubts import doubt_of_part
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.dates import MONTHS, deadline
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_NOW: Final = re.compile(
    r"\b(?:now|today|currently|at present|presently|to date|so far|altogether|as things stand"
    r"|at this point|at the time of (?:writing|this (?:report|paper|update|meeting)))\b"
    r"|\bthe (?:current|present) (?:position|figures?)\b",
    re.I,
)
_THEN: Final = re.compile(
    r"\b(?:last (?:year|month|week|quarter|summer|autumn|winter|spring|reported|wrote|met)"
    r"|previously|earlier|formerly|ago|at (?:that|the) time(?! of (?:writing|this\b))"
    r"|then|originally|initially|at first"
    r"|at the (?:start|outset|beginning)"
    r"|(?:last|first|previous|former) (?:meeting|report|update|paper|time)"
    r"|when (?:I|we|members|the \w+) (?:last|first|met|sat|wrote|reported)"
    r"|(?:years?|months?|weeks?) (?:after|before|later)\b(?! (?:the |its |their )?(?:due|date))"
    r"|the year before|in the past|had stood"
    r"|when (?:the|this) (?:report|plan|paper) was|up from|down from|rose from|fell from"
    r"|compared (?:with|to)|as against"
    r"|(?<!progress )against(?! (?:them|it|its|each"
    r"|an? (?:date|deadline|target)|the (?:plan|target)))"
    r"|prior|before that|historically|used to"
    rf"|the (?:{MONTH_NAMES})(?: \d{{4}})? (?:report|paper|update|meeting)"
    rf"|(?:in|by|at|from|of|since|until) (?:the end of |early |late |mid-)?"
    rf"(?:{MONTH_NAMES})(?! \d{{4}})|(?:in|during|since) (?:19|20)\d\d)\b",
    re.I,
)
_MODAL: Final = re.compile(
    r"\b(?:will|would|should|shall|could|may|might|must|can|expect\w*|aim\w*|target(?:s|ed)?"
    r"|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)? to|intend\w*|forecast\w*|project(?:ed|ions?)"
    r"|anticipat\w*|predict\w*|if|once|unless|until|need(?:s|ed)? to|is to be|are to be|scheduled"
    r"|likely|on course to|proposed?|ambition|want\w*|wish\w*|assum\w*|in order to|asked to)\b",
    re.I,
)
_OF_THE: Final = re.compile(r" of (?:the|these|those|its|our) (?!\d)", re.I)
_LISTED: Final = re.compile(rf" {KINDS.pattern}: (?!{NUMBER} )", re.I)
"""What stands behind how many items a line names one by one, as an answer does."""
_ACTIONS: Final = re.compile(r"\bactions?\b", re.I)
"""What may be items in a paper's words, and steps, or another list's."""
_ARE_OF_KIND: Final = re.compile(rf" (?:are|is|were|was|being) {KINDS.pattern}", re.I)
"""What says of some items of which kind they are: "Four of the five are recommendations"."""
_THEN_HEARD: Final = re.compile(
    rf"\b(?:on|in|at) (?:\d{{1,2}} )?(?:{MONTH_NAMES}),? (?:that|when|it was)\b", re.I
)
_ON_DAY: Final = re.compile(
    rf"(?:[\d.]+ )?(?:on|at|by|as at) (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?"
    rf"(?P<month>{MONTH_NAMES})\b(?!,? \d{{4}})",
    re.I,
)
"""How a clause begins that is of a day without its year."""
_OF_A_DATE: Final = re.compile(
    rf" (?:of|on|at) (?:the )?(?:end of )?(?:{DATE.pattern}|(?:\d{{1,2}} )?(?:{MONTH_NAMES})\b)",
    re.I,
)
"""What says which date was missed: "Two missed their date of 30 September"."""
_A_WEEK: Final = 7
_OF_A_LIST: Final = re.compile(
    r"\b(?:in|on) (?:the|this) (?:table|list|section|appendix|annex|page|note)\b|\blisted\b", re.I
)
_ROUGH_BEFORE: Final = re.compile(
    r"\b(?:at least|at most|more than|fewer than|less than|over|under|about|around|some|roughly"
    r"|approximately|approx\.?|circa|nearly|almost|up to|close to|a minimum of|a maximum of"
    r"|as many as|no more than|no fewer than|another|a further|a second|an additional|additional"
    r"|all but|(?:one|two|three) in(?: every)?|the other|other|first|last|next"
    r"|between|further|in excess of|top|any of"
    r"|(?:majority|most|much|some|part|rest) of (?:the )?(?:work|effort) (?:on|for|in|under|with))"
    r"(?: the| of the| all| its| a)? $",
    re.I,
)
_ROUGH_BEHIND: Final = re.compile(
    r" ?(?:\+|or (?:so|more|fewer|less)\b|plus\b|to (?:\d|two|three|four|five|six)"
    r"|(?:more|further|additional|other|others) )",
    re.I,
)
_STAYS: Final = re.compile(r"remain(?:s|ed|ing)?", re.I)
_GONE: Final = re.compile(r"\b(?:withdrawn|dropped|superseded|removed|merged)\b", re.I)
_LEFT: Final = re.compile(r"\bthe (?:remaining|other) $", re.I)
"""What says of a number of items that they are all that is left of others."""
_THE_REST: Final = re.compile(r"\b(?:remaining|rest of the|other) $", re.I)
"""What says that others in the same state were named before: "the remaining 11 are on course"."""
_OF_THE_REST: Final = re.compile(r"\b(?:remaining|other)\b", re.I)
"""What says within a share that it is of others: "two of the remaining eight"."""
_NOTED: Final = re.compile(
    r".{0,60}?\b(?:asked|invited|recommended|requested|recommends?|asks?|invites?)"
    r"(?: (?:that )?(?:members|the \w+|it|them))?(?: to|:)? (?:notes?|be aware|see)(?: that)?\b",
    re.I,
)
"""What members are asked to note, which is so."""
_ONE_OF_TWO: Final = re.compile(r"one\b[^.;]{0,80}\bthe other\b", re.I)
_STATES: Final = frozenset(
    {"not-started", "in-progress", "overdue", "open", "completed", "no-date"}
)
_LEFT_OUT: Final = re.compile(
    r"\b(?:outside|apart from|other than|except(?:ing| for)?|excluding|not counting|leaving aside"
    r"|besides|in addition to)(?: the| of)? $",
    re.I,
)
"""What stands before a framework whose items a figure is not of."""
_NEW: Final = re.compile(rf"\bnew {KINDS.pattern}[ :–-]*$", re.I)
"""What says before a number that it is of those since the last paper."""
_PUBLISHED: Final = re.compile(
    r"\b(?:report|inspection)\b.{0,20} (?:published|issued) (?:on|in) $"
    r"|\b(?:in|of|from) (?:the|their|its|this) (?:[\w’'-]+ ){0,3}(?:report|inspection)"
    r" (?:of|from) $",
    re.I,
)
"""What says before a date that it is the report's: "the items of the report published on …"."""
_COLOURED: Final = re.compile(
    rf"\b(?:red|amber|green|blue|yellow)(?: {KINDS.pattern}| rated| status)?(?: (?:is"
    rf"|are))?[ :=–-]*$",
    re.I,
)
"""What says before a number that it is of one colour, whatever that stands for."""
_COLOUR_LABEL: Final = re.compile(
    r"(?:[\d.]+ )?(?:red|amber|green|blue|yellow)\b[^.;:]{0,30}: ?$", re.I
)
"""A label of a colour: what it counts is of that colour."""
_BECAME: Final = re.compile(r"\b(?:became|become|becomes|becoming|gone|went) $", re.I)
"""What says before a state that items came into it, since a day that isn't named."""
_LATELY: Final = re.compile(r" (?:most |very )?(?:recently|lately|first|last|early)\b", re.I)
_THOSE: Final = re.compile(r"\b(?:the|these|those) $", re.I)
_OF_THOSE: Final = re.compile(r" of (?:them|these|those)\b", re.I)
_ITEMS: Final = re.compile(r" (?:items|actions)\b(?! in the (?:action )?plan)", re.I)
"""Items that a paper has named before, of whatever number: "the five items now completed"."""
_CLAUSE: Final = re.compile(
    r"[;:(]|, (?:and|but|while|whereas|although|with|both|all|each|of which)\b"
    rf"|\b(?:but|while|whereas)\b| and (?={NUMBER} of (?:those|these|them)\b)"
)


def doubt_of_figure(
    sentence: str,
    start: int,
    end: int,
    state: State | None,
    named: Sequence[Named],
    day: date | None,
) -> str:
    """Return why a figure from `start` to `end` may not be the plan's on the day; "" is sure."""
    beside = _doubt_beside(sentence, start, end, state, named)
    return beside or _doubt_of_clause(sentence, start, end, state, named, day)


def _doubt_beside(
    sentence: str, start: int, end: int, state: State | None, named: Sequence[Named]
) -> str:
    """Return the doubt of a figure by the words right beside it, or by its label."""
    measure = state.measure if state else "total"
    lead = sentence[:start]
    is_left_out = any(_LEFT_OUT.search(sentence[: one.start]) for one in named)
    is_of_colour = _COLOUR_LABEL.match(lead) and measure != "overdue"
    is_left_out = is_left_out or bool(_OF_THE_REST.search(sentence[start:end]))
    is_new = state is None and _NEW.search(lead)
    behind = sentence[end : state.start] if state else ""
    is_left_out = is_left_out or bool("," in behind and COLOUR.search(behind))
    if _ARE_OF_KIND.match(sentence, end):
        return A_PART
    if is_left_out or is_new or is_of_colour or _ONE_OF_TWO.match(sentence, start):
        return A_PART
    if re.search(r"\b(?:all but|every|not) $", lead, re.I):
        return ROUGH
    if state and measure in _STATES and _LEFT.search(lead):
        return THE_REST
    is_of_date = state is not None and _OF_A_DATE.match(sentence, state.end)
    if state and is_of_date and re.search(r"dates?$", sentence[state.start : state.end], re.I):
        return A_PART
    is_what_stays = state is not None and _STAYS.fullmatch(sentence, state.start, state.end)
    if is_what_stays and _GONE.search(sentence):
        return A_PART  # "One was withdrawn, so eight remain": of any state
    is_of_those = not named and _OF_THOSE.match(sentence, end)
    is_rest = measure in {"in-time", "overdue", "not-started"} and _THE_REST.search(lead)
    if is_of_those or is_rest or (_THOSE.search(lead) and _ITEMS.match(sentence, end)):
        return A_PART
    is_total = state is None or state.measure == "total"
    if (is_total and _COLOURED.search(lead)) or (
        state and _LATELY.match(sentence, max(end, state.end))
    ):
        return A_PART
    is_rough = _ROUGH_BEFORE.search(lead) or _ROUGH_BEHIND.match(sentence, end)
    if is_rough and measure not in {"due-by", "due-on"}:
        return ROUGH
    if "respectively" in sentence or _label_is_odd(lead, named):
        return ANOTHER_BODY if "respectively" not in sentence else A_PART
    return ""


def _doubt_of_clause(
    sentence: str,
    start: int,
    end: int,
    state: State | None,
    named: Sequence[Named],
    day: date | None,
) -> str:
    """Return the doubt of a figure by the clause that it and its state stand in."""
    measure = state.measure if state else "total"
    lead = sentence[:start]
    stop = _stop(sentence, end, state)
    begun = max((m.end() for m in _NOW.finditer(lead)), default=0)
    noted = _NOTED.match(sentence)
    begun = max(begun, noted.end() if noted and noted.end() <= start else 0)
    segment = blanked(sentence[begun:stop], begun, named, state)
    if is_denied(sentence, segment):
        return NOT_YET
    if is_of_other(segment, begun):
        return ANOTHER_BODY
    if measure == "total":
        if (
            (not start and _LISTED.match(sentence, end))
            or _ACTIONS.search(sentence, end, end + 20)
            or _OF_A_LIST.search(sentence)
            or _OF_THE.match(sentence, end)
        ):
            return A_PART
        return (
            ANOTHER_TIME
            if MOVED.search(segment)
            else doubt_of_part(sentence, start, end, state, named)
        )
    has_become = state is not None and _BECAME.search(sentence[: state.start])
    if (
        _THEN_HEARD.search(sentence[:start])
        or has_become
        or MOVED.search(segment)
        or _THEN.search(segment)
        or _is_dated(segment, day)
    ):
        return ANOTHER_TIME
    if measure not in {"due-by", "due-on", "later"} and _MODAL.search(segment):
        return NOT_YET
    return doubt_of_part(sentence, start, end, state, named)


def _label_is_odd(lead: str, named: Sequence[Named]) -> bool:
    """Whether a figure stands behind a label that we can't place: "Fleet audit: 4 items"."""
    match = re.match(r"(?P<label>[^:.]{2,60}):", lead)
    if match is None or re.search(r"\d|\b(?:that|which|of|is|are|has|have)\b", match["label"]):
        return False
    if OF_PLAN.match(lead, match.end()):
        return False
    return is_odd_label(blanked(match["label"], 0, named, None))


def _stop(sentence: str, end: int, state: State | None) -> int:
    """Where the clause ends that a figure and its state stand in."""
    last = max(end, state.end if state else end)
    cut = _CLAUSE.search(sentence, last)
    return cut.start() if cut else len(sentence)


def _is_of_another_day(segment: str, day: date | None) -> bool:
    """Whether a clause begins with a day without its year that is some time before the paper's."""
    match = _ON_DAY.match(segment.lstrip(" ,;:("))
    if match is None or day is None:
        return False
    month = MONTHS.index(match["month"].capitalize()) + 1
    try:
        its = date(day.year, month, int(match["day"]))
    except ValueError:
        return False
    return its < day and (day - its).days > _A_WEEK


def _is_dated(segment: str, day: date | None) -> bool:
    """Whether a clause is of a day or month that is not the paper's."""
    if _is_of_another_day(segment, day):
        return True
    for match in DATE.finditer(segment):
        due = due_of_cell(match[0])
        lead = segment[: match.start()]
        if due is None or _PUBLISHED.search(lead):
            continue
        its = deadline(due)
        if day is None and not re.search(r"\b(?:due|deadline|target|by) (?:\w+ ){0,3}$", lead):
            return True  # it may be any other
        if day is None:
            continue
        if re.search(r"\b(?:due|deadline|target|on) (?:\w+ ){0,3}$", lead) and its > day:
            continue
        if (its.year, its.month) != (day.year, day.month) and its <= day:
            return True
    return False

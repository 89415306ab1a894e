"""What leaves a figure, grade or date in doubt: another time or body, a part, a rough number.

A claim in doubt may agree with the plan; it never differs from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.documents.claims.claim_types import A_PART
from hmic_tracker.documents.claims.known_words import (
    KNOWN_NAMES,
    MONTH_NAMES,
    OPENERS,
    is_odd_in_label,
    odd_words,
    without_posts,
)
from hmic_tracker.documents.claims.measure_words import KINDS, State, states_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.dates import deadline
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

ANOTHER_TIME: Final = "of another day"
NOT_YET: Final = "wanted or expected, not reached"
ANOTHER_BODY: Final = "of another body or inspection"
ROUGH: Final = "no exact number"

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
    r"|when (?:I|we|members|the \w+) (?:last|first)|the year before|in the past|had stood"
    r"|when (?:the|this) (?:report|plan|paper) was|up from|down from|rose from|fell from"
    r"|compared (?:with|to)|as against|against|prior|before that|historically|used to"
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
_DENIED: Final = re.compile(
    r"\b(?:not all|not the case|wrong to|untrue|incorrect|rather than|instead of|not every|nor"
    r"|whether|contrary to|mistaken|in error|wrongly|misreported|should have read|not yet clear"
    r"|no reason to (?:think|believe|suppose)|not (?:think|believe|suppose) that"
    r"|would (?:not )?have|had (?:it|they|this|we) not|if (?:it|they) had)\b",
    re.I,
)
_NO_FORCE: Final = re.compile(r"\bno (?:other )?(?:forces?|police|authority)\b", re.I)
_OF_THE: Final = re.compile(r" of (?:the|these|those|its|our) (?!\d)", re.I)
_ACTIONS: Final = re.compile(r"\bactions?\b", re.I)
"""What may be items in a paper's words, and steps, or another list's."""
_OF_A_LIST: Final = re.compile(
    r"\b(?:in|on) (?:the|this) (?:table|list|section|appendix|annex|page|note)\b|\blisted\b", re.I
)
_QUESTION: Final = re.compile(r"\?[)”\"’ ]*$")
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
_THE_REST: Final = re.compile(r"\b(?:remaining|rest of the|other) $", re.I)
"""What says that others in the same state were named before: "the remaining 11 are on course"."""
_OF_THE_REST: Final = re.compile(r"\b(?:remaining|other)\b", re.I)
"""What says within a share that it is of others: "two of the remaining eight"."""
_SORT: Final = re.compile(
    r"(?:key|priority|main|national|local|urgent|high|low)\b[^:.]{3,60}:", re.I
)
"""A label that names a sort of items: "Key recommendations: two"."""
_NEW: Final = re.compile(rf"\bnew {KINDS.pattern}[ :–-]*$", re.I)
"""What says before a number that it is of those since the last paper."""
_PUBLISHED: Final = re.compile(r"\b(?:report|inspection)\b.{0,20} (?:published|issued) (?:on|in) $")
"""What says before a date that it is the report's: "the items of the report published on …"."""
_IN_REPORT: Final = re.compile(
    r" (?:in|of|from|made in) (?:the|their|that|this) (?:\w+ )?(?:report|inspection)\b.*", re.I
)
"""Where all items come from: "of the 22 items in the report published on 12 March 2026"."""
_NOTED: Final = re.compile(
    r".{0,60}?\b(?:asked|invited|recommended|requested|recommends?|asks?|invites?)"
    r"(?: (?:that )?(?:members|the \w+|it|them))?(?: to|:)? (?:notes?|be aware|see)(?: that)?\b",
    re.I,
)
"""What members are asked to note, which is so."""
_ONE_OF_TWO: Final = re.compile(r"one\b[^.;]{0,80}\bthe other\b", re.I)
_LEFT_OUT: Final = re.compile(
    r"\b(?:outside|apart from|other than|except(?:ing| for)?|excluding|not counting|leaving aside"
    r"|besides|in addition to)(?: the| of)? $",
    re.I,
)
"""What stands before a framework whose items a figure is not of."""
_BODY: Final = re.compile(
    r"\b(?:audit(?:s|ors?)?|commission(?!er)|peer|neighbouring|other forces?|another force"
    r"|most similar|nationally|forces|elsewhere|county|counties|district|reviews?|inquir(?:y|ies)"
    r"|ombudsman"
    r"|(?:separate|other|another|different|earlier|previous|later|second|new) (?:inspection"
    r"|report|review|programme|plan|action plan)s?|region(?:s|al|ally)?|partners?|council(?:s|'s)?"
    r"|survey\w*|each(?! (?:was|were|is|are|been|graded|rated|judged|of)\b)|average|per)\b",
    re.I,
)
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
_ID: Final = re.compile(r"\b(?:REC|AFI|COC|GP|Rec|Afi|R|A|RECS|AFIS)s?[-‐‑– .]?\d+[a-z]?\b")
_BEGINS: Final = re.compile(r"(?:[.:(“\"?!|–—•-]|  ) *$")
_NAME: Final = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")
_VERB: Final = re.compile(
    r" (?:was|were|is|are|has|have|had|made|completed|received|got|achieved|saw|closed|led|police"
    r"|force|constabulary|council)\b",
    re.I,
)
_BY: Final = re.compile(r"\b(?:by|from|for|at|in)(?: the)? $", re.I)
_COUNTED: Final = re.compile(rf"\b(?:{NUMBER}|none|no)\b", re.I)
_A_NUMBER: Final = re.compile(NUMBER, re.I)
_RESTRICTS: Final = re.compile(
    r"\b(?:addressed|relat(?:ed|ing)|concerning|about|owned|assigned|allocated|led|involving|linked"
    r"|requiring|whose|dealing|responsib\w+|belonging|falling|aimed|directed|categor\w+"
    r"|priorit\w+|urgent|national|local|strategic|sampled?|checked|reviewed|selected|key|main"
    r"|tested|inspected by|examined|sub|partial\w*|high|medium|low|risk"
    r"|red|amber|green|blue)\b",
    re.I,
)
_BESIDE_KIND: Final = re.compile(r" (?:(?:now|already|reported|recorded|shown|marked|as|to be) )*")
_OWN_VERB: Final = re.compile(
    r" (?:still |now |also )?(?:rests?|lacks?|needs?|requires?|relate?s?|belongs?|concerns?|comes?"
    r"|falls? (?!due)|sits?|stands?|depends?|awaits? (?!verif)|carry|carries|show|shows|covers?)\b"
)
"""A verb right behind the state of some items: what is said of those that are in it."""
_BASE_FIRST: Final = re.compile(
    rf"(?:\d+\.? )?(?:Of|Among|Out of|From) (?:the |these |those |its |all )*{NUMBER} "
    rf"(?:[\w-]+ ){{0,2}}?{KINDS.pattern}(?P<of>[^,;]*),",
    re.I,
)
_CLAUSE: Final = re.compile(
    r"[;:(]|, (?:and|but|while|whereas|although|with)\b|\b(?:but|while|whereas)\b"
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
    measure = state.measure if state else "total"
    lead = sentence[:start]
    is_left_out = any(_LEFT_OUT.search(sentence[: one.start]) for one in named)
    is_of_colour = _COLOUR_LABEL.match(lead) and measure != "overdue"
    is_left_out = is_left_out or bool(_OF_THE_REST.search(sentence[start:end]))
    is_new = state is None and _NEW.search(lead)
    if is_left_out or is_new or is_of_colour or _ONE_OF_TWO.match(sentence, start):
        return A_PART
    if re.search(r"\b(?:all but|every|not) $", lead, re.I):
        return ROUGH
    is_of_those = state is not None and not named and _OF_THOSE.match(sentence, end)
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
    stop = _stop(sentence, end, state)
    begun = max((m.end() for m in _NOW.finditer(lead)), default=0)
    noted = _NOTED.match(sentence)
    begun = max(begun, noted.end() if noted and noted.end() <= start else 0)
    segment = _without(sentence[begun:stop], begun, named, state)
    if _QUESTION.search(sentence) or _DENIED.search(segment):
        return NOT_YET
    if _is_other(segment, begun):
        return ANOTHER_BODY
    if measure == "total":
        if (
            _ACTIONS.search(sentence, end, end + 20)
            or _OF_A_LIST.search(sentence)
            or _OF_THE.match(sentence, end)
        ):
            return A_PART
        return ANOTHER_TIME if MOVED.search(segment) else _part(sentence, start, end, state, named)
    has_become = state is not None and _BECAME.search(sentence[: state.start])
    if has_become or MOVED.search(segment) or _THEN.search(segment) or _is_dated(segment, day):
        return ANOTHER_TIME
    if measure not in {"due-by", "due-on", "later"} and _MODAL.search(segment):
        return NOT_YET
    return _part(sentence, start, end, state, named)


def doubt_of_statement(sentence: str, named: Sequence[Named] = ()) -> str:
    """Return why what a sentence says of an item or a grade may not be of the plan; "" is sure."""
    segment = _without(sentence, 0, named, None)
    if _DENIED.search(segment) or _QUESTION.search(sentence):
        return NOT_YET
    return ANOTHER_BODY if _NO_FORCE.search(sentence) or _is_other(segment, 0) else ""


def _label_is_odd(lead: str, named: Sequence[Named]) -> bool:
    """Whether a figure stands behind a label that we can't place: "Fleet audit: 4 items"."""
    match = re.match(r"(?P<label>[^:.]{2,60}):", lead)
    if match is None or re.search(r"\d|\b(?:that|which|of|is|are|has|have)\b", match["label"]):
        return False
    return is_odd_label(_without(match["label"], 0, named, None))


def is_odd_label(label: str) -> bool:
    """Return whether a label has words that are neither items, states nor words of a paper."""
    words = label
    if KINDS.search(label):
        return False
    for state in states_in(words):
        words = words.replace(words[state.start : state.end], " " * (state.end - state.start))
    words = KINDS.sub(" ", DATE.sub(" ", words))
    return is_odd_in_label(words)


def _stop(sentence: str, end: int, state: State | None) -> int:
    """Where the clause ends that a figure and its state stand in."""
    last = max(end, state.end if state else end)
    cut = _CLAUSE.search(sentence, last)
    return cut.start() if cut else len(sentence)


def _without(segment: str, offset: int, named: Iterable[Named], state: State | None) -> str:
    """Return a segment with blanks for its frameworks, its ids and the state's own words."""
    letters = list(segment)
    spans = [(one.start, one.end) for one in named]
    spans += [(state.start, state.end)] if state else []
    spans += [(m.start() + offset, m.end() + offset) for m in _ID.finditer(segment)]
    for first, last in spans:
        for at in range(max(0, first - offset), min(len(letters), last - offset)):
            letters[at] = " "
    return "".join(letters)


def _is_other(segment: str, offset: int) -> bool:
    if _BODY.search(segment):
        return True
    plain = without_posts(segment)
    for match in _NAME.finditer(plain):
        word = match[0]
        if word.lower() in OPENERS or KNOWN_NAMES.fullmatch(word) or _A_NUMBER.fullmatch(word):
            continue
        follows = _NAME.match(plain, match.end() + 1)
        if follows and not KNOWN_NAMES.fullmatch(follows[0]) and follows[0].lower() not in OPENERS:
            return True
        begins = match.start() + offset == 0 or _BEGINS.search(plain[: match.start()])
        is_short = word.isupper() and not _BY.search(plain[: match.start()])
        if is_short and not begins and not _VERB.match(plain, match.end()):
            continue  # "the accountability of BOCU commanders"
        if not begins or _VERB.match(plain, match.end()):
            return True
    return False


def _is_dated(segment: str, day: date | None) -> bool:
    """Whether a clause is of a day or month that is not the paper's."""
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


def _part(sentence: str, start: int, end: int, state: State | None, named: Sequence[Named]) -> str:
    """Return A_PART where words stand beside the items that may leave some of them out."""
    kind = KINDS.search(sentence, end)
    masked = _without(sentence, 0, named, None)
    if _RESTRICTS.search(_clause_before(masked, start)):
        return A_PART
    if kind is None:
        return ""
    if state is not None and state.start >= kind.end():
        between = masked[end : kind.start()] + " " + masked[kind.end() : state.start]
    else:
        stop = re.search(r"[,.;:()]| and | but ", masked[kind.end() :])
        rest = masked[kind.end() : kind.end() + stop.start()] if stop else masked[kind.end() :]
        between = masked[end : kind.start()] + " " + rest
        if state is not None and state.start >= end:
            between = between.replace(sentence[state.start : state.end], " ")
    if _RESTRICTS.search(between):
        return A_PART
    if state is not None and _named_by(masked, kind.end(), state):
        return A_PART
    between = _COUNTED.sub(" ", DATE.sub(" ", between))
    return A_PART if odd_words(between) and state is not None else ""


def _named_by(masked: str, end: int, state: State) -> bool:
    """Whether a state names items of which something else is said: "3 items completed rest on"."""
    is_beside = end <= state.start and _BESIDE_KIND.fullmatch(masked[end : state.start])
    return bool(is_beside and _OWN_VERB.match(masked, state.end))


def is_base_odd(sentence: str, named: Sequence[Named]) -> bool:
    """Whether a sentence begins with some items alone: "Of the 37 items on older people, four"."""
    head = _BASE_FIRST.match(_without(sentence, 0, named, None))
    if head is None:
        return False
    words = _IN_REPORT.sub("", head["of"])
    for state in reversed(states_in(words)):
        words = f"{words[: state.start]} {words[state.end :]}"
    return bool(odd_words(words))


def _clause_before(masked: str, start: int) -> str:
    """Return the words before a figure that name what it is of: "Of the recommendations …, two".

    A label may do so: "Key recommendations: two".
    """
    head = re.match(r"(?:Of|Among|From) (?P<whole>.*)$", masked[:start])
    return head["whole"] if head else (label[0] if (label := _SORT.match(masked)) else "")

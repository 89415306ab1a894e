"""What a paper says of one item or several: a status, how far, until when, how late."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.certainty import ANOTHER_TIME
from hmic_tracker.documents.claims.claim_types import A_PART, ItemClaim, ItemRef, Spot
from hmic_tracker.documents.claims.item_colours import colour_in
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.documents.wording.status_cells import is_colour, is_nothing, status_cell
from hmic_tracker.documents.wording.status_words import read_status
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.domain.words import COMPLETED, OPEN, Progress, Status
from hmic_tracker.light_typing import Final, NamedTuple

_AWAITING: Final = re.compile(
    r"(?:a?waiting|pending|subject to|for|not(?: yet)?|before|(?:yet |still )?to be) (?:\w+ ){0,2}"
    r"(?:verif|validat|sign[- ]?off|check)",
    re.I,
)
_DISCHARGED: Final = re.compile(r"\bdischarged\b", re.I)
_SIGNED: Final = re.compile(
    r"(?<!for )(?<!await )(?<!awaiting )(?<!pending )\bsigned[- ]off\b", re.I
)
_VERIFIED: Final = re.compile(r"\b(?:verified|validated)\b", re.I)
_IS_VERIFIED: Final = re.compile(
    r"\b(?:(?:has|have|had)(?: (?P<not_yet>not)(?: yet)?)?"
    r"(?: (?:now|since|also|already|then|both))* been"
    r"|(?:is|are|was|were)(?: (?P<no>not)(?: yet)?)?)"
    r"(?: (?:now|since|also|already|then|both|all|independently|recently|fully|duly))*"
    r" (?:verified|validated)\b",
    re.I,
)
_NOT: Final = re.compile(r"\b(?:not|no|never|un|nobody|none|nothing|neither|nor)\b", re.I)
_STARTED: Final = re.compile(
    r"\b(?:not|yet|still)(?: yet)?(?: been)?(?: to)?(?: be)? (?:start(?:ed)?|begun|begin)\b"
    r"|\bno work\b(?! reported)"
    r"|\bnothing (?:has |had )?(?:yet )?(?:been )?(?:started|begun|done)\b"
    r"|\bunstarted\b",
    re.I,
)
_REOPENED: Final = re.compile(
    r"\b(?:re-?opened|(?:sent|handed|referred) back|(?:went back|returned) to"
    r"|(?:completed?|done|evidence)\b[^.;]{0,60} rejected)\b",
    re.I,
)
_UNCHECKED: Final = re.compile(
    r"(?:(?:and|but|it|this|which|that|has|have|is|are|still|both) )*"
    r"yet to be (?:verified|validated)",
    re.I,
)
"""What says nothing else than that a completed item awaits its check."""
_OVERDUE: Final = re.compile(
    r"\b(?:overdue|(?<!system )(?<!delivery )(?<!delivered )(?<!arrived )(?<!supplied )(?<!came )"
    r"(?<!received )(?<!started )late(?! (?:delivery|start|arrival|return"
    r"|submission|running))|past (?:its"
    r"|their) (?:due |target )?date)\b",
    re.I,
)
_DONE_LATE: Final = re.compile(
    r"(?<!be )(?<!not )(?<!yet )\b(?:completed|finished|(?:as|it) complete)\b[^.;]{0,120}"
    r"\b(?:days?|weeks?|months?|years?) late\b",
    re.I,
)
_WAS_LATE: Final = re.compile(
    r"\b(?:was|were) (?:[\w-]+ ){1,5}(?:weeks?|months?|years?) late\b", re.I
)
"""How late something was, which may be done by now."""
_NOT_OVERDUE: Final = re.compile(
    r"\b(?:not|nor|no longer|none|nothing|neither|no \w+|can['’]?t|cannot|won['’]t)"
    r" (?:\w+ ){0,4}(?:overdue|late)\b",
    re.I,
)
_STILL_TIME: Final = re.compile(
    r"(?:\b(?:is|are|but|and|started|progress|though|although|it)|[,;:])(?: still| also| it is)?"
    r" not (?:yet |now )?(?:due(?=[.,;:)]|$| and| but)|overdue|late)\b"
    r"|\b(?:is|are|and|but|remains?)(?: still| also| both| now)?"
    r" (?:on (?:time|course|schedule|track)|in time|within (?:its|their) (?:due )?dates?)"
    r"(?=[.,;:)]|$)",
    re.I,
)
"""What says that an item's date is still to come: "not started but not yet due"."""
_DAYS: Final = re.compile(
    r"(?:(?<![\d,])(?P<days>\d{1,3},\d{3}|\d{1,5}) days? (?:late|overdue|past|over"
    r"(?=[.,;)]|$| and))"
    r"|\b(?:overdue|late) by (?P<by>\d{1,3},\d{3}|\d{1,5}) days?\b)",
    re.I,
)
_ONLY_LATE: Final = re.compile(
    r"(?:overdue|late|past (?:its |their |the )?(?:due |target )?date)"
    r"(?:[,:;(–— -]+(?:by )?[\d,]{1,6} (?:days?|weeks?|months?)(?: late)?\)?)?"
    r"|[\d,]{1,6} (?:days?|weeks?|months?) (?:late|overdue)",
    re.I,
)
"""A cell that says how late an item is, and nothing of how far it is."""
_END: Final = r"(?: the)?(?: (?:very )?end of)?"
_BY: Final = re.compile(
    r"(?P<lead>\b(?:over)?due(?: (?:date|for completion|to (?:finish|be \w+|end|complete)))?"
    r"(?: (?:by|in|on|at|for|the end of|until|was|is|remains?|now|since|before|of))*"
    r"|\b(?:(?:to|will|should|can|must|shall)(?: now| then)? be|expected to be|be)"
    r" (?:now )?(?:fully )?(?:completed?|implemented|met"
    rf"|delivered|finished|done|in place)(?: (?:by|in|on|before|at)){_END}"
    r"|\bset(?: (?:it|this|us|a (?:date|deadline) (?:of|for)))?(?= \d)"
    r"|\b(?:should|ought to|(?:was|were|is|are) to) have been"
    rf" (?:put right|met|ready|closed|settled|dealt with)(?: (?:by|in|on|before|at)){_END}"
    r"|\b(?:expected|scheduled|planned|set|to finish|will finish|to complete|will complete|to end)"
    rf"(?: for)?(?: completion)?(?: (?:by|in|on|before|at|for)){_END}"
    r"|\b(?:timed for|runs? (?:to|until|up to)|(?:has|have|with|given) until"
    r"|falls? due(?: on| in)?|follows? (?:on|in)"
    rf"|aims? for|aiming for|wanted by|needed by){_END}"
    r"|\b(?:deadline|(?:due|target|completion|revised|new|agreed|end|finish) date|target|milestone"
    r"|date)(?: for [\w -]{2,40}?)?(?: (?:now|has|been|of|is|was|remains|set|at|for|on|in))*"
    r"[ :,–-]*(?:the )?(?:end of )?"
    r"|\b(?P<moved>(?:moved?|extend(?:ed)?|put|changed?)(?: back)? (?:it|that|this"
    r"|the (?:\w+ )?date)(?: back)?|moved|extended|put back|revised|now|slipped|rescheduled"
    r"|re-?scheduled|re-?profiled|pushed back|brought forward|reset|deferred|postponed|delayed)"
    r"(?: (?:back|by [\w-]+ (?:days?|weeks?|months?),?"
    rf"|from {DATE.pattern.replace('(?P<', '(?:')}"
    rf"|(?:at|in|on) (?:the (?:end|start|beginning) of )?(?:{'|'.join(MONTHS)}),?"
    rf"|from \d{{1,2}} (?:{'|'.join(MONTHS)})))*"
    r"(?: (?:to|is|until|for))*(?: the)?(?: end of)?"
    r"|\bby(?: the)?(?: end of)?)"
    rf"[ :]*(?:(?P<date>{DATE.pattern})|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?P<month>{'|'.join(MONTHS)})\b(?! ?['’]?\d))",
    re.I,
)
_LINE_BEHIND: Final = re.compile(r"\)?(?: \([^()]{2,60}\))? ?[:–—] ?")
"""What stands behind an item of which its line says something: "AFI-3: moved to 30 June"."""
_DUE_IN_MONTH: Final = re.compile(
    r"\b(?:due|target|deadline|end of|finish(?:ed)?|completed?|done|met|until|runs? to|timed"
    r"|scheduled|wanted|needed|follows?|moved?|extended|put back|date)\b",
    re.I,
)
"""What makes a month without its year one that something is due in."""
_DONE_ON: Final = re.compile(
    r"(?<!be )(?<!should have been )(?<!to have been )"
    r"\b(?:completed|implemented|discharged|closed|signed off|verified|finished|delivered"
    r"|(?:as|it) complete)(?: late,?)?"
    r"(?: by (?:the )?(?:HMIC\w*|inspectorate|inspectors?|force|board))?(?: in full)?(?: on| in)?"
    r"[ :,–-]*"
    rf"(?P<date>{DATE.pattern}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})\b(?! ?['’]?\d))",
    re.I,
)
_DAY_OF_MONTH: Final = re.compile(rf"(?P<day>\d{{1,2}})\D* (?P<month>{'|'.join(MONTHS)})", re.I)
_CLAUSE: Final = re.compile(
    r"[,;]| (?:but|although|though|while|whereas) "
    r"| and (?=(?:is|was|has|needs?|that|no|none|all) )",
    re.I,
)
_HISTORY: Final = re.compile(
    r"\b(?:was|were|had been) (?:\w+ ){0,5}(?:when|until|before|at the)\b|\bat the last\b"
    r"|\bpreviously\b|\bearlier\b|\buntil recently\b"
    r"|\blast (?:meeting|quarter|month|time|report)\b",
    re.I,
)
_LATELY_DONE: Final = re.compile(
    r"\b(?:completed|finished|closed|implemented|delivered|discharged|signed off|verified)"
    r"(?: (?:by|at) the)? (?:last (?:week|month|quarter|meeting|year)|earlier\b[^.,;]{0,20})",
    re.I,
)
"""What happened not long ago and is so still: "was closed last month"."""
_NTH: Final = (
    r"(?:others?|first|second|third|fourth|fifth|sixth|next|last|rest|remainder|latter|former)"
)
_OF_OTHERS: Final = re.compile(
    rf",? (?:and|but|while) (?:(?:the other )?{NUMBER}(?: ?%| per ?cent)?(?: of them)?"
    r"|(?:half|all|both|none|most|some|each|neither)(?: of (?:the )?\w+)?"
    rf"|the {_NTH}(?:(?:,|,? and)"
    rf" (?:the )?{_NTH})*)(?: \([^()]*\))? (?:have|has|are|is|were|was)\b",
    re.I,
)
"""What begins to say how others stand: "is in progress and three have not been started"."""
_ANOTHER_SUBJECT: Final = re.compile(
    r",? (?:and|but|while|whereas) (?!(?:i|it|this|that|which|they"
    r"|these|work|has|have|is|are|was|were"
    r"|also|now|still|yet|not|no|none|nothing|there|then|so|its|their|we|the (?:work|date|target"
    r"|deadline|owner|rest)|progress|will|should|must|had|needs?|remains?)\b)"
    r"(?:the |our )?[a-z][\w’' -]{2,40}? (?:has|have|is|are|was|were)"
    r"(?: (?:now|still|not|yet|been|already|also|to|be))* (?:started|begun|in progress|under ?way"
    r"|completed?|finished|done|overdue|late|due|closed|verified)\b"
    r"|, and (?!(?:is|was|has|it|this|that|which|so|then|now|not)\b)[a-z][\w’' -]{4,60},"
    r" (?:completed|finished|closed|verified|due) (?:on|by|in) ",
    re.I,
)
"""What begins to say how something else stands: "and time locked up has not been started"."""
_BECAUSE: Final = re.compile(
    r",? (?:because|owing to|due to (?!be|finish|end)|as a result of)\b"
    r"|, (?:since|as) (?=(?:the|its|our|their|no|we|it|they|there|a|an|[\w-]+['’]s) )",
    re.I,
)
_OWED: Final = re.compile(
    r"\b(?:will|would) (?:also |still |now )?need\b|\bmay wish\b|\bif (?:it|this|that|they)\b"
    r"|\bto be (?:\w+ )?(?:finished|completed?|done|implemented|delivered)\b|"
    r"\b(?:was|were) to (?:have \w+|be)\b|\b(?:should|ought to|could|might|may) have been\b"
    r"|\bnot (?:been )?possible\b|\bhow (?:much|many|far|long)\b",
    re.I,
)
"""What was to be, or is asked, which says nothing of what is."""
_BUT: Final = re.compile(
    r"[,;]? (?:but|although|though|while|whereas) |[,;]? and (?=(?:is|has|was) )", re.I
)
"""What begins a clause that says how something stands that was to be otherwise."""
_OF_A_THING: Final = re.compile(
    r"\b(?:was|were|is|are|been) (?:delivered|supplied|finished|completed) late\b"
    r"|\bfrom (?:not (?:yet )?started|in progress|open|to do) to\b(?! \d)",
    re.I,
)
"""What happened to something else than an item, or how an item stood before."""
_OF_SO_MANY: Final = re.compile(
    r",? ?\(?\b(?:with |for )?\d+ (?:out )?of (?:the |our |its )?\d+\b"
    rf"(?! {KINDS.pattern})[^,;.()]*"
    r"|\b\d+(?: ?%| per ?cent)(?! (?:complete|done|finished|of (?:the |its |this )?(?:work|it"
    r"|actions?|steps?))\b)(?: of [^,;.()]*)?",
    re.I,
)
"""What says how many things of an item's are done: "overdue, with 131 of 140 done"."""
_NONE_REPORTED: Final = re.compile(r"[,;]? ?\bno work (?:has been |was )?reported\b", re.I)
"""What says that nobody has told how far an item is, whatever its status."""
_COMPLETED_LATE: Final = re.compile(r"\W*(?:was|were|has been) (?:finished|completed) late\b", re.I)
"""What happened to an item right before it."""
_UNTIL_DONE: Final = re.compile(
    r"\b(?:in progress|under ?way|started|begun|began|open)(?: since| from| on| in)(?: the)?"
    r" [^.,;]{3,24}?(?:,? (?:and|then|and then)|,)(?= (?:was |has been |now )?(?:completed|finished"
    r"|closed|verified)\b)",
    re.I,
)
"""When something began that was completed later: "In progress from 20 May, completed in June"."""
OF_SOME_ONE: Final = re.compile(
    r"\b(?:one|none|either|neither|which|some|any) of\b|(?<!, )\bwhich (?:one|it)\b"
    r"|\bone (?:had|has|of them)\b|\b(?:but|and) not which\b|\bsays? (?:that|which)\b"
    r"|\bwithout saying\b|\bon each\b|\b[A-Z]{2,3}-?\d+[a-z]? or (?:[A-Z]{2,3}-?)?\d",
    re.I,
)
"""What is so of one of several items, nobody knows of which."""
_FROM: Final = re.compile(
    r"\b(?:from|original(?:ly)?|first|formerly|previously|initially)(?: target)?[ :]*$", re.I
)
_IGNORED: Final = re.compile(r"\b(?:on track|on target|at risk|on schedule|behind)\b", re.I)
_DEFERRED: Final = re.compile(
    r"(?:(?:is|are|has|have|was|were|been|now) )*(?:deferred|postponed|on hold)(?: \w+){0,3}", re.I
)
_OPEN: Final = re.compile(
    r"\b(?:open|outstanding|not (?:yet )?(?:been )?(?:complete|implemented))", re.I
)
_UNDER_WAY: Final = re.compile(r"\b(?:in progress|under ?way|being worked on)\b", re.I)
"""What says of something open that it has been started: "in progress but not complete"."""
NO_DATE: Final = re.compile(
    r"^[\s:,(–—-]*no (?:due |target |completion )?(?:date|deadline)(?: set| yet| agreed)?"
    r"(?=[).,;]|$)"
    r"|\b(?:has|have|had|with|got|is|was)(?: still| as yet| yet| also)?"
    r" no (?:due |target |completion )?(?:date|deadline)s?\b(?! (?:for the|for a|of)\b)"
    r"|\bno (?:due |target |completion )?(?:date|deadline)s? (?:has|have) (?:yet )?been"
    r" (?:set|agreed|given)\b|\bhas not got a date\b"
    r"|\bwithout an? (?:due |target |completion )?(?:date|deadline)\b",
    re.I,
)
"""What says of an item that it has no date."""
_NOT_DUE: Final = re.compile(r"\b(?:(?:and|but) )?not (?:yet )?due\b", re.I)
_DONE: Final[frozenset[Status]] = frozenset({"done"})
_SUPERSEDED: Final[tuple[tuple[str, Status], ...]] = (
    ("superseded", "superseded"),
    ("withdrawn", "withdrawn"),
    ("not accepted", "not-accepted"),
    ("rejected", "not-accepted"),
)


_ENOUGH_WORDS: Final = 4
"""From so many on what stands before a reason is a sentence of its own."""


class Statement(NamedTuple):
    """The statuses that a text allows, None where it names none, and a word of progress."""

    statuses: frozenset[Status] | None
    progress: Progress | None


def statement_of(text: str, *, is_cell: bool = False) -> Statement:
    """Return what a text says of a status, in our words, the bodies' and those of committees."""
    plain = " ".join(text.split())
    if is_cell and (rest := _NOT_DUE.sub("", plain)) != plain:
        plain = rest.strip(" ,;–—-") or "open"
    if is_cell and _ONLY_LATE.fullmatch(plain):
        return Statement(None, None)
    plain = _NONE_REPORTED.sub("", plain)
    if (plainly := _plainly(plain)) is not None:
        return Statement(plainly, None)
    status, progress = _read(plain, is_cell)
    if status is None:
        return Statement(None, None)
    if status in COMPLETED:
        return Statement(_completed(plain), None)
    if status == "not-started":
        return Statement(frozenset({"not-started"}), None)
    if _IGNORED.search(plain) and progress is None:
        return Statement(OPEN, None)
    is_open = _OPEN.search(plain) and not _UNDER_WAY.search(plain)
    return Statement(OPEN if is_open else frozenset({"in-progress"}), progress)


def _plainly(plain: str) -> frozenset[Status] | None:
    """Return the statuses of words that leave no doubt, whatever stands beside them."""
    lower = plain.lower()
    if _REOPENED.search(lower):
        return OPEN
    for word, status in _SUPERSEDED:
        if re.search(rf"\b{word}\b", lower):
            return frozenset({status})
    if _UNCHECKED.fullmatch(plain.strip(" .,;:()")):
        return frozenset({"done"})
    if _STARTED.search(plain):
        return frozenset({"not-started"})
    if _DEFERRED.fullmatch(plain.strip(" .,;:()")):
        return OPEN
    if is_verified := _IS_VERIFIED.search(plain):
        if not (is_verified["no"] or is_verified["not_yet"]):
            return frozenset({"verified", "closed"})
        return _DONE if read_status(plain)[0] in COMPLETED else OPEN | _DONE
    if _SIGNED.search(plain) and not _NOT.search(plain):
        return COMPLETED
    if _DISCHARGED.search(plain) and not _NOT.search(plain):
        return frozenset({"closed"})
    return None


def _read(plain: str, is_cell: bool) -> tuple[Status | None, Progress | None]:
    if not is_cell:
        return read_status(plain)
    if is_colour(plain) or is_nothing(plain) or re.fullmatch(r"\d[\d%. ]*", plain):
        return None, None
    cell = status_cell(plain)
    return (cell.status, cell.progress) if cell else read_status(plain)


def _completed(plain: str) -> frozenset[Status]:
    """Return which of the completed statuses a text allows."""
    if _AWAITING.search(plain):
        return frozenset({"done"})
    if _VERIFIED.search(plain) and not _NOT.search(plain):
        return frozenset({"verified", "closed"})
    return COMPLETED


def item_claims(
    spot: Spot, items: ItemRef, text: str, quote: str, doubt: str = ""
) -> list[ItemClaim]:
    """Return the claims that a sentence or its part makes of items, all in the same doubt."""
    claims = []
    text = _OF_SO_MANY.sub(" ", _without_others(_without_reason(text)))
    text = _UNTIL_DONE.sub(" ", text)
    its_own = _COMPLETED_LATE.match(text)
    text = text if its_own else _OF_A_THING.sub(" ", text)
    days = _DAYS.search(text)
    done = _DONE_ON.search(text)
    bare = f"{text[: done.start('date')]} {text[done.end('date') :]}" if done else text
    dates = [m for m in _BY.finditer(bare) if not _FROM.search(bare[: m.start()])]
    without = _BY.sub(_state_of_move, _DAYS.sub(" ", bare))
    if _HISTORY.search(_LATELY_DONE.sub(" ", without)):
        doubt = doubt or ANOTHER_TIME
    if OF_SOME_ONE.search(text):
        doubt = doubt or A_PART
    stated = _main_statement(_without_owed(without))
    if stated.statuses:
        claims.append(
            ItemClaim(spot, items, "status", stated.statuses, stated=_stated(without), quote=quote)
        )
    if stated.progress and stated.progress != "complete":
        claims.append(
            ItemClaim(
                spot,
                items,
                "progress",
                progress=stated.progress,
                stated=stated.progress,
                quote=quote,
            )
        )
    if due := _last_due(dates, is_line=bool(_LINE_BEHIND.match(text))):
        claims.append(ItemClaim(spot, items, "due", due=due, stated=due, quote=quote))
    elif NO_DATE.search(text):
        claims.append(ItemClaim(spot, items, "no-date", stated="no date", quote=quote))
    for match in _DONE_ON.finditer(text):
        on = next(iter(days_of_cell(match["date"])), "") or of_any_year(match["date"])
        if on:
            claims.append(ItemClaim(spot, items, "done-on", due=on, stated=on, quote=quote))
    is_done = done is not None or its_own or _DONE_LATE.search(quote) or _WAS_LATE.search(text)
    if days:
        number = int((days["days"] or days["by"]).replace(",", ""))
        claims.append(
            ItemClaim(spot, items, "days-late", days=number, stated=str(number), quote=quote)
        )
    elif _OVERDUE.search(text) and not (is_done or _NOT_OVERDUE.search(text) or _OWED.search(text)):
        claims.append(ItemClaim(spot, items, "overdue", stated="overdue", quote=quote))
    elif _STILL_TIME.search(text) and not _HISTORY.search(text):
        claims.append(ItemClaim(spot, items, "on-course", stated="not overdue", quote=quote))
    if colour := colour_in(text, quote):
        claims.append(ItemClaim(spot, items, "colour", stated=colour, quote=quote))
    return [claim._replace(doubt=doubt) for claim in claims] if doubt else claims


def _without_others(text: str) -> str:
    """Return what is said of an item before others or another are told of."""
    return _ANOTHER_SUBJECT.split(_OF_OTHERS.split(text)[0])[0]


def has_another_subject(text: str) -> bool:
    """Return whether words behind an item go on with how something else stands."""
    return _ANOTHER_SUBJECT.search(text) is not None


def _without_owed(text: str) -> str:
    """Return what is left of what is so behind what was to be: "should have been …, but is"."""
    if not _OWED.search(text):
        return text
    return " ".join(clause for clause in _BUT.split(text) if not _OWED.search(clause))


def of_any_year(text: str) -> str:
    """Return a day without its year: "--09-21" of "21 September"."""
    match = _DAY_OF_MONTH.match(text)
    month = MONTHS.index(match["month"].capitalize()) + 1 if match else 0
    return f"--{month:02}-{int(match['day']):02}" if match else ""


def _without_reason(text: str) -> str:
    """Return what is said before a reason; all of it where that says nothing of how it stands."""
    head = _BECAUSE.split(text)[0]
    is_whole = len(head.split()) >= _ENOUGH_WORDS
    return head if is_whole or DATE.search(head) or statement_of(head).statuses else text


def _state_of_move(match: re.Match[str]) -> str:
    """Return what is left of a date that is due: "deferred", which is a state too."""
    moved = (match["moved"] or "").lower()
    return f" {moved} " if moved in {"deferred", "postponed"} else " "


def _main_statement(text: str) -> Statement:
    """Return what the first clause with a status says; that it awaits a check stands anywhere."""
    whole = statement_of(text)
    if _REOPENED.search(text):
        return whole
    for clause in _CLAUSE.split(text):
        first = statement_of(clause)
        if first.statuses and first.statuses != whole.statuses:
            is_more = first.statuses == COMPLETED and (whole.statuses or OPEN) < COMPLETED
            return whole if is_more else first
        if first.statuses:
            break
    return whole


def _last_due(matches: list[re.Match[str]], *, is_line: bool) -> str | None:
    """Return the date that is due; of one that replaces another the later in the text.

    A month without its year is "--09", a day of one "--09-30".
    """
    moved = [m for m in matches if m["moved"] or re.match(r"revised|new", m["lead"], re.I)]
    for match in moved or matches:
        if match["date"] and (days := days_of_cell(match["date"])):
            return days[0]
        is_due = _DUE_IN_MONTH.search(match["lead"]) or (
            is_line and match["moved"] and match["day"]
        )
        if match["month"] and is_due:
            day = f"-{int(match['day']):02}" if match["day"] else ""
            return f"--{MONTHS.index(match['month'].capitalize()) + 1:02}{day}"
    return None


def _stated(text: str) -> str:
    """Return the words of a status, short enough for a line."""
    plain = " ".join(text.split()).strip(" .,;:()–—-")
    return plain if len(plain) <= 40 else plain[:40].rsplit(" ", 1)[0] + "…"

"""What a paper says of one item or several: a status, how far, until when, how late."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.certainty import ANOTHER_TIME
from hmic_tracker.documents.claims.claim_types import A_PART, ItemClaim, ItemRef, Spot
from hmic_tracker.documents.claims.item_clauses import (
    COMPLETED_LATE,
    OF_A_THING,
    OF_SO_MANY,
    OWED,
    UNTIL_DONE,
    without_others,
    without_owed,
    without_reason,
)
from hmic_tracker.documents.claims.item_colours import colour_in
from hmic_tracker.documents.claims.status_statements import REOPENED, Statement, statement_of
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.domain.words import COMPLETED, OPEN
from hmic_tracker.light_typing import Final

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


def item_claims(
    spot: Spot, items: ItemRef, text: str, quote: str, doubt: str = ""
) -> list[ItemClaim]:
    """Return the claims that a sentence or its part makes of items, all in the same doubt."""
    claims = []
    text = OF_SO_MANY.sub(" ", without_others(without_reason(text)))
    text = UNTIL_DONE.sub(" ", text)
    its_own = COMPLETED_LATE.match(text)
    text = text if its_own else OF_A_THING.sub(" ", text)
    days = _DAYS.search(text)
    done = _DONE_ON.search(text)
    bare = f"{text[: done.start('date')]} {text[done.end('date') :]}" if done else text
    dates = [m for m in _BY.finditer(bare) if not _FROM.search(bare[: m.start()])]
    without = _BY.sub(_state_of_move, _DAYS.sub(" ", bare))
    if _HISTORY.search(_LATELY_DONE.sub(" ", without)):
        doubt = doubt or ANOTHER_TIME
    if OF_SOME_ONE.search(text):
        doubt = doubt or A_PART
    stated = _main_statement(without_owed(without))
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
    elif _OVERDUE.search(text) and not (is_done or _NOT_OVERDUE.search(text) or OWED.search(text)):
        claims.append(ItemClaim(spot, items, "overdue", stated="overdue", quote=quote))
    elif _STILL_TIME.search(text) and not _HISTORY.search(text):
        claims.append(ItemClaim(spot, items, "on-course", stated="not overdue", quote=quote))
    if colour := colour_in(text, quote):
        claims.append(ItemClaim(spot, items, "colour", stated=colour, quote=quote))
    return [claim._replace(doubt=doubt) for claim in claims] if doubt else claims


def of_any_year(text: str) -> str:
    """Return a day without its year: "--09-21" of "21 September"."""
    match = _DAY_OF_MONTH.match(text)
    month = MONTHS.index(match["month"].capitalize()) + 1 if match else 0
    return f"--{month:02}-{int(match['day']):02}" if match else ""


def _state_of_move(match: re.Match[str]) -> str:
    """Return what is left of a date that is due: "deferred", which is a state too."""
    moved = (match["moved"] or "").lower()
    return f" {moved} " if moved in {"deferred", "postponed"} else " "


def _main_statement(text: str) -> Statement:
    """Return what the first clause with a status says; that it awaits a check stands anywhere."""
    whole = statement_of(text)
    if REOPENED.search(text):
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

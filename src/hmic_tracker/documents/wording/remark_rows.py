"""Lines across a table that remark on it, and name nothing that the rows below are of."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import LONGEST_NAME
from hmic_tracker.documents.wording.status_cells import is_colour, is_nothing, is_status_alone
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import Final

STATE_ROW: Final = re.compile(r"(?:closed|completed?|open|outstanding|discharged)\b", re.I)
_NOTE_ROW: Final = re.compile(r"notes?\b ?[:.–-]|.{60,}\.$", re.I)
_NO_NAME: Final = re.compile(
    r"(?:key|legend|source|produced|updated|last (?:updated|reviewed)|version|page|prepared|please"
    r"|rag|filter|end)\b|.*[.:;]$|.*\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.I,
)
"""What a line alone in a sheet begins with that is no name of what is below it."""
_REMARK: Final = re.compile(
    r"(?:see|refer|as (?:at|of|per|agreed)|correct (?:at|as)|to (?:be|note)|tbc|n\.?b|reminder"
    r"|comments?:|no (?:change|further|updates?|new)|new (?:since|actions?|items?)|carried"
    r"|(?:one|two|three|four|five|\d{1,3}) (?:of|more|new|open|late|overdue)"
    r"|(?:the|these|this|there|we|all|some|both|most|other|further|remaining|above|below"
    r"|overdue|late) (?:\w+ )?(?:actions?|items?|rows?|recommendations?|following|dates?|below)"
    r"|(?:next|last) (?:review|meeting|update|board|version)|awaiting|pending|action log|register"
    r"|nothing|confirmed with|copied|sheet|tracker)\b",
    re.I,
)
"""What a remark on a table or its rows begins with."""
_WHAT_WAS_DONE: Final = re.compile(
    r"(?:re)?(?:discussed|viewed|reviewed|agreed|noted|approved|amended|revised|added|moved|issued"
    r"|deferred|escalated|circulated|checked|updated|published|presented|reported|completed|signed"
    r"|extended|taken|sent|closed)(?: off)? (?:by|at|on|in|with|to|until|from|for|as|after"
    r"|following|since|\d"
    r"|(?:bi-?)?(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly)|every|each|twice)\b"
    r"|.*\b(?:has|have|had|will|was|were) ",
    re.I,
)
"""What was done with a table: "Reviewed monthly", "Discussed at the board"."""
_GROUP: Final = re.compile(
    r"(?:(?:very )?(?:high|medium|low|critical|urgent)(?:[ -](?:priority|risk|level))?"
    r"(?: (?:recommendations?|actions?|items?|findings?|issues?))?"
    r"|(?:priority|phase|year|stage|tier|wave) (?:\d|[a-e]|one|two|three|four)"
    rf"|(?:q|quarter )[1-4]\b.*|(?:{'|'.join(MONTHS)})(?: \d{{4}})?"
    r"|20\d\d(?: ?[/–-] ?\d\d(?:\d\d)?)?"
    r"|overdue|late|new|due(?: (?:this|next) (?:month|quarter|year))?|on track|not due)",
    re.I,
)
"""What parts rows by when they are due or how much they matter, not by what they are about."""
_DAY: Final = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\b"
    r"|\b20\d\d-\d\d-\d\d\b",
    re.I,
)
_IN_BRACKETS: Final = re.compile(r"(?<=\S) \([^()]*\)")
"""What goes with a name: "Panel on Ferries (report of 9 May 2031)"."""


def is_remark(text: str) -> bool:
    """Return whether a line alone in a table is no name: "Updated 3 May", "High priority"."""
    if text.endswith("?"):
        return False
    return (
        text[:1].islower()
        or any(pattern.match(text) for pattern in (STATE_ROW, _NOTE_ROW, _REMARK, _WHAT_WAS_DONE))
        or bool(_GROUP.fullmatch(text) or _DAY.search(_IN_BRACKETS.sub("", text)))
        or is_status_alone(text)
        or is_colour(text)
        or is_nothing(text)
    )


def is_no_name(text: str) -> bool:
    """Return whether a line alone in a sheet can't be a name: too long, or "Version 2"."""
    return len(text) > LONGEST_NAME or bool(_NO_NAME.match(text))

"""The words by which papers say what items are counted for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER, number_of
from hmic_tracker.domain.dates import MONTHS, deadline
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Group, Measure
    from hmic_tracker.domain.words import Kind

_DAY: Final = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})\b(?! ?['’]?\d)"
"""A day without its year."""
_DONE: Final = r"(?:completed?|implemented|delivered|finished|achieved|fulfilled|done)"
_ROWS: Final[tuple[tuple[str, Measure], ...]] = (
    (
        r"(?:(?:are |is |were |was )?(?:to|must|should) be (?:completed?|finished|done|delivered)"
        rf"|(?:falls? )?due) (?:by|on or before|before|in) (?:the end of )?"
        rf"(?:{_DAY}|{DATE.pattern})",
        "due-by",
    ),
    (
        r"(?:majority|most|bulk)(?: of)?(?: the| its| their)? work"
        r"(?: (?!on\b|for\b|in\b|under\b)\w+)?"
        r"(?: (?:on|for|in|under) (?:it|each|all(?: \w+)?|them|both))?"
        r"(?:(?: (?:has|have|had|is|was))?(?: now| already)?(?: been)? (?:completed?|done"
        r"|finished))?",
        "majority",
    ),
    (rf"(?:almost|nearly|near|close to) (?:{_DONE}|completion)", "almost"),
    (r"some(?: of)?(?: the)? work(?: completed| done)?", "some"),
    (
        r"(?:completed,? )?(?:a?wait(?:s|ing)?|to be(?= verif)|still to be|not(?: yet)?|yet to be"
        r"|have awaited"
        r"|has awaited)(?: for)? (?:verification|verified|checked)|unverified",
        "unverified",
    ),
    (r"verified or (?:discharged|closed)|(?:discharged|closed) or verified", "verified"),
    (r"discharged|closed|signed off", "closed"),
    (
        r"(?:verified|validated|independently checked)(?: against (?:the |its |their )?evidence)?"
        r"|verification",
        "verified",
    ),
    (
        r"(?:are|is|was|were|have|has|had)(?:n['’]t| not)(?: been| yet)?(?= ?(?:[.,;:)]|$))"
        r"|to go\b",
        "open",
    ),
    (
        r"not (?:been )?(?:achieved|completed|met|finished|done|delivered) (?:by|on"
        r"|in) (?:its|their|the)"
        r" (?:target |due )?(?:dates?(?: set| given)?|deadlines?|time)"
        r"|(?:gone|run|ran|slipped|went) (?:past|over|beyond) (?:its |their |the )?(?:target "
        r"|due )?"
        r"(?:dates?|deadlines?)|behind schedule",
        "overdue",
    ),
    (
        rf"(?:are |is |have |has |were )?(?:still )?(?:not|yet to be|to be|incomplete)(?: yet)?"
        rf"(?: been)?(?: fully)? {_DONE}(?! (?:immediately|at once|within))|incomplete",
        "open",
    ),
    (
        r"on (?:course|track|schedule)(?!\w)|(?:but |and )?(?:not(?: yet)? (?:overdue|late"
        r"|past (?:its|their|the) (?:target )?dates?)"
        r"|not (?:yet )?due|(?:still )?(?:with)?in(?:side)? (?:its |their |the )(?:target "
        r"|due )?(?:dates?|time|deadlines?)|(?:still )?within (?:target |due )?(?:dates?|time)"
        r"|(?:still )?on time|in time)(?!\w)",
        "in-time",
    ),
    (
        r"overdue|pass?(?:ed|t) (?:(?:its|their|the) )?(?:target |due |first )?(?:dates?"
        r"|deadlines?)(?: (?:that (?:we|they) (?:had )?set|set for (?:it|them)))?"
        r"|past (?:due|deadline)"
        r"|behind (?:its|their|the) (?:target |due )?(?:dates?|deadlines?|time|schedule)"
        r"|out of time|late(?!st|r)(?! (?:delivery|start|arrival|return|submission|running))"
        r"|missed (?:its|their) (?:target |due )?dates?",
        "overdue",
    ),
    (
        r"(?:not|(?:yet|still) to)(?: yet)?(?: been| be)? (?:start(?:ed)?|begun|begin"
        r"|commenced?)|unstarted"
        r"|(?:yet|still) to (?:get (?:going|started|under ?way|off the ground)|be begun)",
        "not-started",
    ),
    (
        r"in progress|under ?way|on-?going|in hand|in train|progressing"
        r"|being (?:worked on|progressed|taken forward|addressed)",
        "in-progress",
    ),
    (
        r"(?:have|has|with|without)(?: still)?(?: got)? (?:no|an|any) owners?|unowned"
        r"|without an owner|no owner|(?:have|has|with) (?:nobody|no ?one|no name)(?:['’]s name)?"
        r"(?: named)? against (?:them|it)",
        "no-owner",
    ),
    (
        r"(?:have|has|with|got)(?: still| as yet| yet)? no (?:due |target |completion )?dates?"
        r"(?: set| yet)?|without (?:an? |any )?(?:due |target |completion )?dates?"
        r"|no (?:due |target )?dates?(?: set)?|undated",
        "no-date",
    ),
    (
        r"(?:have|has|with|given|got)(?: now| been given)? (?:a |an )?(?:(?:due|target|completion) "
        r"dates?|deadlines?)(?! (?:of|for|in|on|by|that|which|has|have|\d))"
        r"|(?:were|was|been) given dates?(?! (?:of|for|in|by|\d))",
        "dated",
    ),
    (r"deferred|postponed", "deferred"),
    (_DONE, "completed"),
    (r"(?:been|are|were|is|was) (?:dealt with|met|behind us)(?= ?(?:[.,;)]|and\b|$))", "completed"),
    (
        r"(?:which |that |this )?leav(?:es|ing)(?= )|open|outstanding|remain(?:s|ing)?(?: open)?"
        r"|live|unfinished|left(?= ?(?:[.,;:)]|$|open\b|undone\b|over\b|and\b|but\b|with no))"
        r"|still to do|(?<=\d )to do"
        r"|to (?:finish|complete)(?= ?(?:[.,;)]|$))",
        "open",
    ),
    (rf"(?:falls? |fell )?due on (?:{_DAY}|{DATE.pattern})", "due-on"),
    (r"later", "later"),
    (
        r"made(?! up)|identified|given|issued|in (?:all|total)|in the (?:action )?plan"
        r"|(?:are|were) (?:contained|listed|tracked)|tracked|published",
        "total",
    ),
)
STATES: Final = tuple((re.compile(rf"\b(?:{words})(?!\w)", re.I), what) for words, what in _ROWS)
_ANY_STATE: Final = re.compile("|".join(rf"\b(?:{words})(?!\w)" for words, _ in _ROWS), re.I)
STATES_OF_ITEMS: Final[frozenset[Measure]] = frozenset(
    {"completed", "verified", "unverified", "open", "overdue", "in-progress", "not-started"}
)
"""What each item is or isn't: no number in all, and nothing of a day."""
OTHER_NAMES: Final = (
    r"(?:findings|matters|points|issues|requirements|measures|proposals|improvements|tasks)"
)
"""What papers call their items besides."""
A_KIND: Final = (
    r"(?:recommendations?|recs?|areas? for improvement(?: \(afis?\))?|afis?|causes? of concern"
    r"|items?|actions?(?! plan))"
)
"""A kind of items by its name."""
_ONE: Final = (
    rf"(?:{A_KIND}(?:\b|(?<=\)))(?! ?\d+\b(?! ?(?:of|out|/|%|\(\d)))(?!-\d)|(?:items|actions)\b)"
)
KINDS: Final = re.compile(
    rf"\b{_ONE}(?:(?:,? (?:and|or|&) (?:the |its |their )?| ?[/&+] ?){_ONE})*",
    re.I,
)
"""A kind of items, or several that a figure counts together: "recommendations and AFIs"."""
_KIND_WORD: Final = re.compile(r"\b(?:rec|afi|area|item|action|cause)")
_KIND_OF_START: Final = {"re": "r", "af": "a", "ar": "a", "it": "i", "ac": "i", "ca": "c"}
ALL: Final = (
    r"all(?! (?:late|overdue|open|outstanding|completed?|closed|verified|unverified|due)\b)"
)
"""How a row of everything begins, none of those in one state: "All late"."""
_TOTAL_NAME: Final = re.compile(
    r"(?:grand )?totals?|overall|all(?: (?:items|frameworks|areas|together|three|of them))?"
    rf"|whole plan|sum|together|altogether|{ALL} [a-z]+",
    re.I,
)
FIGURE: Final = re.compile(
    rf"(?<![\d][,.])(?<![£$€])\b(?P<percent>\d{{1,3}}(?:\.\d)?) ?(?:%|per ?cent\b)"
    rf"|(?<![\d][,.])(?<![£$€])\b(?P<value>{NUMBER}|none|neither|half"
    r"|no(?! (?:due |target |completion )?dates?\b))"
    rf"(?: (?:out )?of (?:the |these |its |those |your |our |their )?(?:(?:only|remaining|other) )?"
    rf"(?P<of>{NUMBER})"
    rf"| ?/ ?(?P<slash>\d{{1,3}}))?\b(?![/.,]\d|[-–]\d|%)"
    rf"|\b(?:all|both)(?: of)?(?: the)?(?: (?P<all>{NUMBER}))?\b",
    re.I,
)
_CELL: Final = re.compile(
    r"(?P<none>none|nil)|(?:all )?(?P<value>\d{1,4})(?: ?(?:of|/|out of) ?(?P<of>\d{1,4}))?"
    r"(?: ?[(\[](?P<percent>\d{1,3}) ?%[)\]])?\*?|(?P<alone>\d{1,3}(?:\.\d)?) ?%",
    re.I,
)


class State(NamedTuple):
    """What a phrase says that items are, and where it stands; the day of "due by"."""

    measure: Measure
    start: int
    end: int
    by: date | None = None


class CellFigure(NamedTuple):
    """A cell's figure: "4", "4 of 10", "40%", "4 (40%)"."""

    value: int | None
    of: int | None
    percent: float | None


def states_in(text: str) -> list[State]:
    """Return the states that a text names, in order, none inside another."""
    if not _ANY_STATE.search(text):
        return []
    hits: list[State] = []
    for pattern, measure in STATES:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or match.start() >= one.end for one in hits):
                by = _day(match[0]) if measure in {"due-by", "due-on"} else None
                hits.append(State(measure, match.start(), match.end(), by))
    return sorted(hits, key=lambda state: state.start)


def group_of_measure(measure: Measure) -> Group:
    """Return what a figure counts as in the sum of what was read."""
    return "count" if measure == "total" else "status"


def _day(text: str) -> date | None:
    due = due_of_cell(text)
    if due is None:
        return None
    is_before = re.search(r"\bbefore\b", text, re.I) and not re.search(
        r"\bon or before\b", text, re.I
    )
    return deadline(due) - timedelta(days=1) if is_before else deadline(due)


def are_several_kinds(words: str) -> bool:
    """Return whether words of KINDS name more than one kind: "recommendations and AFIs"."""
    starts = _KIND_WORD.finditer(words.lower())
    return len({_KIND_OF_START[one[0][:2]] for one in starts}) > 1


def kind_of_word(word: str) -> Kind | None:
    """Return the kind that words of KINDS name, None for all kinds or for several together."""
    plain = word.lower()
    if are_several_kinds(word):
        return None
    if plain.startswith("rec"):
        return "recommendation"
    if plain.startswith(("afi", "area")):
        return "afi"
    return "cause-of-concern" if plain.startswith("cause") else None


def value_of(word: str) -> int | None:
    """Return the number of what FIGURE matches; None for "half"."""
    plain = word.lower()
    if plain in {"none", "no", "neither"}:
        return 0
    return None if plain == "half" else number_of(plain)


@lru_cache(maxsize=2048)
def figure_of_cell(text: str) -> CellFigure | None:
    """Return the figure that a cell consists of; None where it is something else."""
    match = _CELL.fullmatch(text.strip())
    if match is None:
        return None
    if match["none"]:
        return CellFigure(0, None, None)
    if match["alone"]:
        return CellFigure(None, None, float(match["alone"]))
    percent = float(match["percent"]) if match["percent"] else None
    return CellFigure(int(match["value"]), int(match["of"]) if match["of"] else None, percent)


def is_total_name(text: str) -> bool:
    """Return whether a row is that of everything: "Total", "All"."""
    return bool(_TOTAL_NAME.fullmatch(text.strip(" :*")))

"""Words of status and response that stand alone in a cell or after "Status:"."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.status_words import read_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Progress, Status

_LISTS: Final[tuple[tuple[re.Pattern[str], Status], ...]] = (
    (
        re.compile(r"\b(?:not|un|in)\W?(?:closed|completed?|started)|\bincomplete", re.I),
        "in-progress",
    ),
    (re.compile(r"\b(?:closed|discharged|archived?|signed off)\b", re.I), "closed"),
    (re.compile(r"\b(?:completed?|implemented|delivered|done)\b", re.I), "done"),
    (re.compile(r"\b(?:superseded)\b", re.I), "superseded"),
)
_LASTING: Final = re.compile(r"on[- ]?going|continuous(?:ly)?|continuing|no (?:due )?date.*", re.I)


class StatusCell(NamedTuple):
    """What a cell says of an item; None is not given."""

    status: Status | None = None
    progress: Progress | None = None
    response: str | None = None


_ROWS: Final[tuple[tuple[str, StatusCell], ...]] = (
    (r"superseded|replaced", StatusCell("superseded")),
    (r"withdrawn|no longer (?:applicable|relevant|required)|cancelled", StatusCell("withdrawn")),
    (
        r"(?:not (?:accepted|agreed)|rejected|declined|disagreed?|no(?:n|t)[- ]concur(?:red)?)"
        r"(?: by .{2,40})?",
        StatusCell("not-accepted", None, "not-accepted"),
    ),
    (
        r"(?:partly|partially|part|accepted in part|agreed in part|in part)(?:[- ](?:accepted"
        r"|agreed))?|partially concur(?:red)?",
        StatusCell(None, None, "partly-accepted"),
    ),
    (
        r"(?:under consideration|being considered|to be considered)(?: (?:by|at) .{2,60})?",
        StatusCell(None, None, "under-consideration"),
    ),
    (
        r"accepted(?: in full| in principle)?|agreed?(?: in full)?|concur(?:red)?"
        r"|fully (?:accepted|agreed)",
        StatusCell(None, None, "accepted"),
    ),
    (
        r"(?:now )?closed|discharged|signed off|completed? and closed|closed[- ]implemented"
        r"|archived|(?:approved|agreed) for closure"
        r"|(?:closed|discharged|signed off) (?:by|at|on|in|following) .{2,60}",
        StatusCell("closed"),
    ),
    (r"verified", StatusCell("verified")),
    (
        r"(?:not|yet)(?: yet)?(?: to)?(?: be)?(?: been)? (?:started|start|begun|begin|commenced"
        r"|due)|no (?:meaningful )?progress.*|to start|planned|pending|awaiting start|to be started"
        r"|not in progress|not (?:been )?implemented"
        r"|0 ?%|new|to do|todo|backlog|unstarted|outstanding[- ]not started"
        r"|not yet|yet to (?:start|begin)|proposed|scoping|not underway",
        StatusCell("not-started", "none"),
    ),
    (r"(?:\d ?[-–] ?)?(?:embedded|sustained)", StatusCell("done", "complete")),
    (
        r"(?:(?:fully |adequately )?"
        r"(?:complete|completed|implemented|delivered|done|achieved|addressed"
        r"|finished|met)"
        r"|action(?:s)? complete(?:d)?|yes|y|100 ?%"
        r"|(?:awaiting|pending|ready for|submitted for|proposed for|recommended for|for|in) "
        r"(?:(?:final|formal|hmic\w*|board|the \w+) ){0,2}"
        r"(?:sign[- ]?off|closure|verification|validation|discharge|review|approval|assurance)"
        r"|completed?,? (?:awaiting|pending|subject to) .{3,40}|evidence submitted"
        r"|(?:ready|proposed) to (?:close|be closed)|(?:fully )?(?:embedded|compliant)"
        r"|(?:(?:moved|transferred|now|handed over) (?:in)?(?:to )?)?(?:business as usual|bau)"
        r"|(?:fully )?addressed|resolved|fulfilled|satisfied|actioned|action complete"
        r"|complied(?: with)?(?:,? (?:on time|late|in full))?)",
        StatusCell("done", "complete"),
    ),
    (
        r"(?:not )?(?:on|off|behind|ahead of) (?:track|schedule|target|plan|course)"
        r"(?: (?:to|for|with|but|because) .{2,60})?|at risk|delayed|overdue|late|slipped"
        r"|(?:(?:target|due|completion|agreed) )?(?:date|deadline|target)s? (?:was |has been |is )?"
        r"(?:missed|passed|exceeded)"
        r"|slippage|slipping|on[- ]target|on hold|paused|stalled|blocked|in difficulty"
        r"|(?:some|minor|major|significant|high|medium) (?:concerns?|issues?|risks?|slippage)"
        r"(?: (?:to|of|with|about|in) .{2,60})?|past due"
        r"|extended|extension (?:agreed|requested)"
        r"|(?:delayed|postponed|slipped|extended|moved|rescheduled)(?: from .{3,30})?"
        r" (?:to|until|till) .{3,30}",
        StatusCell("in-progress"),
    ),
    (
        r"unresolved|resolved[- ]open|in[- ]progress|under ?way|on-?going|open|started|active"
        r"|part(?:ly|ially)? (?:complete"
        r"|completed|implemented|achieved|addressed)|in hand"
        r"|continuing|working towards|in development"
        r"|(?:safety |corrective |further )?action (?:still )?(?:pending|awaited|outstanding)"
        r"|being (?:implemented|developed)|live|outstanding|in part|wip|work in progress|doing"
        r"|(?:awaiting|waiting for|pending|subject to) .{3,60}|deferred|postponed|parked|suspended"
        r"|(?:non|not|partly|partially|part)[- ](?:compliant|met)|initiated|commenced|begun"
        r"|(?:in )?(?:early|initial|late|final) stages?|being progressed|progress(?: being)? made"
        r"|in flight|current|partial|progressing|in train|in delivery|implementing|incomplete"
        r"|not (?:yet )?(?:complete|completed|closed"
        r"|(?<=yet )implemented|met|delivered|achieved|addressed)"
        r"|(?:some|(?:very )?good|limited|reasonable|significant|satisfactory|strong|little"
        r"|(?:in)?sufficient) progress(?: made)?|(?:largely|partly|partially) addressed",
        StatusCell("in-progress"),
    ),
    (r"[✓✔☑✅√ü]", StatusCell("done", "complete")),  # Wingdings has its tick at "ü"
    (r"no|n|[✗✘☒❌×✖û]", StatusCell("in-progress")),
)
_PATTERNS: Final = tuple((re.compile(pattern, re.I), cell) for pattern, cell in _ROWS)
SAYS_LITTLE: Final = frozenset({"open", "live", "active", "unresolved", "outstanding"})
"""Words of an item that isn't closed, whatever else is said of it: that it was refused."""
_PARTLY: Final = re.compile(r"(?:partly|partially|in part)(?= ?[–—:;,(.]| - |$)", re.I)
_LONGEST_ALONE: Final = 60
_COLOUR: Final = re.compile(
    r"(?:rag[: ]*)?(?:red|amber|green|blue|yellow|grey|gray|black|white|[rabg]|r/a|a/g"
    r"|amber/green|red/amber)|[🔴🟠🟡🟢🔵⚪⚫]",
    re.I,
)
_ALONE: Final = re.compile(
    r"open|(?:not |un)?(?:closed|resolved|implemented)|(?:not |fully |partially |partly )?"
    r"(?:implemented|completed?|addressed)|in[- ]progress|not (?:yet )?started|on-?going"
    r"|overdue|on (?:track|hold)|superseded|withdrawn|discharged|verified",
    re.I,
)
"""Words that are a status on a line of their own, where others are words like any."""
_REPLY: Final = re.compile(
    r"(?:we|i|the (?:[\w’'-]+ ){1,5}?)(?: (?:also|fully))?(?P<not> ?(?:do|does|did) not| cannot)?"
    r"(?P<partly> ?(?:partly|partially))? ?(?:agrees?|accepts?|concurs?|agreed|accepted)(?: with)?"
    r" (?:this|the|your|that|these) (?:safety |draft )?recommendations?\b",
    re.I,
)
"""A reply in a sentence: "We agree with your recommendation and will …"."""
_DASH: Final = re.compile(
    r"[-–—.?]*|n/?a|not applicable|none|nil|tbc|tbd|tba|to be (?:decided|confirmed|determined"
    r"|agreed|assigned|advised|set)|x{3,5}|blank"
    r"|unassigned|not (?:yet )?(?:assigned|set|known)|unknown"
    r"|vacant|#(?:n/a|ref!|value!|name\?|div/0!|null!|num!|spill!|calc!)|err:\d{3}",
    re.I,
)


def state_of_list(name: str) -> Status | Literal[""]:
    """Return how items stand that a sheet or a line over them puts together: "Closed actions"."""
    for pattern, status in _LISTS:
        if pattern.search(name):
            return status
    return ""


def is_lasting(text: str) -> bool:
    """Return whether a cell says in the place of a date that there is none: "Ongoing"."""
    return bool(_LASTING.fullmatch(text.strip(" .")))


def is_nothing(text: str) -> bool:
    """Return whether a cell says that there is nothing: "–", "n/a", "To be decided"."""
    return bool(_DASH.fullmatch(text.strip()))


def is_colour(text: str) -> bool:
    """Return whether a cell is a colour typed by somebody."""
    return bool(_COLOUR.fullmatch(text.strip()))


def status_cell(text: str) -> StatusCell | None:
    """Return what a status says; None where its words are not known.

    "Green – complete" is what stands beside the colour, "Closed – discharged by the inspectorate"
    what comes first.
    """
    plain = " ".join(text.split()).strip(" .;:")
    parts = [p.strip(" .()") for p in re.split(r" ?[–—:;,(.] ?| - ", plain) if p.strip(" .()")]
    for part in (plain, *parts, *_beginnings(plain)):
        if is_colour(part):
            continue
        for pattern, cell in _PATTERNS:
            if pattern.fullmatch(part):
                return cell
    status, progress = read_status(plain[:200])
    return StatusCell(status, progress) if status else None


def state_of(text: str) -> StatusCell | None:
    """Return what the value of a status says: "Partly" is how far an item is, not accepted."""
    return StatusCell("in-progress") if _PARTLY.match(text.strip()) else status_cell(text)


def begins_with_status(text: str) -> bool:
    """Return whether the first words of a text are a status: "Closed by the board. It met …"."""
    first = re.split(r" ?[–—:;,(.] ?| - ", text.strip(), maxsplit=1)[0]
    starts = (first, *_beginnings(text))
    return any(pattern.fullmatch(part) for part in starts for pattern, _ in _PATTERNS)


def says_status_first(text: str) -> bool:
    """Return whether a status stands before the sentences of a cell: "Ongoing The pier is …"."""
    return any(
        cell.status and pattern.fullmatch(part)
        for part in _beginnings(text)
        for pattern, cell in _PATTERNS
    )


def is_status_alone(text: str) -> bool:
    """Return whether a line is a status and nothing else: "Open – Partially addressed"."""
    parts = [part.strip(" ()") for part in re.split(r" ?[–—:;,(] ?| - ", text.strip(" ."))]
    if len(text) > _LONGEST_ALONE or not _ALONE.fullmatch(parts[0]):
        return False
    others = [part for part in parts[1:] if part]
    return all(any(pattern.fullmatch(part) for pattern, _ in _PATTERNS) for part in others)


def may_be_agreed_only(text: str) -> bool:
    """Return whether auditors may say by a status that a plan is agreed, and others that it's done.

    "Resolved" is both.
    """
    return text.strip(" .").casefold() == "resolved"


def _beginnings(text: str) -> list[str]:
    """Return the first words of a cell up to a new sentence: "Accepted We have asked …"."""
    words = text.split()[:6]
    ends = [n for n in range(4, 0, -1) if n < len(words) and words[n][:1].isupper()]
    return [" ".join(words[:n]).strip(" .,;:–—") for n in ends]


def is_reply(text: str) -> bool:
    """Return whether a text accepts or rejects a recommendation in a sentence of its own."""
    return bool(_REPLY.match(text.strip()))


_DECISIONS: Final = {
    **dict.fromkeys(("yes", "y", "accept", "accept in full", "accept in principle"), "accepted"),
    **dict.fromkeys(("accept in part", "partly accept", "partially accept"), "partly-accepted"),
    **dict.fromkeys(("no", "n", "reject", "decline", "do not accept"), "not-accepted"),
}
"""Whole cells that say what was decided on an item."""


def response_cell(text: str) -> str | None:
    """Return the response that a text begins with: "Partially agreed. We will count half"."""
    first = re.split(r"[.;:,–—]| - ", text.strip(), maxsplit=1)[0].strip()
    for part in (first, *_beginnings(text)):
        cell = next((cell for pattern, cell in _PATTERNS if pattern.fullmatch(part)), None)
        if cell and cell.response:
            return cell.response
    if match := _REPLY.match(text.strip()):
        refused = "not-accepted" if match["not"] else "accepted"
        return "partly-accepted" if match["partly"] else refused
    return _DECISIONS.get(first.casefold())

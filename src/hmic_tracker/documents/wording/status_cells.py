"""Words of status and response that stand alone in a cell or after "Status:"."""

import re
from typing import Final, NamedTuple

from hmic_tracker.documents.wording.status_words import read_status
from hmic_tracker.domain.words import Progress, Status


class StatusCell(NamedTuple):
    """What a cell says of an item; None is not given."""

    status: Status | None = None
    progress: Progress | None = None
    response: str | None = None


_ROWS: Final[tuple[tuple[str, StatusCell], ...]] = (
    (r"superseded|replaced", StatusCell("superseded")),
    (r"withdrawn|no longer (?:applicable|relevant)", StatusCell("withdrawn")),
    (
        r"not (?:accepted|agreed)|rejected|declined|disagreed?|no(?:n|t)[- ]concur(?:red)?",
        StatusCell("not-accepted", None, "not-accepted"),
    ),
    (
        r"(?:partly|partially|part|accepted in part|agreed in part|in part)(?:[- ](?:accepted"
        r"|agreed))?|partially concur(?:red)?",
        StatusCell(None, None, "partly-accepted"),
    ),
    (
        r"under consideration|being considered|to be considered",
        StatusCell(None, None, "under-consideration"),
    ),
    (
        r"accepted(?: in full| in principle)?|agreed?(?: in full)?|concur(?:red)?"
        r"|fully (?:accepted|agreed)",
        StatusCell(None, None, "accepted"),
    ),
    (
        r"closed|discharged|signed off|completed and closed|closed[- ]implemented",
        StatusCell("closed"),
    ),
    (r"verified", StatusCell("verified")),
    (
        r"(?:not|yet)(?: yet)?(?: to)?(?: be)?(?: been)? (?:started|start|begun|begin|commenced"
        r"|due)|no progress.*|to start|planned|pending|awaiting start|to be started"
        r"|not in progress",
        StatusCell("not-started", "none"),
    ),
    (r"(?:\d ?[-–] ?)?(?:embedded|sustained)", StatusCell("done", "complete")),
    (
        r"(?:(?:fully )?(?:complete|completed|implemented|delivered|done|achieved|finished|met)"
        r"|action(?:s)? complete(?:d)?|yes|y|100 ?%)",
        StatusCell("done", "complete"),
    ),
    (
        r"(?:on|off|behind|ahead of) (?:track|schedule|target)|at risk|delayed|overdue|slipped"
        r"|slippage|slipping",
        StatusCell("in-progress"),
    ),
    (
        r"unresolved|resolved[- ]open|in[- ]progress|under ?way|on-?going|open|started|active"
        r"|part(?:ly|ially)? (?:complete"
        r"|completed|implemented)|in hand|continuing|working towards|in development"
        r"|being (?:implemented|developed)|live|outstanding|in part",
        StatusCell("in-progress"),
    ),
    (r"no|n", StatusCell("in-progress")),
)
_PATTERNS: Final = tuple((re.compile(pattern, re.I), cell) for pattern, cell in _ROWS)
_COLOUR: Final = re.compile(
    r"(?:rag[: ]*)?(?:red|amber|green|blue|yellow|grey|gray|black|white|[rabg]|r/a|a/g"
    r"|amber/green|red/amber)",
    re.I,
)
_DASH: Final = re.compile(
    r"[-–—.]*|n/?a|not applicable|none|nil|tbc|tbd|to be (?:decided|confirmed|determined|agreed)"
    r"|blank",
    re.I,
)


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


def _beginnings(text: str) -> list[str]:
    """Return the first words of a cell up to a new sentence: "Accepted We have asked …"."""
    words = text.split()[:6]
    ends = [n for n in range(4, 0, -1) if n < len(words) and words[n][:1].isupper()]
    return [" ".join(words[:n]).strip(" .,;:–—") for n in ends]


def response_cell(text: str) -> str | None:
    """Return the response that a text begins with: "Partially agreed. We will count half"."""
    first = re.split(r"[.;:,–—]| - ", text.strip(), maxsplit=1)[0].strip()
    for part in (first, *_beginnings(text)):
        cell = next((cell for pattern, cell in _PATTERNS if pattern.fullmatch(part)), None)
        if cell and cell.response:
            return cell.response
    plain = {"yes": "accepted", "no": "not-accepted", "y": "accepted", "n": "not-accepted"}
    return plain.get(first.casefold())

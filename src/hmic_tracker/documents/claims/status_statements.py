"""The statuses that words allow, in ours, the bodies' and those of committees."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.status_cells import is_colour, is_nothing, status_cell
from hmic_tracker.documents.wording.status_words import read_status
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
REOPENED: Final = re.compile(
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
_ONLY_LATE: Final = re.compile(
    r"(?:overdue|late|past (?:its |their |the )?(?:due |target )?date)"
    r"(?:[,:;(–— -]+(?:by )?[\d,]{1,6} (?:days?|weeks?|months?)(?: late)?\)?)?"
    r"|[\d,]{1,6} (?:days?|weeks?|months?) (?:late|overdue)",
    re.I,
)
"""A cell that says how late an item is, and nothing of how far it is."""
_NONE_REPORTED: Final = re.compile(r"[,;]? ?\bno work (?:has been |was )?reported\b", re.I)
"""What says that nobody has told how far an item is, whatever its status."""
_IGNORED: Final = re.compile(r"\b(?:on track|on target|at risk|on schedule|behind)\b", re.I)
_DEFERRED: Final = re.compile(
    r"(?:(?:is|are|has|have|was|were|been|now) )*(?:deferred|postponed|on hold)(?: \w+){0,3}", re.I
)
_OPEN: Final = re.compile(
    r"\b(?:open|outstanding|not (?:yet )?(?:been )?(?:complete|implemented))", re.I
)
_UNDER_WAY: Final = re.compile(r"\b(?:in progress|under ?way|being worked on)\b", re.I)
"""What says of something open that it has been started: "in progress but not complete"."""
_NOT_DUE: Final = re.compile(r"\b(?:(?:and|but) )?not (?:yet )?due\b", re.I)
_DONE: Final[frozenset[Status]] = frozenset({"done"})
_SUPERSEDED: Final[tuple[tuple[str, Status], ...]] = (
    ("superseded", "superseded"),
    ("withdrawn", "withdrawn"),
    ("not accepted", "not-accepted"),
    ("rejected", "not-accepted"),
)


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
    if REOPENED.search(lower):
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

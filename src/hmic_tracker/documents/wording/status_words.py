"""The words of progress reports for a status, and our words for it."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Progress, Status

COMPLETION: Final = (
    r"(?:completed?|completion|implemented|finished|done|delivered|discharged|achieved|closed)"
)
_WORK: Final = r"(?:work|activity|actions?|progress)"
_STARTED: Final = r"(?:start(?:ed)?|begin|begun|commenced?)"
_ALMOST: Final = r"(?:almost|nearly|virtually)"
_NEAR: Final = rf"(?:{_ALMOST}|near|close to|nearing|approaching)"
_NOT_YET: Final = r"(?:not|never)(?: yet)?(?: all)?(?: been)?(?: fully)?"

_PHRASES: Final[tuple[tuple[str, Status, Progress | None], ...]] = (
    # The first that matches wins: "not completed" and "almost completed" come before "completed",
    # and less progress before more.
    (rf"\bno {_WORK}\b|\bunstarted\b", "not-started", "none"),
    (rf"\b(?:not|yet)(?: yet)?(?: been)?(?: to)?(?: be)? {_STARTED}\b", "not-started", "none"),
    (r"\bsuperseded\b", "superseded", None),
    (r"\bwithdrawn\b", "withdrawn", None),
    (r"\brejected\b|\bnot accepted\b", "not-accepted", None),
    (rf"\b{_NEAR}(?: \w+)? {COMPLETION}\b", "in-progress", "almost"),
    (rf"\b{_ALMOST} (?:there\b|all(?: of)?(?: the)? {_WORK}\b)", "in-progress", "almost"),
    (rf"\b(?:majority|most|bulk)(?: of)?(?: the)?(?: \w+)? {_WORK}\b", "in-progress", "majority"),
    (rf"\b(?:mostly|largely|substantially) {COMPLETION}\b", "in-progress", "majority"),
    (rf"\bmajority\b.{{0,40}}?\b{COMPLETION}\b", "in-progress", "majority"),
    (rf"\bsome(?: of)?(?: the)? {_WORK}\b", "in-progress", "some"),
    (rf"\b(?:partly|partially|part|half) {COMPLETION}\b", "in-progress", "some"),
    (rf"\b{_NOT_YET} {COMPLETION}\b", "in-progress", None),
    (
        r"\bincomplete\b|\byet to be\b|\boutstanding\b|\bexcept(?!ion)|\bapart from\b",
        "in-progress",
        None,
    ),
    (r"\d ?%|\bper ?cent\b", "in-progress", None),
    (rf"\b{COMPLETION}\b", "done", "complete"),
    (r"\b(?:in progress|on-?going|under ?way|on track|continuing|open)\b", "in-progress", None),
    (rf"\b{_WORK} continues\b|\b(?:started|begun|commenced)\b", "in-progress", None),
    (
        r"\bbeing (?:developed|progressed|implemented|worked on|taken forward|addressed)\b"
        r"|\bprogressing\b|\bin (?:hand|train)\b",
        "in-progress",
        None,
    ),
)
_PATTERNS: Final = tuple(
    (re.compile(pattern, re.I), status, progress) for pattern, status, progress in _PHRASES
)
_STEMS: Final = re.compile(
    r"complet|implement|finish|done|deliver|discharg|achiev|closed|work|activit|action|progress"
    r"|start|beg[iu]n|commenc|supersed|withdraw|reject|accept|there|yet to|outstanding|except|apart"
    r"|%|cent|going|way|track|continu|open|being|in hand|in train",
    re.I,
)
"""A piece of every phrase: most lines of a report have none and need no closer look."""
_PURE: Final = re.compile(
    rf"(?:all |both |now |fully )?(?:{_ALMOST} |mostly |partly |partially )?{COMPLETION}"
    r"(?:$| (?:by|in|and|with|on)\b)"
    rf"|(?:the )?(?:majority|most|some|no)(?: of)?(?: the)? {_WORK}\b"
    r"|(?:work )?(?:is )?(?:in progress|on-?going|under ?way|on track|near(?:ing)? completion)"
    r"(?:$| )"
    r"|not (?:yet )?(?:started|begun|completed?)(?:$| )"
    r"|to be completed\b|superseded|withdrawn",
    re.I,
)


def read_status(text: str) -> tuple[Status | None, Progress | None]:
    """Return the status and the progress word of a text, None where it has none."""
    if _STEMS.search(text):
        for pattern, status, progress in _PATTERNS:
            if pattern.search(text):
                return status, progress
    return None, None


def mentions_status(text: str) -> bool:
    """Return whether a text has the words of a status near its beginning."""
    return read_status(text[:500])[0] is not None


def is_only_status(text: str) -> bool:
    """Return whether a text is only a status: "completed by May 2009", not "Complete the …"."""
    return bool(_PURE.match(re.split(r"[,;.]", text[:200], maxsplit=1)[0]))

"""Clauses of progress reports: "one completed and majority of work on the other".

A clause is taken apart into parts, each with the items it is about (all, a number, the others,
named ones), their status and due date; None where a part doesn't give it.
"""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import (
    DATE,
    NAMED,
    NUMBER,
    matched_due,
    number_of,
    numbers_in,
)
from hmic_tracker.documents.wording.status_words import COMPLETION, read_status
from hmic_tracker.domain.words import COMPLETED, Progress, Status
from hmic_tracker.light_typing import Final, Literal, NamedTuple

Who = Literal["unknown", "all", "number", "all-but", "other", "named"]


class ClauseStatement(NamedTuple):
    """One statement of a clause. `number` goes with the `who` "number", "all-but" and "other"."""

    who: Who = "unknown"
    number: int | None = None
    named: tuple[int, ...] = ()
    status: Status | None = None
    progress: Progress | None = None
    due: str | None = None


_VAGUE_DATE: Final = re.compile(
    r"\b(?:by|until|before|in|for|due|end of|no later than|not later than)(?: the)?(?: end of)? "
    r"(?:(?:early|late|mid)[ -])?(?:spring|summer|autumn|winter|q[1-4]|quarter [1-4]|year[- ]end"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:19|20)\d\d|next (?:year|month)|the (?:year|month|quarter))\b",
    re.I,
)
_TO_BE_DONE: Final = re.compile(
    r"\b(?:to be|will be|should be|(?:is |are )?expected to be|for)"
    rf" (?:fully |all )?(?:{COMPLETION}|in place)\b",
    re.I,
)
_REMAINDER: Final = re.compile(
    r"\b(?:the )?(?:remaining|outstanding|rest of the|remainder of the)"
    r" (?:work|activity|actions?)\b"
    r"|\b(?:all |any )?(?:of )?(?:the )?work in progress(?= (?:is|are|will|should|to)\b)",
    re.I,
)
_BEFORE_DUE: Final = re.compile(
    r"\b(?:by|until|till|before|due|deadline|target|no[t]? later than|for|end of"
    r"|to be|will be|expected|planned)\b",
    re.I,
)
_PAST: Final = re.compile(r"\b(?:in|on|since|during)(?: the)?(?: end of)?$", re.I)
_SPLIT: Final = re.compile(
    r" ?[;,.] (?:and |but )?| and |(?<!all) but | while | whilst | with ", re.I
)
_OTHER: Final = re.compile(
    rf"\b(?:other|others|rest|remainder|remaining)\b(?: (?P<number>{NUMBER})\b)?", re.I
)
_ALL_BUT: Final = re.compile(rf"\ball (?:but|except)(?: for)? (?P<number>{NUMBER})\b", re.I)
_ALL: Final = re.compile(r"\b(?:all|both|each|every)\b", re.I)
_NONE_OF: Final = re.compile(r"none\b", re.I)
_NUMBER: Final = re.compile(
    rf"\b(?P<number>{NUMBER})\b(?! ?%| per ?cent| (?:months?|years?|weeks?|days?)\b)", re.I
)
_KEPT: Final = re.compile("\x02(\\d+)\x02")
_CLOSED: Final = re.compile(r"\bclosed\b", re.I)


def read_clause(text: str) -> tuple[tuple[ClauseStatement, ...], list[str]]:
    """Take a clause apart: return its parts, and the doubts that a person has to judge.

    The work is linear in the text; the caller limits its length.
    """
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x02{len(kept) - 1}\x02"

    # Dates and lists of numbers have commas and "and"s that part nothing.
    undated = DATE.sub(keep, NAMED.sub(keep, text))
    parts = [_part(piece, kept) for piece in _SPLIT.split(undated) if piece.strip()]
    dated = _with_their_dates([part for part in parts if part])
    return dated, _doubts(undated, dated)


def _part(piece: str, kept: list[str]) -> ClauseStatement | None:
    due = _due(piece, kept)
    rest = _TO_BE_DONE.sub(" ", piece)
    status: Status | None = None
    progress: Progress | None = None
    if _REMAINDER.search(rest):
        rest = _REMAINDER.sub(" ", rest)  # the status of the rest of the work comes before it
    else:
        status, progress = read_status(rest)
    who, number, named = _who(rest, kept)
    if status is None and due is None and not named:
        return None
    return ClauseStatement(who, number, named, status, progress, due)


def _with_their_dates(parts: list[ClauseStatement]) -> tuple[ClauseStatement, ...]:
    """Give a date without a status to the parts before it: "in progress, by March 2009"."""
    dated: list[ClauseStatement] = []
    for part in parts:
        waiting = [at for at, p in enumerate(dated) if p.status not in COMPLETED and not p.due]
        alone = part.status is None and part.who in {"unknown", "all", "other"}
        if alone and part.number is None and waiting:
            for at in waiting:
                dated[at] = dated[at]._replace(due=part.due)
        else:
            dated.append(part)
    return tuple(dated)


def _who(text: str, kept: list[str]) -> tuple[Who, int | None, tuple[int, ...]]:
    lists = (NAMED.fullmatch(kept[int(token[1])]) for token in _KEPT.finditer(text))
    named = tuple(number for match in lists if match for number in numbers_in(match["list"]))
    plain = _KEPT.sub(" ", text).strip()
    if named:
        return "named", None, named
    if match := _ALL_BUT.search(plain):
        return "all-but", number_of(match["number"]), ()
    if match := _OTHER.search(plain):
        return "other", number_of(match["number"]) if match["number"] else None, ()
    if _NONE_OF.match(plain):
        return "number", 0, ()
    if not _ALL.search(plain) and (match := _NUMBER.search(plain)):
        return "number", number_of(match["number"]), ()
    return "all" if _ALL.search(plain) else "unknown", None, ()


def _due(piece: str, kept: list[str]) -> str | None:
    """Return the date a part is due by; the date on which something happened is none."""
    for token in _KEPT.finditer(piece):
        text = kept[int(token[1])]
        if DATE.fullmatch(text):
            before = piece[max(0, token.start() - 80) : token.start()].rstrip(" -–")
            happened = _PAST.search(before) and not _BEFORE_DUE.search(before)
            return None if happened else matched_due(text)
    return None


def _doubts(undated: str, parts: tuple[ClauseStatement, ...]) -> list[str]:
    doubts: list[str] = []
    if not any(part.due for part in parts) and (vague := _VAGUE_DATE.search(undated)):
        doubts.append(f"'{vague[0]}' is no day or month with its year")
    if _CLOSED.search(undated):
        doubts.append("closed is taken as done: that the inspectorate agreed is not said")
    return doubts

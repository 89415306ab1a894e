"""The paper itself: its number, title and date, and the inspection it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from hmic_tracker.documents.readers.phrases import DATE, due_of
from hmic_tracker.documents.sources.lines import Block

_HEAD: Final = re.compile(
    r"(?P<what>report|agenda item|item|date|date of meeting|meeting date|by|report by|title"
    r"|subject)(?: number| no\.?)?: ?(?P<value>.{1,300})",
    re.I,
)
_NUMBERED: Final = re.compile(r"\bReport (?P<number>\d{1,3}[a-z]?) of the (?P<rest>.{1,40})")
_PUBLISHED: Final = re.compile(r"(?P<before>\bbe )?\bpublished (?:in|on) (?P<rest>.{1,30})", re.I)
_PROGRAMME: Final = re.compile(r"\b(?:[A-Z]{2,8} )?Inspection Programme \d{4}(?:[/–-]\d{2,4})?")
_BODY: Final = re.compile(r"\b(?:HMICFRS|HMIC|HMIP|HMCPSI|CQC)\b")
_IN_FULL: Final = re.compile(r"\bInspectorate of Constabulary( and Fire)?", re.I)
_FURNITURE: Final = re.compile(
    r"you are |contents|on this page|skip to|home|search|menu|warning|see the|print this|share"
    r"|feedback|archived",
    re.I,
)
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """What a paper says of itself and of its inspection; None is "not said".

    `name` is "Report 9", or the file's name; `published` a day or a month.
    """

    name: str
    title: str
    on: date | None
    body: str | None
    programme: str | None
    published: str | None


def read_paper(blocks: list[Block], file_name: str) -> ReportHeader:
    """Reads the head of a paper; `file_name` names it where it has no number."""
    heads, first = _heads(blocks)
    opening = " ".join(block.text[:2000] for block in blocks[:200])
    number, on = heads.get("report"), _day(heads.get("date", ""))
    if found := _NUMBERED.search(opening):
        number = number or found["number"]
        on = on or _day(found["rest"])
    title = heads.get("title") or _title(blocks, first) or file_name
    published = next(
        (
            due
            for f in _PUBLISHED.finditer(opening)
            if not f["before"] and (due := _due_at(f["rest"]))
        ),
        None,
    )
    programme = _PROGRAMME.search(opening)
    return ReportHeader(
        name=f"Report {number}" if number else file_name,
        title=title,
        on=on,
        body=_body(title) or _body(opening),
        programme=programme[0] if programme else None,
        published=published,
    )


def _heads(blocks: list[Block]) -> tuple[dict[str, str], int | None]:
    """The "Report: 9", "Date: …" lines at the paper's top, and where the first stands."""
    heads: dict[str, str] = {}
    first: int | None = None
    for at, block in enumerate(blocks[:60]):
        found = None if block.bullet else _HEAD.fullmatch(block.text)
        if not found:
            continue
        what, value = _called(found["what"].lower()), found["value"]
        if what == "report" and not re.fullmatch(r"\d{1,4}[a-z]?", value, re.I):
            continue
        if what not in heads:
            heads[what] = value
            first = at if first is None else first
    return heads, first


def _called(what: str) -> str:
    if what.startswith("agenda") or what == "item":
        return "item"
    if "by" in what:
        return "by"
    return "title" if what == "subject" else "date" if "date" in what else what


def _title(blocks: list[Block], first_head: int | None) -> str | None:
    """The line above the paper's head, or the first line that could be a title."""
    above = blocks[first_head - 1 : first_head] if first_head else []
    likely = [*above, *blocks[:30]]
    return next((block.text for block in likely if _may_be_title(block)), None)


def _may_be_title(block: Block) -> bool:
    return (
        not block.bullet
        and block.number is None
        and 3 < len(block.text) <= _LONGEST_TITLE
        and not block.text.endswith((".", ":"))
        and not _FURNITURE.match(block.text)
        and not _HEAD.fullmatch(block.text)
    )


def _day(text: str) -> date | None:
    """The day a text begins with; a month alone is none."""
    found = DATE.search(text[:60])
    due = due_of(found[0]) if found else None
    return date.fromisoformat(due) if due and len(due) > len("2008-09") else None


def _due_at(text: str) -> str | None:
    found = DATE.match(text)
    return due_of(found[0]) if found else None


def _body(text: str) -> str | None:
    if found := _BODY.search(text):
        return found[0]
    if in_full := _IN_FULL.search(text):
        return "HMICFRS" if in_full[1] else "HMIC"
    return None

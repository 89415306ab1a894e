"""The report's number, title and date, and the inspection it is about."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from hmic_tracker.documents.parsed_report import ReportHeader
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.patterns import DATE, matched_due

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
_SYNONYMS: Final = {"date of meeting": "date", "meeting date": "date", "subject": "title"}
_LONGEST_TITLE: Final = 200


def read(context: ReaderContext, _block: Block) -> int:
    """Read the header, which is everywhere in the report's beginning; no block is claimed.

    The header that the report has already is the file's name, for a report without a number.
    """
    if context.at:
        return 0
    blocks, file_name = context.blocks, context.report.header.name
    heads, first = _heads(blocks)
    opening = " ".join(block.text[:2000] for block in blocks[:200])
    number, on = heads.get("report"), _day(heads.get("date", ""))
    if match := _NUMBERED.search(opening):
        number = number or match["number"]
        on = on or _day(match["rest"])
    title = heads.get("title") or _title(blocks, first) or file_name
    published = (_due_at(m["rest"]) for m in _PUBLISHED.finditer(opening) if not m["before"])
    programme = _PROGRAMME.search(opening)
    context.report.header = ReportHeader(
        name=f"Report {number}" if number else file_name,
        title=title,
        on=on,
        body=_body(title) or _body(opening),
        programme=programme[0] if programme else None,
        published=next(filter(None, published), None),
    )
    return 0


def _heads(blocks: Sequence[Block]) -> tuple[dict[str, str], int | None]:
    """Return the "Report: 9", "Date: …" lines of the top, and the index of the first."""
    heads: dict[str, str] = {}
    first: int | None = None
    for at, block in enumerate(blocks[:60]):
        match = None if block.bullet else _HEAD.fullmatch(block.text)
        if not match:
            continue
        what, value = match["what"].lower(), match["value"]
        what = _SYNONYMS.get(what, what)
        if what == "report" and not re.fullmatch(r"\d{1,4}[a-z]?", value, re.I):
            continue
        heads.setdefault(what, value)
        first = at if first is None else first
    return heads, first


def _title(blocks: Sequence[Block], first_head: int | None) -> str | None:
    """Return the line above the first head, or the first line that could be a title."""
    likely = [*(blocks[first_head - 1 : first_head] if first_head else ()), *blocks[:30]]
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
    """Return the first day in the beginning of a text; a month alone is none."""
    match = DATE.search(text[:60])
    due = (match and matched_due(match[0])) or ""
    return date.fromisoformat(due) if len(due) > len("2008-09") else None


def _due_at(text: str) -> str | None:
    match = DATE.match(text)
    return matched_due(match[0]) if match else None


def _body(text: str) -> str | None:
    if match := _BODY.search(text):
        return match[0]
    if in_full := _IN_FULL.search(text):
        return "HMICFRS" if in_full[1] else "HMIC"
    return None

"""The report's own name and date, and the inspection it is about, from its marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.parsed_report import ReportHeader
from hmic_tracker.documents.wording import headers
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.marks import Mark

_FACTS: Final = 30
"""Lines among which a page's list of what it is about may stand."""
_FOOT: Final = 8
"""Marks at a page's end among which its notice of copyright stands."""
_OPENING: Final = 40
"""Marks among which a letter names the report that it is about."""


def header_of(marks: Sequence[Mark], file_name: str) -> ReportHeader:
    """Return the report's name, title and date, and the inspection it is about."""
    given = {mark.word: mark for mark in reversed(marks)}
    heads: dict[str, str] = {}
    for mark in marks:
        if mark.word == "report" and (what := headers.head_of(mark.text)):
            heads.setdefault(what, headers.value_of(mark.text))
    opening = " ".join(mark.text[:2000] for mark in [m for m in marks if m.word != "~"][:200])
    number, on = heads.get("report"), headers.day_in(heads.get("date", ""))
    if match := headers.NUMBERED.search(opening):
        number = number or match["number"]
        on = on or headers.day_in(match["rest"])
    dated = (
        headers.day_in(mark.text)
        for mark in marks
        if mark.word == "report" and not headers.is_of_visit(mark.text)
    )
    title, named_day = title_of(marks, file_name), None
    if title == file_name:
        named = (headers.report_named(mark.text) for mark in marks[:_OPENING])
        title, named_day = next(filter(None, named), (title, None))
    programme = headers.PROGRAMME.search(opening)
    return ReportHeader(
        name=f"Report {number}" if number else file_name,
        title=title,
        on=on or next(filter(None, dated), None),
        body=given["body"].text if "body" in given else _body(title, marks),
        programme=given["programme"].text
        if "programme" in given
        else programme[0]
        if programme
        else None,
        published=_published(given.get("published"), opening) or named_day,
    )


def is_own_paper(header: ReportHeader, file_name: str) -> bool:
    """Return whether a document is an organisation's own paper: one of a number, for a meeting."""
    return header.on is not None and header.name != file_name


def year_of(marks: Sequence[Mark]) -> str | None:
    """Return the latest year of the lines that give a date, or of the title: "2031/32".

    Where there is none it is the latest in which a sentence says that an inspection was.
    """
    texts = [mark.text for mark in marks if mark.word in {"inspection", "published", "report"}]
    years = re.findall(r"\b(?:19|20)\d\d(?:[/–]\d\d)?\b", " ".join(texts))
    if not years:
        prose = [mark.text[:2000] for mark in marks if mark.word in {"-", "graded"}]
        years = [year for text in prose[:200] for year in headers.years_inspected(text)]
    return max(years, default=None)


def _body(title: str, marks: Sequence[Mark]) -> str | None:
    texts = [mark.text[:2000] for mark in [m for m in marks if m.word != "~"][:200]]
    top = [mark.text for mark in marks[:12] if len(mark.text) < 80]
    first = next((text for text in (*texts[:5], *top) if headers.is_body(text)), None)
    named = headers.body_in(title) or headers.author_in(title) or _body_in_facts(marks)
    notices = (headers.publisher_in(m.text) for m in (*marks[:_OPENING], *marks[-_FOOT:]))
    notice = next(filter(None, notices), None)
    known = next(filter(None, (named, first, notice, *map(headers.body_in, texts))), None)
    return known or next(filter(None, map(headers.auditor_in, texts)), None)


def _body_in_facts(marks: Sequence[Mark]) -> str | None:
    """Return the value of "Regulator" or "Issued by" in a page's list of what it is about."""
    lines = [mark.text for mark in marks if mark.word != "~" and mark.text][:_FACTS]
    for name, below in pairwise(lines):
        before, _, value = name.partition(":")
        value = (value or below).strip()
        if field_named(before) == "body" and headers.may_be_name(value):
            return value
    return None


def title_of(marks: Sequence[Mark], file_name: str) -> str:
    """Return the title of the first inspection in marks, or the file's name."""
    at = next((n for n, mark in enumerate(marks) if mark.word == "inspection"), None)
    if at is None:
        return file_name
    parts = [marks[at].text]
    for mark in marks[at + 1 :]:
        if mark.word:
            break
        parts.append(mark.text)
    title = " ".join(parts)
    match = headers.HEAD.fullmatch(title)
    if match and match["what"].lower() in headers.TITLES:
        return re.sub(r"^(?:(?:fwd?|re|aw|wg): ?)+", "", match["value"], flags=re.I)
    return title


def _published(mark: Mark | None, opening: str) -> str | None:
    if mark:
        dated = headers.PUBLISHED.search(mark.text)
        due = headers.due_at(dated["rest"]) if dated else None
        if due := due or headers.due_in(mark.text):
            return due
    dues = (
        headers.due_at(m["rest"]) for m in headers.PUBLISHED.finditer(opening) if not m["before"]
    )
    return next(filter(None, dues), None)

"""The report's number, title and dates, on lines of their own at its beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.readers.flattened_columns import places_of_tables
from hmic_tracker.documents.readers.graded_headings import shows_heading
from hmic_tracker.documents.readers.published_at_end import mark_published_at_end
from hmic_tracker.documents.readers.published_cells import mark_published
from hmic_tracker.documents.readers.report_titles import likely_titles, title_places
from hmic_tracker.documents.wording.field_words import (
    COMPLETED,
    field_alone,
    field_at,
    field_named,
    field_of_head,
    starts_field,
)
from hmic_tracker.documents.wording.headers import (
    AS_AT,
    DAYS_OF_VISIT,
    PAPER,
    PUBLISHED_LINE,
    PUBLISHED_SENTENCE,
    date_alone,
    dated_line,
    head_of,
    is_body,
)
from hmic_tracker.documents.wording.labels import is_code, is_label_alone, label_of
from hmic_tracker.documents.wording.patterns import DATE, GRADE_LINE, LONGEST_NAME, SHORT
from hmic_tracker.documents.wording.publication import FORMER_REPORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_SIGNED: Final = re.compile(rf"(?:dated|signed)(?: on| this)?:? {DATE.pattern}", re.I)
_SIGNED_DAY: Final = re.compile(
    rf"\d{{1,2}}\.? {DATE.pattern}(?:,?\s(?:(?:for|of|and) )?[A-Z][\w.’'-]*){{1,8}}", re.ASCII
)
"""The last section of a coroner's report: its number, the day and who signed it."""
_BY_BODY: Final = re.compile(r" by (?:the )?(?P<who>[A-Z][^,;:]{3,80})$")
_PUBLISHED_BEHIND: Final = re.compile(
    rf",? [(\[]?(?P<published>(?:which was )?published on {DATE.pattern})[)\]]?$", re.I
)
"""What a letter's subject says of the report that it answers."""
_DATE_PUBLISHED: Final = re.compile(r"date (?:of )?publi(?:cation|shed)\b", re.I)
"""The name of the day of publication, which may stand at a report's very end."""
_MONTH: Final = re.compile(r"date ?: ?[a-z]{3,9} (?:19|20)\d\d", re.I)
"""A month in a web page's list of what it is about; a paper's date is a day."""
_NUMBER: Final = re.compile(r"report (?:no\.? |number )?\d{1,3}/(?:19|20)\d\d", re.I)
_BY: Final = re.compile(r"\b(?:by|on or before|no(?:t)? later than) ?:$", re.I)
"""How a line ends below which a day by which to do something stands."""
_DECIDES: Final = re.compile(r"(?:[a-z]+ ){0,3}(?:notice|decision|determination)", re.I)
_DAY_OF_FORM: Final = re.compile(
    rf"date(?: of (?:notice|decision|service))? ?:? ?{DATE.pattern}", re.I
)
"""When a form was made that says at its top what it is: "Improvement notice"."""
_TOP: Final = 12
_LONGEST_VALUE: Final = 40
"""Letters of what stands behind a name in the header: "Issue: 2", "Action: for decision"."""
_OPENING: Final = 40
"""Blocks that may be a header's."""


def read(context: ReaderContext, _block: Block) -> int:
    """Mark the header's lines in the document's beginning; the first block's turn does it all."""
    if context.header_read:
        return 0
    context.header_read = True
    free = [n for n in (context.at, *context.free_after(context.at)) if n not in context.pieces]
    blocks = [context.blocks[at] for at in free[:200]]
    opening = " ".join(block.text[:2000] for block in blocks)
    context.is_paper = bool(PAPER.search(opening[:6000]))
    heads = _heads(blocks)
    title = title_places(blocks, min(heads, default=None))
    if title and shows_heading(blocks[title[-1] + 1 : title[-1] + 3], context.grade_words):
        graded = context.grade_words.grade(blocks[title[-1] + 1].text) or GRADE_LINE.fullmatch(
            blocks[title[-1] + 1].text
        )
        title = [n for n in likely_titles(blocks)[:1] if n not in title] if graded else title
    if title:
        _mark_title(context, free, title)
    for n in heads:
        if free[n] not in context.pieces:
            context.mark(free[n], "report")
    _mark_dates(context, free, blocks)
    _mark_inspections(context, free)
    context.title_year = context.title_year or _year(opening[:3000])
    return 0


def _heads(blocks: Sequence[Block]) -> list[int]:
    """Return the places of "Report: 9", "Date: …" and the like: near each other, at the top."""
    heads: list[int] = []
    for n, block in enumerate(blocks[:60]):
        if (heads and n > heads[-1] + 3) or is_label_alone(block.text) or _is_text(block):
            break
        if _head(block):
            heads.append(n)
    return heads


def _is_text(block: Block) -> bool:
    """Return whether a line is the text of a record's item: "Description: Nobody checks …"."""
    name, colon, value = block.text[:SHORT].partition(": ")
    return bool(colon) and len(value) > _LONGEST_VALUE and field_named(name) == "text"


def _mark_title(context: ReaderContext, free: Sequence[int], title: Sequence[int]) -> None:
    texts = [context.blocks[free[n]].text for n in title]
    context.title = AS_AT.sub("", " ".join(texts))
    for place, n in enumerate(title):
        printed = context.blocks[free[n]].printed
        begins = context.offset(free[n]) if context.blocks[free[n]].role == "bullet" else 0
        day = _PUBLISHED_BEHIND.search(printed) if n == title[-1] else None
        behind = day or AS_AT.search(printed) or _author(printed) if n == title[-1] else None
        end = behind.start() if behind and behind.start() else None
        context.mark(free[n], "" if place else "inspection", 0, end, text=begins)
        if end and day:
            context.mark(free[n], "published", end, text=day.start("published"))
        elif end:
            context.mark(free[n], "-", end)


def _author(title: str) -> re.Match[str] | None:
    """Return what stands behind a title and names the body that wrote the report."""
    match = _BY_BODY.search(title)
    return match if match and is_body(match["who"]) else None


def _mark_dates(context: ReaderContext, free: Sequence[int], blocks: Sequence[Block]) -> None:
    """Mark the line with the date of publication, and those with other dates."""
    context.tables = places_of_tables(context)
    tables = [range(*span) for span in context.tables.values()]
    table = tables[0].start if tables else len(context.blocks)
    opened = (n for n, at in enumerate(free[:_OPENING]) if at >= table or _begins_items(blocks, n))
    first = next(opened, _OPENING)
    opening = [n for n, _ in enumerate(blocks[:first]) if free[n] not in context.pieces]
    sure = [
        n for n in opening if PUBLISHED_LINE.fullmatch(blocks[n].text) and not _names_due(blocks[n])
    ]
    sentences = [n for n, block in enumerate(blocks) if _says_when_published(block)]
    if not sure and len(sentences) == 1 and sentences[0] in opening[:8] and not context.is_paper:
        sure = sentences
    of_entries = _days_of_entries(blocks)
    days = [n for n in opening[:12] if date_alone(blocks[n].printed) and not _is_due(blocks, n)]
    alone = [n for n in days if blocks[n].printed not in of_entries]
    alone.sort(key=lambda n: (not _is_below_name(blocks, n), not _is_below_number(blocks, n)))
    ending = [
        at
        for at in free[-6:]
        if at not in context.pieces
        and context.blocks[at].printed not in of_entries
        and not any(at in table for table in tables)
    ]
    last = [
        at
        for at in ending
        if (date_alone(context.blocks[at].printed) and not _is_due(context.blocks, at))
        or _SIGNED.fullmatch(context.blocks[at].text)
    ]
    signed = [at for at in free if _SIGNED_DAY.fullmatch(context.blocks[at].printed[:120])]
    months = [n for n in opening if _MONTH.fullmatch(blocks[n].text)]
    page = [n for n in opening[: _title_page(blocks)] if blocks[n].printed not in of_entries]
    inside = [
        n
        for n in page
        if _one_day(blocks[n])
        and not _is_due(blocks, n)
        and not DAYS_OF_VISIT.fullmatch(blocks[n].text[: SHORT + 1])
    ]
    late = [at for at in ending if _DATE_PUBLISHED.match(context.blocks[at].text)]
    late = [at for at in late if PUBLISHED_LINE.fullmatch(context.blocks[at].text)]
    is_apart = context.is_paper or context.is_table or sure or late
    at_end = not is_apart and mark_published_at_end(context, free)
    best = [free[n] for n in sure] or (
        late[:1]
        if at_end or late or context.is_paper or context.is_table
        else [*(free[n] for n in (*alone, *inside, *months)), *last, *signed]
    )
    if not best and any(_DECIDES.fullmatch(block.text) for block in blocks[:_TOP]):
        best = [free[n] for n in opening if _DAY_OF_FORM.fullmatch(blocks[n].text)]
        best = best or [
            free[n] for n, block in enumerate(blocks) if _DAY_OF_FORM.fullmatch(block.text)
        ]
    given = any(
        piece.mark.word == "published" for at in free for piece in context.pieces.get(at, ())
    )
    for at in [] if given else best[:1]:
        if context.blocks[at].role != "row" or not mark_published(context, at):
            context.mark(at, "published")
    for n in opening:
        if free[n] not in context.pieces and (n in sure or n in alone or _is_dated(blocks[n])):
            context.mark(free[n], "report")


def _says_when_published(block: Block) -> bool:
    """Return whether a paragraph says when the report, and no former one, was published."""
    says = PUBLISHED_SENTENCE.search(block.text[:300])
    return says is not None and not FORMER_REPORT.search(block.text[: says.end()])


def _begins_items(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line is an item's label, or a number below the names of columns."""
    if is_label_alone(blocks[n].text):
        return True
    return n > 0 and is_code(blocks[n].text) and bool(field_of_head(blocks[n - 1].text))


def _is_dated(block: Block) -> bool:
    """Return whether a line is a date of the paper or of the visit, and no item's."""
    is_visit = DAYS_OF_VISIT.fullmatch(block.text[: SHORT + 1])
    return bool(is_visit) or (dated_line(block.text) and not field_at(block.text))


def _is_due(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a date stands below the name of an item's: "To be completed by:"."""
    return n > 0 and (_names_due(blocks[n - 1]) or bool(_BY.search(blocks[n - 1].text[-SHORT:])))


def _days_of_entries(blocks: Sequence[Block]) -> set[str]:
    """Return the dates of entries of which there are several: the same line is below each."""
    days: dict[str, set[str]] = {}
    for block, below in pairwise(blocks):
        if date_alone(block.printed):
            days.setdefault(below.text, set()).add(block.printed)
    return {day for several in days.values() if len(several) > 1 for day in several}


def _is_below_number(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a date stands directly below a report's number and year: "Report 07/2031"."""
    return n > 0 and not blocks[n].gap and bool(_NUMBER.fullmatch(blocks[n - 1].text))


def _is_below_name(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a date stands below its name alone: "Date of publication"."""
    return n > 0 and bool(_DATE_PUBLISHED.fullmatch(blocks[n - 1].text.rstrip(" :")))


def _names_due(block: Block) -> bool:
    """Return whether a line is, or begins with, the name of an item's date: "Due – by 19 May"."""
    named = field_at(block.text)
    if field_of_head(block.text.rstrip(":")) == COMPLETED:
        return True
    return field_alone(block.text) == "due" or (named is not None and named[0] == "due")


def _title_page(blocks: Sequence[Block]) -> int:
    """Return how many blocks the title page may have: those before the first item or list."""
    for n, block in enumerate(blocks[:12]):
        if (
            block.marker
            or label_of(block.text)
            or starts_field(block.text)
            or is_code(block.text.strip("=-*_#~ "))
        ):
            return n
        if n and kind_heading(block.text):
            return n
    return 12


def _one_day(block: Block) -> bool:
    """Return whether a short line of the title page has a date among reference numbers."""
    text = block.text
    if len(text) > 100 or block.marker or text.endswith(".") or dated_line(text):
        return False
    if re.match(r"(?:by|before|due|within|until|from|end)\b", text, re.I):
        return False
    days = list(DATE.finditer(text))
    rest = DATE.sub("", text)
    return len(days) == 1 and len(re.findall(r"[a-z]{4,}", rest)) < 3


def _mark_inspections(context: ReaderContext, free: Sequence[int]) -> None:
    """Mark the headings of a paper on several inspections, each with its day of publication."""
    begun = [
        at
        for at, below in pairwise(free)
        if at not in context.pieces
        and context.blocks[at].role != "row"
        and PUBLISHED_SENTENCE.search(context.blocks[below].text[:300])
        and not context.blocks[at].text.endswith((".", ":"))
        and len(context.blocks[at].text) <= LONGEST_NAME
    ]
    for at in begun if len(begun) > 1 else ():
        context.mark(at, "inspection", label="framework")


def _year(opening: str) -> str:
    years = re.findall(r"\b(?:19|20)\d\d\b", opening)
    return max(years, default="")


def _head(block: Block) -> str:
    """Return what a "Report: 9" line of the top is of, "" where it is none."""
    return "" if block.role in {"bullet", "row"} else head_of(block.text)

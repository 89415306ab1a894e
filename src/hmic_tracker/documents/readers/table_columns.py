"""What the columns of a table say as a whole, over all of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.wording.field_words import period_of_head
from hmic_tracker.documents.wording.headers import is_body
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading, source_kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.readers.table_heads import Head

_TITLE: Final = re.compile(r"[^\W_].{2,}")
_ABBREVIATED: Final = re.compile(r"[A-Z]{2,8}")
_IN_FULL: Final = {"must": "must do", "should": "should do"}
_MAIN_STATUS: Final = re.compile(r"\bstatus\b", re.I)
_ALSO_RAG: Final = re.compile(r"\bb?rag+b?\b|\b(?:b\.)?r\.a\.g\b|colou?r", re.I)

_NAMES_AUDITS: Final = re.compile(r"audit(?: (?:title|name))?|(?:name|title) of audit", re.I)
_OF_REPORT: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:audits?|reviews?|reports?|inspections?|letters?|investigations?)\b",
    re.I,
)
"""What the title of a report has, and the name of what was audited seldom."""

Rows = Sequence[Sequence[str]]
"""The cells of each row."""


def find_audited(
    names: Sequence[str], fields: list[str], chosen: Sequence[str | None], rows: Rows
) -> None:
    """Take a column of audits for frameworks where it says what each was of: "Payroll"."""
    full = _with_text(rows, [n for n, field in enumerate(fields) if field == "text"])
    for n, name in enumerate(names):
        if fields[n] != "source" or chosen[n] is not None or "framework" in fields:
            continue
        values = {row[n] for row in full if n < len(row) and row[n]}
        topics = [v for v in values if _TITLE.match(v) and not _OF_REPORT.search(v)]
        if _NAMES_AUDITS.fullmatch(name.strip(" :*")) and values and len(topics) == len(values):
            fields[n] = "framework"


def column_of_titles(context: ReaderContext, head: Head, rows: Rows) -> int | None:
    """Return the column that names the inspection of each row; None where none does."""
    if not context.is_table:
        return None
    for n in head.columns_of("source"):
        values = {row[n] for row in _with_text(rows, head.texts) if n < len(row) and row[n]}
        is_chosen = context.choices.field_of(head.names[n]) == "source"
        titles = [value for value in values if _TITLE.match(value) and len(value) < 200]
        bodies = [v for v in values if is_body(v) or _ABBREVIATED.fullmatch(v)]
        if values and (is_chosen or (len(titles) == len(values) and not bodies)):
            return n
    return None


def _with_text(rows: Rows, columns: Sequence[int]) -> list[Sequence[str]]:
    """Return the rows with a text of an item, and none that counts them below."""
    return [row for row in rows if any(n < len(row) and row[n] for n in columns)]


def is_same_for_all(
    context: ReaderContext, columns: Sequence[int], rows: Rows, titles: int | None
) -> bool:
    """Whether all rows of an inspection have one value in a column; `titles` names it."""
    if not context.is_table:
        return False
    values: dict[str, set[str]] = {}
    for n in columns[:1]:
        for row in rows:
            title = "" if titles is None else row[titles]
            if n < len(row) and row[n]:
                values.setdefault(title, set()).add(row[n])
    return all(len(one) == 1 for one in values.values())


def main_statuses_first(head: Head) -> list[int]:
    """Return the columns of statuses, the one first that says most of how an item stands now."""
    return sorted(
        head.columns_of("status"),
        key=lambda n: (
            bool(_ALSO_RAG.search(head.names[n])),
            not _MAIN_STATUS.search(head.names[n]),
            *_latest_first(head.names[n], n),
        ),
    )


def _latest_first(name: str, column: int) -> tuple[int, int, int]:
    """Return what puts the latest of columns with a time in their names first: "Status Q2"."""
    time = period_of_head(name)
    if time is None:
        return 0, 0, 0
    year, month = time
    return -year, -month if year else 0, -column


def kind_in(cell: str) -> SourceKind | None:
    """Return the kind of items that a cell names."""
    name = _bare(cell).replace("-", " ")
    if kind := source_kind(_IN_FULL.get(name.casefold(), name)):
        return kind
    heading = kind_heading(cell)
    return heading.row if heading else None


def _bare(name: str) -> str:
    """Return the name of a kind without what stands behind it: "AFI (area for improvement)"."""
    return re.sub(r" ?\([^()]*\)$", "", name).strip()


def stands_once(rows: Rows, columns: Sequence[int]) -> bool:
    """Return whether a column names each group in its first row alone, as merged cells are saved.

    Where the same name stands in rows below each other, an empty cell means none.
    """
    for n in columns[:1]:
        values = [row[n] if n < len(row) else "" for row in rows]
        return not any(a and a == b for a, b in pairwise(values))
    return True

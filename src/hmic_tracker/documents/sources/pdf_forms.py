"""Forms of a PDF whose numbered sections stand in the rows of a ruled table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.sources.pdf_lines import rows_of_words
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_flow import ReadPage
    from hmic_tracker.documents.sources.pdf_tables import PageTable
    from hmic_tracker.documents.sources.pdf_words import Word

_COLUMNS: Final = 2
_FEWEST: Final = 3
"""Sections of a form on one page, and lines of the longest of them."""
_NEAR: Final = 5
"""Points by which the columns of a form may lie apart on two pages."""
_NUMBER: Final = re.compile(r"(?:\d{1,2}|[A-Z])?[.):]?", re.ASCII)
_CAPITALS: Final = re.compile(r"(?=[^a-z]*[A-Z]{4})(?:[^a-z]|\b(?:and|of|the|to|for|in|on)\b|’s)*")
"""The name of a section: "CONCERNS OF THE CORONER", "INVESTIGATION and INQUEST"."""


def without_forms(pages: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages, the rows of forms among the lines: each row is a part of the text, not a record.

    What goes on with a form on the next page has its columns.
    """
    forms = [table.columns for page in pages for table in page.tables if _is_form(table)]
    if not forms:
        return list(pages)
    return [
        _without(page, [table for table in page.tables if _is_of(table, forms)]) for page in pages
    ]


def _without(page: ReadPage, forms: Sequence[PageTable]) -> ReadPage:
    """A page with the rows of forms among its lines, each number beside its section's name."""
    moved = {word: y for table in forms for word, y in _numbers(table)}
    words = [word._replace(y=moved.get(word, word.y)) for row in page.rows for word in row]
    tables = [table for table in page.tables if table not in forms]
    breaks = tuple(row.y for table in forms for row in table.rows)
    return page._replace(rows=rows_of_words(words), tables=tables, breaks=breaks)


def _numbers(table: PageTable) -> Iterator[tuple[Word, float]]:
    """The words of the numbers, which may stand half way down, and where they would be first."""
    tops = [row.y for row in table.rows]
    for top, bottom in zip(tops, [*tops[1:], 0.0], strict=True):
        words = [word for word in table.words if bottom < word.y <= top]
        texts = [word.y for word in words if word.left >= table.columns[1]]
        for word in words:
            if word.left < table.columns[1] and texts:
                yield word, max(texts)


def _is_form(table: PageTable) -> bool:
    """Whether sections have their numbers beside them, and their names in capitals above them."""
    if len(table.columns) != _COLUMNS:
        return False
    texts = [row.cells[1].split("\n") for row in table.rows if row.cells[0]]
    named = [lines for lines in texts if len(lines) > 1 and _CAPITALS.fullmatch(lines[0])]
    longest = max(map(len, named), default=0)
    return (
        all(_NUMBER.fullmatch(row.cells[0]) for row in table.rows)
        and len(named) >= _FEWEST
        and longest > _FEWEST
        and 2 * len(named) > len(texts)
    )


def _is_of(table: PageTable, forms: Sequence[Sequence[float]]) -> bool:
    return any(
        len(table.columns) == len(columns)
        and all(abs(a - b) < _NEAR for a, b in zip(table.columns, columns, strict=True))
        for columns in forms
    )

"""Answer workbooks, filled in as leads do with openpyxl."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook

from hmic_tracker.domain.answers import GREY, YELLOW

HEADS: Final = ("Item", *GREY.values(), *YELLOW.values())
HEAD_ROW: Final = 3


def fill(book: Workbook, answers: Mapping[str, Mapping[str, Any]]) -> Workbook:
    """The workbook with cells typed into, by the item and the head's key."""
    sheet = book["Answers"]
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1):
        for key, value in answers.get(str(row[0].value), {}).items():
            row[column_of(key)].value = value
    return book


def column_of(key: str) -> int:
    """The place of a column by its key, from 0."""
    return HEADS.index({"item": "Item", **GREY, **YELLOW}[key])


def saved(book: Workbook) -> bytes:
    """The workbook as the bytes of a file."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Workbook:
    """The workbook in a file."""
    return load_workbook(BytesIO(data))

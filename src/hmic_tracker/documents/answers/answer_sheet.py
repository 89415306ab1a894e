"""The rows of an answer workbook: its heads in any order, columns added, rows moved about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.domain.answers import GREY, YELLOW, Answer
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.answers.cells import CellRow, CellSheet

ITEM: Final = "item"
_HEADS: Final[dict[str, str]] = {
    ITEM: "item",
    "text": "what the inspectors",
    "due": "due",
    "late": "days late",
    "last": "what you last",
    "how_far": "how far",
    "done": "how many",
    "what": "what was done",
    "shows": "what shows",
    "new_date": "new date",
    "why": "why",
}
"""How the head of each column begins, without regard to case, spaces and line ends."""
_NAMES: Final = {ITEM: "Item", **GREY, **YELLOW}
_FEWEST: Final = 3
_LEGEND: Final = re.compile(r"(?:pick from|fill in yellow)\b", re.IGNORECASE)
_OWN_SHEET: Final = "answers"


class AnswerSheet(NamedTuple):
    """What was filled in: the answers, and the texts above the heads, such as whose they are.

    `remarks` are what else somebody wrote that is of no row.
    """

    answers: tuple[Answer, ...]
    above: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


_Form = tuple["CellSheet", tuple[int, dict[str, int], dict[int, str]]]
"""A sheet with the place of its heads, the column of each, and the heads that were added."""


def read_answers(sheets: Sequence[CellSheet]) -> AnswerSheet | None:
    """The answers in the sheets that a person sees; None where none has the heads of a form."""
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    forms = [(sheet, heads) for sheet in shown if (heads := _heads(sheet))]
    if not forms:
        return None
    forms.sort(key=lambda form: folded(form[0].name) != _OWN_SHEET)
    answers: list[Answer] = []
    for sheet, (place, columns, others) in forms:
        where = f"sheet {sheet.name}, " if len(forms) > 1 else ""
        for row in sheet.rows[place + 1 :]:
            answers += _answer(row, columns, others, where)
    first, (place, _, _) = forms[0]
    above = tuple(text for row in first.rows[:place] for text in row.cells if text)
    return AnswerSheet(tuple(answers), above, tuple(_besides(shown, forms)))


def _besides(shown: Sequence[CellSheet], forms: Sequence[_Form]) -> Iterator[str]:
    """What else somebody wrote: comments above the answers, and sheets that are no form."""
    for sheet, (place, _, _) in forms:
        for row in sheet.rows[: place + 1]:
            yield from (f"a comment in row {row.number}: {text}" for _, text in row.comments)
    names = [sheet.name for sheet, _ in forms]
    for sheet in shown:
        if sheet.rows and sheet.name not in names:
            yield f"the sheet '{sheet.name[:60]}' is no form, and is not read"


def _heads(sheet: CellSheet) -> tuple[int, dict[str, int], dict[int, str]] | None:
    """The place of the row of heads, the column of each, and the heads that somebody added."""
    for place, row in enumerate(sheet.rows):
        columns: dict[str, int] = {}
        others: dict[int, str] = {}
        for column, text in enumerate(row.cells):
            key = _key(text)
            if key is not None and key not in columns:
                columns[key] = column
            elif text:
                others[column] = " ".join(text.split())[:60]
        if ITEM in columns and len(columns) >= _FEWEST and set(columns) & set(YELLOW):
            return place, columns, others
    return None


def _key(text: str) -> str | None:
    """The column that a head is of: one that begins so, "Item" and "Due" alone being whole."""
    plain = folded(text)
    for key, beginning in _HEADS.items():
        if plain == beginning or (key not in {ITEM, "due"} and plain.startswith(beginning)):
            return key
    return None


def _answer(
    row: CellRow, columns: dict[str, int], others: dict[int, str], where: str
) -> Iterator[Answer]:
    """The answer of a row; none where it is empty, or only says how a form is filled in."""

    def cell(key: str) -> str:
        column = columns.get(key, len(row.cells))
        return row.cells[column] if column < len(row.cells) else ""

    filled = [text for text in row.cells if text]
    if not row.comments and (not filled or (len(filled) == 1 and _LEGEND.match(filled[0]))):
        return
    known = set(columns.values())
    remarks = [
        (others.get(column) or f"column {column + 1}", text)
        for column, text in enumerate(row.cells)
        if text and column not in known
    ]
    named = {column: _NAMES[key] for key, column in columns.items()}
    comments = [
        (named.get(column) or others.get(column) or f"column {column + 1}", text)
        for column, text in row.comments
    ]
    heads = {column: YELLOW[key] for key, column in columns.items() if key in YELLOW}
    formulas = tuple(heads[place] for place in sorted(row.formulas) if place in heads)
    yield Answer(
        place=f"{where}row {row.number}",
        item=cell(ITEM),
        how_far=cell("how_far"),
        done=cell("done"),
        what=cell("what"),
        shows=cell("shows"),
        new_date=cell("new_date"),
        why=cell("why"),
        remarks=tuple(remarks),
        grey={key: cell(key) for key in GREY if key in columns},
        formulas=formulas,
        comments=tuple(comments),
        missing=tuple(key for key in _NAMES if key not in columns),
    )

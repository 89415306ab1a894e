"""What columns of a table are by what is in them, where their names don't tell or several do."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import COMPLETED
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.source_kinds import OUR_WORDS, STEP, source_kind
from hmic_tracker.documents.wording.status_cells import is_nothing, status_cell

SAMPLE: Final = 200
"""Rows from which the contents of a column are known."""
_CODES: Final = re.compile(r"[\w./-]{1,8}(?:(?:, | and | & |-)[\w./-]{1,8})*")
_WORD: Final = re.compile(r"[^\W\d]{4}")
"""Four letters on end, as words have them and numbers of items seldom."""
_NUMBERS_ITEMS: Final = re.compile(
    r"\b(?:rec|recommendation|ref|reference|afi|action|label)\b", re.I
)
_YES_OR_NO: Final = re.compile(r"y(?:es)?|no?|none|new|current|active|live|planned", re.I)
"""Words that are answers to other questions than that of the status as well."""
_FOUND: Final = re.compile(
    r"\b(?:findings?|issues?|observations?|weakness(?:es)?|deficienc(?:y|ies)|breach|risks?"
    r"|descriptions?|details?|what inspectors found)\b",
    re.I,
)
"""What the inspectors saw; beside it stands what is to be done, and that is the item."""
_TO_DO: Final = re.compile(
    r"\b(?:agreed|required|recommended|management|corrective)\b.*\bactions?\b"
    r"|\bactions? (?:agreed|required|needed|to be taken)\b|\brequirements?\b|\btask\b",
    re.I,
)
_BY_WHEN: Final = re.compile(
    r"\b(?:complet\w*|target|finish|end|deliver\w*|milestone|implement\w*|when|dates?|by)\b", re.I
)
_EITHER_DAY: Final = re.compile(r"date of (?:completion|implementation|closure)", re.I)
"""A day that is ahead where no other column has one, and is past where another does."""
_LONG: Final = 40
"""Letters of a cell that holds a text."""

Rows = Sequence[Sequence[str]]


def find_by_content(
    names: Sequence[str], fields: list[str], chosen: Sequence[str | None], rows: Rows
) -> None:
    """Name the columns of dates and of words of status, where no name says so."""
    free = [n for n, field in enumerate(fields) if not field and chosen[n] is None]
    for n in free:
        if _EITHER_DAY.fullmatch(names[n].strip(" :*")):
            fields[n] = COMPLETED if "due" in fields else "due"
    if not {"due", "revised"} & {*fields}:
        for n in free:
            if not fields[n] and _BY_WHEN.search(names[n]) and _are_dates(_cells(rows, n)):
                fields[n] = "due"
                break
    if "kind" not in fields:
        for n, field in enumerate(fields):
            if field in {"", "priority"} and chosen[n] is None and _are_kinds(_cells(rows, n)):
                fields[n] = "kind"
                break
    if not {"status", "update"} & {*fields}:
        for n in free:
            if not fields[n] and _are_statuses([row for row in rows if len(set(row)) > 2], n):
                fields[n] = "status"
                break


def _cells(rows: Rows, column: int) -> list[str]:
    return [row[column] for row in rows if column < len(row) and row[column]]


def _are_dates(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if not is_nothing(cell)]
    dates = [cell for cell in said if len(cell) < _LONG and due_of_cell(cell)]
    return bool(dates) and 5 * len(dates) >= 4 * len(said)


def _are_kinds(cells: Sequence[str]) -> bool:
    kinds = [cell for cell in cells if source_kind(cell) is not None or STEP.fullmatch(cell)]
    return len(set(kinds)) > 1 and len(kinds) == len(cells)


def _are_statuses(rows: Rows, column: int) -> bool:
    cells = _cells(rows, column)
    words = [cell for cell in cells if len(cell) < _LONG and not _YES_OR_NO.fullmatch(cell)]
    known = [cell for cell in words if (state := status_cell(cell)) and state.status]
    return bool(known) and 5 * len(known) >= 4 * len(cells)


def texts(
    names: Sequence[str], fields: list[str], chosen: Sequence[str | None], rows: Rows
) -> tuple[int, ...]:
    """Return the columns with text: the source's word for an item goes before actions.

    What is to be done goes before what was found, a column that is filled before one that isn't.
    The first becomes the label's where its cells are nothing but numbers.
    """
    columns = [n for n, field in enumerate(fields) if field == "text"]
    given = {n for n in columns if chosen[n] == "text"}
    columns.sort(key=lambda n: (n not in given, *_rank(names[n], _cells(rows, n), len(rows))))
    if columns and "label" not in fields:
        cells = _cells(rows, columns[0])
        if cells and all(map(_is_number, cells)):
            fields[columns.pop(0)] = "label"
    return tuple(columns)


def _rank(name: str, cells: Sequence[str], rows: int) -> Iterator[bool]:
    """Yield what speaks against a column's being that of the items, the weightiest first."""
    asking = sum(asks(cell) or is_order(cell) for cell in cells)
    yield not OUR_WORDS.search(name)
    yield bool(_FOUND.search(name)) and not _TO_DO.search(name) and 2 * asking < len(cells)
    yield 2 * len(cells) < rows


def _is_number(cell: str) -> bool:
    return is_code(cell) or bool(_CODES.fullmatch(cell) and not _WORD.search(cell))


def keep_one_label(names: Sequence[str], fields: list[str]) -> None:
    """Keep the label's column that numbers items, not rows; another is a note."""
    labels = [n for n, field in enumerate(fields) if field == "label"]
    labels.sort(key=lambda n: not _NUMBERS_ITEMS.search(names[n].replace("_", " ")))
    for n in labels[1:]:
        fields[n] = "note"

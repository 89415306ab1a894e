"""What columns of a table are by what is in them, where their names don't tell or several do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import COMPLETED, field_of_head, folded_head
from hmic_tracker.documents.wording.labels import is_code, is_label_alone, printed_label
from hmic_tracker.documents.wording.printed_heads import may_number
from hmic_tracker.documents.wording.source_kinds import OUR_WORDS, STEP, source_kind
from hmic_tracker.documents.wording.status_cells import is_colour, is_nothing, status_cell
from hmic_tracker.light_typing import Final

SAMPLE: Final = 200
"""Rows from which the contents of a column are known."""
_CODES: Final = re.compile(r"[\w./-]{1,8}(?:(?:, | and | & |-)[\w./-]{1,8})*")
_OF_LAW: Final = re.compile(r"regulations?|standards?|rules?|articles?", re.I)
_PART_OF_LAW: Final = re.compile(r"(?:[A-Z][a-z]+ )?\d{1,3}[A-Z]?(?: ?\([a-z\d]{1,4}\)){0,4}")
"""A regulation and its parts, by which a plan of compliance names what it requires: "28(3)(a)"."""
_WORD: Final = re.compile(r"[^\W\d]{4}")
"""Four letters on end, as words have them and numbers of items seldom."""
_NUMBERS_ITEMS: Final = re.compile(
    r"\b(?:rec|recommendation|ref|reference|afi|action|label)\b", re.I
)
_YES_OR_NO: Final = re.compile(r"y(?:es)?|no?|none|new|current|active|live|planned", re.I)
"""Words that are answers to other questions than that of the status as well."""
_OBSERVED: Final = re.compile(
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
_PAST: Final = re.compile(
    r"\b(?:start|begin|beg[au]n|raised|issued|publi\w*|report\w*|visit\w*|creat\w*|detect\w*|update\w*"
    r"|review\w*|receive\w*|open\w*|added|inspect\w*|decision|decided|response|reply|meeting|audit"
    r"|agreed|approved|status|last|previous|entered|logged|opened|closed|actual)\b",
    re.I,
)
"""A day that is no deadline."""
_EITHER_DAY: Final = re.compile(r"date of (?:completion|implementation|closure)", re.I)
"""A day that is ahead where no other column has one, and is past where another does."""
_OF_INQUEST: Final = re.compile(r"(?:name of )?(?:the )?(?:coroners?|deceased|inquest)(?: name)?")
_WHERE_AND_WHEN: Final = re.compile(r"(?:coroner(?:'s|s)? )?(?:area|jurisdiction|district|date)")
"""Columns of a register of coroners' reports: where one was made and when, not what it is about."""
_THAT: Final = re.compile(r"that (?:the|all|each|every|its|their|an?|no)?\b.{3,}", re.I)
"""How a committee recommends: "That the council publish a timetable"."""
_FEWEST_KNOWN: Final = 2
"""Columns besides the text's that show a table to be a plan."""
_SHORT: Final = 12
"""Letters that no item's text has."""
_LONG: Final = 40
"""Letters of a cell that holds a text."""

Rows = Sequence[Sequence[str]]


def find_by_content(
    names: Sequence[str], fields: list[str], chosen: Sequence[str | None], rows: Rows
) -> None:
    """Name the columns of dates and of words of status, where no name says so."""
    _leave_inquests(names, fields, chosen)
    free = [n for n, field in enumerate(fields) if not field and chosen[n] is None]
    filled = [_cells(rows, n) for n in range(len(fields))]
    for n, field in enumerate(fields):
        if field == "status" and chosen[n] is None and _are_dates(filled[n]):
            fields[n] = ""
        elif not field and chosen[n] is None and _EITHER_DAY.fullmatch(names[n].strip(" :*")):
            fields[n] = COMPLETED if "due" in fields else "due"
    free = [n for n, field in enumerate(fields) if not field and chosen[n] is None]
    _find_due(names, fields, free, rows)
    if "kind" not in fields:
        maybe = (n for n, field in enumerate(fields) if field in {"", "priority", "text"})
        _put_first(
            fields, "kind", (n for n in maybe if chosen[n] is None and _are_kinds(filled[n]))
        )
    if not {"status", "update"} & {*fields}:
        full = [row for row in rows if len(set(row)) > 2]
        _put_first(fields, "status", (n for n in free if not fields[n] and _are_statuses(full, n)))


def find_numbers(names: Sequence[str], fields: list[str], rows: Rows) -> None:
    """Name the column of a printed table that numbers its rows: one without a name, or of law."""
    if "label" in fields:
        return
    again = tuple(names)  # the head, printed again on the next page
    full = [row for row in rows if len(set(row)) > 2 and tuple(row) != again]
    for n, field in enumerate(fields):
        of_law = bool(_OF_LAW.fullmatch(names[n]))
        numbers = may_number(names, fields, n)
        is_known = field or (names[n] and not of_law)
        cells = [] if is_known and not numbers else _cells(full, n)
        are_codes = all(map(_PART_OF_LAW.fullmatch if of_law else is_code, cells))
        if 0 < len(full) == len(set(cells)) and are_codes:
            fields[n] = "label"
            return


def find_states(names: Sequence[str], fields: list[str], rows: Rows) -> None:
    """Name the columns of a printed plan that say how its items stand, where no name is known.

    The force and the inspectorate may have one each, which are of one item all the same.
    """
    if "text" not in fields or len({"label", "owner", "due"} & {*fields}) < _FEWEST_KNOWN:
        return
    full = [row for row in rows if len(set(row)) > 2]
    for n, field in enumerate(fields):
        if not field and names[n]:
            named = field_of_head(names[n]) in {"status", "update"}
            fields[n] = "status" if _are_statuses(full, n) else "update" if named else ""


def find_due_beside_owner(
    names: Sequence[str], fields: list[str], chosen: Sequence[str | None], rows: Rows
) -> None:
    """Name the column of dates in a printed table of actions and owners: "Date"."""
    if {"text", "owner"} <= {*fields}:
        free = [n for n, field in enumerate(fields) if not field and chosen[n] is None]
        _find_due(names, fields, free, rows)


def _find_due(names: Sequence[str], fields: list[str], free: Sequence[int], rows: Rows) -> None:
    if {"due", "revised"} & {*fields}:
        return
    ahead = (n for n in free if _is_ahead(names[n]) and _are_dates(_open(_cells(rows, n))))
    _put_first(fields, "due", ahead)


def _leave_inquests(names: Sequence[str], fields: list[str], chosen: Sequence[str | None]) -> None:
    """Make where and when a coroner made a report notes, in a register of such reports."""
    plain = list(map(folded_head, names))
    if not any(map(_OF_INQUEST.fullmatch, plain)):
        return
    for n, name in enumerate(plain):
        if chosen[n] is None and _WHERE_AND_WHEN.fullmatch(name):
            fields[n] = "note"


def _put_first(fields: list[str], field: str, columns: Iterable[int]) -> None:
    """Give the first of some columns a field."""
    if (column := next(iter(columns), None)) is not None:
        fields[column] = field


def _is_ahead(name: str) -> bool:
    return bool(_BY_WHEN.search(name)) and not _PAST.search(name)


def _cells(rows: Rows, column: int) -> list[str]:
    return [row[column] for row in rows if column < len(row) and row[column]]


def _are_dates(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if not is_nothing(cell)]
    dates = [cell for cell in filled if len(cell) < _LONG and due_of_cell(cell)]
    return bool(dates) and 5 * len(dates) >= 4 * len(filled)


def _open(cells: Sequence[str]) -> list[str]:
    """Return the cells that don't say how an item stands where its date would be: "Completed"."""
    return [cell for cell in cells if status_cell(cell) is None]


def _are_kinds(cells: Sequence[str]) -> bool:
    kinds = [cell for cell in cells if source_kind(cell) is not None or STEP.fullmatch(cell)]
    return bool(kinds) and len(kinds) == len(cells)


def _are_statuses(rows: Rows, column: int) -> bool:
    cells = _cells(rows, column)
    words = [cell for cell in cells if len(cell) < _LONG and not _YES_OR_NO.fullmatch(cell)]
    known = [cell for cell in words if (state := status_cell(cell)) and state.status]
    colours = [cell for cell in words if is_colour(cell)]
    is_often = 2 * len(cells) >= len(rows)
    return is_often and (
        (bool(known) and 5 * len(known) >= 4 * len(cells)) or 0 < len(cells) == len(colours)
    )


def texts(
    names: Sequence[str],
    fields: list[str],
    chosen: Sequence[str | None],
    rows: Rows,
    is_sheet: bool,
) -> tuple[int, ...]:
    """Return the columns with text, the likeliest to be that of the items first.

    In a sheet what the cells say goes before what their column is called: one whose name is not
    known is the items' where it asks for something and no better one does. In a printed table it
    is so where no name is known, and beside labels. The first becomes the label's where its cells
    are nothing but numbers.
    """
    _leave_groups(fields, chosen, rows)
    columns = [n for n, field in enumerate(fields) if field == "text"]
    free = [n for n, field in enumerate(fields) if field in {"", "addressee"} and chosen[n] is None]
    if is_sheet:
        columns += [n for n in free if _may_be_text(names[n], _cells(rows, n), bool(columns))]
    full = [row for row in rows if len(set(row)) > 2]
    if not (is_sheet or columns) and "label" in fields:
        columns += [n for n in free if names[n] and _always_asks(_cells(full, n))]
    given = {n for n in columns if chosen[n] == "text"}
    ranks = {n: (n not in given, *_rank(names[n], _cells(full, n), len(full))) for n in columns}
    columns.sort(key=lambda n: (ranks[n], n))
    columns = [n for n in columns if fields[n] == "text" or n == columns[0]]
    if columns:
        fields[columns[0]] = "text"
    if "label" not in fields:
        _take_label(fields, columns, rows, is_sheet)
    return tuple(columns)


def _always_asks(cells: Sequence[str]) -> bool:
    """Return whether the cells of a printed table nearly all ask for something."""
    asking = sum(map(_asks, (cell for cell in cells if len(cell) > _SHORT)))
    return asking > 1 and 5 * asking >= 4 * len(cells)


def _may_be_text(name: str, cells: Sequence[str], has_text: bool) -> bool:
    """Return whether a column whose name isn't known may have the items' text."""
    if not cells or not name:
        return False
    long = sum(len(cell) > _LONG for cell in cells)
    if 2 * sum(map(_asks, cells)) >= len(cells) or (not has_text and _is_of_items(name, long)):
        return True
    return not has_text and 2 * sum(len(cell) > 3 * _LONG for cell in cells) >= len(cells)


def _is_of_items(name: str, long: int) -> bool:
    return bool(long and (OUR_WORDS.search(name) or _OBSERVED.search(name)))


def _asks(cell: str) -> bool:
    return asks(cell) or is_order(cell) or bool(_THAT.match(cell))


def _rank(name: str, cells: Sequence[str], rows: int) -> tuple[bool, ...]:
    """Return what speaks against a column's being that of the items, the weightiest first."""
    asks_often = 2 * sum(map(_asks, cells)) >= len(cells)
    is_short = 2 * sum(len(cell) < _SHORT or is_label_alone(cell) for cell in cells) >= len(cells)
    return (
        is_short and not asks_often,
        not OUR_WORDS.search(name),
        not (asks_often or _TO_DO.search(name) or OUR_WORDS.search(name)),
        bool(_OBSERVED.search(name)) and not _TO_DO.search(name),
        2 * len(cells) < rows,
    )


def _take_label(fields: list[str], columns: list[int], rows: Rows, is_sheet: bool) -> None:
    """Make a column of text that holds numbers alone, or beside the items' text, that of labels."""
    for n in columns[: None if is_sheet else 1]:
        cells = _cells(rows, n)
        named = [cell for cell in cells if _is_number(cell) or is_label_alone(cell)]
        if cells and (
            all(map(_is_number, cells)) or (n != columns[0] and 2 * len(named) >= len(cells))
        ):
            fields[n] = "label"
            columns.remove(n)
            return


def _is_number(cell: str) -> bool:
    return is_code(cell) or bool(_CODES.fullmatch(cell) and not _WORD.search(cell))


def _leave_groups(fields: list[str], chosen: Sequence[str | None], rows: Rows) -> None:
    """Take no column of labels that names groups: "Code" with "E - Training" in several rows.

    The label is in another column then, if each of its cells is one: "Recommendation 46".
    """
    full = [row for row in rows if len(set(row)) > 2]
    for n, field in enumerate(fields):
        cells = _cells(full, n)
        if field == "label" and chosen[n] is None and len(set(cells)) < len(cells):
            named = [cell for cell in cells if _is_number(cell) or is_label_alone(cell)]
            fields[n] = "" if 2 * len(named) < len(cells) else field
    if "label" not in fields:
        free = (n for n, field in enumerate(fields) if not field and chosen[n] is None)
        _put_first(fields, "label", (n for n in free if _are_labels(_cells(full, n), len(full))))


def _are_labels(cells: Sequence[str], rows: int) -> bool:
    """Return whether each row has the name of a kind and a number of its own."""
    return 1 < rows == len(set(cells)) and all(printed_label(cell).isalnum() for cell in cells)


def keep_one_label(names: Sequence[str], fields: list[str], rows: Rows) -> None:
    """Keep the label's column that numbers items, not rows; another is a note.

    One that only the first item of each group has a value in is the group's, as is one that has
    the same value in rows below each other.
    """
    labels = [n for n, field in enumerate(fields) if field == "label"]
    texts = [n for n, field in enumerate(fields) if field == "text"]
    full = [row for row in rows if any(n < len(row) and row[n] for n in texts)]
    filled = {n: len(_cells(full, n)) for n in labels}
    most = max(filled.values(), default=0)
    labels.sort(
        key=lambda n: (
            4 * filled[n] < 3 * most,
            sum(a == b for a, b in pairwise(_cells(full, n))),
            not _NUMBERS_ITEMS.search(names[n].replace("_", " ")),
        )
    )
    for n in labels[1:]:
        fields[n] = "note"

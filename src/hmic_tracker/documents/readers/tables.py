"""Tables with a head: action plans, registers, grades by year. Columns are known by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers.boxed_actions import read_boxes
from hmic_tracker.documents.readers.grade_columns import read_assurances, read_grades, read_ratings
from hmic_tracker.documents.readers.grades_above_areas import read_below_grades
from hmic_tracker.documents.readers.published_cells import mark_published
from hmic_tracker.documents.readers.rating_columns import read_across
from hmic_tracker.documents.readers.table_cells import FIELDS, TOTAL
from hmic_tracker.documents.readers.table_forms import read_column, read_forms, read_labelled
from hmic_tracker.documents.readers.table_heads import (
    Head,
    columns_seen,
    find_head,
    is_head_again,
    is_kind,
    names_several_kinds,
)
from hmic_tracker.documents.readers.table_pairs import read_pairs
from hmic_tracker.documents.readers.table_rows import ItemRows
from hmic_tracker.documents.readers.tables_of_kinds import kind_above
from hmic_tracker.documents.wording.advice import asks, is_order, is_stem
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.headers import names_inspection
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.remark_rows import STATE_ROW, is_no_name, is_remark
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import state_of_list, status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LONGEST_STATUS: Final = 40
_FEWEST_COUNTS: Final = 3
_STATE_AND_NUMBER: Final = re.compile(r"(?P<state>[A-Za-z][A-Za-z /-]{2,50}?):? \d{1,4}")
_MOST_ABOVE: Final = 20
"""Rows of a printed table that may stand above its head, or above rows without one."""
_DEFINED: Final = re.compile(r"(?:terms?|definitions?|meanings?|abbreviations?)", re.I)
"""Heads of a table that explains words."""
_BELOW: Final = re.compile(
    r"(?:(?:foot)?notes?|(?:b?rag |status |colou?r )?(?:key|legend)|glossary|abbreviations"
    r"|(?:status |rag )?definitions|guidance|(?:key )?to (?:b?rag|status\w*)"
    r"|key to (?:b?rag|status|colou?rs?).{0,20}|b?rag (?:status|ratings?)) ?:?",
    re.I,
)
"""What stands alone above the notes or the key below a table."""
_OF_ITEM_ABOVE: Final = frozenset({"update", "response"})
"""Fields that a line across a table may have, with their name before them."""
_FIGURES: Final = re.compile(r"(?:\d{1,4}|[(]?\d{1,3} ?%[)]?|[-–—])(?: \d{1,4})*")
_LEVELS: Final = re.compile(
    r"(?:(?:low|medium|high|critical|advisory|urgent|total|\d{1,4})(?:[ /,]+|$)){2,}", re.I
)
"""The names of priorities and how many have each, which no text has alone."""
_FILTER: Final = re.compile(r"\(?(?:all|select(?: one)?|filter|blanks?|\(all\)|…|▼)\)?", re.I)


def read(context: ReaderContext, block: Block) -> int:
    """Read a table from its first row on."""
    if block.role != "row" or _is_deep(context, block):
        return 0
    end = context.at
    while end < len(context.blocks) and context.blocks[end].role in {"row", "furniture"}:
        if end > context.at and _is_next_head(context, end):
            break  # the next table follows at once
        end += 1
    rows = [at for at in range(context.at, end) if context.blocks[at].role == "row"]
    if any(_DEFINED.fullmatch(name) for name in block.cells) and not context.is_table:
        for at in rows:
            context.mark(at, "-")
        return rows[-1] - context.at + 1
    grades = (read_below_grades, read_grades, read_assurances, read_ratings)
    items = (read_boxes, read_forms, read_across, _read_items)
    readers = (*items, *grades, read_labelled, read_pairs, read_column)
    if not any(read_rows(context, rows) for read_rows in readers):
        return 0
    for at in range(context.at, end):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "-")
    return end - context.at


def _is_next_head(context: ReaderContext, at: int) -> bool:
    """Return whether a row is the head of one more table: marked, or apart and all names."""
    block = context.blocks[at]
    if block.head and len(set(block.cells)) > 1:
        return not context.blocks[at - 1].head
    if context.is_table or not block.gap:
        return False
    named = [field_named(cell) for cell in block.cells]
    return all(named) and len(set(named)) > 1


def _is_deep(context: ReaderContext, block: Block) -> bool:
    """Return whether so many rows stand above one that nobody reads a table from it on.

    Else each row of a long table that is none of ours would have all those below it read.
    """
    if context.is_table or block.head or context.at < _MOST_ABOVE:
        return False
    above = context.blocks[context.at - _MOST_ABOVE : context.at]
    return all(one.role in {"row", "furniture"} for one in above)


def _read_items(context: ReaderContext, rows: Sequence[int]) -> bool:
    head = find_head(context, rows)
    if head is None:
        return False
    first = rows.index(head.row) + 1
    _mark_above(context, rows[:first])
    items = _begun(context, head, rows[first:])
    skipped, is_ended = -1, False
    for place, at in enumerate(rows[first:], first):
        if at <= skipped:
            context.mark(at, "label")
            continue
        again = is_head_again(context, at, rows[place + 1 :], head) if context.is_table else None
        if context.is_table and not again:
            is_ended = _ends(context.blocks[at], is_ended)
        if again == head._replace(row=at):
            context.mark(at, "~")
        elif is_ended and not again:
            context.mark(at, "-")
        elif again:
            head, skipped = again, again.row
            context.mark(at, "label")
            items = _begun(context, head, rows[place + 1 :])
        else:
            _mark_row(context, at, head, items, rows[place + 1 :])
    return True


def _ends(block: Block, is_ended: bool) -> bool:
    """Return whether the items have ended at a row: a key or notes stand below the table."""
    printed = {cell for cell in block.cells if cell}
    if len(printed) == 1 and _BELOW.fullmatch(next(iter(printed))):
        return True
    return is_ended and len(printed) < 3


def _begun(context: ReaderContext, head: Head, rows: Sequence[int]) -> ItemRows:
    """Begin the rows of a table, and keep what its columns are."""
    context.columns += columns_seen(context, head, rows)
    items = ItemRows(context, head, rows)
    if not any(is_kind(head.names[n]) for n in head.texts):
        items.kind = kind_above(context, head.row)
    return items


def _mark_above(context: ReaderContext, rows: Sequence[int]) -> None:
    """Mark the head, and what stands above it in a sheet."""
    for at in rows:
        is_above = context.is_table and at != rows[-1]
        if is_above and mark_published(context, at):
            continue
        above = is_above and len(set(context.blocks[at].cells)) < 4
        context.mark(at, "-" if above else "label")


def _mark_row(
    context: ReaderContext, at: int, head: Head, items: ItemRows, below: Sequence[int]
) -> None:
    block = context.blocks[at]
    cells = block.cells[: len(head.fields)]
    printed = [cell for cell in block.cells if cell]
    is_name = not is_code(printed[0]) or (context.is_table and names_inspection(printed[0]))
    alone = len(set(printed)) == 1 and is_name and _spans(block, head)
    if list(block.cells) == list(head.names) or (
        context.is_table and all(_FILTER.fullmatch(cell) for cell in printed)
    ):
        context.mark(at, "~")
    elif alone and not _is_item_alone(block, head) and not _is_value(context, block, head):
        _mark_section(context, at, printed[0], below, items, head)
    elif _is_total(context, cells, printed) or _counts(cells, head):
        context.mark(at, "-")
    else:
        items.mark(at)


def _counts(cells: Sequence[str], head: Head) -> bool:
    """Return whether a row counts items: a number where the text would be, and no label.

    So does one that has nothing but figures below the names of states: "Achieved", "Not achieved".
    """
    figures = [cell for cell in cells[1:] if cell]
    states = [name for name in head.names[1:] if name]
    if len(figures) > 1 and all(map(_FIGURES.fullmatch, figures)) and all(map(status_cell, states)):
        return True
    if any(map(_LEVELS.fullmatch, (cells[n] for n in head.texts[:1] if n < len(cells)))):
        return True
    by_field = dict(zip(head.fields, cells, strict=False))
    number = by_field.get("text", "").isdecimal()
    is_count = sum(map(str.isdecimal, cells)) > _FEWEST_COUNTS
    is_count = is_count or not is_code(by_field.get("label", ""))
    return (number and is_count) or _heads_counts(cells, head)


def _heads_counts(cells: Sequence[str], head: Head) -> bool:
    """Return whether a row names statuses to be counted below: "Total", "Done", "Overdue"."""
    filled = [cell for cell in cells if cell]
    named = [cell for cell in filled if TOTAL.match(cell) or status_cell(cell)]
    is_short = all(len(cell) <= _LONGEST_STATUS for cell in filled)
    text = next((cells[n] for n in head.texts[:1] if n < len(cells)), "")
    return text in named and is_short and len(named) > max(_FEWEST_COUNTS, len(filled) - 2)


def _is_total(context: ReaderContext, cells: Sequence[str], printed: Sequence[str]) -> bool:
    """Return whether a row adds up, or only numbers the columns."""
    if any(map(_sums_states, printed[:3])):
        return True
    if not context.is_table:
        return any(TOTAL.match(cell) for cell in cells[:2])
    return any(TOTAL.match(cell) for cell in printed[:1]) or _is_numbering(printed)


def _sums_states(cell: str) -> bool:
    """Return whether a cell only says how many items stand how: "Done 1; in progress 2; late 3"."""
    parts = [_STATE_AND_NUMBER.fullmatch(part) for part in cell[:400].split("; ")]
    states = [match["state"] for match in parts if match]
    return 1 < len(parts) == len(states) and any(map(status_cell, states))


def _is_numbering(printed: Sequence[str]) -> bool:
    """Return whether a row numbers the columns: 1, 2, 3 or a, b, c."""
    if len(printed) < 3:
        return False
    numbers = [str(n) for n in range(1, len(printed) + 1)]
    letters = [chr(ord("a") + n) for n in range(min(26, len(printed)))]
    plain = [cell.strip("().").casefold() for cell in printed]
    return plain in (numbers, letters)


def _is_item_alone(block: Block, head: Head) -> bool:
    """Return whether the one cell of a row is an item's text, of which nothing else is said."""
    filled = [n for n, cell in enumerate(block.cells) if cell]
    if len(filled) != 1 or filled[0] not in head.texts:
        return False
    text = block.cells[filled[0]]
    return asks(text) or (text.endswith(".") and is_order(text))


def _is_value(context: ReaderContext, block: Block, head: Head) -> bool:
    """Return whether the one cell of a row goes on with a field of the item above it."""
    filled = [n for n, cell in enumerate(block.cells[: len(head.fields)]) if cell]
    if len(filled) != 1 or not filled[0] or head.fields[filled[0]] not in FIELDS:
        return False
    return not context.names.find(block.cells[filled[0]])


def _is_of_owner(context: ReaderContext, name: str, below: Sequence[int], head: Head) -> bool:
    """Return whether a line says who owns the rows below it, which their own cells repeat."""
    cells = context.blocks[below[0]].cells if below else ()
    owners = [cells[n] for n in head.columns_of("owner") if n < len(cells)]
    return name.casefold() in {owner.casefold() for owner in owners}


def _mark_section(
    context: ReaderContext, at: int, name: str, below: Sequence[int], items: ItemRows, head: Head
) -> None:
    """Mark a row that names what the rows below are of, in one cell or repeated in each."""
    if kind := kind_heading(name):
        is_mixed = names_several_kinds(name) and any(is_kind(head.names[n]) for n in head.texts)
        items.kind = None if is_mixed else kind.row  # the column's name tells
        context.mark(at, "list", label=kind.row.word)
        return
    if is_stem(name):
        items.after_item = False
        context.mark(at, "stem", 0, len(name), text=0)
        if len(context.blocks[at].printed) > len(name):
            context.mark(at, "~", len(name))
        return
    if context.is_table and not items.has_status and STATE_ROW.match(name):
        context.mark(at, "list", label=state_of_list(name))
        return
    before, colon, _ = name.partition(": ")
    field = field_named(before) if colon and items.after_item else ""
    if field in _OF_ITEM_ABOVE:
        context.mark(at, field, text=len(before) + len(colon))
        return
    no_name = bool(TOTAL.match(name)) or _is_of_owner(context, name, below, head)
    no_name = no_name or (not context.names.find(name) and is_remark(name))
    if context.is_table and not no_name:
        next_row = next((context.blocks[n].cells for n in below), ())
        no_name = is_no_name(name) or len(set(next_row)) < 3
    if no_name:
        context.mark(at, "-")
        return
    is_inspection = context.is_table and names_inspection(name)
    items.is_divided = not context.is_table and not names_inspection(name)
    context.mark(at, "inspection" if is_inspection else "framework", 0, len(name))
    if len(context.blocks[at].printed) > len(name):
        context.mark(at, "~", len(name))


def _spans(block: Block, head: Head) -> bool:
    """Return whether one text is a row of its own: alone in it, or across several columns."""
    return len([cell for cell in block.cells if cell]) > 1 or len(head.fields) > 1

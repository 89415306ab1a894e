"""Cells of a table that answer an item and name its owner and its day at their end."""

from __future__ import annotations

from hmic_tracker.documents.readers.action_fields import field_starts
from hmic_tracker.documents.readers.table_cells import WORDS
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.status_cells import says_status_first
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.readers.table_heads import Head
    from hmic_tracker.documents.readers.table_row import TableRow

_OF_ANSWERS: Final = ("update", "response")
_IN_ANSWERS: Final = frozenset({"owner", "due", "revised"})


def put_answers(context: ReaderContext, head: Head, row: TableRow, label: str) -> None:
    """Mark the answers of a row that have fields in them which the table has no columns of."""
    for field in _OF_ANSWERS:
        for n in row.columns(field):
            starts = [
                (start, name)
                for start, name in field_starts(row.cells[n], 0)
                if start and name in _IN_ANSWERS and not head.columns_of(name)
            ]
            if starts:
                before = row.cells[n][: starts[0][0]]
                is_state = not head.columns_of("status") and says_status_first(before)
                _put(context, row, n, [(0, "status" if is_state else field), *starts], label)


def _put(
    context: ReaderContext, row: TableRow, n: int, starts: list[tuple[int, str]], label: str
) -> None:
    first, last = row.spans[n]
    for place, (start, field) in enumerate(starts):
        end = first + starts[place + 1][0] if place + 1 < len(starts) else last
        named = field_at(row.cells[n][start:]) if start else None
        text = first + start + (named[1] if named else 0)
        context.mark(row.at, WORDS.get(field, field), first + start, end, text=text, label=label)
    row.done.add(n)

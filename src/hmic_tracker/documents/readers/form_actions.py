"""The actions in an item's form: a head of its own below the item's text, and a row for each."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.readers.table_cells import FIELDS, WORDS, cell_spans
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.status_cells import is_nothing, status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LONGEST_NAME: Final = 60
_OF_ONE: Final = frozenset({"owner", "due", "revised", "status"})
"""Fields that an item has once: those of its first action; what the others say is a note."""


def is_head_of_actions(cells: Sequence[str]) -> bool:
    """Return whether a row names the columns of actions: "Action", "Owner", "By when"."""
    names = [cell for cell in cells if cell]
    if len(names) < 3 or any(len(name) > _LONGEST_NAME or is_nothing(name) for name in names):
        return False
    fields = [field for name in names if (field := field_named(name))]
    known = set(fields)
    return len(known) > 2 and 2 * len(fields) > len(names) and len(known & set(FIELDS)) > 1


class ActionRows:
    """The rows below a head of actions, up to one with fewer cells; `mark` marks one."""

    def __init__(self, context: ReaderContext, rows: Sequence[int]) -> None:
        self._context = context
        self._names = context.blocks[rows[0]].cells
        self._fields = tuple(map(field_named, self._names))
        self.rows: list[int] = []
        for at in rows[1:]:
            if len(context.blocks[at].cells) != len(self._names):
                break
            self.rows.append(at)

    def mark(self, at: int) -> None:
        """Mark the cells of an action: the item's owner and date, the rest as notes."""
        block = self._context.blocks[at]
        for n, (cell, (start, end)) in enumerate(zip(block.cells, cell_spans(block), strict=True)):
            if not cell:
                continue
            word = self._word(at, n, cell)
            kind = self._names[n] if word == "note" else ""
            self._context.mark(at, word, start, end, kind=kind)

    def _word(self, at: int, n: int, cell: str) -> str:
        field = self._fields[n]
        if is_nothing(cell):
            return "-"
        if field == "update" and len(self.rows) == 1 and self._says_status(cell):
            return "status"
        if field in {"due", "revised"} and not (due_of_cell(cell) or status_cell(cell)):
            return "note"
        if field not in FIELDS or (field in _OF_ONE and at != self.rows[0]):
            return "note"
        return WORDS.get(field, field)

    def _says_status(self, cell: str) -> bool:
        """Return whether a short cell of progress says how the one action stands."""
        return "status" not in self._fields and len(cell) < SHORT and bool(status_cell(cell))

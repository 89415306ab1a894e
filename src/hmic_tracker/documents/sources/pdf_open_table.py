"""A table of a PDF that may go on on the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.blocks import Block, Place
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_tables import PageTable, TableRow

_ENDS: Final = (".", ":", ";", "!", "?", "–", "-")
_NEAR: Final = 5
"""Points by which the columns of a table may lie apart on two pages."""


@dataclass(slots=True)
class OpenTable:
    """The rows so far, with the furniture between them."""

    columns: tuple[float, ...]
    blocks: list[Block] = field(default_factory=list)

    def goes_on_in(self, table: PageTable) -> bool:
        """Whether a table has the same columns."""
        return len(self.columns) == len(table.columns) and all(
            abs(one - other) < _NEAR for one, other in zip(self.columns, table.columns, strict=True)
        )

    def add(self, rows: Sequence[TableRow], places: Sequence[Place]) -> None:
        """Add the rows of a page: a repeated head is furniture, and a row that is cut one row."""
        left = list(zip(rows, places, strict=True))
        if self.blocks and left[0][0].cells == self.blocks[0].cells:
            self._repeat_head(*left.pop(0))
        if self.blocks and left and self._join_cut(left[0][0]):
            left.pop(0)
        for row, place in left:
            first = not self.blocks
            head = first and row.bold and len(row.cells) > 1
            text = "\t".join(filter(None, row.cells))
            block = Block(
                "row", text, place, cells=row.cells, head=head, strong=row.bold, gap=first
            )
            self.blocks.append(block)

    def _repeat_head(self, row: TableRow, place: Place) -> None:
        self.blocks[0] = self.blocks[0]._replace(head=True)
        text = " ".join(filter(None, row.cells))
        self.blocks.append(Block("furniture", text, place, gap=False, reason="table head"))

    def _join_cut(self, row: TableRow) -> bool:
        """Join a row to the last one of the page before, where the page has cut it."""
        last = max(at for at, block in enumerate(self.blocks) if block.role == "row")
        before = self.blocks[last].cells
        if self.blocks[last].head or not _is_cut(before, row.cells):
            return False
        pairs = zip(before, row.cells, strict=True)
        cells = tuple(" ".join(filter(None, pair)) for pair in pairs)
        joined = self.blocks[last]._replace(cells=cells, text="\t".join(filter(None, cells)))
        self.blocks[last] = joined
        return True


def _is_cut(before: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row goes on with the row before: it has no label, or ends its sentences."""
    if before[0] and not cells[0]:
        return True
    return any(
        cell[:1].islower() and above and not above.endswith(_ENDS)
        for above, cell in zip(before, cells, strict=True)
    )

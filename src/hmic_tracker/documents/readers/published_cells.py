"""The day on which a report was published, in a row of cells above a table."""

from __future__ import annotations

from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.headers import PUBLISHED_LINE
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def mark_published(context: ReaderContext, at: int) -> bool:
    """Mark the day of publication in a row, in one cell or behind its name."""
    block = context.blocks[at]
    spans = cell_spans(block)
    for n, cell in enumerate(block.cells):
        beside = next((k for k in range(n + 1, len(spans)) if block.cells[k]), n)
        whole = f"{cell.rstrip(' :')}: {block.cells[beside]}"
        says = "" if PUBLISHED_LINE.fullmatch(cell) else whole
        if says and not PUBLISHED_LINE.fullmatch(whole):
            continue
        start, end = spans[n][0], spans[beside if says else n][1]
        if start:
            context.mark(at, "-", 0, start)
        context.mark(at, "published", start, end, says=says)
        if end < len(block.printed):
            context.mark(at, "-", end)
        return True
    return False

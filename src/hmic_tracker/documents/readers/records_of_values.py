"""Records of values without names: a status and a body on lines of their own, the text below them.

"• Closed", "Office of Ports", "Train all pilots …": what each line is shows only from the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.readers.labels_behind import mark_status
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.labels import is_label_alone, label_of
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import is_status_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 2
"""Records that a document has where one is an item."""
_LONGEST_NAME: Final = 70
_SHORTEST_TEXT: Final = 20


_Record = tuple[int, int | None, int]
"""The places of a record's status, of its body, which is not in each, and of its text."""


def read(context: ReaderContext, block: Block) -> int:
    """Read one record of the document's, which may have its label above it."""
    named = label_of(block.text) if is_label_alone(block.text) else None
    at = next(context.free_after(context.at), -1) if named else context.at
    record = None if context.former else _records_of(context).get(at)
    if record is None or any(at in context.pieces for at in record if at is not None):
        return 0
    status, body, text = record
    label = named.printed if named else ""
    place = label or str(context.blocks[text].place)
    if named:
        context.mark(context.at, "label")
    doubt = mark_status(context, status, place)
    if body is not None:
        context.mark(body, "owner", text=context.offset(body), label=place)
    row = (named.row if named else None) or kind_at_hand(context)
    context.mark_item(text, row, label=label, doubt=doubt)
    return text - context.at + 1


def _records_of(context: ReaderContext) -> dict[int, _Record]:
    """Return the records by their first lines: none where they are few, or ask for nothing."""
    if context.records is None:
        free = [n for n, block in enumerate(context.blocks) if block.role != "furniture"]
        records = {
            at: record
            for place, at in enumerate(free)
            if (record := _record_at(context.blocks, free[place : place + 4]))
        }
        asking = [record for record in records.values() if _asks(context.blocks[record[2]])]
        is_list = len(records) >= _FEWEST and 2 * len(asking) >= len(records)
        context.records = records if is_list else {}
    return context.records


def _record_at(blocks: Sequence[Block], places: Sequence[int]) -> _Record | None:
    """Return the record whose lines begin at the first of these places.

    The line below it is none that asks for something as well: a status over several is a heading.
    """
    status: int | None = None
    body: int | None = None
    is_listed = bool(places and blocks[places[0]].marker)
    for n, at in enumerate(places[:3]):
        block = blocks[at]
        is_apart = block.marker or (block.gap and not is_listed)
        if (n and is_apart) or block.role in {"row", "heading"}:
            return None
        if status is None and is_status_alone(block.text):
            status = at
        elif body is None and _is_name(block) and n < 2:
            body = at
        elif status is None or not _is_text(block):
            return None
        else:
            below = blocks[places[n + 1]] if n + 1 < len(places) else None
            return None if below and _asks(below) else (status, body, at)
    return None


def _is_name(block: Block) -> bool:
    name = heading_of(block._replace(role="paragraph", marker=""))
    return bool(name) and len(block.text) <= _LONGEST_NAME and not kind_heading(block.text)


def _is_text(block: Block) -> bool:
    return len(block.text) > _SHORTEST_TEXT and block.text.endswith(".")


def _asks(block: Block) -> bool:
    return asks(block.text) or (is_order(block.text) and not is_status_alone(block.text))

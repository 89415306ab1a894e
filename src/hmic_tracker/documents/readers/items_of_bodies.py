"""Items and conclusions with the name of their body and a number: "2a. PAC recommendation: …"."""

from __future__ import annotations

from hmic_tracker.documents.readers import prose
from hmic_tracker.documents.readers.action_fields import field_starts, mark_fields
from hmic_tracker.documents.readers.items import RECOMMENDATION, sub_points
from hmic_tracker.documents.readers.labelled_texts import doubt_of
from hmic_tracker.documents.wording.labels import BODY_AND_NAME
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def read(context: ReaderContext, block: Block) -> int:
    """Read what a body recommends in the answer to it, and pass over what it concludes."""
    match = None if context.former or block.role == "row" else BODY_AND_NAME.match(block.printed)
    if match is None:
        return 0
    context.kind, context.stem = None, ""
    if match["name"].casefold() != "recommendation":
        context.open_item = ""
        return int(prose.read(context, block))
    at, begins = context.at, match.end()
    fields = field_starts(block.printed, begins)
    end = fields[0][0] if fields else None
    doubt = doubt_of(RECOMMENDATION, block.printed[begins:])
    context.mark_item(
        at, RECOMMENDATION, text=begins, end=end, label=match["label"] or "", doubt=doubt
    )
    mark_fields(context, at, fields)
    return 1 + sub_points(context, at, block.text)

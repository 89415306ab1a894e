"""The day on which an item was done, below it: "Closed on: 3 May 2031", or on two lines."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import COMPLETED, field_alone, field_of_head
from hmic_tracker.documents.wording.patterns import DATE, SHORT
from hmic_tracker.documents.wording.status_cells import is_nothing
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FIGURE: Final = re.compile(r"[$£€]?\d[\d,.]{0,20} ?[%mk]?")
_DONE: Final = re.compile(r"(?:(?:action|recommendation) )?(?:completed?|closed|done)", re.I)
"""What else is before the day: "Completed: 3 May 2031", where a status stands elsewhere."""
_LONGEST_NAME: Final = 40


def read(context: ReaderContext, block: Block) -> int:
    """Read the day on which the item above was done, which says how it stands."""
    name, _, value = block.text.partition(":")
    if not context.after_item or block.marker or len(block.text) > SHORT:
        return 0
    is_done = _DONE.fullmatch(name) and DATE.search(value)
    if field_of_head(name) != COMPLETED and not is_done:
        return 0
    at = context.at if value.strip() else next(context.free_after(context.at), None)
    text = value.strip() or ("" if at is None else context.blocks[at].text)
    if at is None or len(text) > SHORT or not (due_of_cell(text) or is_nothing(text)):
        context.mark(context.at, "-")
        return 1
    if at != context.at:
        context.mark(context.at, "label")
    if is_nothing(text):
        context.mark(at, "-")
    else:
        is_closed = any(word in name.casefold() for word in ("close", "closing", "closure"))
        state = "Closed" if is_closed else "Completed"
        context.mark(at, "status", says=f"{state} on {text}")
    return at - context.at + 1


def read_figure(context: ReaderContext, block: Block) -> int:
    """Pass over a name and the figure below it, "Cost", "£312", above a field of the item."""
    places = list(islice(context.free_after(context.at), 2))
    if not context.after_item or len(places) < 2 or block.marker:
        return 0
    value, after = (context.blocks[at] for at in places)
    is_named = len(block.text) <= _LONGEST_NAME and block.text[:1].isupper()
    is_field = field_alone(after.text) or field_of_head(after.text) == COMPLETED
    if value.gap or not (is_named and is_field and _FIGURE.fullmatch(value.text)):
        return 0
    context.mark(context.at, "-")
    context.mark(places[0], "-")
    return places[0] - context.at + 1

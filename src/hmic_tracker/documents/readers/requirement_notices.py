"""Tables of regulated activities, with the regulation that wasn't met and how: each an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from hmic_tracker.documents.readers.table_cells import FIELDS, WORDS, cell_spans
from hmic_tracker.documents.wording.advice import is_stem_of_one_body
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.requirement_notices import (
    ACTIVITY,
    BREACH,
    BREACH_BESIDE,
    NOTICE,
    WHAT_WAS_DONE,
    is_head_of_activities,
)
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_NEAR: Final = 12
"""Blocks from the head to the first regulation."""
_LONGEST_HEADING: Final = 80
_ACTIVITY_OF: Final = "Regulated activity"
_MUST: Final = re.compile(r"\bmust(?: [^.:]{1,80})?:$", re.I)
SET_OUT_ABOVE: Final = "the breach behind what must be done, which stands above"
"""Why a person has to look at a notice in a report that has told what the provider must do."""


def read(context: ReaderContext, block: Block) -> int:
    """Read such tables from the head of the first on, as rows or as lines."""
    if not _is_head(block):
        return 0
    near = [context.blocks[at] for at in list(context.free_after(context.at))[:_NEAR]]
    if not any(_breach_in(one) for one in near):
        return 0
    notices = _Notices(context, is_again=_are_set_out_above(context))
    last = context.at - 1
    for at in [context.at, *context.free_after(context.at)]:
        if not notices.read(at):
            break
        last = at
    return last - context.at + 1


def _is_head(block: Block) -> bool:
    if block.role != "row":
        return bool(ACTIVITY.fullmatch(block.text))
    return is_head_of_activities(block.cells)


def _breach_in(block: Block) -> bool:
    texts = block.cells if block.role == "row" else (block.text,)
    return any(BREACH.match(text) or BREACH_BESIDE.match(text) for text in texts)


def _are_set_out_above(context: ReaderContext) -> bool:
    """Return whether as much as there are breaches stands above as what somebody must do."""
    if context.set_out_above is not None:
        return context.set_out_above  # of the first table
    above, below = context.blocks[: context.at], context.blocks[context.at :]
    content = [block for block in above if block.role != "furniture"]
    musts = 0
    for at, block in enumerate(content):
        if _MUST.search(block.text[-_LONGEST_HEADING:]) and is_stem_of_one_body(block.text):
            musts += sum(1 for _ in takewhile(lambda one: one.marker, content[at + 1 :]))
    context.set_out_above = musts >= max(1, sum(map(_breach_in, below)))
    return context.set_out_above


class _Notices:
    """The tables of one place in a document: whether a breach is open, and the columns.

    `is_again` is whether what has to be done about the breaches stands above.
    """

    def __init__(self, context: ReaderContext, *, is_again: bool) -> None:
        self._context = context
        self._is_again = is_again
        self._is_open = False
        self._in_head = True
        self._columns: Sequence[str] = ()

    def read(self, at: int) -> bool:
        """Mark the next block; return False, and mark nothing, where the tables have ended."""
        block = self._context.blocks[at]
        if _is_head(block):
            self._context.mark(at, "label")
            self._is_open, self._in_head, self._columns = False, True, block.cells
            return True
        return self._read_row(at) if block.role == "row" else self._read_line(at)

    def _read_row(self, at: int) -> bool:
        block = self._context.blocks[at]
        spans = cell_spans(block)
        filled = [n for n, cell in enumerate(block.cells) if cell]
        breach = next((n for n in filled if BREACH.match(block.cells[n])), -1)
        if breach < 0:
            if not self._is_open or len(filled) > 2 or len(block.cells) != len(self._columns):
                return False
            for n in filled:
                self._context.mark(at, "" if n else "~", *spans[n])
            return True
        activities = filled[: filled.index(breach)]
        goes_on = self._goes_on(at)
        for n in activities if goes_on else ():
            self._context.mark(at, "label", *spans[n])
        self._begin(at, *spans[breach])
        if self._is_again:
            for n in [n for n in filled if n != breach and (n > breach or not goes_on)]:
                self._context.mark(at, "-", *spans[n])
            return True
        fields = dict(enumerate(map(field_of_head, self._columns)))
        others = [n for n in filled if n > breach]
        for n in [n for n in others if fields.get(n) not in FIELDS]:
            self._context.mark(at, "", *spans[n])
        for n in others:
            if (field := fields.get(n)) in FIELDS:
                self._context.mark(at, WORDS.get(field, field), *spans[n])
        for n in activities if not goes_on else ():
            self._context.mark(at, "note", *spans[n], kind=_ACTIVITY_OF)
        return True

    def _read_line(self, at: int) -> bool:
        block = self._context.blocks[at]
        beside = BREACH_BESIDE.match(block.text)
        if not block.marker and BREACH.match(block.text):
            self._begin(at, 0, None)
        elif not block.marker and beside:
            begins = beside.end()
            self._context.mark(at, "label", 0, begins)
            self._begin(at, begins, None)
        elif self._in_head and not kind_heading(block.text) and not block.text.endswith("."):
            self._context.mark(at, "label")  # an activity, or "Regulation"
        elif not self._is_open or _ends(block):
            return False
        elif WHAT_WAS_DONE.fullmatch(block.text):
            self._context.mark(at, "" if self._is_again else "note")
        else:
            self._context.mark(at, "", 0)
        return True

    def _goes_on(self, at: int) -> bool:
        """Return whether the account of a row's breach goes on in the block below."""
        below = next(self._context.after(at), None)
        if below is None or _is_head(below) or _breach_in(below):
            return False
        if below.role == "row":
            return len(below.cells) == len(self._columns) and not below.cells[0]
        return not _ends(below) and not WHAT_WAS_DONE.fullmatch(below.text)

    def _begin(self, at: int, start: int, end: int | None) -> None:
        if self._is_again:
            self._context.mark(at, "?", start, end, text=start, doubt=SET_OUT_ABOVE)
        else:
            self._context.mark_item(at, NOTICE, start=start, text=start, end=end)
        self._is_open, self._in_head = True, False


def _ends(block: Block) -> bool:
    """Return whether a block is the heading of something else."""
    if block.role == "heading" or kind_heading(block.text):
        return True
    is_short = len(block.text) <= _LONGEST_HEADING and block.text[:1].isupper()
    is_end = block.text.endswith((".", ":", ";", ","))
    return is_short and block.gap and not block.marker and not is_end

"""Sections that each say how an item stands, which their headings name by its subject or count."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.revisits import mark_state
from hmic_tracker.documents.wording.labels import name_alone
from hmic_tracker.documents.wording.outcomes import outcome_at_end
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    "tenth",
)
_WORD: Final = re.compile(r"[a-z]{5,}")
_STEM: Final = 6
"""Letters that "evaluation" and "evaluate" have in common."""
_MOST_PARAGRAPHS: Final = 6
_MOST_ITEMS: Final = 60
_FARTHEST: Final = 300
"""Blocks that the items whose places a heading counts are at most away from it."""
_NTH: Final = re.compile(
    r"(?:progress (?:made )?(?:against|on|with|towards|in meeting) )?(?:the )?"
    rf"(?P<which>{'|'.join(_ORDINALS)})"
    r" (?P<item>recommendation|action|requirement|area for improvement)",
    re.I,
)
"""A heading that counts the items of the cause of concern at hand."""


def read(context: ReaderContext, block: Block) -> int:
    """Read "Backlog" and what is below it to "this recommendation has been completed".

    "Progress against the second recommendation" heads such a section as well.
    """
    if context.former or block.marker or block.role == "row" or not context.item_places:
        return 0
    name = heading_of(block)
    end = _outcome_below(context) if name else None
    item = _item_headed(context, name or "") if end else None
    if end is None or item is None:
        return 0
    label = str(context.blocks[item].place)
    context.begin_section(context.framework)
    context.mark(context.at, "-")
    for at in context.free_after(context.at):
        if at >= end:
            break
        context.mark(at, "update", label=label)
    if outcome := outcome_at_end(context.blocks[end].text):
        mark_state(context, end, *outcome, "update", label)
    if item in context.item_places:
        context.item_places.remove(item)
    return end - context.at + 1


def _outcome_below(context: ReaderContext) -> int | None:
    """Return the paragraph below that says how "this recommendation" stands, up to a heading."""
    for at in islice(context.free_after(context.at), _MOST_PARAGRAPHS):
        below = context.blocks[at]
        if outcome_at_end(below.text):
            return at
        if below.role in {"heading", "row"} or (below.gap and heading_of(below)):
            return None
        if name_alone(below.text):
            return None  # an item of the section's own
    return None


def _item_headed(context: ReaderContext, name: str) -> int | None:
    """Return the item that a heading counts, "the second recommendation", or that it is about."""
    nth = _NTH.fullmatch(name)
    if nth is None:
        return _item_about(context, name)
    word = "afi" if nth["item"].casefold().startswith("area") else "rec"
    places: list[int] = []
    for at in range(context.at - 1, max(0, context.at - _FARTHEST), -1):
        words = {piece.mark.word for piece in context.pieces.get(at, [])}
        if "cause" in words and word == "rec":
            break  # they are counted from their cause of concern on
        places += [at] * (word in words)
    place = _ORDINALS.index(nth["which"].casefold())
    return places[-1 - place] if place < len(places) else None


def _item_about(context: ReaderContext, name: str) -> int | None:
    """Return the one item that has most of a heading's words, of those not yet answered."""
    words = [word[:_STEM] for word in _WORD.findall(name.casefold())]
    counted = {
        at: sum(word in context.blocks[at].text.casefold() for word in words)
        for at in context.item_places[:_MOST_ITEMS]
    }
    most = max(counted.values(), default=0)
    best = [at for at, count in counted.items() if count == most]
    return best[0] if most and len(best) == 1 else None

"""What the bodies that report will do themselves: nothing that the inspected have to carry out."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_OURS: Final = re.compile(
    r"(?:\d{1,2}\.? )?(?:actions?|commitments?) (?:for|by|of|from) (?:the )?(?:ourselves"
    r"|(?:investigating|inspecting|reporting|reviewing) (?:bodies|body|organi[sz]ations?|agencies)"
    r"|inspectorates?)",
    re.I,
)
_LONGEST: Final = 60
_OWN: Final = "something that those who report will do themselves"


def read(context: ReaderContext, block: Block) -> int:
    """Read "Actions for the investigating bodies" and the actions below it, which are no items."""
    if not context.has_items or len(block.text) > _LONGEST:
        return 0  # a plan of those inspected may have such a heading first
    if not _OURS.fullmatch(block.text.rstrip(":")):
        return 0
    places = []
    for at in context.free_after(context.at):
        below = context.blocks[at]
        if not label_of(below.text) and not below.marker and _heads(below):
            break
        places.append(at)
    if not places or not label_of(context.blocks[places[0]].text):
        return 0
    context.begin_section(None)
    context.mark(context.at, "section")
    for at in places:
        label = label_of(context.blocks[at].text)
        is_label = label is not None and label.end >= len(context.blocks[at].text)
        context.mark(at, "label" if is_label else "?", doubt="" if is_label else _OWN)
    return places[-1] - context.at + 1


def _heads(block: Block) -> bool:
    """Return whether a line heads what is below it."""
    is_name = heading_of(block) is not None and len(block.text) <= SHORT
    return block.role == "heading" or is_name or kind_heading(block.text) is not None

"""What a council resolved to do on an inspector's or ombudsman's report that it accepts."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_AGREES: Final = re.compile(
    r"\b(?:agree[sd]?|resolve[sd]?)(?: (?:to|that|the following|as follows|on|actions?))*"
    r" ?[:–—-]{1,2}$",
    re.I,
)
_ACCEPTS: Final = re.compile(
    r"\b(?:accept(?:s|ed|ing)?|endorse[sd]?|welcom(?:es|ed|ing))\b[^.]{0,120}"
    r"\b(?:recommendations?|findings|report)\b",
    re.I,
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:ombudsman|inspectors?|inspectorate|auditors?|regulator|coroner|HMIC\w*|Ofsted|Estyn|CQC"
    r"|information commissioner|ICO)\b(?!-)",
    re.I,
)
"""Who recommended it: what a council's own officers do is its own business."""
_FORMAL: Final = re.compile(
    r"(?:(?:to|that) )?(?:(?:the )?(?:reports?|members?|council|committee|cabinet|officers?|board)"
    r"(?: (?:be|is|are))? )?(?:note|thank|receive|congratulate)(?:s|d)?\b",
    re.I,
)
"""What a council says and nobody has to do: "To note the report"."""
_LONGEST: Final = 600
_FEWEST: Final = 2


def read(context: ReaderContext, block: Block) -> int:
    """Read "The Council accepts the Ombudsman's recommendations, and agrees:" and its list."""
    text = block.text
    if context.former or block.role == "row" or len(text) > _LONGEST or not _AGREES.search(text):
        return 0
    if not _ACCEPTS.search(text) or not _OF_OTHERS.search(text):
        return 0
    points = _points(context)
    if len(points) < _FEWEST:
        return 0
    context.begin_list(RECOMMENDATION, single=False)
    context.mark(context.at, "list", label="rec")
    for at in points:
        point, begins = context.blocks[at], context.offset(at)
        if _FORMAL.match(point.text):
            context.mark(at, "-")
            continue
        label = point.marker.strip("().:")
        shown = label if label[:1].isalnum() else ""
        context.mark_item(at, RECOMMENDATION, text=begins, label=shown)
    context.kind = None
    return points[-1] - context.at + 1


def _points(context: ReaderContext) -> list[int]:
    """Return the places of the points directly below, which have a number or a dot each."""
    points: list[int] = []
    for at in context.free_after(context.at):
        if not context.blocks[at].marker or context.blocks[at].role == "row":
            break
        points.append(at)
    return points

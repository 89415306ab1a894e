"""Sentences that say what was agreed or asked, and stand above it: "This is what we agreed."."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from hmic_tracker.documents.readers.items import RECOMMENDATION, kind_at_hand
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.source_kinds import SourceKind

_WHO: Final = r"(?:we|i|inspectors|the (?:inspectors?|auditors?|review(?: team)?|team|panel))"
_VERB: Final = r"(?:agreed|asked|recommended|requested|required|want|expect|recommend|require)"
_LEAD: Final = r"(?:[^.:]{3,160}, )?"
_ANNOUNCES: Final = re.compile(
    rf"(?:this is|these are|here is|below is) what {_WHO} (?:have |has )?{_VERB}\b"
    r"[^.:]{0,60}[.:]?"
    rf"|(?:[^.:,]{{3,60}}, )?{_WHO} (?:have |has )?(?:agreed|recommended)"
    r"(?: (?:with|to) [^.:]{2,60}?)? (?:on )?the following\b[^.:]{0,60}[.:]"
    rf"|{_LEAD}the following (?:[a-z-]+ ){{1,5}}(?:were|was|are|is|have been|has been)"
    r" (?:agreed|recommended|advised)\b[^.:]{0,60}[.:]"
    rf"|{_LEAD}the following (?:[a-z-]+ ){{0,3}}(?:steps?|actions?|measures?|improvements?|changes)"
    r" (?:are|is|were|was) (?:now )?(?:required|needed)\b[^.:]{0,60}[.:]",
    re.I,
)
_SENTENCE: Final = re.compile(r"(?:^|(?<=[.!?] ))(?=[A-Z])")
_TO: Final = re.compile(r"to ", re.I)
_FIRST: Final = 3
"""Points of the list, of which one at least has to tell somebody to do something."""
_LONGEST: Final = 200
"""Letters of such a sentence."""


def read(context: ReaderContext, block: Block) -> bool:
    """Read a paragraph that ends with such a sentence, with a list of orders below it."""
    if context.announced_in and _chapter(block) == context.announced_in:
        context.begin_section(context.framework)  # the next paragraph, behind the list
        return False
    if context.former or context.is_paper or block.role == "row":
        return False
    if block.marker and not _chapter(block):
        return False
    below = list(takewhile(lambda one: one.marker, islice(context.after(context.at), _FIRST)))
    if not any(_tells(one.text) for one in below):
        return False
    tail = block.text[-_LONGEST:]
    starts = [match.start() for match in _SENTENCE.finditer(tail)]
    heading = _heading_at_end(block.text, tail[starts[-1] :]) if starts else None
    if not starts or not (heading or _ANNOUNCES.fullmatch(tail, starts[-1])):
        return False
    row = heading or kind_at_hand(context)
    row = RECOMMENDATION if row.word == "good" else row
    context.begin_list(row, single=False)
    context.announced_in = _chapter(block)
    context.mark(context.at, "list", label=row.word)
    return True


def _tells(text: str) -> bool:
    """Return whether a point tells somebody what to do: "Mend the pier", "To mend the pier"."""
    to = _TO.match(text)
    return is_order(text[to.end() if to else 0 :]) or asks(text)


def _heading_at_end(text: str, sentence: str) -> SourceKind | None:
    """Return the kind of a list whose heading is the last sentence of a paragraph, not all of it.

    "We have seen them before. Key points for action are:"
    """
    if len(sentence) == len(text) or not sentence.endswith(":"):
        return None
    heading = kind_heading(sentence)
    return heading.row if heading and heading.row.word != "good" else None


def _chapter(block: Block) -> str:
    """Return the chapter of a paragraph with its number: "4" of "4.12"; "" without one."""
    chapter, _, number = block.marker.rstrip(".").rpartition(".")
    return chapter if block.role == "bullet" and number.isdecimal() else ""

"""Letters after a revisit: the causes of concern quoted, and each item again with how it stands."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.other_reports import CAUSES_FOLLOW
from hmic_tracker.documents.wording.advice import asks, first_sentence, is_stem
from hmic_tracker.documents.wording.outcomes import OUTCOME, STATE
from hmic_tracker.documents.wording.patterns import SHORT, known_again
from hmic_tracker.documents.wording.pointers import QUOTE_FOLLOWS
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_CAUSE: Final = SourceKind("cause", "", "")
_OF_CAUSE: Final = re.compile(
    r"\b(?:this|the) cause (?:of|for) concern (?:has (?:now )?been|is(?: now| still)?|remains) "
    rf"{STATE}|\b(?:have|has) (?:now |therefore )?(?P<closed>closed) (?:this|the) cause (?:of|for)"
    r" concern\b",
    re.I,
)
_THIS: Final = re.compile(r"\bthis cause\b", re.I)
_LAST: Final = 300
"""Letters of a paragraph's end that may say how a cause of concern stands."""
_MOST_PARAGRAPHS: Final = 6


def read_quoted(context: ReaderContext, block: Block) -> int:
    """Read a cause of concern below its heading and above its stem, where a line announced some."""
    if context.former or block.role == "row" or block.marker:
        return 0
    if CAUSES_FOLLOW.search(block.text[-200:]) and not asks(block.text):
        context.concerns_follow = True
        return 0
    name = heading_of(block) if context.concerns_follow else None
    below = list(islice(context.free_after(context.at), 2))
    if name is None or len(below) < 2:
        return 0
    concern, stem = (context.blocks[at] for at in below)
    if concern.marker or asks(concern.text) or not concern.text.endswith("."):
        return 0
    if len(concern.text) > 5 * SHORT or not is_stem(stem.text):
        return 0
    context.begin_section(context.names.mention(name))
    context.mark(context.at, "framework")
    context.mark_item(below[0], _CAUSE)
    return below[0] - context.at + 1


def read_stated(context: ReaderContext, block: Block) -> int:
    """Read a cause of concern as the report had it, below its heading and "we said:"."""
    is_cause = context.kind is not None and context.kind.word == "cause"
    if not is_cause or context.listed or not QUOTE_FOLLOWS.fullmatch(block.text):
        return 0
    at = next(context.free_after(context.at), None)
    concern = context.blocks[at] if at is not None else block
    if at is None or concern.marker or asks(concern.text) or kind_heading(concern.text):
        return 0
    if not concern.text.endswith((".", ".”", ".’", '."')):
        return 0
    context.mark(context.at, "-")
    quoted = concern.text[0] in '“‘"' and concern.text[-1] in '”’"'
    begins, end = (1, len(concern.printed) - 1) if quoted else (0, None)
    context.mark_item(at, _CAUSE, text=begins, end=end)
    if end is not None:
        context.mark(at, "label", end)
    context.listed += 1
    return at - context.at + 1


def read_again(context: ReaderContext, block: Block) -> int:
    """Read an item that heads what was found about it: "This recommendation has been completed"."""
    if context.former or block.marker or block.role == "row" or len(block.text) > 4 * SHORT:
        return 0
    if known_again(block.text) not in context.item_texts:
        return 0
    for n in islice(context.free_after(context.at), _MOST_PARAGRAPHS):
        below = context.blocks[n]
        if outcome := OUTCOME.search(below.text[-400:]):
            start = max(0, len(below.text) - 400)
            context.begin_section(context.framework)
            context.mark_item(context.at, RECOMMENDATION)
            for at in range(context.at + 1, n):
                if at not in context.pieces and context.blocks[at].role != "furniture":
                    context.mark(at, "update")
            where = (start + outcome.start("state"), start + outcome.end("state"))
            mark_state(context, n, *where, "update")
            context.answers = True
            return n - context.at + 1
        if known_again(below.text) in context.item_texts or below.role in {"heading", "row"}:
            break
    return 0


def mark_state(
    context: ReaderContext, at: int, start: int, end: int, before: str, label: str = ""
) -> None:
    """Mark the sentence whose words say how an item stands, and what is before and behind it."""
    block, offset = context.blocks[at], context.offset(at)
    begins = max(block.text.rfind(stop, 0, start) for stop in (". ", "! ", "? ")) + 2
    of_item = label if before == "update" else ""
    if begins > 1:
        context.mark(at, before, 0, offset + begins, label=of_item)
    else:
        begins = 0
    rest = block.text[end:].strip(" .")
    ends = offset + end if rest else len(block.printed)
    context.mark(at, "status", offset + begins, ends, text=offset + start, label=label)
    stop = block.text.find(". ", end)
    behind = offset + stop + 2 if stop >= 0 else len(block.printed)
    if rest and stop != end:
        context.mark(at, "-", ends, behind)
        ends = behind
    if ends < len(block.printed):
        context.mark(at, before, ends, text=behind, label=of_item)


def read_of_cause(context: ReaderContext, block: Block) -> int:
    """Read how the cause of concern stands whose recommendations were answered above.

    The last sentence of a paragraph below them may say it of "this cause of concern" as well.
    """
    match = _OF_CAUSE.search(first_sentence(block.text)[:400]) if context.answers else None
    if match is None and context.has_items and not context.former:
        starts = max(0, len(block.text) - _LAST, block.text.rfind(". ") + 2)
        last = _OF_CAUSE.search(block.text, starts)
        match = last if last and _THIS.search(last[0]) else None
    if match is None or block.role == "row":
        return 0
    part = "closed" if match["closed"] else "state"
    mark_state(context, context.at, match.start(part), match.end(part), "-", "cause")
    context.answers = False
    return 1

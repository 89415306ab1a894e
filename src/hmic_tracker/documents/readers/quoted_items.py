"""Items that a paper quotes within a sentence: "number 14, which reads: “The service should …”"."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.advice import asks, is_order, is_stem
from hmic_tracker.documents.wording.source_kinds import source_kind
from hmic_tracker.documents.wording.status_words import mentions_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_READS: Final = re.compile(
    r"\b(?P<name>recommendation|afi|area for improvement|number|no\.?) (?P<label>\d{1,3}),? "
    r"(?:(?:which|it|that) )?(?:reads|says|states|read|said|stated)[:,]? (?=[“\"])",
    re.I,
)
_FINDING: Final = re.compile(
    r"(?:[A-Z][\w’' -]{2,60}|it|they) (?:found|said|reported|concluded|wrote|stated)"
    r"(?: that|:|,)? (?=[“\"])",
    re.I,
)
_QUOTE: Final = re.compile(r"[“\"](?P<text>[^“”\"]{20,1500})[”\"]\.?")
_LONGEST: Final = 4000
_LONGEST_STATUS: Final = 120


def read(context: ReaderContext, block: Block) -> int:
    """Read an item that is quoted by its number, or the concern that a paragraph begins with."""
    if context.former or block.role in {"heading", "row"} or len(block.text) > _LONGEST:
        return 0
    return _read_numbered(context, block) or _read_concern(context, block)


def _read_numbered(context: ReaderContext, block: Block) -> int:
    lead = _READS.search(block.text)
    quote = _QUOTE.match(block.text, lead.end()) if lead else None
    if not lead or not quote or not (asks(quote["text"]) or is_order(quote["text"])):
        return 0
    rest = block.text[quote.end() :].strip(" ,.")
    if rest and (len(rest) > _LONGEST_STATUS or not mentions_status(rest)):
        return 0
    offset, named = context.offset(context.at), source_kind(lead["name"])
    context.mark(context.at, "-", 0, offset + lead.end())
    context.mark_item(
        context.at,
        named or context.kind or RECOMMENDATION,
        start=offset + lead.end(),
        text=offset + quote.start("text"),
        end=offset + quote.end("text"),
        label=lead["label"],
    )
    word, begins = "status" if rest else "-", offset + quote.end()
    context.mark(context.at, word, offset + quote.end("text"), text=begins if rest else None)
    return 1


def _read_concern(context: ReaderContext, block: Block) -> int:
    """Read a quoted concern below its heading, and the stem of what was recommended behind it."""
    if context.kind is None or context.kind.word != "cause" or context.open_item:
        return 0
    lead = _FINDING.match(block.text)
    quote = _QUOTE.match(block.text, lead.end()) if lead else None
    if not quote:
        return 0
    offset, rest = context.offset(context.at), block.text[quote.end() :].strip()
    context.mark(context.at, "-", 0, offset + quote.start("text"))
    context.mark_item(
        context.at,
        context.kind,
        start=offset + quote.start("text"),
        text=offset + quote.start("text"),
        end=offset + quote.end("text"),
    )
    stem = is_stem(rest)
    if stem:
        context.stem = rest
        context.after_item, context.open_item = False, ""
    begins = offset + quote.end()
    context.mark(context.at, "stem" if stem else "-", offset + quote.end("text"), text=begins)
    return 1

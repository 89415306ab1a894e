"""Items under their labels ("Recommendation 2a: …", "R5 – …"), and those named in sentences."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from hmic_tracker.documents.readers.action_fields import field_starts, mark_fields
from hmic_tracker.documents.readers.fields_above import text_below_fields
from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.labelled_texts import (
    CUT_OFF,
    doubt_of,
    is_cut_off,
    is_key,
    is_part_of_cause,
    is_state_alone,
    label_at,
)
from hmic_tracker.documents.readers.numbers_above import number_above
from hmic_tracker.documents.wording.advice import (
    asks,
    asks_one_body,
    is_order,
    is_recommending_stem,
)
from hmic_tracker.documents.wording.field_words import field_at, starts_field
from hmic_tracker.documents.wording.labels import (
    Label,
    code_of,
    label_of,
    name_alone,
    names_several,
)
from hmic_tracker.documents.wording.own_business import is_for_members
from hmic_tracker.documents.wording.patterns import LONGEST_NAME, NAMED, SHORT
from hmic_tracker.documents.wording.pointers import QUOTE_FOLLOWS, page_behind
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading
from hmic_tracker.documents.wording.status_words import is_only_status, mentions_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_PARAGRAPH: Final = re.compile(
    r"[(\[]?(?:see |on )?(?:paragraphs?|paras?\.?|pages?|pp?\.?|sections?) "
    r"[\d., and–-]{1,20}[)\]]?",
    re.I,
)
_REPLY: Final = re.compile(
    r"(?:the )?(?:\w+ ){1,3}(?:considers?|is not minded|has (?:told|said|replied)|says"
    r"|believes)\b|(?:the )?work (?:is|has)"
    r"\b|(?:this|it) (?:has|is|was|will)\b|(?:the )?\w+ (?:has|have) been\b",
    re.I,
)
_QUOTES: Final = re.compile(r"\b(?:found|said|concluded|reported|wrote)(?: that|:|,)? [“\"]")
_NAME_AND_NUMBER: Final = re.compile(
    r"[A-Z][a-z]{1,20}(?: [a-z]{1,20}){0,5} (?P<number>\d{1,3}[a-z]?)(?:: | [–-] )(?=\S)"
)
"""A document's own name for its items, before a text with fields below it: "Outcome 3: …"."""
_PART: Final = re.compile(r"[ivx]{1,4}[.)] ")
"""What a part of a point with a letter begins with: "i. £100 for the delay"."""
RECOMMENDATION: Final = SourceKind("rec", "", "")
ELSEWHERE: Final = "the status of an item whose text stands elsewhere"
"""Why a person has to look at what says how an item stands that the document doesn't have."""


def read_numbered(context: ReaderContext, block: Block) -> int:
    """Read an item with its label, or the status of some: "Recommendation 1 – completed"."""
    label = label_at(context, block)
    if label is None or label.row is None:
        return 0
    named = NAMED.match(block.text)
    several = names_several(block.text)
    rest = block.text[named.end() if named and several else label.end :]
    body = rest.lstrip(" -–—−:.)")
    if named and (is_only_status(body) or (several and mentions_status(body))):
        context.mark(context.at, "position")
        return 1
    if (
        several
        or label.printed == "0"
        or (label.loose and body[:1].islower() and not is_order(body))
    ):
        if several or block.role == "bullet":
            context.mark(context.at, "?", doubt="speaks of items, and is none itself")
            return 1
        return 0
    if context.framework is None and is_for_members(body) and label.row.word == "rec":
        context.mark(context.at, "-")
        return 1
    return _read_labelled(context, block, label)


def _read_labelled(context: ReaderContext, block: Block, label: Label) -> int:
    at, row = context.at, label.row or RECOMMENDATION
    if row.word == "cause" and is_part_of_cause(context, label, block.text):
        row = RECOMMENDATION
    if context.kind and context.kind.word != row.word:
        context.kind = None
    begins = context.offset(at) + label.end
    if label.end < len(block.text) and not _PARAGRAPH.fullmatch(block.text[label.end :].strip()):
        if is_cut_off(block.text[label.end :]):
            context.mark(at, "?", doubt=CUT_OFF)
            return 1
        doubt = doubt_of(row, block.text[label.end :])
        if doubt and _REPLY.match(block.text[label.end :].lstrip(" -–—:.")):
            context.mark(at, "?", doubt=ELSEWHERE)
            return 1
        _mark_text(context, at, row, begins, label.printed, doubt)
        return 1 + sub_points(context, at, block.text)
    if (last := _read_below(context, at, row, label.printed)) is not None:
        context.mark(at, "label")
        return last - at + 1
    context.mark_item(at, row, text=begins, label=label.printed, doubt="has no text")
    return 1


def _read_below(context: ReaderContext, at: int, row: SourceKind, label: str) -> int | None:
    """Read the text below a label at a place; return the last block of it, None without one."""
    text_at = _below(context, at, label)
    if text_at is None or not _may_be_text(context, text_at):
        return None
    text, offset = context.blocks[text_at].text, context.offset(text_at)
    _mark_text(context, text_at, row, offset, label, doubt_of(row, text))
    return text_at + sub_points(context, text_at, text)


def _below(context: ReaderContext, at: int, label: str) -> int | None:
    """Return the place of the text below a label, past the fields on the label's own line."""
    for n in context.free_after(at):
        block = context.blocks[n]
        beside = block.place.line == context.blocks[at].place.line
        if _PARAGRAPH.fullmatch(block.text):
            context.mark(n, "label")
        elif beside and field_starts(block.printed, 0):
            context.mark(n, "-")
        elif not beside and is_state_alone(block):
            context.mark(n, "status", label=label)
        else:
            return text_below_fields(context, n, label)
    return None


def _mark_text(
    context: ReaderContext, at: int, row: SourceKind, begins: int, label: str, doubt: str
) -> None:
    """Mark an item's text and the fields that stand in the same paragraph."""
    fields = field_starts(context.blocks[at].printed, begins)
    printed = context.blocks[at].printed
    pages = None if fields else page_behind(printed[begins:])
    behind = None if pages is None else begins + pages
    end = fields[0][0] if fields else behind
    context.mark_item(at, row, text=begins, end=end, label=label, doubt=doubt)
    mark_fields(context, at, fields)
    if behind is not None:
        context.mark(at, "label", behind)


def _may_be_text(context: ReaderContext, at: int) -> bool:
    """Return whether a block may be the text below a label on a line of its own."""
    block = context.blocks[at]
    text = block.text
    below = next(context.after(at), None)
    if text.endswith(":") and len(text) > 8 and below and below.marker and not starts_field(text):
        return True
    if label_of(text) or kind_heading(text) or starts_field(text):
        return False
    if len(text) < 8 or text.endswith("?"):
        return False
    short = len(text) < SHORT and heading_of(block) is not None
    return block.role != "heading" and (
        not short or asks(text) or is_order(text) or block.text.endswith(".")
    )


def sub_points(context: ReaderContext, at: int, text: str) -> int:
    """Mark the bullets that belong to an item's text as its continuation; return how many."""
    if not text.rstrip().endswith((":", ":-", ":–", " should", " must", " to")):
        return 0
    count, first = 0, None
    for n in context.free_after(at):
        block = context.blocks[n]
        if label_of(block.text) or not (block.marker or block.text[:1].islower()):
            break
        sort = _sort_of_marker(block.marker)
        first = first or sort
        is_part = first == "letter" and sort == "none" and _PART.match(block.text)
        if sort != first and not is_part:
            break
        fields = field_starts(block.printed, 0)
        end = fields[0][0] if fields else None
        context.mark(n, "", 0, end, text=0)
        mark_fields(context, n, fields)
        count = n - at
    return count


def _sort_of_marker(marker: str) -> str:
    """Return what sort of marker a bullet has: a number, a letter, a dot or nothing."""
    bare = marker.strip("().:")
    return (
        "number"
        if bare[:1].isdigit()
        else "capital"
        if bare.isupper()
        else "letter"
        if bare.isalpha()
        else "dot"
        if bare
        else "none"
    )


_SHORT_BODY: Final = 15
"""Letters of what stands behind an item's name and may be no text of one."""


def read_named(context: ReaderContext, block: Block) -> int:
    """Read "Recommendation: The governor should…", "Key concern (S42): …", without a number."""
    name = name_alone(block.text)
    if name is None or name.row is None or context.former or is_key(block.text):
        return 0
    body = block.text[name.end :]
    if name.row.word == "cause" and _heads_quotation(context, body):
        context.begin_section(None)
        context.begin_list(name.row, single=True)
        context.mark(context.at, "list", label=name.row.word)
        return 1
    is_item = name.row.kind == "required action" or asks(body) or is_order(body)
    is_short = len(body) < _SHORT_BODY and not is_order(body)  # "Test back-ups:"
    if is_short or (name.row.word == "rec" and not is_item):
        return 0
    label = block.marker.strip("().:") if block.marker[:1].isdigit() else name.printed.strip(" ()")
    label = label or number_above(context)
    begins = context.offset(context.at) + name.end
    if context.kind is None:
        context.kind, context.named_one = name.row, True
    _mark_text(context, context.at, name.row, begins, label, "")
    return 1 + sub_points(context, context.at, block.text)


def _heads_quotation(context: ReaderContext, body: str) -> bool:
    """Return whether a concern's name is the heading of a paragraph that quotes the concern."""
    follows = context.following
    named = 2 < len(body) <= LONGEST_NAME and not body.endswith((".", ":")) and not asks(body)
    if not named or follows is None:
        return False
    return bool(_QUOTES.search(follows.text) or QUOTE_FOLLOWS.fullmatch(follows.text))


def read_with_fields(context: ReaderContext, block: Block) -> int:
    """Read a text with an owner, a date or a status on the lines below it: an action's block."""
    if context.former or block.role in {"heading", "row"} or len(block.text) < 12:
        return 0
    if starts_field(block.text):
        return 0
    below = islice(context.after(context.at), 2)
    names = {field for b in below if (field := field_at(b.text)) and not b.marker}
    if len({name for name, _ in names} & {"owner", "due", "status", "response"}) < 2:
        return 0
    bare, begins = block.marker.strip("().:"), context.offset(context.at)
    label, row = bare if bare[:1].isdigit() else "", kind_at_hand(context)
    if named := _NAME_AND_NUMBER.match(block.text):
        label, begins = named["number"], begins + named.end()
    elif (code := code_of(block.text)) and _prefix(code[0]) in _prefixes_of(context):
        label, begins = code[0], begins + code[1]
    elif (name := name_alone(block.text)) and name.row:
        row, begins = name.row, begins + name.end
        label = label or name.printed.strip(" ()") or number_above(context)
    context.mark_item(context.at, row, text=begins, label=label)
    return 1


def kind_at_hand(context: ReaderContext) -> SourceKind:
    """Return the kind of the list at hand; below "It recommended that:" it is a recommendation.

    So is what asks for something under a cause of concern: a cause is what was found.
    """
    row = context.kind or RECOMMENDATION
    if row.word != "cause":
        return row
    is_cause = row.kind in {"", "cause for concern"} and not context.stem
    asks_it = is_cause and asks_one_body(context.blocks[context.at].text)
    return RECOMMENDATION if asks_it or is_recommending_stem(context.stem) else row


def read_coded(context: ReaderContext, block: Block) -> int:
    """Read one of a list of codes and orders: "HS-1 Train all pilots …", whatever is above."""
    if context.former or block.role in {"heading", "row"}:
        return 0
    code = _code_and_order(block.text)
    if code is None or _prefix(code[0]) not in _prefixes_of(context):
        return 0
    row = context.kind or RECOMMENDATION
    _mark_text(context, context.at, row, context.offset(context.at) + code[1], code[0], "")
    return 1 + sub_points(context, context.at, block.text)


def _code_and_order(text: str) -> tuple[str, int] | None:
    code = code_of(text)
    if code is None or len(text) < 15:
        return None
    rest = text[code[1] :]
    return code if asks(rest) or is_order(rest) else None


def _prefix(code: str) -> str:
    return re.sub(r"[\d.].*$", "", code)


def _prefixes_of(context: ReaderContext) -> frozenset[str]:
    """Return the letters of codes that begin two or more texts that ask for something."""
    if context.prefixes is None:
        codes = [code for b in context.blocks if (code := _code_and_order(b.text))]
        counts = Counter(_prefix(code) for code, _ in codes)
        context.prefixes = frozenset(prefix for prefix, n in counts.items() if n > 1 and prefix)
    return context.prefixes

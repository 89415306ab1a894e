"""Lists of items: each bullet, or each paragraph that asks somebody to do something."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.action_fields import field_starts, mark_fields
from hmic_tracker.documents.readers.headed_items import states_concern
from hmic_tracker.documents.readers.headings import (
    NO_NAME,
    heading_of,
    is_dot,
    is_name_of_chapter,
    is_plain_heading,
    is_surely_heading,
)
from hmic_tracker.documents.readers.items import kind_at_hand, sub_points
from hmic_tracker.documents.readers.list_labels import (
    is_between_numbers,
    keep_number,
    label_and_end,
    lettered,
)
from hmic_tracker.documents.wording.advice import (
    SHOULD,
    SPEAKS_OF_ITEMS,
    asks,
    asks_after_finding,
    asks_one_body,
    body_recommends,
    first_sentence,
    is_order,
    is_stem,
    recommending_sentences,
)
from hmic_tracker.documents.wording.labels import (
    BARE_NUMBER,
    is_label_alone,
    label_of,
    trailing_label,
)
from hmic_tracker.documents.wording.own_business import (
    is_duty_of_law,
    is_for_members,
    is_own_resolution,
)
from hmic_tracker.documents.wording.patterns import CHAPTER, SHORT
from hmic_tracker.documents.wording.pointers import is_argued_elsewhere, page_behind
from hmic_tracker.documents.wording.status_cells import is_status_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_INTRO: Final = re.compile(
    r"(?:we|i|the \w+) (?:have |has )?(?:make|makes|made|identified|identify|raised|set out|list"
    r"|found)\b"
    r"|(?:this|these|the following|below|in this|what|how|why|when|where)\b|there (?:are|is|were"
    r"|was)\b"
    r"|numbers? in brackets|actions? .{0,40}\b(?:must|should) take (?:is|are)\b|[“\"]"
    r"|\([^()]{5,160}\)$"
    r"|.{0,160}\b(?:are|is) (?:listed|set out|summarised|given|shown) (?:here|below|in)\b",
    re.I,
)
_SPEECH: Final = re.compile(
    r"[^.“\"]{2,160}\b(?:said|says|added|told (?:us|the \w+)|commented|explained)[:,]? [“\"]"
)
"""How a page begins what somebody said of a report."""
_ANNOUNCES: Final = re.compile(
    r"\b(?:we|i|inspectors) (?:also )?(?:have |has )?(?:found|identified|raised|issued|made) "
    r"(?:an?|one|two|three|\d|several|some) (?:\w+ ){0,2}(?:causes? (?:of|for) concern|concerns?"
    r"|areas? for (?:improvement|development))\b",
    re.I,
)
"""A sentence that says that there is an item, and is none."""
_NONE: Final = re.compile(
    r"\bno (?:new |further |specific )?(?:areas?(?:\(s\))? (?:for|of) (?:improvement|development)"
    r"|recommendations?|requirements?|causes? (?:of|for) concern)"
    r"(?: (?:have |has )?(?:are|is|was|were|been)?)? ?(?:made|identified|raised|issued|found"
    r"|in this report)\b",
    re.I,
)
"""What a sentence says in the place of a list: "It has no areas for improvement identified …"."""
_FINDINGS_FOLLOW: Final = re.compile(
    r"(?:we (?:have )?set out )?our (?:detailed |main )?findings (?:are )?(?:set out )?(?:below"
    r"|follow)\b",
    re.I,
)
"""What stands between the items of a chapter and what was seen there."""
_PAGE_BEHIND: Final = re.compile(
    r"[.)] (?:\d{1,3}|\((?:see )?(?:pages?|p\.|paragraphs?|paras?\.?) [\d., –-]{1,12}\))$", re.I
)
_THERE: Final = re.compile(r"there (?:should|must|needs? to) be\b", re.I)
"""What asks nobody by name, and is an item in a list of recommendations alone."""
_HAS_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|can|cannot)\b|^(?:we|they|it|this|there)\b",
    re.I,
)
_OTHERWISE: Final = re.compile(r"(?:or|and)\b", re.I)
_SUBORDINATE: Final = re.compile(r",| (?:when|that|so|who|which|where|for whom|if)\b")
"""What begins a clause within a name: "The response to children when they need help"."""
_SHORTEST_ORDER: Final = 40
_FOR_READER: Final = re.compile(
    r"(?:call|find out|follow|join|let|listen|look|mark|note|open|order|print|ring|see|send|share"
    r"|show|try|visit)\b",
    re.I,
)
"""Verbs with which a page tells its own reader where to go."""
_QUESTION: Final = re.compile(
    r"(?:(?:what|when|how|why|where|which|who)\b[^.?]{0,60} )?(?:will|can|does|do|is|are|would|has"
    r"|have|could)\b[^?]{10,}\?$",
    re.I,
)
_ADDRESSEE: Final = re.compile(
    r"(?:recommendations? )?(?:to|for) (?:the |all |each )?(?P<who>\w.{1,80}?):?", re.I
)


def read_listed(context: ReaderContext, block: Block) -> int:
    """Read one item of a list: a bullet, or a paragraph that asks somebody to do something."""
    if context.former or (context.kind is None and not context.stem) or block.role == "heading":
        return 0
    if is_surely_heading(block.text) or _is_chapter(context, block):
        return 0
    if context.headed and not context.stem:
        return 0  # the reasons of an item that is a heading
    row = kind_at_hand(context)
    if row.word == "good" or block.role == "row":
        return 0
    if context.framework is None and _is_own(context, block.text):
        return 0
    is_begun = context.listed or (context.single and context.open_item)
    if is_begun and _follows_list(context, block):
        context.kind, context.stem = None, ""
        return 0
    reads = _is_bullet_item(context, block) if block.marker else _is_paragraph_item(context, block)
    if not reads:
        context.listed += bool(context.listed) and not block.marker
        return 0
    at, offset = context.at, context.offset(context.at)
    if _is_second_paragraph(context, block):
        context.mark(at, "")
        return 1 + sub_points(context, at, block.text)
    if _goes_on_with_dots(context, block):
        context.mark(at, "")
        context.open_end = not block.text.endswith((".", ";"))
        return 1
    if block.level > 1 and context.open_item and context.listed and _is_deeper(context, block):
        context.mark(at, "")
        return 1
    label, before = label_and_end(context, block)
    keep_number(context, block, label)
    begins = offset + before
    fields = field_starts(block.printed, begins)
    end = fields[0][0] if fields else _before_page(block, offset)
    behind = trailing_label(block.text) if not label and end is None else None
    if behind:
        label = behind[0]
    context.listed += 1
    context.bulleted = block.role == "bullet" and not label and not context.stem
    context.mark_item(at, row, text=begins, end=end, label=label)
    context.open_end = bool(label) and not block.text.endswith((".", ";", ":"))
    mark_fields(context, at, fields)
    if end is not None and not fields:
        context.mark(at, "label", end)
    return 1 + (
        0 if context.stem and not block.text.endswith(":") else sub_points(context, at, block.text)
    )


def _is_chapter(context: ReaderContext, block: Block) -> bool:
    """Return whether a line is the name of a chapter, with its number or known by two parts."""
    text = block.text
    numbered = CHAPTER.match(text) and len(text) <= SHORT and not text.endswith(".")
    return bool(numbered) or is_name_of_chapter(context, block)


def _is_own(context: ReaderContext, text: str) -> bool:
    """Return whether a text is what a meeting itself, or any body by law, does with a report."""
    is_paper = context.is_paper
    if is_duty_of_law(text):
        return True
    return is_for_members(text, is_paper=is_paper) and is_own_resolution(text, is_paper=is_paper)


def _follows_list(context: ReaderContext, block: Block) -> bool:
    """Return whether a block is the next paragraph of the document, and no item of the list.

    It has a number, as no point below the stem had, or says that the findings follow.
    """
    if not block.marker:
        return bool(_FINDINGS_FOLLOW.match(block.text))
    if context.single and not context.listed and context.in_paragraph:
        if not context.item_label.isdecimal():
            return False
        return _number_of(block) != int(context.item_label) + 1
    is_numbered = len(context.item_label) > 1 or context.item_label.isdecimal()
    numbered = context.in_paragraph and context.stem and not is_numbered
    return bool(numbered) and not _asks(block)


def _is_second_paragraph(context: ReaderContext, block: Block) -> bool:
    """Return whether a paragraph directly below an item goes on with it: each has its heading."""
    plain = not block.marker and not context.stem and len(block.text) <= 3 * SHORT
    return context.one_each and context.listed == 1 and context.after_item and plain


def _goes_on_with_dots(context: ReaderContext, block: Block) -> bool:
    """Return whether dots go on with a numbered item whose sentence is not at its end."""
    dot = block.role == "bullet" and not any(map(str.isalnum, block.marker))
    return dot and context.open_end and bool(context.item_label)


def _before_page(block: Block, offset: int) -> int | None:
    """Return where the number of a page ends a list's entry: "… in its training. 21"."""
    if (pages := page_behind(block.text)) is not None:
        return offset + pages
    match = _PAGE_BEHIND.search(block.text)
    return offset + match.start() + 1 if match else None


def _is_deeper(context: ReaderContext, block: Block) -> bool:
    above = next(
        (context.blocks[n] for n in range(context.at - 1, -1, -1) if context.blocks[n].marker), None
    )
    return above is not None and above.level < block.level


def _is_bullet_item(context: ReaderContext, block: Block) -> bool:
    """Return whether a bullet of the list is an item of its own."""
    if label_of(block.text) or len(block.text) < 3 or heading_of_number(context, block):
        return False
    if (block.gap and is_plain_heading(block.text)) or _leads_to_label(context, block):
        return False
    if SPEAKS_OF_ITEMS.search(block.text) or is_status_alone(block.text):
        return False
    dotted = "." in block.marker.strip(".")  # a paragraph's number in its chapter
    if dotted and is_argued_elsewhere(block.text) and kind_at_hand(context).word == "rec":
        return True  # a list at a report's end, with a paragraph for each recommendation
    if dotted and _INTRO.match(block.text):
        return False
    if block.text.endswith("?"):
        return _is_question_to(context, block.text)
    is_cause = context.kind is not None and context.kind.word == "cause"
    if dotted and not _asks(block) and (context.named_one or not is_cause):
        return False
    if context.stem or _asks(block) or is_between_numbers(context, block):
        return True
    row = context.kind
    if row and row.word != "cause" and len(first_sentence(block.text)) < len(block.text):
        is_next = row.word == "afi" and _is_directly_below(context, block)
        is_named = bool(row.pattern) or is_dot(block)
        return is_named and (is_next or asks_after_finding(block.text))
    if not context.open_item and not context.listed:
        return True
    if context.open_item == "prose":
        return False
    is_next = block.text.endswith(".") and _number_of(block) == context.numbered + 1 > 1
    may_be_short = block.text[:1].islower() or context.framework is not None or is_next
    return may_be_short or len(block.text) > 20


def _is_directly_below(context: ReaderContext, block: Block) -> bool:
    """Return whether a dot stands directly below an item with a dot, or the list's heading.

    One in which somebody said that something should be done is shown, and is no item.
    """
    if any(map(str.isalnum, block.marker)) or SHOULD.search(block.text):
        return False
    words = _words_above(context)
    return "list" in words or (context.bulleted and words == {"afi"})


def _words_above(context: ReaderContext) -> set[str]:
    """Return what the block above is taken for, furniture left out."""
    above = context.at - 1
    while above >= 0 and context.blocks[above].role == "furniture":
        above -= 1
    return {piece.mark.word for piece in context.pieces.get(above, ())}


def _is_name_below(context: ReaderContext, text: str) -> bool:
    """Return whether a paragraph without a verb of its own follows the list's heading or another.

    "What needs to improve?" / "The timeliness of strategy meetings."
    """
    words = _words_above(context)
    is_next = "list" in words or ("label" not in words and bool(words & {"rec", "afi"}))
    if context.numbered or _OTHERWISE.match(text):
        return False
    return is_next and not _HAS_VERB.search(_SUBORDINATE.split(text, maxsplit=1)[0])


def _is_question_to(context: ReaderContext, text: str) -> bool:
    """Return whether a question is put to the one a list of recommendations is addressed to."""
    is_addressed = bool(context.addressee and context.kind and context.kind.word == "rec")
    return is_addressed and len(text) < 4 * SHORT and bool(_QUESTION.match(text))


def heading_of_number(context: ReaderContext, block: Block) -> bool:
    """Return whether a numbered block is a heading: "2. Receipts", "4 CORONER'S CONCERNS"."""
    if not block.marker[:1].isdigit() or _asks(block) or len(block.text) > SHORT:
        return False
    above = context.blocks[context.at - 1 : context.at]
    is_apart = block.gap or any(one.role == "furniture" for one in above)
    begins_again = context.after_item and 0 < _number_of(block) <= context.numbered
    if block.text.endswith((".", ";", ",")) or not is_apart:
        return False
    if context.stem and not begins_again:
        return False
    is_heading = heading_of(block._replace(role="paragraph")) or NO_NAME.match(block.text)
    return bool(is_heading) and len(block.text.split()) < 7


def _number_of(block: Block) -> int:
    """Return the whole number that a block begins with, 0 where it has none."""
    number = block.marker.rstrip(".)")
    return int(number) if number.isdecimal() else 0


def _leads_to_label(context: ReaderContext, block: Block) -> bool:
    """Return whether a numbered paragraph asks for nothing, and an item's label is below it."""
    follows = context.following
    leads = context.in_paragraph and follows is not None and is_label_alone(follows.text)
    return leads and not _asks(block)


def _is_headline(context: ReaderContext, block: Block) -> bool:
    """Return whether a line only heads the one item below: "The force needs to improve how …"."""
    if not context.single or context.open_item or len(block.text) > SHORT or not block.gap:
        return False
    follows = context.following
    ended = block.text.endswith((".", ";", ":", ","))
    return (
        not ended
        and follows is not None
        and follows.gap
        and asks(follows.text)
        and asks(block.text)
    )


def _is_next_number(context: ReaderContext, text: str) -> bool:
    """Return whether a text begins with the list's next number: "2 The service does not …"."""
    match = BARE_NUMBER.match(text)
    return match is not None and int(match[1]) == context.numbered + 1 and len(text) > 25


def _asks(block: Block) -> bool:
    return asks(block.text) or is_order(block.text) or body_recommends(block.text)


def _speaks_of_others(context: ReaderContext, text: str) -> bool:
    """Return whether a paragraph is of items, or below bullets and to all bodies or of some."""
    first = first_sentence(text)
    if SPEAKS_OF_ITEMS.search(text) or _ANNOUNCES.search(first) or _NONE.search(first):
        return True
    return context.bulleted and not context.stem and not asks_one_body(text)


def _is_speech(text: str) -> bool:
    """Return whether a paragraph is what somebody said, and asks nobody for anything."""
    lead = _SPEECH.match(text)
    return lead is not None and not asks(text[lead.end() :])


def _is_one_of_orders(context: ReaderContext, text: str) -> bool:
    """Return whether a paragraph tells to do something, as the one above it or below it does."""
    follows, is_named = context.following, context.kind is not None and context.kind.pattern
    goes_on = context.listed > 0 and context.after_item
    begins = follows is not None and not follows.marker and _is_long_order(follows.text)
    return bool(is_named) and _is_long_order(text) and (goes_on or begins)


def _is_long_order(text: str) -> bool:
    """Return whether a whole sentence tells to do something, and isn't for a page's reader."""
    is_sentence = len(text) > _SHORTEST_ORDER and text.endswith(".")
    return is_sentence and is_order(text) and not _FOR_READER.match(text)


def _is_paragraph_item(context: ReaderContext, block: Block) -> bool:
    """Return whether a paragraph of the section is an item: the first, or one that asks."""
    text, row = block.text, context.kind
    if context.stem and text[:1].islower():
        return True
    if row and text.endswith("?"):
        return _is_question_to(context, text)
    if (
        row is None
        or row.kind == "concern"
        or len(text) < 15
        or _is_headline(context, block)
        or is_stem(text)
    ):
        return False
    if _speaks_of_others(context, text):
        return False
    if lettered(context, text):
        return asks(text[2:]) or is_order(text[2:]) or row.word in {"cause", "afi"}
    bare = BARE_NUMBER.match(text)
    if bare and recommending_sentences(text[bare.end() :]):
        return False  # sentences are read one by one
    if asks(text[bare.end() :] if bare else text) or _is_next_number(context, text):
        return not _is_own(context, text)
    if row.word == "rec" and (
        _THERE.match(text) or body_recommends(text) or _is_one_of_orders(context, text)
    ):
        return True
    noun = len(text) < 3 * SHORT and first_sentence(text) == text and text.endswith(".")
    if not row.pattern and noun and (not block.gap or _is_name_below(context, text)):
        return True  # a line directly below "What needs to improve?", or the next one
    if context.open_item or context.listed:
        return False
    if heading_of(block) is not None and len(text) < 0.8 * SHORT and not text.endswith("."):
        says = row.word == "cause" and states_concern(text)
        return context.single and bool(says or is_order(text))
    if _INTRO.match(text) or _is_speech(text):
        return False
    return row.word in {"cause", "afi"} or (context.single and is_order(text))

"""What opens a list of items: the name of a kind, or a stem that the bullets below share."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.readers.items import sub_points
from hmic_tracker.documents.wording.advice import (
    asks,
    first_sentence,
    has_agreed,
    is_date_alone,
    is_order,
    is_stem,
    is_stem_of_notice,
    is_stem_of_one_body,
    recommends,
    stem_begins,
)
from hmic_tracker.documents.wording.labels import BARE_NUMBER, label_of
from hmic_tracker.documents.wording.own_business import is_for_members, is_own_resolution
from hmic_tracker.documents.wording.patterns import CHAPTER, KIND_HEADING
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import state_of_list
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_OF_WHOLE: Final = re.compile(
    r"what (?:does|do|must|should|has|have) (?:the|this|your) [^?.]{3,60}? (?:do|improve)\b", re.I
)
"""What a home or a school has to do: "What does the school need to do to improve further?"."""
_DO_BETTER: Final = re.compile(r"what (?:does|do) [^?]{3,80} need to do better\?", re.I)
"""What is above findings in a report that has the items themselves below another heading."""
_DONE: Final = r"(?:closed|completed|implemented|discharged|superseded)"
_STATED: Final = re.compile(
    rf"(?:(?:\d{{1,3}}|all|fully|now) )?{_DONE}\b"
    rf"|[^.:]{{3,60}}s (?:that (?:are|were|have been) )?(?:now )?{_DONE}"
    r"(?: (?:in|during|since|by|at|as|to)\b[^.:]{0,40})?:?$",
    re.I,
)
_PART_OF_ITEM: Final = re.compile(
    r"(?:to do (?:this|so)|this (?:should|must)|in particular|specifically|at a minimum"
    r"|as a minimum|in doing so)\b",
    re.I,
)

_LONE_NUMBER: Final = re.compile(r"\(?(\d{1,3})[.)]")
_POINT: Final = re.compile(r"\(?a[.)]")
_MOST_POINTS: Final = 20
_FEWEST_NAMES: Final = 2
_MOST_NAMES: Final = 10
_LONGEST_LINE: Final = 60
"""Letters of a name among those whom a list is addressed to."""


def _is_item_with_parts(text: str) -> bool:
    """Return whether a whole sentence asks for something, and the last one names parts of it."""
    first = first_sentence(text)
    last = text[len(first) :].strip()
    return bool(last) and asks(first) and bool(_PART_OF_ITEM.match(last))


def _is_one_of_numbers(context: ReaderContext, block: Block) -> bool:
    """Return whether a numbered stem is an item: one of the numbers below it or above it is.

    What stands between the two are its points, each with a letter. Where all numbers are stems,
    the letters are the items.
    """
    number = _LONE_NUMBER.fullmatch(block.marker)
    follows = context.following
    if number is None or context.kind is None or context.kind.word != "rec" or follows is None:
        return False
    tells_one = asks(block.text) and not recommends(block.text)
    if context.concluded is not None or not tells_one or not _POINT.match(follows.marker):
        return False
    below = (b for b in next_blocks(context, _MOST_POINTS) if _LONE_NUMBER.fullmatch(b.marker))
    is_above = context.item_label == str(int(number[1]) - 1)
    return is_above or any(asks(b.text) and not is_stem(b.text) for b in below)


def _is_order_with_label(text: str) -> bool:
    """Return whether a text is what a stem goes on with under a label: "COC 1.1 Clear the …"."""
    label = label_of(text)
    return label is not None and is_order(text[label.end :])


def read_heading(context: ReaderContext, block: Block) -> bool:
    """Read the heading of a list of one kind: "Areas for improvement", "Agreed action"."""
    if block.role in {"bullet", "row"} and block.marker in {"•", "-", "*", "–", "—", ">"}:
        return False
    heading = kind_heading(block.printed) or kind_heading(block.text)
    if heading is None or (context.former and not _leaves_former(block)):
        return False
    if block.marker and not block.text[:1].isupper():
        return False
    if _DO_BETTER.fullmatch(block.text) and _has_list_below(context):
        return False
    context.former = False
    several = heading.row.kind in {"must do", "should do"}
    single = (
        bool(heading.row.pattern)
        and not several
        and not re.search(r"s\b|s$", block.text.split("(")[0].rstrip(":").split(" to ")[0])
    )
    if heading.row.word == "good":
        context.begin_section(context.framework)
        context.kind, context.listed = heading.row, 0
        within = context.framework is not None  # what is below the practice is so as well
        context.mark(context.at, "list" if within else "section", label="good" if within else "")
        return True
    word = "list"
    if context.framework and (CHAPTER.match(block.text) or _is_of_all(context, block, single)):
        context.begin_section(None)
        word = "section"
    if context.framework is None and _is_below_board(context):
        word = "section"
    one_each = single and _is_repeated(context, block)
    context.begin_list(heading.row, single, heading.addressee)
    context.one_each = one_each
    if (
        any(
            is_own_resolution(after.text, is_paper=context.is_paper)
            for after in next_blocks(context, 1)
        )
        and heading.row.word == "rec"
    ):
        context.kind = None
    state = "" if single else _state_of(block.text)
    context.mark(context.at, word, label=(state or heading.row.word) if word == "list" else "")
    return True


def _has_list_below(context: ReaderContext) -> bool:
    """Return whether a list of the document's own items is below, under its kind's name."""
    return any(KIND_HEADING.fullmatch(below.text) for below in context.after(context.at))


def _state_of(text: str) -> str:
    """Return how the items stand that a heading puts together: "Closed recommendations"."""
    return state_of_list(text) if _STATED.match(text) else ""


def _is_of_all(context: ReaderContext, block: Block, single: bool) -> bool:
    """Whether a list below grades is of all that they are of, not of the last alone.

    It is one below a board, or says what the whole body has to do.
    """
    of_whole = context.graded_in_row > 1 or _OF_WHOLE.match(block.text) is not None
    return not single and of_whole and not _is_repeated(context, block)


def _is_below_board(context: ReaderContext) -> bool:
    """Whether a row with a name and its grade is above, which the list isn't about."""
    above = (n for n in range(context.at - 1, -1, -1) if context.blocks[n].role != "furniture")
    pieces = context.pieces.get(next(above, -1), [])
    return any(piece.mark.word == "graded" for piece in pieces)


def _is_repeated(context: ReaderContext, block: Block) -> bool:
    """Whether a document has such a list more than once: one in each chapter, not one for all."""
    return context.times(block.text) > 1


def _leaves_former(block: Block) -> bool:
    return bool(
        re.search(
            r"\b(?:this|our|new|current) (?:report|inspection|recommend)|^new\b", block.text, re.I
        )
    )


def next_blocks(context: ReaderContext, number: int) -> list[Block]:
    """Return the next so many blocks that nobody claimed."""
    return [block for block, _ in zip(context.after(context.at), range(number), strict=False)]


def read_names(context: ReaderContext, block: Block) -> int:
    """Read two or more names, a line each, between a list's heading and its first item."""
    if context.kind is None or context.listed or context.open_item or not _is_below_list(context):
        return 0
    for names, below in enumerate((block, *next_blocks(context, _MOST_NAMES))):
        is_item = below.marker and (asks(below.text) or is_order(below.text))
        if is_item and names >= _FEWEST_NAMES:
            places = [context.at, *islice(context.free_after(context.at), names - 1)]
            for at in places:
                context.mark(at, "-")
            return places[-1] - context.at + 1
        is_name = not below.marker and len(below.text) <= _LONGEST_LINE and heading_of(below)
        if not is_name or (names and below.gap):
            return 0
    return 0


def _is_below_list(context: ReaderContext) -> bool:
    """Whether the line directly above is the heading of the list at hand."""
    above = (n for n in range(context.at - 1, -1, -1) if context.blocks[n].role != "furniture")
    return any(piece.mark.word == "list" for piece in context.pieces.get(next(above, -1), []))


def read_stem(context: ReaderContext, block: Block) -> int:
    """Read the beginning that the bullets below share: "Within three months, the force should:"."""
    follows = context.following
    dated = context.stem and follows and follows.marker and is_date_alone(block.text)
    if context.former or is_for_members(block.text) or not (dated or is_stem(block.text)):
        return False
    if context.kind is None and is_own_resolution(block.text, is_paper=context.is_paper):
        return False
    if context.kind is None and not (
        recommends(block.text)
        or is_stem_of_one_body(block.text)
        or is_stem_of_notice(block.text)
        or has_agreed(block.text)
        or dated
        or block.text.rstrip(":–- ").endswith((" recommends", " recommend"))
    ):
        return False
    if context.kind and context.kind.word == "good":
        return False
    if follows is None or not (
        follows.marker
        or follows.text[:1].islower()
        or is_stem(follows.text)
        or is_date_alone(follows.text)
        or _is_order_with_label(follows.text)
    ):
        return False
    if block.marker and context.stem and len(block.text) < 40:
        return False
    if context.item_label and context.open_item and _PART_OF_ITEM.match(block.text):
        context.mark(context.at, "", text=0)
        return 1 + sub_points(context, context.at, block.text)
    if context.kind and not context.stem and _is_item_with_parts(block.text):
        if block.marker:
            return False  # an item with its number, as any other
        context.mark_item(context.at, context.kind, text=context.offset(context.at))
        context.listed += 1
        return 1 + sub_points(context, context.at, block.text)
    if _is_one_of_numbers(context, block):
        return False  # an item with its points
    number = BARE_NUMBER.match(block.text)
    begins = stem_begins(block.text) or (number.end() if number else 0)
    offset = context.offset(context.at) + begins
    if begins:
        context.mark(context.at, "-", 0, offset)
    context.stem = block.text[begins:]
    context.after_item, context.open_item = False, ""
    context.mark(context.at, "stem", offset if begins else 0, text=offset)
    return True

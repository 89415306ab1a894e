"""What the minutes of a meeting recommend to others, resolve, and give somebody to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.readers.headings import is_surely_heading
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.minuted import (
    ACTION,
    ACTIONS,
    DOES,
    RECOMMENDS,
    RESOLVES,
    SUMMARY,
    is_decision,
    is_for_meeting,
    is_formality,
    says_minutes,
)
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_THAT: Final = re.compile(r"that\b", re.I)
_OPENING: Final = 30
"""Blocks in one of which minutes say that they are some."""
_FEWEST: Final = 2
"""Rows of a table with its head."""
_OWN: Final = "something that the meeting itself will have done"
_DECIDED: Final = "something that is done when it is agreed to"
_WHOSE: Final = "says who has something to do, and not what"
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def read(context: ReaderContext, block: Block) -> int:
    """Read "RECOMMENDED to the Executive:" and its points, a resolution, or an action."""
    text = block.text
    if context.former or block.role == "row" or text[:1] not in "RrAaI":
        return 0
    begun = [pattern.fullmatch(text) for pattern in (RECOMMENDS, RESOLVES, ACTION, ACTIONS)]
    if not any(begun) or not _are_minutes(context):
        return 0
    recommends, resolves, action, _ = begun
    if recommends or resolves:
        return _read_points(context, recommends or resolves, is_own=recommends is None)
    if action and not DOES.search(action["what"]):
        context.mark(context.at, "?", doubt=_WHOSE)
        return 1
    if action:
        _mark_action(context, context.at, context.offset(context.at) + action.start("what"))
        return 1
    return _read_actions(context)


def read_summary(context: ReaderContext, block: Block) -> int:
    """Read the table at the end of minutes that has nothing but their actions once more."""
    if block.role == "row" or not SUMMARY.fullmatch(block.text.strip(" :")):
        return 0
    rows = list(_rows_below(context))
    lines = (ACTION.match(one.text) for one in context.blocks)
    actions = [_words(match["what"]) for match in lines if match]
    if len(rows) < _FEWEST or not all(_is_again(context.blocks[at], actions) for at in rows[1:]):
        return 0
    context.mark(context.at, "section")
    for at in rows:
        context.mark(at, "-")
    return rows[-1] - context.at + 1


def _rows_below(context: ReaderContext) -> Iterator[int]:
    for at in context.free_after(context.at):
        if context.blocks[at].role != "row":
            return
        yield at


def _is_again(row: Block, actions: Sequence[frozenset[str]]) -> bool:
    """Return whether the longest cell of a row says what one of the actions does."""
    words = _words(max(row.cells, key=len, default=""))
    return any(3 * len(words & action) > 2 * len(words) for action in actions)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, _WORD.findall(text)))


def _are_minutes(context: ReaderContext) -> bool:
    return any(says_minutes(block.text) for block in context.blocks[:_OPENING])


def _read_points(context: ReaderContext, match: re.Match[str] | None, *, is_own: bool) -> int:
    """Mark what is recommended or resolved, on the same line or as the points below it."""
    at, what = context.at, match["what"] or "" if match else ""
    leads = what.rstrip(" :–—-").casefold() == "that"
    if match and what and not leads:
        context.begin_section(None)
        _mark_point(context, at, match.start("what"), is_own=is_own)
        return 1
    points = list(_points(context))
    if not leads and not any(_THAT.match(context.blocks[point].text) for point, _ in points):
        return 0
    if not points:
        return 0
    context.begin_section(None)
    context.mark(at, "-" if is_own else "list", label="" if is_own else RECOMMENDATION.word)
    for point, is_head in points:
        if is_head:
            context.mark(point, "~")
        else:
            _mark_point(context, point, 0, is_own=is_own)
    context.after_item = False
    return points[-1][0] - at + 1


def _points(context: ReaderContext) -> Iterator[tuple[int, bool]]:
    """Yield the places of the points below a line, and whether each is the next page's head."""
    head: int | None = None
    last: str | None = None
    for at in context.free_after(context.at):
        block = context.blocks[at]
        is_point = bool(block.marker) or bool(_THAT.match(block.text))
        if is_point and (last is None or _is_next(last, block)):
            last = block.marker
            if head is not None:
                yield head, True
            head = None
            yield at, False
        elif head is None and len(block.text) <= SHORT and _is_below_page(context, at):
            head = at
        else:
            return


def _is_next(last: str, block: Block) -> bool:
    """Return whether a point goes on with those above it, and heads nothing of its own."""
    before, after = last.strip("().:"), block.marker.strip("().:")
    if before.isdecimal() or after.isdecimal():
        return before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1
    return before.isalpha() == after.isalpha() and not is_surely_heading(block.text)


def _is_below_page(context: ReaderContext, at: int) -> bool:
    """Return whether a line is the first below a page's number."""
    return at > 0 and context.blocks[at - 1].role == "furniture"


def _mark_point(context: ReaderContext, at: int, begins: int, *, is_own: bool) -> None:
    block = context.blocks[at]
    begins += context.offset(at)
    text = block.printed[begins:]
    decided, is_own = is_decision(text), is_own or is_for_meeting(text)
    if is_formality(text) or (is_own and decided):
        context.mark(at, "-")
    elif is_own or decided:
        context.mark(at, "?", doubt=_OWN if is_own else _DECIDED)
    else:
        label = block.marker.strip("().:")
        context.mark_item(
            at, RECOMMENDATION, text=begins, label=label if label[:1].isalnum() else ""
        )


def _read_actions(context: ReaderContext) -> int:
    """Mark the actions that stand with a dot or a number each below "Actions:"."""
    points = [(at, is_head) for at, is_head in _points(context) if context.blocks[at].marker]
    if not points:
        return 0
    context.begin_section(None)
    context.mark(context.at, "section")
    for at, is_head in points:
        if is_head:
            context.mark(at, "~")
        else:
            _mark_action(context, at, context.offset(at))
    return points[-1][0] - context.at + 1


def _mark_action(context: ReaderContext, at: int, begins: int) -> None:
    """Mark an action as an item where the minutes recommend something, which it goes with."""
    if any(RECOMMENDS.match(block.text) for block in context.blocks):
        context.mark_item(at, RECOMMENDATION, text=begins)
    else:
        context.mark(at, "?", doubt=_OWN)

"""What the minutes of a meeting recommend to others, resolve, and give somebody to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.own_business import is_decision, is_formality
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_MINUTES: Final = re.compile(r"(?:(?:draft|confirmed|public) )?minutes (?:of|from)\b", re.I)
_RECOMMENDS: Final = re.compile(
    r"(?:(?:RESOLVED TO RECOMMEND|RECOMMENDED)|(?:Resolved to recommend|Recommended))"
    r"(?: (?:to|TO) (?P<who>[^.:–—]{2,120}?))?(?: ?[:–—]-?| -)*(?: ?(?P<what>[Tt]hat\b.*))?"
)
_RESOLVES: Final = re.compile(
    r"(?:RESOLVED|Resolved)(?: UNANIMOUSLY| unanimously)?(?: ?[:–—]-?| -)*"
    r"(?: ?(?P<what>(?:[Tt]hat|[Tt]o)\b.*))?"
)
_ACTION: Final = re.compile(
    r"(?:ACTIONS?|Actions?)(?: (?:POINT|point|NO\.?|no\.?))?(?: \d{1,3})?(?: ?[:–—]| -) ?"
    r"(?P<what>\S.*)"
)
_SUMMARY: Final = re.compile(
    r"(?:summary of (?:the )?actions?(?: points)?|actions? (?:summary|log|list|points)"
    r"|list of actions)(?: (?:arising|agreed))?",
    re.I,
)
_THAT: Final = re.compile(r"[Tt]hat\b")
_OPENING: Final = 30
"""Blocks in one of which minutes say that they are some."""
_MOST_POINTS: Final = 40
_OWN: Final = "something that the meeting itself will have done"
_DECIDED: Final = "something that is done when it is agreed to"
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def read(context: ReaderContext, block: Block) -> int:
    """Read "RECOMMENDED to the Executive:" and its points, a resolution, or an action."""
    text = block.text
    if context.former or block.role == "row" or not _is_of_minutes(context, text):
        return 0
    if match := _RECOMMENDS.fullmatch(text):
        return _read_points(context, match, is_own=False)
    if match := _RESOLVES.fullmatch(text):
        return _read_points(context, match, is_own=True)
    if match := _ACTION.fullmatch(text):
        _mark_action(context, context.at, match)
        return 1
    return 0


def read_summary(context: ReaderContext, block: Block) -> int:
    """Read the table at the end of minutes that has nothing but their actions once more."""
    if block.role == "row" or not _SUMMARY.fullmatch(block.text.strip(" :")):
        return 0
    rows = list(_rows_below(context))
    actions = [
        _words(match["what"]) for one in context.blocks if (match := _ACTION.match(one.text))
    ]
    if len(rows) < 2 or not all(_is_again(context.blocks[at], actions) for at in rows[1:]):
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


def _is_of_minutes(context: ReaderContext, text: str) -> bool:
    """Return whether a line begins as one of these, and the document says that it is minutes."""
    if text[:1] not in "RrAa" or not (
        _RECOMMENDS.match(text) or _RESOLVES.match(text) or _ACTION.match(text)
    ):
        return False
    return any(map(_MINUTES.match, (block.text for block in context.blocks[:_OPENING])))


def _read_points(context: ReaderContext, match: re.Match[str], *, is_own: bool) -> int:
    """Mark what is recommended or resolved, on the same line or as the points below it."""
    at = context.at
    context.begin_section(None)
    if match["what"]:
        _mark_point(context, at, match.start("what"), is_own=is_own)
        return 1
    points = list(_points(context))
    if not any(_THAT.match(context.blocks[point].text) for point, _ in points):
        return 0
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
    sort = ""
    for at in context.free_after(context.at):
        block = context.blocks[at]
        is_point = bool(block.marker) or (not sort and bool(_THAT.match(block.text)))
        if is_point and sort in {"", block.marker[:1]}:
            sort = block.marker[:1] if not block.marker[:1].isalnum() else ""
            if head is not None:
                yield head, True
            head = None
            yield at, False
        elif head is None and len(block.text) <= SHORT and _is_below_page(context, at):
            head = at
        else:
            return


def _is_below_page(context: ReaderContext, at: int) -> bool:
    """Return whether a line is the first below a page's number."""
    return at > 0 and context.blocks[at - 1].role == "furniture"


def _mark_point(context: ReaderContext, at: int, begins: int, *, is_own: bool) -> None:
    block = context.blocks[at]
    begins += context.offset(at)
    text = block.printed[begins:]
    decided = is_decision(text)
    if is_formality(text) or (is_own and decided):
        context.mark(at, "-")
    elif is_own or decided:
        context.mark(at, "?", doubt=_OWN if is_own else _DECIDED)
    else:
        label = block.marker.strip("().:")
        context.mark_item(
            at, RECOMMENDATION, text=begins, label=label if label[:1].isalnum() else ""
        )


def _mark_action(context: ReaderContext, at: int, match: re.Match[str]) -> None:
    """Mark an action as an item where the minutes recommend something, which it goes with."""
    begins = context.offset(at) + match.start("what")
    if any(map(_RECOMMENDS.match, (block.text for block in context.blocks))):
        context.mark_item(at, RECOMMENDATION, text=begins)
    else:
        context.mark(at, "?", doubt=_OWN)

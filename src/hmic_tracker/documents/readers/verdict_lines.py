"""What came of an item: a verdict on the line below it, or in a sentence of its section."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of
from hmic_tracker.documents.wording.labels import label_of, name_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_PROGRESS: Final = (
    r"(?:no meaningful|no|insufficient|sufficient|limited|some|reasonable|good|significant)"
    r" progress"
)
_VERDICT: Final = re.compile(
    rf"(?P<verdict>(?:not (?:yet )?|partially |partly |fully |largely )?"
    rf"(?:achieved|addressed|met|implemented|completed?|resolved)"
    rf"|no longer (?:relevant|applicable)|{_PROGRESS}(?: made)?)"
    r"(?P<rest>\.|\.? ?\([^()]{1,80}\)\.?|\. .{1,160})?",
    re.I,
)
"""A verdict, and behind it a remark in brackets or a sentence."""
_JUDGED: Final = re.compile(
    rf"(?:we|(?:(?:ofsted|estyn|cqc) )?inspectors|ofsted|estyn|cqc) "
    rf"(?:considered|judged|concluded|found) that (?:the )?(?:[\w’']+ ){{1,5}}?"
    rf"(?:had|has|have) made (?P<verdict>{_PROGRESS})"
    r" (?:in this area|(?:on|against|with|in) this (?:concern|recommendation|issue|theme))\.?",
    re.I,
)
"""The sentence with which a section on one item ends."""
_NEAR: Final = 12
"""Blocks that an item and what stands above it may have."""
_WITH_ITEM: Final = 2
"""Blocks of an item and what stands beside it."""
_NOT_VERDICTS: Final = frozenset({"met", "complete", "completed", "resolved"})
"""Words that alone may be the cell of a table as well."""


def is_verdict(block: Block) -> bool:
    """Return whether a line says what came of an item, and nothing else."""
    return bool(
        not block.marker
        and block.role not in {"row", "furniture"}
        and len(block.text) <= 240
        and _VERDICT.fullmatch(block.text)
    )


def ends_with_verdict(text: str) -> bool:
    """Return whether the last words behind an item's sentence say what came of it."""
    before, _, last = text[-240:].rpartition(". ")
    return bool(before) and _VERDICT.fullmatch(last) is not None


def read(context: ReaderContext, block: Block) -> bool:
    """Read the verdict below an item, or the sentence that judges the section's only one."""
    if context.former or block.role == "row":
        return False
    offset = context.offset(context.at)
    judged = _JUDGED.fullmatch(block.text) if len(block.text) <= 240 else None
    if judged and context.named_one and context.open_item:
        _mark(context, offset, judged)
        context.after_item = False
        return True
    verdict = _VERDICT.fullmatch(block.text) if is_verdict(block) else None
    if not verdict or not context.after_item or block.text.casefold() in _NOT_VERDICTS:
        return False
    if block.gap and not _is_paired(context):
        return False
    _mark(context, offset, verdict)
    return True


def _is_paired(context: ReaderContext) -> bool:
    """Return whether the item above begins its list or has a verdict above it.

    So it is with the first below a heading where what follows has its verdict below it as well.
    Else a verdict behind an empty line may be the heading of the items below it.
    """
    above = [
        {piece.mark.word for piece in context.pieces.get(n, [])}
        for n in range(max(0, context.at - _NEAR), context.at)
        if context.blocks[n].role != "furniture"
    ]
    while above and above[-1] == {""}:
        above.pop()  # points of the item above
    if len(above) < _WITH_ITEM:
        return False
    is_below = bool(above[-2] & {"framework", "section"}) and _ends_pair(context)
    return is_below or bool(above[-2] & {"list", "status"})


def _ends_pair(context: ReaderContext) -> bool:
    """Return whether a heading is below a verdict, or one more item and its verdict."""
    below = list(islice(context.after(context.at), _WITH_ITEM))
    if not below or below[0].role == "heading":
        return True
    if label_of(below[0].text) or name_alone(below[0].text):
        return len(below) == _WITH_ITEM and is_verdict(below[1])
    return heading_of(below[0]) is not None


def _mark(context: ReaderContext, offset: int, match: re.Match[str]) -> None:
    """Mark the words of a verdict as the item's status, and those around them as prose."""
    start, end = match.span("verdict")
    if start:
        context.mark(context.at, "-", 0, start + offset)
    context.mark(context.at, "status", start + offset if start else 0, end + offset)
    if end + offset < len(context.blocks[context.at].printed):
        context.mark(context.at, "-", end + offset)

"""Items that one paragraph has all of: "Recommendation 1 Ensure …. Recommendation 2 Track …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import BULLETS
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block, Document

_SENTENCE: Final = re.compile(rf"[.;!?…][”’\"')]? (?=[A-Z\d(]|[{BULLETS}] )")
"""Where a sentence ends and another begins, maybe with a label or a number."""
_NO_STOP: Final = re.compile(
    r"(?<![,:.;!?…])(?<!\b(?:in|of|to|by|on|as))(?<!\b(?:and|see|for))(?<!\b(?:from|with))"
    r"(?<!\bunder) (?=Rec(?:ommendation)? \d)"
)
"""Where the next item may begin without a stop before it: not "as in Recommendation 2"."""
_NUMBER: Final = re.compile(r"(?P<marker>\(?(?P<number>\d{1,3})[.)]) (?=[A-Z])")
_DOT: Final = re.compile(rf"(?P<marker>[{BULLETS}]) (?=[A-Z])")
_OF_OTHERS: Final = re.compile(r"\b(?:last|previous|earlier|former|made|had|(?:19|20)\d\d)\b", re.I)
"""What stands before the items of another report in a paragraph."""
_LABEL: Final = re.compile(r"[A-Z]?(?P<number>\d{1,3})")
_NO_NUMBER: Final = -1
_MOST_SENTENCES: Final = 500
_LONGEST_START: Final = 200
_LONGEST_LABEL: Final = 60


class _Start(NamedTuple):
    """Where an item begins in a paragraph: its number, or none, and where its words begin."""

    at: int
    number: int
    text: int


def parted(document: Document) -> Document:
    """Return a document with a block for each item that a paragraph runs on with."""
    blocks = [part for block in document.blocks for part in _parts(block)]
    return document._replace(blocks=tuple(blocks))


def _parts(block: Block) -> list[Block]:
    if block.role not in {"paragraph", "bullet"} or len(block.text) < _LONGEST_START // 4:
        return [block]
    printed = block.printed
    orders = (_in_order(printed, start_of) for start_of in (_labelled, _numbered, _dotted))
    starts = next((starts for starts in orders if len(starts) > 1), [])
    if not starts or not _are_items(printed, starts):
        return [block]
    places = [0, *(start.at for start in starts if start.at), len(printed)]
    first, *others = [printed[at:end].rstrip() for at, end in pairwise(places)]
    text = first.removeprefix(block.marker).lstrip()
    return [block._replace(text=text), *(_part(block, other) for other in others)]


def _part(block: Block, printed: str) -> Block:
    """Return the block of a later item: with its number as a marker, or its label in the text."""
    if marked := _NUMBER.match(printed) or _DOT.match(printed):
        text = printed[marked.end() :]
        return block._replace(role="bullet", marker=marked["marker"], text=text, gap=False)
    return block._replace(role="paragraph", marker="", text=printed, gap=False)


def _in_order(printed: str, start_of: Callable[[str, int], _Start | None]) -> list[_Start]:
    """Return the starts of items whose numbers go on one by one."""
    ends = (m.end() for pattern in (_SENTENCE, _NO_STOP) for m in pattern.finditer(printed))
    starts: list[_Start] = []
    for at in (0, *sorted(islice(ends, _MOST_SENTENCES))):
        start = start_of(printed, at)
        if start and (not starts or start.number in {starts[-1].number + 1, _NO_NUMBER}):
            starts.append(start)
    return starts


def _labelled(printed: str, at: int) -> _Start | None:
    """Return the item that begins with its kind's name and a number."""
    if not any(map(str.isdigit, printed[at : at + _LONGEST_LABEL])):
        return None
    label = label_of(printed[at : at + _LONGEST_START])
    number = _LABEL.fullmatch(label.printed) if label and label.row else None
    if not label or not number:
        return None
    text = at + label.end
    body = printed[text : text + _LONGEST_START].lstrip(" -–—:.‘“\"'")
    after_stop = not at or _SENTENCE.match(printed, at - 2) or _SENTENCE.match(printed, at - 3)
    is_text = body[:1].isupper() if after_stop else asks(body) or is_order(body)
    return _Start(at, int(number["number"]), text) if is_text else None


def _numbered(printed: str, at: int) -> _Start | None:
    """Return the item that begins with a number and a stop; the paragraph begins with the first."""
    match = _NUMBER.match(printed, at)
    return _Start(at, int(match["number"]), match.end()) if match else None


def _dotted(printed: str, at: int) -> _Start | None:
    """Return the item that begins with a dot, as the paragraph does."""
    match = _DOT.match(printed, at) if _DOT.match(printed) else None
    return _Start(at, _NO_NUMBER, match.end()) if match else None


def _are_items(printed: str, starts: Sequence[_Start]) -> bool:
    """Return whether what stands behind the numbers asks for something, and is no status."""
    ends = [start.at for start in starts[1:]] + [len(printed)]
    bodies = [
        printed[start.text : end].strip(" -–—:") for start, end in zip(starts, ends, strict=True)
    ]
    asking = [asks(body) or is_order(body) for body in bodies]
    if _OF_OTHERS.search(printed, 0, starts[0].at):
        return False
    if _NUMBER.match(printed, starts[0].at) or _DOT.match(printed):
        return starts[0].at == 0 and all(asking)
    return any(asking) and not any(map(is_only_status, bodies))

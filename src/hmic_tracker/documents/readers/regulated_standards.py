"""Requirements that state a standard, and in a paragraph below what it means in particular."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.items import kind_at_hand
from hmic_tracker.documents.sources.aligned_tables import OF_ROW
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.pointers import CITED
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_STANDARD: Final = re.compile(r"The (?:[\w’'-]+,? ){1,8}standard (?:is|requires)\b")
_MOST: Final = 16
"""Blocks of one requirement."""


def read(context: ReaderContext, block: Block) -> int:
    """Read such a requirement to the regulation with which it ends, and its day below."""
    if context.former or context.kind is None or context.kind.word != "rec":
        return 0
    if block.role in {"heading", "row"} or not _STANDARD.match(block.text):
        return 0
    places = list(islice(context.free_after(context.at), _MOST))
    blocks = [context.blocks[at] for at in places]
    length = next((n for n, one in enumerate(blocks) if _ends(one)), len(blocks))
    texts = [block, *blocks[:length]]
    cited = [n for n, one in enumerate(texts) if CITED.search(one.text[-300:])]
    is_due = length < len(blocks) and (field_at(blocks[length].text) or ("", 0))[0] == "due"
    if not cited and not is_due:
        return 0
    last = _last(texts, cited[0] if cited else length)
    begins = context.offset(context.at)
    context.mark_item(context.at, kind_at_hand(context), text=begins)
    for at in places[:last]:
        context.mark(at, "")
    if not is_due:
        return ([context.at, *places][last] - context.at) + 1
    for at in places[last:length]:
        context.mark(at, "-")
    context.mark(places[length], "due", text=(field_at(blocks[length].text) or ("", 0))[1])
    return places[length] - context.at + 1


def _last(texts: list[Block], first: int) -> int:
    """Return the last block of a requirement: below its regulation it may say what is meant."""
    last = first
    while last + 1 < len(texts) and OF_ROW.match(texts[last + 1].text):
        last += 1
    return last


def _ends(block: Block) -> bool:
    """Return whether a block is of something else: a field, a heading or the next requirement."""
    return bool(
        block.role in {"heading", "row"}
        or field_at(block.text)
        or label_of(block.text)
        or kind_heading(block.text)
        or _STANDARD.match(block.text)
    )

"""Paragraphs that a reader of printed pages has torn: what it took for a heading goes on below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_SENTENCE_BEGUN: Final = re.compile(r"[a-z)][.:] [A-Z][^.?!:;]{8,}[a-z,)]$", re.ASCII)
"""A heading that ends within its second sentence: "Mend the lamps. The harbour board should"."""


def with_torn_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, a heading that ends within a sentence as one with the text it begins."""
    return tuple(_joined(blocks))


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    before: Block | None = None
    for block in blocks:
        if before and _goes_on(before, block):
            yield before._replace(role="paragraph", level=0, text=f"{before.text} {block.text}")
            before = None
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _goes_on(heading: Block, block: Block) -> bool:
    if heading.role != "heading" or heading.marker or block.role != "paragraph" or block.marker:
        return False
    is_begun = _SENTENCE_BEGUN.search(heading.text[-3 * SHORT :])
    return bool(is_begun) and block.text[:1].islower()

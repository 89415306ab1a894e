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
_HEADING_BEHIND: Final = re.compile(
    r"(?<=[a-z)][.?!]) (?:Findings?|Conclusions?|Recommendations?|Issues?(?: \d{1,2})?)$"
)
_LEVEL_BEHIND: Final = 6
"""What stands above the next list, and was taken for the end of the text above it."""


def with_torn_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, with what was torn joined and what was joined parted."""
    return tuple(_parted(list(_joined(blocks))))


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; a heading at a text's end is one of its own where something follows."""
    for block, below in zip(blocks, [*blocks[1:], None], strict=False):
        behind = _HEADING_BEHIND.search(block.text, max(0, len(block.text) - SHORT))
        if behind and below and below.role in {"paragraph", "bullet"} and not block.cells:
            yield block._replace(text=block.text[: behind.start()])
            yield block._replace(
                role="heading", text=behind[0].strip(), marker="", level=_LEVEL_BEHIND, gap=True
            )
        else:
            yield block


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

"""Headings of a list that say what it is about: "Areas for improvement – Prevention"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.wording.advice import asks, is_order, is_stem
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import LONGEST_NAME
from hmic_tracker.documents.wording.source_kinds import SourceKind, source_kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_TWO_PARTS: Final = re.compile(
    r"(?P<kind>[^\W\d_][\w ]{2,40}?)(?: ?[–—] ?| - |: )(?P<name>\S.{2,})"
)
_PLURAL: Final = re.compile(r"s(?: |$)", re.I)
_NO_NAME: Final = re.compile(
    r"\b(?:progress|updates?|status|position|summary|overview|action plan|plan|response|replies"
    r"|appendix|annex|table|list|closed|open|complete[d]?|outstanding|new|previous|continued"
    r"|contd?|page|detail|details|total|theme|themes|title|\d+)\b",
    re.I,
)
"""Words of what is said of the list itself, and no name of what it is about."""


class NamedList(NamedTuple):
    """The kind of such a list, and where its name begins; `is_name` is whether it is one."""

    row: SourceKind
    begins: int
    is_name: bool


def named_list(text: str) -> NamedList | None:
    """Return what a heading of two parts says of the list below it, None where it is none."""
    match = _TWO_PARTS.fullmatch(text) if len(text) <= 2 * LONGEST_NAME else None
    row = source_kind(match["kind"]) if match else None
    if match is None or row is None or row.word == "good" or not _PLURAL.search(match["kind"]):
        return None
    name = match["name"]
    if len(name) > LONGEST_NAME or name.endswith((".", ";", ",", ":", "?")):
        return None
    if asks(name) or (is_order(name) and " " in name) or not name[:1].isupper():
        return None
    return NamedList(row, match.start("name"), not _NO_NAME.search(name))


def read(context: ReaderContext, block: Block) -> int:
    """Read such a heading above a table's rows, or above the first item of its list."""
    if context.former or block.marker or block.role == "row":
        return 0
    named, follows = named_list(block.text), next(_below(context), None)
    if named is None or follows is None or not _begins_list(follows):
        return 0
    offset = context.offset(context.at) + named.begins
    name = block.text[named.begins :]
    context.begin_section(context.names.mention(name) if named.is_name else None)
    context.begin_list(named.row, single=False)
    context.mark(context.at, "list", 0, offset, label=named.row.word)
    context.mark(context.at, "framework" if named.is_name else "-", offset)
    return 1


def _below(context: ReaderContext) -> Iterator[Block]:
    """Yield the content below the current block, whoever reads it."""
    return (b for b in context.blocks[context.at + 1 :] if b.role != "furniture")


def _begins_list(block: Block) -> bool:
    """Return whether a block is a table's row, or an item of a list."""
    if block.role == "row" or block.marker or label_of(block.text):
        return True
    return asks(block.text) or is_stem(block.text)

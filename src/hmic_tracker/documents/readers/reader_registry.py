"""The registry of readers, and the loop that offers every block to them."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from hmic_tracker.documents.readers import (
    grade_lines,
    grade_tables,
    headings,
    items,
    progress_bullets,
    prose,
    report_header,
)
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block


class Reader(NamedTuple):
    """One layout.

    `read` returns how many blocks it has read from the current one on, and 0 or False where its
    layout doesn't begin there; True is one block. `before_names` readers go through the whole
    report before its headings are known; the others are never asked about blocks these claimed.
    """

    name: str
    read: Callable[[ReaderContext, Block], int]
    before_names: bool = False


READERS: Final = (
    Reader("report header", report_header.read, before_names=True),
    Reader("grade table", grade_tables.read, before_names=True),
    Reader("numbered item", items.read_numbered),
    Reader("appendix", headings.read_appendix),
    Reader("grade line", grade_lines.read_grade),
    Reader("list heading", items.read_list_heading),
    Reader("progress bullet", progress_bullets.read),
    Reader("framework with its grade", grade_lines.read_named_grade),
    Reader("framework in a list", headings.read_listed),
    Reader("list item", items.read_listed),
    Reader("framework heading", headings.read_heading),
    Reader("prose", prose.read),
)
"""Asked in this order about each block; the first that reads it has it."""


def read_blocks(context: ReaderContext) -> None:
    """Ask the readers about every block; what they find is in `context.report`."""
    _ask(context, [reader for reader in READERS if reader.before_names])
    headings.collect_framework_names(context)
    context.names_known = bool(context.names.known())
    _ask(context, [reader for reader in READERS if not reader.before_names])


def _ask(context: ReaderContext, readers: Sequence[Reader]) -> None:
    at = 0
    while at < len(context.blocks):
        claimed = 1
        if at not in context.claimed:
            block = context.move_to(at)
            claimed = next((n for reader in readers if (n := reader.read(context, block))), 0)
            context.claimed.update(range(at, at + claimed))
        at += max(1, claimed)

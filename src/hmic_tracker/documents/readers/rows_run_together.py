"""Rows of a register whose columns have run into each other, so that nobody can part them."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.source_kinds import NAMES
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ROW: Final = re.compile(
    rf"[A-Z]{{1,8}}[-/.]?\d{{1,4}}[a-z]?[ \t](?:(?i:{NAMES}))[ \t](?=[A-Z][a-z]+ [\w‘“])"
)
"""A code, a kind and a text in one line: "CUS-1 Rec The force should see that …"."""


def read(context: ReaderContext, block: Block) -> bool:
    """Show a line that is a row of a table with all of its cells in one."""
    if not _ROW.match(block.printed) or context.former:
        return False
    context.mark(context.at, "?", doubt="a row of a table whose columns run into each other")
    return True

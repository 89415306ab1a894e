"""Items under a document's own name for them with a number: "Theme 2: Leaders should …"."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers.items import RECOMMENDATION, sub_points
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_NAMED: Final = re.compile(
    r"(?P<name>theme|priority|strand|challenge) (?P<number>\d{1,2})(?:: | [–—-] )(?=[A-Z])", re.I
)
_FEWEST: Final = 2
"""Items of a name, numbered from 1, all of which ask for something."""


def read(context: ReaderContext, block: Block) -> int:
    """Read "Theme 2: Leaders should improve attendance", one of two or more such in order."""
    match = _NAMED.match(block.text)
    if match is None or context.former or block.marker or block.role in {"row", "heading"}:
        return 0
    if match["name"].casefold() not in _names_of(context):
        return 0
    row = RECOMMENDATION._replace(kind=match["name"].casefold())
    context.named_one = True
    context.mark_item(context.at, row, text=match.end(), label=match["number"])
    return 1 + sub_points(context, context.at, block.text)


def _names_of(context: ReaderContext) -> frozenset[str]:
    """Return the names that number nothing in a document but texts that ask for something."""
    if context.numbered_names is None:
        numbers: dict[str, list[int]] = {}
        plain: set[str] = set()
        for block in context.blocks:
            match = _NAMED.match(block.text) if block.role not in {"furniture", "row"} else None
            if match and asks(block.text[match.end() :]):
                numbers.setdefault(match["name"].casefold(), []).append(int(match["number"]))
            elif match:
                plain.add(match["name"].casefold())
        context.numbered_names = frozenset(
            name
            for name, given in numbers.items()
            if name not in plain and {*range(1, _FEWEST + 1)} <= {*given}
        )
    return context.numbered_names

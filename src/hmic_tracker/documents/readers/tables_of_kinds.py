"""Printed tables whose rows are items of the kind that a line above or a column names."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.readers.column_contents import SAMPLE
from hmic_tracker.documents.readers.named_lists import named_list
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.source_kinds import SourceKind, kind_heading, source_kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LONG: Final = 40
"""Letters of a cell that holds a text."""


def are_of_kinds(
    context: ReaderContext, at: int, fields: Sequence[str], below: Sequence[int]
) -> bool:
    """Return whether the line above a printed table, or a column, says what kind its rows are."""
    if context.is_table:
        return False
    if kind_above(context, at) or "kind" not in fields:
        return kind_above(context, at) is not None
    n = fields.index("kind")
    rows = [cells for at in below[:SAMPLE] if len(set(cells := context.blocks[at].cells)) > 1]
    kinds = [row[n] for row in rows if n < len(row) and row[n]]
    return bool(kinds) and all(map(source_kind, kinds))


def kind_above(context: ReaderContext, at: int) -> SourceKind | None:
    """Return the kind that the line directly above a printed table names for its rows."""
    above = at - 1
    while above >= 0 and context.blocks[above].role == "furniture":
        above -= 1
    if context.is_table or above < 0 or context.blocks[above].role == "row":
        return None
    text = context.blocks[above].text
    heading = kind_heading(text) or named_list(text)
    return heading.row if heading else None


def columns_of_kinds(
    context: ReaderContext, fields: Sequence[str], below: Sequence[int]
) -> list[str]:
    """Name the column of sentences, and that of numbers before it, in a table of items.

    "Regulation", "Summary", "Status": below the name of a kind the rows are of that kind. Of
    several such columns beside one of kinds it is that which asks most often.
    """
    sample = (context.blocks[at].cells for at in below[:SAMPLE])
    rows = [cells for cells in sample if len(cells) == len(fields) and len(set(cells)) > 1]
    columns = list(zip(*rows, strict=True)) if rows else []
    free = [n for n, field in enumerate(fields) if not field and n < len(columns)]
    texts = [
        n for n in free if all(len(cell) > _LONG and cell.endswith(".") for cell in columns[n])
    ]
    if "kind" in fields:
        texts = [n for n in free if 2 * sum(len(c) > _LONG for c in columns[n]) > len(rows)]
        texts = sorted(texts, key=lambda n: -sum(map(asks, columns[n])))[:1]
    if len(texts) != 1:
        return list(fields)
    has_codes = "label" not in fields and 0 in free and all(map(is_code, columns[0]))
    named = {texts[0]: "text"} | ({0: "label"} if has_codes else {})
    return [named.get(n, field) for n, field in enumerate(fields)]

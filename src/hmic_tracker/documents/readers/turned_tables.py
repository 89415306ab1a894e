"""Tables with an item in each column and the names of its fields down the first: turned to rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hmic_tracker.documents.blocks import Block, Document, Place
from hmic_tracker.documents.readers.table_heads import is_kind
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.table_choices import TableChoices

_LEAST: Final = 3
"""Fields that the first column of such a table names."""


def turned(document: Document, choices: TableChoices) -> Document:
    """Return a document whose tables have an item a row; the columns turned have their letters."""
    if not document.is_table:
        return document
    blocks: list[Block] = []
    for (_, is_row), group in groupby(
        document.blocks, lambda block: (block.place.sheet, block.role == "row")
    ):
        part = tuple(group)
        column = _column_of_names(part, choices) if is_row else None
        blocks += part if column is None else _by_columns(part, column, document.name)
    return document._replace(blocks=tuple(blocks))


def _column_of_names(rows: Sequence[Block], choices: TableChoices) -> int | None:
    """Return the first column where it names fields, each once, and other columns have values."""
    columns = max(len(block.cells) for block in rows)
    if columns < _LEAST or len(rows) < _LEAST:
        return None
    for column in range(min(2, columns - 2)):
        names = [block.cells[column] for block in rows]
        fields = [_field(name, choices) for name in names]
        known = [field for field in fields if field]
        texts = [row for row, field in zip(rows, fields, strict=True) if field == "text"]
        is_full = len({*known}) >= _LEAST and 2 * len(known) > len([n for n in names if n])
        if not is_full or len(texts) != 1 or any(rows[0].cells[:column]):
            continue
        beside = [cell for cell in rows[0].cells[column + 1 :] if cell]
        heads = {field for cell in beside if (field := _field(cell, choices))}
        values = [cell for cell in texts[0].cells[column + 1 :] if cell]
        if len(set(values)) > 1 and len(heads) < 2:
            return column
    return None


def _field(name: str, choices: TableChoices) -> str:
    field = choices.field_of(name)
    if field is None:
        field = field_of_head(name) if len(name) < 60 else ""
    return field or ("text" if name and is_kind(name) else "")


def _by_columns(rows: Sequence[Block], first: int, name: str) -> Iterator[Block]:
    sheet = rows[0].place.sheet or name
    for column in range(first, max(len(block.cells) for block in rows)):
        cells = tuple(block.cells[column] for block in rows)
        if any(cells):
            place = Place(rows[0].place.line, column + 1, sheet)
            text = "\t".join(filter(None, cells))
            yield Block("row", text, place, cells=cells, gap=column == first, reason=rows[0].reason)

"""The columns of a register, in the preview of its import."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.reports.import_preview import ImportPreview

_SAMPLE: Final = 30
_FIELD_WORDS: Final = {
    **dict.fromkeys(("note", "priority", "addressee"), "a note"),
    "": "not known: a note",
    "source": "inspection",
    "none": "left out",
}
"""What a column was read as, where the field's name isn't the word."""


def column_nodes(preview: ImportPreview) -> nodes.Page:
    """The columns of a register: what each was read as, and the first value below it."""
    columns = [one for one in preview.columns if one.name]
    if not columns or not preview.is_table:
        return ()
    words = [_FIELD_WORDS.get(one.field, one.field) for one in columns]
    width = max(map(len, words))
    rows = [
        (f"  {_cut(one.name)}", f"{word:<{width}}  {_cut(one.sample)}")
        for one, word in zip(columns, words, strict=True)
    ]
    return nodes.part("Columns", nodes.Pairs(tuple(rows)))


def _cut(text: str) -> str:
    return text if len(text) <= _SAMPLE else f"{text[:_SAMPLE]}…"

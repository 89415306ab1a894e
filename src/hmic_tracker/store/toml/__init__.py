"""TOML as text: parsed, written, and edited in place so that what a person wrote stays.

Knows no record and no path. The names below are for the rest of the program: `decode`, `parse`,
`new_text` and `edited` for texts, `Fields` for typed values, and `Unreadable` for what is wrong
with a file. Start at `text`; `edits` changes single keys, `lines` knows what is on which line.
"""

from __future__ import annotations

from hmic_tracker.store.toml.text import (
    BOM,
    KeyPath,
    RowsChange,
    Unreadable,
    decode,
    edited,
    edited_before,
    line_of,
    lines_of_keys,
    new_text,
    parse,
    same,
    shape_of,
)
from hmic_tracker.store.toml.values import Fields

__all__ = (
    "BOM",
    "Fields",
    "KeyPath",
    "RowsChange",
    "Unreadable",
    "decode",
    "edited",
    "edited_before",
    "line_of",
    "lines_of_keys",
    "new_text",
    "parse",
    "same",
    "shape_of",
)

"""Cells of a table's row: where they are, and what one with an item's text holds besides."""

from __future__ import annotations

import re

from hmic_tracker.documents.sources.line_beginnings import MARKER
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.labels import is_code, label_of, trailing_label
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.source_kinds import SourceKind

FIELDS: Final = ("owner", "due", "revised", "status", "response", "update", "evidence")
WORDS: Final = {"revised": "due"}
"""The mark of a field, where that isn't the field's name."""
OWNERS: Final = ("owner", "addressee")
TOTAL: Final = re.compile(
    r"(?:grand |sub-?)?totals?\b|(?:averages?|mean)(?: .{1,40})?$|.{1,60} (?:sub-?)?totals?$"
    r"|sum\b|count\b"
    r"|(?:recommendations|items|actions|afis) (?:completed?|open|closed|made|outstanding)\b"
    r"|\d{1,4} (?:recommendations|items|actions|afis|areas for improvement|(?:[a-z]+ )?concerns"
    r"|causes of concern)$",
    re.I,
)

_WITH_CONCERN: Final = re.compile(
    r"(?P<kind>(?:key |priority )?concerns?): (?P<concern>[A-Z].{3,600}?[.!?] )"
    r"(?P<name>recommendations?: )(?=[A-Z])",
    re.I,
)
"""What a cell has above its recommendation: "Key concern: … Recommendation: …"."""


def cell_spans(block: Block) -> list[tuple[int, int]]:
    """Return where each cell is in the row's printed text; an empty one is nowhere."""
    spans, at = [], block.printed.find(block.text)
    for cell in block.cells:
        if not cell:
            spans.append((at, at))
            continue
        spans.append((at, min(len(block.printed), at + len(cell) + 1)))
        at += len(cell) + 1
    return spans


def word_of_field(field: str) -> str:
    """Return the mark of a field of a record; an addressee stands for an owner."""
    if field in {"label", "addressee"}:
        return "label" if field == "label" else "owner"
    return WORDS.get(field, field) if field in FIELDS else "-"


def place_of_owner(fields: Sequence[str]) -> int | None:
    """Return which field says who answers for an item: its owner, else whom it is addressed to."""
    return next((fields.index(field) for field in OWNERS if field in fields), None)


def mark_text(
    context: ReaderContext,
    at: int,
    span: tuple[int, int],
    row: SourceKind,
    label: str,
    otherwise: str = "",
) -> None:
    """Mark the cell with an item's text, and the label that it may have itself.

    `otherwise` is its label where neither `label` is given nor one stands in the cell.
    """
    start, end = span
    text = context.blocks[at].printed[start:end].rstrip()
    begins, ends = start, end
    if not label and (mark := MARKER.match(text)) and mark[0].lstrip(" ([")[:1].isdigit():
        label, begins = mark[0].strip(" ().:[]"), start + mark.end()
    named = label_of(text)
    if not label and named and named.row and named.end < len(text):
        row, label, begins = named.row, named.printed, start + named.end
    if not label and (behind := trailing_label(text)):
        label, ends = behind[0], start + behind[1]
    label = label or otherwise
    if concern := _WITH_CONCERN.match(text, begins - start):
        begins = start + concern.end()
        context.mark(
            at,
            "note",
            start,
            begins - len(concern["name"]),
            text=start + concern.start("concern"),
            label=label,
            kind=concern["kind"],
        )
        start = begins - len(concern["name"])
    context.mark(at, row.word, start, ends, text=begins, label=label, kind=row.kind)
    if ends < end:
        context.mark(at, "label", ends, end)


def bare_label(label: str) -> str:
    """Return a cell's label without its kind's name and punctuation."""
    named = label_of(label)
    if named:
        return named.printed
    bare = label.strip(" .:()")
    return f"{bare})" if bare.count("(") == bare.count(")") + 1 else bare  # "28(3)(a)"


def printed_cells(cells: Sequence[str]) -> list[str]:
    """Return the texts of a row: one that is merged over several columns is there once."""
    return [cell for n, cell in enumerate(cells) if cell and (n == 0 or cell != cells[n - 1])]


def number_of_finding(cells: Sequence[str]) -> str:
    """Return the number in a form's first row that has a finding's name: "2", "Keys", "High"."""
    printed = printed_cells(cells)
    has_name = 1 < len(printed) < 4 and len(printed[1]) < 2 * SHORT and not asks(printed[1])
    return bare_label(printed[0]) if has_name and is_code(printed[0]) else ""

"""Workbooks: which sheets have items, what a sheet's name and the lines above its table are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.readers.table_heads import find_head
from hmic_tracker.documents.wording.headers import names_inspection
from hmic_tracker.documents.wording.patterns import LONGEST_NAME
from hmic_tracker.documents.wording.status_cells import state_of_list
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_OF_NO_MATTER: Final = re.compile(
    r"(?:sheet|tab|table|page|worksheet|tabelle)? ?\d{0,3}|.*\b(?:register|log|tracker|tracking"
    r"|dashboard|summary|lists?|actions?|recommendations?|recs?|afis?|plan|closed|open|live|archived?"
    r"|completed?|status|overview|progress|monitoring|data|master|main|current|discharged"
    r"|outstanding|items?|export|report|all|in progress|overdue|areas? for improvement"
    r"|causes? of concern|good practice|must do|should do)\b.*"
    r"|(?:(?:as )?at |to |end )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug"
    r"|sept?|oct|nov|dec)[a-z]*\.?(?:[ -]?'?\d{2,4})?|(?:q|quarter ?)[1-4](?:[ -].{0,12})?"
    r"|\d{1,2}[.-]\d{1,2}[.-]\d{2,4}|(?:fy ?)?20\d\d(?:[-/ ]\d{1,4})*",
    re.I,
)
"""Names of sheets that say nothing of what their items belong to."""


_TEXT: Final = 40
"""Letters of a cell that may be an item's text."""


class _Sheet(NamedTuple):
    """A sheet: its name, where that stands, the lines above its table, and its rows."""

    name: str
    heading: int | None
    lines: tuple[int, ...]
    rows: tuple[int, ...]


def read(context: ReaderContext, _block: Block) -> int:
    """Mark what the names of a workbook's sheets say; the first block's turn does it all."""
    if not context.is_table or context.sheets_read:
        return 0
    context.sheets_read = True
    sheets = list(_sheets(context))
    with_items = [sheet for sheet in sheets if _has_items(context, sheet)]
    context.has_register = bool(with_items)
    _say_what_is_hidden(context)
    if not with_items:
        for sheet in sheets:
            if sheet.heading is not None:
                context.mark(sheet.heading, "section")
        return 0
    for sheet in sheets:
        if sheet not in with_items:
            _mark_beside(context, sheet)
    titles = [_title(context, sheet) for sheet in with_items]
    shared = {title for title in titles if titles.count(title) > 1}
    for nth, sheet in enumerate(with_items):
        _mark_sheet(context, sheet, nth == 0, len(with_items) > 1, shared)
    return 0


def read_lines(context: ReaderContext, block: Block) -> int:
    """Mark a line above a table that nobody knew: it is none of the items."""
    if not context.has_register or block.role in {"row", "furniture"}:
        return 0
    context.mark(context.at, "-")
    return 1


def read_unknown_row(context: ReaderContext, block: Block) -> int:
    """Mark a row with a text, of a table whose columns nobody knows."""
    if not context.is_table or block.role != "row":
        return 0
    if not any(len(cell) >= _TEXT and " " in cell for cell in block.cells):
        return 0
    context.mark(context.at, "?", doubt="a row of a table whose columns are not known")
    return 1


def _sheets(context: ReaderContext) -> Iterator[_Sheet]:
    """Yield the sheets that are read."""
    by_name: dict[str, list[int]] = {}
    for at, block in enumerate(context.blocks):
        if block.role != "furniture":
            by_name.setdefault(block.place.sheet, []).append(at)
    for name, places in by_name.items():
        blocks = context.blocks
        heading = next((at for at in places if blocks[at].place.line == 0), None)
        lines = [at for at in places if blocks[at].role != "row" and at != heading]
        rows = [at for at in places if blocks[at].role == "row"]
        yield _Sheet(name, heading, tuple(lines), tuple(rows))


def _has_items(context: ReaderContext, sheet: _Sheet) -> bool:
    return find_head(context, sheet.rows) is not None


def _title(context: ReaderContext, sheet: _Sheet) -> str:
    """Return the first line above a sheet's table."""
    return folded(context.blocks[sheet.lines[0]].text) if sheet.lines else ""


def _mark_beside(context: ReaderContext, sheet: _Sheet) -> None:
    """Mark the name and lines of a sheet without items: no title, no item."""
    for at in (*([] if sheet.heading is None else [sheet.heading]), *sheet.lines):
        context.mark(at, "section" if at == sheet.heading else "-")


def _mark_sheet(
    context: ReaderContext, sheet: _Sheet, is_first: bool, several: bool, shared: set[str]
) -> None:
    """Mark the name and the title of a sheet with items: an inspection's, a framework's or none."""
    title = sheet.lines[0] if sheet.lines and _title(context, sheet) not in shared else None
    named = [at for at in (title, sheet.heading) if at is not None and several]
    inspection = next((at for at in named if names_inspection(context.blocks[at].text)), None)
    if inspection is not None:
        context.mark(inspection, "inspection")
    name = sheet.heading
    if name is not None and name != inspection:
        text = context.blocks[name].text
        is_area = several and inspection is None and not _OF_NO_MATTER.fullmatch(text)
        head = find_head(context, sheet.rows)
        fields = head.fields if head else ()
        is_area = is_area and len(text) <= LONGEST_NAME and "framework" not in fields
        state = "" if "status" in fields else state_of_list(text)
        word = "list" if state else "framework" if is_area else "section"
        context.mark(name, word, label=state)
    for at in sheet.lines if not is_first else ():
        if at != inspection and context.blocks[at].role == "heading":
            context.mark(at, "-")


def _say_what_is_hidden(context: ReaderContext) -> None:
    """Mark the first row of each hidden sheet that has a register, so that a person sees it."""
    hidden: dict[str, list[int]] = {}
    for at, block in enumerate(context.blocks):
        if block.role == "furniture" and block.cells and block.place.sheet:
            hidden.setdefault(block.place.sheet, []).append(at)
    for name, rows in hidden.items():
        if context.blocks[rows[0]].reason and find_head(context, rows):
            why = context.blocks[rows[0]].reason
            doubt = f"{plural(len(rows), 'row')} of sheet {name} ({why}): not read"
            context.mark(rows[0], "~", doubt=f"{doubt}; --sheet '{name}' reads it")

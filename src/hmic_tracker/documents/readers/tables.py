"""Tables with a head: action plans, registers, grades by year. Columns are known by their names."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from hmic_tracker.documents.blocks import Block
from hmic_tracker.documents.readers.grade_columns import read_grades, read_ratings
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.readers.table_cells import (
    FIELDS,
    TOTAL,
    WORDS,
    bare_label,
    cell_spans,
    mark_text,
)
from hmic_tracker.documents.readers.table_forms import read_forms, read_labelled, read_pairs
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import code_of, is_code, label_of
from hmic_tracker.documents.wording.patterns import DATE, SHORT
from hmic_tracker.documents.wording.source_kinds import (
    OUR_WORDS,
    SourceKind,
    kind_heading,
    source_kind,
)
from hmic_tracker.documents.wording.status_cells import is_nothing, status_cell

_MOST_TITLES: Final = 6
"""Rows above a table's head."""
_STATE_ROW: Final = re.compile(r"(?:closed|completed?|open|outstanding|discharged)\b", re.I)
_DEFINED: Final = re.compile(r"(?:terms?|definitions?|meanings?|abbreviations?)", re.I)
"""Heads of a table that explains words."""
_NOTE_ROW: Final = re.compile(r"notes?\b ?[:.–-]|.{60,}\.$", re.I)
_CODES: Final = re.compile(r"[\w./-]{1,8}(?:(?:, | and | & |-)[\w./-]{1,8})*")


class Head(NamedTuple):
    """A table's head: the field of each column, "" where its name is not known; its last row."""

    fields: tuple[str, ...]
    names: tuple[str, ...]
    row: int


def read(context: ReaderContext, block: Block) -> int:
    """Read a table from its first row on."""
    if block.role != "row":
        return 0
    end = context.at
    while end < len(context.blocks) and context.blocks[end].role in {"row", "furniture"}:
        is_head = context.blocks[end].head and len(set(context.blocks[end].cells)) > 1
        if is_head and end > context.at and not context.blocks[end - 1].head:
            break  # the next table follows at once
        end += 1
    rows = [at for at in range(context.at, end) if context.blocks[at].role == "row"]
    if any(_DEFINED.fullmatch(name) for name in block.cells):
        for at in rows:
            context.mark(at, "-")
        return rows[-1] - context.at + 1
    readers = (read_forms, _read_items, read_grades, read_ratings, read_labelled, read_pairs)
    if not any(read_rows(context, rows) for read_rows in readers):
        return 0
    for at in range(context.at, end):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "-")
    return end - context.at


def _read_items(context: ReaderContext, rows: Sequence[int]) -> bool:
    head = _head(context, rows)
    if head is None:
        return False
    for at in rows[: rows.index(head.row) + 1]:
        context.mark(at, "label")
    kind = _kind_of_head(head)
    for at in rows[rows.index(head.row) + 1 :]:
        _mark_row(context, at, head, kind)
    return True


def _head(context: ReaderContext, rows: Sequence[int]) -> Head | None:
    """Return the row that names the columns: one with the text, or the label and a field."""
    for place, at in enumerate(rows[:_MOST_TITLES]):
        names = context.blocks[at].cells
        fields = list(map(field_named, names))
        kinds = [n for n, name in enumerate(names) if not fields[n] and _is_kind(name)]
        if "text" not in fields and kinds:
            fields[kinds[0]] = "text"
        known = {field for field in fields if field}
        if len(known) < 2 or not known & {"text", "label"} or any(map(_is_value, names)):
            continue
        if "text" not in known and not _are_distinct(
            context, rows[place + 1 :], fields.index("label")
        ):
            continue
        below = rows[place + 1 : place + 2]
        if below and _is_second_head(names, context.blocks[below[0]].cells):
            continue
        return Head(_one_text(names, fields, context, rows[place + 1 :]), names, at)
    return None


def _is_value(name: str) -> bool:
    """Return whether a cell is a value of a form, and no column's name: "–", "Yes"."""
    return bool(name) and (is_nothing(name) or name.casefold() == "yes")


def _is_second_head(names: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the row below a head names its columns, as under a head over several."""
    same = any(name and name == cell for name, cell in zip(names, below, strict=False))
    fields = list(map(field_named, below))
    known = {field for field in fields if field} | (
        {"text"} if any(_is_kind(cell) for cell in below) else set()
    )
    repeated = len([name for name in names if name]) > len({name for name in names if name})
    return same and repeated and len(known) > 2


def _are_distinct(context: ReaderContext, rows: Sequence[int], column: int) -> bool:
    """Return whether a column has another value in each row, as one of labels does."""
    cells = [row[column] for at in rows if len(row := context.blocks[at].cells) > column]
    return len(set(cells)) == len(cells)


def _is_kind(name: str) -> bool:
    known = kind_heading(name) is not None or source_kind(name) is not None
    return known or (bool(OUR_WORDS.search(name)) and len(name) < 60)


def _one_text(
    names: Sequence[str], fields: list[str], context: ReaderContext, rows: Sequence[int]
) -> tuple[str, ...]:
    """Return the fields with one text column: the source's word for an item goes before actions."""
    texts = [n for n, field in enumerate(fields) if field == "text"]
    texts.sort(key=lambda n: not OUR_WORDS.search(names[n]))
    for n in texts[1:]:
        fields[n] = "update"
    if texts and "label" not in fields:
        cells = [
            cells[texts[0]] for at in rows if len(cells := context.blocks[at].cells) > texts[0]
        ]
        if cells and all(is_code(cell) or _CODES.fullmatch(cell) for cell in cells if cell):
            fields[texts[0]] = "label"
            if len(texts) > 1:
                fields[texts[1]] = "text"
    return tuple(fields)


def _kind_of_head(head: Head) -> SourceKind:
    """Return the kind that the text's column names, a recommendation where it names none."""
    names = [name for name, field in zip(head.names, head.fields, strict=True) if field == "text"]
    heading = kind_heading(names[0]) if names else None
    row = heading.row if heading else source_kind(names[0]) if names else None
    return row if row and row.kind != "action" else RECOMMENDATION


def _mark_row(context: ReaderContext, at: int, head: Head, kind: SourceKind) -> None:
    block = context.blocks[at]
    cells = block.cells[: len(head.fields)]
    printed = [cell for cell in block.cells if cell]
    if list(block.cells) == list(head.names):
        context.mark(at, "~")
    elif len(set(printed)) == 1 and not is_code(printed[0]) and _spans(block, head):
        _mark_section(context, at, printed[0])
    elif any(TOTAL.match(cell) for cell in cells[:2]) or _counts(cells, head):
        context.mark(at, "-")
    else:
        _mark_cells(context, at, head, kind)


def _counts(cells: Sequence[str], head: Head) -> bool:
    """Return whether a row counts items: a number where the text would be, and no label."""
    by_field = dict(zip(head.fields, cells, strict=False))
    number = by_field.get("text", "").isdecimal()
    return number and not is_code(by_field.get("label", ""))


def _mark_section(context: ReaderContext, at: int, name: str) -> None:
    """Mark a row that names the framework of the rows below, in one cell or repeated in each."""
    if TOTAL.match(name) or _STATE_ROW.match(name) or _NOTE_ROW.match(name):
        context.mark(at, "-")
        return
    context.mark(at, "framework", 0, len(name))
    if len(context.blocks[at].printed) > len(name):
        context.mark(at, "~", len(name))


def _spans(block: Block, head: Head) -> bool:
    """Return whether one text is a row of its own: alone in it, or across several columns."""
    return len([cell for cell in block.cells if cell]) > 1 or len(head.fields) > 1


def _mark_cells(context: ReaderContext, at: int, head: Head, kind: SourceKind) -> None:
    """Mark the cells of one item's row: framework and label first, then text, then its fields."""
    spans = cell_spans(context.blocks[at])
    by_field: dict[str, list[int]] = {}
    for n, _ in enumerate(spans):
        by_field.setdefault(head.fields[n] if n < len(head.fields) else "", []).append(n)
    cells = context.blocks[at].cells
    label = next((cells[n] for n in by_field.get("label", ()) if cells[n]), "")
    row = _row_kind(cells, by_field, label) or kind
    shown = bare_label(label)

    def put(field: str, word: str, **more: str) -> None:
        for n in by_field.pop(field, ()):
            if cells[n]:
                start, end = spans[n]
                context.mark(at, word, start, end, **more)  # type: ignore[arg-type]

    updates = by_field.get("update", [])
    shows = [n for n in updates if 0 < len(cells[n]) < SHORT and status_cell(cells[n])]
    if "status" not in by_field and len(shows) == 1:
        by_field["status"] = shows
        by_field["update"] = [n for n in updates if n not in shows]
    put("framework", "framework")
    put("label", "label")
    put("kind", "label")
    has_text = any(cells[n] for n in by_field.get("text", ()))
    if has_text:
        mark_text(context, at, spans[by_field.pop("text")[0]], row, shown)
    for n in by_field.get("owner", ()) if "due" not in by_field else ():
        start, end = spans[n]
        if (day := DATE.search(cells[n])) and day.start() > 3 and (has_text or label):
            given = "" if has_text else shown
            context.mark(at, "owner", start, start + day.start(), label=given)
            context.mark(at, "due", start + day.start(), end, label=given)
            by_field["owner"] = [other for other in by_field["owner"] if other != n]
    for field in FIELDS:
        if has_text or label:
            others = by_field.get(field, [])[1:] if field in {"owner", "due"} else []
            by_field[field] = [n for n in by_field.get(field, []) if n not in others]
            put(field, WORDS.get(field, field), label="" if has_text else shown)
            by_field.setdefault("", []).extend(others)
    for field in list(by_field):
        put(field, "-")


def _row_kind(
    cells: Sequence[str], by_field: dict[str, list[int]], label: str
) -> SourceKind | None:
    """Return the kind that a row's own cell or label names."""
    if (named := label_of(label)) and named.row and not code_of(label):
        return named.row
    for n in by_field.get("kind", ()):
        heading = kind_heading(cells[n])
        if row := source_kind(cells[n]) or (heading.row if heading else None):
            return row
    return None

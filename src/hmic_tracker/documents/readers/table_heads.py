"""The head of a table: which row names the columns, and which field each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hmic_tracker.documents.readers import column_contents
from hmic_tracker.documents.readers.column_contents import SAMPLE
from hmic_tracker.documents.readers.date_orders import orders_of
from hmic_tracker.documents.readers.grade_tables import PERIOD
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_columns import find_audited
from hmic_tracker.documents.readers.tables_of_kinds import are_of_kinds, columns_of_kinds
from hmic_tracker.documents.table_choices import Column
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import (
    field_named,
    field_of_head,
    field_of_somebody,
    field_of_time,
)
from hmic_tracker.documents.wording.printed_heads import with_answers
from hmic_tracker.documents.wording.source_kinds import (
    OUR_WORDS,
    SourceKind,
    kind_heading,
    source_kind,
)
from hmic_tracker.documents.wording.status_cells import is_nothing
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.date_columns import Order

_MOST_TITLES: Final = 6
_FEW_NAMES: Final = 3
_LONGEST_NAME: Final = 60
_MOST_IN_SHEET: Final = 20
"""Rows above a table's head; a sheet may have a legend and instructions there."""
_KIND_IN: Final = re.compile(
    r"\b(?:recommendations?|recs?|afis?|afds?|areas? (?:for|of) (?:improvement|development)"
    r"|causes? (?:of|for) concern|(?:key|priority) concerns?|cocs?|good practices?)\b",
    re.I,
)
_MUST_OR_SHOULD: Final = re.compile(r"\bmust\b.*\bshould\b|\bshould\b.*\bmust\b", re.I)
_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}", re.ASCII)
_FINDING: Final = re.compile(
    r"\b(?:issues?|findings?|risks?|weakness(?:es)?|observations?)\b", re.I
)
"""A column before the items' of what they rest on, and no answer to them."""
_LONG: Final = 40
"""Letters of a cell that holds a text."""


class Head(NamedTuple):
    """A table's head: the field of each column, "" where its name is not known; its last row.

    `names` are the columns' as printed, `texts` the columns that may have an item's text, the
    likeliest first; `orders` of dates are by column, `periods` those of columns with grades.
    """

    fields: tuple[str, ...]
    names: tuple[str, ...]
    row: int
    texts: tuple[int, ...] = ()
    orders: tuple[Order, ...] = ()
    periods: tuple[str, ...] = ()

    def columns_of(self, field: str) -> list[int]:
        """Return the columns of a field."""
        return _columns_of(self.fields, field)

    def kind_of(self, column: int) -> SourceKind:
        """Return the kind that a column's name names, a recommendation where it names none."""
        name = self.names[column] if column < len(self.names) else ""
        heading = None if _MUST_OR_SHOULD.search(name) else kind_heading(name)
        row = heading.row if heading else source_kind(name) or _only_kind_in(name)
        return row if row and row.kind != "action" else RECOMMENDATION


@lru_cache(maxsize=1024)
def _columns_of(fields: tuple[str, ...], field: str) -> list[int]:
    return [n for n, name in enumerate(fields) if name == field]


def _only_kind_in(name: str) -> SourceKind | None:
    """Return the kind that a longer name speaks of: "AFI text"; None where it names several."""
    kinds = _kinds_in(name)
    return next(iter(kinds.values())) if len(kinds) == 1 else None


def names_several_kinds(name: str) -> bool:
    """Return whether a name is of items of more than one kind: "Concerns and recommendations"."""
    return len(_kinds_in(name)) > 1


def _kinds_in(name: str) -> dict[str, SourceKind]:
    return {row.word: row for match in _KIND_IN.finditer(name) if (row := source_kind(match[0]))}


def find_head(context: ReaderContext, rows: Sequence[int]) -> Head | None:
    """Return the head of a table: a row with the text's column, or the label's and a field's."""
    most = _MOST_IN_SHEET if context.is_table else _MOST_TITLES
    for place, at in enumerate(rows[:most]):
        below = rows[place + 1 :]
        if head := _head_at(context, at, below):
            return _fuller_below(context, head, rows[place:most]) or head
    return None


def _fuller_below(context: ReaderContext, head: Head, rows: Sequence[int]) -> Head | None:
    """Return the head that stands below what only looks like one: "Plan name", "Recommendations".

    Nothing between the two asks for anything, so that no item is passed over.
    """
    if not context.is_table or len(set(filter(None, head.names))) > _FEW_NAMES:
        return None
    for place, at in enumerate(rows[1:], 1):
        cells = context.blocks[at].cells
        if any(asks(cell) or len(cell) > _LONG for cell in cells):
            return None
        names = {cell for cell in cells if cell}
        known = {field for cell in names if (field := _field_of(context, cell))}
        if len(known) > 2 and 2 * len(known) >= len(names) and "text" in known:
            return _head_at(context, at, rows[place + 1 :])
    return None


def is_head_again(context: ReaderContext, at: int, below: Sequence[int], head: Head) -> Head | None:
    """Return the head of a table that begins at a row further down, None where it is an item."""
    cells = context.blocks[at].cells
    filled = [cell for cell in cells if cell]
    if len(filled) < 3 or any(len(cell) > 60 for cell in filled):
        return None
    if _repeats_head(cells, head):
        return head._replace(row=at)
    known = {field for cell in filled if (field := _field_of(context, cell))}
    if len(known) < 3 or 2 * len(known) < len(filled) or tuple(cells) == head.names:
        return None
    return _head_at(context, at, below)


def _repeats_head(cells: Sequence[str], head: Head) -> bool:
    """Return whether a row has the names of a head's columns again, whole or the lower ones."""
    pairs = [(cell, name) for cell, name in zip(cells, head.names, strict=False) if cell]
    same = sum(cell == name for cell, name in pairs)
    parts = sum(
        cell in name.split(" ") or name.startswith((f"{cell} ", cell)) for cell, name in pairs
    )
    return 2 * same > len(pairs) and parts + same >= len(pairs) and parts == len(pairs)


def _head_at(context: ReaderContext, at: int, below: Sequence[int]) -> Head | None:
    names, last = _names_at(context, at, below)
    below = below[1:] if last != at else below
    fields = [_field_of(context, name) for name in names]
    kinds = [
        n for n, _ in enumerate(names) if not fields[n] and _heads_items(context, names, n, below)
    ]
    texts = [name for name, field in zip(names, fields, strict=True) if field == "text"]
    if kinds and not any(map(OUR_WORDS.search, texts)):
        fields[kinds[0]] = "text"
    if not context.is_table and set(filter(None, fields)) == {"text"}:
        fields = with_answers(names)
    known = {field for field in fields if field}
    if known and "text" not in known and are_of_kinds(context, at, fields, below):
        fields = columns_of_kinds(context, fields, below)
        known = {field for field in fields if field}
    if len(known) < 2 or any(map(_is_value, names)):
        return None
    if not context.is_table and not known & {"text", "label"}:
        return None
    if "text" not in known and any(len(name) > _LONGEST_NAME for name in names):
        return None
    if below and _is_second_head(names, context.blocks[below[0]].cells):
        return None
    head = _whole(context, last, names, fields, below)
    if head.texts:
        return head
    for n in head.columns_of("label")[:1]:
        cells = [row[n] for row in _cells(context, below) if len(row) > n]
        return head if len(set(cells)) == len(cells) else None
    return None


def _names_at(context: ReaderContext, at: int, below: Sequence[int]) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns where a row is their head, and the head's last row."""
    names = context.blocks[at].cells
    if not context.is_table:
        return names, at
    before = context.blocks[at - 1] if at else None
    if before and before.role == "row" and not context.blocks[at].gap:
        upper = before.cells
        if sum(map(bool, upper)) > 1 and _is_second_head(upper, names):
            return _joined_names(upper, names), at
    fields = [_field_of(context, name) for name in names]
    if below and len({f for f in fields if f}) > 1:
        lower = context.blocks[below[0]].cells
        if len(lower) == len(names) and _is_sub_head(names, fields, lower):
            return _joined_names(names, lower), below[0]
    return names, at


def _whole(
    context: ReaderContext,
    at: int,
    names: tuple[str, ...],
    fields: list[str],
    below: Sequence[int],
) -> Head:
    """Return a head with its text columns and the order of its dates."""
    sample = _cells(context, below)
    chosen = [context.choices.field_of(name) for name in names]
    if context.is_table:
        column_contents.find_by_content(names, fields, chosen, sample[:SAMPLE])
    else:
        column_contents.find_numbers(names, fields, sample)
        column_contents.find_due_beside_owner(names, fields, chosen, sample[:SAMPLE])
    texts = column_contents.texts(names, fields, chosen, sample, context.is_table)
    if not context.is_table:
        column_contents.find_states(names, fields, sample[:SAMPLE])
    for n in texts[1:]:
        is_finding = n < texts[0] and _FINDING.search(names[n])
        fields[n] = "note" if context.is_table or is_finding else "update"
    column_contents.keep_one_label(names, fields, sample)
    if context.is_table:
        find_audited(names, fields, chosen, sample)
    orders = orders_of(context, names, fields, sample)
    periods = tuple(_period(name) for name in names)
    return Head(tuple(fields), names, at, texts, orders, periods)


def _cells(context: ReaderContext, rows: Sequence[int]) -> list[tuple[str, ...]]:
    return [context.blocks[at].cells for at in rows]


def _field_of(context: ReaderContext, name: str) -> str:
    """Return the field of a column: as the person chosen, else as its name does."""
    if (chosen := context.choices.field_of(name)) is not None:
        return chosen
    field = field_of_head(name) if context.is_table else field_named(name) or field_of_time(name)
    if not field and context.is_table and PERIOD.search(name):
        bare = PERIOD.sub("", name).strip(" ()-–")
        return "grade" if field_named(bare) == "grade" else ""
    if not field and re.search(r"[^\d\s]: ", name):
        return field_named(name.partition(": ")[0])  # "Response: action taken or planned"
    return field or field_of_somebody(name)


def _period(name: str) -> str:
    period = PERIOD.search(name)
    return period[1] if period else ""


def _is_value(name: str) -> bool:
    """Return whether a cell is a value, and no column's name: "–", "Yes", "1.1"."""
    return bool(name) and bool(
        is_nothing(name) or name.casefold() == "yes" or _NUMBER.fullmatch(name)
    )


def is_kind(name: str) -> bool:
    """Return whether a column's name is that of a kind of items."""
    known = kind_heading(name) is not None or source_kind(name) is not None
    return known or (bool(OUR_WORDS.search(name)) and len(name) < 60)


def _heads_items(
    context: ReaderContext, names: Sequence[str], column: int, below: Sequence[int]
) -> bool:
    """Return whether a column's name is that of a kind of items.

    One that only speaks of improvement may be the value in a form, as a paper's title is: in a
    printed table it heads items if a cell below it has a text.
    """
    name = names[column]
    if context.grade_words.grade(name):
        return False  # "Requires improvement"
    if not is_kind(name) or context.is_table or kind_heading(name) or source_kind(name):
        return is_kind(name)
    full = [row for row in _cells(context, below[:SAMPLE]) if len(set(row)) > 2]
    cells = [row[column] for row in full if column < len(row)]
    return not cells or any(len(cell) > _LONG or asks(cell) or is_order(cell) for cell in cells)


def _is_second_head(names: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the row below a head names its columns, as under a head over several."""
    same = any(name and name == cell for name, cell in zip(names, below, strict=False))
    fields = list(map(field_named, below))
    known = {field for field in fields if field} | (
        {"text"} if any(is_kind(cell) for cell in below) else set()
    )
    repeated = len([name for name in names if name]) > len({name for name in names if name})
    return same and repeated and len(known) > 2


def _is_sub_head(names: Sequence[str], fields: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the row below a head parts some of its columns: "Original", "Revised"."""
    filled = [n for n, cell in enumerate(below) if cell and cell != names[n]]
    if not filled or any(len(below[n]) > _LONG or not below[n][:1].isalpha() for n in filled):
        return False
    if any(fields[n] in {"text", "label"} for n in filled):
        return False
    parted = {n for n in filled if not names[n] or names.count(names[n]) > 1}
    return len(parted) == len(filled) > 1


def _joined_names(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a head of two rows: the upper names groups of columns, or some alone."""
    joined = []
    for above, name in zip(upper, lower, strict=False):
        if not name or not above or name == above or field_named(name):
            joined.append(name or above)
        else:
            both = (f"{name} {above}", f"{above} {name}", f"{name} {above.rstrip('s')}")
            joined.append(next((one for one in both if field_named(one)), f"{above} {name}"))
    return tuple(joined)


def columns_seen(context: ReaderContext, head: Head, rows: Sequence[int]) -> Iterator[Column]:
    """Yield what each column with a name or a value is, with the first value below it."""
    sheet = context.blocks[head.row].place.sheet
    items = [row for at in rows[:SAMPLE] if len(set(row := context.blocks[at].cells)) > 2]
    for n, name in enumerate(head.names):
        sample = next((row[n] for row in items if n < len(row) and row[n]), "")
        if name or sample:
            yield Column(name, head.fields[n], sample, head.orders[n], sheet)

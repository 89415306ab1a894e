"""Forms in a table of two columns: the names of an item's fields beside their values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import (
    FIELDS,
    WORDS,
    bare_label,
    cell_spans,
    mark_text,
    number_of_finding,
)
from hmic_tracker.documents.readers.table_forms import pair_field
from hmic_tracker.documents.wording.field_words import folded_head
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import state_of_list
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.source_kinds import SourceKind

_FEWEST_FIELDS: Final = 3
_FINDINGS: Final = frozenset(
    {"finding", "findings", "observation", "issue", "issue identified", "weakness", "deficiency"}
)
"""Names of a text that is an item's where the form has no other."""
_OWNERS: Final = ("owner", "addressee")
"""Fields of who answers for an item; the first there is stands for it."""

_ITEMS: Final = r"(?:recommendations|actions|issues|areas for improvement|afis|items)"
_STATE: Final = re.compile(
    rf"(?<!no )(?:\b{_ITEMS} (?:that (?:were|are|have been) )?"
    r"(?:closed|completed|implemented|discharged)\b"
    rf"|\b(?:closed|completed|implemented|discharged) (?:\w+ )?{_ITEMS}\b)",
    re.I,
)
"""What a table's caption says of the items in it: "Table 3: safety actions closed in 2031"."""


class _Pair(NamedTuple):
    """A name and the value beside it: their row, the name's column, the field and the two cells."""

    at: int
    column: int
    field: str
    name: str
    value: str


def read_pairs(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read a form: names of fields in one column, their values beside them."""
    pairs = [
        _Pair(at, n, field, cells[n], cells[n + 1])
        for at in rows
        for n in (0, 2)
        if (field := pair_field(cells := context.blocks[at].cells, n))
    ]
    fields = {pair.field for pair in pairs}
    if "text" not in fields or len(fields) < _FEWEST_FIELDS:
        return False
    if "status" not in fields:
        _mark_state_above(context, rows[0])
    records = list(_records(context, rows, pairs))
    above = context.blocks[rows[0]].cells if len(records) == 1 and pairs[0].at > rows[0] else ()
    for record in records:
        _mark_record(context, record, number_of_finding(above))
    return True


def _mark_state_above(context: ReaderContext, at: int) -> None:
    """Mark the line above a table that says how its items stand: "Actions closed in 2031"."""
    above = next((n for n in range(at - 1, -1, -1) if context.blocks[n].role != "furniture"), -1)
    text = context.blocks[above].text if above >= 0 else ""
    is_line = above not in context.pieces and 0 < len(text) <= SHORT and not text.endswith(".")
    if is_line and _STATE.search(text) and (state := state_of_list(text)):
        context.mark(above, "list", label=state)


def _records(
    context: ReaderContext, rows: Sequence[int], pairs: Sequence[_Pair]
) -> Iterator[list[_Pair]]:
    """Yield the pairs of each item: the table's first name comes again where the next begins."""
    first = _begun(context, rows, context.blocks[rows[0]].cells[0])
    starts = first if len(first) > 1 else _begun(context, rows, pairs[0].name)
    record: list[_Pair] = []
    has_text, number = False, 0
    for pair in pairs:
        if has_text and bisect_right(starts, pair.at) > number:
            yield record
            record, has_text = [], False
        number = bisect_right(starts, pair.at)
        has_text = has_text or pair.field == "text"
        record.append(pair)
    yield record


def _begun(context: ReaderContext, rows: Sequence[int], name: str) -> list[int]:
    """Return the rows that begin with a name."""
    return [at for at in rows if folded_head(context.blocks[at].cells[0]) == folded_head(name)]


def _mark_record(context: ReaderContext, record: Sequence[_Pair], number: str) -> None:
    """Mark the pairs of an item. Of several texts each has the label above it.

    `number` is that of the finding above it, for an item that has none of its own.
    """
    texts = _texts(record)
    labels = [bare_label(pair.value) for pair in record if pair.field == "label"]
    label = labels[0] if len(texts) == 1 and labels else ""
    of_whole, places = label, {pair[:2] for pair in texts}
    owner = next((n for word in _OWNERS for n, pair in enumerate(record) if pair.field == word), -1)
    for n, pair in enumerate(record):
        start, value = (cell_spans(context.blocks[pair.at])[pair.column + k] for k in (0, 1))
        context.mark(pair.at, "label", start[0], value[0])
        if pair.field == "label":
            label = of_whole or bare_label(pair.value)
            context.mark(pair.at, "label", *value)
        elif pair[:2] in places:
            otherwise = number if len(texts) == 1 else ""
            mark_text(context, pair.at, value, _kind_of(context, pair.name), label, otherwise)
            label = ""
        else:
            word = _word(pair.field) if pair.field not in _OWNERS or n == owner else "-"
            above = texts and pair.at < texts[0].at and word != "-"
            place = of_whole or (str(context.blocks[texts[0].at].place) if texts else "")
            context.mark(pair.at, word, *value, label=place if above else "")


def _texts(record: Sequence[_Pair]) -> list[_Pair]:
    """Return the pairs with an item's text: a finding beside a recommendation is none."""
    texts = [pair for pair in record if pair.field == "text"]
    return [pair for pair in texts if folded_head(pair.name) not in _FINDINGS] or texts


def _kind_of(context: ReaderContext, name: str) -> SourceKind:
    named = kind_heading(name)
    known = named is not None and named.row.kind != "action"
    return named.row if named and known else context.kind or RECOMMENDATION


def _word(field: str) -> str:
    """Return the mark of a field's value; an addressee stands for an owner."""
    if field == "addressee":
        return "owner"
    return WORDS.get(field, field) if field in FIELDS else "-"

"""Forms of lines: an item's fields with colons or rows of dots, its label above or among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import FIELDS, WORDS
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import is_code, label_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_RULED: Final = "=-*_#~ "
"""What a label's line may have at its ends."""
_FIELD: Final = re.compile(r"(?P<name>[A-Z][A-Za-z /()?-]{1,40}?) ?(?::|\.{2,}|–|—)(?: |$)")
_CODE: Final = re.compile(r"[A-Z]{1,5}[-. ]?\d")
_MOST_LINES: Final = 12
_LONGEST_LABEL: Final = 60
_LONGEST_CODE: Final = 20
_DAYS: Final = frozenset({"due", "revised"})
_FEWEST_FIELDS: Final = 4
"""Fields that a record has whose label is one of them."""


class _Field(NamedTuple):
    """A line of a form: its block, the field it names, and where its value begins."""

    at: int
    name: str
    begins: int


def read(context: ReaderContext, block: Block) -> int:
    """Read an item whose text is one of the fields below its label."""
    printed = block.text.strip(_RULED)
    if block.role == "row" or len(block.text) > _LONGEST_LABEL or not is_code(printed):
        return 0
    fields = _fields_below(context)
    texts = [field for field in fields if field.name == "text"]
    if len(texts) != 1 or len({field.name for field in fields}) < 3:
        return 0
    named = label_of(printed)
    row = (named.row if named else None) or context.kind or RECOMMENDATION
    label = named.printed if named and not _CODE.match(printed) else printed.strip("().:")
    text_at = texts[0].at
    context.mark(context.at, "label")
    for at, name, begins in fields:
        if name == "text":
            context.mark_item(at, row, text=begins, label=label)
        elif begins >= len(context.blocks[at].printed) or name not in FIELDS:
            context.mark(at, "-")
        else:
            above = label if at < text_at else ""
            context.mark(at, WORDS.get(name, name), text=begins, label=above)
    return fields[-1].at - context.at + 1


def _fields_below(context: ReaderContext) -> list[_Field]:
    """Return the lines below that name a field each, up to the first that names none."""
    fields: list[_Field] = []
    for at in islice(context.free_after(context.at), _MOST_LINES):
        block = context.blocks[at]
        match = None if block.marker or block.role == "row" else _FIELD.match(block.text)
        name = field_named(match["name"]) if match else ""
        if not match or not name:
            break
        fields.append(_Field(at, name, match.end()))
    return fields


class _Line(NamedTuple):
    """A line of a record: the field it names, where its value begins, and the lines it goes on."""

    field: _Field
    more: list[int]


def read_record(context: ReaderContext, block: Block) -> int:
    """Read a record whose lines are an item's fields, its label among them: "Ref: IT/04"."""
    if block.marker or block.role == "row" or not _FIELD.match(block.text):
        return 0
    lines = _lines_of_record(context)
    fields = [line.field for line in lines]
    texts = [line for line in lines if line.field.name == "text"]
    labels = [
        value for field in fields if field.name == "label" if (value := _code(context, field))
    ]
    known = {field.name for field in fields if field.name}
    if len(texts) != 1 or len(labels) != 1 or len(known) < _FEWEST_FIELDS:
        return 0
    due = _due_of_record(context, fields)
    text_at = texts[0].field.at
    for (at, name, begins), more in lines:
        more_word = ""
        if name == "text":
            context.mark_item(at, context.kind or RECOMMENDATION, text=begins, label=labels[0])
        elif name not in FIELDS or (name in _DAYS and at != due):
            context.mark(at, "label" if name == "label" else "-")
            more_word = "-"
        else:
            above = labels[0] if at < text_at else ""
            context.mark(at, WORDS.get(name, name), text=begins, label=above)
        for n in more:
            context.mark(n, more_word, text=0)
    return max([fields[-1].at, *lines[-1].more]) - context.at + 1


def _due_of_record(context: ReaderContext, fields: Sequence[_Field]) -> int | None:
    """Return the line of a record's due day: the revised one, where it is a day."""
    days = [one for one in fields if one.name in _DAYS and due_of_cell(_value(context, one))]
    revised = [one for one in days if one.name == "revised"]
    return next((one.at for one in (*revised, *days)), None)


def _lines_of_record(context: ReaderContext) -> list[_Line]:
    """Return the lines from here to the next empty one, each with those that it goes on in."""
    lines: list[_Line] = []
    for at in (context.at, *islice(context.free_after(context.at), 2 * _MOST_LINES)):
        block = context.blocks[at]
        if lines and (block.gap or block.marker or block.role == "row"):
            break
        if match := _FIELD.match(block.text):
            lines.append(_Line(_Field(at, field_named(match["name"]), match.end()), []))
        else:
            lines[-1].more.append(at)
    return lines


def _value(context: ReaderContext, field: _Field) -> str:
    return context.blocks[field.at].text[field.begins :].strip()


def _code(context: ReaderContext, field: _Field) -> str:
    """Return a field's value where it is a code: "IT/04"."""
    value = _value(context, field)
    is_short = len(value) <= _LONGEST_CODE and " " not in value
    return value if is_short and any(map(str.isdigit, value)) else ""

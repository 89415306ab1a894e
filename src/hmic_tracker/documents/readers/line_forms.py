"""Forms of lines: an item's fields with colons or rows of dots, its label above them."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import FIELDS, WORDS
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import is_code, label_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_RULED: Final = "=-*_#~ "
"""What a label's line may have at its ends."""
FIELD: Final = re.compile(r"(?P<name>[A-Z][A-Za-z /()?-]{1,40}?) ?(?::|\.{2,}|–|—)(?: |$)")
_CODE: Final = re.compile(r"[A-Z]{1,5}[-. ]?\d")
_MOST_LINES: Final = 12
_LONGEST_LABEL: Final = 60


class Field(NamedTuple):
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


def _fields_below(context: ReaderContext) -> list[Field]:
    """Return the lines below that name a field each, up to the first that names none."""
    fields: list[Field] = []
    for at in islice(context.free_after(context.at), _MOST_LINES):
        block = context.blocks[at]
        match = None if block.marker or block.role == "row" else FIELD.match(block.text)
        name = field_named(match["name"]) if match else ""
        if not match or not name:
            break
        fields.append(Field(at, name, match.end()))
    return fields

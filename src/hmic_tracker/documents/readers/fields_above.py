"""Fields between an item's label and its text: "Ref: 6.2", "To be completed by: 30 September"."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.action_fields import MARK_OF_FIELD, mark_fields
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_NAME: Final = re.compile(r"[A-Z][A-Za-z/() -]{1,40}:")
_WORD: Final = re.compile(r"(?:^| )(?=[A-Z])")
_LONGEST_VALUE: Final = 60
_MOST_FIELDS: Final = 10


def text_below_fields(context: ReaderContext, at: int, label: str) -> int:
    """Return the place of the text below fields that begin at `at`, and mark them; else `at`.

    The marks have the label of the item, which comes below them.
    """
    names = _names(context, at)
    text = next(context.free_after(max(names)), None) if names else None
    if text is None or not _asks(context.blocks[text]):
        return at
    for n, value in names.items():
        block = context.blocks[n]
        if value:
            named = field_at(block.text)
            word = MARK_OF_FIELD.get(named[0], "-") if named else "-"
            context.mark(value, word, label=label if word != "-" else "")
            context.mark(n, "label")
        elif value is None:
            mark_fields(context, n, _starts(block.text) or [(0, "")], label)
    return text


def _names(context: ReaderContext, at: int) -> dict[int, int | None]:
    """Return the lines with a field's name, each with the line of its value where it has one.

    The value's own line has 0. There are none where the lines go on without a text.
    """
    names: dict[int, int | None] = {}
    last = -1
    for n in islice(context.free_after(at - 1), _MOST_FIELDS):
        block = context.blocks[n]
        match = _NAME.match(block.text) if block.role == "paragraph" else None
        alone = last in names and names[last] is None and _is_name_alone(context.blocks[last])
        if match and len(block.text) <= SHORT and not _asks(block):
            names[n] = None
        elif alone and not block.gap and len(block.text) <= _LONGEST_VALUE:
            names[last], names[n] = n, 0
        else:
            return {} if alone else names
        last = n
    return {}


def _is_name_alone(block: Block) -> bool:
    return bool(_NAME.fullmatch(block.text))


def _asks(block: Block) -> bool:
    return asks(block.text) or is_order(block.text)


def _starts(text: str) -> list[tuple[int, str]]:
    """Return where the fields of a line begin, of which each has its name."""
    starts: list[tuple[int, str]] = []
    for at in (match.end() for match in _WORD.finditer(text)):
        if (named := field_at(text[at:])) and named[0] in MARK_OF_FIELD:
            starts.append((at, named[0]))
    return starts if not starts or not starts[0][0] else [(0, ""), *starts]

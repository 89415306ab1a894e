"""Records whose names stand on lines of their own, each with its value on the line below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.table_cells import FIELDS, OWNERS, place_of_owner, word_of_field
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_of_head, folded_head
from hmic_tracker.documents.wording.labels import is_code, is_code_of_parts, label_of
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LONGEST_NAME: Final = 40
_MOST_WORDS: Final = 4
_MOST_BLOCKS: Final = 40
_FEWEST_FIELDS: Final = 3


class _Value(NamedTuple):
    """A name, the field that it names ("" unknown), and the blocks of its value."""

    name: int
    field: str
    at: list[int]


def read(context: ReaderContext, block: Block) -> int:
    """Read a record from the first of its names on: "Status" and, below it, "Open"."""
    if context.former or not _field(block):
        return 0
    values = list(_values(context))
    texts = [value for value in values if value.field == "text" and value.at]
    known = {value.field for value in values if value.at} & {*FIELDS, "addressee", "text", "label"}
    if len(texts) != 1 or len(known) < _FEWEST_FIELDS:
        return 0
    text = context.blocks[texts[0].at[0]].text
    again = context.times(block.text) > 1
    if not (asks(text) or is_order(text)) and not (again and "label" in known):
        return 0
    _mark(context, values, texts[0])
    return max(at for value in values for at in (value.name, *value.at)) - context.at + 1


def _field(block: Block) -> str:
    """Return the field whose name a block is, "" where it is none."""
    text = block.text
    short = len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS
    if block.marker or block.role == "row" or not short or text.endswith((".", ",", ";", "?")):
        return ""
    return "" if label_of(text) else field_of_head(text)


def _values(context: ReaderContext) -> Iterator[_Value]:
    """Yield the names from here on with their values, up to the first name once more.

    What stands below a name is its value whatever it is; a text may have several paragraphs.
    """
    first = folded_head(context.blocks[context.at].text)
    value: _Value | None = None
    for at in range(context.at, min(len(context.blocks), context.at + _MOST_BLOCKS)):
        block = context.blocks[at]
        if block.role == "furniture":
            continue
        if block.marker or block.role == "row":
            break
        if value is not None and not value.at:
            value.at.append(at)
            continue
        if value is not None and folded_head(block.text) == first:
            break
        if field := _field(block) or _unknown(context, at):
            if value is not None:
                yield value
            value = _Value(at, field, [])
        elif value is not None and value.field == "text" and block.role != "heading":
            value.at.append(at)
        else:
            break
    if value is not None and value.at:
        yield value


def _unknown(context: ReaderContext, at: int) -> str:
    """Return a word for a name that nothing knows, and that comes again in each record."""
    text = context.blocks[at].text
    is_name = len(text) <= _LONGEST_NAME and not any(map(str.isdigit, text)) and ":" not in text
    return "other" if is_name and context.times(text) > 1 and not asks(text) else ""


def _mark(context: ReaderContext, values: Sequence[_Value], text: _Value) -> None:
    label = _label(context, values)
    row = kind_heading(context.blocks[text.name].text)
    kind = row.row if row and row.row.word != "good" else context.kind or RECOMMENDATION
    above = label or str(context.blocks[text.at[0]].place)
    owner = place_of_owner([value.field for value in values])
    for place, value in enumerate(values):
        _mark_free(context, value.name, "label")
        if value is text:
            context.mark_item(value.at[0], kind, label=label)
            for at in value.at[1:]:
                _mark_free(context, at, "")
            continue
        is_other = value.field in OWNERS and place != owner
        word = "-" if is_other else _word(context, value)
        for at in value.at:
            over = above if value.name < text.name and word not in {"-", "label"} else ""
            _mark_free(context, at, word, over)


def _mark_free(context: ReaderContext, at: int, word: str, label: str = "") -> None:
    """Mark a block unless the header has it."""
    if at not in context.pieces:
        context.mark(at, word, label=label)


def _word(context: ReaderContext, value: _Value) -> str:
    """Return the mark of a value."""
    text = context.blocks[value.at[0]].text
    if value.field in {"due", "revised"} and not due_of_cell(text):
        return "-"
    return word_of_field(value.field)


def _label(context: ReaderContext, values: Sequence[_Value]) -> str:
    """Return the code among the values, or the one that is the heading of the record."""
    named = [context.blocks[value.at[0]].text for value in values if value.field == "label"]
    heads = [context.blocks[context.at - 1].text] if context.at else []
    return next((text.strip("().:") for text in (*named, *heads) if _is_code(text)), "")


def _is_code(text: str) -> bool:
    return is_code(text) or (is_code_of_parts(text) and not text.isdecimal())

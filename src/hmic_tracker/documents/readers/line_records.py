"""Records of lines: an item's fields with colons, its label among them: "Ref: IT/04"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.line_forms import FIELD
from hmic_tracker.documents.readers.table_cells import FIELDS, place_of_owner, word_of_field
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_of_head, folded_head
from hmic_tracker.documents.wording.labels import is_code_of_parts
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.source_kinds import SourceKind

_MOST_LINES: Final = 24
_DAYS: Final = frozenset({"due", "revised"})
_ONCE: Final = frozenset({"due", "revised", "owner", "addressee"})
"""Fields that an item has once, of which a record may have several lines."""
_FEWEST_FIELDS: Final = 4
"""Fields that a record has whose label is one of them; one less where another begins alike."""
_OF_ITEM: Final = frozenset({*FIELDS, "addressee"})
"""Fields of an item that nothing else has, as a kind and a source are anything's."""
_OF_ANYTHING: Final = frozenset({"description", "detail", "details", "text", "full text"})
"""Names of a text that need not be an item's."""
_MOST_NAMES: Final = 6
_BETWEEN_NAMES: Final = re.compile(r", | and | & | / ")
_BEHIND_LABEL: Final = re.compile(r" ?[:.–—-]? ?")


class _Line(NamedTuple):
    """A line of a record: its block, the name as printed and its field, and its value.

    `more` are the lines that the value goes on in, `names` those that only name what is below.
    """

    at: int
    name: str
    field: str
    begins: int
    value: str
    more: list[int]
    names: list[int]


def read(context: ReaderContext, block: Block) -> int:
    """Read a record whose lines are an item's fields, its label among them."""
    if block.marker or block.role == "row" or not FIELD.match(block.text):
        return 0
    lines = _lines_of_record(context)
    text = _text_of(lines)
    labels = {
        line.value for line in lines if line.field == "label" and is_code_of_parts(line.value)
    }
    if text is None or len(labels) != 1 or not _is_of_item(context, lines, text):
        return 0
    label, chosen = labels.pop(), {_due_of(lines), _owner_of(lines)}
    for line in lines:
        word = word_of_field(line.field) if line.at in chosen or line.field not in _ONCE else "-"
        if line is text:
            begins = _past_label(context.blocks[line.at].text, line.begins, label)
            context.mark_item(line.at, _kind_of(context, line.name), text=begins, label=label)
        elif word in {"-", "label"}:
            context.mark(line.at, word)
        else:
            above = label if line.at < text.at else ""
            context.mark(line.at, word, text=line.begins, label=above)
        for n in line.more:
            context.mark(n, "-" if word == "label" or (word == "-" and line is not text) else "")
        for n in line.names:
            context.mark(n, "label")
    return max(n for line in lines for n in (line.at, *line.more, *line.names)) - context.at + 1


def _is_of_item(context: ReaderContext, lines: Sequence[_Line], text: _Line) -> bool:
    """Return whether a record is of an item, and not of a paper, a case or a contract."""
    known = {line.field for line in lines if line.field}
    again = context.times_named(lines[0].name) > 1 and bool(known & _OF_ITEM)
    names = {line.name for line in lines if line.field == "text"}
    is_item = bool(names - _OF_ANYTHING) or asks(text.value) or is_order(text.value)
    return is_item and len(known) >= _FEWEST_FIELDS - again


def _lines_of_record(context: ReaderContext) -> list[_Line]:
    """Return the lines from here to the next empty one, or to the name that the first one has."""
    lines: list[_Line] = []
    for at in (context.at, *islice(context.free_after(context.at), _MOST_LINES)):
        block = context.blocks[at]
        if lines and (block.gap or block.marker or block.role == "row"):
            break
        if match := FIELD.match(block.text):
            name = folded_head(match["name"])
            if lines and name == lines[0].name:
                break
            value = block.text[match.end() :].strip()
            field = (
                "label" if kind_heading(name) and is_code_of_parts(value) else field_of_head(name)
            )
            lines.append(_Line(at, name, field, match.end(), value, [], []))
        elif lines[-1].names or _only_names(context, at):
            lines[-1].names.append(at)
        else:
            lines[-1].more.append(at)
    return lines


def _only_names(context: ReaderContext, at: int) -> bool:
    """Return whether a line names the fields below it: "Issue, description, whom it affects"."""
    text, below = context.blocks[at].text, context.blocks[at + 1 : at + 2]
    if not below or len(text) > SHORT:
        return False
    names = _BETWEEN_NAMES.split(text.casefold(), maxsplit=_MOST_NAMES)
    return len(names) > 1 and below[0].text.casefold().startswith(f"{names[0]}:")


def _text_of(lines: Sequence[_Line]) -> _Line | None:
    """Return the line with the item's text: what is asked for before a finding or a title."""
    texts = [line for line in lines if line.field == "text"]
    named = [line for line in texts if kind_heading(line.name)]
    if len(texts) > 1 and len(named) == 1:
        return named[0]
    asking = [line for line in texts if asks(line.value) or is_order(line.value)]
    if len(texts) > 1 and len(asking) == 1:
        return asking[0]
    sentences = [line for line in texts if line.more or line.value.endswith((".", "…"))]
    texts = sentences if len(texts) > 1 else texts
    return texts[0] if len(texts) == 1 else None


def _kind_of(context: ReaderContext, name: str) -> SourceKind:
    """Return the kind that a text's name says, where that is none of actions in general."""
    named = kind_heading(name)
    is_known = named is not None and named.row.word not in {"rec", "good"}
    return named.row if named and is_known else context.kind or RECOMMENDATION


def _owner_of(lines: Sequence[_Line]) -> int | None:
    place = place_of_owner([line.field for line in lines])
    return None if place is None else lines[place].at


def _due_of(lines: Sequence[_Line]) -> int | None:
    """Return the line of a record's due day: the revised one, where it is a day."""
    days = [one for one in lines if one.field in _DAYS and due_of_cell(one.value)]
    revised = [one for one in days if one.field == "revised"]
    return next((one.at for one in (*revised, *days)), None)


def _past_label(text: str, begins: int, label: str) -> int:
    """Return where an item's text begins behind its label, which may stand in its line as well."""
    if not text.startswith(label, begins):
        return begins
    match = _BEHIND_LABEL.match(text, begins + len(label))
    return match.end() if match else begins

"""The fields of an item on lines of their own or behind its text: "Owner: Head of Contact"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, takewhile

from hmic_tracker.documents.readers.names_inside import fields_inside
from hmic_tracker.documents.sources.line_beginnings import MARKER
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import (
    UPDATE_ALONE,
    field_alone,
    field_at,
    field_named,
    starts_field,
)
from hmic_tracker.documents.wording.labels import label_of, name_alone
from hmic_tracker.documents.wording.patterns import DATE, SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import (
    is_nothing,
    response_cell,
    status_cell,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_INLINE: Final = re.compile(
    r"(?<=[.;?!”’)\]\d–—|] )(?=[A-Z])|(?<= - )(?=[A-Z])|(?<= \()(?=[A-Z])|(?<=; )(?=[a-z]{3})"
)
_DATE: Final = re.compile(r"Date: ?(?P<value>\S.{0,59})")
_DATE_ALONE: Final = re.compile(r"Date ?:?")
"""A name too common to be a field's anywhere but below an item; its day behind it or below."""
_STATUS_BEHIND: Final = re.compile(r"(?<=[.!”] )(?P<status>[A-Z][A-Za-z]+(?: [a-z]+){0,3})$")
"""A status behind a sentence, as web pages show it on a tag: "… after dark. Not started"."""
_NAMED_VALUE: Final = re.compile(r"[A-Z][A-Za-z/() -]{1,40}: ?[^ ].{0,50}[^.:;]")
_OTHER_VALUE: Final = re.compile(r"[A-Z][A-Za-z/() -]{2,40}: ?[^ ].*")
_LONGEST_OTHER: Final = 1000
"""Letters of a value under a name that isn't known, between the fields of an item."""
_SHORT_VALUES: Final = frozenset({"owner", "due", "status"})
"""Fields with a short value, in which no other begins without ending it."""
_OF_POINTS: Final = frozenset({"update", "response", "evidence"})
"""Fields whose value may be points; a list below "Current status:" is of its own."""
_ACTION: Final = re.compile(r"(?:agreed |planned )?action: (?=[A-Z])", re.I)
_MOST_LINES: Final = 12
_FEWEST_TIMES: Final = 2
"""How often a name of updates stands in a document where it is no heading but each item's."""
MARK_OF_FIELD: Final = {
    "owner": "owner", "due": "due", "revised": "due", "status": "status", "update": "update",
    "evidence": "evidence", "response": "response",
}  # fmt: skip
"""The mark of each field; the others are kept as prose."""


def read(context: ReaderContext, block: Block) -> int:
    """Read one field of the item above, whose value may be on the next line."""
    question = (
        context.open_item and context.open_item != "prose" and field_alone(block.text) == "response"
    )
    if not context.after_item and not (question and block.text.endswith("?")):
        return 0
    if (name := field_alone(block.text)) and (follows := _value_below(context, name)) is not None:
        context.mark(context.at, "label")
        day = DATE.search(context.blocks[follows].printed) if name == "owner" else None
        if day and day.start() > 3:
            context.mark(follows, "owner", 0, day.start())
            context.mark(follows, "due", day.start())
        else:
            context.mark(follows, name)
        context.after_item = True
        return follows - context.at + 1
    for read_field in (_read_repeated, _read_update, _read_day):
        if taken := read_field(context, block):
            return taken
    if action := _ACTION.match(block.text):
        if not _is_only_action(context):
            return 0
        context.mark(context.at, "update", text=context.offset(context.at) + action.end())
        return 1
    fields = field_starts(block.printed, context.offset(context.at))
    if not fields or fields[0][0] != context.offset(context.at):
        return _read_other(context, block)
    mark_fields(context, context.at, [(0, fields[0][1]), *fields[1:]])
    value = field_at(block.text)
    is_long = value is not None and value[0] in _OF_POINTS and block.text.endswith(":")
    if is_long and (points := _points_of_value(context)):
        return 1 + points
    if len(fields) > 1 or value is None or value[1] < len(block.text):
        return 1
    follows = next(context.free_after(context.at), None)
    if follows is None or not _may_be_value(context.blocks[follows]):
        return 1
    context.pieces[context.at] = []
    context.mark(context.at, "label")
    context.mark(follows, MARK_OF_FIELD.get(fields[0][1], "-"))
    return follows - context.at + 1


def _read_day(context: ReaderContext, block: Block) -> int:
    """Read the day behind "Date:" or directly below it, among an item's fields."""
    if (dated := _DATE.fullmatch(block.printed)) and _says_when(dated["value"]):
        context.mark(context.at, "due", text=dated.start("value"))
        return 1
    at = next(context.free_after(context.at), None)
    if at is None or block.marker or not _DATE_ALONE.fullmatch(block.text):
        return 0
    if context.blocks[at].gap or not _says_when(context.blocks[at].text):
        return 0
    context.mark(context.at, "label")
    context.mark(at, "due")
    return at - context.at + 1


def _read_update(context: ReaderContext, block: Block) -> int:
    """Read the text below "Update", which stands directly below another field's value."""
    at = next(context.free_after(context.at), None)
    if at is None or block.gap or block.marker or not UPDATE_ALONE.fullmatch(block.text):
        return 0
    above = {piece.mark.word for piece in context.pieces.get(context.at - 1, ())}
    value = context.blocks[at]
    fits = _may_be_value(value) and not value.marker and not field_alone(value.text)
    if not fits or not above & {"owner", "due", "status", "response"}:
        return 0
    context.mark(context.at, "label")
    context.mark(at, "update")
    return at - context.at + 1


def _read_repeated(context: ReaderContext, block: Block) -> int:
    """Read "Action taken" below an item, and what was done below it: each item has such a line.

    The paragraphs go on to a field where one ends them; else the first alone is the value.
    """
    if block.marker or block.role == "row" or field_named(block.text) != "update":
        return 0
    if context.times(block.text) < _FEWEST_TIMES:
        return 0
    values: list[int] = []
    is_ended = False
    for n in islice(context.free_after(context.at), _MOST_LINES):
        below = context.blocks[n]
        is_ended = starts_field(below.text) or bool(field_alone(below.text))
        if is_ended or not _may_go_on(below):
            break
        values.append(n)
    if not values and not is_ended:
        return 0
    values = values if is_ended else _with_like_points(context, values)
    context.mark(context.at, "label")
    for place, n in enumerate(values):
        nothing = is_nothing(context.blocks[n].text)
        context.mark(n, "-" if nothing else "" if place else "update", text=0)
    context.after_item = True
    return values[-1] - context.at + 1 if values else 1


def _may_go_on(block: Block) -> bool:
    """Return whether a block may be part of what was done about an item."""
    begins_other = label_of(block.text) or kind_heading(block.text) or asks(block.text)
    return block.role not in {"row", "heading"} and not begins_other


def _is_only_action(context: ReaderContext) -> bool:
    """Return whether an item with its label has one action alone, which is no item of its own."""
    if not context.item_label or context.open_item not in {"rec", "afi"}:
        return False
    for block in islice(context.after(context.at), _MOST_LINES):
        if label_of(block.text) or kind_heading(block.text):
            return True
        if _ACTION.match(block.text):
            return False
    return True


def _read_other(context: ReaderContext, block: Block) -> int:
    """Pass over a line with a name and a value between an item and a field of it.

    A longer one stands directly above the field, and asks for nothing itself.
    """
    follows = context.following
    if block.gap or block.marker or follows is None:
        return 0
    if not _NAMED_VALUE.fullmatch(block.text) and not _is_long_value(block, follows):
        return 0
    if not (field_alone(follows.text) or starts_field(follows.text)):
        return 0
    context.mark(context.at, "-")
    return 1


def _is_long_value(block: Block, follows: Block) -> bool:
    """Return whether a paragraph under a name that isn't known stands among an item's fields."""
    text = block.text
    begins_other = label_of(text) or name_alone(text) or asks(text) or follows.gap
    return len(text) <= _LONGEST_OTHER and not begins_other and bool(_OTHER_VALUE.fullmatch(text))


def _with_like_points(context: ReaderContext, values: list[int]) -> list[int]:
    """Return the first value with the points of its list, whose sign the item itself hasn't."""
    marker = context.blocks[values[0]].marker if values else ""
    signs = {context.blocks[at].marker for at in context.item_places[-1:]}
    if not marker or marker[:1].isdigit() or marker in signs:
        return values[:1]
    blocks = ((at, context.blocks[at]) for at in context.free_after(values[0]))
    points = takewhile(lambda one: one[1].marker == marker and not one[1].gap, blocks)
    return [values[0], *(at for at, _ in points)]


def _points_of_value(context: ReaderContext) -> int:
    """Mark the dots that a field's value goes on with, to the last of them; return how many."""
    count = 0
    for n in context.free_after(context.at):
        block = context.blocks[n]
        if not block.marker or block.marker[:1].isalnum() or starts_field(block.text):
            break
        context.mark(n, "", text=0)
        count = n - context.at
    return count


def _says_when(text: str) -> bool:
    """Return whether a value is the day an item is due, or says that it is done already."""
    cell = status_cell(text)
    return bool(due_of_cell(text) or (cell and cell.status))


def _value_below(context: ReaderContext, field: str) -> int | None:
    """Return the place of the value below a field's name on a line of its own."""
    at = next(context.free_after(context.at), None)
    if at is not None and context.blocks[at].marker in {"-", "–", "—"}:
        return at if not context.blocks[at].text else None
    if at is None or context.blocks[at].marker or context.blocks[at].role == "row":
        return None
    text = context.blocks[at].text
    # "Accepted" and "Complete" name fields as well
    is_answer = (field == "response" and response_cell(text)) or (
        field == "status" and field_alone(text) == field and status_cell(text)
    )
    if field_alone(text) and not is_answer:
        return None
    ok = not starts_field(text) and label_of(text) is None and kind_heading(text) is None
    fits = _FITS.get(field)
    named = field == "response" and context.blocks[context.at].text.endswith(":")
    fitting = fits is None or named or fits(text)
    return at if ok and len(text) <= 3 * SHORT and fitting else None


def _is_post(text: str) -> bool:
    """Return whether a value may be the name of a post."""
    return len(text) <= SHORT and not text.endswith(".") and not MARKER.match(text)


_FITS: Final[dict[str, Callable[[str], object]]] = {
    "status": lambda text: status_cell(text) and len(text) <= SHORT,
    "due": lambda text: due_of_cell(text) or is_nothing(text),
    "response": response_cell,
    "owner": _is_post,
}
"""What the value of a field looks like, where its name stands alone above it."""


def _may_be_value(block: Block) -> bool:
    text = block.text
    return (
        not block.gap
        and not starts_field(text)
        and label_of(text) is None
        and kind_heading(text) is None
        and len(text) <= 3 * SHORT
    )


def field_starts(printed: str, begins: int) -> list[tuple[int, str]]:
    """Return where fields begin in a paragraph from `begins` on, each with its name."""
    starts: list[tuple[int, str]] = []
    for at in (begins, *(m.start() for m in _INLINE.finditer(printed, begins + 1))):
        if len(starts) > 20:
            break
        named = field_at(printed[at : at + 4 * SHORT])
        if named and (at == begins or named[0] in MARK_OF_FIELD):
            starts.append((at, named[0]))
    starts = sorted({*starts, *fields_inside(printed, begins)})
    rest: list[tuple[int, str]] = []
    for n, (at, name) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(printed)
        inside = fields_inside(printed[at:end], 0) if at > begins and name in _SHORT_VALUES else []
        rest += [(at + place, other) for place, other in inside]
    starts = sorted({*starts, *rest})
    tag = _STATUS_BEHIND.search(printed[-40:])
    if tag and status_cell(tag["status"]) and not starts:
        at = max(0, len(printed) - 40) + tag.start("status")
        if at > begins:
            starts.append((at, "status"))
    return starts


def mark_fields(
    context: ReaderContext, at: int, fields: list[tuple[int, str]], label: str = ""
) -> None:
    """Mark the fields of a paragraph, each up to the next; the marks' texts are their values.

    `label` is that of the item they are of, where its text stands below them.
    """
    printed = context.blocks[at].printed
    for n, (start, name) in enumerate(fields):
        end = fields[n + 1][0] if n + 1 < len(fields) else len(printed)
        offset = 0 if start else context.offset(at)
        named = field_at(printed[start + offset : start + offset + 4 * SHORT])
        value = start + offset + (named[1] if named else 0)
        word = MARK_OF_FIELD.get(name, "-")
        text = min(value, end) if word != "-" else start
        context.mark(at, word, start, end, text=text, label=label if word != "-" else "")

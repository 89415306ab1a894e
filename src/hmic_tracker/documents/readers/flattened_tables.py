"""Tables whose cells became lines of their own: the heads first, then cell after cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from hmic_tracker.documents.readers.headings import heading_of, is_dot
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.headers import date_alone
from hmic_tracker.documents.wording.labels import is_code, label_of
from hmic_tracker.documents.wording.source_kinds import OUR_WORDS, SourceKind, kind_heading
from hmic_tracker.documents.wording.status_cells import is_nothing, response_cell, status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ADDRESSEES: Final = re.compile(r"(?:\w+ )?recommendations? (?:to|for)\b.*|(?:to|for) .*", re.I)
_PRIORITY: Final = re.compile(
    r"(?:very |priority )?(?:high|medium|low|critical|significant|moderate|minor|p?[1-5])", re.I
)
_LONGEST_CELL: Final = 60
_MOST_RECORDS: Final = 5000
_MOST_OTHERS: Final = 8
_FEWEST_HEADS: Final = 3
"""Heads of a table whose cells may have dots."""
_EXPECTED: Final = frozenset({"status", "response", "due", "owner"})
"""Cells that every record has."""


def read(context: ReaderContext, _block: Block) -> int:
    """Read a table from its heads on: two or more lines that name columns, then records."""
    if context.at < context.no_heads_until:
        return 0
    heads = _heads(context)
    fields = [field for _, field in heads]
    if len(set(fields)) < 2 or "text" not in fields or _heads_bullets(context, heads):
        context.no_heads_until = heads[-1][0] if len(heads) > 1 else 0
        return 0
    first = heads[-1][0] + 1
    context.no_heads_until = first
    if _has_other_heads(context, first):
        return 0
    starts = _record_starts(context, first)
    if len(starts) < 2 and {"due", "owner", "status"} & set(fields):
        starts = _text_starts(context, first)
    if len(starts) < 2:
        return 0
    for at in dict.fromkeys(at for at, _ in heads):
        context.mark(at, "label")
    end = _read_records(context, first, starts, fields)
    for at in range(context.at, end):
        if at not in context.pieces:
            context.mark(at, "~" if context.blocks[at].role == "furniture" else "-")
    return end - context.at


def _has_other_heads(context: ReaderContext, first: int) -> bool:
    """Return whether heads whose names are not known stand between those known and the rows.

    One line is the name of the first section.
    """
    for others, at in enumerate(islice(context.free_after(first - 1), _MOST_OTHERS)):
        text = context.blocks[at].text
        if is_code(text) and not context.blocks[at].marker:
            return others > 1
        if len(text) > _LONGEST_CELL or kind_heading(text) or _ADDRESSEES.fullmatch(text):
            return False
    return False


def _heads_bullets(context: ReaderContext, heads: list[tuple[int, str]]) -> bool:
    """Return whether dots come below the heads: a list under its heading, and no table."""
    below = next(context.after(heads[-1][0]), None)
    return below is not None and below.gap and is_dot(below) and len(heads) < _FEWEST_HEADS


def _heads(context: ReaderContext) -> list[tuple[int, str]]:
    """Return the places and fields of the lines that name columns, from the current one on."""
    heads: list[tuple[int, str]] = []
    for at in range(context.at, min(len(context.blocks), context.at + 24)):
        block = context.blocks[at]
        if block.role == "furniture":
            continue
        parts = block.text.split(" | ")
        if len(parts) > 2 and not heads:
            fields = [field_named(part) or _text_named(part) for part in parts]
            return [(at, field) for field in fields] if all(fields) else []
        field = field_named(block.text) if len(block.text) <= _LONGEST_CELL else ""
        if not field or block.role == "row":
            break
        heads.append((at, field))
    return heads


def _text_named(name: str) -> str:
    return "text" if OUR_WORDS.search(name) else ""


def _record_starts(context: ReaderContext, first: int) -> list[int]:
    """Return the places of labels that stand alone and have a text below them."""
    starts: list[int] = []
    for at in range(first, len(context.blocks)):
        if len(starts) > _MOST_RECORDS:
            break
        if _is_start(context, at):
            starts.append(at)
    return starts


def _text_starts(context: ReaderContext, first: int) -> list[int]:
    """Return the places of texts that ask for something, where no label stands alone."""
    return [
        at
        for at in range(first, len(context.blocks))
        if at not in context.pieces
        and context.blocks[at].role in {"paragraph", "bullet"}
        and (
            context.blocks[at].marker[:1].isdigit() or len(context.blocks[at].text) > _LONGEST_CELL
        )
        and asks(context.blocks[at].text)
        and not context.blocks[at].marker[-1:].isdigit()
    ][:_MOST_RECORDS]


def _is_start(context: ReaderContext, at: int) -> bool:
    block = context.blocks[at]
    if block.role in {"furniture", "row"} or at in context.pieces:
        return False
    if block.marker or not is_code(block.text):
        return False
    follows = next(
        (
            context.blocks[n]
            for n in range(at + 1, min(at + 3, len(context.blocks)))
            if context.blocks[n].role != "furniture" and n not in context.pieces
        ),
        None,
    )
    return follows is not None and len(follows.text) > 15 and not is_code(follows.text)


def _read_records(context: ReaderContext, first: int, starts: list[int], fields: list[str]) -> int:
    """Mark the records, and what stands before and between them; return where the table ends."""
    mark_between(context, first, starts[0])
    kind = _kind_of_heads(context)
    end = starts[0]
    for n, start in enumerate(starts):
        limit = starts[n + 1] if n + 1 < len(starts) else len(context.blocks)
        end = _read_record(context, start, limit, fields, kind, last=n + 1 == len(starts))
        if n + 1 < len(starts):
            mark_between(context, end, limit)
            end = limit
    return end


def _kind_of_heads(context: ReaderContext) -> SourceKind:
    """Return the kind of items that a head names: "Area for improvement", "Lead", "Due"."""
    named = [kind_heading(context.blocks[at].text) for at, _ in _heads(context)]
    rows = [kind.row for kind in named if kind and kind.row.word in {"afi", "cause"}]
    return rows[0] if rows else SourceKind("rec", "", "")


def mark_between(context: ReaderContext, start: int, end: int) -> None:
    """Mark the lines between two records: the head of the second's section."""
    for at in range(start, end):
        block = context.blocks[at]
        if at in context.pieces or block.role == "furniture":
            continue
        if kind_heading(block.text) or _ADDRESSEES.fullmatch(block.text):
            context.mark(at, "list", label="rec")
        elif date_alone(block.text):
            context.mark(at, "label")
        elif heading_of(block):
            context.mark(at, "framework")
        else:
            context.mark(at, "?", doubt="stands between the rows of a table")


def _read_record(
    context: ReaderContext,
    start: int,
    limit: int,
    fields: list[str],
    kind: SourceKind,
    last: bool,
) -> int:
    """Mark one record from its label on; return where it ends."""
    begins_with_text = not _is_start(context, start)
    block = context.blocks[start]
    label = ("" if is_dot(block) else block.marker) if begins_with_text else block.text
    named = label_of(label)
    row = named.row if named and named.row else kind
    if not begins_with_text:
        context.mark(start, "label")
    cells = [
        at
        for at in range(start + 1, limit)
        if context.blocks[at].role != "furniture" and at not in context.pieces
    ]
    text, *rest = [start, *cells] if begins_with_text else cells
    shown = named.printed if named else label.strip(" .:()")
    body = context.blocks[text].text
    sure = asks(body) or is_order(body) or row.word != "rec"
    doubt = "" if sure else "nothing in it says that anybody should do something"
    offset = context.offset(text)
    context.mark(text, row.word, text=offset, label=shown, kind=row.kind, doubt=doubt)
    given: set[str] = set()
    end = text + 1
    for place, at in enumerate(rest):
        block = context.blocks[at]
        if (place + 1 == len(rest) or last or begins_with_text) and _is_heading(
            block, fields, given
        ):
            break
        word = _word(block, fields, given)
        if not word:
            break
        given.add(word)
        context.mark(at, word)
        end = at + 1
    return end


def _is_heading(block: Block, fields: list[str], given: set[str]) -> bool:
    """Return whether a line after a record's cells is the heading of the next section."""
    text = block.text
    if heading_of(block) is None or status_cell(text) or response_cell(text) or is_nothing(text):
        return False
    missing = (_EXPECTED & set(fields)) - given
    return due_of_cell(text) is None and (block.gap or not missing) and "owner" not in missing


def _place(fields: list[str], name: str) -> int:
    """Return a column's place, after all others where there is none."""
    return fields.index(name) if name in fields else len(fields)


def _word(block: Block, fields: list[str], given: set[str]) -> str:
    """Return the mark of a cell, by what it looks like and by the columns that there are."""
    text = block.text
    if block.marker == ">" and "update" in fields:
        return "update"
    if len(text) <= _LONGEST_CELL:
        if _PRIORITY.fullmatch(text):
            return "-"
        missing = [field for field in fields if field not in given]
        for field, fits in _CELLS:
            if field in missing and fits(text):
                given.add(field)
                return "due" if field == "revised" else field
        before_due = fields.index("owner") < _place(fields, "due") if "owner" in missing else False
        if "owner" in missing and not text.endswith(".") and (before_due or "due" in given):
            return "owner"
    if "update" in fields or "response" in fields:
        return "update" if len(text) > 3 else ""
    return ""


def may_be_due(text: str) -> bool:
    """Return whether a cell is a date, none, or says that the work is completed."""
    completed = text.casefold().startswith(("complete", "implemented"))
    return due_of_cell(text) is not None or is_nothing(text) or completed


_CELLS: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("response", response_cell),
    ("status", status_cell),
    ("due", may_be_due),
    ("revised", due_of_cell),
)
"""What the short cells of each column look like; the revised date comes after the first."""

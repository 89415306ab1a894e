"""The rows of a table that are an item each: every cell is marked as its column says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers.answer_cells import put_answers
from hmic_tracker.documents.readers.table_cells import (
    FIELDS,
    WORDS,
    bare_label,
    mark_text,
)
from hmic_tracker.documents.readers.table_columns import (
    column_of_titles,
    is_same_for_all,
    kind_in,
    main_statuses_first,
    stands_once,
)
from hmic_tracker.documents.readers.table_row import TableRow
from hmic_tracker.documents.readers.topics_in_cells import have_topics, topic_of
from hmic_tracker.documents.table_choices import key_of
from hmic_tracker.documents.wording.colour_keys import colour_named
from hmic_tracker.documents.wording.date_columns import settled
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import COMPLETED, period_of_head
from hmic_tracker.documents.wording.labels import code_of, label_of
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.source_kinds import (
    OUR_WORDS,
    STEP,
    SourceKind,
)
from hmic_tracker.documents.wording.status_cells import (
    SAYS_LITTLE,
    begins_with_status,
    is_colour,
    is_nothing,
    status_cell,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.readers.table_heads import Head

_LONGEST_LABEL: Final = 30
_SENTENCE: Final = 4
"""Words of a cell that says in its own words how an item stands."""
UNCLEAR: Final = "its date may have the day or the month first"
_OF_STATUS: Final = re.compile(
    r"status|\bb?rag+b?\b|\b(?:b\.)?r\.a\.g\b|complet|%|per ?cent|stage|\bstate\b|implement"
    r"|closed?|closure|done|deliver|achiev|open|discharg|rating|colou?r",
    re.I,
)
"""A column of statuses; one called "Where are we now?" may say it in any words."""
_OF_CLOSURE: Final = re.compile(r"\b(?:closed|closure|discharged|sign(?:ed)?[- ]?off)\b", re.I)
"""A column of days on which items were closed, and not only done."""


class ItemRows:
    """The rows of one table; `mark` marks one after the other.

    `kind` is that of the line across the table above them, None where that names none;
    `after_item` is whether the row above is an item, or goes on with one;
    `has_status` is whether a column says how they stand, `is_divided` whether a line across a
    printed table says what they belong to, whatever their column of themes has.
    """

    def __init__(self, context: ReaderContext, head: Head, rows: Sequence[int]) -> None:
        self._context, self._head = context, head
        self.after_item = False
        self._framework = ""
        self.kind: SourceKind | None = None
        self.is_divided = False
        self.has_status = bool(head.columns_of("status"))
        cells = [context.blocks[at].cells for at in rows]
        self._titles = column_of_titles(context, head, cells)
        self._whole = {
            field: is_same_for_all(context, head.columns_of(field), cells, self._titles)
            for field in ("body", "published")
        }
        self._has_topics = [
            n for n in head.texts if have_topics(row[n] for row in cells if n < len(row))
        ]
        kinds = [row[n] for n in head.columns_of("kind") for row in cells if n < len(row)]
        self._has_steps = context.is_table and any(kind_in(cell) for cell in kinds)
        # The label may be the cause's, "COC 1a", where a column tells the kinds apart.
        self._has_kinds = len({kind.word for cell in kinds if (kind := kind_in(cell))}) > 1
        self._frameworks_once = stands_once(cells, head.columns_of("framework"))
        self._statuses = main_statuses_first(head)
        self._chooses_status = context.is_table or len(self._statuses) > 1

    def mark(self, at: int) -> None:
        """Mark the cells of one row: what it belongs to and its label first, then its fields."""
        row = TableRow(self._context, self._head, at)
        self._put_source(row)
        self._put_framework(row)
        labels = [n for n in row.columns("label") if _may_be_label(row.cells[n])]
        label = next((row.cells[n] for n in labels), "")
        if self._put_step(row, label):
            return
        kind = self._put_kind(row, label)
        for n in labels:
            row.put(n, "label")
        text = self._text_of(row, label)
        shown = bare_label(label)
        has_text = text is not None
        if text is not None:
            row_kind = kind or self.kind or self._head.kind_of(text)
            topic = topic_of(row.cells[text])
            start, end = row.spans[text]
            if topic and text in self._has_topics:
                self._context.mark(at, "framework", start, start := start + len(topic))
            mark_text(self._context, at, (start, end), row_kind, shown)
            row.done.add(text)
        elif label and self._context.is_table and (not self._head.texts or row.says_more):
            shown = self._put_item_without_text(row, label, kind)
            has_text = not self._head.texts
        self._put_fields(row, has_text, label, shown)
        row.put_rest(self._context.is_table and (has_text or bool(label) or self.after_item))
        self.after_item = has_text or (self.after_item and not label)

    def _text_of(self, row: TableRow, label: str) -> int | None:
        """Return the column with the row's text: the first, or another that names a kind.

        A row without a number, with an action alone, goes on with the item above it.
        """
        for place, n in enumerate(self._head.texts):
            says = n < len(row.cells) and row.cells[n] and not is_nothing(row.cells[n])
            if says and (place == 0 or label or OUR_WORDS.search(self._head.names[n])):
                return n
        return None

    def _put_item_without_text(self, row: TableRow, label: str, kind: SourceKind | None) -> str:
        """Mark the label of a row without text as an item of its own."""
        n = next(n for n in self._head.columns_of("label") if row.cells[n])
        row_kind = kind or self._head.kind_of(self._head.texts[0] if self._head.texts else -1)
        row.remove(n)
        _, end = row.spans[n]
        if self._head.texts:
            self._context.mark(
                row.at, "?", row.spans[n][0], end, doubt="a row with a number and no text"
            )
            return bare_label(label)
        self._context.mark(
            row.at,
            row_kind.word,
            row.spans[n][0],
            end,
            text=end,
            label=bare_label(label),
            kind=row_kind.kind,
        )
        return ""

    def _put_step(self, row: TableRow, label: str) -> bool:
        """Mark a row that is a step towards the item above it as notes of that; False otherwise."""
        kinds = [n for n in row.columns("kind") if STEP.fullmatch(row.cells[n])]
        if not (self._has_steps and self.after_item and kinds):
            return False
        name = f"{row.cells[kinds[0]]} {label}".strip()
        for n in (*kinds, *row.columns("label")):
            row.put(n, "label")
        for n in row.columns("text"):
            row.put(n, "note", kind=name)
        for n, field in enumerate(self._head.fields):
            if field in FIELDS and row.is_free(n):
                row.put(n, "note", kind=self._head.names[n])
        row.put_rest(keeps=True)
        return True

    def _put_source(self, row: TableRow) -> None:
        for n in row.columns("source"):
            if n == self._titles and not row.is_sum(n):
                row.put(n, "inspection")
        for field, is_whole in self._whole.items():
            for n in row.columns(field):
                if is_whole:
                    row.put(n, field)

    def _put_framework(self, row: TableRow) -> None:
        named = [n for n in row.columns("framework") if not row.is_sum(n)]
        columns = [] if self.is_divided else named
        for n in columns:
            row.put(n, "framework")
            self._framework = row.cells[n]
        is_repeated = self._head.columns_of("framework") and not self._frameworks_once
        if self._context.is_table and self._framework and not columns and is_repeated:
            row.ends_section = True
            self._framework = ""
        for n in row.columns("grade"):
            if self._context.is_table and self._context.grade_words.cell(row.cells[n]):
                row.put(n, "grade", label=self._head.periods[n])

    def _put_kind(self, row: TableRow, label: str) -> SourceKind | None:
        """Mark the cell that names the row's kind; return the kind that it or the label names."""
        named = label_of(label)
        row_kind = named.row if named else None
        if row_kind and row_kind.word != "afi" and code_of(label):
            row_kind = None  # "COC1" may be the cause's
        for n in row.columns("kind"):
            kind = kind_in(row.cells[n])
            if kind or not self._context.is_table:
                row.put(n, "label")
                row_kind = kind if kind and self._has_kinds else row_kind or kind
        return row_kind

    def _put_fields(self, row: TableRow, has_text: bool, label: str, shown: str) -> None:
        if not (has_text or label or self.after_item):
            return
        given = "" if has_text else shown
        goes_on = not (has_text or label)
        put_answers(self._context, self._head, row, given)
        states = self._head.columns_of("status")
        if all(n < len(row.cells) and row.cells[n] and is_nothing(row.cells[n]) for n in states):
            row.take_status_from_update()
        self._put_owner_with_date(row, given, has_text or bool(label))
        self._put_status(row, given, goes_on)
        self._put_completed(row, given, goes_on)
        for field in FIELDS:
            columns = row.columns(field)
            if field == "status" and self._chooses_status:
                continue
            if field == "status":
                columns = self._latest(columns)
            if field in {"owner", "due"}:
                columns = columns[:1]
            if goes_on and field in {"owner", "due", "revised", "response"}:
                continue
            for n in columns:
                self._put_field(row, n, field, given)
        if goes_on and not self._context.is_table:
            for n in row.columns("response"):
                row.put(n, "update")  # one more action that answers the item above

    def _latest(self, columns: list[int]) -> list[int]:
        """Return the last of columns that say when they were written, or all where none does."""
        timed = [n for n in self._statuses if period_of_head(self._head.names[n]) is not None]
        return [n for n in timed if n in columns][:1] or columns

    def _put_field(self, row: TableRow, n: int, field: str, given: str) -> None:
        if field == "update" and self._context.is_table and row.has_update:
            return
        row.has_update = row.has_update or field == "update"
        if field not in {"due", "revised"}:
            row.put(n, WORDS.get(field, field), label=given)
            return
        says = settled(row.cells[n], self._head.orders[n]) if self._head.orders else row.cells[n]
        if says is None:
            doubt = f"{UNCLEAR}: '{row.cells[n][:40]}'"
            row.put(n, "due", label=given, doubt=doubt)
        else:
            row.put(n, "due", label=given, says=says if says != row.cells[n] else "")

    def _put_owner_with_date(self, row: TableRow, given: str, is_item: bool) -> None:
        if row.columns("due") or not is_item:
            return
        for n in row.columns("owner"):
            start, end = row.spans[n]
            day = DATE.search(row.cells[n])
            if day and day.start() > 3:
                self._context.mark(row.at, "owner", start, start + day.start(), label=given)
                self._context.mark(row.at, "due", start + day.start(), end, label=given)
                row.done.add(n)

    def _put_status(self, row: TableRow, given: str, goes_on: bool) -> None:
        """Mark the cell that says how the item stands; what others say beside it is a note."""
        if not self._chooses_status or goes_on:
            return
        columns = [n for n in (*self._statuses, *row.also_status) if row.is_free(n)]
        is_explained = any(colour_named(row.cells[n]) in self._context.colours for n in columns)
        for n in columns:
            is_sentence = len(row.cells[n].split()) >= _SENTENCE
            is_long = is_sentence or not _OF_STATUS.search(self._head.names[n])
            if is_explained and is_sentence:  # "The east wing is done" beside "Amber"
                is_known = begins_with_status(row.cells[n])
            else:
                is_known = self._known(row.cells[n]) is not None
            if is_long and not is_known and not is_nothing(row.cells[n]):
                row.put(n, "update" if not row.has_update else "note", label=given)
                row.has_update = True
        columns = [n for n in columns if row.is_free(n) and not is_nothing(row.cells[n])]
        known = [n for n in columns if self._known(row.cells[n])]
        words = [n for n in columns if not is_colour(row.cells[n].strip(" ."))]
        # "Open" says less than the stage beside it.
        known.sort(key=lambda n: row.cells[n].casefold() in SAYS_LITTLE)
        for n in (known or words or columns)[:1]:
            row.put(n, "status", label=given)
            row.has_status = True

    def _put_completed(self, row: TableRow, given: str, goes_on: bool) -> None:
        """Mark the day on which an item was done: its status, where no other cell says one."""
        for n in row.columns(COMPLETED):
            if is_nothing(row.cells[n]):
                continue
            if row.has_status or goes_on or not due_of_cell(row.cells[n]):
                row.put(n, "note", label=given, kind=self._head.names[n])
            else:
                done = "Closed on" if _OF_CLOSURE.search(self._head.names[n]) else "Completed"
                row.put(n, "status", label=given, says=f"{done} {row.cells[n]}")
                row.has_status = True

    def _known(self, text: str) -> bool | None:
        """Whether a word of status is known: to us, or by what a person said."""
        cell = status_cell(text)
        is_known = (cell and (cell.status or cell.response)) or key_of(
            text
        ) in self._context.choices.statuses
        return True if is_known else None


def _may_be_label(cell: str) -> bool:
    """Return whether a cell of the labels' column is one: "AFI 1", and no name of a cause."""
    named = label_of(cell)
    return len(cell) <= _LONGEST_LABEL or (named is not None and named.end >= len(cell))

"""What an import would do to a plan and what every line of its document is, as a person sees it."""

from __future__ import annotations

import re
from collections import Counter

from hmic_tracker.documents.account import account_of, not_understood
from hmic_tracker.domain.rules import born_of, document_name, is_completed, is_open
from hmic_tracker.domain.words import KINDS, STATUS_PHRASES, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.import_questions import (
    ImportQuestion,
    questions_of,
    questions_of_columns,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hmic_tracker.documents.account import AccountLine
    from hmic_tracker.documents.citations import Citation
    from hmic_tracker.documents.marks import Marks
    from hmic_tracker.documents.table_choices import Column
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.grades import Grade, State
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.domain.inspections import ImportWarning
    from hmic_tracker.domain.items import Item

_NOT_WHOLE: Final = " add up to "
"""What the remark on a row of the national picture says that lacks cells."""


_PLACED: Final = re.compile(r"(?P<place>sheet .{1,100}?, row \d+): (?P<text>.*)", re.DOTALL)
"""A warning about a place on a sheet, which is no line: `warning_at` puts it before the text."""


class Doubt(NamedTuple):
    """Something that a person should look at first: an item's id ("" of none), a place, why."""

    item_id: str
    place: str
    reason: str


class GradeCounts(NamedTuple):
    """How many frameworks of a period are graded, or aren't, by the state."""

    period: str
    states: Mapping[State, int]


class ImportPart(NamedTuple):
    """What one inspection of a document brings: its draft, and what importing that would do.

    `nth` is the draft's place in the document; `undated` is how many dates count from a publication
    whose day the document doesn't give. `columns` are those of the document's tables, with the
    first of its inspections. `owner_questions` are those of a list of the plan.
    """

    draft: Draft
    plan: ImportPlan
    nth: int = 0
    undated: int = 0
    columns: tuple[Column, ...] = ()
    owner_questions: tuple[ImportQuestion, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What to look at first: doubtful items, those that are gone, then remarks."""
        written = {one.id for one in self.plan.new} | {one.after.id for one in self.plan.changed}
        pairs = zip(self.draft.items, self.plan.items, strict=False)
        items = [
            Doubt(item.id, one.place, one.doubt)
            for one, item in pairs
            if one.doubt and item and item.id in written
        ]
        unnamed = [
            Doubt(
                one.item.id, "", f"{one.reason}; {STATUS_PHRASES[one.status]} until somebody says"
            )
            for one in self.plan.unnamed
        ]
        gone = [Doubt(one.id, "", self._why_gone(one)) for one in self.plan.gone]
        remarks = [_remark(one) for one in self.plan.warnings if _NOT_WHOLE not in one.text]
        return (*items, *unnamed, *gone, *remarks)

    def _why_gone(self, item: Item) -> str:
        """What is said of an item that only an earlier version of the document has."""
        document = born_of(item)
        if document == document_name(self.draft.name):
            return "no longer in the document; it stays"
        return f"was in {document} and is not in this one; it stays"

    @property
    def items(self) -> tuple[Item, ...]:
        """The document's items as they are then, but for those that are asked about."""
        return tuple(item for item in self.plan.items if item is not None)

    @property
    def questions(self) -> tuple[ImportQuestion, ...]:
        """What only a person can say."""
        of_columns = questions_of_columns(self.columns)
        return (
            *self.owner_questions,
            *of_columns,
            *questions_of(self.draft, self.plan, self.undated),
        )

    @property
    def open_items(self) -> tuple[Item, ...]:
        """The document's items that are open once it is imported."""
        return tuple(item for item in self.items if is_open(item))

    @property
    def completed(self) -> Mapping[Kind, int]:
        """How many of the document's items are completed, by kind."""
        return count_kinds(item for item in self.items if is_completed(item))

    @property
    def grades(self) -> tuple[GradeCounts, ...]:
        """How many grades the document gives by period, the latest first."""
        periods: dict[str, list[Grade]] = {}
        for grade in self.draft.grades:
            periods.setdefault(grade.period, []).append(grade)
        return tuple(
            GradeCounts(period, Counter(one.state for one in periods[period]))
            for period in sorted(periods, reverse=True)
        )

    @property
    def not_whole(self) -> tuple[int, ...]:
        """The lines of the rows of the national picture that lack cells; 0 where none is known."""
        lines = [one.line for one in self.draft.warnings if _NOT_WHOLE in one.text]
        missing = sum(not row.complete for row in self.draft.national)
        return tuple((*lines, *[0] * missing)[:missing])


class ImportPreview(NamedTuple):
    """A document before, or after, its import: what its inspections bring, and its lines.

    `corrected` says when and by whom its marks were corrected before, `keeps_more` whether the plan
    shall keep more or others of its lines, `is_table` whether it is a workbook or a CSV file,
    `is_own_list` whether it is a list of the plan itself, of which nothing is kept. `missing` are
    appendices that it cites and doesn't have.
    """

    name: str
    parts: tuple[ImportPart, ...]
    marks: Marks = ()
    missing: tuple[Citation, ...] = ()
    corrected: str = ""
    keeps_more: bool = False
    is_table: bool = False
    is_own_list: bool = False

    @property
    def account(self) -> tuple[AccountLine, ...]:
        """Every line with what it counts as."""
        return account_of(self.marks)

    @property
    def not_understood(self) -> Marks:
        """The lines that look like content and were not understood."""
        return not_understood(self.marks)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its tables, each name once with what it was read as."""
        once: dict[tuple[str, str], Column] = {}
        for part in self.parts:
            for one in part.columns:
                once.setdefault((one.name, one.field), one)
        return tuple(once.values())

    @property
    def writes_nothing(self) -> bool:
        """Whether the plan has all of this already, or there is nothing to track."""
        nothing_new = all(part.plan.writes_nothing for part in self.parts)
        return nothing_new and not (self.keeps_more and self.parts)

    @property
    def number_of_items(self) -> int:
        """How many items the document speaks of."""
        return sum(len(part.items) for part in self.parts)


def count_kinds(items: Iterable[Item]) -> Mapping[Kind, int]:
    """Return how many items there are of each kind that there are, in the kinds' order."""
    numbers = Counter(item.kind for item in items)
    return {kind: numbers[kind] for kind in KINDS if numbers[kind]}


def _remark(warning: ImportWarning) -> Doubt:
    if placed := _PLACED.match(warning.text):
        return Doubt("", placed["place"], placed["text"])
    return Doubt("", f"line {warning.line}" if warning.line else "", warning.text)

"""What a document says, before it is compared with a plan: its marks, its drafts, its columns."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.commands.document_drafts import read_drafts
from hmic_tracker.commands.import_questions import ImportAnswers
from hmic_tracker.documents.parsed_report import warning_at
from hmic_tracker.documents.reading import Reading, may_count_from_publication, read_marks
from hmic_tracker.documents.table_choices import Column, TableChoices, key_of
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.commands.import_files import SourceFile
    from hmic_tracker.documents.marks import Marks
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.inspections import ImportWarning
    from hmic_tracker.domain.plan import Plan

_ANY_DAY: Final = "1 January 2030"


class ReadDocument(NamedTuple):
    """What a document says: `undated` counts for each draft the dates that publication would give.

    `reading` is None where a person has corrected its marks. `of` is what it depends on besides
    the document.
    """

    reading: Reading | None
    marks: Marks
    drafts: tuple[Draft, ...]
    undated: Sequence[int]
    of: object

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its tables."""
        return self.reading.columns if self.reading else ()


def read_once(
    source: SourceFile,
    plan: Plan,
    choices: TableChoices,
    answers: ImportAnswers,
    before: ReadDocument | None,
) -> ReadDocument:
    """Return what a document says; as it was read `before`, where nothing is different now."""
    of = (source, plan.frameworks, plan.scales, plan.bodies, choices, answers.published)
    if before is not None and before.of == of:
        return before
    reading = reading_of(source, plan, choices)
    marks = reading.marks if reading else source.marks or ()
    drafts = read_drafts(marks, source.name, source.text, plan)
    if answers.published:
        marked = answers.marked(marks, len(drafts))
        drafts = read_drafts(marked, source.name, source.text, plan)
    return ReadDocument(reading, marks, drafts, _undated(source, marks, plan, drafts), of)


def marks_of(source: SourceFile, plan: Plan, choices: TableChoices) -> Marks:
    """Return the marks of a document: those that were corrected, else what readers make of it."""
    reading = reading_of(source, plan, choices)
    return reading.marks if reading else source.marks or ()


def reading_of(source: SourceFile, plan: Plan, choices: TableChoices) -> Reading | None:
    """Return what readers make of a document; None where a person has corrected its marks."""
    if source.marks is not None or source.document is None:
        return None
    return read_marks(source.document, plan.frameworks, plan.scales, choices)


def refuse_unknown_choices(
    source: SourceFile, reading: Reading | None, choices: TableChoices
) -> None:
    """Raise UsageError where a sheet or a column was named that the document doesn't have."""
    if reading is None or not reading.document.is_table:
        return
    places = (block.place.sheet for block in reading.document.blocks)
    sheets = list(dict.fromkeys(filter(None, places)))
    listed = f"its sheets are: {', '.join(sheets)}" if sheets else "it has no sheets"
    for name in choices.sheets:
        if folded(name) not in map(folded, sheets):
            raise UsageError(
                f"{source.name} has no sheet '{name}'",
                did_you_mean(name, sheets) or listed,
            )
    names = {key_of(column.name): column.name for column in reading.columns if column.name}
    for name in (*choices.columns, *choices.month_first):
        if name not in names and not choices.is_saved:
            known = list(names.values())
            raise UsageError(
                f"{source.name} has no column '{choices.names.get(name, name)}'",
                did_you_mean(name, known) or f"its columns are: {', '.join(known)}",
            )


def remarks_of(source: SourceFile, marks: Marks, plan: Plan) -> list[tuple[int, str]]:
    """Return the places of marks whose items a person should look at, and why."""
    drafts = read_drafts(marks, source.name, source.text, plan)
    places = {str(m.place): at for at, m in reversed([*enumerate(marks)]) if m.word}
    return [
        (places[item.place], item.doubt)
        for draft in drafts
        for item in draft.items
        if item.doubt and item.place in places and not marks[places[item.place]].doubt
    ]


def reading_remarks(source: SourceFile) -> list[ImportWarning]:
    """What a person should know of how a document could be read."""
    remarks = source.document.remarks if source.document else ()
    return [warning_at(place, text) for place, text in remarks]


def _undated(
    source: SourceFile, marks: Marks, plan: Plan, drafts: Sequence[Draft]
) -> Sequence[int]:
    """Return for each draft how many dates it would have besides, were its publication known."""
    without = [at for at, draft in enumerate(drafts) if draft.published is None]
    without = without if may_count_from_publication(marks) else []
    if not without:
        return [0] * len(drafts)
    answers = ImportAnswers(published=dict.fromkeys(without, _ANY_DAY))
    dated = read_drafts(answers.marked(marks, len(drafts)), source.name, source.text, plan)
    return [
        sum(one.due != other.due for one, other in zip(draft.items, then.items, strict=False))
        for draft, then in zip(drafts, dated, strict=False)
    ]

"""What importing one document would do to the plan, and what of the document is kept in it."""

from __future__ import annotations

from datetime import date
from shlex import quote
from textwrap import wrap

from hmic_tracker.commands.document_drafts import earlier_documents
from hmic_tracker.commands.import_questions import NEW, ImportAnswers
from hmic_tracker.commands.import_reading import (
    ReadDocument,
    read_once,
    reading_remarks,
    refuse_unknown_choices,
)
from hmic_tracker.commands.wording_rank import rank_by_wording
from hmic_tracker.documents.account import account_of, not_understood
from hmic_tracker.documents.citations import missing_appendices
from hmic_tracker.documents.marked_text import Origin, marked_text
from hmic_tracker.documents.parsed_report import shortened
from hmic_tracker.documents.protective_marking import is_higher, marking_of
from hmic_tracker.documents.table_choices import TableChoices, with_statuses
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.importing import ImportPlan, after_import, carry_forward, plan_import
from hmic_tracker.domain.inspection_matching import NEW as NEW_INSPECTION
from hmic_tracker.domain.origins import document_key
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.import_preview import ImportPart, ImportPreview
from hmic_tracker.store.kept_documents import NewDocument
from hmic_tracker.store.paths import LARGEST

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.import_files import SourceFile
    from hmic_tracker.documents.marks import Mark, Marks
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.inspection_merging import Earlier
    from hmic_tracker.domain.plan import Plan

MOST_LINES: Final = 200
_WIDTH: Final = 76
_LEFT_OUT: Final = frozenset({"prose", "furniture", "unread"})


class ImportRequest(NamedTuple):
    """How documents are imported: about which inspection, what else is done with them.

    `asks_to_carry` is whether carrying forward is still to be decided; `answers` are those to a
    document's questions, `choices` what was said of the columns, words and sheets of registers.
    `lists_items` is whether the preview lists every item.
    """

    inspection: str | None = None
    carries: bool = False
    asks_to_carry: bool = True
    keep: bool = False
    answers: ImportAnswers = ImportAnswers()
    choices: TableChoices = TableChoices()
    lists_items: bool = False

    @property
    def all_choices(self) -> TableChoices:
        """What was said of columns, words and sheets, on the command line and since."""
        return self.choices.updated(self.answers.choices)


class KnownPlan(NamedTuple):
    """A plan as an import needs it: the ids that may not be given, and its folder.

    The folder has the earlier documents.
    """

    plan: Plan
    taken: dict[str, str]
    folder: Path


class PlannedImport(NamedTuple):
    """A document with what it would do to a plan, and the plan after that.

    `stamp` is that of its entries: its import is a step of its own for `undo`. `known` is the plan
    it was compared with.
    """

    source: SourceFile
    read: ReadDocument
    preview: ImportPreview
    after: Plan
    stamp: Stamp
    known: KnownPlan

    @property
    def marks(self) -> Marks:
        """The marks of its lines."""
        return self.read.marks

    @property
    def repeats(self) -> int:
        """How many items repeat one of an earlier inspection."""
        return sum(len(part.plan.repeats) for part in self.preview.parts)

    @property
    def plans(self) -> list[ImportPlan]:
        """What each inspection of the document would do."""
        return [part.plan for part in self.preview.parts]


class NothingUnderstoodError(InputError):
    """A document of which lines look like content and none was understood."""

    def __init__(self, source: SourceFile, lines: Marks) -> None:
        number = plural(len(lines), "line")
        verb = "looks" if len(lines) == 1 else "look"
        file = quote(source.typed) if source.typed else "FILE"
        super().__init__(
            f"{source.name}: {number} {verb} like something to track, and none was understood",
            f"say what its columns are: tracker import {file} --map 'COLUMN=text'"
            if source.document and source.document.is_table
            else f"say what they are: tracker import {file} --mark",
        )
        shown = [
            printed
            for mark in lines[:MOST_LINES]
            for printed in wrap(
                f"{mark.place}: {shortened(mark.text, 2000)}", _WIDTH, subsequent_indent="  "
            )
        ]
        more = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
        self.excerpt = (*shown, *more)


def plan_source(
    known: KnownPlan,
    source: SourceFile,
    request: ImportRequest,
    stamp: Stamp,
    today: date,
    seen: PlannedImport | None = None,
) -> PlannedImport:
    """Compare a document with the plan; without parts in its preview there is nothing to track.

    `seen` is how it was planned before, of which what the document says need not be read again.
    Raises NothingUnderstoodError where only lines were left that nobody understood.
    """
    plan = known.plan
    if parts_of_list := _own_list(source, plan, request, stamp, today):
        preview = ImportPreview(source.name, tuple(parts_of_list), is_own_list=True)
        read = ReadDocument(None, (), (), (), source)
        after = plan
        for part in parts_of_list:
            after = after_import(after, part.plan)
        return PlannedImport(source, read, preview, after, stamp, known)
    stamp = stamp._replace(document=_key_of(source))
    read = read_once(source, plan, request.all_choices, request.answers, seen and seen.read)
    refuse_unknown_choices(source, read.reading, request.choices)
    marks = read.marks
    earlier = earlier_documents(known.folder, plan)
    kept = _text_to_keep(source, marks, plan, request)
    parts: list[ImportPart] = []
    after = plan
    for nth, draft in enumerate(read.drafts):
        if not _has_content(draft):
            continue
        answered = with_statuses(draft, request.all_choices.statuses)
        answered = request.answers.applied(nth, answered)
        if kept is not None:
            answered = answered._replace(prose=())  # marked more than the plan's papers are
        columns = read.columns if not parts else ()
        if not parts:
            answered = answered._replace(warnings=(*reading_remarks(source), *answered.warnings))
        one = _plan_draft(known._replace(plan=after), answered, nth, request, stamp, today, earlier)
        one = _with_kept_text(one, draft, kept)
        parts.append(ImportPart(answered, one, nth, read.undated[nth], columns))
        after = after_import(after, one)
    if not parts and (lines := not_understood(marks)):
        raise NothingUnderstoodError(source, lines)
    is_table = source.document is not None and source.document.is_table
    missing = missing_appendices(source.document) if source.document and not is_table else ()
    corrected = source.origin.corrected if source.document else ""
    keeps_more = request.keep and source.document is not None and not source.has_original
    keeps_more = keeps_more or source.corrects_kept
    preview = ImportPreview(
        source.name, tuple(parts), marks, missing, corrected, keeps_more, is_table
    )
    return PlannedImport(source, read, preview, after, stamp, known)


def _own_list(
    source: SourceFile, plan: Plan, request: ImportRequest, stamp: Stamp, today: date
) -> list[ImportPart] | None:
    """What a list of this plan changes in it; None for any other document, or where it is asked."""
    if source.document is None or source.marks is not None:
        return None
    if request.choices != TableChoices() or request.inspection:
        return None  # a person says what it is to be read as
    from hmic_tracker.reports.own_lists import own_list_parts

    return own_list_parts(source.document, plan, today, stamp, request.answers.owners)


def _key_of(source: SourceFile) -> str:
    """What tells the document from others, with its marks where a person gave them."""
    marks = source.marks or ()
    return document_key(
        source.origin.sha256, repr([(m.word, m.label, m.text) for m in marks]) if marks else ""
    )


def new_document(
    planned: PlannedImport, request: ImportRequest, plan: Plan, today: date
) -> NewDocument:
    """Return what the plan keeps of a document: its marks, and the file where that is wanted.

    Where the marks are more than a file of a plan may have, the lines taken are kept.
    """
    source = planned.source
    original = source.data if request.keep and source.document else None
    text = marked_text(planned.marks, source.origin)
    if is_reduced(source, planned.marks, plan, request) or len(text.encode()) > LARGEST:
        origin = source.origin._replace(only_taken=True)
        text = marked_text(tuple(_only_taken(planned.marks)), origin)
    return NewDocument(source.origin.name, today, source.origin.sha256, text, original)


def is_reduced(source: SourceFile, marks: Marks, plan: Plan, request: ImportRequest) -> bool:
    """Whether only the lines taken are kept: the document's marking is higher than the plan's."""
    return not request.keep and is_higher(document_marking(source, marks), plan.marking)


def document_marking(source: SourceFile, marks: Marks) -> str:
    """Return the protective marking that a document bears, "" for none."""
    blocks = source.document.blocks if source.document else ()
    return marking_of((*(block.text for block in blocks), *(mark.text for mark in marks)))


def corrected_now(origin: Origin, today: date, person: str) -> Origin:
    """Return the origin of marks that a person has just corrected."""
    return origin._replace(corrected=f"{say_day(today)} by {person}")


def _plan_draft(
    known: KnownPlan,
    draft: Draft,
    nth: int,
    request: ImportRequest,
    stamp: Stamp,
    today: date,
    earlier: Earlier,
) -> ImportPlan:
    """Compare the document's nth draft with the plan, with the answers that were given."""
    which = request.answers.inspections.get(nth)
    inspection = request.inspection or (NEW_INSPECTION if which == NEW else which)
    answers = request.answers.matches_of(nth)
    one = plan_import(
        known.plan,
        draft,
        stamp,
        today,
        inspection,
        known.taken,
        rank_by_wording,
        answers,
        earlier,
    )
    return carry_forward(one, draft.on, today, stamp) if request.carries else one


def _has_content(draft: Draft) -> bool:
    return bool(draft.items or draft.grades or draft.national or draft.reported)


def _only_taken(marks: Marks) -> list[Mark]:
    """The marks without the text of lines that nothing was taken from."""
    return [
        line.mark._replace(text="", doubt="") if line.part in _LEFT_OUT else line.mark
        for line in account_of(marks)
    ]


def _text_to_keep(
    source: SourceFile, marks: Marks, plan: Plan, request: ImportRequest
) -> str | None:
    """The document's text as far as it may be kept in the plan; None where all of it may."""
    if not is_reduced(source, marks, plan, request):
        return None
    return "\n".join(mark.text for mark in _only_taken(marks) if mark.text)


def _with_kept_text(planned: ImportPlan, draft: Draft, text: str | None) -> ImportPlan:
    """The import with no more of the document's text in the plan than may be kept there."""
    if text is None:
        return planned
    inspection = planned.inspection
    sources = tuple(
        one._replace(text=text) if one.text == draft.text else one for one in inspection.sources
    )
    return planned._replace(inspection=inspection._replace(sources=sources))

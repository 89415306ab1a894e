"""What importing one document would do to the plan, and what of the document is kept in it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from textwrap import wrap
from typing import Final, NamedTuple

from hmic_tracker.commands.document_drafts import earlier_documents, read_drafts
from hmic_tracker.commands.import_files import SourceFile
from hmic_tracker.commands.import_questions import NEW, ImportAnswers
from hmic_tracker.commands.wording_rank import rank_by_wording
from hmic_tracker.documents.account import account_of, not_understood
from hmic_tracker.documents.citations import missing_appendices
from hmic_tracker.documents.marked_text import Origin, marked_text
from hmic_tracker.documents.marks import Mark, Marks
from hmic_tracker.documents.parsed_report import shortened
from hmic_tracker.documents.protective_marking import is_higher, marking_of
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.importing import ImportPlan, after_import, carry_forward, plan_import
from hmic_tracker.domain.inspection_matching import NEW as NEW_INSPECTION
from hmic_tracker.domain.inspection_merging import Earlier
from hmic_tracker.domain.origins import document_key
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import InputError
from hmic_tracker.reports.import_preview import ImportPart, ImportPreview
from hmic_tracker.store.kept_documents import NewDocument
from hmic_tracker.store.paths import LARGEST

MOST_LINES: Final = 200
_WIDTH: Final = 76
_ANY_DAY: Final = "1 January 2030"
_LEFT_OUT: Final = frozenset({"prose", "furniture", "unread"})


class ImportRequest(NamedTuple):
    """How documents are imported: about which inspection, what else is done with them.

    `asks_to_carry` is whether carrying forward is still to be decided; `answers` are those to a
    document's questions.
    """

    inspection: str | None = None
    carries: bool = False
    asks_to_carry: bool = True
    keep: bool = False
    answers: ImportAnswers = ImportAnswers()


class PlannedImport(NamedTuple):
    """A document with what it would do to a plan, and the plan after that.

    `stamp` is that of its entries: its import is a step of its own for `undo`.
    """

    source: SourceFile
    marks: Marks
    preview: ImportPreview
    after: Plan
    stamp: Stamp

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
            f"say what they are: tracker import {file} --mark",
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


class KnownPlan(NamedTuple):
    """A plan as an import needs it: the ids that may not be given, and its folder.

    The folder has the earlier documents.
    """

    plan: Plan
    taken: dict[str, str]
    folder: Path


def plan_source(
    known: KnownPlan, source: SourceFile, request: ImportRequest, stamp: Stamp, today: date
) -> PlannedImport:
    """Compare a document with the plan; without parts in its preview there is nothing to track.

    Raises NothingUnderstoodError where only lines were left that nobody understood.
    """
    plan = known.plan
    marks = marks_of(source, plan)
    stamp = stamp._replace(document=_key_of(source))
    drafts = read_drafts(marks, source.name, source.text, plan)
    if request.answers.published:
        marked = request.answers.marked(marks, len(drafts))
        drafts = read_drafts(marked, source.name, source.text, plan)
    undated = _undated(source, marks, plan, drafts)
    earlier = earlier_documents(known.folder, plan)
    parts: list[ImportPart] = []
    after = plan
    for nth, draft in enumerate(drafts):
        if not _has_content(draft):
            continue
        answered = request.answers.applied(nth, draft)
        one = _plan_draft(known._replace(plan=after), answered, nth, request, stamp, today, earlier)
        one = _with_kept_text(one, draft, source, marks, plan, request)
        parts.append(ImportPart(answered, one, nth, undated[nth]))
        after = after_import(after, one)
    if not parts and (lines := not_understood(marks)):
        raise NothingUnderstoodError(source, lines)
    missing = missing_appendices(source.document) if source.document else ()
    corrected = source.origin.corrected if source.document else ""
    keeps_more = request.keep and source.document is not None and not source.has_original
    keeps_more = keeps_more or source.corrects_kept
    preview = ImportPreview(source.name, tuple(parts), marks, missing, corrected, keeps_more)
    return PlannedImport(source, marks, preview, after, stamp)


def _key_of(source: SourceFile) -> str:
    """What tells the document from others, with its marks where a person gave them."""
    marks = source.marks or ()
    return document_key(
        source.origin.sha256, repr([(m.word, m.label, m.text) for m in marks]) if marks else ""
    )


def marks_of(source: SourceFile, plan: Plan) -> Marks:
    """Return the marks of a document: those that were corrected, else what readers make of it."""
    if source.marks is not None or source.document is None:
        return source.marks or ()
    return read_marks(source.document, plan.frameworks, plan.scales).marks


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


def _undated(
    source: SourceFile, marks: Marks, plan: Plan, drafts: Sequence[Draft]
) -> Sequence[int]:
    """Return for each draft how many dates it would have besides, were its publication known."""
    without = [at for at, draft in enumerate(drafts) if draft.published is None]
    if not without:
        return [0] * len(drafts)
    answers = ImportAnswers(published=dict.fromkeys(without, _ANY_DAY))
    dated = read_drafts(answers.marked(marks, len(drafts)), source.name, source.text, plan)
    return [
        sum(one.due != other.due for one, other in zip(draft.items, then.items, strict=False))
        for draft, then in zip(drafts, dated, strict=False)
    ]


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


def _with_kept_text(
    planned: ImportPlan,
    draft: Draft,
    source: SourceFile,
    marks: Marks,
    plan: Plan,
    request: ImportRequest,
) -> ImportPlan:
    """The import with no more of the document's text in the plan than may be kept there."""
    if not is_reduced(source, marks, plan, request):
        return planned
    text = "\n".join(mark.text for mark in _only_taken(marks) if mark.text)
    inspection = planned.inspection
    sources = tuple(
        one._replace(text=text) if one.text == draft.text else one for one in inspection.sources
    )
    return planned._replace(inspection=inspection._replace(sources=sources))

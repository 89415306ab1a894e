"""Showing what documents bring, and writing it: each document is one step of its own for `undo`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from shlex import quote

from hmic_tracker.commands.import_planning import (
    ImportRequest,
    KnownPlan,
    PlannedImport,
    document_marking,
    is_reduced,
    new_document,
    plan_source,
)
from hmic_tracker.commands.import_questions import say_questions
from hmic_tracker.commands.marks_editor import keep_marks
from hmic_tracker.commands.output import emit, one_page, say
from hmic_tracker.documents.parsed_report import shortened
from hmic_tracker.documents.table_choices import key_of
from hmic_tracker.domain.inspection_matching import NEW
from hmic_tracker.domain.inspection_merging import digest_of
from hmic_tracker.domain.items import IMPORTED
from hmic_tracker.domain.rules import is_open
from hmic_tracker.domain.words import STATUSES, plural
from hmic_tracker.errors import (
    ConflictError,
    DamagedStoreError,
    InputError,
    TrackerError,
    UsageError,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.to_json.imports import imports_object
from hmic_tracker.render.views.importing import preview_page
from hmic_tracker.reports.import_parts import changed_parts, count_parts
from hmic_tracker.store.kept_documents import document_writes
from hmic_tracker.store.kept_reads import reads_kept
from hmic_tracker.store.reading import read_plan, taken_ids
from hmic_tracker.store.settings_history import Entering
from hmic_tracker.store.writing import save_plan

if TYPE_CHECKING:
    from hmic_tracker.commands.import_files import SourceFile
    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.drafts import DraftItem
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.domain.plan import Plan

_MOST_WORDS: Final = 5
_WIDTH: Final = 76
NOTHING_NEW: Final = "nothing to write: the plan says all of this already"


def read_known_plan(session: Session) -> KnownPlan:
    """Return the plan and its ids, in one look; raises DamagedStoreError where it can't be read."""
    with reads_kept():
        return _known_plan(session)


def _known_plan(session: Session) -> KnownPlan:
    plan = read_plan(session.folder)
    session.name_copies(plan.copies)
    if plan.damaged:
        damage = plan.damaged[0]
        raise DamagedStoreError(
            f"{damage.where}: {damage.problem}",
            "mend it first: an import has to know every item there is",
        )
    whole = plan._replace(items=plan.every_item, taken_back=())  # which may come by it again
    return KnownPlan(whole, taken_ids(session.folder), session.folder)


class DoubleInspectionError(InputError):
    """A document that may be one of the plan's inspections once more, and nobody said so."""

    code = UsageError.code

    def __init__(self, source: SourceFile, plan: ImportPlan) -> None:
        known = " or ".join(f"{one.id} ('{one.title}')" for one in plan.near_inspections)
        file = quote(source.typed) if source.typed else "FILE"
        is_it = f"tracker import {file} --inspection"
        super().__init__(
            f"{source.name}: '{plan.inspection.title}' may be {known}, with another title; "
            "nothing of it was written",
            f"if it is: {is_it} {plan.near_inspections[0].id}; if not: {is_it} {NEW}",
        )


def refuse_doubles(planned: PlannedImport) -> None:
    """Raise DoubleInspectionError where a document may double an inspection of the plan."""
    for one in planned.plans:
        if one.is_in_doubt:
            say_where_marks_are(planned)
            raise DoubleInspectionError(planned.source, one)


class UnknownWordsError(UsageError):
    """A register with words of status that nobody said the meaning of."""

    def __init__(self, source: SourceFile, items: Mapping[str, Sequence[DraftItem]]) -> None:
        words = list(items)
        file = quote(source.typed) if source.typed else "FILE"
        listed = ", ".join(f"'{word}'" for word in words[:_MOST_WORDS])
        more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
        what, each = "is no status that is known", "it means"
        if len(words) > 1:
            what, each = "are no statuses that are known", "each of them means"
        super().__init__(
            f"{source.name}: {listed}{more} {what}; nothing of it was written",
            f"say what {each}: tracker import {file} --map {quote(f'{words[0]}=STATUS')}"
            f" ({', '.join(STATUSES)})",
        )
        self.excerpt = [
            f"{one.place}: '{word}': {shortened(one.text or '', 2 * _WIDTH)}"
            for word, ones in items.items()
            for one in ones[:_MOST_WORDS]
        ]


def refuse_unknown_words(planned: PlannedImport) -> None:
    """Raise UnknownWordsError where a register's words of status aren't known."""
    items: dict[str, list[DraftItem]] = {}
    for part in planned.preview.parts if planned.preview.is_table else ():
        words = {key_of(one.about): one.about for one in part.questions if one.kind == "status"}
        for one in part.draft.items:
            if one.status is None and (word := words.get(key_of(one.status_word or ""))):
                items.setdefault(word, []).append(one)
    if items:
        raise UnknownWordsError(planned.source, items)


def write_import(
    session: Session, seen: PlannedImport, request: ImportRequest, was_shown: bool
) -> PlannedImport:
    """Write a document's import as one op; return it as it was written.

    Raises ConflictError where it was shown to a person and the plan changed since.
    """
    with session.writing():
        known = read_known_plan(session)
        again = seen
        if known != seen.known:  # else it would be compared with the same plan once more
            again = plan_source(known, seen.source, request, seen.stamp, session.today, seen)
        if was_shown and again.plans != seen.plans:
            raise ConflictError("the plan changed while you were looking", "run the import again")
        refuse_doubles(again)
        writes = []
        if not again.preview.is_own_list:
            document = new_document(again, request, known.plan, session.today)
            writes = list(document_writes(session.folder, document))
        entering, day = _entering(again, known.plan, session.today), session.today
        save_plan(
            *(session.folder, known.plan, again.after, seen.stamp, "import", day, writes),
            entering=entering,
        )
    return again


def _entering(planned: PlannedImport, before: Plan, today: date) -> Entering:
    """What the settings' history says of an import: the document and its day."""
    known = {source for one in before.inspections for source in one.sources}
    sources = (source for one in planned.after.inspections for source in one.sources)
    document = next((source for source in sources if source not in known), None)
    digest = next((digest_of(part.draft) for part in planned.preview.parts), None)
    if document is None:
        return Entering(today, IMPORTED, planned.source.name, document=digest)
    return Entering(min(document.on or today, today), IMPORTED, document.title, document=digest)


def show_imports(
    output: Output,
    shown: Sequence[tuple[PlannedImport, bool]],
    failed: Sequence[tuple[str, TrackerError]] = (),
    keys: bool = False,
    lists_items: bool = False,
) -> None:
    """Print documents' previews, each with whether it was written; all of them as one JSON.

    `keys` is whether keys can be pressed below them, `lists_items` whether each item is listed.
    """
    pages = [(one.preview, was_written) for one, was_written in shown]
    if output.json or any(preview.parts for preview, _ in pages):
        emit(
            output,
            lambda _: one_page(
                preview_page(*page, keys, lists_items) for page in pages if page[0].parts
            ),
            lambda: imports_object(pages, failed),
        )


def say_how_to_list(planned: PlannedImport, request: ImportRequest) -> None:
    """Say how every item is listed where no key can be pressed for it."""
    preview, file = planned.preview, planned.source.typed
    if preview.number_of_items and not (request.lists_items or preview.writes_nothing):
        line = f"tracker import {quote(file)} --dry-run --all" if file else "add --all"
        say(f"every item: {line}")


def say_written(session: Session, planned: PlannedImport, request: ImportRequest) -> None:
    """Say what was written, what was left open, and the next step."""
    say(f"written: {size_of(planned)}; {_next_step(planned.after)}")
    source, marks = planned.source, planned.marks
    if is_reduced(source, marks, session.settings, request):
        marking = document_marking(source, marks)
        say(
            f"{source.name} is marked {marking}, more than the plan: only the lines taken are kept "
            "in it (--keep keeps all)"
        )
    say_left_open(planned, request)


def say_left_open(planned: PlannedImport, request: ImportRequest) -> None:
    """Say which questions nobody answered, and how to answer them."""
    for part in planned.preview.parts:
        say_questions(part.questions)
    left = planned.repeats
    if left and request.asks_to_carry:
        verb = "repeats an earlier one and is" if left == 1 else "repeat earlier ones and are"
        what = f"{plural(left, 'item')} {verb} not carried forward"
        say(f"{what}; to do it: the same import with --carry")
    if request.carries and not left and not planned.preview.writes_nothing:
        say("no item repeats an earlier one; to say that one does: tracker link NEW supersedes OLD")


def say_where_marks_are(planned: PlannedImport) -> None:
    """Keep corrections that were typed and not taken in, and say where they are."""
    if planned.source.edited:
        path = keep_marks(planned.marks, planned.source.origin)
        say(f"your corrections are kept; to take them in: tracker import {path}")


def say_nothing_to_track(planned: PlannedImport) -> None:
    """Say that a document has nothing for the plan; grades without a year are left out of it."""
    grades = sum(mark.word in {"grade", "graded", "grades"} for mark in planned.marks)
    if grades:
        of_none = f"{plural(grades, 'line')} with a grade, and no year is given: left out"
        say(f"{planned.source.name}: nothing to track but {of_none}")
        file = quote(planned.source.typed) if planned.source.typed else "FILE"
        say(f"mark the line that says when it was published: tracker import {file} --mark")
        return
    lines = plural(len(planned.marks), "line")
    say(f"{planned.source.name}: nothing to track in its {lines}; are they minutes?")
    say("nothing was written; to see how it was read: tracker import FILE --explain")


def size_of(planned: PlannedImport) -> str:
    """What an import writes in a few words: "64 new items", "2 new and 1 changed items"."""
    plans = planned.plans
    new = sum(len(one.new) for one in plans)
    changed = sum(len(one.changed) for one in plans)
    carried = sum(len(one.repeats) for one in plans if one.carried)
    words = [f"{n} {word}" for n, word in ((new, "new"), (changed, "changed")) if n]
    parts = [row for one in plans for row in changed_parts(one) if not row.is_news]
    many = f"{' and '.join(words)} {'item' if new + changed == 1 else 'items'}" if words else ""
    carrying = f"{carried if many else plural(carried, 'item')} carried forward" if carried else ""
    return ", ".join(filter(None, (many, carrying, *count_parts(parts)))) or "1 document"


def _next_step(plan: Plan) -> str:
    nobody = sum(is_open(item) and item.owner is None for item in plan.items)
    if not nobody:
        return "next: tracker list --overdue, tracker summary"
    verb = "has" if nobody == 1 else "have"
    return f"{plural(nobody, 'open item')} {verb} no owner: tracker list --no-owner"

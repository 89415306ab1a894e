"""`tracker import FILE…`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hmic_tracker.commands import options
from hmic_tracker.commands.import_files import SourceFile, read_source
from hmic_tracker.commands.import_maps import choices_of, keep_map
from hmic_tracker.commands.import_planning import (
    ImportRequest,
    PlannedImport,
    corrected_now,
    plan_source,
)
from hmic_tracker.commands.import_prompts import import_with_prompts
from hmic_tracker.commands.import_reading import marks_of, remarks_of
from hmic_tracker.commands.import_writing import (
    NOTHING_NEW,
    read_known_plan,
    refuse_doubles,
    refuse_unknown_words,
    say_how_to_list,
    say_left_open,
    say_nothing_to_track,
    say_where_marks_are,
    say_written,
    show_imports,
    size_of,
    write_import,
)
from hmic_tracker.commands.marks_editor import edit_marks
from hmic_tracker.commands.options import Argument, AsPath, EntryOptions, Option, Output, Words
from hmic_tracker.commands.output import ask, can_ask, say, write, write_data
from hmic_tracker.commands.output_files import file_in, stem_of
from hmic_tracker.documents.marked_text import marked_lines, marked_text
from hmic_tracker.domain.plan import Plan
from hmic_tracker.errors import InputError, TrackerError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, TypeVar
from hmic_tracker.store.exporting import export

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.documents.table_choices import TableChoices

EXAMPLES = (
    ("tracker import report.pdf --dry-run", "what it would bring, and what was not understood"),
    ("tracker import report.txt --yes", "bring it in without being asked"),
    ("tracker import report.pdf --mark", "say yourself what its doubtful lines are"),
    ("tracker import register.xlsx --map 'Lead=owner'", "a register, and what a column of it is"),
    ("tracker import next.txt --carry", "what it says again goes on from the older items"),
    ("pbpaste | tracker import - --dry-run", "a paste"),
)
TAKES = (
    Argument(
        "files",
        "FILE...",
        "Reports, or their marked text; - reads a paste.",
        "files",
        True,
        dash="file",
    ),
    Option("--mark", "", "Correct its marks in your editor first: tracker help marks."),
    Option("--all", "", "List every item; with --mark: every line.", dest="whole"),
    Option(
        "-o --output",
        "FILE",
        "With --mark: write NAME.marks.txt, and stop; - prints it.",
        "files",
        "output",
        type=AsPath,
        dest="file",
        dash="own output",
    ),
    Option("--explain", "", "Print every line with its mark, and stop."),
    Option("--keep", "", "Keep the file itself in the plan too."),
    Option(
        "--map",
        "NAME=FIELD,...",
        "What a register's columns and words are; @NAME is a saved map.",
        repeated=True,
        dest="columns",
    ),
    Option("--save-map", "NAME", "Keep what --map says, for the next: --map @NAME."),
    Option("--sheet", "NAME", "This sheet of a workbook alone.", repeated=True, dest="sheets"),
    Option("--inspection", "ID", "The inspection it is about, or new.", "inspections"),
    Option("--carry", "", "Carry forward what earlier inspections had."),
    Option("--no-carry", "", "Don't, and don't ask."),
    *(options.YES, options.DRY_RUN, options.BY, options.STORE),
    *options.DRAWING,
)
Thing = TypeVar("Thing")
Value = TypeVar("Value")
Failures = list[tuple[str, TrackerError]]
_STANDARD: Final = "-"


def run(
    session: Session,
    output: Output,
    entry: EntryOptions,
    files: Words,
    mark: bool,
    whole: bool,
    explain: bool,
    keep: bool,
    columns: Words,
    save_map: str | None,
    sheets: Words,
    inspection: str | None,
    carry: bool,
    no_carry: bool,
) -> int:
    """Reads published reports into the plan, each after a preview.

    What people changed since the last import is kept. The same report twice changes nothing.
    Items that repeat an earlier inspection's are shown; carried forward, they take on its owner,
    board, tags, open steps and dates, and an old item that is still open is superseded.
    """
    _refuse_two_answers(output, len(files), mark, explain, carry, no_carry)
    if explain or output.file is not None:
        return _print_marks(session, output, files, explain, columns, sheets)
    session.check()
    choices = choices_of(columns, sheets, lambda: session.settings.maps)
    if save_map is not None and not entry.dry_run:
        keep_map(session, save_map, choices)
    failed: Failures = []
    sources = _each(files, str, failed, lambda name: _opened(session, name))
    if mark:
        sources = _each(sources, _name, failed, lambda one: _edited(session, one, whole, choices))
    request = ImportRequest(
        *(inspection, carry, not (carry or no_carry), keep),
        choices=choices,
        lists_items=whole and not mark,
    )
    if can_ask() and not (entry.yes or entry.dry_run):
        _each(
            sources, _name, failed, lambda one: import_with_prompts(session, output, one, request)
        )
    else:
        with _without_collecting():
            _import_with_yes(session, output, entry, sources, request, failed)
    for _, fault in failed:
        _say_fault(fault)
    return max((fault.code for _, fault in failed), default=0)


def _refuse_two_answers(
    output: Output, number: int, mark: bool, explain: bool, carry: bool, no_carry: bool
) -> None:
    if carry and no_carry:
        raise UsageError("--carry and --no-carry are two answers", "leave one of them out")
    if output.file is not None and not mark:
        raise UsageError(
            "-o is for marked text", "write it with: tracker import FILE --mark -o NAME.marks.txt"
        )
    if explain and output.file is not None:
        raise UsageError("--explain prints, and -o writes", "leave one of them out")
    if output.json and (explain or output.file is not None):
        raise UsageError(
            "lines with their marks are text, and have no JSON",
            "leave --json out; what a report would bring: tracker import FILE --dry-run --json",
        )
    if output.file is not None and number > 1:
        raise UsageError("-o takes one document at a time", "name one file")


def _name(source: SourceFile) -> str:
    return source.name


def _each(
    things: Sequence[Thing],
    name: Callable[[Thing], str],
    failed: Failures,
    call: Callable[[Thing], Value],
) -> list[Value]:
    """Call with each of them; of several, one that can't be taken is put by, the others go on."""
    values: list[Value] = []
    for thing in things:
        try:
            values.append(call(thing))
        except InputError as fault:
            if len(things) == 1 and not failed:
                raise
            failed.append((name(thing), fault))
    return values


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave circles of objects to the end of the process.

    A long register is millions of small objects that stay; to look for circles among them again
    and again takes a sixth of the time, and frees nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import_with_yes(
    session: Session,
    output: Output,
    entry: EntryOptions,
    sources: Sequence[SourceFile],
    request: ImportRequest,
    failed: Failures,
) -> None:
    """Show what documents bring and, with --yes, write it; each is seen after those before it."""
    planned = _planned(session, entry, sources, request, failed)
    writing = [one for one in planned if not one.preview.writes_nothing]
    if writing and not (entry.yes or entry.dry_run):
        for one in writing:
            say_where_marks_are(one)
        sizes = " and ".join(map(size_of, writing))
        ask("", f"{sizes} would be written")  # it raises: nobody can be asked
    shown = [(one, False) for one in planned]
    if entry.yes and not entry.dry_run:
        shown = _written(session, planned, request)
    show_imports(output, shown, failed, lists_items=request.lists_items)
    for one, was_written in shown:
        if not one.preview.parts:
            say_nothing_to_track(one)
        elif was_written:
            say_written(session, one, request)
        else:
            say(NOTHING_NEW if one.preview.writes_nothing else "nothing was written (--dry-run)")
            say_where_marks_are(one)
            say_left_open(one, request)
            if not output.json:
                say_how_to_list(one, request)


def _written(
    session: Session, planned: Sequence[PlannedImport], request: ImportRequest
) -> list[tuple[PlannedImport, bool]]:
    """Write documents one after the other; each comes with whether there was something to write.

    Where one can't be written those before it are named, and the fault is raised.
    """
    done: list[tuple[PlannedImport, bool]] = []
    for one in planned:
        if one.preview.writes_nothing:
            done.append((one, False))
            continue
        try:
            done.append((write_import(session, one, request, was_shown=False), True))
        except TrackerError:
            for before, was_written in done:
                if was_written:
                    say_written(session, before, request)
            raise
    return done


def _planned(
    session: Session,
    entry: EntryOptions,
    sources: Sequence[SourceFile],
    request: ImportRequest,
    failed: Failures,
) -> list[PlannedImport]:
    known = read_known_plan(session)

    def plan_one(source: SourceFile) -> PlannedImport:
        nonlocal known
        planned = plan_source(known, source, request, session.stamp(), session.today)
        if entry.yes and not entry.dry_run:
            refuse_doubles(planned)
            refuse_unknown_words(planned)
        known = known._replace(plan=planned.after)
        return planned

    return _each(sources, _name, failed, plan_one)


def _edited(session: Session, source: SourceFile, whole: bool, choices: TableChoices) -> SourceFile:
    """The document with its marks as the person left them in the editor."""
    settings = session.settings
    before = marks_of(source, settings, choices)
    marks = edit_marks(before, source.origin, remarks_of(source, before, settings), whole)
    if marks == before:
        return source
    origin = corrected_now(source.origin, session.today, session.person)
    return source._replace(marks=marks, origin=origin, edited=True)


def _opened(session: Session, name: str) -> SourceFile:
    """A document; a file of marked text is what somebody made of its document by hand."""
    source = read_source(name, session.folder)
    if source.document is not None or source.origin.corrected:
        return source
    origin = corrected_now(source.origin, session.today, session.person)
    return source._replace(origin=origin)


def _print_marks(
    session: Session, output: Output, files: Words, explain: bool, columns: Words, sheets: Words
) -> int:
    """Print documents with their marks in the margin, or write them as marked text; no plan needed.

    What the plan calls its frameworks is used where there is one.
    """
    try:
        folder = session.folder
        settings = session.settings
    except InputError:
        folder, settings = None, Plan()
    choices = choices_of(columns, sheets, lambda: settings.maps)
    for name in files:
        source = read_source(name, folder)
        marks = marks_of(source, settings, choices)
        remarks = remarks_of(source, marks, settings)
        if explain:
            write("\n".join(marked_lines(marks, remarks)) + "\n")
        elif str(output.file) == _STANDARD:
            write_data(marked_text(marks, source.origin, remarks))
        elif output.file is not None:
            file = output.file
            if output.in_folder:
                file = file_in(file, f"{stem_of(Path(name).stem)}.marks.txt")
            export(file, marked_text(marks, source.origin, remarks).encode())
            say(f"wrote {file}; correct it, then: tracker import {file}")
    return 0


def _say_fault(fault: TrackerError) -> None:
    lines = [f"tracker: {fault.message}", *(f"  {line}" for line in getattr(fault, "excerpt", ()))]
    say("\n".join([*lines, fault.hint]))

"""The import of one document on a terminal: its preview, the keys, the questions, writing."""

from __future__ import annotations

from hmic_tracker.commands.import_planning import (
    ImportRequest,
    PlannedImport,
    corrected_now,
    plan_source,
)
from hmic_tracker.commands.import_questions import ask_questions
from hmic_tracker.commands.import_reading import remarks_of
from hmic_tracker.commands.import_writing import (
    NOTHING_NEW,
    read_known_plan,
    say_left_open,
    say_nothing_to_track,
    say_where_marks_are,
    say_written,
    show_imports,
    write_import,
)
from hmic_tracker.commands.marks_editor import edit_marks
from hmic_tracker.commands.output import ask, say, show_in_pager, write_message
from hmic_tracker.commands.prompts import ask_key, render_options, show_page
from hmic_tracker.commands.terminal_input import EndOfInputError
from hmic_tracker.documents.marked_text import marked_lines
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.views.importing import new_items_page

if TYPE_CHECKING:
    from hmic_tracker.commands.import_files import SourceFile
    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.render.formats import RenderOptions

_LEFT: Final = "nothing was written"
_WORDS: Final = {"y": "write", "l": "list", "x": "lines", "m": "correct", "n": "leave"}


def import_with_prompts(
    session: Session, output: Output, source: SourceFile, request: ImportRequest
) -> None:
    """Show what a document brings, and do what the person's keys say, until they write or leave."""
    options = render_options(output.width, output.color)
    planned = _plan(session, source, request)
    while True:
        if not planned.preview.parts:
            say_nothing_to_track(planned)
            return
        page = output._replace(json=False)
        show_imports(page, [(planned, False)], keys=True, lists_items=request.lists_items)
        if planned.preview.writes_nothing:
            break
        word = _look_around(options, planned)
        if word == "write":
            break
        if word != "correct":
            say(_LEFT)
            say_where_marks_are(planned)
            return
        planned = _plan(session, _corrected(session, planned), request)
    _finish(session, output, planned, request)


def _plan(session: Session, source: SourceFile, request: ImportRequest) -> PlannedImport:
    known = read_known_plan(session)
    return plan_source(known, source, request, session.stamp(), session.today)


def _prompt(number: int, width: int) -> str:
    """The keys as they are offered, on as many lines as the terminal needs."""
    keys = ("y write", f"l list all {number}", "x see every line, marked", "m correct", "n leave >")
    lines = [keys[0]]
    for key in keys[1:]:
        if len(lines[-1]) + len(key) + 3 < width:
            lines[-1] += f"   {key}"
        else:
            lines.append(key)
    return "\n".join(lines)


def _look_around(options: RenderOptions, planned: PlannedImport) -> str:
    """Show lists and lines as keys ask for them; return the key's word that ends that."""
    prompt = _prompt(planned.preview.number_of_items, options.width)
    while True:
        try:
            word = ask_key(options, prompt, _WORDS, fresh=True)
        except EndOfInputError:
            return "leave"
        if word == "list":
            show_page(options, new_items_page(planned.preview))
        elif word == "lines":
            text = "\n".join(marked_lines(planned.marks)) + "\n"
            if not show_in_pager(text):
                write_message(text)
        else:
            return word or "leave"


def _corrected(session: Session, planned: PlannedImport) -> SourceFile:
    """The document with its marks as the person leaves them in the editor."""
    source, before = planned.source, planned.marks
    remarks = remarks_of(source, before, session.settings)
    marks = edit_marks(before, source.origin, remarks, whole=False)
    if marks == before:
        return source
    origin = corrected_now(source.origin, session.today, session.person)
    return source._replace(marks=marks, origin=origin, edited=True)


def _answered(
    session: Session, output: Output, planned: PlannedImport, request: ImportRequest
) -> ImportRequest:
    """Ask the document's questions; answers that open further ones are followed by those."""
    options = render_options(output.width, output.color)
    seen: set[object] = set()

    def read_day(typed: str) -> str:
        return session.entered_due(typed, looks_back=True)

    while True:
        answers = request.answers
        for part in planned.preview.parts:
            fresh = [one for one in part.questions if one not in seen]
            seen |= set(fresh)
            answers = ask_questions(options, part.nth, fresh, answers, read_day)
        if answers == request.answers:
            return request
        request = request._replace(answers=answers)
        planned = _plan(session, planned.source, request)


def _finish(
    session: Session, output: Output, planned: PlannedImport, request: ImportRequest
) -> None:
    """Ask what is left to decide, and write."""
    try:
        request = _answered(session, output, planned, request)
    except EndOfInputError:
        say(_LEFT)
        say_where_marks_are(planned)
        return
    planned = _plan(session, planned.source, request)
    nothing = planned.preview.writes_nothing
    if nothing:
        say(NOTHING_NEW)
    left = planned.repeats if request.asks_to_carry else 0
    if left and ask(f"Carry {plural(left, 'item')} forward?", ""):
        request = request._replace(carries=True, asks_to_carry=False)
        planned = _plan(session, planned.source, request)
    elif nothing:
        if left:
            say(_LEFT)
        else:
            say_left_open(planned, request)
        return
    written = write_import(session, planned, request, was_shown=True)
    if output.json:
        show_imports(output, [(written, True)])
    say_written(session, written, request)

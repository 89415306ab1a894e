"""`tracker receive FILE…`."""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.commands import options
from hmic_tracker.commands.options import Argument, AsPath, EntryOptions, Option, Output, Words
from hmic_tracker.commands.output import ask, emit, report_damage, say
from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.documents.answers.returned_files import ReturnedFile
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.receiving import ReceivedFile

EXAMPLES = (
    ("tracker receive answers.xlsx", "a lead's workbook: what it changes, then a key"),
    ("tracker receive 'RE 12 overdue.msg'", "a mail, with a workbook or a line an item"),
    ("tracker receive Downloads/answers --dry-run", "a folder of them; nothing is written"),
    ("tracker receive deputy.eml --for 'Head of CID'", "whoever sent it"),
)
TAKES = (
    Argument(
        "files",
        "FILE...",
        "Workbooks, CSV, mails (.eml, .msg), or folders of them; - for a mail that is piped in.",
        "files",
        repeated=True,
        dash="file",
    ),
    Option("--for", "POST", "Whose answers they are, whoever sent them.", "owners", dest="post"),
    Option(
        "-o --output",
        "FOLDER",
        "Where receipts go: receipts.",
        "folders",
        type=AsPath,
        dest="folder",
    ),
    *(options.YES, options.DRY_RUN, options.ON, options.BY, options.STORE),
    *options.DRAWING,
)


class _Request(NamedTuple):
    """What was asked for: whose answers, where receipts go, and whether anybody can be asked."""

    entry: EntryOptions
    post: str | None
    folder: Path
    can_ask: bool


class _Done(NamedTuple):
    """A file that was looked at, and whether something of it was written."""

    file: ReceivedFile
    is_written: bool = False


def run(
    session: Session,
    output: Output,
    entry: EntryOptions,
    files: Words,
    post: str | None,
    folder: Path | None,
) -> int:
    """Takes in what leads send back: workbooks, mails, or lines in a mail.

    What is answered and was not changed here since is taken with one key; what was is shown as
    sent, answered and now, and decided row by row. Completed is done, never verified; a new date
    is a request; words are an internal note. Each file is one step for undo.
    """
    from hmic_tracker.commands.output import can_ask
    from hmic_tracker.commands.receive_planning import files_in, name_of
    from hmic_tracker.commands.receive_writing import say_left
    from hmic_tracker.commands.sending_log import damaged_sendings
    from hmic_tracker.render.to_json.receiving import received_object

    session.check()
    owner = _post(session, post)
    asks = can_ask() and not (entry.dry_run or output.json)
    request = _Request(entry, owner, folder or Path("receipts"), asks)
    paths, left_out = files_in(files)
    if left_out:
        say(f"left out, no answers in such files: {', '.join(left_out[:5])}")
    done: list[_Done] = []
    failed: list[tuple[str, InputError]] = []
    for path in paths:
        try:
            done += _receive(session, output, request, path)
        except InputError as fault:
            if len(paths) == 1:
                raise
            failed.append((name_of(path), fault))
    if output.json:
        faults = [(name, error.message, error.hint) for name, error in failed]
        pairs = [(one.file, one.is_written) for one in done]
        emit(output, lambda _: (), lambda: received_object(pairs, faults, session.today))
    for _, error in failed:
        say(f"tracker: {error.message}\n{error.hint}")
    left = [one.file for one in done if one.file.undecided or one.file.doubts]
    damage = report_damage(damaged_sendings(session.folder))
    if left and not asks and not entry.dry_run:
        say_left(left)
        return ConflictError.code
    return max((error.code for _, error in failed), default=damage)


def _post(session: Session, typed: str | None) -> str | None:
    """The post that --for names, as the plan writes it; raises NotFoundError."""
    if typed is None:
        return None
    from hmic_tracker.reports.reminders import owners_named

    return owners_named(session.read_plan(), typed)[0]


def _receive(session: Session, output: Output, request: _Request, path: Path) -> list[_Done]:
    """Take in a file: what came back in it, one after the other."""
    from hmic_tracker.commands.import_writing import read_known_plan
    from hmic_tracker.commands.receive_planning import name_of, plan_file, read_file

    done: list[_Done] = []
    remarks: list[str] = []
    for part in read_file(path):
        plan = read_known_plan(session).plan
        planned = plan_file(session, plan, part, request.post)
        if planned is None:
            remarks += part.remarks
            continue
        done.append(_receive_part(session, output, request, path, part, planned, plan))
    if not done:
        raise InputError(
            "; ".join([f"{name_of(path)} answers for no item", *remarks]),
            "an answer is a workbook, or a line an item: REC-5: in 28 of 32 boroughs",
        )
    return done


def _receive_part(
    session: Session,
    output: Output,
    request: _Request,
    path: Path,
    part: ReturnedFile,
    planned: ReceivedFile,
    plan: Plan,
) -> _Done:
    """Show what a workbook or a mail's text would change, ask what is to ask, and write."""
    from hmic_tracker.commands.receive_prompts import decide, settle_doubts, wants_to_write
    from hmic_tracker.commands.receive_writing import say_written, write_receipt, write_received
    from hmic_tracker.render.views.receiving import received_page

    entry = request.entry
    if not output.json:
        emit(output, lambda _: received_page(planned, session.person), dict)
    if request.can_ask:
        settled = settle_doubts(output, planned)
        if settled is None:
            say("nothing was written")
            return _Done(planned)
        planned = decide(output, settled)
    if entry.dry_run:
        say("nothing was written (--dry-run)")
        return _Done(planned)
    if planned.doubts:
        return _Done(planned)
    if not planned.writings:
        say(f"nothing to write of {planned.name}")
        return _Done(planned)
    if request.can_ask and not entry.yes and not wants_to_write(output, planned):
        say("nothing was written")
        return _Done(planned)
    if not request.can_ask and not entry.yes:
        from hmic_tracker.commands.receive_planning import size_of

        ask("", f"{size_of(planned)} would be written")  # it raises: nobody can be asked
    written = write_received(session, part, planned, request.post, _stamp(session, planned))
    receipt = write_receipt(session, written, plan, request.folder)
    say_written(written, path, receipt)
    return _Done(written, is_written=True)


def _stamp(session: Session, one: ReceivedFile) -> Stamp:
    """The stamp of answers: the post's own words, typed in by whoever receives them."""
    stamp = session.stamp()
    return stamp if session.is_by_named else stamp._replace(by=one.sending.owner)

"""`tracker undo`, and `tracker undo --redo`, which takes an undo back."""

from __future__ import annotations

from datetime import date
from functools import partial

from hmic_tracker.commands.options import BY, DRY_RUN, JSON, STORE, YES, EntryOptions, Option
from hmic_tracker.commands.output import ask, can_ask, say, write_json
from hmic_tracker.commands.undo_messages import (
    UndoOutcome,
    alike_lines,
    cautions_of,
    nothing_left_error,
    outcome_lines,
    refused_error,
    size_text,
    touched,
    undoable_error,
)
from hmic_tracker.errors import ConflictError, NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.kept_ops import (
    KeptChoice,
    PlanFiles,
    kept_op,
    op_to_redo,
    op_to_undo,
    people_of,
)
from hmic_tracker.store.kept_reads import reads_kept
from hmic_tracker.store.paths import has_exchanges
from hmic_tracker.store.undo_plan import UndoPlan, plan_undo, save_undo

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.store.operations import Op

EXAMPLES = (
    ("tracker undo", "takes the last command back"),
    ("tracker undo --dry-run", "what it would do, and what it can't"),
    ("tracker undo --redo", "takes the last undo back"),
)
TAKES = (
    Option("--redo", "", "Take the last undo back."),
    *(YES, DRY_RUN, BY, STORE, JSON),
)


def run(session: Session, entry: EntryOptions, redo: bool) -> int:
    """Takes back the newest command not yet undone; the history says so.

    Items that it changed go back by an entry, files that it made are removed if untouched since.
    Edits by hand are not undone. Again and it goes one command further back; --redo takes an undo
    back as long as no other command came after it. What the files no longer have is named and
    passed over, and so is what others have by now, such as a recorded paper: what came before it is
    asked about then. So is what somebody else entered, or what is older than a day.
    """
    stamp = session.stamp()
    with reads_kept():
        choice, plan = _look(session, stamp, redo)
    if plan is None:
        if fault := nothing_left_error(choice, redo):
            raise fault
        say("nothing to redo" if redo else "nothing to undo")
        return 0
    if not plan.writes:
        raise undoable_error(plan)
    outcome = UndoOutcome(plan, _command_of(session, plan), choice, _names(session, plan))
    if not entry.dry_run and not (entry.yes or _agreed(outcome, stamp)):
        say("nothing was written")
        return 0
    if not entry.dry_run:
        outcome = outcome._replace(plan=_write(session, outcome.plan.op, stamp, redo), written=True)
    _report(outcome, stamp, session.today, entry.json)
    if entry.dry_run:
        say("nothing was written")
    return 0


def take_back(session: Session, op_id: str) -> list[str]:
    """Take one command back as `undo` does the newest; what became of it, in few lines.

    Raises NotFoundError where nothing of it can be taken back, or it is kept no more.
    """
    stamp = session.stamp()
    with session.writing():
        op = kept_op(session.folder, op_id)
        if op is None:
            raise NotFoundError("that command is kept no more", "see: tracker history")
        shared = partial(_is_shared, session)
        plan = plan_undo(PlanFiles(session.folder), op, session.today, stamp, shared)
        if not plan.writes:
            raise undoable_error(plan)
        save_undo(session.folder, plan, stamp)
    outcome = UndoOutcome(plan, op, KeptChoice(op), _names(session, plan), written=True)
    return alike_lines(outcome)


def _names(session: Session, plan: UndoPlan) -> dict[str, str]:
    """The names of frameworks, where more than items is taken back."""
    return {one.slug: one.name for one in session.settings.frameworks} if plan.records else {}


def _look(session: Session, stamp: Stamp, redo: bool) -> tuple[KeptChoice, UndoPlan | None]:
    """What is to be taken back as the files are now, and what that would do."""
    files = PlanFiles(session.folder)
    shared = partial(_is_shared, session)
    choice = op_to_redo(files) if redo else op_to_undo(files, shared)
    if choice.op is None:
        return choice, None
    plan = plan_undo(files, choice.op, session.today, stamp, shared)
    return choice, plan


def _is_shared(session: Session, path: str) -> bool:
    """Whether others have a file, by an exchange."""
    if not has_exchanges(session.folder):
        return False
    from hmic_tracker.syncing.shared import is_exchanged

    return is_exchanged(session.folder, path)


def _command_of(session: Session, plan: UndoPlan) -> Op:
    """The command that is undone or done again; an undo itself where it is kept no more."""
    return (kept_op(session.folder, plan.subject) if plan.is_redo else None) or plan.op


def _agreed(outcome: UndoOutcome, stamp: Stamp) -> bool:
    """Whether nobody has to be asked, or somebody was and said yes; raises UsageError."""
    cautions = cautions_of(outcome, stamp)
    many = touched(outcome.plan)
    if not cautions and not outcome.plan.problems and sum(many) < 2:
        return True
    if not can_ask():
        raise refused_error(outcome, stamp)
    say("\n".join(outcome_lines(outcome, stamp)))
    word = "Redo" if outcome.plan.is_redo else "Undo"
    return ask(f"{word} this ({size_text(many)})?", f"{size_text(many)} would change")


def _write(session: Session, op: Op, stamp: Stamp, redo: bool) -> UndoPlan:
    """Look afresh under the lock, and write it; raises ConflictError where it is another op now."""
    with session.writing():
        _, plan = _look(session, stamp, redo)
        if plan is None or plan.op.id != op.id:
            raise ConflictError(
                "another command came in between",
                f"look at it with: tracker undo {'--redo ' if redo else ''}--dry-run",
            )
        save_undo(session.folder, plan, stamp)
    return plan


def _report(outcome: UndoOutcome, stamp: Stamp, day: date, json: bool) -> None:
    if not json:
        say("\n".join(outcome_lines(outcome, stamp)))
        return
    from hmic_tracker.render.to_json.changes import undo_object

    plan, command = outcome.plan, outcome.command
    value = undo_object(
        as_of=day,
        op=plan.subject,
        command=command.command,
        by=next(iter(people_of(plan.op)), None),
        recorded=plan.op.recorded,
        redo=plan.is_redo,
        written=outcome.written,
        changed=((one.item.id, one.changes) for one in plan.changed),
        removed=plan.removed,
        created=plan.created,
        restored=plan.restored,
        problems=plan.problems,
        passed_over=((one.op.id, one.op.command, one.why) for one in outcome.choice.passed_over),
    )
    write_json(value)

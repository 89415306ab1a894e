"""`tracker undo`."""

from pathlib import Path, PurePosixPath

from hmic_tracker.commands.options import BY, DRY_RUN, JSON, STORE, YES, EntryOptions
from hmic_tracker.commands.output import ask, say, write_json
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.store.paths import ITEMS
from hmic_tracker.store.undo_plan import UndoPlan, newest_op, plan_undo
from hmic_tracker.store.writing import save

EXAMPLES = (
    ("tracker undo", "takes the last command back"),
    ("tracker undo --dry-run", "what it would do, and what it can't"),
)


TAKES = (YES, DRY_RUN, BY, STORE, JSON)


def run(session: Session, entry: EntryOptions) -> int:
    """Takes back the newest command not yet undone; the history says so.

    Items that it changed go back by an entry, files that it made are removed if untouched since.
    Edits by hand are not undone. Again and it goes one command further back.
    """
    folder, day = session.folder, session.today
    op, unreadable = newest_op(folder)
    for name in unreadable:
        say(f"take note: .tracker/ops/{name} can't be read and is passed over")
    if op is None:
        say("nothing to undo")
        return 0
    stamp = session.stamp()
    plan = plan_undo(folder, op, day, stamp)
    lines = _lines(plan, done=False)
    if entry.dry_run or not plan.writes:
        _report(entry, plan, lines, written=False)
        say("nothing was written" if entry.dry_run else "nothing of it can be undone")
        return 0
    number = len(plan.changed) + len(plan.removed)
    if (number > 1 or plan.problems) and not entry.yes:
        touched = plural(number, "item")
        say("\n".join(lines))
        if not ask(f"Undo this ({touched})?", f"{touched} would change"):
            say("nothing was written")
            return 0
    with session.writing():
        again, _ = newest_op(folder)
        if again is None or again.id != op.id:
            raise ConflictError(
                "another command came in between", "look at it with: tracker undo --dry-run"
            )
        plan = plan_undo(folder, op, day, stamp)
        save(folder, plan.writes, stamp, "undo", undoes=op.id)
    _report(entry, plan, _lines(plan, done=True), written=True)
    return 0


def _lines(plan: UndoPlan, done: bool) -> list[str]:
    would = "" if done else "would be "
    when = plan.op.recorded[:16].replace("T", " ")
    lines = [f"undo of {plan.op.command} ({plan.op.id}, {when} UTC)"]
    for one in plan.changed:
        changes = ", ".join(changes_text(one.changes))
        lines.append(f"{one.item.id}: {changes or 'its note is marked as undone'}")
    gone = [PurePosixPath(path).stem for path in plan.removed if path.startswith(f"{ITEMS}/")]
    if gone:
        lines.append(f"{would}removed: {format_id_ranges(gone)}")
    others = [path for path in plan.removed if not path.startswith(f"{ITEMS}/")]
    lines += [f"{would}removed: {path}" for path in others]
    lines += [f"{would}restored: {path}" for path in plan.restored]
    lines += [f"not undone: {problem}" for problem in plan.problems]
    return lines


def _report(entry: EntryOptions, plan: UndoPlan, lines: list[str], written: bool) -> None:
    if not entry.json:
        say("\n".join(lines))
        return
    from hmic_tracker.render.to_json.changes import undo_object

    value = undo_object(
        op=plan.op.id,
        command=plan.op.command,
        written=written,
        changed=((one.item.id, one.changes) for one in plan.changed),
        removed=[str(Path(path)) for path in plan.removed],
        restored=plan.restored,
        problems=plan.problems,
    )
    write_json(value)

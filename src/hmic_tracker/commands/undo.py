"""`tracker undo`."""

from pathlib import Path, PurePosixPath

from hmic_tracker.commands import options
from hmic_tracker.commands.output import ask, say, write
from hmic_tracker.commands.session import folder_of, new_stamp, today
from hmic_tracker.domain.ids import spans
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError
from hmic_tracker.render.views.entries import changes_text
from hmic_tracker.store.folder import ITEMS
from hmic_tracker.store.undoing import UndoPlan, newest_op, plan_undo
from hmic_tracker.store.writing import save, writing

EXAMPLES = (
    ("tracker undo", "takes the last command back"),
    ("tracker undo --dry-run", "what it would do, and what it can't"),
)


def run(
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    by: options.By = None,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Takes back the newest command not yet undone; the history says so.

    Items that it changed go back by an entry, files that it made are removed if untouched since.
    Edits by hand are not undone. Again and it goes one command further back.
    """
    folder, day = folder_of(store), today()
    op = newest_op(folder)
    if op is None:
        say("nothing to undo")
        return 0
    stamp = new_stamp(by)
    found = plan_undo(folder, op, day, stamp)
    lines = _lines(found, done=False)
    if dry_run or not found.writes:
        _tell(json, found, lines, written=False)
        say("nothing was written" if dry_run else "nothing of it can be undone")
        return 0
    touched = len(found.changed) + len(found.removed)
    if (touched > 1 or found.problems) and not yes:
        say("\n".join(lines))
        if not ask(
            f"Undo this ({plural(touched, 'item')})?", f"{plural(touched, 'item')} would change"
        ):
            say("nothing was written")
            return 0
    with writing(folder):
        again = newest_op(folder)
        if again is None or again.id != op.id:
            raise ConflictError(
                "another command came in between", "look at it with: tracker undo --dry-run"
            )
        found = plan_undo(folder, op, day, stamp)
        save(folder, found.writes, stamp, "undo", undoes=op.id)
    _tell(json, found, _lines(found, done=True), written=True)
    return 0


def _lines(found: UndoPlan, done: bool) -> list[str]:
    would = "" if done else "would be "
    when = found.op.recorded[:16].replace("T", " ")
    lines = [f"undo of {found.op.command} ({found.op.id}, {when} UTC)"]
    for one in found.changed:
        said = ", ".join(changes_text(one.changes))
        lines.append(f"{one.item.id}: {said or 'its note is marked as undone'}")
    gone = [PurePosixPath(path).stem for path in found.removed if path.startswith(f"{ITEMS}/")]
    if gone:
        lines.append(f"{would}removed: {spans(gone)}")
    others = [path for path in found.removed if not path.startswith(f"{ITEMS}/")]
    lines += [f"{would}removed: {path}" for path in others]
    lines += [f"{would}restored: {path}" for path in found.restored]
    lines += [f"not undone: {problem}" for problem in found.problems]
    return lines


def _tell(json: bool, found: UndoPlan, lines: list[str], written: bool) -> None:
    if not json:
        say("\n".join(lines))
        return
    from hmic_tracker.render.to_json import dump
    from hmic_tracker.render.to_json.changes import undo_object

    value = undo_object(
        op=found.op.id,
        command=found.op.command,
        written=written,
        changed=((one.item.id, one.changes) for one in found.changed),
        removed=[str(Path(path)) for path in found.removed],
        restored=found.restored,
        problems=found.problems,
    )
    write(dump(value))

"""What `undo` says: which command it is, what becomes of it, and why to think twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.inspection_words import changes_words
from hmic_tracker.domain.items import ANSWERED_COUNT, EVIDENCE_WANTED
from hmic_tracker.domain.settings_fields import table_names
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.render.views.settings_changes import settings_texts
from hmic_tracker.store.kept_ops import WITH_OTHERS, KeptChoice, PassedOver, people_of
from hmic_tracker.store.paths import ITEMS, PRIVATE, SETTINGS

if TYPE_CHECKING:
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.store.operations import Op
    from hmic_tracker.store.undo_plan import RestoredRecord, UndoPlan

_MOST_NAMED: Final = 3
"""So many are named one by one."""
CORRECT: Final = "correct"
_COMMANDS: Final = {
    "updated": "update",
    "verified": "verify",
    "rejected": "verify",
    "closed": "close",
    "reopened": "reopen",
    EVIDENCE_WANTED: "evidence ask",
    ANSWERED_COUNT: "update",
}
"""The command that gives an op its event as a name; the others have their command's."""
_A_DAY: Final = timedelta(days=1)


class UndoOutcome(NamedTuple):
    """What is taken back, the command that this is about, and what was passed over before.

    `frameworks` are their names by slug.
    """

    plan: UndoPlan
    command: Op
    choice: KeptChoice
    frameworks: Mapping[str, str]
    written: bool = False


class Touched(NamedTuple):
    """How many items and how many other files change, go or come."""

    items: int
    files: int


def touched(plan: UndoPlan) -> Touched:
    """How much of a plan would change."""
    paths = [*plan.removed, *plan.created, *plan.restored]
    items = sum(path.startswith(f"{ITEMS}/") for path in paths)
    return Touched(len(plan.changed) + items, len(paths) - items)


def size_text(many: Touched) -> str:
    """ "1 file and 2 items"."""
    counts = [(many.files, "file"), (many.items, "item")]
    return " and ".join(plural(n, word) for n, word in counts if n) or "nothing"


def outcome_lines(outcome: UndoOutcome, stamp: Stamp) -> list[str]:
    """What was passed over, what is taken back, and what becomes of each file."""
    plan, word = outcome.plan, "redo" if outcome.plan.is_redo else "undo"
    would = "" if outcome.written else "would be "
    lines = [*passed_over_lines(outcome.choice), f"{word} of {_headed(outcome.command)}"]
    if not outcome.written:
        lines += [f"take note: {caution}" for caution in cautions_of(outcome, stamp)]
    bare = "its note stands again" if plan.is_redo else "its note is marked as undone"
    bare = _bare_text(outcome, bare)
    lines += [f"{c.item.id}: {', '.join(changes_text(c.changes)) or bare}" for c in plan.changed]
    lines += _file_lines(f"{would}removed", plan.removed)
    lines += _file_lines(f"{would}there again", plan.created)
    whole = [path for path in plan.restored if path not in {one.path for one in plan.records}]
    lines += [f"{would}restored: {path}" for path in whole]
    lines += [f"{one.path}: {_record_text(one, outcome)}" for one in plan.records]
    return [*lines, *(f"not {word}ne: {problem}" for problem in _together(plan.problems))]


def alike_lines(outcome: UndoOutcome) -> list[str]:
    """What was taken back of items, the same of several in one line."""
    ids: dict[str, list[str]] = {}
    for one in outcome.plan.changed:
        text = ", ".join(changes_text(one.changes)) or "its note is marked as undone"
        ids.setdefault(text, []).append(one.item.id)
    lines = [f"undo of {_headed(outcome.command)}"]
    lines += [f"{format_id_ranges(mine)}: {text}" for text, mine in ids.items()]
    return [*lines, *(f"not undone: {problem}" for problem in _together(outcome.plan.problems))]


def _together(problems: Sequence[str]) -> list[str]:
    """What can't be undone, the same of several items in one line."""
    ids: dict[str, list[str]] = {}
    for problem in problems:
        of, colon, why = problem.partition(": ")
        is_item = bool(colon) and of.rpartition("-")[0].isupper()
        ids.setdefault(why if is_item else problem, []).extend([of] if is_item else [])
    return [f"{format_id_ranges(own)}: {why}" if own else why for why, own in ids.items()]


def _bare_text(outcome: UndoOutcome, otherwise: str) -> str:
    """What becomes of an entry that changed no field: one that corrects another, or a note."""
    if outcome.command.command == CORRECT:
        is_redo = outcome.plan.is_redo
        return "it is corrected again" if is_redo else "what was corrected is as it was entered"
    return otherwise


def _record_text(one: RestoredRecord, outcome: UndoOutcome) -> str:
    """What goes back in a file that is no item's."""
    if one.path == SETTINGS:
        texts = settings_texts(one.changes, table_names(one.fields))
    else:
        texts = changes_words(one.changes, outcome.frameworks)
    stays = any(problem.startswith(one.path) for problem in outcome.plan.problems)
    bare = "what it changed stays" if stays else "its entry is marked as undone"
    return "; ".join(texts) or _bare_text(outcome, bare)


def passed_over_lines(choice: KeptChoice) -> list[str]:
    """The kept commands that are not what is taken back, and why: the newest few, and how many."""
    lines = [f"take note: {_unreadable(name)} and is passed over" for name in choice.unreadable]
    lines += [f"passed over: {_passed_over(one)}" for one in choice.passed_over[:_MOST_NAMED]]
    if (more := len(choice.passed_over) - _MOST_NAMED) > 0:
        lines.append(f"passed over as well: {plural(more, 'older command')}")
    return lines


def cautions_of(outcome: UndoOutcome, stamp: Stamp) -> list[str]:
    """Why a person should be asked: it isn't the newest, not their own, or was days ago."""
    op, over = outcome.plan.op, outcome.choice.passed_over
    last = next((one.op for one in over if one.why == WITH_OTHERS), None)
    cautions = [f"it came before {_described(last)}, which stays"] if last else []
    people = people_of(op)
    what = "its undo" if op.undoes else "it"
    if people and folded(stamp.by) not in map(folded, people):
        cautions.append(f"{what} was entered by {people[0]}, not by {stamp.by}")
    age = _age(op.recorded, stamp.recorded)
    if age is None:
        cautions.append(f"{what} doesn't say when it was entered")
    elif age > _A_DAY:
        cautions.append(f"{what} was entered {plural(age.days, 'day')} ago")
    return cautions


def refused_error(outcome: UndoOutcome, stamp: Stamp) -> UsageError:
    """The error where somebody should be asked, and nobody can be."""
    many = f"{size_text(touched(outcome.plan))} would change"
    why = ", and ".join(cautions_of(outcome, stamp)) or many
    redo = " --redo" if outcome.plan.is_redo else ""
    return UsageError(
        f"{_named(outcome.command)}: {why}, and nobody can be asked here",
        f"to do it all the same: tracker undo{redo} --yes   (to look first: --dry-run)",
    )


def undoable_error(plan: UndoPlan) -> NotFoundError:
    """The error where nothing of a command can be taken back."""
    few = "; ".join(plan.problems[:_MOST_NAMED])
    if (more := len(plan.problems) - _MOST_NAMED) > 0:
        few += f"; and {more} more"
    if plan.is_redo:
        return NotFoundError(f"not redone: {few}", "enter it again: nothing of it can be redone")
    return NotFoundError(f"not undone: {few}", "take it back by hand: nothing of it can be undone")


def nothing_left_error(choice: KeptChoice, redo: bool) -> NotFoundError | None:
    """The error where there are kept commands and none can be taken back; None without any."""
    if choice.blocking is not None:
        last = _named(choice.blocking)
        return NotFoundError(
            f"the last command in effect is {last}, no undo: nothing can be redone",
            "an undo is taken back before anything else is entered; see: tracker history",
        )
    passed = [_passed_over(one) for one in choice.passed_over]
    passed += [_unreadable(name) for name in choice.unreadable]
    if not passed:
        return None
    more = f"; {len(passed) - 1} more" if len(passed) > 1 else ""
    return NotFoundError(
        f"nothing can be {'redone' if redo else 'undone'}: {passed[0]}{more}",
        "see what the files have: tracker history; with git, go back to the commit that has it",
    )


def _passed_over(one: PassedOver) -> str:
    return f"{_described(one.op)}: {one.why}"


def _unreadable(name: str) -> str:
    return f"{PRIVATE}/ops/{name} can't be read"


def _described(op: Op) -> str:
    """ "update of REC-5 (k3v7q2ma, 2008-11-28 10:15 UTC)"."""
    return f"{_named(op)} {_mark(op)}"


def _headed(op: Op) -> str:
    """ "update (k3v7q2ma, 2008-11-28 10:15 UTC)": its items have lines of their own."""
    return f"{_command(op)} {_mark(op)}"


def _named(op: Op) -> str:
    """ "update of REC-5", and for files other than items the command alone."""
    ids = [_stem(write.path) for write in op.writes if write.path.startswith(f"{ITEMS}/")]
    return f"{_command(op)} of {format_id_ranges(ids)}" if ids else _command(op)


def _mark(op: Op) -> str:
    return f"({op.id}, {op.recorded[:16].replace('T', ' ')} UTC)"


def _command(op: Op) -> str:
    return _COMMANDS.get(op.command, op.command)


def _file_lines(verb: str, paths: Sequence[str]) -> list[str]:
    items = [_stem(path) for path in paths if path.startswith(f"{ITEMS}/")]
    lines = [f"{verb}: {format_id_ranges(items)}"] if items else []
    return [*lines, *(f"{verb}: {path}" for path in paths if not path.startswith(f"{ITEMS}/"))]


def _age(recorded: str, now: datetime) -> timedelta | None:
    """How long ago that was; None for what is no moment."""
    try:
        return now - datetime.fromisoformat(recorded)
    except (ValueError, TypeError, OverflowError):
        return None


def _stem(path: str) -> str:
    return PurePosixPath(path).stem

"""`tracker merge FILE…`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hmic_tracker.commands.options import (
    BY,
    DRY_RUN,
    JSON,
    STORE,
    YES,
    Argument,
    EntryOptions,
    Words,
)
from hmic_tracker.commands.output import ask, say, write_json
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.kept_reads import reads_kept

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.store.merging import Question
    from hmic_tracker.store.sync_copies import CopiesPlan, CopyMerge

EXAMPLES = (
    ("tracker merge --dry-run", "what is in the copies that sync tools made"),
    ("tracker merge", "all of them into the files that they are copies of"),
    ("tracker merge action-plan/items/REC-5-PC123.toml", "one of them"),
)
TAKES = (
    Argument(
        "files",
        "FILE...",
        "Copies of the plan's files; all that there are where none is named.",
        "files",
        repeated=True,
        required=False,
    ),
    *(YES, DRY_RUN, BY, STORE, JSON),
)
OPEN = 6
"""The exit code where two people gave a field different values."""


def run(session: Session, entry: EntryOptions, files: Words) -> int:
    """Brings copies that OneDrive, Dropbox or Syncthing made together with their files.

    Everything of both is kept: entries, steps, notes, comments. Where both give a field another
    value it is not settled until one is chosen. A copy goes once all of it is in its file; undo
    takes it back.
    """
    stamp = session.stamp()
    with reads_kept():
        paths = _paths(session, files)
        plan = _look(session, paths, stamp)
    if not plan.merges:
        if entry.json:
            _report_json(session, plan, written=False)
        else:
            say("no copies of the plan's files are there, nothing to merge")
        return 0
    if not entry.json or not (entry.yes or entry.dry_run):
        say("\n".join(line for one in plan.merges for line in _lines(one)))
    size = plural(len(plan.merges), "copy", "copies")
    if not (entry.dry_run or entry.yes or ask(f"Merge {size}?", f"{size} would be merged")):
        say("nothing was written")
        return 0
    if not entry.dry_run:
        from hmic_tracker.store.writing import save

        with session.writing():
            plan = _look(session, paths, stamp)
            save(session.folder, plan.writes, stamp, "merge")
    if entry.json:
        _report_json(session, plan, written=not entry.dry_run)
    else:
        say("nothing was written" if entry.dry_run else f"{size} merged and removed")
    return OPEN if any(one.questions for one in plan.merges) else 0


def _paths(session: Session, files: Words) -> list[str]:
    """The copies that are wanted, by their paths from the plan's folder."""
    from hmic_tracker.store.reading import read_plan
    from hmic_tracker.store.sync_copies import copies_there, path_in

    if files:
        return [path_in(session.folder, Path(path)) for path in files]
    return copies_there(session.folder, read_plan(session.folder).copies)


def _look(session: Session, paths: list[str], stamp: Stamp) -> CopiesPlan:
    from hmic_tracker.store.sync_copies import plan_merges

    return plan_merges(session.folder, paths, session.today, stamp)


def _lines(merge: CopyMerge) -> Iterator[str]:
    """What a merge does, in words."""
    more = plural(merge.entries, "entry", "entries")
    yield f"{merge.copy}: {more} that {merge.original} has not; the copy goes"
    yield from (f"  {remark}" for remark in merge.remarks)
    yield from (f"  {_question_text(one)}" for one in merge.questions)


def _question_text(question: Question) -> str:
    from hmic_tracker.domain.dates import say_day
    from hmic_tracker.domain.settling import settling_line
    from hmic_tracker.reports.unsettled import field_name

    values = " or ".join(
        f"{_value_text(one.value)} ({one.by}, {say_day(one.on)})" for one in question.answers
    )
    how = f"tracker inspection edit {question.record} --settle"
    if question.kind == "item":
        how = settling_line(question.record, question.field, question.answers[0].value)
    elif question.kind == "settings":
        how = "write the one that holds into tracker.toml, then tracker check --record"
    return f"{field_name(question.field)} of {question.record} is {values}: {how}"


def _value_text(value: object) -> str:
    if value is None:
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _report_json(session: Session, plan: CopiesPlan, written: bool) -> None:
    from hmic_tracker.render.to_json.merging import merge_object

    write_json(merge_object(session.today, plan.merges, written))

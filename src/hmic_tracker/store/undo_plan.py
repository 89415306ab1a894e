"""What `undo` would write: the newest op not yet undone, reversed file by file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from hmic_tracker.domain.changes import Stamp, record_outside_changes
from hmic_tracker.domain.items import UNDONE
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.undo import Undone, undo_in_item
from hmic_tracker.errors import ConflictError, DamagedStoreError, InputError, WriteError
from hmic_tracker.store import journal
from hmic_tracker.store.files import cannot_be_read
from hmic_tracker.store.item_codec import edited_item_text, item_of
from hmic_tracker.store.journal import Op, Write
from hmic_tracker.store.operations import read_op, read_op_head
from hmic_tracker.store.paths import ITEMS, PRIVATE, SETTINGS
from hmic_tracker.store.places import private_file
from hmic_tracker.store.reading import load_items, read_file
from hmic_tracker.store.settings_codec import retired_settings_text, settings_of
from hmic_tracker.store.toml import Unreadable, decode
from hmic_tracker.store.writing import ItemUpdate, item_write

_RETIRED: Final = re.compile(rb"^\[retired\][^\[]*", re.MULTILINE)


class UndoPlan(NamedTuple):
    """The writes that undo an op, the items that change, what is removed, what can't be undone."""

    op: Op
    writes: tuple[Write, ...] = ()
    changed: tuple[Undone, ...] = ()
    removed: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def with_write(self, write: Write, new: bytes | None, now: bytes | None) -> UndoPlan:
        """Return the plan with a write that gives a file of the op another text."""
        done = replace(self, writes=(*self.writes, Write(write.path, now, new)))
        if new is None:
            return replace(done, removed=(*self.removed, write.path))
        return replace(done, restored=(*self.restored, write.path))

    def with_problem(self, text: str) -> UndoPlan:
        """Return the plan with something that can't be undone."""
        return replace(self, problems=(*self.problems, text))


def newest_op(folder: Path) -> tuple[Op | None, tuple[str, ...]]:
    """The newest op that was not undone and is none itself, None where there is nothing to undo.

    With it the names of those kept ops that can't be read: they are passed over.
    """
    heads, unreadable = _heads(folder)
    undone = {head.undoes for _, head in heads}
    # A check only records what was changed by hand, and hand edits are not undone.
    for path, head in heads:
        if (
            not head.undoes
            and head.id not in undone
            and head.command not in {"init", "check", "upgrade"}
        ):
            try:
                return (journal.pending(folder) if path is None else read_op(path)), unreadable
            except (WriteError, FileNotFoundError):
                unreadable = (*unreadable, path.name if path else journal.JOURNAL)
    return None, unreadable


def plan_undo(folder: Path, op: Op, day: date, stamp: Stamp) -> UndoPlan:
    """What undoing an op would do now."""
    taken_back = {head.undoes for _, head in _heads(folder)[0] if head.undoes}
    plan = UndoPlan(op)
    over = journal.overlay(folder)
    for write in op.writes:
        now = _now(folder, write.path, over)
        if write.path == SETTINGS:
            plan = _settings(plan, write, now)
        elif write.old is None:
            plan = _removal(plan, write, now, taken_back)
        elif not write.path.startswith(f"{ITEMS}/"):
            plan = _restoring(plan, write, now)
        else:
            plan = _reversal(plan, folder, write, now, day, stamp)
    gone = {
        _stem(w.path): item_of(decode(w.old)).uid
        for w in plan.writes
        if w.path.startswith(f"{ITEMS}/") and w.new is None and w.old is not None
    }
    return _with_retired(plan, _now(folder, SETTINGS, over) or b"", gone) if gone else plan


def _removal(plan: UndoPlan, write: Write, now: bytes | None, taken_back: set[str]) -> UndoPlan:
    """A file that the op made goes, if nobody touched it but by commands undone already."""
    if now is None:
        return plan.with_problem(f"{_stem(write.path)} is gone already")
    if now == write.new or _only_undone_since(write, now, taken_back):
        return plan.with_write(write, None, now)
    return plan.with_problem(f"{_stem(write.path)} was changed since it was made: it stays")


def _restoring(plan: UndoPlan, write: Write, now: bytes | None) -> UndoPlan:
    if now != write.new:
        return plan.with_problem(f"{write.path} was changed since: it stays as it is")
    return plan.with_write(write, write.old, now)


def _settings(plan: UndoPlan, write: Write, now: bytes | None) -> UndoPlan:
    """`tracker.toml` goes back, but for the ids retired since: they stay retired."""
    if now is None or write.old is None or write.new is None:
        return _restoring(plan, write, now)
    if _without_retired(now) != _without_retired(write.new):
        return _restoring(plan, write, now)
    retired = settings_of(decode(now)).retired
    old = retired_settings_text(decode(write.old), retired).encode() if retired else write.old
    return plan.with_write(write, old, now)


def _reversal(
    plan: UndoPlan, folder: Path, write: Write, now: bytes | None, day: date, stamp: Stamp
) -> UndoPlan:
    stem = _stem(write.path)
    if now is None:
        return plan.with_problem(f"{stem} is gone: nothing to undo in it")
    loaded = load_items(folder, [stem])[0][0]
    undone = undo_in_item(record_outside_changes(loaded.item, day, stamp), plan.op.id, stamp)
    if undone is None and now == write.new:  # an edit of what no history tells, such as a comment
        return _restoring(plan, write, now)
    if undone is None:
        return plan.with_problem(f"{stem} has no entry of that command: it stays")
    for change in undone.kept:
        plan = plan.with_problem(f"{stem}: its {change.field} was changed since and stays")
    return replace(
        plan,
        writes=(*plan.writes, item_write(ItemUpdate(loaded, undone.item))),
        changed=(*plan.changed, undone),
    )


def _with_retired(plan: UndoPlan, data: bytes, uids: dict[str, str]) -> UndoPlan:
    """Notes removed ids in `tracker.toml`: an id is never given away again."""
    mine = next((write.new for write in plan.writes if write.path == SETTINGS), None) or data
    text = retired_settings_text(decode(mine), uids)
    rest = tuple(write for write in plan.writes if write.path != SETTINGS)
    return replace(plan, writes=(*rest, Write(SETTINGS, data, text.encode())))


def _now(folder: Path, path: str, over: Mapping[str, bytes | None]) -> bytes | None:
    """Return a file's bytes now, with what a stopped command committed."""
    try:
        return read_file(folder, path, over)
    except OSError as fault:
        raise _unread(path, fault) from fault


def _unread(path: str, fault: OSError) -> DamagedStoreError:
    return DamagedStoreError(
        f"{path}: {cannot_be_read(fault)}",
        "look at the disk and at who may read the folder, and try again",
    )


def _only_undone_since(write: Write, now: bytes, taken_back: set[str]) -> bool:
    """Whether a made item's file differs only by entries of commands that were undone.

    It is held against what those entries would have made of it, line by line but in any order: a
    key that was removed and came back is at another place. Anything else was typed.
    """
    if not write.path.startswith(f"{ITEMS}/") or write.new is None:
        return False
    try:
        made, item = item_of(decode(write.new)), item_of(decode(now))
        later = item.history[len(made.history) :]
        dues = (str(c.new) for entry in later for c in entry.changes if c.field == "due" and c.new)
        due = made.original_due or next(dues, None)
        then = replace(made, original_due=due, history=item.history)
        expected = edited_item_text(decode(write.new), made, then)
    except (Unreadable, ConflictError, InputError):
        return False
    undone = all(entry.op in taken_back or entry.event == UNDONE for entry in later)
    return undone and _lines(now) == _lines(expected.encode())


def _lines(data: bytes) -> list[bytes]:
    return sorted(line for line in data.splitlines() if line.strip())


def _without_retired(data: bytes) -> list[bytes]:
    """The lines but for the section of retired ids."""
    lines = _RETIRED.sub(b"", data).splitlines()
    return [line for line in lines if line.strip()]


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _heads(folder: Path) -> tuple[list[tuple[Path | None, Op]], tuple[str, ...]]:
    """The kept ops without their writes, newest first, each with its file; and what is unreadable.

    One that a stopped command left comes before all, with None for its file.
    """
    heads: list[tuple[Path | None, Op]] = []
    unreadable = []
    try:
        pending = journal.pending(folder)
        if pending:
            heads.append((None, pending._replace(writes=())))
        for name in reversed(journal.kept_names(folder)):
            try:
                path = private_file(folder, journal.OPS, name)
                heads.append((path, read_op_head(path)))
            except FileNotFoundError:
                continue
            except WriteError:
                unreadable.append(name)
    except OSError as fault:
        raise _unread(PRIVATE, fault) from fault
    return heads, tuple(unreadable)

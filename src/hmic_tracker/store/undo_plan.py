"""What `undo` and `undo --redo` would write: an op in effect, reversed file by file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePosixPath

from hmic_tracker.domain.changes import Stamp, record_outside_changes
from hmic_tracker.domain.items import REDO_OF, REDONE, UNDO_OF, UNDONE, FieldChange
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.undo import (
    Undone,
    entries_of,
    has_twin,
    is_in_effect,
    undo_in_item,
    undo_in_record,
    withdraw_item,
)
from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.journal import Op, Write
from hmic_tracker.store.kept_ops import REDO, UNDO, IsShared, PlanFiles
from hmic_tracker.store.paths import ITEMS, SETTINGS
from hmic_tracker.store.record_files import RecordState, history_in, record_kind, taken_back
from hmic_tracker.store.settings_codec import edited_settings, retired_settings_text, settings_of
from hmic_tracker.store.settings_history import Entering
from hmic_tracker.store.toml import Unreadable, decode
from hmic_tracker.store.undo_touched import only_twins_since, only_undone_since
from hmic_tracker.store.writing import ItemUpdate, item_write, save

if TYPE_CHECKING:
    from hmic_tracker.domain.record_history import RecordFields
    from hmic_tracker.store.reading import Loaded

_RETIRED: Final = re.compile(rb"^\[retired\][^\[]*", re.MULTILINE)


class RestoredRecord(NamedTuple):
    """A file that is no item's, of which fields go back; `fields` are all as they are then."""

    path: str
    changes: tuple[FieldChange, ...]
    fields: RecordFields


class UndoPlan(NamedTuple):
    """The writes that reverse an op, the items that change, what goes and comes, what can't be.

    `op` is what is reversed, in a redo an undo. `created` are the paths of files that come back.
    """

    op: Op
    writes: tuple[Write, ...] = ()
    changed: tuple[Undone, ...] = ()
    removed: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    records: tuple[RestoredRecord, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_redo(self) -> bool:
        """Whether it takes an undo back."""
        return self.op.undoes is not None

    @property
    def subject(self) -> str:
        """The id of the command that is undone, or done again."""
        return self.op.undoes or self.op.id

    def with_write(self, write: Write, new: bytes | None, now: bytes | None) -> UndoPlan:
        """Return the plan with a write that gives a file of the op another text."""
        done = replace(self, writes=(*self.writes, Write(write.path, now, new)))
        if new is None:
            return replace(done, removed=(*self.removed, write.path))
        if now is None:
            return replace(done, created=(*self.created, write.path))
        return replace(done, restored=(*self.restored, write.path))

    def with_problem(self, text: str) -> UndoPlan:
        """Return the plan with something that can't be undone."""
        return replace(self, problems=(*self.problems, text))


def plan_undo(
    files: PlanFiles, op: Op, day: date, stamp: Stamp, is_shared: IsShared = lambda _: False
) -> UndoPlan:
    """What taking an op back would do now.

    What it added goes, unless others have it (`is_shared`, by its path): then an item is withdrawn
    by an entry, and any other file stays.
    """
    plan = UndoPlan(op)
    back = {
        _stem(write.path)
        for write in op.writes
        if write.new is None and write.path.startswith(f"{ITEMS}/")
    }
    for write in op.writes:
        now = files.bytes_of(write.path)
        if write.old is not None and entries_of(history_in(write.path, write.new), op.id):
            plan = _record_reversal(plan, files, write, now, day, stamp)
        elif write.path == SETTINGS:
            plan = _settings(plan, write, now)
        elif write.old is None and now is not None and is_shared(write.path):
            plan = _withdrawal(plan, files, write, now, day, stamp)
        elif write.old is None:
            plan = _removal(plan, write, now)
        elif write.new is None or not write.path.startswith(f"{ITEMS}/"):
            plan = _restoring(plan, write, now)
        else:
            plan = _reversal(plan, files, write, now, day, stamp)
    if back and (settings := files.bytes_of(SETTINGS)) is not None:
        plan = _with_retired_back(plan, settings, back)
    items = (
        (_stem(w.path), item_of(decode(w.old)))
        for w in plan.writes
        if w.path.startswith(f"{ITEMS}/") and w.new is None and w.old is not None
    )
    gone = {stem: item.uid for stem, item in items if stem == item.id}  # no copy of one
    return _with_retired(plan, files.bytes_of(SETTINGS) or b"", gone) if gone else plan


def save_undo(folder: Path, plan: UndoPlan, stamp: Stamp) -> None:
    """Write a plan as one op, which can be taken back itself; the lock is held."""
    command = REDO if plan.is_redo else UNDO
    word, of = (REDONE, REDO_OF) if plan.is_redo else (UNDONE, UNDO_OF)
    entering = Entering(event=word, source=f"{of}{plan.subject}")  # of what had no entry
    save(folder, plan.writes, stamp, command, undoes=plan.op.id, entering=entering)


def _removal(plan: UndoPlan, write: Write, now: bytes | None) -> UndoPlan:
    """A file that the op made goes, if nobody touched it but by commands undone already."""
    if now is None:
        return plan.with_problem(f"{_stem(write.path)} is gone already")
    if now == write.new or only_undone_since(write, now):
        return plan.with_write(write, None, now)
    return plan.with_problem(f"{_stem(write.path)} was changed since it was made: it stays")


def _withdrawal(
    plan: UndoPlan, files: PlanFiles, write: Write, now: bytes, day: date, stamp: Stamp
) -> UndoPlan:
    """What others have is never taken away from under them: an item stays, withdrawn."""
    if not write.path.startswith(f"{ITEMS}/"):
        return plan.with_problem(f"{write.path} is with others by now: it stays")
    loaded = files.loaded(write.path, now)
    if now != write.new and not (only_undone_since(write, now) or only_twins_since(write, now)):
        return plan.with_problem(f"{_stem(write.path)} was changed since it was made: it stays")
    if (by := has_twin(loaded.item.history, plan.op.id)) is not None:
        return _mark(plan, loaded, by, day, stamp)
    recorded = record_outside_changes(loaded.item, day, stamp)
    undone = withdraw_item(recorded, plan.op.id, day, stamp)
    if undone is None:
        return plan.with_problem(f"{_stem(write.path)} is withdrawn already")
    return replace(
        plan,
        writes=(*plan.writes, item_write(ItemUpdate(loaded, undone.item))),
        changed=(*plan.changed, undone),
    )


def _mark(plan: UndoPlan, loaded: Loaded, by: str, day: date, stamp: Stamp) -> UndoPlan:
    """What came by two documents that are one stays until both are undone: this one is by now."""
    recorded = record_outside_changes(loaded.item, day, stamp)
    undone = undo_in_item(recorded, plan.op.id, stamp, plan.op.undoes)
    assert undone is not None
    plan = plan.with_problem(f"{loaded.item.id}: {by} took in the same, by which it stays")
    return replace(plan, writes=(*plan.writes, item_write(ItemUpdate(loaded, undone.item))))


def _restoring(plan: UndoPlan, write: Write, now: bytes | None) -> UndoPlan:
    if now == write.new:
        return plan.with_write(write, write.old, now)
    if write.new is None:
        return plan.with_problem(f"{write.path} is there again: it stays as it is")
    return plan.with_problem(f"{write.path} was changed since: it stays as it is")


def _settings(plan: UndoPlan, write: Write, now: bytes | None) -> UndoPlan:
    """`tracker.toml` as an earlier version wrote it goes back, but for the ids in use no more."""
    if now is None or write.old is None or write.new is None:
        return _restoring(plan, write, now)
    if _without_retired(write.old) == _without_retired(write.new):
        return plan  # nothing of it but what ids are in use
    if _without_retired(now) != _without_retired(write.new):
        return _restoring(plan, write, now)
    retired = settings_of(decode(now)).retired
    old = write.old
    if retired.items() - settings_of(decode(write.old)).retired.items():
        old = retired_settings_text(decode(write.old), retired).encode()
    return plan.with_write(write, old, now)


def _record_reversal(
    plan: UndoPlan, files: PlanFiles, write: Write, now: bytes | None, day: date, stamp: Stamp
) -> UndoPlan:
    """Of a file with a history by path the op's fields go back, while they are as it left them."""
    kind = record_kind(write.path)
    if now is None or kind is None or write.old is None or write.new is None:
        return plan.with_problem(f"{write.path} is gone: nothing to undo in it")
    try:
        before = kind.read(decode(now))
    except Unreadable as fault:
        return plan.with_problem(f"{write.path} can't be read ({fault.problem}): it stays")
    undone = None
    if is_in_effect(before.history, plan.op.id):
        needed = _frameworks_needed(plan, files) if write.path == SETTINGS else ()
        undone = undo_in_record(*before, plan.op.id, day, stamp, plan.op.undoes, needed)
    if undone is None:
        return plan.with_problem(f"{write.path} has no entry of that command: it stays")
    after = RecordState(undone.history, undone.fields)
    try:
        new = taken_back(kind, decode(write.old), decode(write.new), decode(now), after)
        is_right = kind.read(new).fields == undone.fields
    except (Unreadable, ConflictError, ValueError):  # or what no setting can be, made up
        is_right = False
    if not is_right:
        return plan.with_problem(f"{write.path} was changed since: it stays as it is")
    if (by := has_twin(before.history, plan.op.id)) is not None:
        plan = plan.with_problem(f"{write.path}: {by} took in the same, by which it stays")
    for change in undone.kept:
        why = "was changed since" if before.fields.get(change.field) != change.old else "is in use"
        plan = plan.with_problem(f"{write.path}: {change.field} {why} and stays")
    record = RestoredRecord(write.path, undone.changes, {**before.fields, **undone.fields})
    plan = plan.with_write(write, new.encode(), now)
    return replace(plan, records=(*plan.records, record))


def _reversal(
    plan: UndoPlan, files: PlanFiles, write: Write, now: bytes | None, day: date, stamp: Stamp
) -> UndoPlan:
    stem = _stem(write.path)
    if now is None:
        return plan.with_problem(f"{stem} is gone: nothing to undo in it")
    loaded = files.loaded(write.path, now)
    undone = None
    if is_in_effect(loaded.item.history, plan.op.id):
        if (by := has_twin(loaded.item.history, plan.op.id)) is not None:
            return _mark(plan, loaded, by, day, stamp)
        recorded = record_outside_changes(loaded.item, day, stamp)
        undone = undo_in_item(recorded, plan.op.id, stamp, plan.op.undoes)
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


def _frameworks_needed(plan: UndoPlan, files: PlanFiles) -> set[tuple[str, ...]]:
    """The tables of frameworks that items speak of which the op made, and which stay."""
    needed: set[tuple[str, ...]] = set()
    for write in plan.op.writes:
        is_made = write.old is None and write.path.startswith(f"{ITEMS}/")
        now = files.bytes_of(write.path) if is_made and write.path not in plan.removed else None
        slug = files.loaded(write.path, now).item.framework if now is not None else None
        if slug:
            needed.add(("frameworks", slug))
    return needed


def _with_retired_back(plan: UndoPlan, data: bytes, back: set[str]) -> UndoPlan:
    """Takes the ids of items that come back out of those in use no more."""
    mine = next((write.new for write in plan.writes if write.path == SETTINGS), None) or data
    listed = back & set(settings_of(decode(mine)).retired)
    if not listed:
        return plan
    text = edited_settings(decode(mine), {("retired", item_id): None for item_id in listed})
    rest = tuple(write for write in plan.writes if write.path != SETTINGS)
    return replace(plan, writes=(*rest, Write(SETTINGS, data, text.encode())))


def _with_retired(plan: UndoPlan, data: bytes, uids: dict[str, str]) -> UndoPlan:
    """Notes removed ids in `tracker.toml`: an id is never given away again."""
    mine = next((write.new for write in plan.writes if write.path == SETTINGS), None) or data
    text = retired_settings_text(decode(mine), uids)
    rest = tuple(write for write in plan.writes if write.path != SETTINGS)
    return replace(plan, writes=(*rest, Write(SETTINGS, data, text.encode())))


def _without_retired(data: bytes) -> list[bytes]:
    """The lines but for the section of retired ids."""
    lines = _RETIRED.sub(b"", data).splitlines()
    return [line for line in lines if line.strip()]


def _stem(path: str) -> str:
    return PurePosixPath(path).stem

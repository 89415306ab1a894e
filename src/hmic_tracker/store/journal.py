"""All or nothing: one command's writes to any number of files, also under `kill -9`.

A redo-only journal. The new files are first written beside their targets. Then one file with each
target's old hash and new bytes is renamed to `.tracker/journal.json`: that is the commit. Then the
new files replace their targets, and the journal moves to `.tracker/ops/`, where `undo` finds it. A
reader that meets a journal overlays it; the next writer completes it under the lock.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Mapping, Sequence

from hmic_tracker.errors import ConflictError, DamagedStoreError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.commit_marker import JOURNAL, OPS, commit_marker, kept_names, op_names
from hmic_tracker.store.files import (
    TEMP_PREFIX,
    TEMP_SUFFIX,
    cannot_be_read,
    faults_as_errors,
    read_or_none,
    reason,
    remove_quietly,
    sync_folder,
    write_new,
    write_temp,
    write_temps,
)
from hmic_tracker.store.operations import Op, Write, encode, read_op, record_fault
from hmic_tracker.store.paths import PRIVATE, SETTINGS
from hmic_tracker.store.places import (
    FOLDERS,
    make_folder,
    model_of,
    plan_file,
    private_file,
    require_plan,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = (
    "JOURNAL",
    "OPS",
    "Op",
    "Write",
    "commit",
    "commit_marker",
    "keep_conflicting_copy",
    "kept_names",
    "op_names",
    "overlay",
    "pending",
    "recover",
)

CONFLICTS: Final = "conflicts"
KEPT_OPS: Final = 100


class _Step(NamedTuple):
    """A write of a store with its real target and the temporary file that shall replace it."""

    folder: Path
    write: Write
    target: Path
    temp: Path | None


def commit(folder: Path, op: Op) -> None:
    """Carries an op out, whole or not at all. The lock is held, and no journal is pending.

    Raises ConflictError where a target is not what was read; WriteError where nothing could be
    written, or where all is saved and only its durability is in doubt. A target that somebody
    changes after the commit stays as they made it, and the text for it is put aside (6 as well).
    """
    private = folder / PRIVATE
    steps: list[_Step] = []
    journal_temp: Path | None = None
    try:
        with faults_as_errors("to the plan"):
            make_private(folder)
            steps = _begun(folder, [(write, _target(folder, write)) for write in op.writes])
            journal_temp = write_temp(private_file(folder, JOURNAL), encode(op), model_of(folder))
            if read_op(journal_temp) != op:  # what can't be read again is not committed
                raise WriteError(
                    "what was written can't be read again", "nothing was changed; look at the disk"
                )
            _check_unchanged(folder, op.writes)
            if not any(write.path == SETTINGS and write.old is None for write in op.writes):
                require_plan(folder)  # after the temporary files: they are where it is
            os.replace(journal_temp, private / JOURNAL)
    except BaseException:
        for temp in (*(step.temp for step in steps), journal_temp):
            if temp:
                remove_quietly(temp)
        raise
    try:
        sync_folder(private)
        clashes = _replace(steps)
        _file(folder, op)
    except OSError as fault:
        raise WriteError(
            f"saved, durability unconfirmed: {reason(fault)}",
            "the change is in the plan; look at the disk, then run: tracker check",
        ) from fault
    _refuse(folder, clashes, "at the same moment")


def recover(folder: Path) -> None:
    """Completes a journal that a stopped command left, and removes its temporary files.

    The lock is held. A target with neither the old nor the new text was changed by somebody else:
    it stays, the new text is put into `.tracker/conflicts/`, and ConflictError is raised.
    """
    clashes: list[str] = []
    try:
        op = pending(folder)
        if op is not None:
            clashes = _redo(folder, op)
            _file(folder, op)
    except OSError as fault:
        raise WriteError(
            f"could not complete the last command: {reason(fault)}",
            "its changes are safe in the journal; look at the disk, and try again",
        ) from fault
    _sweep(folder)
    _refuse(folder, clashes, "while a command was stopped")


def pending(folder: Path) -> Op | None:
    """The journal of a command that was stopped after its commit, or None.

    Raises WriteError for one that names what is no file of the plan, or that git has brought.
    """
    path = private_file(folder, JOURNAL)
    if not path.exists():
        return None
    try:
        op = read_op(path)
    except FileNotFoundError:  # completed meanwhile
        return None
    from hmic_tracker.store.git_index import is_tracked  # only what is pending pays for it

    if is_tracked(path):
        raise WriteError(
            f"{PRIVATE}/{JOURNAL} came with git, and is no command of anybody here",
            f"nothing of it was carried out; run: git rm --cached -r {PRIVATE}, and move it away",
        )
    _require_records(op)
    return op


def overlay(folder: Path) -> Mapping[str, bytes | None]:
    """Return the file contents that a pending operation replaces, by path in the store.

    Raises DamagedStoreError where it can't be read: the files alone may be half of a command.
    """
    try:
        op = pending(folder)
    except OSError as fault:
        raise DamagedStoreError(
            f"{PRIVATE}/{JOURNAL}: {cannot_be_read(fault)}",
            "look at the disk and at who may read the folder, and try again",
        ) from fault
    except WriteError as fault:
        raise DamagedStoreError(fault.message, fault.hint) from fault
    return {write.path: write.new for write in op.writes} if op else {}


def keep_conflicting_copy(folder: Path, path: str, data: bytes) -> Path:
    """Keeps what can't be written over somebody else's change; where it is now.

    What was put aside before stays: another text of the same file gets a number.
    """
    with faults_as_errors(f"{PRIVATE}/{CONFLICTS}"):
        make_folder(folder / PRIVATE / CONFLICTS, folder / PRIVATE)
        first = private_file(folder, CONFLICTS, path.replace("/", "-"))
        for nth in itertools.count(2):
            aside = first if nth == 2 else first.with_name(f"{first.stem}-{nth - 1}{first.suffix}")
            current = read_or_none(aside)
            if current == data:
                break
            if current is None:
                write_new(aside, data, model_of(folder))
                sync_folder(first.parent)
                break
    return aside


def make_private(folder: Path) -> None:
    """The folder for what is not shared; it tells git to ignore it."""
    private = folder / PRIVATE
    make_folder(private, folder)
    make_folder(private / OPS, private)
    ignore = private / ".gitignore"
    if not ignore.is_file():
        os.replace(write_temp(private_file(folder, ignore.name), b"*\n", model_of(folder)), ignore)


def _target(folder: Path, write: Write) -> Path:
    """The real file of a write, its folder made; raises WriteError for none of the plan's."""
    if write.new is not None and "/" in write.path:
        make_folder((folder / write.path).parent, folder)
    return plan_file(folder, write.path)


def _begun(folder: Path, targets: Sequence[tuple[Write, Path]], again: bool = False) -> list[_Step]:
    """The writes with their new files beside their targets; `again` only where one is missing."""
    files = {
        at: (target, write.new)
        for at, (write, target) in enumerate(targets)
        if write.new is not None and (not again or read_or_none(target) == write.old)
    }
    temps = dict(zip(files, write_temps([*files.values()], model_of(folder)), strict=True))
    return [_Step(folder, *one, temps.get(at)) for at, one in enumerate(targets)]


def _require_records(op: Op) -> None:
    """Raises WriteError where a journal would make a file of what is no record."""
    for write in op.writes:
        fault = record_fault(write.path, write.new) if write.new is not None else None
        if fault:
            raise WriteError(
                f"{PRIVATE}/{JOURNAL} is not what tracker writes: {write.path}: {fault}",
                f"nothing of it was carried out; look at {PRIVATE}/{JOURNAL}, and move it away",
            )


def _check_unchanged(folder: Path, writes: Iterable[Write]) -> None:
    changed = [w.path for w in writes if read_or_none(plan_file(folder, w.path)) != w.old]
    if changed:
        require_plan(folder)
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise ConflictError(
            f"changed by somebody else in the meantime: {', '.join(changed[:3])}{more}",
            "nothing was written; look at it, then run the command again",
        )


def _replace(steps: Sequence[_Step]) -> list[str]:
    """Puts the temporary files in place; the paths that somebody else changed, which stay."""
    clashes: list[str] = []
    for step in steps:
        current = read_or_none(step.target)
        if current == step.write.new:
            if step.temp is not None:
                remove_quietly(step.temp)
        elif current != step.write.old:
            if current is None:
                _require_place(step)
            clashes.append(step.write.path)
            if step.write.new is not None:
                keep_conflicting_copy(step.folder, step.write.path, step.write.new)
            if step.temp is not None:
                remove_quietly(step.temp)
        elif step.temp is None:
            step.target.unlink(missing_ok=True)
        else:
            os.replace(step.temp, step.target)
    for parent in dict.fromkeys(step.target.parent for step in steps):
        sync_folder(parent)
    return clashes


def _require_place(step: _Step) -> None:
    """Raises OSError where a file is not missing alone, but the plan with it."""
    (step.folder / SETTINGS).stat()


def _redo(folder: Path, op: Op) -> list[str]:
    """Completes an op from its journal alone: its own temporary files may be gone or half."""
    return _replace(
        _begun(folder, [(write, _target(folder, write)) for write in op.writes], again=True)
    )


def _refuse(folder: Path, clashes: Sequence[str], when: str) -> None:
    if clashes:
        raise ConflictError(
            f"changed by somebody else {when}: {', '.join(clashes)}",
            f"theirs stay, ours are in {folder / PRIVATE / CONFLICTS}: compare, then try again",
        )


def _file(folder: Path, op: Op) -> None:
    """Moves the journal of a completed op to the kept ones, and drops the oldest."""
    names = kept_names(folder)
    last = int(names[-1].split("-", 1)[0]) if names and names[-1][:8].isdecimal() else 0
    ops = folder / PRIVATE / OPS
    os.replace(folder / PRIVATE / JOURNAL, ops / f"{last + 1:08}-{op.id}.json")
    for name in names[: max(0, len(names) + 1 - KEPT_OPS)]:
        remove_quietly(ops / name)


def _sweep(folder: Path) -> None:
    """Removes temporary files that stopped commands left; the lock is held, so none is in use."""
    for where in (folder, *(folder / part for part in (*FOLDERS, PRIVATE))):
        if where == folder or not where.is_symlink():
            for name in _temp_names(where):
                remove_quietly(where / name)


def _temp_names(folder: Path) -> list[str]:
    """The names of a folder's temporary files; a folder of a large plan has 100,000 others."""
    try:
        ours = [name for name in os.listdir(folder) if name.startswith(TEMP_PREFIX)]
    except OSError:
        return []
    return [name for name in ours if name.endswith(TEMP_SUFFIX)]

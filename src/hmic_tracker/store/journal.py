"""All or nothing: one command's writes to any number of files, also under `kill -9`.

A redo-only journal. The new files are first written beside their targets. Then one file with each
target's old hash and new bytes is renamed to `.tracker/journal.json`: that is the commit. Then the
new files replace their targets, and the journal moves to `.tracker/ops/`, where `undo` finds it. A
reader that meets a journal overlays it; the next writer completes it under the lock.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hmic_tracker.errors import ConflictError, DamagedStoreError, WriteError
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
    temp_prefix,
    write_new,
    write_temp,
)
from hmic_tracker.store.folder import INSPECTIONS, ITEMS, PAPERS, PRIVATE
from hmic_tracker.store.operations import Op, Write, decode, encode

__all__ = (
    "JOURNAL",
    "OPS",
    "Op",
    "Write",
    "commit",
    "commit_marker",
    "decode",
    "kept_names",
    "op_names",
    "overlay",
    "pending",
    "put_aside",
    "recover",
)

CONFLICTS: Final = "conflicts"
KEPT_OPS: Final = 100


@dataclass(frozen=True, slots=True)
class _Step:
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
            for write in op.writes:
                target = resolved(folder, write.path)
                temp = None
                if write.new is not None:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    temp = write_temp(target, write.new)
                steps.append(_Step(folder, write, target, temp))
            journal_temp = write_temp(private / JOURNAL, encode(op))
            _check_unchanged(folder, op.writes)
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
    """The journal of a command that was stopped after its commit, or None."""
    data = read_or_none(folder / PRIVATE / JOURNAL)
    return None if data is None else decode(data)


def overlay(folder: Path) -> Mapping[str, bytes | None]:
    """What a pending journal puts in place of files, by path from the store.

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


def resolved(folder: Path, path: str) -> Path:
    """The real file of a path of the store: links are followed before anything is written."""
    target = folder / path
    return target.resolve() if target.is_symlink() else target


def put_aside(folder: Path, path: str, data: bytes) -> Path:
    """Keeps what can't be written over somebody else's change; where it is now.

    What was put aside before stays: another text of the same file gets a number.
    """
    first = folder / PRIVATE / CONFLICTS / path.replace("/", "-")
    with faults_as_errors(str(first)):
        first.parent.mkdir(exist_ok=True)
        for nth in itertools.count(2):
            aside = first if nth == 2 else first.with_name(f"{first.stem}-{nth - 1}{first.suffix}")
            current = read_or_none(aside)
            if current == data:
                break
            if current is None:
                write_new(aside, data)
                sync_folder(first.parent)
                break
    return aside


def make_private(folder: Path) -> None:
    """The folder for what is not shared; it tells git to ignore it."""
    private = folder / PRIVATE
    (private / OPS).mkdir(parents=True, exist_ok=True)
    if not (private / ".gitignore").exists():
        os.replace(write_temp(private / ".gitignore", b"*\n"), private / ".gitignore")


def _check_unchanged(folder: Path, writes: Iterable[Write]) -> None:
    changed = [w.path for w in writes if read_or_none(resolved(folder, w.path)) != w.old]
    if changed:
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
            clashes.append(step.write.path)
            if step.write.new is not None:
                put_aside(step.folder, step.write.path, step.write.new)
            if step.temp is not None:
                remove_quietly(step.temp)
        elif step.temp is None:
            step.target.unlink(missing_ok=True)
        else:
            os.replace(step.temp, step.target)
    for parent in dict.fromkeys(step.target.parent for step in steps):
        sync_folder(parent)
    return clashes


def _redo(folder: Path, op: Op) -> list[str]:
    """Completes an op from its journal alone: its own temporary files may be gone or half."""
    steps: list[_Step] = []
    for write in op.writes:
        target = resolved(folder, write.path)
        temp = None
        if write.new is not None and read_or_none(target) == write.old:
            target.parent.mkdir(parents=True, exist_ok=True)
            temp = write_temp(target, write.new)
        steps.append(_Step(folder, write, target, temp))
    return _replace(steps)


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
    for where in (folder, *(folder / part for part in (ITEMS, INSPECTIONS, PAPERS, PRIVATE))):
        for entry in _entries(where):
            if _is_temp(entry.name):
                remove_quietly(where / entry.name)
            elif entry.is_symlink():
                _sweep_beside(Path(entry.path).resolve())


def _sweep_beside(target: Path) -> None:
    """The same at the end of a link of the store: only that file's temporary files are ours."""
    for entry in _entries(target.parent):
        if entry.name.startswith(temp_prefix(target.name)) and _is_temp(entry.name):
            remove_quietly(target.parent / entry.name)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as current:
            yield from current
    except OSError:
        return


def _is_temp(name: str) -> bool:
    return name.startswith(TEMP_PREFIX) and name.endswith(TEMP_SUFFIX)

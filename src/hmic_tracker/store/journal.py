"""All or nothing: one command's writes to any number of files, also under `kill -9`.

A redo-only journal. The new files are first written beside their targets. Then one file with each
target's old hash and new bytes is renamed to `.tracker/journal.json`: that is the commit. Then the
new files replace their targets, and the journal moves to `.tracker/ops/`, where `undo` finds it. A
reader that meets a journal overlays it; the next writer completes it under the lock.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hmic_tracker.errors import ConflictError, WriteError
from hmic_tracker.store.files import (
    TEMP_PREFIX,
    TEMP_SUFFIX,
    digest,
    faults_as_errors,
    read_or_none,
    remove_quietly,
    sync_folder,
    write_temp,
)
from hmic_tracker.store.folder import INSPECTIONS, ITEMS, PRIVATE

JOURNAL: Final = "journal.json"
OPS: Final = "ops"
CONFLICTS: Final = "conflicts"
KEPT_OPS: Final = 100

Token = tuple[object, str]


@dataclass(frozen=True, slots=True)
class Write:
    """A file going from one state to another; None is "not there". `path` is from the store."""

    path: str
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True)
class Op:
    """A command that wrote: its id, what it was, when (UTC, ISO), and its writes."""

    id: str
    command: str
    recorded: str
    writes: tuple[Write, ...]
    undoes: str | None = None


def commit(folder: Path, op: Op) -> None:
    """Carries an op out, whole or not at all. The lock is held, and no journal is pending.

    Raises ConflictError where a target is not what was read; WriteError where nothing could be
    written, or where all is saved and only its durability is in doubt.
    """
    private = folder / PRIVATE
    temps: list[tuple[Path, Path | None]] = []
    journal_temp: Path | None = None
    try:
        with faults_as_errors("to the plan"):
            make_private(folder)
            for write in op.writes:
                target = resolved(folder, write.path)
                if write.new is not None:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    temps.append((target, write_temp(target, write.new)))
                else:
                    temps.append((target, None))
            journal_temp = write_temp(private / JOURNAL, _encode(op))
            _check_unchanged(folder, op.writes)
            os.replace(journal_temp, private / JOURNAL)
    except BaseException:
        for _, temp in temps:
            if temp:
                remove_quietly(temp)
        if journal_temp:
            remove_quietly(journal_temp)
        raise
    try:
        sync_folder(private)
        _replace(temps)
        _file(folder, op)
    except OSError as fault:
        raise WriteError(
            f"saved, durability unconfirmed: {(fault.strerror or str(fault)).lower()}",
            "the change is in the plan; look at the disk, then run: tracker check",
        ) from fault


def recover(folder: Path) -> None:
    """Completes a journal that a stopped command left, and removes its temporary files.

    The lock is held. A target that is neither as before nor as meant was changed by somebody else:
    it stays, what was meant is put into `.tracker/conflicts/`, and ConflictError is raised.
    """
    op = pending(folder)
    clashes = []
    if op is not None:
        try:
            clashes = _redo(folder, op)
            _file(folder, op)
        except OSError as fault:
            raise WriteError(
                f"could not complete the last command: {(fault.strerror or str(fault)).lower()}",
                "its changes are safe in the journal; look at the disk, and try again",
            ) from fault
    _sweep(folder)
    if clashes:
        raise ConflictError(
            f"changed by somebody else while a command was stopped: {', '.join(clashes)}",
            f"theirs stay, ours are in {folder / PRIVATE / CONFLICTS}: compare, then try again",
        )


def pending(folder: Path) -> Op | None:
    """The journal of a command that was stopped after its commit, or None."""
    data = read_or_none(folder / PRIVATE / JOURNAL)
    return None if data is None else decode(data)


def token(folder: Path) -> Token:
    """What changes whenever a command commits or completes; readers compare it around a read."""
    private = folder / PRIVATE
    try:
        found = (private / JOURNAL).stat()
        journal: object = (found.st_ino, found.st_mtime_ns, found.st_size)
    except OSError:
        journal = None
    return journal, max(op_names(folder), default="")


def op_names(folder: Path) -> list[str]:
    """The names of the kept ops, oldest first."""
    try:
        names = os.listdir(folder / PRIVATE / OPS)
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(".json") and name[0] != ".")


def decode(data: bytes) -> Op:
    """An op from its file; raises WriteError where it can't be read."""
    try:
        values: dict[str, Any] = json.loads(data)
        writes = tuple(
            Write(w["path"], _bytes(w["old"]), _bytes(w["new"])) for w in values["writes"]
        )
        return Op(values["id"], values["command"], values["recorded"], writes, values.get("undoes"))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise WriteError(
            "the journal of the last command can't be read",
            "restore .tracker/ from a backup, or move .tracker/journal.json away",
        ) from fault


def overlay(folder: Path) -> Mapping[str, bytes | None]:
    """What a pending journal puts in place of files, by path from the store."""
    op = pending(folder)
    return {write.path: write.new for write in op.writes} if op else {}


def resolved(folder: Path, path: str) -> Path:
    """The real file of a path of the store: links are followed before anything is written."""
    target = folder / path
    return target.resolve() if target.is_symlink() else target


def put_aside(folder: Path, path: str, data: bytes) -> Path:
    """Keeps what can't be written over somebody else's change; where it is now."""
    aside = folder / PRIVATE / CONFLICTS / path.replace("/", "-")
    with faults_as_errors(str(aside)):
        aside.parent.mkdir(exist_ok=True)
        os.replace(write_temp(aside, data), aside)
    return aside


def make_private(folder: Path) -> None:
    """The folder for what is not shared; it tells git to ignore it."""
    private = folder / PRIVATE
    if not (private / ".gitignore").exists():
        (private / OPS).mkdir(parents=True, exist_ok=True)
        (private / ".gitignore").write_text("*\n", encoding="utf-8")
    (private / OPS).mkdir(exist_ok=True)


def _check_unchanged(folder: Path, writes: Iterable[Write]) -> None:
    changed = [w.path for w in writes if read_or_none(resolved(folder, w.path)) != w.old]
    if changed:
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise ConflictError(
            f"changed by somebody else in the meantime: {', '.join(changed[:3])}{more}",
            "nothing was written; look at it, then run the command again",
        )


def _replace(temps: Sequence[tuple[Path, Path | None]]) -> None:
    for target, temp in temps:
        if temp is None:
            target.unlink(missing_ok=True)
        else:
            os.replace(temp, target)
    for parent in {target.parent for target, _ in temps}:
        sync_folder(parent)


def _redo(folder: Path, op: Op) -> list[str]:
    clashes: list[str] = []
    temps: list[tuple[Path, Path | None]] = []
    for write in op.writes:
        target = resolved(folder, write.path)
        found = read_or_none(target)
        if found == write.new:
            continue
        if found != write.old:
            clashes.append(write.path)
            if write.new is not None:
                put_aside(folder, write.path, write.new)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        temps.append((target, None if write.new is None else write_temp(target, write.new)))
    _replace(temps)
    return clashes


def _file(folder: Path, op: Op) -> None:
    """Moves the journal of a completed op to the kept ones, and drops the oldest."""
    names = op_names(folder)
    last = int(names[-1].split("-", 1)[0]) if names and names[-1][:8].isdecimal() else 0
    ops = folder / PRIVATE / OPS
    os.replace(folder / PRIVATE / JOURNAL, ops / f"{last + 1:08}-{op.id}.json")
    for name in names[: max(0, len(names) + 1 - KEPT_OPS)]:
        remove_quietly(ops / name)


def _sweep(folder: Path) -> None:
    """Removes temporary files that stopped commands left; the lock is held, so none is in use."""
    for where in (folder, folder / ITEMS, folder / INSPECTIONS, folder / PRIVATE):
        try:
            names = os.listdir(where)
        except OSError:
            continue
        for name in names:
            if name.startswith(TEMP_PREFIX) and name.endswith(TEMP_SUFFIX):
                remove_quietly(where / name)


def _encode(op: Op) -> bytes:
    values = {
        "id": op.id,
        "command": op.command,
        "recorded": op.recorded,
        "undoes": op.undoes,
        "writes": [
            {"path": w.path, "old": _text(w.old), "new": _text(w.new), "hash": digest(w.new)}
            for w in op.writes
        ],
    }
    return json.dumps(values).encode()


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")

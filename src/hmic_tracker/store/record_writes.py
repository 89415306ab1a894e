"""The writes of inspections, each with the entries of its history."""

from __future__ import annotations

from pathlib import PurePosixPath

from hmic_tracker.domain.inspection_history import recorded
from hmic_tracker.errors import DamagedStoreError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.inspection_codec import (
    edited_inspection_text,
    new_inspection_text,
)
from hmic_tracker.store.journal import Write
from hmic_tracker.store.paths import INSPECTIONS, SETTINGS, inspection_path
from hmic_tracker.store.reading import inspection_in, read_file
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.store.record_files import RecordState


def inspection_write(
    folder: Path, before: Inspection | None, after: Inspection, on: date, stamp: Stamp
) -> Write:
    """The write that makes an inspection's file say what it shall, or makes the file.

    Where it changes and has no new entry that says so, it gets one, dated `on`. Raises WriteError
    where the file is gone, DamagedStoreError where it is not as it was when it was read.
    """
    name = f"{INSPECTIONS}/{inspection_path(folder, after.id).name}"
    if tuple(after.history) == (tuple(before.history) if before else ()):
        after = recorded(before, after, on, stamp, "updated" if before else "added")
    if before is None:
        return Write(name, None, new_inspection_text(after).encode())
    data = read_file(folder, name, {})
    if data is None:
        raise WriteError(f"{name} is gone", "run the command again")
    try:
        text = edited_inspection_text(decode(data), before, after)
    except Unreadable as fault:
        raise _damaged(name, fault) from fault
    return Write(name, data, text.encode())


def recorded_write(folder: Path, path: str, day: date, stamp: Stamp) -> tuple[Write, Inspection]:
    """The write that enters what was changed by hand in an inspection's file, and what it makes.

    Raises as `inspection_write`.
    """
    data = read_file(folder, path, {})
    if data is None:
        raise WriteError(f"{path} is gone", "run the command again")
    try:
        before = inspection_in(data, PurePosixPath(path).stem)
        after = recorded(before, before, day, stamp)
        text = edited_inspection_text(decode(data), before, after)
    except Unreadable as fault:
        raise _damaged(path, fault) from fault
    return Write(path, data, text.encode()), after


def read_record(folder: Path, about: str) -> tuple[str, RecordState]:
    """The path of an inspection's file, or of the settings', and what is in it.

    Raises WriteError where it is gone, DamagedStoreError where it can't be read.
    """
    from hmic_tracker.store.record_files import record_kind

    path = (
        SETTINGS if about == "settings" else f"{INSPECTIONS}/{inspection_path(folder, about).name}"
    )
    data, kind = read_file(folder, path, {}), record_kind(path)
    if data is None or kind is None:
        raise WriteError(f"{path} is gone", "run the command again")
    try:
        return path, kind.read(decode(data))
    except Unreadable as fault:
        raise _damaged(path, fault) from fault


def with_entries_write(folder: Path, path: str, state: RecordState) -> Write:
    """The write that adds to a record's history what that of a state has more; raises likewise."""
    from hmic_tracker.store.record_files import record_kind

    data, kind = read_file(folder, path, {}), record_kind(path)
    if data is None or kind is None:
        raise WriteError(f"{path} is gone", "run the command again")
    try:
        text = decode(data)
        return Write(path, data, kind.write(text, kind.read(text), state).encode())
    except Unreadable as fault:
        raise _damaged(path, fault) from fault


def _damaged(path: str, fault: Unreadable) -> DamagedStoreError:
    return DamagedStoreError(f"{path}: {fault.problem}", "mend the file by hand and try again")

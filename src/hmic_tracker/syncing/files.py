"""The files of a plan on the disk: which there are, and what is new in them since a state."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from hmic_tracker.domain.changes import record_outside_changes
from hmic_tracker.domain.inspection_history import outside_changes
from hmic_tracker.errors import DamagedStoreError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.files import cannot_be_read, read_or_none
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, LARGEST, SETTINGS
from hmic_tracker.store.places import FOLDERS, is_plan_path
from hmic_tracker.store.reading import Loaded, SyncCopyError, file_damage, inspection_in, item_in
from hmic_tracker.store.toml import Unreadable
from hmic_tracker.syncing.transport import Snapshot

_Signature = tuple[int, int, int, int]
_RECENT: Final = 2_000_000_000
"""Nanoseconds: what was changed within them is read again each time."""
_PLAIN_NAME: Final = re.compile(r"[A-Z]{1,16}-[0-9]{1,9}\.toml", re.ASCII)

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.store.operations import Write


class PlanFolder:
    """A plan's folder, looked at several times: a file is read again only where it may differ."""

    def __init__(self, folder: Path, id_of: Callable[[bytes], str]) -> None:
        self._folder, self._id_of = folder, id_of
        self._known: dict[str, tuple[_Signature, str | None]] = {}

    def snapshot(self) -> Snapshot:
        """The plan's files as they are now; raises DamagedStoreError for what can't be read."""
        ids, known = {}, {}
        settled = time.time_ns() - _RECENT
        for path, signature in plan_files(self._folder):
            before = self._known.get(path)
            if before is None or before[0] != signature:
                before = signature, self._id(path)
            if signature[1] < settled:  # one of just now may be changed within the clock's tick
                known[path] = before
            if before[1] is not None:
                ids[path] = before[1]
        self._known = known
        return Snapshot(ids, self._read)

    def _id(self, path: str) -> str | None:
        data = bytes_of(self._folder, path)
        return None if data is None or is_copy(path, data) else self._id_of(data)

    def _read(self, paths: Collection[str]) -> Mapping[str, bytes]:
        texts = {path: bytes_of(self._folder, path) for path in paths}
        return {path: data for path, data in texts.items() if data is not None}


def plan_files(folder: Path) -> Iterator[tuple[str, _Signature]]:
    """The plan's own files, each with what tells it from a changed one.

    What is a link is somewhere else's.
    """
    for where in ("", *FOLDERS):
        place = folder / where
        if where and place.is_symlink():
            continue
        try:
            with os.scandir(place) as listed:
                entries = [e for e in listed if where or e.name == SETTINGS]
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as fault:
            raise DamagedStoreError(
                f"{where}: {cannot_be_read(fault)}", "look at who may read it, and try again"
            ) from fault
        for entry in sorted(entries, key=lambda one: one.name):
            path = f"{where}/{entry.name}" if where else entry.name
            if is_plan_path(path) and entry.is_file(follow_symlinks=False):
                try:
                    known = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                yield path, (known.st_size, known.st_mtime_ns, known.st_ino, known.st_ctime_ns)


def bytes_of(folder: Path, path: str) -> bytes | None:
    """A file's bytes, None where it isn't there; raises DamagedStoreError."""
    try:
        data = read_or_none(folder / path)
    except OSError as fault:
        raise DamagedStoreError(
            f"{path}: {cannot_be_read(fault)}", "look at who may read it, and try again"
        ) from fault
    if data is not None and len(data) > LARGEST:
        raise DamagedStoreError(
            f"{path}: the file is larger than {LARGEST // 1024 // 1024} MB", "move it elsewhere"
        )
    return data


def is_copy(path: str, data: bytes) -> bool:
    """Whether a file is a copy that a sync tool made; only an odd name pays for finding out."""
    where, _, name = path.partition("/")
    if where not in {ITEMS, INSPECTIONS} or _PLAIN_NAME.fullmatch(name):
        return False
    try:
        (item_in if where == ITEMS else inspection_in)(data, Path(path).stem)
    except SyncCopyError:
        return True
    except Unreadable:
        return False
    return False


def changed_paths(before: Snapshot | None, now: Snapshot) -> list[str]:
    """The paths of files that are new, or not as they were."""
    known = before.ids if before else {}
    return [path for path, one in now.ids.items() if known.get(path) != one]


def hand_edit_writes(folder: Path, paths: Collection[str], day: date, stamp: Stamp) -> list[Write]:
    """The writes that enter what was changed by hand in some files; the lock is held.

    Raises DamagedStoreError for one that can't be read, with the line that mends it.
    """
    from hmic_tracker.store.record_writes import recorded_write
    from hmic_tracker.store.settings_history import recorded_settings_write
    from hmic_tracker.store.writing import ItemUpdate, item_write

    writes: list[Write] = []
    for path in paths:
        data = bytes_of(folder, path)
        if data is None:
            continue
        record = read_record(path, data)
        if isinstance(record, Loaded):
            after = record_outside_changes(record.item, day, stamp)
            if after != record.item and record.item.history:
                writes.append(item_write(ItemUpdate(record, after)))
        elif record is True:
            writes.append(recorded_write(folder, path, day, stamp)[0])
    settings = recorded_settings_write(folder, day, stamp) if SETTINGS in paths else None
    return [*writes, *([settings] if settings else [])]


def read_record(path: str, data: bytes) -> Loaded | bool | None:
    """The item in a file, True for an inspection changed by hand; raises DamagedStoreError.

    None is a file without anything to enter, or a copy that a sync tool made.
    """
    from hmic_tracker.store.operations import record_fault

    stem = Path(path).stem
    try:
        if path.startswith(f"{ITEMS}/"):
            return Loaded(item_in(data, stem), data, path)
        if path.startswith(f"{INSPECTIONS}/"):
            return bool(outside_changes(inspection_in(data, stem))) or None
    except SyncCopyError:
        return None
    except Unreadable as fault:
        damage = file_damage(path, fault, stem if path.startswith(f"{ITEMS}/") else None)
        way = f"{damage.remedy}, or restore it from git"
        if fault.code == "conflict-markers":
            way = "bring both sides together with: tracker sync --mend"
        raise DamagedStoreError(
            f"{damage.where}: {damage.problem}", f"nothing was exchanged; {way}"
        ) from fault
    if fault_text := record_fault(path, data):
        raise DamagedStoreError(
            f"{path}: {fault_text}", "nothing was exchanged; mend the file, or restore it from git"
        )
    return None

"""The whole plan, or some of its items, from the folder. Readers never lock.

A file that can't be read is named and the rest is served. Copies that sync tools make
(`REC-5-PC123.toml`) are named too, and nothing of them is served.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.domain.rules import plan_with_items
from hmic_tracker.errors import DamagedStoreError, LockedError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple, TypeVar
from hmic_tracker.store import journal
from hmic_tracker.store.files import cannot_be_read, read_or_none
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.kept_reads import forget_reads, read_once
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS, item_path
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item

_SUFFIX: Final = ".toml"
_TRIES: Final = 100
_SPELT: Final = re.compile(r"[A-Z]{1,16}-[0-9]{1,9}[a-z]{0,2}")
"""An id as the plan itself spells it, on a disk as well that knows no upper and lower case."""

Overlay = Mapping[str, bytes | None]
Record = TypeVar("Record")
Result = TypeVar("Result")


class Loaded(NamedTuple):
    """An item with the bytes of its file, to be held against them before it is replaced."""

    item: Item
    data: bytes
    path: str


class Opened(NamedTuple):
    """An item's file and the item in it, or what is wrong with its text where there is none."""

    text: str
    data: bytes
    path: str
    item: Item | None
    damage: Damage | None


def read_file(folder: Path, path: str, over: Overlay) -> bytes | None:
    """A file's bytes with what a pending journal puts in its place; None where it isn't there."""
    return over[path] if path in over else read_once(folder / path, read_or_none)


def names_in(
    folder: Path, where: str, over: Overlay, on_error: Callable[[OSError], None]
) -> set[str]:
    """The names in a folder of the store, with what a pending journal adds and removes.

    A folder that isn't there is empty, and so is one for which `on_error` returns. Raises
    DamagedStoreError where the whole plan is gone.
    """
    names: set[str] = set()
    try:
        names.update(os.listdir(folder / where))
    except FileNotFoundError:
        _require_settings(folder, over)
    except OSError as fault:
        on_error(fault)
    for path, data in over.items():
        if path.startswith(f"{where}/"):
            (names.discard if data is None else names.add)(path.removeprefix(f"{where}/"))
    return names


def toml_paths(
    folder: Path, where: str, over: Overlay, on_error: Callable[[OSError], None]
) -> list[str]:
    """The paths of the TOML files of a folder of the store, hidden ones left out; sorted."""
    names = names_in(folder, where, over, on_error)
    return sorted(f"{where}/{n}" for n in names if n.endswith(_SUFFIX) and n[0] != ".")


def read_plan(folder: Path) -> Plan:
    """Everything in a store, as it stood between two commands.

    Raises DamagedStoreError where `tracker.toml`, the journal or a whole folder can't be read, and
    LockedError where the plan changed each of many times it was read.
    """
    plan, is_whole = read_between_commits(folder, lambda: _read(folder, journal.overlay(folder)))
    if is_whole:
        return plan
    raise LockedError(
        "the plan changed every time it was read", "wait until the others are done, and try again"
    )


def read_between_commits(folder: Path, read: Callable[[], Result]) -> tuple[Result, bool]:
    """Read until no command commits meanwhile; return the last result, and whether it is whole."""
    before = journal.commit_marker(folder)
    for _ in range(_TRIES):
        result = read()
        after = journal.commit_marker(folder)
        if after == before:
            return result, True
        before = after  # a command committed while we read: what we have may be half of it
        forget_reads()
    return result, False


def read_settings(folder: Path) -> tuple[Plan, bytes]:
    """The settings and the bytes they were read from; raises DamagedStoreError."""
    data = _bytes_of(folder, SETTINGS, journal.overlay(folder))
    return _settings(data), data


def load_items(folder: Path, ids: Iterable[str]) -> tuple[list[Loaded], list[str]]:
    """The items of some ids with their files' bytes, and the ids that have no file.

    Raises DamagedStoreError where one of the files can't be read.
    """
    over = journal.overlay(folder)
    loaded: list[Loaded] = []
    missing: list[str] = []
    for item_id in ids:
        name, data = _item_file(folder, item_id, over)
        if data is None:
            missing.append(item_id)
            continue
        try:
            loaded.append(Loaded(item_in(data, Path(name).stem), data, name))
        except Unreadable as fault:
            raise _damaged(file_damage(name, fault, item_id)) from fault
    if missing:
        _require_settings(folder, over)
    return loaded, missing


def _require_settings(folder: Path, over: Overlay) -> None:
    """Raises DamagedStoreError where what isn't there is gone with the whole plan."""
    if SETTINGS not in over and not (folder / SETTINGS).exists():
        raise DamagedStoreError(
            f"the plan is gone: there is no {SETTINGS} in {folder} any more",
            "connect the drive or the share again, and try again",
        )


def open_item(folder: Path, item_id: str) -> Opened | None:
    """An item's file to be edited, be it damaged; None where there is no file.

    Raises DamagedStoreError where the file is no text, and for a sync tool's copy of another.
    """
    name, data = _item_file(folder, item_id, journal.overlay(folder))
    if data is None:
        return None
    text = None
    try:
        text = decode(data)
        return Opened(text, data, name, item_in(data, item_id), None)
    except Unreadable as fault:
        damage = file_damage(name, fault, item_id)
        if text is None or isinstance(fault, SyncCopyError):
            raise _damaged(damage) from fault
        return Opened(text, data, name, None, damage)


def _item_file(folder: Path, item_id: str, over: Overlay) -> tuple[str, bytes | None]:
    name = f"{ITEMS}/{item_path(folder, item_id).name}"
    try:
        return name, read_file(folder, name, over)
    except OSError as fault:
        raise _damaged(Damage(name, 0, cannot_be_read(fault))) from fault


def taken_ids(folder: Path) -> dict[str, str]:
    """The ids that may not be given: those of all files, readable or not, and those retired.

    A retired id comes with the uid of its item, which may have it back; the others with "".
    """
    return {**read_settings(folder)[0].retired, **dict.fromkeys(_stems(folder), "")}


def item_ids(folder: Path) -> list[str]:
    """The stems of all item files, readable or not, in the usual order."""
    return sorted(_stems(folder), key=id_key)


def _stems(folder: Path) -> list[str]:
    names = _names(folder, ITEMS, journal.overlay(folder))
    return [name[len(ITEMS) + 1 : -len(_SUFFIX)] for name in names]


def ids_for(folder: Path, words: Iterable[str]) -> list[str]:
    """The ids among which words have to be looked up: themselves, where each is a file's name.

    So that to name an item costs the same in a plan of any size.
    """
    words = list(words)
    spelt = all(_SPELT.fullmatch(word) and item_path(folder, word).exists() for word in words)
    return words if words and spelt else item_ids(folder)


def read_plan_without_items(folder: Path) -> Plan:
    """The plan without its items, for a command that holds the lock and adds one."""
    return _read(folder, journal.overlay(folder), with_items=False)


def _read(folder: Path, over: Overlay, with_items: bool = True) -> Plan:
    settings = _settings(_bytes_of(folder, SETTINGS, over))
    damaged: list[Damage] = []
    copies: list[str] = []
    items = _read_all(folder, ITEMS, over, item_in, damaged, copies) if with_items else []
    inspections = _read_all(folder, INSPECTIONS, over, inspection_in, damaged, copies)
    plan = settings._replace(
        inspections=tuple(inspections), damaged=tuple(damaged), copies=tuple(copies)
    )
    return plan_with_items(plan, sorted(items, key=lambda item: id_key(item.id)))


def _read_all(
    folder: Path,
    where: str,
    over: Overlay,
    read: Callable[[bytes, str], Record],
    damaged: list[Damage],
    copies: list[str],
) -> list[Record]:
    """The records of a folder; what can't be read and what is a copy is added to the two lists."""
    records: list[Record] = []
    for name in _names(folder, where, over):
        stem = Path(name).stem
        item_id = stem if where == ITEMS else None
        try:
            data = read_file(folder, name, over)
            if data is not None:
                records.append(read(data, stem))
        except SyncCopyError:
            copies.append(name)
        except (OSError, Unreadable) as fault:
            damaged.append(file_damage(name, fault, item_id))
    return records


class SyncCopyError(Unreadable):
    """A second file of one record, made by a sync tool or by hand; `check` names it."""


def refuse_copy(stem: str, record_id: str) -> None:
    """Raise SyncCopyError where a file's name is that of another with a sync tool's addition."""
    if stem != record_id:
        from hmic_tracker.domain.check_names import is_copy  # only a wrong name pays for it

        if is_copy(stem, record_id):
            raise SyncCopyError(f"a copy of {record_id}")


def inspection_in(data: bytes, stem: str) -> Inspection:
    """The inspection in a file's bytes; raises Unreadable, or SyncCopyError for a copy."""
    from hmic_tracker.store.inspection_codec import inspection_of

    inspection = inspection_of(decode(data))
    refuse_copy(stem, inspection.id)
    return inspection


def item_in(data: bytes, stem: str) -> Item:
    """The item in a file's bytes; raises Unreadable, SyncCopyError for a copy of another file."""
    item = item_of(decode(data))
    if item.id == stem:
        return item
    refuse_copy(stem, item.id)
    raise Unreadable(f"the id in the file is '{item.id[:70]}', and the file's name says '{stem}'")


def file_damage(name: str, fault: OSError | Unreadable, item_id: str | None) -> Damage:
    """What is wrong with a file."""
    if isinstance(fault, OSError):
        return Damage(name, 0, cannot_be_read(fault), item_id)
    return Damage(name, fault.line, fault.problem, item_id)


def _names(folder: Path, where: str, over: Overlay) -> list[str]:
    def refuse(fault: OSError) -> None:
        raise _damaged(Damage(where, 0, cannot_be_read(fault))) from fault

    return toml_paths(folder, where, over, refuse)


def _bytes_of(folder: Path, name: str, over: Overlay) -> bytes:
    try:
        data = read_file(folder, name, over)
    except OSError as fault:
        raise _damaged(Damage(name, 0, cannot_be_read(fault))) from fault
    if data is None:
        raise _damaged(Damage(name, 0, "the file is not there"))
    return data


def _settings(data: bytes) -> Plan:
    from hmic_tracker.store.settings_codec import NewerSchema, settings_of

    try:
        return settings_of(decode(data))
    except NewerSchema as fault:
        raise DamagedStoreError(
            f"{SETTINGS}:{fault.line}: {fault.problem}",
            "nothing was read or written; update with: pip install --upgrade hmic-tracker",
        ) from fault
    except Unreadable as fault:
        raise _damaged(Damage(SETTINGS, fault.line, fault.problem)) from fault


def _damaged(damage: Damage) -> DamagedStoreError:
    return DamagedStoreError(
        f"{damage.where}: {damage.problem}",
        f"{damage.remedy}, or restore it from a backup or from git",
    )

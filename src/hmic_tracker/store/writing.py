"""The one write path: lock, read, change, verify, commit.

A command takes the lock with `writing`, reads afresh inside it, and hands its writes to `save`.
No lock is held during a question to a person or while an editor is open.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hmic_tracker.errors import DamagedStoreError, InputError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.commit_marker import count_commit
from hmic_tracker.store.files import faults_as_errors, read_or_none
from hmic_tracker.store.item_codec import edited_item_text, new_item_text
from hmic_tracker.store.journal import Op, Write
from hmic_tracker.store.kept_reads import forget_reads, reads_afresh
from hmic_tracker.store.operations import LONGEST_NAME, record_fault
from hmic_tracker.store.paths import (
    INSPECTIONS,
    ITEMS,
    SCHEMA,
    SETTINGS,
    item_path,
)
from hmic_tracker.store.places import make_folder, make_plan_folder, require_plan
from hmic_tracker.store.reading import (
    Loaded,
    Opened,
    SyncCopyError,
    item_in,
    load_items,
    read_settings,
    toml_paths,
)
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.store.lock_holder import Holder
    from hmic_tracker.store.settings_history import Entering
    from hmic_tracker.store.toml import KeyPath


class ItemUpdate(NamedTuple):
    """An item going from what was loaded to what it shall be."""

    loaded: Loaded
    after: Item


def create_store(folder: Path, organisation: str | None, stamp: Stamp) -> None:
    """Makes a new store; raises InputError where there is one, WriteError where it can't.

    One whose making was stopped after its commit is completed.
    """
    from hmic_tracker.store.settings_codec import new_settings_text
    from hmic_tracker.store.settings_history import Entering

    data = new_settings_text(organisation).encode()
    with faults_as_errors(str(folder)):
        if (folder / SETTINGS).exists():
            raise _there_already(folder)
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder} is a file", "name a folder that is new or empty")
        make_plan_folder(folder)
        for part in (ITEMS, INSPECTIONS):
            make_folder(folder / part, folder)
        with writing(folder, is_new=True):
            existing = read_or_none(folder / SETTINGS)  # of a stopped or another's init
            if existing is not None and not _is_begun(existing, data):
                raise _there_already(folder)
            if existing is None:
                begun = Entering(event="added")
                save(folder, [Write(SETTINGS, None, data)], stamp, "init", entering=begun)


def _is_begun(existing: bytes, data: bytes) -> bool:
    """Whether a file is the one of a new store, with the entry of whoever began it."""
    from hmic_tracker.store.settings_codec import settings_of

    try:
        begun = settings_of(decode(existing))
    except Unreadable:
        return False
    return begun._replace(history=()) == settings_of(decode(data)) and len(begun.history) < 2


def _there_already(folder: Path) -> InputError:
    return InputError(
        f"{folder} is an action plan already",
        f"look at it with: tracker --store {folder} summary",
    )


@contextlib.contextmanager
def writing(
    folder: Path,
    read: Callable[[Path], Plan] = lambda folder: read_settings(folder)[0],
    upgrades: bool = False,
    holder: Holder | None = None,
    is_new: bool = False,
) -> Iterator[None]:
    """Hold the store's lock, after completing any operation that an interrupted command left.

    `read` gives the settings under the lock, and raises where they can't be read or are newer. A
    plan of an earlier format is only written to where the command `upgrades` it. `holder` is named
    to those who wait; a plan that `is_new` may have no settings.

    Raises LockedError after 10 seconds, WriteError where the lock can't be made, where the plan is
    gone, and for a fault of the disk inside: nothing was committed then, for `save` has errors of
    its own.
    """
    from hmic_tracker.store.locking import locked

    with faults_as_errors("to the plan"):
        if not is_new:
            require_plan(folder)
        journal.make_private(folder)
        with locked(folder, holder), reads_afresh():
            journal.recover(folder)
            if not is_new:
                require_plan(folder)
                settings = read(folder)  # nor is written to a newer schema, or what can't be read
                if not upgrades:
                    _refuse_former(settings.schema)
            yield


def _refuse_former(schema: int) -> None:
    """Raises WriteError for a plan of an earlier format, whose files have to be as they were."""
    if schema < SCHEMA:
        raise WriteError(
            f"this plan is of format {schema}, which is only read",
            f"make it one of format {SCHEMA}, once and in one step: tracker check --upgrade",
        )


def _raise(fault: OSError) -> None:
    raise fault


def upgrade(folder: Path, stamp: Stamp) -> int:
    """Makes a plan of an earlier format one of ours, as one op; how many files changed.

    The lock is held. Copies that a sync tool made are no files of the plan, and stay as they are.
    Raises DamagedStoreError where a file can't be read.
    """
    from hmic_tracker.store.upgrading import upgraded_item_text
    from hmic_tracker.store.upgrading_settings import upgraded_settings_text

    _, data = read_settings(folder)
    writes = [Write(SETTINGS, data, upgraded_settings_text(decode(data)).encode())]
    for path in toml_paths(folder, ITEMS, {}, _raise):
        old = read_or_none(folder / path)
        if old is None:
            continue
        try:
            item_in(old, Path(path).stem)
            new = upgraded_item_text(decode(old)).encode()
        except SyncCopyError:
            continue
        except Unreadable as fault:
            raise DamagedStoreError(
                f"{path}{f', line {fault.line}' if fault.line else ''}: {fault.problem}",
                "nothing was upgraded: mend it first (see: tracker check)",
            ) from fault
        writes.append(Write(path, old, new))
    save(folder, writes, stamp, "upgrade")
    return sum(write.old != write.new for write in writes)


def save(
    folder: Path,
    writes: Iterable[Write],
    stamp: Stamp,
    command: str,
    undoes: str | None = None,
    entering: Entering | None = None,
) -> None:
    """Commits the writes as one op; the lock is held. `undoes` is the op that it takes back.

    What changes in the settings is entered into their history here, whoever writes them, unless
    the write brings an entry; `entering` says what there is to say of it. Raises WriteError for a
    file that could not be read again as what it stands for.
    """
    changed = tuple(write for write in writes if write.old != write.new)
    if any(write.path == SETTINGS for write in changed):
        from hmic_tracker.store.settings_history import with_settings_entry

        changed = tuple(
            with_settings_entry(write, entering, stamp) if write.path == SETTINGS else write
            for write in changed
        )
    for write in changed:
        fault = record_fault(write.path, write.new) if write.new is not None else None
        if fault:
            raise WriteError(
                f"{write.path} would be no file of a plan: {fault}",
                "nothing was written; what was typed or read can't be kept in this form",
            )
    if changed:
        by = (stamp.typist or stamp.by)[:LONGEST_NAME]
        journal.commit(
            folder, Op(stamp.op, command, stamp.recorded.isoformat(), changed, undoes, by)
        )
        forget_reads()
        count_commit()


def item_write(saved: ItemUpdate) -> Write:
    """The write that makes an item's file say what it shall."""
    text = edited_item_text(decode(saved.loaded.data), saved.loaded.item, saved.after)
    return Write(saved.loaded.path, saved.loaded.data, text.encode())


def edited_write(opened: Opened, text: str, typed: Item, after: Item) -> Write:
    """The write of a text that a person edited, with the entry that records the edit."""
    return Write(opened.path, opened.data, edited_item_text(text, typed, after).encode())


def filter_write(folder: Path, name: str, expression: str) -> Write:
    """The write that saves a filter in `tracker.toml`."""
    from hmic_tracker.store.settings_codec import edited_settings

    changed: dict[KeyPath, object] = {("filters", name): expression}
    return settings_write(folder, lambda text: edited_settings(text, changed))


def map_write(folder: Path, name: str, columns: str) -> Write:
    """The write that keeps in `tracker.toml` what columns of registers are."""
    from hmic_tracker.store.settings_codec import edited_settings

    changed: dict[KeyPath, object] = {("maps", name): columns}
    return settings_write(folder, lambda text: edited_settings(text, changed))


def settings_write(folder: Path, edit: Callable[[str], str]) -> Write:
    """The write that changes the text of `tracker.toml`."""
    _, data = read_settings(folder)
    return Write(SETTINGS, data, edit(decode(data)).encode())


def new_item_write(folder: Path, item: Item) -> Write:
    """The write of a new item's file; its id has to be free."""
    path = item_path(folder, item.id)
    return Write(f"{ITEMS}/{path.name}", None, new_item_text(item).encode())


def save_plan(
    folder: Path,
    before: Plan,
    after: Plan,
    stamp: Stamp,
    command: str,
    on: date,
    documents: Iterable[Write] = (),
    entering: Entering | None = None,
) -> None:
    """Writes what differs between two states of the plan, and documents to keep, as one op.

    The lock is held, and `before` was read inside it. Items are added or changed, never removed.
    What changes in an inspection without an entry that says so gets one, dated `on`.
    """
    from hmic_tracker.store.record_writes import inspection_write
    from hmic_tracker.store.settings_codec import edited_settings_text, paper_settings_text

    old = {item.id: item for item in before.items}
    changed = [item for item in after.items if item != old.get(item.id)]
    loaded, _ = load_items(folder, [item.id for item in changed])
    by_id = {one.item.id: one for one in loaded}
    writes = [
        item_write(ItemUpdate(by_id[item.id], item))
        if item.id in by_id
        else new_item_write(folder, item)
        for item in changed
    ]
    writes += [
        inspection_write(folder, before.inspection(inspection.id), inspection, on, stamp)
        for inspection in after.inspections
        if inspection != before.inspection(inspection.id)
    ]
    if (after.frameworks, after.paper_texts) != (before.frameworks, before.paper_texts):
        _, data = read_settings(folder)
        text = edited_settings_text(decode(data), before.frameworks, after.frameworks)
        text = paper_settings_text(text, before.paper_texts, after.paper_texts)
        writes.append(Write(SETTINGS, data, text.encode()))
    save(folder, [*writes, *documents], stamp, command, entering=entering)

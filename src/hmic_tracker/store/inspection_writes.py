"""Two inspections made one, and one taken out of the plan: each one step for `undo`."""

from __future__ import annotations

from hmic_tracker.domain.changes import apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.inspection_history import recorded
from hmic_tracker.domain.inspection_joining import items_alike, joined
from hmic_tracker.domain.inspection_removal import removal_of
from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.journal import Write
from hmic_tracker.store.paths import INSPECTIONS, SETTINGS, inspection_path
from hmic_tracker.store.reading import load_items, read_file, read_plan, read_settings
from hmic_tracker.store.record_writes import inspection_write
from hmic_tracker.store.settings_codec import retired_settings_text, settings_text_with
from hmic_tracker.store.toml import decode
from hmic_tracker.store.writing import ItemUpdate, item_write, save, settings_write

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path as FilePath

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.inspection_removal import Removal
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.record_history import Path

MERGED: Final = "inspection merged"
REMOVED: Final = "inspection removed"
"""The events of the entries that say so."""


def merge_inspections(
    folder: FilePath, theirs: str, mine: str, taken: Collection[Path], day: date, stamp: Stamp
) -> None:
    """Moves all that an inspection has into another, and its file out of the plan; locked.

    Raises ConflictError where one of the two isn't there any more.
    """
    plan = read_plan(folder)
    other, own = _there(plan, theirs), _there(plan, mine)
    made = joined(own, other, day, taken).inspection
    after = recorded(own, made, day, stamp, MERGED, source=theirs)
    going = {
        pair.theirs.id: pair.theirs.uid for pair in items_alike(plan.items, own, other) if pair.goes
    }
    ids = [item.id for item in plan.items if item.inspection == theirs]
    writes = [inspection_write(folder, own, after, day, stamp), _removal_write(folder, theirs)]
    for loaded in load_items(folder, ids)[0]:
        if loaded.item.id in going:
            writes.append(Write(loaded.path, loaded.data, None))
            continue
        item = record_outside_changes(loaded.item, day, stamp)
        changes = changes_to(item, {"inspection": mine})
        moved = apply(item, next_entry(item, day, stamp, MERGED, changes))
        writes.append(item_write(ItemUpdate(loaded, moved)))
    if going:
        writes.append(settings_write(folder, lambda text: retired_settings_text(text, going)))
    save(folder, writes, stamp, "inspection merge")


def remove_inspection(
    folder: FilePath, going: Removal, reason: str | None, day: date, stamp: Stamp
) -> None:
    """Takes an inspection and its items out of the plan; their ids are noted; locked.

    Raises ConflictError where more would go than a person saw.
    """
    from hmic_tracker.domain.changes import entry_after
    from hmic_tracker.domain.record_history import with_hand_edits
    from hmic_tracker.domain.settings_fields import settings_fields
    from hmic_tracker.store.settings_codec import settings_of

    plan = read_plan(folder)
    inspection = _there(plan, going.inspection.id)
    if removal_of(plan, inspection) != going:
        raise ConflictError(
            f"{inspection.id} was changed meanwhile", "look at it again: the same with --dry-run"
        )
    writes = [_removal_write(folder, inspection.id)]
    loaded, _ = load_items(folder, [item.id for item in going.items])
    writes += [Write(one.path, one.data, None) for one in loaded]
    settings, data = read_settings(folder)
    names = {inspection.id: inspection.title} | {item.id: item.uid for item in going.items}
    text = retired_settings_text(decode(data), names)
    history = with_hand_edits(settings.history, settings_fields(settings), day, stamp)
    entry = entry_after(history, day, stamp, REMOVED, (), source=_named(going), reason=reason)
    added = (*history, entry)[len(settings.history) :]
    text = settings_text_with(text, settings_of(text).history, added)
    save(
        folder,
        [*writes, Write(SETTINGS, data, text.encode())],
        stamp,
        "inspection remove",
    )


def _there(plan: Plan, inspection_id: str) -> Inspection:
    known = plan.inspection(inspection_id)
    if known is None:
        raise ConflictError(f"{inspection_id} is not there any more", "run the command again")
    return known


def _removal_write(folder: FilePath, inspection_id: str) -> Write:
    path = f"{INSPECTIONS}/{inspection_path(folder, inspection_id).name}"
    return Write(path, read_file(folder, path, {}), None)


def _named(going: Removal) -> str:
    """What went, as the history of the settings keeps it."""
    from hmic_tracker.domain.ids import format_id_ranges

    ids = format_id_ranges([item.id for item in going.items])
    one = going.inspection
    return f"{one.id}: {one.title}{f', with {ids}' if ids else ''}"

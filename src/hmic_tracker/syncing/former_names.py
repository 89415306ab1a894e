"""Items to which one gave a post or a board by a name that the other one changed meanwhile."""

from __future__ import annotations

from pathlib import PurePosixPath

from hmic_tracker.domain.changes import apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.frameworks import fields_of_board
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.people import renamed_fields
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.paths import ITEMS, SETTINGS
from hmic_tracker.store.reading import Loaded, item_in
from hmic_tracker.store.toml import Unreadable
from hmic_tracker.store.writing import ItemUpdate, item_write
from hmic_tracker.syncing.refusals import settings_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.items import Item, Value
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.store.merging import MergedPlan, Side
    from hmic_tracker.syncing.transport import Keeper

_RENAMED: Final = "renamed"


class _Name(NamedTuple):
    """What a post or a board was called, and is called now."""

    is_board: bool
    old: str
    new: str


def called_as_now(keeper: Keeper, mine: Side, theirs: Side, merged: MergedPlan) -> MergedPlan:
    """What was brought together, with each post and board by the name that it has since.

    Whoever changes the name does so in the items there are; those that the other one gave it
    meanwhile are named in a remark.
    """
    whole = {**mine.files, **merged.files}
    names = _changed_names(mine.files.get(SETTINGS), theirs.files.get(SETTINGS), whole[SETTINGS])
    if not names:
        return merged
    files: dict[str, bytes] = {}
    ids: dict[_Name, list[str]] = {}
    stamp = keeper.stamp()
    for path, data in whole.items():
        if not path.startswith(f"{ITEMS}/") or data is None:
            continue
        loaded = Loaded(item_in(data, PurePosixPath(path).stem), data, path)
        for name in names:
            after = _with(loaded.item, name, keeper.today, stamp)
            if after is not None:
                write = item_write(ItemUpdate(loaded, after))
                files[path] = write.new or data
                loaded = Loaded(after, files[path], path)
                ids.setdefault(name, []).append(after.id)
    remarks = (
        f"{format_id_ranges(of_it)}: '{name.old}' is called '{name.new}' by now, and so it is here"
        for name, of_it in ids.items()
    )
    return merged._replace(files={**merged.files, **files}, remarks=(*merged.remarks, *remarks))


def _changed_names(mine: bytes | None, theirs: bytes | None, now: bytes | None) -> list[_Name]:
    """The names that one of two gave up, and the other one didn't know to be given up."""
    if now is None or mine is None or theirs is None or mine == theirs:
        return []
    try:
        plans = [settings_in(data) for data in (mine, theirs, now)]
    except Unreadable:
        return []
    one, other, there = ({(n.is_board, folded(n.old)): n for n in _former(p)} for p in plans)
    return [name for key, name in there.items() if key not in one or key not in other]


def _former(plan: Plan) -> list[_Name]:
    """The former names of posts and boards, but for those that another has now."""
    names: list[_Name] = []
    for is_board, known in ((False, plan.people), (True, plan.boards)):
        taken: Collection[str] = {folded(one.name) for one in known}
        names += (
            _Name(is_board, alias, one.name)
            for one in known
            for alias in one.aliases
            if folded(alias) not in taken
        )
    return names


def _with(item: Item, name: _Name, day: date, stamp: Stamp) -> Item | None:
    """The item with an entry that calls it so; None where it names no such post or board."""
    fields: Mapping[str, Value] = (fields_of_board if name.is_board else renamed_fields)(
        item, name.old, name.new
    )
    if not fields:
        return None
    recorded = record_outside_changes(item, day, stamp)
    changes = changes_to(recorded, fields, is_decision=False)
    return apply(recorded, next_entry(recorded, day, stamp, _RENAMED, changes))

"""The parts of items that a command changes, and what they are parts of: what follows for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.families import (
    WITH_ITEM,
    Following,
    after_changes,
    check_is_of_part,
    open_parts,
    what_follows,
)
from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.plan import whole_id
from hmic_tracker.errors import DamagedStoreError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store.reading import Loaded, item_ids, load_items

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.workflow import ProposedChange

Changes = tuple[FieldChange, ...]


class FollowingItem(NamedTuple):
    """An item as it was loaded, and what changes in it since another changed."""

    loaded: Loaded
    following: Following

    @property
    def changes(self) -> Changes:
        """What changes in it."""
        return self.following.changes

    @property
    def reason(self) -> str:
        """Why it changes."""
        return self.following.reason

    @property
    def is_part(self) -> bool:
        """Whether it is a part that changes with its item."""
        return self.following.event == WITH_ITEM

    def entered(self, item: Item, day: date, stamp: Stamp) -> Item:
        """The item, as it was loaded or as a command changed it, with what follows for it."""
        return self.following.entered(item, day, stamp)


class Family(NamedTuple):
    """The items that a command is to change, their parts, and what they are parts of."""

    loaded: Mapping[str, Loaded]
    named: frozenset[str]

    def judged_with(self, session: Session, item: Item, proposed: ProposedChange) -> ProposedChange:
        """A change of an item with what rules ask of its parts: those left open, their owners.

        Raises UsageError where the item is a part, and the changes are not those of a part.
        """
        if item.part_of is not None:
            whole = self.loaded.get(item.part_of)
            check_is_of_part(item, whole.item if whole else None, proposed.changes)
        parts = [one.item for one in self.loaded.values() if one.item.part_of == item.id]
        holders = {part.id: session.holders_of(part.owner) for part in parts if part.owner}
        left = open_parts(item.id, (part for part in parts if part.id not in self.named))
        return proposed._replace(open_parts=left, part_holders=holders)

    def following(
        self, changed: Mapping[str, Changes], on: date, reason: str | None
    ) -> dict[str, FollowingItem]:
        """What changes in other items, by id, with the items that a command changes."""
        items = {item_id: one.item for item_id, one in self.loaded.items()}
        after = {item_id: after_changes(items[item_id], made) for item_id, made in changed.items()}
        following = what_follows(items, after, on, reason)
        return {i: FollowingItem(self.loaded[i], one) for i, one in following.items()}


def load_family(session: Session, loaded: Iterable[Loaded]) -> Family | None:
    """The family of some items; None where none has parts, nor is one.

    A part that can't be read is left out.
    """
    named = {one.item.id: one for one in loaded}
    wholes = {one.item.part_of or one.item.id for one in named.values()}
    ids = item_ids(session.folder)
    wanted = {item_id for item_id in ids if whole_id(item_id) in wholes}
    wanted |= {one.item.part_of for one in named.values() if one.item.part_of} & {*ids}
    if not wanted:
        return None
    others: dict[str, Loaded] = {}
    for item_id in sorted(wanted - named.keys()):
        try:
            read, _ = load_items(session.folder, [item_id])
        except DamagedStoreError:
            continue
        others |= {one.item.id: one for one in read if one.item.part_of or item_id in wholes}
    return Family({**named, **others}, frozenset(named))

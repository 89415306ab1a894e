"""What is known by a count alone, taken back when a command names one of the items counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.changes import Stamp, apply, changes_to, record_outside_changes
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.views.history_entries import changes_text

if TYPE_CHECKING:
    from hmic_tracker.commands.item_families import FollowingItem
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.counted_states import Unnamed
    from hmic_tracker.domain.items import FieldChange, Item
    from hmic_tracker.store.reading import Loaded

_NAMING: Final = frozenset({"text", "title"})


class UnnamedItem(NamedTuple):
    """An item as it was loaded, the fields that are taken back, and why."""

    loaded: Loaded
    changes: tuple[FieldChange, ...]
    reason: str

    def entered(self, item: Item, day: date, stamp: Stamp) -> Item:
        """The item, as it was loaded or as a command changed it, with its state taken back."""
        from hmic_tracker.domain.counted_states import Unnamed, unnamed_entry

        before = record_outside_changes(item, day, stamp)
        fields = {change.field: change.new for change in self.changes}
        return apply(before, unnamed_entry(before, Unnamed(item, fields, self.reason), day, stamp))


class Naming(NamedTuple):
    """An item that a command changes, as it was; `has_status` is whether its status is given."""

    item: Item
    changes: tuple[FieldChange, ...]
    has_status: bool


def unnamed_items(session: Session, changed: Iterable[Naming]) -> dict[str, UnnamedItem]:
    """Return by id the items whose states are not known once others of theirs are named.

    A text names any of them, a title one that is completed by the count: it would be that one's.
    The plan is read only where one is named.
    """
    from hmic_tracker.domain.counted_states import Arrival, is_by_count, unnamed_states

    named = [
        Arrival(one.item, is_sure=True, has_status=one.has_status)
        for one in changed
        if one.item.is_placeholder
        and any(
            change.new and (change.field == "text" or is_by_count(one.item))
            for change in one.changes
            if change.field in _NAMING
        )
    ]
    if not named:
        return {}
    from hmic_tracker.store.reading import load_items, read_plan

    unnamed = {one.item.id: one for one in unnamed_states(read_plan(session.folder).items, named)}
    loaded, _ = load_items(session.folder, list(unnamed))
    return {one.item.id: _taken_back(one, unnamed[one.item.id]) for one in loaded}


def _taken_back(loaded: Loaded, one: Unnamed) -> UnnamedItem:
    return UnnamedItem(loaded, changes_to(loaded.item, one.fields, is_decision=False), one.reason)


def unnamed_lines(unnamed: Mapping[str, UnnamedItem | FollowingItem], verb: str = "") -> list[str]:
    """What is taken back in each item, or follows for it, and why, in a line each."""
    return [
        f"{item_id}{verb}: {', '.join(changes_text(one.changes))}  ({one.reason})"
        for item_id, one in unnamed.items()
    ]

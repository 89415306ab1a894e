"""The items of a document with the entries that it makes in their histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hmic_tracker.domain.changes import Stamp, apply, next_entry, record_outside_changes
from hmic_tracker.domain.counted_states import Arrival, Unnamed, unnamed_entry
from hmic_tracker.domain.imported_fields import PlanOwners, Wanted, held_places, wanted_changes
from hmic_tracker.domain.item_matching import Answers, has_label_of, whole_number
from hmic_tracker.domain.items import (
    COUNTED,
    IMPORTED,
    OUTSIDE,
    Entry,
    FieldChange,
    Item,
    effective_entries,
)
from hmic_tracker.domain.rules import is_move
from hmic_tracker.domain.words import PREFIXES
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft, DraftItem
    from hmic_tracker.domain.import_matching import Pair
    from hmic_tracker.domain.imported_ids import ImportedIds


class Changed(NamedTuple):
    """An item before and after the import."""

    before: Item
    after: Item

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What the import changes."""
        made: dict[str, FieldChange] = {}
        for entry in self.after.history[len(self.before.history) :]:
            for change in entry.changes if entry.event != OUTSIDE else ():
                first = made.get(change.field, change)
                made[change.field] = change._replace(old=first.old)
        return tuple(made.values())


class Entering(NamedTuple):
    """A document as its entries need it."""

    draft: Draft
    stamp: Stamp
    today: date

    @property
    def on(self) -> date:
        """The day of the entries."""
        return min(self.draft.on or self.today, self.today)


class DocumentItem(NamedTuple):
    """An item before and after, new or known, and what the document wanted of it."""

    before: Item
    after: Item
    is_new: bool
    wanted: Wanted

    @property
    def is_changed(self) -> bool:
        """Whether the plan has it, and it gets an entry."""
        return self.wanted.is_anything and not self.is_new

    @property
    def is_unchanged(self) -> bool:
        """Whether the plan has all of it."""
        return not (self.is_new or self.wanted.is_anything or self.wanted.held)


def enter_items(
    pairs: Sequence[Pair],
    left_out: set[int],
    inspection: str,
    ids: ImportedIds,
    owners: PlanOwners,
    entering: Entering,
) -> list[DocumentItem]:
    """The items of a document in its order, but for those left out, which are asked about.

    All have their ids before one of them is linked to another.
    """
    items = {
        place: item or _blank(one, inspection, ids)
        for place, (one, item) in enumerate(pairs)
        if place not in left_out
    }
    done = []
    for place, item in items.items():
        one, known = pairs[place]
        one = one._replace(owner=owners.known_as(one))
        cause = _cause_of(one, pairs, items)
        wanted = wanted_changes(item, one, entering.on, cause, known is None)
        wanted = wanted.with_held(held_places(item, one.framework, inspection))
        after = _entered(item, one, wanted, known is None, entering)
        done.append(DocumentItem(item, after, known is None, wanted))
    return done


def _cause_of(one: DraftItem, pairs: Sequence[Pair], items: Mapping[int, Item]) -> str | None:
    """The id of the cause of concern that a document's item answers; None where it isn't clear."""
    cause = items.get(one.cause) if one.cause is not None else None
    if one.cause is None or cause is None or cause.kind != "cause-of-concern":
        return None
    return None if pairs[one.cause][0].interchangeable else cause.id


def _blank(one: DraftItem, inspection: str, ids: ImportedIds) -> Item:
    """A new item with what never changes of it."""
    uid = ids.give_uid(inspection, one)
    return Item(
        id=ids.give_id(PREFIXES[one.kind], uid),
        uid=uid,
        kind=one.kind,
        inspection=inspection,
        framework=one.framework,
        number=whole_number(one),
        of=one.of,
    )


def _entered(item: Item, one: DraftItem, wanted: Wanted, is_new: bool, entering: Entering) -> Item:
    """The item with the document's entry; what was changed by hand is recorded before it."""
    if is_new:
        made = {change.field: change for change in wanted.made}
        status = made.pop("status", None)
        born = FieldChange("status", None, status.new if status else item.status)
        return apply(item, _entry(item, one, (born, *made.values()), wanted.note, entering))
    if not wanted.is_anything:
        return item
    before = record_outside_changes(item, entering.today, entering.stamp)
    return apply(before, _entry(before, one, wanted.made, wanted.note, entering))


def _entry(
    item: Item,
    one: DraftItem,
    changes: tuple[FieldChange, ...],
    note: str | None,
    entering: Entering,
) -> Entry:
    reason = one.source if any(map(is_move, changes)) else None
    remarks = {"note": note, "reason": reason, "source": one.source}
    event = COUNTED if one.interchangeable else IMPORTED
    return next_entry(item, entering.on, entering.stamp, event, changes, **remarks)


def arrivals_of(
    pairs: Sequence[Pair], done: Sequence[DocumentItem], answers: Answers
) -> list[Arrival]:
    """The items of the plan that get their texts from a document.

    A status that all have in common says nothing of one, and one that isn't taken nothing at all.
    """
    held = {(one.before.id, change.field) for one in done for change in one.wanted.held}
    arrivals = []
    for place, (one, item) in enumerate(pairs):
        if item is not None and item.text is None and one.text:
            is_sure = place in answers or has_label_of(one, item)
            status = None if one.in_common else one.status
            is_taken = status is not None and (item.id, "status") not in held
            arrivals.append(Arrival(item, is_sure, is_taken, status))
    return arrivals


def take_back_unnamed(
    done: Sequence[DocumentItem], unnamed: Sequence[Unnamed], entering: Entering
) -> tuple[list[DocumentItem], list[Changed]]:
    """The items with what isn't known of them any more taken back, and others of their groups."""
    by_id = {one.item.id: one for one in unnamed}

    def taken_back(item: Item, one: Unnamed) -> Item:
        before = record_outside_changes(item, entering.today, entering.stamp)
        # What people entered after the document's day can't be taken back before they did.
        known = [entry.on for entry in effective_entries(one.item.history)]
        on = min(max(entering.on, *known), entering.today) if known else entering.on
        return apply(before, unnamed_entry(before, one, on, entering.stamp))

    def with_taken_back(one: DocumentItem) -> DocumentItem:
        unknown = by_id.pop(one.before.id, None)
        if unknown is None:
            return one
        # What the document says of it, alone or with all others, is known of it.
        own = {change.field for change in one.wanted.made}
        fields = {field: value for field, value in unknown.fields.items() if field not in own}
        after = taken_back(one.after, unknown._replace(fields=fields))
        return one._replace(after=after, wanted=one.wanted.without(fields))

    here = [with_taken_back(one) for one in done]
    return here, [Changed(one.item, taken_back(one.item, one)) for one in by_id.values()]

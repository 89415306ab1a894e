"""What a document makes of its inspection, and of items that it tells apart by a count alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.inspection_merging import (
    Earlier,
    MergedInspection,
    merge_document,
)
from hmic_tracker.domain.inspections import (
    ImportWarning,
    Inspection,
    id_of,
    inspection_title_key,
)
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import is_completed, is_from_report
from hmic_tracker.domain.words import COMPLETED, Kind, count_of, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan

_OF_ONE: Final = ("status", "status_word", "progress", "due", "response", "response_reason")
"""What is said of one of several interchangeable items, nobody knows of which."""
Pair = tuple[DraftItem, Item | None]
"""An item of a document and the plan's that it is about, None where it is new."""


def inspection_of(
    old: Inspection | None, draft: Draft, plan: Plan, today: date, earlier: Earlier | None
) -> MergedInspection:
    """Merge a document into its inspection, a new one where the plan has none.

    Of a new one only what changes in the plan's frameworks is listed.
    """
    if old is not None:
        return merge_document(old, draft, plan, today, earlier)
    new = Inspection(id=_free_id(draft, plan), title=inspection_title_key(draft.title))
    merged = merge_document(new, draft, plan, today)
    known = {framework.slug for framework in plan.frameworks}
    changes = tuple(one for one in merged.changes if one.key.framework in known)
    return merged._replace(changes=tuple(c for c in changes if c.key.part in {"alias", "parent"}))


def _free_id(draft: Draft, plan: Plan) -> str:
    wanted, title = id_of(draft.title), folded(inspection_title_key(draft.title))
    taken = {name for inspection in plan.inspections for name in inspection.names}
    gone = plan.retired.items()  # one of that title that was removed has its id again
    taken |= {one for one, of in gone if folded(inspection_title_key(of)) != title}
    number = 2
    free = wanted
    while free in taken:
        free, number = f"{wanted[:60]}-{number}", number + 1
    return free


def assign_states(
    pairs: Sequence[Pair], mine: Sequence[Item] = ()
) -> tuple[list[Pair], list[ImportWarning]]:
    """Assign states of interchangeable drafts so that completed items stay completed.

    Positions that a document gives to interchangeable placeholders go to completed ones first;
    where the plan has their texts, they are left out with a warning. What a document counts of
    fewer items than the plan has (`mine`, those of the inspection) may be said of any of them.
    """
    by_group: dict[tuple[str | None, Kind], list[Item]] = defaultdict(list)
    for item in mine:
        if is_from_report(item):
            by_group[item.framework, item.kind].append(item)
    groups: dict[tuple[str | None, Kind], list[int]] = defaultdict(list)
    for place, (one, known) in enumerate(pairs):
        is_part = _is_part_of(one, len(by_group[one.framework, one.kind]))
        if known is not None and (one.interchangeable or is_part):
            groups[one.framework, one.kind].append(place)
    assigned = [*pairs]
    unclear: list[ImportWarning] = []
    for group, places in groups.items():
        draft_items = [pairs[place][0] for place in places]
        items = _counted_items(pairs, places, by_group[group])
        if any(item.text is not None for item in items):
            unclear.append(_unclear(draft_items, len(items)))
            for place, item in zip(places, items, strict=False):
                one = replace(pairs[place][0], **dict.fromkeys(_OF_ONE))
                assigned[place] = (_in_place_of(item, one), item)
            continue
        for place, (one, item) in zip(places, _paired(draft_items, items), strict=True):
            assigned[place] = (_in_place_of(item, one), item)
    return assigned, unclear


def _counted_items(
    pairs: Sequence[Pair], places: Sequence[int], group: Sequence[Item]
) -> list[Item]:
    """The items that a count may mean: those at its places, or all of a larger group's others."""
    if any(_is_part_of(pairs[place][0], len(group)) for place in places):
        others = {known.id for p, (_, known) in enumerate(pairs) if known and p not in places}
        return [item for item in group if item.id not in others]
    return [known for place in places if (known := pairs[place][1])]


def _unclear(draft_items: Sequence[DraftItem], number: int) -> ImportWarning:
    """What is said of so many items with texts, and of which isn't."""
    first = draft_items[0]
    done = sum(one.status in COMPLETED for one in draft_items)
    text = f"{first.framework}: {done} of {count_of(number, first.kind)} completed, "
    return ImportWarning(first.line, f"{text}not said which; none was changed")


def _is_part_of(one: DraftItem, number: int) -> bool:
    """Whether a document counts an item among fewer than the plan has there."""
    is_counted = one.text is None and one.label is None and one.of is not None
    return is_counted and (one.of or 0) < number


def _paired(draft_items: list[DraftItem], items: list[Item]) -> Iterable[tuple[DraftItem, Item]]:
    """Pair states with items: those that are so already, then completed ones with completed."""
    left = sorted(items, key=lambda item: not is_completed(item))
    pairs: list[tuple[DraftItem, Item]] = []
    others = []
    for one in sorted(draft_items, key=lambda one: one.status not in COMPLETED):
        so_already = next((item for item in left if _is_so(one, item)), None)
        if so_already is None:
            others.append(one)
        else:
            left.remove(so_already)
            pairs.append((one, so_already))
    return (*pairs, *zip(others, left, strict=False))


def _in_place_of(item: Item, one: DraftItem) -> DraftItem:
    return one._replace(number=item.number, label=item.label_given, interchangeable=True)


def _is_so(one: DraftItem, item: Item) -> bool:
    """Whether an item has all that is said of one of several."""
    given = ((getattr(one, field), getattr(item, field)) for field in _OF_ONE)
    return all(not value or value == known for value, known in given)

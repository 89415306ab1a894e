"""What goes with an inspection that is removed, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.items import IMPORTS, UNNAMED, Item, effective_entries
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.plan import Plan, id_key
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection

_WITHOUT_WORK: Final = frozenset({*IMPORTS, UNNAMED, "added"})


class Removal(NamedTuple):
    """An inspection with its items, those of them that were worked on, and links from outside.

    A link is the item that has it, the relation and the other item: one of the two stays. Of links
    that items have which go, only those count by which one that stays is superseded.
    """

    inspection: Inspection
    items: tuple[Item, ...]
    worked_on: tuple[Item, ...]
    links: tuple[tuple[str, str, str], ...]


def removal_of(plan: Plan, inspection: Inspection) -> Removal:
    """What removing an inspection of a plan would take away."""
    items = [item for item in plan.items if item.inspection == inspection.id]
    items.sort(key=lambda item: id_key(item.id))
    ids = {item.id for item in items}
    others = [item for item in plan.items if item.id not in ids]
    links = [link for item in others for link in _links(item) if link[2] in ids]
    left = {item.id for item in others if item.status == "superseded"}
    links += [link for i in items for link in _links(i) if link[1:] in _superseding(left)]
    worked_on = tuple(filter(is_worked_on, items))
    return Removal(inspection, tuple(items), worked_on, tuple(links))


def is_worked_on(item: Item) -> bool:
    """Whether more is known of an item than how it came: by a document, or by hand."""
    entries = effective_entries(item.history)
    return any(e.event not in _WITHOUT_WORK for e in entries) or bool(outside_changes(item))


def _superseding(ids: Iterable[str]) -> set[tuple[str, str]]:
    return {("supersedes", item_id) for item_id in ids}


def _links(item: Item) -> Iterator[tuple[str, str, str]]:
    for link in map(link_of, item.links):
        yield item.id, link.relation, link.other

"""Which items a paper doesn't count, because another says the same or took their place."""

from __future__ import annotations

from hmic_tracker.domain.links import Relation, link_of, linked_item_id
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.domain.words import SIDE_EXITS
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

How = Literal["duplicates", "superseded by", "carried on by"]
_TOOK_OVER: Final[dict[Relation, How]] = {
    "supersedes": "superseded by",
    "carried-from": "carried on by",
}


class Replacement(NamedTuple):
    """What stands for an item that isn't counted.

    `others` are empty where none of them may be named: a text that may be printed would tell what
    an exempt item says. `counted` is whether one of them is.
    """

    how: How
    others: tuple[str, ...]
    counted: bool


def counted_elsewhere(current: Plan) -> dict[str, Replacement]:
    """By id, the duplicates and the superseded items of which it is known what stands for them."""
    items = {item.id: item for item in current.items}
    linked = [(item.id, link_of(text)) for item in current.items for text in item.links]
    replacements: dict[str, Replacement] = {}
    for relation, how in reversed(_TOOK_OVER.items()):
        for item_id, link in linked:
            old = items.get(link.other)
            if link.relation == relation and old is not None and old.status == "superseded":
                before = replacements.get(old.id)
                others = before.others if before and before.how == how else ()
                replacements[old.id] = _elsewhere(how, (*others, item_id), items)
    for item in current.items:
        other = linked_item_id(item.links, "duplicates")
        if other is not None and item.status not in SIDE_EXITS:
            replacements[item.id] = _elsewhere("duplicates", (other,), items)
    return replacements


def _elsewhere(how: How, others: tuple[str, ...], items: dict[str, Item]) -> Replacement:
    known = [items[other] for other in others if other in items]
    named = tuple(item.id for item in known if not is_hidden(item))
    return Replacement(how, named, any(map(is_counted, known)))

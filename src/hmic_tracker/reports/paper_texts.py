"""Of which items a paper has the texts: of all, of those that are open or changed, or of none."""

from __future__ import annotations

from collections.abc import Container

from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.movement import DATED, Movement
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Appendices
    from hmic_tracker.reports.paper_status import Update

_CHANGES: Final = ("opened", "completed", "verified", "closed", "reopened", "left", "undone")
"""The parts of a movement that say that an item changed, whether it is exempt or not."""


def items_with_texts(
    items: tuple[Item, ...],
    wanted: Appendices,
    movement: Movement | None,
    updates: tuple[Update, ...],
    unsettled: Container[str] = (),
) -> frozenset[str]:
    """The ids of the items whose texts are wanted; `unsettled` are ids that have them anyway.

    What changed is what moved since the last paper, or was reported on. A date of an exempt item
    that moved shows nowhere.
    """
    if wanted != "open":
        return frozenset(item.id for item in items if wanted == "all")
    changed = {one.item.id for one in updates}
    for part in _CHANGES if movement else ():
        changed |= {one.item.id for one in getattr(movement, part)}
    for part in DATED if movement else ():
        changed |= {one.item.id for one in getattr(movement, part) if not is_hidden(one.item)}
    return frozenset(
        item.id
        for item in items
        if item.id in changed or item.id in unsettled or _is_owed_or_shared(item)
    )


def _is_owed_or_shared(item: Item) -> bool:
    """Whether something is still to be done: open and in the counts, or good practice."""
    return is_open(item) and (is_counted(item) or item.kind == "good-practice")

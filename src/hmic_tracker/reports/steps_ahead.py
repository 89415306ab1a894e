"""Which steps of action plans are due when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.grouping import group_by_key

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item


def steps_ahead(items: Iterable[Item], today: date) -> dict[date, tuple[str, ...]]:
    """The steps still to be done of some items by their days, from today: "step 2 of REC-5"."""
    ahead = [
        (action.deadline, f"step {action.n} of {item.id}")
        for item in items
        for action in item.actions
        if action.is_open and action.deadline and action.deadline >= today
    ]
    return {
        day: tuple(name for _, name in mine)
        for day, mine in group_by_key(ahead, lambda one: one[0]).items()
    }
